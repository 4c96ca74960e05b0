using System.Globalization;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkout;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.OrderAgent;

/// <summary>One line of an order, priced by the catalogue; amounts in minor units.</summary>
internal sealed record OrderLine(string Sku, string Name, int Quantity, long UnitPrice, long LineTotal);

/// <summary>An order. Its status follows its checkout's state; nothing else writes it.</summary>
internal sealed record Order
{
    /// <summary>A UUID of version 7.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>Who pays.</summary>
    public required Guid UserId { get; init; }

    /// <summary>What is bought, in the order of the request.</summary>
    public required IReadOnlyList<OrderLine> Lines { get; init; }

    /// <summary>Minor units; the sum of the lines.</summary>
    public required long Total { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>How it is paid.</summary>
    public required string PaymentMethod { get; init; }

    /// <summary>The payment, once there is one.</summary>
    public Guid? TransactionId { get; init; }

    /// <summary>Where it stands.</summary>
    public OrderStatus Status { get; init; } = OrderStatus.Pending;

    /// <summary>Why it failed.</summary>
    public CheckoutFailure? Failure { get; init; }

    /// <summary>Minor units; the sum of its refunds.</summary>
    public long Refunded { get; init; }

    /// <summary>When it was placed.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When something last happened to it.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Prices a request by the catalogue.</summary>
    /// <param name="orderId">The new order's.</param>
    /// <param name="request">What is asked for, with no SKU twice.</param>
    /// <param name="catalogue">An entry for each item, in the same order.</param>
    /// <exception cref="ProblemException"><c>invalid_request</c>: several currencies, or a total beyond what can be counted.</exception>
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

    /// <summary>Holds the prices that a client believes in against the catalogue, as decimals: 19.990 is 19.99.</summary>
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
    /// <exception cref="ProblemException"><c>not_cancelable</c>.</exception>
    public void EnsureCancelable(CheckoutState state)
    {
        if (Status is OrderStatus.Failed || (Status is OrderStatus.Refunded && !state.CancelRequested))
        {
            throw new ProblemException(ErrorCodes.NotCancelable, $"The order is {Sql.Name(Status)}.");
        }
    }

    /// <summary>The order after a step of its checkout.</summary>
    public Order After(CheckoutState state, Guid? transactionId) => this with
    {
        Status = state.OrderStatus,
        Failure = state.OrderStatus == OrderStatus.Failed ? state.Failure : null,
        TransactionId = transactionId ?? TransactionId,
    };

    /// <summary>As callers see it.</summary>
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
