using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.PaymentAgent;

/// <summary>Why money goes back.</summary>
internal enum RefundKind
{
    /// <summary>Somebody asked for it.</summary>
    Refund,

    /// <summary>The order's payment was voided after its capture.</summary>
    Void,

    /// <summary>The payment turned out to be captured after it was voided.</summary>
    Late,
}

/// <summary>Money on its way back. The amount is in the currency's minor units.</summary>
internal sealed record Refund
{
    public required Guid RefundId { get; init; }
    public required Guid TransactionId { get; init; }
    public required long Amount { get; init; }
    public required string Currency { get; init; }
    public required string Reason { get; init; }
    public required RefundKind Kind { get; init; }
    public RefundStatus Status { get; init; } = RefundStatus.Pending;
    public string? Key { get; init; }

    /// <summary>The caller's idempotency key, under which the outcome is stored when it is known.</summary>
    public IdempotencyKey? Idempotency { get; init; }

    /// <summary>How often the provider was asked.</summary>
    public int Attempts { get; init; } = 1;

    public required DateTimeOffset CreatedAt { get; init; }

    public bool IsPending => Status == RefundStatus.Pending;

    /// <summary>What the provider knows the charge by, as <see cref="Payment.ChargeKey"/>.</summary>
    public string ChargeKey => $"{TransactionId}/charge";

    /// <summary>What the provider knows the refund by. Of voids and late captures there is one for each payment at most.</summary>
    public string ProviderKey => Kind switch
    {
        RefundKind.Void => $"{TransactionId}/void",
        RefundKind.Late => $"{TransactionId}/late",
        _ => $"{TransactionId}/refund/{RefundId}",
    };

    /// <summary>
    /// The state after the provider refused for good. What a voided order is owed is never given up: the refund stays pending.
    /// </summary>
    public Refund Refuse(Payment payment) =>
        Kind == RefundKind.Refund && !payment.VoidRequested ? this with { Status = RefundStatus.Failed } : this;

    /// <summary>The refund as callers see it.</summary>
    public Contracts.V1.Refund ToMessage() => new()
    {
        RefundId = RefundId.ToString(),
        TransactionId = TransactionId.ToString(),
        Amount = Money.Format(Amount, Currency),
        Currency = Currency,
        Status = Status,
        Reason = Reason,
        CreatedAt = CreatedAt.ToTimestamp(),
    };

    /// <summary>Refuses to take another request's key for this refund's.</summary>
    /// <exception cref="ProblemException"><c>idempotency_key_reused</c>.</exception>
    public void EnsureSame(long? amount, string reason)
    {
        if (Reason != reason || (amount is { } wanted && wanted != Amount))
        {
            throw new ProblemException(ErrorCodes.IdempotencyKeyReused, "The idempotency key was used with another request.");
        }
    }
}
