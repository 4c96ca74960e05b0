using Ecommerce.Contracts;
using Ecommerce.Development;

namespace Ecommerce.Cli.Chaos;

/// <summary>Every fault that can be chosen.</summary>
internal static class Cases
{
    private const string Provider = "provider";
    private const string StartedAgain = "started again within 2 s";

    // Longer than a lease (5 s).
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan ShortestMood = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestMood = TimeSpan.FromSeconds(6);

    /// <summary>The table, in the order of the report.</summary>
    public static IReadOnlyList<ChaosCase> All { get; } =
    [
        .. AgentNames.All.Select(Kill),
        KillAt(AgentNames.Order, "order.after_reserve"),
        KillAt(AgentNames.Order, "order.before_payment"),
        KillAt(AgentNames.Order, "order.after_payment"),
        KillAt(AgentNames.Order, "order.before_confirm"),
        KillAt(AgentNames.Order, "order.after_confirm"),
        KillAt(AgentNames.Payment, "payment.before_provider"),
        KillAt(AgentNames.Payment, "payment.after_provider"),
        KillAt(AgentNames.Payment, "payment.after_commit"),
        KillAt(AgentNames.Payment, "refund.before_provider"),
        KillAt(AgentNames.Payment, "refund.after_provider"),
        KillAt(AgentNames.Payment, "refund.after_commit"),
        Kill(ShopProcesses.Postgres),
        Pause(AgentNames.Order),
        Pause(AgentNames.Payment),
        Pause(AgentNames.Inventory),
        .. AgentNames.All.Select(Drain),
        Behave("refuses", "test_declined"),
        Behave("refuses-funds", "test_insufficient_funds"),
        Behave("fails", "test_error_once"),
        Behave("late", "test_slow"),
        Behave("silent", "test_timeout"),
        .. WireCases.All,
    ];

    private static ChaosCase Kill(string name) => new(
        $"kill-{name}", name, $"SIGKILL of {name} at any moment", StartedAgain,
        (faults, random, cancellationToken) => faults.KillAsync(name, Absence(random), cancellationToken));

    private static ChaosCase KillAt(string agent, string failpoint) => new(
        failpoint, agent, $"SIGKILL of {agent} at {failpoint}", StartedAgain,
        (faults, random, cancellationToken) => faults.KillAtAsync(agent, failpoint, Absence(random), cancellationToken));

    private static ChaosCase Pause(string agent) => new(
        $"pause-{agent}", agent, $"SIGSTOP of {agent}, longer than a lease", "SIGCONT after 6 to 8 s",
        (faults, random, cancellationToken) => faults.PauseAsync(agent, Between(random, ShortestPause, LongestPause), cancellationToken));

    private static ChaosCase Drain(string agent) => new(
        $"drain-{agent}", agent, $"SIGTERM to {agent}, which finishes its requests", StartedAgain,
        (faults, random, cancellationToken) => faults.DrainAsync(agent, Absence(random), cancellationToken));

    private static ChaosCase Behave(string name, string method) => new(
        $"provider-{name}", Provider, $"half of the orders are paid by {method}", "after 2 to 6 s",
        (faults, random, cancellationToken) => faults.PayByAsync(method, Between(random, ShortestMood, LongestMood), cancellationToken));

    private static TimeSpan Absence(Random random) => Between(random, TimeSpan.Zero, TimeSpan.FromSeconds(2));

    private static TimeSpan Between(Random random, TimeSpan least, TimeSpan most) => least + ((most - least) * random.NextDouble());
}
