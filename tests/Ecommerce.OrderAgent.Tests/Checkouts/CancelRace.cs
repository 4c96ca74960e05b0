using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Tests.Checkouts.Exploration;
using static Ecommerce.OrderAgent.Checkouts.CheckoutCommands;

namespace Ecommerce.OrderAgent.Tests.Checkouts;

/// <summary>What a cancel meets.</summary>
internal enum Meeting
{
    /// <summary>A checkout in which nothing goes wrong.</summary>
    Calm,

    /// <summary>A payment that waits for its buyer, who may act at that moment.</summary>
    IdleBuyer,

    /// <summary>A hold that has ended at the pivot.</summary>
    EndedHold,

    /// <summary>The checkout's deadline, with a payment that was taken and never answered.</summary>
    PassedDeadline,

    /// <summary>A refused payment.</summary>
    RefusedPayment,

    /// <summary>A payment that was taken, whose answer the provider lost.</summary>
    LostAnswer,

    /// <summary>The pivot, and after it a refund that fails once.</summary>
    FailedRefund,
}

/// <summary>An order that is cancelled, and the world that answers its calls.</summary>
/// <param name="meeting">What the cancel meets.</param>
/// <param name="wait">How many round trips after it the cancel comes; below zero it comes before the answer.</param>
internal sealed class CancelRace(Meeting meeting, int wait)
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _met = NewSignal();
    private readonly TaskCompletionSource _cancelled = NewSignal();
    private CheckoutWorld _world = CheckoutWorld.Start;
    private Checkout? _found;
    private bool _holdHasEnded;
    private int _refund;
    private int _failedRefunds;

    public Meeting Meeting => meeting;

    public int Wait => wait;

    /// <summary>Ends when the cancel is to come.</summary>
    public Task Met => meeting == Meeting.Calm ? Task.CompletedTask : _met.Task;

    /// <summary>Whether the cancel found the checkout in the phase that it was to meet.</summary>
    public bool IsMet => meeting switch
    {
        Meeting.IdleBuyer => _found?.State.Phase == CheckoutPhase.AwaitingAction,
        Meeting.EndedHold => _found?.State.Phase == CheckoutPhase.Confirming,
        // It has failed already, or is about to.
        Meeting.PassedDeadline => _found is null or { DeadlinePassed: true },
        Meeting.RefusedPayment or Meeting.LostAnswer => _found?.State.Phase == CheckoutPhase.Paying,
        Meeting.FailedRefund => _failedRefunds > 0 && _found?.State.Phase == CheckoutPhase.Confirming,
        _ => _found is not null,
    };

    /// <summary>What is true outside the saga.</summary>
    public CheckoutWorld World
    {
        get
        {
            lock (_gate)
            {
                return _world;
            }
        }
    }

    /// <summary>Whether an ended order is cancelled, returned, or failed for a reason, and neither money nor goods are kept.</summary>
    public bool IsWhole(Checkout ended) => ended.State.Phase switch
    {
        CheckoutPhase.Refunded => ended.Order.Refunded == ended.Order.Total
            && World is { Payment: Payment.GivenBack, Stock: Stock.Returned },
        CheckoutPhase.Cancelled => IsUndone,
        CheckoutPhase.Failed => meeting is Meeting.PassedDeadline or Meeting.RefusedPayment && IsUndone,
        _ => false,
    };

    /// <summary>The cancel is committed, or refused.</summary>
    /// <param name="found">How it found the checkout; null if it changed nothing.</param>
    public void Cancelled(Checkout? found)
    {
        _found = found;
        _cancelled.SetResult();
    }

    /// <summary>Answers a call.</summary>
    public async Task<CheckoutEvent> AnswerAsync(CheckoutCommands command, Checkout checkout, CancellationToken cancellationToken)
    {
        var answer = Answer(command, checkout.State.RefundAttempt);
        if (Meets(command, answer) && _met.TrySetResult() && wait < 0)
        {
            await _cancelled.Task.WaitAsync(cancellationToken);
        }

        return answer;
    }

    private bool IsUndone => World is
    {
        Payment: Payment.None or Payment.Declined or Payment.GivenBack, Stock: Stock.None or Stock.Expired or Stock.Returned,
    };

    private CheckoutEvent Answer(CheckoutCommands command, int refund)
    {
        lock (_gate)
        {
            Drift(command, refund);
            var (after, answer) = _world.Answers(command).MaxBy(way => IsWished(command, way.After, way.Answer));
            _world = after;
            _failedRefunds += answer is CheckoutEvent.RefundFailed ? 1 : 0;
            return (answer, meeting) switch
            {
                (CheckoutEvent.Reserved, _) => new CheckoutEvent.Reserved(TimeProvider.System.GetUtcNow().AddMinutes(3)),
                (CheckoutEvent.Captured, Meeting.PassedDeadline) => new CheckoutEvent.NoAnswer(),
                (CheckoutEvent.Captured, Meeting.LostAnswer) when command == Pay =>
                    new CheckoutEvent.PaymentPending(Answers.TransactionId),
                (CheckoutEvent.Captured, _) => new CheckoutEvent.Captured(Answers.TransactionId),
                (CheckoutEvent.ActionRequired, _) => new CheckoutEvent.ActionRequired(Answers.TransactionId, ""),
                _ => answer,
            };
        }
    }

    // What changes without a call, just before one.
    private void Drift(CheckoutCommands command, int refund)
    {
        if (command == Confirm && meeting == Meeting.EndedHold && !_holdHasEnded)
        {
            _holdHasEnded = true;
            _world = _world with { Stock = Stock.Expired };
        }

        if (command == Inquire && _world.Payment == Payment.WaitsForBuyer && wait % 2 == 0)
        {
            _world = _world with { Payment = Payment.Taken };
        }

        if (refund != _refund)
        {
            _refund = refund;
            _world = _world with { KeyIsSpent = false };
        }
    }

    private bool IsWished(CheckoutCommands command, CheckoutWorld after, CheckoutEvent answer) => command switch
    {
        Reserve => answer is CheckoutEvent.Reserved,
        Pay => after.Payment == meeting switch
        {
            Meeting.IdleBuyer => Payment.WaitsForBuyer,
            Meeting.RefusedPayment => Payment.Declined,
            _ => Payment.Taken,
        },
        Refund => (answer is CheckoutEvent.RefundFailed) == (meeting == Meeting.FailedRefund && _failedRefunds == 0),
        _ => true,
    };

    private bool Meets(CheckoutCommands command, CheckoutEvent answer) => meeting switch
    {
        Meeting.IdleBuyer => command == Inquire,
        Meeting.EndedHold => answer is CheckoutEvent.HoldGone,
        Meeting.PassedDeadline => answer is CheckoutEvent.NoAnswer,
        Meeting.RefusedPayment => command == Pay,
        Meeting.LostAnswer => answer is CheckoutEvent.PaymentPending,
        Meeting.FailedRefund => command == Confirm,
        _ => false,
    };

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
