using System.Text;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Orders;
using Ecommerce.OrderAgent.Tests.Checkouts.Exploration;
using static Ecommerce.OrderAgent.Checkouts.CheckoutCommands;
using static Ecommerce.OrderAgent.Checkouts.CheckoutEvent;
using OrderStatus = Ecommerce.Contracts.V1.OrderStatus;

namespace Ecommerce.OrderAgent.Tests.Checkouts;

public sealed class CheckoutSagaTests
{
    private static readonly OrderFailure Declined = new("payment_declined", "The payment was declined.");

    private static readonly CheckoutEvent[] Events =
    [
        new Due(), new NoAnswer(), new DeadlinePassed(), new CancelRequested(""), new Refused(Declined), new Reserved(default),
        new PaymentPending(default), new ActionRequired(default, ""), new Captured(default), new Confirmed(), new HoldGone(), new Voided(),
        new Released(), new AlreadySold(), new RefundPending(), new RefundEnded(), new RefundFailed(), new ItemsReturned(), new Repaid(),
        new LateRefunded(),
    ];

    // Each phase as it is first entered.
    private static readonly CheckoutState[] States =
    [
        CheckoutState.Start,
        new() { Phase = CheckoutPhase.Reserving, Todo = Reserve },
        new() { Phase = CheckoutPhase.Paying, Todo = Pay },
        new() { Phase = CheckoutPhase.AwaitingAction, Todo = Inquire },
        new() { Phase = CheckoutPhase.Confirming, Todo = Confirm },
        new() { Phase = CheckoutPhase.Confirmed },
        new() { Phase = CheckoutPhase.Compensating, Todo = VoidPayment | Release, Failure = Declined },
        new() { Phase = CheckoutPhase.Failed, Failure = Declined },
        new() { Phase = CheckoutPhase.Cancelled, CancelRequested = true },
        new() { Phase = CheckoutPhase.Returning, Todo = Refund | ReturnItems, CancelRequested = true },
        new() { Phase = CheckoutPhase.Refunded, Repaid = true },
    ];

    [Fact]
    public void Every_event_is_defined_in_every_phase()
    {
        var table = new StringBuilder();
        foreach (var state in States)
        {
            table.Append(state.Phase).Append(':');
            foreach (var e in Events)
            {
                var next = CheckoutSaga.Decide(state, e);
                if (next.Phase != state.Phase)
                {
                    table.Append($" {e.GetType().Name}→{next.Phase}");
                }
                else if (next != state)
                {
                    table.Append($" ({e.GetType().Name})");
                }
            }

            table.Append('\n');
        }

        // In brackets: the phase stays, and something in it changes. What is not named changes nothing. An indented line goes on.
        Assert.Equal(
            """
            Started: Due→Reserving DeadlinePassed→Failed CancelRequested→Cancelled Refused→Failed
            Reserving: (Due) (NoAnswer) DeadlinePassed→Compensating CancelRequested→Compensating Refused→Failed Reserved→Paying (Repaid)
            Paying: (Due) (NoAnswer) DeadlinePassed→Compensating CancelRequested→Compensating Refused→Compensating (PaymentPending)
             ActionRequired→AwaitingAction Captured→Confirming (Repaid)
            AwaitingAction: DeadlinePassed→Compensating CancelRequested→Compensating Refused→Compensating Captured→Confirming (Repaid)
            Confirming: (Due) (NoAnswer) (DeadlinePassed) (CancelRequested) Confirmed→Confirmed HoldGone→Reserving (Repaid)
            Confirmed: CancelRequested→Returning Repaid→Refunded
            Compensating: (DeadlinePassed) (Voided) (Released) (AlreadySold) (RefundFailed)
            Failed: Captured→Compensating
            Cancelled: Captured→Compensating
            Returning: (DeadlinePassed) (RefundPending) (RefundEnded) (RefundFailed) (ItemsReturned) (Repaid)
            Refunded:

            """.ReplaceLineEndings("\n").Replace("\n ", " ", StringComparison.Ordinal),
            table.ToString());
    }

    [Fact]
    public void An_order_reserves_pays_and_confirms()
    {
        var state = After(CheckoutState.Start, new Due());
        Assert.Equal((CheckoutPhase.Reserving, Reserve), (state.Phase, state.Todo));
        state = After(state, new Reserved(default));
        Assert.Equal((CheckoutPhase.Paying, Pay), (state.Phase, state.Todo));
        state = After(state, new Captured(default));
        Assert.Equal((CheckoutPhase.Confirming, Confirm), (state.Phase, state.Todo));
        state = After(state, new Confirmed());
        Assert.Equal((CheckoutPhase.Confirmed, None), (state.Phase, state.Todo));
    }

    [Fact]
    public void A_refusal_of_stock_ends_at_once_unless_an_earlier_attempt_is_in_doubt()
    {
        var reserving = After(CheckoutState.Start, new Due());
        Assert.Equal(CheckoutPhase.Failed, After(reserving, CheckoutWorld.Refused("out_of_stock")).Phase);

        var doubtful = After(reserving, new NoAnswer(), CheckoutWorld.Refused("out_of_stock"));
        Assert.Equal((CheckoutPhase.Compensating, Release), (doubtful.Phase, doubtful.Todo));
        Assert.Equal("out_of_stock", After(doubtful, new Released()).Failure?.Code);
    }

    [Fact]
    public void A_declined_payment_gives_the_stock_back_before_the_order_fails()
    {
        var state = After(CheckoutState.Start, new Due(), new Reserved(default), new Refused(Declined));
        Assert.Equal((CheckoutPhase.Compensating, Release), (state.Phase, state.Todo));
        state = After(state, new NoAnswer(), new Released());
        Assert.Equal((CheckoutPhase.Failed, Declined), (state.Phase, state.Failure));
    }

    [Fact]
    public void A_payment_without_an_answer_is_asked_for_again_and_never_compensated_blindly()
    {
        var state = After(CheckoutState.Start, new Due(), new Reserved(default), new NoAnswer(), new NoAnswer());
        Assert.Equal((CheckoutPhase.Paying, Pay), (state.Phase, state.Todo));
        Assert.Equal((CheckoutPhase.Compensating, VoidPayment | Release), Where(After(state, new DeadlinePassed())));
        Assert.Equal("checkout_expired", After(state, new DeadlinePassed(), new Voided(), new Released()).Failure?.Code);
    }

    [Fact]
    public void A_hold_gone_at_the_pivot_is_asked_for_once_more()
    {
        var again = After(CheckoutState.Start, new Due(), new Reserved(default), new Captured(default), new HoldGone());
        Assert.Equal((CheckoutPhase.Reserving, Reserve), Where(again));
        Assert.Equal(CheckoutPhase.Confirmed, After(again, new Reserved(default), new Confirmed()).Phase);

        var refused = After(again, CheckoutWorld.Refused("out_of_stock"));
        Assert.Equal((CheckoutPhase.Compensating, VoidPayment | Release), Where(refused));
        Assert.Equal("out_of_stock", After(refused, new Voided(), new Released()).Failure?.Code);

        var goneTwice = After(again, new Reserved(default), new HoldGone());
        Assert.Equal((CheckoutPhase.Compensating, VoidPayment | Release), Where(goneTwice));
    }

    [Fact]
    public void A_cancel_at_the_pivot_waits_for_its_answer()
    {
        var asked = After(CheckoutState.Start, new Due(), new Reserved(default), new Captured(default), new CancelRequested(""));
        Assert.Equal((CheckoutPhase.Confirming, Confirm), Where(asked));
        Assert.Equal((CheckoutPhase.Returning, Refund | ReturnItems), Where(After(asked, new Confirmed())));
        Assert.Equal(CheckoutPhase.Cancelled, After(asked, new HoldGone(), new Released(), new Voided()).Phase);
    }

    [Fact]
    public void A_return_ends_when_the_goods_are_back_and_the_refund_is_told()
    {
        var returning = After(new() { Phase = CheckoutPhase.Confirmed }, new CancelRequested(""));
        Assert.Equal(CheckoutPhase.Returning, After(returning, new RefundEnded(), new ItemsReturned()).Phase);
        Assert.Equal(CheckoutPhase.Returning, After(returning, new RefundEnded(), new Repaid()).Phase);
        Assert.Equal(CheckoutPhase.Refunded, After(returning, new RefundEnded(), new Repaid(), new ItemsReturned()).Phase);
        Assert.Equal(CheckoutPhase.Refunded, After(returning, new Repaid(), new ItemsReturned()).Phase);
    }

    [Fact]
    public void A_return_asks_for_what_is_left_under_new_keys_until_all_is_told_to_be_back()
    {
        var returning = After(new() { Phase = CheckoutPhase.Confirmed }, new CancelRequested(""));
        var refused = After(returning, new RefundFailed());
        Assert.Equal((ReturnItems, 1), (refused.Todo, refused.RefundAttempt));
        var again = After(refused, new ItemsReturned());
        Assert.Equal((Refund, 1), (again.Todo, again.RefundAttempt));
        var ended = After(again, new RefundFailed(), new RefundEnded());
        Assert.Equal((Refund, 3), (ended.Todo, ended.RefundAttempt));
        Assert.Equal(CheckoutPhase.Refunded, After(ended, new Repaid()).Phase);

        // As an earlier version left it.
        Assert.Equal(Refund, After(new() { Phase = CheckoutPhase.Returning }, new Due()).Todo);
    }

    [Fact]
    public void A_refund_that_the_provider_has_accepted_has_longer_than_one_without_an_answer()
    {
        var returning = After(new() { Phase = CheckoutPhase.Confirmed }, new CancelRequested(""), new RefundPending());
        Assert.Equal(CheckoutDeadline.Grace, returning.Deadline);
        var pending = After(returning, new ItemsReturned());
        Assert.Equal((Refund, CheckoutDeadline.Settlement), (pending.Todo, pending.Deadline));
        Assert.Equal(pending, After(pending, new Due(), new RefundPending(), new NoAnswer()));
        Assert.Equal(pending with { Overdue = true }, After(pending, new DeadlinePassed(), new RefundPending()));

        // What was overdue since nobody answered is so no more.
        Assert.Equal(pending, After(pending with { InDoubt = false }, new DeadlinePassed(), new RefundPending()));
        Assert.Equal(CheckoutDeadline.Grace, After(pending, new RefundFailed()).Deadline);
        Assert.Equal(CheckoutPhase.Refunded, After(pending, new Repaid()).Phase);
    }

    [Fact]
    public void A_late_refund_that_the_provider_has_accepted_has_as_long_and_its_order_stays_closed()
    {
        var late = After(new() { Phase = CheckoutPhase.Failed, Failure = new("payment_declined", "") }, new Captured(Guid.Empty));
        Assert.Equal((true, CheckoutDeadline.None, OrderStatus.Failed), (late.Overdue, late.Deadline, late.OrderStatus));
        var pending = After(late, new RefundPending());
        Assert.Equal((false, CheckoutDeadline.Settlement, OrderStatus.Failed), (pending.Overdue, pending.Deadline, pending.OrderStatus));
        Assert.Equal(pending, After(pending, new Due(), new RefundPending(), new NoAnswer(), new Captured(Guid.Empty)));
        Assert.Equal(pending with { Overdue = true }, After(pending, new DeadlinePassed(), new RefundPending()));

        var refused = After(pending, new RefundFailed());
        Assert.Equal((true, 1, OrderStatus.Failed), (refused.Overdue, refused.RefundAttempt, refused.OrderStatus));
        Assert.Equal(pending with { RefundAttempt = 1 }, After(refused, new RefundPending()));
        Assert.Equal(CheckoutPhase.Failed, After(pending, new LateRefunded()).Phase);
    }

    [Fact]
    public void A_return_and_a_pivot_that_last_too_long_are_overdue_and_go_on()
    {
        var confirming = After(CheckoutState.Start, new Due(), new Reserved(default), new Captured(default));
        foreach (var state in new[] { confirming, After(confirming, new Confirmed(), new CancelRequested("")) })
        {
            Assert.Equal(CheckoutDeadline.Grace, state.Deadline);
            Assert.Equal(state with { Overdue = true }, After(state, new DeadlinePassed()));
            Assert.Equal(CheckoutDeadline.None, After(state, new DeadlinePassed()).Deadline);
        }

        Assert.False(After(confirming, new DeadlinePassed(), new Confirmed()).Overdue);
    }

    [Fact]
    public void An_order_that_was_refunded_in_full_while_it_was_confirmed_ends_refunded()
    {
        var repaid = After(CheckoutState.Start, new Due(), new Reserved(default), new Captured(default), new Repaid());
        Assert.Equal(CheckoutPhase.Refunded, After(repaid, new Confirmed()).Phase);
        Assert.Equal((CheckoutPhase.Returning, ReturnItems), Where(After(repaid, new CancelRequested(""), new Confirmed())));
        Assert.Equal((CheckoutPhase.Compensating, VoidPayment | Release), Where(After(repaid, new HoldGone())));
    }

    [Fact]
    public void A_compensation_that_lasts_too_long_closes_the_order_and_goes_on_without_an_end()
    {
        var state = After(
            CheckoutState.Start, new Due(), new Reserved(default), new NoAnswer(), new Refused(Declined), new Released(),
            new DeadlinePassed());
        Assert.Equal((CheckoutPhase.Compensating, VoidPayment), Where(state));
        Assert.Equal(Contracts.V1.OrderStatus.Failed, state.OrderStatus);
        Assert.Equal(CheckoutDeadline.None, state.Deadline);
        Assert.Equal(CheckoutPhase.Failed, After(state, new NoAnswer(), new Voided()).Phase);
    }

    [Fact]
    public void A_late_capture_of_a_closed_order_is_refunded_and_the_order_stays_closed()
    {
        var state = After(new CheckoutState { Phase = CheckoutPhase.Failed, Failure = Declined }, new Captured(default));
        Assert.Equal((CheckoutPhase.Compensating, RefundLate), Where(state));
        Assert.Equal(Contracts.V1.OrderStatus.Failed, state.OrderStatus);
        Assert.Equal(CheckoutPhase.Failed, After(state, new LateRefunded()).Phase);
    }

    private static (CheckoutPhase Phase, CheckoutCommands Todo) Where(CheckoutState state) => (state.Phase, state.Todo);

    private static CheckoutState After(CheckoutState state, params CheckoutEvent[] events) =>
        events.Aggregate(state, (current, e) => CheckoutSaga.Decide(current, e));
}
