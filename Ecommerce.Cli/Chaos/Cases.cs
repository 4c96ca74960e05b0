using Ecommerce.Contracts;
using Ecommerce.Development;

namespace Ecommerce.Cli.Chaos;

/// <summary>Every fault that can be chosen.</summary>
internal static class Cases
{
    private const string StartedAgain = "started again within 2 s";

    // Without them no checkout ends.
    private static readonly string[] Workers = [AgentNames.Order, AgentNames.Payment, AgentNames.Inventory];

    // Longer than a lease (5 s).
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan ShortestMood = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestMood = TimeSpan.FromSeconds(6);

    /// <summary>The table, in the order of the report.</summary>
    public static IReadOnlyList<ChaosCase> All { get; } =
    [
        .. AgentNames.All.Select(Kill),
        KillAt(AgentNames.Order, "order.before_reserve"),
        KillAt(AgentNames.Order, "order.after_reserve"),
        KillAt(AgentNames.Order, "order.before_pay"),
        KillAt(AgentNames.Order, "order.after_pay"),
        KillAt(AgentNames.Order, "order.before_inquire", "test_timeout", Mood.AsksBuyer, Mood.Idle),
        KillAt(AgentNames.Order, "order.after_inquire", "test_timeout", Mood.AsksBuyer, Mood.Idle),
        KillAt(AgentNames.Order, "order.before_confirm"),
        KillAt(AgentNames.Order, "order.after_confirm"),
        KillAt(AgentNames.Order, "order.before_void_payment", Mood.Cancel, "test_slow"),
        KillAt(AgentNames.Order, "order.after_void_payment", Mood.Cancel, "test_slow"),
        KillAt(AgentNames.Order, "order.before_release", Mood.Cancel, "test_slow"),
        KillAt(AgentNames.Order, "order.after_release", Mood.Cancel, "test_slow"),
        KillAt(AgentNames.Order, "order.before_refund", Mood.Return),
        KillAt(AgentNames.Order, "order.after_refund", Mood.Return),
        KillAt(AgentNames.Order, "order.before_refund_late", Mood.Cancel, "test_timeout"),
        KillAt(AgentNames.Order, "order.after_refund_late", Mood.Cancel, "test_timeout"),
        KillAt(AgentNames.Order, "order.before_return_items", Mood.Return),
        KillAt(AgentNames.Order, "order.after_return_items", Mood.Return),
        KillAt(AgentNames.Payment, "payment.before_provider"),
        KillAt(AgentNames.Payment, "payment.after_provider"),
        KillAt(AgentNames.Payment, "payment.after_commit"),
        KillAt(AgentNames.Payment, "refund.before_provider", Mood.Refund),
        KillAt(AgentNames.Payment, "refund.after_provider", Mood.Refund),
        KillAt(AgentNames.Payment, "refund.after_commit", Mood.Refund),
        LoseAt(AgentNames.Payment, "payment.after_provider"),
        LoseAt(AgentNames.Payment, "refund.after_provider", Mood.Refund, Mood.Return),
        HoldAt(AgentNames.Payment, "payment.after_provider"),
        HoldAt(AgentNames.Payment, "refund.after_provider", Mood.Refund, Mood.Return),
        KillAt(AgentNames.Inventory, "inventory.before_reserve"),
        KillAt(AgentNames.Inventory, "inventory.after_reserve"),
        KillAt(AgentNames.Inventory, "inventory.before_confirm"),
        KillAt(AgentNames.Inventory, "inventory.after_confirm"),
        KillAt(AgentNames.Inventory, "inventory.before_release", Mood.Cancel, "test_slow"),
        KillAt(AgentNames.Inventory, "inventory.after_release", Mood.Cancel, "test_slow"),
        KillAt(AgentNames.Inventory, "inventory.before_return", Mood.Return),
        KillAt(AgentNames.Inventory, "inventory.after_return", Mood.Return),
        Kill(ShopProcesses.Postgres),
        Pause(AgentNames.Order),
        Pause(AgentNames.Payment),
        Pause(AgentNames.Inventory),
        Rival(AgentNames.Order),
        Rival(AgentNames.Payment),
        .. AgentNames.All.Select(Drain),
        Behave("provider-refuses", "half of the orders are paid by test_declined", "test_declined"),
        Behave("provider-refuses-funds", "half of the orders are paid by test_insufficient_funds", "test_insufficient_funds"),
        Behave("provider-fails", "half of the orders are paid by test_error_once", "test_error_once"),
        Behave("provider-late", "half of the orders are paid by test_slow", "test_slow"),
        Behave("provider-silent", "half of the orders are paid by test_timeout", "test_timeout"),
        Behave("buyer-asked", "the provider asks the buyer of every second order to act, who does", Mood.AsksBuyer),
        Behave("buyer-idle", "the provider asks the buyer of every second order to act, who does not", Mood.AsksBuyer, Mood.Idle),
        Behave(
            "callbacks", "the provider asks every second buyer to act, and its messages of it come twice, late and in any order",
            Mood.AsksBuyer, Mood.CallsBack),
        new(
            "buyers-race", ChaosCase.Buyers, $"{BuyersRace.Buyers} buyers want one of {BuyersRace.Units} units at the same time",
            "once all are answered", (faults, _, cancellationToken) => faults.RaceAsync(cancellationToken)),
        Behave("buyer-cancels", "most orders are cancelled while they are under way", Mood.Cancel, "test_slow"),
        .. AgentNames.All.Select(agent => MoveClock("ahead", agent, TimeSpan.FromMinutes(5))),
        .. AgentNames.All.Select(agent => MoveClock("behind", agent, TimeSpan.FromMinutes(-5))),
        .. WireCases.All,
        .. DatabaseCases.All,
        .. UpgradeCases.All,
        new(
            "kill-broker", ChaosCase.Broker, "SIGKILL of RabbitMQ; events wait in the outboxes", "started again within 5 s",
            (faults, random, cancellationToken) =>
                faults.KillBrokerAsync(Between(random, TimeSpan.Zero, TimeSpan.FromSeconds(5)), cancellationToken))
        {
            Skipped = RabbitServer.IsInstalled ? null : RabbitServer.Missing,
        },
    ];

    private static ChaosCase Kill(string name) => new(
        $"kill-{name}", name, $"SIGKILL of {name} at any moment", StartedAgain,
        (faults, random, cancellationToken) => faults.KillAsync(name, Absence(random), cancellationToken))
    {
        Kills = Workers.Contains(name),
    };

    private static ChaosCase KillAt(string agent, string failpoint, params string[] wishes) => new(
        failpoint, agent, $"SIGKILL of {agent} at {failpoint}", StartedAgain,
        (faults, random, cancellationToken) => faults.KillAtAsync(agent, failpoint, wishes, Absence(random), cancellationToken))
    {
        Kills = Workers.Contains(agent),
    };

    private static ChaosCase LoseAt(string agent, string failpoint, params string[] wishes) => new(
        $"lose-{failpoint}", agent, $"{agent} loses what it is answered at {failpoint}", "at once",
        (faults, _, cancellationToken) => faults.LoseAtAsync(failpoint, wishes, late: null, cancellationToken));

    // Longer than a lease, so that somebody else does the work meanwhile.
    private static ChaosCase HoldAt(string agent, string failpoint, params string[] wishes) => new(
        $"late-{failpoint}", agent, $"{agent} stands still at {failpoint}, longer than a lease", "goes on after 6 to 8 s",
        (faults, random, cancellationToken) =>
            faults.LoseAtAsync(failpoint, wishes, Between(random, ShortestPause, LongestPause), cancellationToken));

    private static ChaosCase Pause(string agent) => new(
        $"pause-{agent}", agent, $"SIGSTOP of {agent}, longer than a lease", "SIGCONT after 6 to 8 s",
        (faults, random, cancellationToken) => faults.PauseAsync(agent, Between(random, ShortestPause, LongestPause), cancellationToken));

    private static ChaosCase Rival(string agent) => new(
        $"two-{agent}", agent, $"a second {agent} agent on the same rows, while the first stands still for longer than a lease and wakes",
        "the second is told to stop",
        (faults, random, cancellationToken) => faults.RivalAsync(agent, Between(random, ShortestPause, LongestPause), cancellationToken));

    private static ChaosCase Drain(string agent) => new(
        $"drain-{agent}", agent, $"SIGTERM to {agent}, which finishes its requests", StartedAgain,
        (faults, random, cancellationToken) => faults.DrainAsync(agent, Absence(random), cancellationToken));

    private static ChaosCase Behave(string name, string does, params string[] wishes) => new(
        name, ChaosCase.Buyers, does, "after 2 to 6 s",
        (faults, random, cancellationToken) => faults.BehaveAsync(wishes, Between(random, ShortestMood, LongestMood), cancellationToken));

    private static ChaosCase MoveClock(string name, string agent, TimeSpan by) => new(
        $"clock-{name}-{agent}", $"the clock of {agent}", $"the clock of {agent}'s own work is five minutes {name}", "after 2 to 6 s",
        (faults, random, cancellationToken) =>
            faults.MoveClockAsync(agent, by, Between(random, ShortestMood, LongestMood), cancellationToken));

    private static TimeSpan Absence(Random random) => Between(random, TimeSpan.Zero, TimeSpan.FromSeconds(2));

    private static TimeSpan Between(Random random, TimeSpan least, TimeSpan most) => least + ((most - least) * random.NextDouble());
}
