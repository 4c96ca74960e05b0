using Ecommerce.Contracts;
using Ecommerce.OrderAgent.Orders;
using static Ecommerce.OrderAgent.Checkouts.CheckoutCommands;
using static Ecommerce.OrderAgent.Checkouts.CheckoutEvent;

namespace Ecommerce.OrderAgent.Checkouts;

/// <summary>
/// The checkout's rules, all of them, as a pure function. Before <c>confirm_reservation</c> is answered, a failure compensates;
/// after it, everything goes forward. What is not in the table changes nothing: late and repeated messages are harmless.
/// </summary>
internal static class CheckoutSaga
{
    private static readonly OrderFailure HoldLost = new(ErrorCodes.OutOfStock, "The hold on the items ended before they were paid.");

    private static readonly OrderFailure TimeOut = new(ErrorCodes.CheckoutExpired, "The order could not be completed in time.");

    private static readonly OrderFailure BuyerIdle =
        new(ErrorCodes.PaymentDeclined, "The payment was not completed by the buyer in time.");

    /// <summary>
    /// What follows from an event: the state to commit. Its <see cref="CheckoutState.Todo"/> are the calls that leave once it is committed,
    /// its <see cref="CheckoutState.Deadline"/> says until when it may last.
    /// </summary>
    public static CheckoutState Decide(CheckoutState s, CheckoutEvent e) => (s.Phase, e) switch
    {
        // A payment may be refunded in full, by hand, before the order knows that it was taken.
        (CheckoutPhase.Reserving or CheckoutPhase.Paying or CheckoutPhase.AwaitingAction or CheckoutPhase.Confirming, Repaid) =>
            s with { Repaid = true },

        (CheckoutPhase.Started, Due) => Enter(s, CheckoutPhase.Reserving, Reserve),
        (CheckoutPhase.Started, Refused r) => Undo(s, None, r.Failure),
        (CheckoutPhase.Started, CancelRequested) => Undo(s with { CancelRequested = true }, None, null),
        (CheckoutPhase.Started, DeadlinePassed) => Undo(s, None, TimeOut),

        // A hold that ended at the pivot is asked for once more, with the money already taken.
        (CheckoutPhase.Reserving, Due or NoAnswer) => s with { InDoubt = true },
        (CheckoutPhase.Reserving, Reserved) => s.ReservedAgain
            ? Enter(s, CheckoutPhase.Confirming, Confirm)
            : Enter(s, CheckoutPhase.Paying, Pay),
        (CheckoutPhase.Reserving, Refused) when s.ReservedAgain => Undo(s, VoidPayment | Release, HoldLost),
        (CheckoutPhase.Reserving, Refused r) => Undo(s, Doubtful(s, Release), r.Failure),
        (CheckoutPhase.Reserving, CancelRequested) =>
            Undo(s with { CancelRequested = true }, Release | (s.ReservedAgain ? VoidPayment : None), null),
        (CheckoutPhase.Reserving, DeadlinePassed) when s.ReservedAgain => Undo(s, VoidPayment | Release, HoldLost),
        (CheckoutPhase.Reserving, DeadlinePassed) => Undo(s, Release, TimeOut),

        // While it has no identity, the payment is asked for again under its key; afterwards it is looked up.
        (CheckoutPhase.Paying, Due or NoAnswer) => s with { InDoubt = true },
        (CheckoutPhase.Paying, PaymentPending) => s with { Todo = Inquire, InDoubt = true },
        (CheckoutPhase.Paying, ActionRequired) => Enter(s, CheckoutPhase.AwaitingAction, Inquire),
        (CheckoutPhase.Paying, Captured) => Enter(s, CheckoutPhase.Confirming, Confirm),
        (CheckoutPhase.Paying, Refused r) => Undo(s, Release | Doubtful(s, VoidPayment), r.Failure),
        (CheckoutPhase.Paying, CancelRequested) => Undo(s with { CancelRequested = true }, VoidPayment | Release, null),
        (CheckoutPhase.Paying, DeadlinePassed) => Undo(s, VoidPayment | Release, TimeOut),

        (CheckoutPhase.AwaitingAction, Captured) => Enter(s, CheckoutPhase.Confirming, Confirm),
        (CheckoutPhase.AwaitingAction, Refused r) => Undo(s, VoidPayment | Release, r.Failure),
        (CheckoutPhase.AwaitingAction, CancelRequested) => Undo(s with { CancelRequested = true }, VoidPayment | Release, null),
        (CheckoutPhase.AwaitingAction, DeadlinePassed) => Undo(s, VoidPayment | Release, BuyerIdle),

        // The pivot may have happened already, so nothing is undone before its answer; a cancel waits for it.
        (CheckoutPhase.Confirming, Due or NoAnswer) => s with { InDoubt = true },
        (CheckoutPhase.Confirming, CancelRequested) => s with { CancelRequested = true },
        (CheckoutPhase.Confirming, DeadlinePassed) => s with { Overdue = true },
        (CheckoutPhase.Confirming, Confirmed) when s.CancelRequested => Return(s),
        (CheckoutPhase.Confirming, Confirmed) => Enter(s, s.Repaid ? CheckoutPhase.Refunded : CheckoutPhase.Confirmed, None),
        (CheckoutPhase.Confirming, HoldGone) when s.CancelRequested => Undo(s, VoidPayment | Release, null),
        (CheckoutPhase.Confirming, HoldGone) when s.ReservedAgain || s.Repaid => Undo(s, VoidPayment | Release, HoldLost),
        (CheckoutPhase.Confirming, HoldGone) => Enter(s with { ReservedAgain = true }, CheckoutPhase.Reserving, Reserve),

        (CheckoutPhase.Confirmed, CancelRequested) => Return(s with { CancelRequested = true }),
        (CheckoutPhase.Confirmed, Repaid) => Enter(s with { Repaid = true }, CheckoutPhase.Refunded, None),

        (CheckoutPhase.Compensating, Voided) => Settle(s, VoidPayment),
        (CheckoutPhase.Compensating, Released) => Settle(s, Release),
        // A confirmation given up as lost had arrived after all; what is sold comes back as a return.
        (CheckoutPhase.Compensating, AlreadySold) => s with { Todo = (s.Todo & ~Release) | ReturnItems },
        (CheckoutPhase.Compensating, ItemsReturned) => Settle(s, ReturnItems),
        (CheckoutPhase.Compensating, LateRefunded) => Settle(s, RefundLate),
        (CheckoutPhase.Compensating, Captured) when !s.Todo.HasFlag(VoidPayment) => s with { Todo = s.Todo | RefundLate },
        // As in a return; the order stays closed for the buyer, also should the provider refuse after all.
        (CheckoutPhase.Compensating, RefundPending) when s is { Todo: RefundLate, InDoubt: false } =>
            s with { InDoubt = true, Overdue = false },
        (CheckoutPhase.Compensating, RefundFailed) => NextAttempt(s) with { Overdue = s.Overdue || s.InDoubt },
        (CheckoutPhase.Compensating, DeadlinePassed) => s with { Overdue = true },
        (CheckoutPhase.Failed or CheckoutPhase.Cancelled, Captured) =>
            Enter(s, CheckoutPhase.Compensating, RefundLate) with { Overdue = true },

        // The refund counts once the payment agent's events say so; they add up the order's refunds. Until then what is left is asked for
        // again and again: it may be promised to another refund, which fails.
        (CheckoutPhase.Returning, Due) => Settle(s, None),
        // The provider takes its time, and the payment agent follows it: what was overdue without an answer is so no more.
        (CheckoutPhase.Returning, RefundPending) when !s.InDoubt => s with { InDoubt = true, Overdue = false },
        (CheckoutPhase.Returning, RefundEnded or RefundFailed) => Settle(NextAttempt(s), Refund),
        (CheckoutPhase.Returning, DeadlinePassed) => s with { Overdue = true },
        (CheckoutPhase.Returning, ItemsReturned) => Settle(s, ReturnItems),
        (CheckoutPhase.Returning, Repaid) => Settle(s with { Repaid = true }, Refund),

        _ => s,
    };

    private static CheckoutState Enter(CheckoutState s, CheckoutPhase phase, CheckoutCommands todo) =>
        s with { Phase = phase, Todo = todo, InDoubt = false, Overdue = false };

    private static CheckoutState Return(CheckoutState s) =>
        Enter(s, CheckoutPhase.Returning, s.Repaid ? ReturnItems : Refund | ReturnItems);

    // What a key was answered with for good is answered to every repeat of it.
    private static CheckoutState NextAttempt(CheckoutState s) => s with { RefundAttempt = s.RefundAttempt + 1, InDoubt = false };

    private static CheckoutState Undo(CheckoutState s, CheckoutCommands todo, OrderFailure? failure) =>
        Settle(Enter(s with { Failure = failure }, CheckoutPhase.Compensating, todo), None);

    private static CheckoutState Settle(CheckoutState s, CheckoutCommands done)
    {
        var left = s with { Todo = s.Todo & ~done };
        return left switch
        {
            { Todo: not None } => left,
            { Phase: CheckoutPhase.Returning, Repaid: false } => left with { Todo = Refund },
            { Phase: CheckoutPhase.Returning } => Enter(left, CheckoutPhase.Refunded, None),
            { Failure: null } => Enter(left, CheckoutPhase.Cancelled, None),
            _ => Enter(left, CheckoutPhase.Failed, None),
        };
    }

    private static CheckoutCommands Doubtful(CheckoutState s, CheckoutCommands undo) => s.InDoubt ? undo : None;
}
