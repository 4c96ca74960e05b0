using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Orders;

namespace Ecommerce.OrderAgent.Checkouts;

/// <summary>The phase of a checkout.</summary>
internal enum CheckoutPhase
{
    /// <summary>Nothing has left yet.</summary>
    Started,

    /// <summary>Stock is being held.</summary>
    Reserving,

    /// <summary>The payment is being taken.</summary>
    Paying,

    /// <summary>The buyer has to do something before the provider takes the payment.</summary>
    AwaitingAction,

    /// <summary>The hold is being turned into a sale: the pivot.</summary>
    Confirming,

    /// <summary>Sold and paid.</summary>
    Confirmed,

    /// <summary>What was done is being undone.</summary>
    Compensating,

    /// <summary>Ended by a refusal.</summary>
    Failed,

    /// <summary>Ended by the buyer before the pivot.</summary>
    Cancelled,

    /// <summary>Money and goods go back after the pivot.</summary>
    Returning,

    /// <summary>All the money went back after the pivot.</summary>
    Refunded,
}

/// <summary>Calls that the saga asks for. Those of a state are its intent, which is committed before they leave.</summary>
[Flags]
internal enum CheckoutCommands
{
    /// <summary>Nothing to do.</summary>
    None = 0,

    /// <summary><c>reserve_items</c>.</summary>
    Reserve = 1,

    /// <summary><c>process_payment</c>, key <c>{order_id}/pay</c>.</summary>
    Pay = 2,

    /// <summary><c>get_payment</c>: the outcome of a payment that has an identity but is not settled.</summary>
    Inquire = 4,

    /// <summary><c>confirm_reservation</c>.</summary>
    Confirm = 8,

    /// <summary><c>void_payment</c>.</summary>
    VoidPayment = 16,

    /// <summary><c>release_reservation</c>.</summary>
    Release = 32,

    /// <summary><c>refund_payment</c> of all that is left, key <c>{order_id}/return</c>, later <c>{order_id}/return/{n}</c>.</summary>
    Refund = 64,

    /// <summary><c>return_items</c>.</summary>
    ReturnItems = 128,

    /// <summary>
    /// <c>refund_payment</c> of a capture that came after the end, key <c>{transaction_id}/late</c>, later
    /// <c>{transaction_id}/late/{n}</c>.
    /// </summary>
    RefundLate = 256,
}

/// <summary>Takes commands apart.</summary>
internal static class CheckoutCommandsExtensions
{
    /// <summary>Each single command of these.</summary>
    public static IEnumerable<CheckoutCommands> Each(this CheckoutCommands commands) =>
        Enum.GetValues<CheckoutCommands>().Where(command => command != CheckoutCommands.None && commands.HasFlag(command));
}

/// <summary>Until when a phase may last.</summary>
internal enum CheckoutDeadline
{
    /// <summary>Without limit: it ends only with an answer.</summary>
    None,

    /// <summary>The checkout's own end.</summary>
    Checkout,

    /// <summary>The reservation's end.</summary>
    Hold,

    /// <summary><see cref="CheckoutOptions.Grace"/> after the phase began.</summary>
    Grace,

    /// <summary><see cref="CheckoutOptions.SettleGrace"/> after the refund was promised.</summary>
    Settlement,
}

/// <summary>Everything that the saga decides by. What calls carry (identities, amounts, times) is kept in <see cref="Checkout"/>.</summary>
internal sealed record CheckoutState
{
    /// <summary>The layout of this record in the database; grows when older code could not read it. A checkout keeps the one
    /// that it began with, so that both versions of an upgrade can drive those of the older.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Where every checkout begins.</summary>
    public static CheckoutState Start { get; } = new() { Phase = CheckoutPhase.Started };

    /// <summary>The checkout's phase.</summary>
    public required CheckoutPhase Phase { get; init; }

    /// <summary>Commands of this phase without a final answer.</summary>
    public CheckoutCommands Todo { get; init; }

    /// <summary>
    /// A call of this phase may have taken effect although no answer came. In a return, and where nothing but the refund of a late capture
    /// is left: the refund was promised and is not finished.
    /// </summary>
    public bool InDoubt { get; init; }

    /// <summary>The hold had ended at the pivot, and stock was asked for once more; the money is taken.</summary>
    public bool ReservedAgain { get; init; }

    /// <summary>The buyer cancelled.</summary>
    public bool CancelRequested { get; init; }

    /// <summary>The payment agent reported that all the money went back.</summary>
    public bool Repaid { get; init; }

    /// <summary>
    /// The phase takes too long, and operators are told. A compensation closes the order for the buyer then, and once its refund is
    /// promised; the work continues.
    /// </summary>
    public bool Overdue { get; init; }

    /// <summary>Refunds that ended: the number in the next one's key.</summary>
    public int RefundAttempt { get; init; }

    /// <summary>Why the order fails; null while it does not, and for a cancelled one.</summary>
    public OrderFailure? Failure { get; init; }

    /// <summary>Whether nothing more happens, unless an event comes from outside.</summary>
    public bool AtRest => Phase is CheckoutPhase.Confirmed or CheckoutPhase.Failed or CheckoutPhase.Cancelled or CheckoutPhase.Refunded;

    /// <summary>What the buyer sees.</summary>
    public OrderStatus OrderStatus => Phase switch
    {
        CheckoutPhase.Confirmed or CheckoutPhase.Returning => OrderStatus.Confirmed,
        CheckoutPhase.Refunded => OrderStatus.Refunded,
        CheckoutPhase.Failed => OrderStatus.Failed,
        CheckoutPhase.Cancelled => OrderStatus.Cancelled,
        CheckoutPhase.Compensating when Overdue || InDoubt => Failure is null ? OrderStatus.Cancelled : OrderStatus.Failed,
        _ => OrderStatus.Pending,
    };

    /// <summary>Until when this phase may last.</summary>
    public CheckoutDeadline Deadline => Phase switch
    {
        CheckoutPhase.Reserving when ReservedAgain => CheckoutDeadline.Grace,
        CheckoutPhase.Started or CheckoutPhase.Reserving or CheckoutPhase.Paying => CheckoutDeadline.Checkout,
        CheckoutPhase.AwaitingAction => CheckoutDeadline.Hold,
        CheckoutPhase.Returning when !Overdue && InDoubt && Todo == CheckoutCommands.Refund => CheckoutDeadline.Settlement,
        CheckoutPhase.Compensating when !Overdue && InDoubt => CheckoutDeadline.Settlement,
        CheckoutPhase.Confirming or CheckoutPhase.Compensating or CheckoutPhase.Returning when !Overdue => CheckoutDeadline.Grace,
        _ => CheckoutDeadline.None,
    };
}
