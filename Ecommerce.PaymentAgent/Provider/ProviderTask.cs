using Ecommerce.ServiceDefaults.Database;

namespace Ecommerce.PaymentAgent.Provider;

/// <summary>What the provider is asked for until its answer is final: a payment or a refund. Amounts are in minor units.</summary>
internal abstract record ProviderTask
{
    /// <summary>The payment's key.</summary>
    public required Guid TransactionId { get; init; }

    public required long Amount { get; init; }
    public required string Currency { get; init; }

    /// <summary>
    /// The caller's key: unique among the order's payments, or among the payment's refunds, for any caller and for as long as the row is
    /// kept.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>The call's entry in the idempotency store, which keeps its outcome for a day; its scope is the caller's.</summary>
    public IdempotencyKey? Idempotency { get; init; }

    /// <summary>How often the provider was asked; the call that creates the row asks first.</summary>
    public int Attempts { get; init; } = 1;

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The provider's own name for it; null if it has none or it is not known.</summary>
    public string? Reference { get; init; }

    /// <summary>How long until the provider is asked again.</summary>
    public abstract TimeSpan RetryDelay { get; }
}
