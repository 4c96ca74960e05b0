using Ecommerce.Contracts;
using Ecommerce.OrderAgent.Orders;
using static Ecommerce.OrderAgent.Checkouts.CheckoutCommands;
using static Ecommerce.OrderAgent.Checkouts.CheckoutEvent;
using Phase = Ecommerce.OrderAgent.Checkouts.CheckoutPhase;

namespace Ecommerce.OrderAgent.Checkouts;

/// <summary>
/// The checkout's rules, all of them, as a pure function. Before <c>confirm_reservation</c> is answered, a failure compensates;
/// after it, everything goes forward. What is not in the table changes nothing: late and repeated messages are harmless.
/// </summary>
internal static class CheckoutSaga
{
    private static readonly OrderFailure HoldLost = new(ErrorCodes.OutOfStock, "The hold on the items ended before they were paid.");

    private static readonly OrderFailure TimeOut = new(ErrorCodes.Unavailable, "The order could not be completed in time.");

    private static readonly OrderFailure BuyerIdle =
        new(ErrorCodes.PaymentDeclined, "The payment was not completed by the buyer in time.");

    /// <summary>
    /// What follows from an event: the state to commit. Its <see cref="CheckoutState.Todo"/> are the calls that leave once it is committed,
    /// its <see cref="CheckoutState.Deadline"/> says until when it may last.
    /// </summary>
    public static CheckoutState Decide(CheckoutState s, CheckoutEvent e) => (s.Phase, e) switch
    {
        (Phase.Started, Due) => Enter(s, Phase.Reserving, Reserve),
        (Phase.Started, Refused r) => Undo(s, None, r.Failure),
        (Phase.Started, CancelRequested) => Undo(s with { CancelRequested = true }, None, null),
        (Phase.Started, DeadlinePassed) => Undo(s, None, TimeOut),

        // A hold that ended at the pivot is asked for once more, with the money already taken.
        (Phase.Reserving, Due or NoAnswer) => s with { InDoubt = true },
        (Phase.Reserving, Reserved) => s.ReservedAgain ? Enter(s, Phase.Confirming, Confirm) : Enter(s, Phase.Paying, Pay),
        (Phase.Reserving, Refused) when s.ReservedAgain => Undo(s, VoidPayment | Release, HoldLost),
        (Phase.Reserving, Refused r) => Undo(s, Doubtful(s, Release), r.Failure),
        (Phase.Reserving, CancelRequested) =>
            Undo(s with { CancelRequested = true }, Release | (s.ReservedAgain ? VoidPayment : None), null),
        (Phase.Reserving, DeadlinePassed) when s.ReservedAgain => Undo(s, VoidPayment | Release, HoldLost),
        (Phase.Reserving, DeadlinePassed) => Undo(s, Release, TimeOut),

        // While it has no identity, the payment is asked for again under its key; afterwards it is looked up.
        (Phase.Paying, Due or NoAnswer) => s with { InDoubt = true },
        (Phase.Paying, PaymentPending) => s with { Todo = Inquire, InDoubt = true },
        (Phase.Paying, ActionRequired) => Enter(s, Phase.AwaitingAction, Inquire),
        (Phase.Paying, Captured) => Enter(s, Phase.Confirming, Confirm),
        (Phase.Paying, Refused r) => Undo(s, Release | Doubtful(s, VoidPayment), r.Failure),
        (Phase.Paying, CancelRequested) => Undo(s with { CancelRequested = true }, VoidPayment | Release, null),
        (Phase.Paying, DeadlinePassed) => Undo(s, VoidPayment | Release, TimeOut),

        (Phase.AwaitingAction, Captured) => Enter(s, Phase.Confirming, Confirm),
        (Phase.AwaitingAction, Refused r) => Undo(s, VoidPayment | Release, r.Failure),
        (Phase.AwaitingAction, CancelRequested) => Undo(s with { CancelRequested = true }, VoidPayment | Release, null),
        (Phase.AwaitingAction, DeadlinePassed) => Undo(s, VoidPayment | Release, BuyerIdle),

        // The pivot may have happened already, so nothing is undone before its answer; a cancel waits for it.
        (Phase.Confirming, Due or NoAnswer) => s with { InDoubt = true },
        (Phase.Confirming, CancelRequested) => s with { CancelRequested = true },
        (Phase.Confirming, Confirmed) => s.CancelRequested
            ? Enter(s, Phase.Returning, Refund | ReturnItems)
            : Enter(s, Phase.Confirmed, None),
        (Phase.Confirming, HoldGone) when s.CancelRequested => Undo(s, VoidPayment | Release, null),
        (Phase.Confirming, HoldGone) when s.ReservedAgain => Undo(s, VoidPayment | Release, HoldLost),
        (Phase.Confirming, HoldGone) => Enter(s with { ReservedAgain = true }, Phase.Reserving, Reserve),

        (Phase.Confirmed, CancelRequested) => Enter(s with { CancelRequested = true }, Phase.Returning, Refund | ReturnItems),
        (Phase.Confirmed, Repaid) => Enter(s with { Repaid = true }, Phase.Refunded, None),

        (Phase.Compensating, Voided) => Settle(s, VoidPayment),
        (Phase.Compensating, Released) => Settle(s, Release),
        // A confirmation given up as lost had arrived after all; what is sold comes back as a return.
        (Phase.Compensating, AlreadySold) => s with { Todo = (s.Todo & ~Release) | ReturnItems },
        (Phase.Compensating, ItemsReturned) => Settle(s, ReturnItems),
        (Phase.Compensating, LateRefunded) => Settle(s, RefundLate),
        (Phase.Compensating, Captured) when !s.Todo.HasFlag(VoidPayment) => s with { Todo = s.Todo | RefundLate },
        (Phase.Compensating, DeadlinePassed) => s with { Overdue = true },
        (Phase.Failed or Phase.Cancelled, Captured) => Enter(s with { Overdue = true }, Phase.Compensating, RefundLate),

        // The refund counts once the payment agent's events say so; they add up the order's refunds.
        (Phase.Returning, RefundAccepted) => Settle(s, Refund),
        (Phase.Returning, ItemsReturned) => Settle(s, ReturnItems),
        (Phase.Returning, Repaid) => Settle(s with { Repaid = true }, Refund),

        _ => s,
    };

    private static CheckoutState Enter(CheckoutState s, Phase phase, CheckoutCommands todo) =>
        s with { Phase = phase, Todo = todo, InDoubt = false };

    private static CheckoutState Undo(CheckoutState s, CheckoutCommands todo, OrderFailure? failure) =>
        Settle(Enter(s with { Failure = failure }, Phase.Compensating, todo), None);

    private static CheckoutState Settle(CheckoutState s, CheckoutCommands done)
    {
        var left = s with { Todo = s.Todo & ~done };
        return left switch
        {
            { Todo: not None } => left,
            { Phase: Phase.Returning, Repaid: false } => left,
            { Phase: Phase.Returning } => Enter(left, Phase.Refunded, None),
            { Failure: null } => Enter(left, Phase.Cancelled, None),
            _ => Enter(left, Phase.Failed, None),
        };
    }

    private static CheckoutCommands Doubtful(CheckoutState s, CheckoutCommands undo) => s.InDoubt ? undo : None;
}
