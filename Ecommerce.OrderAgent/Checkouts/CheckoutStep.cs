using Ecommerce.OrderAgent.Orders;
using Ecommerce.ServiceDefaults.Database;

namespace Ecommerce.OrderAgent.Checkouts;

/// <summary>A move of the saga, ready to be committed.</summary>
internal sealed record CheckoutStep
{
    /// <summary>As it was read.</summary>
    public required Checkout Before { get; init; }

    /// <summary>As it will be, but for what the database adds: version and times.</summary>
    public required Checkout After { get; init; }

    /// <summary>What happened, for the order's history.</summary>
    public required IReadOnlyList<OrderFact> Facts { get; init; }

    /// <summary>How long to wait before what is left is tried again; null: at once.</summary>
    public TimeSpan? Pause { get; init; }

    /// <summary>The idempotency key whose outcome this step decides; null if it decides none.</summary>
    public IdempotencyKey? Outcome => !Before.Closed && After.Closed ? Before.Idempotency : null;

    /// <summary>Whether more changes than doubt, so that it must be committed before the next call leaves.</summary>
    public bool ChangesIntent => After.State != Before.State with { InDoubt = After.State.InDoubt };

    /// <summary>Lets the saga decide on events, one after the other.</summary>
    /// <exception cref="PoisonedCheckoutException">It cannot.</exception>
    public static CheckoutStep Take(Checkout before, IReadOnlyList<CheckoutEvent> events, CheckoutOptions options)
    {
        try
        {
            return Decide(before, events, options);
        }
        catch (Exception exception)
        {
            throw new PoisonedCheckoutException(exception);
        }
    }

    /// <summary>
    /// The step with the time of its facts. It goes by this replica's clock and not by the database's, since the buyer's stored answer
    /// tells it; a clock that is behind does not turn it back.
    /// </summary>
    public CheckoutStep At(DateTimeOffset now)
    {
        var at = now.InMicroseconds();
        return Facts.Count == 0 || at <= Before.Order.UpdatedAt
            ? this : this with { After = After with { Order = After.Order with { UpdatedAt = at } } };
    }

    private static CheckoutStep Decide(Checkout before, IReadOnlyList<CheckoutEvent> events, CheckoutOptions options)
    {
        var (state, transaction, hold) = (before.State, before.Order.TransactionId, before.HoldUntil);
        List<OrderFact> facts = [];
        foreach (var e in events)
        {
            var next = options.Decide(state, e);
            facts.AddRange(CheckoutHistory.FactsOf(state, next, e));
            state = next;
            transaction = TransactionOf(e) ?? transaction;
            hold = (e as CheckoutEvent.Reserved)?.HoldUntil ?? hold;
        }

        var stays = state.Phase == before.State.Phase;
        TimeSpan? pause = state.Phase switch
        {
            CheckoutPhase.AwaitingAction => options.ActionPollInterval,
            _ when state.Todo is CheckoutCommands.Refund or CheckoutCommands.RefundLate
                && events.Any(e => e is CheckoutEvent.RefundFailed) => options.RefundBackoff.After(state.RefundAttempt),
            _ when state.Todo is CheckoutCommands.Refund or CheckoutCommands.RefundLate
                && events.Any(e => e is CheckoutEvent.RefundPending) => options.SettleBackoff.After(before.Attempts + 1),
            _ when state.Todo is CheckoutCommands.Refund && events.Any(e => e is CheckoutEvent.RefundEnded) => options.ActionPollInterval,
            _ when stays && state.Todo != CheckoutCommands.None && !events.Any(IsNews) => options.Backoff.After(before.Attempts + 1),
            _ => null,
        };
        return new()
        {
            Before = before,
            After = before with
            {
                State = state,
                Order = before.Order.After(state.OrderStatus, state.Failure, transaction),
                HoldUntil = hold,
                Attempts = stays ? before.Attempts + 1 : 0,
                Faults = 0,
                Leased = state.Todo != CheckoutCommands.None && pause is null && before.ParkedReason is null,
            },
            Facts = facts,
            Pause = pause,
        };
    }

    // Events from outside or from the clock, after which the work continues at once.
    private static bool IsNews(CheckoutEvent e) =>
        e is CheckoutEvent.Due or CheckoutEvent.DeadlinePassed or CheckoutEvent.CancelRequested or CheckoutEvent.Captured
            or CheckoutEvent.Repaid;

    private static Guid? TransactionOf(CheckoutEvent e) => e switch
    {
        CheckoutEvent.Captured captured => captured.TransactionId,
        CheckoutEvent.PaymentPending pending => pending.TransactionId,
        CheckoutEvent.ActionRequired action => action.TransactionId,
        _ => null,
    };
}
