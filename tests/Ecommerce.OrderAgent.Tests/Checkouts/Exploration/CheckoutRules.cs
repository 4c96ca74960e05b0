using Ecommerce.OrderAgent.Checkouts;

namespace Ecommerce.OrderAgent.Tests.Checkouts.Exploration;

/// <summary>What is explored: the saga's table, and what the store promises to it.</summary>
internal sealed record CheckoutRules
{
    public static readonly CheckoutRules AsBuilt = new();

    public Func<CheckoutState, CheckoutEvent, CheckoutState> Decide { get; private init; } = CheckoutSaga.Decide;

    /// <summary>A new intent is committed before its calls leave.</summary>
    public bool WritesFirst { get; init; } = true;

    /// <summary>A write fails if the row is not the one that its writer read.</summary>
    public bool ChecksVersions { get; init; } = true;

    /// <summary>
    /// A replica that reads a row before another writes it is followed until its own write, even though that fails. Otherwise only those of
    /// its calls that do harm are.
    /// </summary>
    public bool FollowsStale { get; init; }

    /// <summary>A locking read that waited reads the order anew, as it reads the checkout.</summary>
    public bool LocksOrders { get; init; } = true;

    /// <summary>The same table, but for what the mutation decides otherwise; null leaves a decision as it is.</summary>
    public static CheckoutRules With(Func<CheckoutState, CheckoutEvent, CheckoutState, CheckoutState?> mutation) => new()
    {
        Decide = (state, e) =>
        {
            var next = CheckoutSaga.Decide(state, e);
            return mutation(state, e, next) ?? next;
        },
    };

    /// <summary>The rule of the table that a decision breaks; null if it breaks none.</summary>
    public static string? Broken(CheckoutState s, CheckoutEvent e, CheckoutState t)
    {
        var (before, after) = (s.OrderStatus, t.OrderStatus);
        return (s, e, t) switch
        {
            (_, CheckoutEvent.Due or CheckoutEvent.NoAnswer or CheckoutEvent.PaymentPending, _) when t.Phase != s.Phase
                && s.Phase != CheckoutPhase.Started => "2 and 12: what is not known ends no phase",
            (_, CheckoutEvent.DeadlinePassed, _) when s.Deadline != CheckoutDeadline.None && t.Phase == s.Phase
                && t.Deadline != CheckoutDeadline.None => "8, 9 and 12: a deadline ends the phase, or is told",
            ({ Phase: CheckoutPhase.AwaitingAction }, CheckoutEvent.DeadlinePassed, _) when t.Failure is null
                || t.Todo != (CheckoutCommands.VoidPayment | CheckoutCommands.Release) => "9: an idle buyer's payment is voided",
            ({ Phase: CheckoutPhase.Confirming }, CheckoutEvent.HoldGone, { Phase: CheckoutPhase.Reserving }) when s.ReservedAgain =>
                "4: stock is asked for again once",
            ({ Phase: CheckoutPhase.Confirming, ReservedAgain: false, CancelRequested: false, Repaid: false }, CheckoutEvent.HoldGone,
                not { Phase: CheckoutPhase.Reserving, ReservedAgain: true }) => "4: stock that is gone at the pivot is asked for again",
            ({ Phase: CheckoutPhase.Confirming }, CheckoutEvent.CancelRequested, _) when t != s with { CancelRequested = true } =>
                "5: a cancel waits for the pivot's answer",
            _ when IsBeyondPivot(s) && !IsBeyondPivot(t) => "5: after the pivot a cancel is a return",
            _ when after == Contracts.V1.OrderStatus.Cancelled && !t.CancelRequested => "6: only a cancel ends cancelled",
            _ when after == Contracts.V1.OrderStatus.Failed && t.Failure is null => "6: a refusal ends failed, with its reason",
            _ when after == Contracts.V1.OrderStatus.Refunded && !t.Repaid => "6: refunded means fully refunded",
            _ when before != after && before != Contracts.V1.OrderStatus.Pending
                && (before, after) is not (Contracts.V1.OrderStatus.Confirmed, Contracts.V1.OrderStatus.Refunded) =>
                "I5: an answer that was given changes no more",
            _ when t is { AtRest: false, Todo: CheckoutCommands.None, Phase: not CheckoutPhase.Started } => "I3: nothing is left to do",
            _ => null,
        };
    }

    private static bool IsBeyondPivot(CheckoutState state) =>
        state.Phase is CheckoutPhase.Confirmed or CheckoutPhase.Returning or CheckoutPhase.Refunded;
}
