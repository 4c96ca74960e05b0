using System.Globalization;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.OrderAgent.Orders;

/// <summary>One line of an order, priced by the catalogue; amounts in minor units.</summary>
internal sealed record OrderLine(string Sku, string Name, int Quantity, long UnitPrice, long LineTotal);

/// <summary>Why an order failed.</summary>
/// <param name="Code">One of the stable error codes.</param>
/// <param name="Message">One sentence for people.</param>
internal sealed record OrderFailure(string Code, string Message);

/// <summary>An order. Its status follows its checkout's state; nothing else writes it.</summary>
internal sealed record Order
{
    /// <summary>A UUID of version 7.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>The buyer.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The lines, in the request's sequence.</summary>
    public required IReadOnlyList<OrderLine> Lines { get; init; }

    /// <summary>Minor units; the sum of the lines.</summary>
    public required long Total { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>The payment method.</summary>
    public required string PaymentMethod { get; init; }

    /// <summary>The payment, once there is one.</summary>
    public Guid? TransactionId { get; init; }

    /// <summary>The status that the buyer sees.</summary>
    public OrderStatus Status { get; init; } = OrderStatus.Pending;

    /// <summary>Why it failed.</summary>
    public OrderFailure? Failure { get; init; }

    /// <summary>Minor units; the sum of its refunds.</summary>
    public long Refunded { get; init; }

    /// <summary>When it was placed.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Prices a request by the catalogue.</summary>
    /// <param name="orderId">The new order's ID.</param>
    /// <param name="request">The request, in which no SKU appears twice.</param>
    /// <param name="catalogue">An entry for each item, in the same order.</param>
    /// <exception cref="ProblemException"><c>invalid_request</c>: several currencies, or a total that exceeds 64 bits.</exception>
    public static Order Place(Guid orderId, CreateOrderRequest request, IReadOnlyList<ItemAvailability> catalogue)
    {
        var currency = catalogue[0].Currency;
        var lines = new List<OrderLine>(request.Items.Count);
        Int128 total = 0;
        foreach (var ((item, product), i) in request.Items.Zip(catalogue).Select((pair, i) => (pair, i)))
        {
            if (product.Currency != currency)
            {
                throw new ProblemException(ErrorCodes.InvalidRequest, "An order has one currency.", $"items[{i}].sku");
            }

            var price = Price(product);
            var lineTotal = (Int128)price * item.Quantity;
            total += lineTotal;
            if (total > long.MaxValue)
            {
                throw new ProblemException(ErrorCodes.InvalidRequest, "The total is too large.", $"items[{i}].quantity");
            }

            lines.Add(new(product.Sku, product.Name, item.Quantity, price, (long)lineTotal));
        }

        return new()
        {
            OrderId = orderId,
            UserId = Guid.Parse(request.UserId),
            Lines = lines,
            Total = (long)total,
            Currency = currency,
            PaymentMethod = request.PaymentMethod,
        };
    }

    /// <summary>Compares the prices that a client expects with the catalogue's, as decimals: 19.990 is 19.99.</summary>
    /// <returns>The refusal that names the first difference; null if there is none.</returns>
    public static ProblemException? FindChangedPrice(IReadOnlyList<Item> items, IReadOnlyList<ItemAvailability> catalogue)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].HasPrice && Decimal(items[i].Price) != Decimal(catalogue[i].Price))
            {
                var (sku, price) = (catalogue[i].Sku, catalogue[i].Price);
                return new(ErrorCodes.PriceChanged, $"{sku} costs {price} {catalogue[i].Currency}.", $"items[{i}].price");
            }
        }

        return null;
    }

    /// <summary>Refuses to cancel what has ended otherwise. Cancelling again what was cancelled or returned changes nothing.</summary>
    /// <param name="cancelRequested">Whether the buyer has cancelled it before.</param>
    /// <exception cref="ProblemException"><c>not_cancelable</c>.</exception>
    public void EnsureCancelable(bool cancelRequested)
    {
        if (Status is OrderStatus.Failed || (Status is OrderStatus.Refunded && !cancelRequested))
        {
            throw new ProblemException(ErrorCodes.NotCancelable, $"The order is {Status.ToColumn()}.");
        }
    }

    /// <summary>The order after a step of its checkout.</summary>
    /// <param name="status">What the buyer sees now.</param>
    /// <param name="failure">Why it fails; kept only by an order that has failed.</param>
    /// <param name="transactionId">The payment, if the step learned of one.</param>
    public Order After(OrderStatus status, OrderFailure? failure, Guid? transactionId) => this with
    {
        Status = status,
        Failure = status == OrderStatus.Failed ? failure : null,
        TransactionId = transactionId ?? TransactionId,
    };

    /// <summary>The order as callers see it.</summary>
    public Contracts.V1.Order ToMessage()
    {
        var message = new Contracts.V1.Order
        {
            OrderId = OrderId.ToString(),
            UserId = UserId.ToString(),
            Total = Money.Format(Total, Currency),
            Currency = Currency,
            PaymentMethod = PaymentMethod,
            TransactionId = TransactionId?.ToString() ?? "",
            Status = Status,
            Refunded = Money.Format(Refunded, Currency),
            CreatedAt = Timestamp.FromDateTimeOffset(CreatedAt),
            UpdatedAt = Timestamp.FromDateTimeOffset(UpdatedAt),
        };
        if (Failure is { } failure)
        {
            message.Failure = new() { Code = failure.Code, Message = failure.Message };
        }

        message.Items.AddRange(Lines.Select(line => new Contracts.V1.OrderLine
        {
            Sku = line.Sku,
            Name = line.Name,
            Quantity = line.Quantity,
            UnitPrice = Money.Format(line.UnitPrice, Currency),
            LineTotal = Money.Format(line.LineTotal, Currency),
        }));
        return message;
    }

    private static long Price(ItemAvailability product) =>
        Money.TryParse(product.Price, product.Currency, out var price) && price > 0
            ? price
            : throw new InvalidOperationException($"The catalogue's price of {product.Sku} is {product.Price} {product.Currency}.");

    private static decimal Decimal(string text) => decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}
