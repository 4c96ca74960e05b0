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

/// <summary>What the provider is asked to take.</summary>
/// <param name="Key">The charge's key, the same in every repeat.</param>
/// <param name="Amount">In the currency's minor units.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="PaymentMethod">Declined if the provider does not accept it.</param>
/// <param name="CreatedAt">When it was first asked for, or a little earlier.</param>
internal sealed record Charge(string Key, long Amount, string Currency, string PaymentMethod, DateTimeOffset CreatedAt);

/// <summary>What the provider's books say of a charge. Amounts are in the currency's minor units.</summary>
internal sealed record ChargeBook(ChargeState State, long Captured, long Refunded);

/// <summary>
/// Where the money really moves. Every call carries a key of ours, and repeating it under its key does nothing twice. A call that throws
/// or is cancelled leaves its outcome unknown: ask by the key.
/// </summary>
internal abstract class PaymentProvider
{
    /// <summary>The payment methods that it accepts.</summary>
    public abstract IReadOnlyList<string> Methods { get; }

    /// <summary>Takes the money, all of it, in one step. If the wait for the answer is cancelled, it may have been taken.</summary>
    public abstract Task<ChargeOutcome> ChargeAsync(Charge charge, CancellationToken cancellationToken);

    /// <summary>Says what became of a charge.</summary>
    public abstract Task<ChargeOutcome> InquireAsync(Charge charge, CancellationToken cancellationToken);

    /// <summary>Refunds money of a captured charge.</summary>
    /// <returns>False if the provider refuses it for good.</returns>
    public abstract Task<bool> RefundAsync(string key, string chargeKey, long amount, CancellationToken cancellationToken);

    /// <summary>Says what was taken and refunded by a charge, to compare it with the shop's books.</summary>
    public abstract Task<ChargeBook> ReadBookAsync(Charge charge, CancellationToken cancellationToken);
}

/// <summary>The provider failed to answer as it should; what it did is unknown.</summary>
internal sealed class PaymentProviderException(string message) : Exception(message);
