using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.Routing;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;

namespace Ecommerce.Gateway.Assistants;

/// <summary>What a call takes.</summary>
/// <param name="Amount">A decimal; empty where nothing is taken.</param>
/// <param name="Currency">Its currency; empty where the call's own arguments imply it.</param>
internal sealed record OrderPrice(string Amount, string Currency)
{
    /// <summary>What takes nothing, or an amount that it says itself.</summary>
    public static OrderPrice Of(IMessage request) =>
        new(request.Descriptor.FindFieldByName("amount")?.Accessor.GetValue(request) as string ?? "", "");
}

/// <summary>
/// Prices an order before it is proposed: each item gets the catalogue's price, so that the order, once it is approved, costs what was
/// shown or is refused as <c>price_changed</c>.
/// </summary>
internal sealed class OrderPrices(RoutedCalls calls)
{
    private static readonly Capability Check = CapabilityCatalogue.Find(AgentNames.Inventory, "check_availability")!;

    /// <summary>What the call takes; an order's items get their prices.</summary>
    /// <exception cref="ProblemException"><c>price_changed</c>, <c>out_of_stock</c>, or why there is no price.</exception>
    public async Task<OrderPrice> SetAsync(Asker asker, IMessage request, CancellationToken cancellationToken)
    {
        if (request is not CreateOrderRequest order)
        {
            return OrderPrice.Of(request);
        }

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
