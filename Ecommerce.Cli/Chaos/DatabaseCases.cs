using Ecommerce.Contracts;
using Ecommerce.Development;

namespace Ecommerce.Cli.Chaos;

/// <summary>The faults of a PostgreSQL that runs.</summary>
internal static class DatabaseCases
{
    private static readonly string[] Writers = [AgentNames.Order, AgentNames.Payment, AgentNames.Inventory];

    private static readonly (string Agent, string Table, string Path)[] Pools =
    [
        (AgentNames.User, "users", $"/users/{Guid.Empty}"),
        (AgentNames.Inventory, "products", $"/products/{Buyer.Sku}"),
        (AgentNames.Payment, "payments", $"/payments/{Guid.Empty}"),
    ];

    /// <summary>The table, in the order of the report.</summary>
    public static IReadOnlyList<ChaosCase> All { get; } =
    [
        .. Writers.Select(agent => Case(
            $"sessions-{agent}", agent, "PostgreSQL ends the sessions that are in a transaction", 1, 3,
            (faults, length, cancellationToken) => faults.Database.EndSessionsAsync(agent, length, cancellationToken))),
        .. Writers.Select(agent => Case(
            $"connections-{agent}", agent, "PostgreSQL has two connections left for it", 2, 6,
            (faults, length, cancellationToken) => faults.Database.ExhaustAsync(agent, length, cancellationToken))),
        // Longer than a caller waits for a connection.
        .. Pools.Select(pool => Case(
            $"pool-{pool.Agent}", pool.Agent, $"its pool is exhausted, since {pool.Table} does not answer and many look at it", 6, 7,
            (faults, length, cancellationToken) => faults.FillPoolAsync(pool.Agent, pool.Table, pool.Path, length, cancellationToken))),
        // Two payments never meet in a row.
        .. Writers.Where(agent => agent != AgentNames.Payment).Select(agent => Case(
            $"serializable-{agent}", agent, "statements fail that cannot be serialized", 2, 5,
            (faults, length, cancellationToken) => faults.Database.SerializeAsync(agent, length, cancellationToken))),
        Case(
            "provider-refuses-refunds", AgentNames.Payment, "its provider refuses every refund", 2, 6,
            (faults, length, cancellationToken) => faults.RefuseRefundsAsync(length, cancellationToken)),
        Case(
            "deadlock-order", AgentNames.Order, "a session locks an order and its checkout the other way round", 0, 0,
            (faults, _, cancellationToken) => faults.Database.DeadlockAsync(AgentNames.Order, cancellationToken)),
    ];

    // One at a time, and not while PostgreSQL is killed: what they change has to be undone.
    private static ChaosCase Case(
        string name, string agent, string does, int least, int most,
        Func<Faults, TimeSpan, CancellationToken, Task<bool>> run) => new(
        name, ShopProcesses.Postgres, $"{agent}: {does}", most > 0 ? $"after {least} to {most} s" : "once it is found",
        (faults, random, cancellationToken) => faults.SufferAsync(
            agent, () => run(faults, TimeSpan.FromSeconds(least + ((most - least) * random.NextDouble())), cancellationToken),
            cancellationToken));
}
