using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.Routing;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;

namespace Ecommerce.Gateway.Assistants;

/// <summary>What a call takes.</summary>
/// <param name="Amount">A decimal; empty where nothing is taken.</param>
/// <param name="Currency">Its currency; empty where nothing is taken.</param>
internal sealed record CallPrice(string Amount, string Currency);

/// <summary>
/// Prices what takes or gives money before it is proposed. Each item of an order gets the catalogue's price, so that the order, once it is
/// approved, costs what was shown or is refused as <c>price_changed</c>; a refund of all that is left gets its amount.
/// </summary>
internal sealed class CallPrices(RoutedCalls calls)
{
    private static readonly Capability Read = CapabilityCatalogue.Find(AgentNames.Payment, "get_payment")!;
    private static readonly Capability Check = CapabilityCatalogue.Find(AgentNames.Inventory, "check_availability")!;

    /// <summary>What the call takes or gives; what its request leaves open is written into it.</summary>
    /// <exception cref="ProblemException"><c>price_changed</c>, <c>out_of_stock</c>, or why there is no price.</exception>
    public async Task<CallPrice> SetAsync(Asker asker, IMessage request, CancellationToken cancellationToken)
    {
        return request switch
        {
            CreateOrderRequest order => await PriceAsync(asker, order, cancellationToken),
            RefundPaymentRequest refund => await PriceAsync(asker, refund, cancellationToken),
            _ => new("", ""),
        };
    }

    private async Task<CallPrice> PriceAsync(Asker asker, RefundPaymentRequest refund, CancellationToken cancellationToken)
    {
        var asked = new GetPaymentRequest { TransactionId = refund.TransactionId };
        var payment = (Payment)await calls.RunAsync(asker.Call(Read), asker.Counter, () => asked, cancellationToken);
        if (!refund.HasAmount)
        {
            refund.Amount = Money.TryParse(payment.Amount, payment.Currency, out var taken)
                && Money.TryParse(payment.Refunded, payment.Currency, out var refunded)
                    ? Money.Format(taken - refunded, payment.Currency)
                    : throw new ProblemException(ErrorCodes.Conflict, "This cannot be priced.", "amount");
        }

        return new(refund.Amount, payment.Currency);
    }

    private async Task<CallPrice> PriceAsync(Asker asker, CreateOrderRequest order, CancellationToken cancellationToken)
    {
        var asked = new CheckAvailabilityRequest { Items = { order.Items } };
        var stock = (Availability)await calls.RunAsync(asker.Call(Check), asker.Counter, () => asked, cancellationToken);
        var currency = stock.Items[0].Currency;
        Int128 total = 0;
        for (var i = 0; i < order.Items.Count; i++)
        {
            total += (Int128)Price(order.Items[i], stock.Items[i], currency, i) * order.Items[i].Quantity;
        }

        return stock.Available && total <= long.MaxValue
            ? new(Money.Format((long)total, currency), currency)
            : throw new ProblemException(ErrorCodes.OutOfStock, "There is not enough stock.");
    }

    private static long Price(Item item, ItemAvailability found, string currency, int index)
    {
        if (found.Sku != item.Sku || found.Currency != currency || !Money.TryParse(found.Price, currency, out var minor))
        {
            throw new ProblemException(ErrorCodes.Conflict, "This cannot be priced.", $"items[{index}].sku");
        }

        if (item.HasPrice && !(Money.TryParse(item.Price, currency, out var believed) && believed == minor))
        {
            throw new ProblemException(
                ErrorCodes.PriceChanged, $"The price is {found.Price} {currency}.", $"items[{index}].price");
        }

        item.Price = found.Price;
        return minor;
    }
}
