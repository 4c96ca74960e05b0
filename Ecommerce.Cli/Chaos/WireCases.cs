using Ecommerce.Cli.Chaos.Network;
using Ecommerce.Contracts;
using Ecommerce.Development;

namespace Ecommerce.Cli.Chaos;

/// <summary>The faults of what lies between the processes.</summary>
internal static class WireCases
{
    private static readonly (string From, string To)[] Wires =
    [
        (AgentNames.Gateway, AgentNames.Order),
        (AgentNames.Gateway, AgentNames.Payment),
        (AgentNames.Order, AgentNames.User),
        (AgentNames.Order, AgentNames.Inventory),
        (AgentNames.Order, AgentNames.Payment),
        (AgentNames.Order, ShopProcesses.Postgres),
        (AgentNames.Payment, ShopProcesses.Postgres),
        (AgentNames.Inventory, ShopProcesses.Postgres),
    ];

    /// <summary>The table, in the order of the report.</summary>
    public static IReadOnlyList<ChaosCase> All { get; } =
    [
        .. Wires.Select(wire => Disturb("late", wire, Disturbance.Late, 3, 8)),
        .. Wires.Select(wire => Disturb("slow", wire, Disturbance.Slow, 2, 6)),
        // Longer than a lease, and than a connection may take.
        .. Wires.Select(wire => Disturb("silent", wire, Disturbance.Silent, 4, 9)),
        .. Wires.Select(wire => Disturb("cut", wire, Disturbance.Cuts, 1, 3)),
        .. Wires.Select(wire => Disturb("refused", wire, Disturbance.Refuses, 1, 4)),
        .. Wires.Where(wire => wire.To == ShopProcesses.Postgres)
            .Select(wire => Disturb("commit", wire, Disturbance.LosesCommits, 2, 5)),
    ];

    private static ChaosCase Disturb(string name, (string From, string To) wire, Disturbance disturbance, double least, double most) => new(
        $"{name}-{wire.From}-{wire.To}", $"{wire.From} to {wire.To}", $"{wire.From} to {wire.To}: {Does(disturbance)}",
        $"after {least} to {most} s",
        (faults, random, cancellationToken) => faults.DisturbAsync(
            wire.From, wire.To, disturbance, TimeSpan.FromSeconds(least + ((most - least) * random.NextDouble())), cancellationToken));

    private static string Does(Disturbance disturbance) => disturbance switch
    {
        Disturbance.Late => "all that passes is 50 to 250 ms late",
        Disturbance.Slow => "4 KiB pass in a second",
        Disturbance.Silent => "nothing passes and no connection ends",
        Disturbance.Cuts => "connections are reset in the middle of a message",
        Disturbance.Refuses => "connections are reset, and refused",
        Disturbance.LosesCommits => "commits are done, and their connections reset before anybody hears of it",
        _ => "",
    };
}
