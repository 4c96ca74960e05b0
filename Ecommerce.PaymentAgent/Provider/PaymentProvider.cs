using Ecommerce.ServiceDefaults.Errors;

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
/// <param name="Reference">The provider's own name for the charge; null if it has none or it is not known.</param>
internal sealed record ChargeOutcome(
    ChargeState State, string? DeclineCode = null, NextAction? NextAction = null, string? Reference = null);

/// <summary>What the provider is asked to take.</summary>
/// <param name="TransactionId">The payment.</param>
/// <param name="Amount">In the currency's minor units.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="PaymentMethod">Declined if the provider does not accept it.</param>
/// <param name="CreatedAt">When it was first asked for, or a little earlier.</param>
/// <param name="Reference">As in <see cref="ChargeOutcome"/>.</param>
internal sealed record Charge(
    Guid TransactionId, long Amount, string Currency, string PaymentMethod, DateTimeOffset CreatedAt, string? Reference = null)
{
    /// <summary>The charge's key, the same in every repeat.</summary>
    public string Key => $"{TransactionId}/charge";
}

/// <summary>What a provider knows of a refund.</summary>
internal enum RefundState
{
    /// <summary>The outcome is not known yet.</summary>
    Pending,

    /// <summary>The money was given back.</summary>
    Succeeded,

    /// <summary>The provider will not give it back under this key.</summary>
    Refused,
}

/// <summary>A provider's answer about a refund.</summary>
/// <param name="State">How far it is.</param>
/// <param name="Reference">The provider's own name for the refund; null if it has none or it is not known.</param>
internal sealed record RefundOutcome(RefundState State, string? Reference = null);

/// <summary>What the provider is asked to give back.</summary>
/// <param name="Key">The refund's key, the same in every repeat.</param>
/// <param name="Charge">The captured charge.</param>
/// <param name="Amount">In the currency's minor units.</param>
/// <param name="CreatedAt">When it was first asked for under this key, or earlier.</param>
/// <param name="Reference">As in <see cref="RefundOutcome"/>.</param>
internal sealed record ChargeRefund(string Key, Charge Charge, long Amount, DateTimeOffset CreatedAt, string? Reference = null);

/// <summary>What the provider's books say of a charge. Amounts are in the currency's minor units.</summary>
internal sealed record ChargeBook(ChargeState State, long Captured, long Refunded);

/// <summary>
/// What a provider's message is about. It is a hint to look: the provider is asked for the state itself, so that a late, doubled or
/// reordered message changes nothing.
/// </summary>
/// <param name="EventId">The provider's name for the message, the same in every repeat.</param>
/// <param name="Type">In the provider's words.</param>
/// <param name="TransactionId">The payment; null if the message is about nothing that concerns the shop.</param>
/// <param name="ChargeReference">As in <see cref="ChargeOutcome"/>.</param>
/// <param name="FailedRefund">The provider's name for a refund that failed; null if the message says no such thing.</param>
internal sealed record ProviderEvent(
    string EventId, string Type, Guid? TransactionId = null, string? ChargeReference = null, string? FailedRefund = null);

/// <summary>
/// Where the money really moves. Every call carries a key of ours, and repeating it under its key does nothing twice. A call that throws
/// or is cancelled leaves its outcome unknown: ask by the key.
/// </summary>
internal abstract class PaymentProvider
{
    /// <summary>The name in the path of its callbacks.</summary>
    public abstract string Name { get; }

    /// <summary>The payment methods that it accepts.</summary>
    public abstract IReadOnlyList<string> Methods { get; }

    /// <summary>How the tokens begin that it accepts as payment methods besides.</summary>
    public virtual IReadOnlyList<string> MethodPrefixes => [];

    /// <summary>Takes the money, all of it, in one step. If the wait for the answer is cancelled, it may have been taken.</summary>
    public abstract Task<ChargeOutcome> ChargeAsync(Charge charge, CancellationToken cancellationToken);

    /// <summary>Says what became of a charge that is still wanted; it may be made by that, under its key.</summary>
    public abstract Task<ChargeOutcome> InquireAsync(Charge charge, CancellationToken cancellationToken);

    /// <summary>Says what became of a charge that is no longer wanted, and ends it as far as the provider can.</summary>
    public virtual Task<ChargeOutcome> CancelAsync(Charge charge, CancellationToken cancellationToken) =>
        InquireAsync(charge, cancellationToken);

    /// <summary>Refunds money of a captured charge, or says what became of that.</summary>
    public abstract Task<RefundOutcome> RefundAsync(ChargeRefund refund, CancellationToken cancellationToken);

    /// <summary>Says what was taken and refunded by a charge, to compare it with the shop's books.</summary>
    public abstract Task<ChargeBook> ReadBookAsync(Charge charge, CancellationToken cancellationToken);

    /// <summary>Verifies and reads a message that was sent to the shop in the provider's name.</summary>
    /// <param name="headers">The HTTP headers, in which case does not matter.</param>
    /// <param name="body">The body's bytes as they came.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ProblemException">
    /// <c>invalid_request</c>: it is not the provider's; <c>not_found</c>: the provider sends none.
    /// </exception>
    public virtual Task<ProviderEvent> ReadEventAsync(
        IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        throw ProblemException.NotFound("provider of callbacks", "provider");
}

/// <summary>The provider failed to answer as it should; what it did is unknown.</summary>
/// <param name="message">Without any secret: it is logged.</param>
/// <param name="retryAfter">When the provider wants to be asked again; null if it does not say.</param>
/// <param name="inner">The cause.</param>
internal sealed class PaymentProviderException(string message, TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>When the provider wants to be asked again.</summary>
    public TimeSpan? RetryAfter => retryAfter;
}
