using Ecommerce.OrderAgent.Checkouts;
using static Ecommerce.OrderAgent.Checkouts.CheckoutCommands;
using static Ecommerce.OrderAgent.Checkouts.CheckoutEvent;

namespace Ecommerce.OrderAgent.Tests.Checkouts.Exploration;

/// <summary>A table, or a store, with one rule left out: the exploration finds each.</summary>
public sealed class CheckoutMutantTests
{
    private static readonly Dictionary<string, CheckoutRules> Mutants = new()
    {
        ["1: calls leave before their intent is written"] = new() { WritesFirst = false },
        ["2: a call without an answer is compensated"] = CheckoutRules.With((s, e, _) =>
            s.Phase == CheckoutPhase.Paying && e is NoAnswer ? Undo(s, VoidPayment | Release) : null),
        ["2: a call without an answer leaves no doubt"] = CheckoutRules.With((s, e, _) =>
            s.Phase == CheckoutPhase.Reserving && e is Due or NoAnswer ? s : null),
        ["3: an order that ends while its hold is asked for leaves no tombstone"] = CheckoutRules.With((s, e, t) =>
            s is { Phase: CheckoutPhase.Reserving, ReservedAgain: false } && e is DeadlinePassed
                ? t with { Phase = CheckoutPhase.Failed, Todo = None } : null),
        ["4: stock that is gone at the pivot is asked for again and again"] = CheckoutRules.With((s, e, _) =>
            s is { Phase: CheckoutPhase.Confirming, CancelRequested: false, Repaid: false } && e is HoldGone
                ? s with { Phase = CheckoutPhase.Reserving, Todo = Reserve, ReservedAgain = true } : null),
        ["4: stock that is gone at the pivot is not asked for again"] = CheckoutRules.With((s, e, _) =>
            s.Phase == CheckoutPhase.Confirming && e is HoldGone ? Undo(s, VoidPayment | Release) : null),
        ["5: a cancel does not wait for the pivot's answer"] = CheckoutRules.With((s, e, _) =>
            s.Phase == CheckoutPhase.Confirming && e is CancelRequested
                ? Undo(s with { CancelRequested = true }, VoidPayment | Release) : null),
        ["5: a cancel after the pivot releases"] = CheckoutRules.With((s, e, _) =>
            s.Phase == CheckoutPhase.Confirmed && e is CancelRequested
                ? Undo(s with { CancelRequested = true }, VoidPayment | Release) : null),
        ["6: a refusal ends cancelled"] = CheckoutRules.With((s, e, t) =>
            s.Phase == CheckoutPhase.Paying && e is Refused ? t with { Failure = null } : null),
        ["6: a full refund before the end is forgotten"] = CheckoutRules.With((s, e, _) =>
            s.Phase == CheckoutPhase.Confirming && e is Repaid ? s : null),
        ["7: a late capture is kept"] = CheckoutRules.With((s, e, _) => s.AtRest && e is Captured ? s : null),
        ["7: a capture that is told before the order's end is forgotten"] = CheckoutRules.With((s, e, _) =>
            s.Phase == CheckoutPhase.Compensating && e is Captured ? s : null),
        ["8: a refund that failed is asked for under its key for ever"] = CheckoutRules.With((s, e, _) => e is RefundFailed ? s : null),
        ["8: a compensation that lasts is not told"] = CheckoutRules.With((s, e, _) =>
            s.Phase == CheckoutPhase.Compensating && e is DeadlinePassed ? s : null),
        ["8: a return waits for a refund that may fail"] = CheckoutRules.With((s, e, _) =>
            s.Phase == CheckoutPhase.Returning && e is RefundEnded or RefundFailed ? s with { Todo = s.Todo & ~Refund } : null),
        ["9: a payment that waits for its buyer is not voided"] = CheckoutRules.With((s, e, t) =>
            s.Phase == CheckoutPhase.AwaitingAction && e is DeadlinePassed ? t with { Todo = Release } : null),
        ["10: a capture that is told again, after all went back, is given back again"] = CheckoutRules.With((s, e, t) =>
            s.Phase == CheckoutPhase.Refunded && e is Captured ? t with { Phase = CheckoutPhase.Compensating, Todo = RefundLate } : null),
        ["12: a payment that is pending fails the order"] = CheckoutRules.With((s, e, _) =>
            s.Phase == CheckoutPhase.Paying && e is PaymentPending ? Undo(s, VoidPayment | Release) : null),
        ["14: a stale holder writes"] = new() { ChecksVersions = false },
        ["20: a locking read reads the order as it was"] = new() { LocksOrders = false },
    };

    public static TheoryData<string> Names => [.. Mutants.Keys];

    /// <summary>The mutants of the table alone.</summary>
    internal static IEnumerable<string> Tables =>
        from mutant in Mutants
        where mutant.Value is { WritesFirst: true, ChecksVersions: true, LocksOrders: true }
        select mutant.Key;

    internal static CheckoutRules RulesOf(string mutant) => Mutants[mutant];

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_a_rule_something_breaks(string mutant)
    {
        var explorer = new CheckoutExplorer(Mutants[mutant]);
        var found = explorer.Explore();
        Assert.NotNull(found.Violation);
        TestContext.Current.TestOutputHelper!.WriteLine(CheckoutScript.Of(found, explorer.Model));
    }

    [Fact]
    public void Every_rule_of_the_table_has_a_mutant() => Assert.Equal(
        ["1", "10", "12", "14", "2", "20", "3", "4", "5", "6", "7", "8", "9"],
        Mutants.Keys.Select(name => name.Split(':')[0]).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void What_breaks_a_rule_is_a_script_against_a_running_shop()
    {
        var explorer = new CheckoutExplorer(Mutants["20: a locking read reads the order as it was"]);
        var found = explorer.Explore();
        var script = CheckoutScript.Of(found, explorer.Model);
        Assert.StartsWith("#!/usr/bin/env bash\n# I1: the order has lost its payment", script, StringComparison.Ordinal);
        Assert.EndsWith(
            """
            # Answer Pay PaymentPending
            arm after_pay pay.2.answered; go pay.1; come pay.2.answered
            # Claim Due while the step before is being written: the lease ends, and another goes on
            lock
            go pay.2.answered
            sleep 0.5
            come inquire.2
            # LostAnswer Inquire PaymentPending
            arm after_inquire inquire.3.answered; go inquire.2; come inquire.3.answered
            # SaveAndLetGo
            lose inquire.3.answered
            sleep 1; end 'Every step was played.'

            """.ReplaceLineEndings("\n"),
            script, StringComparison.Ordinal);
    }

    [Fact]
    public void The_step_that_breaks_a_rule_is_the_last_of_its_script()
    {
        var explorer = new CheckoutExplorer(Mutants["5: a cancel after the pivot releases"]);
        var found = explorer.Explore();
        Assert.Equal(Happening.Cancel, found.Path[^1].Move.Happening);
        Assert.Contains("cancel_order", CheckoutScript.Of(found, explorer.Model), StringComparison.Ordinal);
    }

    private static CheckoutState Undo(CheckoutState s, CheckoutCommands todo) => s with
    {
        Phase = CheckoutPhase.Compensating,
        Todo = todo,
        InDoubt = false,
        Failure = s.CancelRequested ? null : new("unavailable", "as a mutant"),
    };
}
