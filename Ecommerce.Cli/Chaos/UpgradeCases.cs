using Ecommerce.Contracts;

namespace Ecommerce.Cli.Chaos;

/// <summary>Upgrades under load, with checkouts under way.</summary>
internal static class UpgradeCases
{
    private static readonly TimeSpan ShortestStay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestStay = TimeSpan.FromSeconds(3);

    /// <summary>The table.</summary>
    public static IReadOnlyList<ChaosCase> All { get; } =
    [
        Case(AgentNames.User, "users"),
        Case(AgentNames.Inventory, "reservations"),
        Case(AgentNames.Payment, "payments"),
        Case(AgentNames.Order, "checkouts", "; checkouts of the next wait for it"),
    ];

    private static ChaosCase Case(string agent, string table, string and = "") => new(
        $"upgrade-{agent}", agent,
        $"the next version's column is added to {table}; {agent} is replaced by that version, that by this one, and this by the next{and}",
        "the next version stays",
        (faults, random, cancellationToken) => faults.UpgradeAsync(
            agent, table, ShortestStay + ((LongestStay - ShortestStay) * random.NextDouble()), cancellationToken));
}
