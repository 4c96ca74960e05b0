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
        new(
            "upgrade-order", AgentNames.Order,
            "order is replaced by the next version, that by this one, and this by the next; checkouts of the next wait for it",
            "the next version stays",
            (faults, random, cancellationToken) => faults.UpgradeAsync(
                AgentNames.Order, ShortestStay + ((LongestStay - ShortestStay) * random.NextDouble()), cancellationToken)),
    ];
}
