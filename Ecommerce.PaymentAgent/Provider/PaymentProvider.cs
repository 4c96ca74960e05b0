namespace Ecommerce.PaymentAgent.Provider;

/// <summary>What a provider knows of a charge.</summary>
internal enum ChargeState
{
    /// <summary>No charge was made under this key; making one now is safe.</summary>
    NotFound,

    /// <summary>The outcome is not known yet.</summary>
    Processing,

    /// <summary>The buyer has to do something first.</summary>
    RequiresAction,

    /// <summary>The money was taken.</summary>
    Captured,

    /// <summary>The money was refused, for good.</summary>
    Declined,
}

/// <summary>What the buyer has to do before the provider takes the payment.</summary>
internal sealed record NextAction(string Type, string Url);

/// <summary>A provider's answer about a charge.</summary>
/// <param name="State">How far it is.</param>
/// <param name="DeclineCode">If declined: <c>payment_declined</c> or <c>insufficient_funds</c>.</param>
/// <param name="NextAction">If the buyer has to act.</param>
internal sealed record ChargeOutcome(ChargeState State, string? DeclineCode = null, NextAction? NextAction = null);

/// <summary>
/// Where the money really moves. Every call carries a key of ours, and repeating it under its key does nothing twice. A call that throws
/// or is cancelled leaves its outcome unknown: ask by the key.
/// </summary>
internal abstract class PaymentProvider
{
    /// <summary>The payment methods that it accepts.</summary>
    public abstract IReadOnlyList<string> Methods { get; }

    /// <summary>Takes the money, all of it, in one step.</summary>
    /// <param name="key">The charge's key, the same in every repeat.</param>
    /// <param name="amount">In the currency's minor units.</param>
    /// <param name="currency">ISO 4217.</param>
    /// <param name="paymentMethod">Declined if it is not one of <see cref="Methods"/>.</param>
    /// <param name="cancellationToken">Stops waiting for the answer; the charge may have been made.</param>
    public abstract Task<ChargeOutcome> ChargeAsync(
        string key, long amount, string currency, string paymentMethod, CancellationToken cancellationToken);

    /// <summary>Says what became of a charge.</summary>
    public abstract Task<ChargeOutcome> InquireAsync(string key, CancellationToken cancellationToken);

    /// <summary>Refunds money of a captured charge.</summary>
    /// <returns>False if the provider refuses it for good.</returns>
    public abstract Task<bool> RefundAsync(string key, string chargeKey, long amount, CancellationToken cancellationToken);
}

/// <summary>The provider failed to answer as it should; what it did is unknown.</summary>
internal sealed class PaymentProviderException(string message) : Exception(message);
