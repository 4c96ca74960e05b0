using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.PaymentAgent.Provider;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Resilience;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.PaymentAgent.Payments;

/// <summary>
/// An attempt to take an order's money, and what became of it. Immutable: each method gives the next state, or refuses. Amounts are in the
/// currency's minor units.
/// </summary>
internal sealed record Payment : ProviderTask
{
    // How long the charge of a payment that was voided may still turn up, and one that was declined and then told of.
    private static readonly TimeSpan LateCaptureWindow = TimeSpan.FromHours(24);

    // A buyer who has just completed the action waits for this answer; after some hundred attempts the buyer has left.
    private const int PromptAttempts = 300;
    private static readonly Backoff ActionBackoff = ProviderWork.Backoff with { Cap = TimeSpan.FromSeconds(1) };

    public required Guid OrderId { get; init; }
    public required Guid UserId { get; init; }
    public required string PaymentMethod { get; init; }
    public required PaymentStatus Status { get; init; }
    public long Captured { get; init; }
    public long Refunded { get; init; }

    /// <summary>Promised to refunds that the provider has not confirmed yet.</summary>
    public long Refunding { get; init; }

    public string? DeclineCode { get; init; }
    public Provider.NextAction? NextAction { get; init; }

    /// <summary>The order's payment was ended, or captured although it had been declined: what is taken goes back.</summary>
    public bool VoidRequested { get; init; }

    /// <summary>
    /// The provider's answer is final. A voided payment may be unsettled, since its charge could still turn up, and a declined one after a
    /// message of the provider.
    /// </summary>
    public bool Settled { get; init; }

    /// <summary>What can still be refunded.</summary>
    public long Refundable => Captured - Refunded - Refunding;

    /// <inheritdoc/>
    public override TimeSpan RetryDelay => (Status switch
    {
        // A provider that has names of its own for charges also calls back.
        PaymentStatus.RequiresAction when Attempts < PromptAttempts && Reference is null => ActionBackoff,
        PaymentStatus.RequiresAction or PaymentStatus.Voided or PaymentStatus.Declined => ProviderWork.SlowBackoff,
        _ => ProviderWork.Backoff,
    }).After(Attempts);

    /// <summary>What the provider is asked for.</summary>
    public Charge Charge => new(TransactionId, Amount, Currency, PaymentMethod, CreatedAt, Reference);

    public bool IsPending => Status == PaymentStatus.Pending;

    /// <summary>Whether the money is still to be taken.</summary>
    public bool IsWanted => !VoidRequested && Status != PaymentStatus.Declined;

    /// <summary>Voided, and nothing of the buyer's money is with the shop.</summary>
    public bool IsReturned => Status == PaymentStatus.Voided && Refunded == Captured;

    /// <summary>
    /// The state after the provider's answer. A settled payment learns nothing more, unless what was declined is captured after all: its
    /// caller was refused for good, so that the money goes back.
    /// </summary>
    public Payment Learn(ChargeOutcome outcome) => Settled && !IsCapturedLate(outcome)
        ? this : (this with { Reference = outcome.Reference ?? Reference }).LearnState(outcome);

    private bool IsCapturedLate(ChargeOutcome outcome) =>
        Status == PaymentStatus.Declined && Captured == 0 && outcome.State == ChargeState.Captured;

    private Payment LearnState(ChargeOutcome outcome) => outcome.State switch
    {
        ChargeState.Captured when Status == PaymentStatus.Declined => this with
        {
            VoidRequested = true,
            Captured = Amount,
            Settled = true,
        },
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
            DeclineCode = DeclineCode ?? outcome.DeclineCode,
            NextAction = null,
            Settled = true,
        },
        ChargeState.NotFound or ChargeState.RequiresAction when Status == PaymentStatus.Declined => this,
        ChargeState.NotFound or ChargeState.RequiresAction when VoidRequested =>
            this with { Status = PaymentStatus.Voided, NextAction = null },
        ChargeState.RequiresAction => this with { Status = PaymentStatus.RequiresAction, NextAction = outcome.NextAction },
        _ => this,
    };

    /// <summary>
    /// The state after time has passed: the charge of a voided or a declined payment can still turn up, but is looked for only for a day.
    /// </summary>
    public Payment Expire(DateTimeOffset now) =>
        Status is PaymentStatus.Voided or PaymentStatus.Declined && now - CreatedAt > LateCaptureWindow
            ? this with { Settled = true } : this;

    /// <summary>
    /// The state after the order's payment was ended. What was captured is voided, and has to be refunded; for the rest, the provider has
    /// to be asked first.
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

    /// <summary>Refuses another request under this payment's key.</summary>
    /// <exception cref="ProblemException"><c>idempotency_key_reused</c>.</exception>
    public void EnsureSame(PaymentRequest request)
    {
        if ((OrderId, UserId, Amount, Currency, PaymentMethod)
            != (request.OrderId, request.UserId, request.Amount, request.Currency, request.PaymentMethod))
        {
            throw ProblemException.KeyReused();
        }
    }

    /// <summary>
    /// The payment as its first caller saw it, without later refunds, so that every repeat gets the same answer.
    /// </summary>
    public Payment AsCharged() =>
        Status is PaymentStatus.Captured or PaymentStatus.Refunded ? this with { Status = PaymentStatus.Captured, Refunded = 0 } : this;

    /// <summary>The refusal for the caller that asked for the charge; null if the payment succeeded or still may.</summary>
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
        PaymentMethod = PaymentMethod,
        Status = Status,
        Refunded = Money.Format(Refunded, Currency),
        NextAction = NextAction is { } action ? new() { Type = action.Type, Url = action.Url } : null,
        DeclineCode = DeclineCode ?? "",
        CreatedAt = CreatedAt.ToTimestamp(),
    };

    /// <summary>The refusal of a charge whose order's payment was ended.</summary>
    public static ProblemException OrderVoided() => new(ErrorCodes.Conflict, "The order's payment was voided.");
}
