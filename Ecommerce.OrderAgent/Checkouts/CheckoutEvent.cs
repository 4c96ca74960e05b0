using Ecommerce.OrderAgent.Orders;

namespace Ecommerce.OrderAgent.Checkouts;

/// <summary>An event that the saga decides on.</summary>
internal abstract record CheckoutEvent
{
    /// <summary>It is time to do what is left: at the beginning, after a pause, or after a crash.</summary>
    internal sealed record Due : CheckoutEvent;

    /// <summary>The phase's deadline passed.</summary>
    internal sealed record DeadlinePassed : CheckoutEvent;

    /// <summary>A call ended without an answer: its effect is unknown.</summary>
    internal sealed record NoAnswer : CheckoutEvent;

    /// <summary>The stock is held until then.</summary>
    internal sealed record Reserved(DateTimeOffset HoldUntil) : CheckoutEvent;

    /// <summary>The money is taken.</summary>
    internal sealed record Captured(Guid TransactionId) : CheckoutEvent;

    /// <summary>The payment exists, and its outcome is not known yet.</summary>
    internal sealed record PaymentPending(Guid TransactionId) : CheckoutEvent;

    /// <summary>The payment waits for the buyer.</summary>
    internal sealed record ActionRequired(Guid TransactionId, string Url) : CheckoutEvent;

    /// <summary>A step on the way to the pivot was refused.</summary>
    internal sealed record Refused(OrderFailure Failure) : CheckoutEvent;

    /// <summary>The hold is a sale now.</summary>
    internal sealed record Confirmed : CheckoutEvent;

    /// <summary>There was no hold left to confirm.</summary>
    internal sealed record HoldGone : CheckoutEvent;

    /// <summary>The payment is void: nothing was taken, or all of it went back, and nothing will be taken.</summary>
    internal sealed record Voided : CheckoutEvent;

    /// <summary>The hold is released, and none will come.</summary>
    internal sealed record Released : CheckoutEvent;

    /// <summary>The hold cannot be released: it was confirmed before.</summary>
    internal sealed record AlreadySold : CheckoutEvent;

    /// <summary>A refund is promised and not finished: the payment agent follows the provider, which may take days.</summary>
    internal sealed record RefundPending : CheckoutEvent;

    /// <summary>All the money is back, as the payment agent has it.</summary>
    internal sealed record RefundEnded : CheckoutEvent;

    /// <summary>A refund ended, and not all the money is back: the provider refused, or another refund has promised it.</summary>
    internal sealed record RefundFailed : CheckoutEvent;

    /// <summary>The goods are back in stock.</summary>
    internal sealed record ItemsReturned : CheckoutEvent;

    /// <summary>The late capture is refunded.</summary>
    internal sealed record LateRefunded : CheckoutEvent;

    /// <summary>The payment agent's events say that the order's refunds add up to its total.</summary>
    internal sealed record Repaid : CheckoutEvent;

    /// <summary>The buyer cancels.</summary>
    internal sealed record CancelRequested(string Reason) : CheckoutEvent;
}
