using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.PaymentAgent;

/// <summary>What a caller wants taken.</summary>
/// <param name="OrderId">The order that is paid.</param>
/// <param name="UserId">The buyer.</param>
/// <param name="Amount">In the currency's minor units.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Method">A payment method that the provider accepts.</param>
/// <param name="Key">The caller's key for this attempt; null without one.</param>
internal sealed record PaymentRequest(Guid OrderId, Guid UserId, long Amount, string Currency, string Method, string? Key)
{
    private const string DefaultCurrency = "USD";

    /// <summary>Reads a validated message.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>, naming the field.</exception>
    public static PaymentRequest From(ProcessPaymentRequest message)
    {
        var currency = message.Currency.Length == 0 ? DefaultCurrency : message.Currency;
        if (!Money.TryGetDigits(currency, out _))
        {
            throw new ProblemException(ErrorCodes.InvalidRequest, "It is no currency of ISO 4217.", "currency");
        }

        return new(Guid.Parse(message.OrderId), Guid.Parse(message.UserId), ReadAmount(message.Amount, currency), currency,
            message.PaymentMethod, message.IdempotencyKey.Length == 0 ? null : message.IdempotencyKey);
    }

    /// <summary>Reads an amount of the currency's minor units, at least one of them.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>, naming <c>amount</c>.</exception>
    public static long ReadAmount(string amount, string currency) => Money.TryParse(amount, currency, out var minor) && minor > 0
        ? minor
        : throw new ProblemException(
            ErrorCodes.InvalidRequest, $"It is not a positive amount of {currency} that can be held exactly.", "amount");
}

/// <summary>
/// An attempt to take an order's money, and what became of it. Immutable: each method gives the next state, or refuses. Amounts are in the
/// currency's minor units.
/// </summary>
internal sealed record Payment
{
    public required Guid TransactionId { get; init; }
    public required Guid OrderId { get; init; }
    public required Guid UserId { get; init; }
    public required long Amount { get; init; }
    public required string Currency { get; init; }
    public required string Method { get; init; }
    public required PaymentStatus Status { get; init; }
    public long Captured { get; init; }
    public long Refunded { get; init; }

    /// <summary>Promised to refunds that the provider has not confirmed yet.</summary>
    public long Refunding { get; init; }

    public string? DeclineCode { get; init; }
    public NextAction? NextAction { get; init; }

    /// <summary>The order's payment was ended: what is taken goes back.</summary>
    public bool VoidRequested { get; init; }

    /// <summary>The provider's last word is known. A voided payment may be unsettled: its charge could still turn up.</summary>
    public bool Settled { get; init; }

    public string? Key { get; init; }

    /// <summary>The caller's idempotency key, under which the outcome is stored when it is known.</summary>
    public IdempotencyKey? Idempotency { get; init; }

    /// <summary>How often the provider was asked.</summary>
    public int Attempts { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What the provider knows the charge by.</summary>
    public string ChargeKey => $"{TransactionId}/charge";

    /// <summary>What can still be given back.</summary>
    public long Refundable => Captured - Refunded - Refunding;

    public bool IsPending => Status == PaymentStatus.Pending;

    /// <summary>Voided, and nothing of the buyer's money is with the shop.</summary>
    public bool IsReturned => Status == PaymentStatus.Voided && Refunded == Captured;

    /// <summary>The state after the provider said what it knows. A settled payment learns nothing more.</summary>
    public Payment Learn(ChargeOutcome outcome) => Settled ? this : outcome.State switch
    {
        ChargeState.Captured => this with
        {
            Status = VoidRequested ? PaymentStatus.Voided : PaymentStatus.Captured,
            Captured = Amount,
            NextAction = null,
            Settled = true,
        },
        ChargeState.Declined => this with
        {
            Status = VoidRequested ? PaymentStatus.Voided : PaymentStatus.Declined,
            DeclineCode = outcome.DeclineCode,
            NextAction = null,
            Settled = true,
        },
        ChargeState.NotFound or ChargeState.RequiresAction when VoidRequested =>
            this with { Status = PaymentStatus.Voided, NextAction = null },
        ChargeState.RequiresAction => this with { Status = PaymentStatus.RequiresAction, NextAction = outcome.NextAction },
        _ => this,
    };

    /// <summary>
    /// The state after the order's payment was ended. What was captured is voided, and has to be refunded; of what was not, the provider
    /// has to be asked first.
    /// </summary>
    public Payment RequestVoid() => this with
    {
        VoidRequested = true,
        Status = Captured > 0 ? PaymentStatus.Voided : Status,
        Attempts = 1,
    };

    /// <summary>The state after an amount was promised to a refund.</summary>
    /// <exception cref="ProblemException"><c>conflict</c>: not captured yet; <c>refund_exceeds_payment</c>: not so much is
    /// left.</exception>
    public Payment BeginRefund(long amount)
    {
        if (Status is PaymentStatus.Pending or PaymentStatus.RequiresAction)
        {
            throw new ProblemException(ErrorCodes.Conflict, "The payment is not captured yet.");
        }

        if (amount <= 0 || amount > Refundable)
        {
            throw new ProblemException(ErrorCodes.RefundExceedsPayment,
                $"The payment has {Money.Format(Refundable, Currency)} {Currency} left to refund.");
        }

        return this with { Refunding = Refunding + amount };
    }

    /// <summary>The state after the provider gave a promised amount back.</summary>
    public Payment CompleteRefund(long amount)
    {
        var refunded = Refunded + amount;
        return this with
        {
            Refunding = Refunding - amount,
            Refunded = refunded,
            Status = refunded < Captured || VoidRequested ? Status : PaymentStatus.Refunded,
        };
    }

    /// <summary>The state after the provider refused a refund for good.</summary>
    public Payment AbandonRefund(long amount) => this with { Refunding = Refunding - amount };

    /// <summary>Refuses to take another request's key for this payment's.</summary>
    /// <exception cref="ProblemException"><c>idempotency_key_reused</c>.</exception>
    public void EnsureSame(PaymentRequest request)
    {
        if ((OrderId, UserId, Amount, Currency, Method)
            != (request.OrderId, request.UserId, request.Amount, request.Currency, request.Method))
        {
            throw new ProblemException(ErrorCodes.IdempotencyKeyReused, "The idempotency key was used with another request.");
        }
    }

    /// <summary>
    /// The payment as its first caller was told of it: refunds that came later are left out, so that every repeat gets the same answer.
    /// </summary>
    public Payment AsCharged() =>
        Status is PaymentStatus.Captured or PaymentStatus.Refunded ? this with { Status = PaymentStatus.Captured, Refunded = 0 } : this;

    /// <summary>What the caller who wanted it taken is refused with; null if the payment stands or may still.</summary>
    public ProblemException? Refusal() => Status switch
    {
        PaymentStatus.Declined when DeclineCode == ErrorCodes.InsufficientFunds =>
            new(ErrorCodes.InsufficientFunds, "The payment was declined: insufficient funds."),
        PaymentStatus.Declined => new(ErrorCodes.PaymentDeclined, "The payment was declined."),
        PaymentStatus.Voided => OrderVoided(),
        _ => null,
    };

    /// <summary>The payment as callers see it.</summary>
    public Contracts.V1.Payment ToMessage() => new()
    {
        TransactionId = TransactionId.ToString(),
        OrderId = OrderId.ToString(),
        UserId = UserId.ToString(),
        Amount = Money.Format(Amount, Currency),
        Currency = Currency,
        PaymentMethod = Method,
        Status = Status,
        Refunded = Money.Format(Refunded, Currency),
        NextAction = NextAction is { } action ? new() { Type = action.Type, Url = action.Url } : null,
        DeclineCode = DeclineCode ?? "",
        CreatedAt = CreatedAt.ToTimestamp(),
    };

    /// <summary>The refusal of a charge whose order's payment was ended.</summary>
    public static ProblemException OrderVoided() => new(ErrorCodes.Conflict, "The order's payment was voided.");
}
