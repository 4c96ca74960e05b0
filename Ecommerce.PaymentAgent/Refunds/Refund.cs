using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.PaymentAgent.Provider;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.PaymentAgent.Refunds;

/// <summary>Why money goes back.</summary>
internal enum RefundKind
{
    /// <summary>A caller asked for it.</summary>
    Refund,

    /// <summary>The order's payment was voided after its capture.</summary>
    Void,

    /// <summary>The payment turned out to be captured after it was voided or declined.</summary>
    Late,
}

/// <summary>What a caller wants to be refunded.</summary>
/// <param name="TransactionId">The payment; it exists.</param>
/// <param name="Amount">In the currency's minor units; null for all that is left.</param>
/// <param name="Reason">One sentence for people.</param>
/// <param name="Key">The caller's key for this refund; null without one.</param>
internal sealed record RefundRequest(Guid TransactionId, long? Amount, string Reason, string? Key);

/// <summary>A refund.</summary>
internal sealed record Refund : ProviderTask
{
    public required Guid RefundId { get; init; }
    public required string Reason { get; init; }
    public required RefundKind Kind { get; init; }
    public RefundStatus Status { get; init; } = RefundStatus.Pending;

    /// <summary>The charge that is refunded.</summary>
    public required Charge Charge { get; init; }

    /// <summary>Which key the provider is asked under: it never grants under one what it has refused under it.</summary>
    public int Round { get; init; } = 1;

    /// <summary>A refund of everything that can still be refunded of a payment.</summary>
    public static Refund OfAll(Payments.Payment payment, RefundKind kind, string reason, DateTimeOffset now) => new()
    {
        RefundId = Guid.CreateVersion7(now),
        TransactionId = payment.TransactionId,
        Amount = payment.Refundable,
        Currency = payment.Currency,
        Reason = reason,
        Kind = kind,
        CreatedAt = now.InMicroseconds(),
        Charge = payment.Charge,
    };

    /// <inheritdoc/>
    public override TimeSpan RetryDelay =>
        (Round > 1 || Reference is not null ? ProviderWork.SlowBackoff : ProviderWork.Backoff).After(Attempts);

    public bool IsPending => Status == RefundStatus.Pending;

    /// <summary>The provider has accepted the refund, and may take days to say how it ended: no call waits for that.</summary>
    public bool IsAccepted => !IsPending || Reference is not null;

    /// <summary>The provider's key for the refund. A payment has at most one refund by a void or a late capture.</summary>
    public string ProviderKey => Round == 1 ? FirstKey : $"{FirstKey}/{Round}";

    /// <summary>What the provider is asked for.</summary>
    public ChargeRefund ChargeRefund => new(ProviderKey, Charge, Amount, CreatedAt, Reference);

    /// <summary>
    /// The state after the provider's answer. A refund that a caller asked for fails when the provider refuses it, and a new one can be
    /// asked for. What is owed to the buyer of a voided order is never given up: it is tried anew, under a new key.
    /// </summary>
    /// <param name="outcome">The answer.</param>
    /// <param name="voided">Whether the order's payment was voided.</param>
    public Refund Learn(RefundOutcome outcome, bool voided) => outcome.State switch
    {
        RefundState.Succeeded => this with { Status = RefundStatus.Succeeded, Reference = outcome.Reference ?? Reference },
        RefundState.Pending => this with { Reference = outcome.Reference ?? Reference },
        _ when Kind == RefundKind.Refund && !voided => this with { Status = RefundStatus.Failed },
        _ => this with { Round = Round + 1, Reference = null },
    };

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

    /// <summary>Refuses another request under this refund's key.</summary>
    /// <exception cref="ProblemException"><c>idempotency_key_reused</c>.</exception>
    public void EnsureSame(RefundRequest request)
    {
        // An erased reason is compared with none.
        if ((Reason.Length > 0 && Reason != request.Reason) || (request.Amount is { } amount && amount != Amount))
        {
            throw ProblemException.KeyReused();
        }
    }

    private string FirstKey => Kind switch
    {
        RefundKind.Void => $"{TransactionId}/void",
        RefundKind.Late => $"{TransactionId}/late",
        _ => $"{TransactionId}/refund/{RefundId}",
    };
}
