using Ecommerce.Contracts;
using Ecommerce.Development;
using Npgsql;

namespace Ecommerce.Cli.Chaos;

/// <summary>Looks past the agents into their databases.</summary>
internal sealed class Books(Shop shop)
{
    /// <summary>How many checkouts have not ended; null while the database does not answer.</summary>
    public async Task<long?> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var counted = await ReadAsync(
                "orders", "SELECT count(*)::text FROM checkouts WHERE phase NOT IN ('confirmed', 'failed', 'cancelled', 'refunded')",
                cancellationToken);
            return long.Parse(counted[0], null);
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    /// <summary>Orders by their status, as <c>status=count</c>.</summary>
    public Task<List<string>> OutcomesAsync(CancellationToken cancellationToken) =>
        ReadAsync("orders", "SELECT status || '=' || count(*) FROM orders GROUP BY status ORDER BY status", cancellationToken);

    /// <summary>The longest time from an order to its first end, in seconds.</summary>
    public async Task<string> LongestAsync(CancellationToken cancellationToken) => (await ReadAsync(
        "orders",
        """
        SELECT coalesce(round(extract(epoch FROM max(ended - created_at)), 1), 0)::text
        FROM orders JOIN (
            SELECT order_id, min(at) AS ended FROM order_events WHERE status <> 'pending' GROUP BY order_id) e USING (order_id)
        """,
        cancellationToken))[0];

    /// <summary>What of <see cref="Invariant.All"/> does not hold.</summary>
    public async Task<List<string>> ViolationsAsync(CancellationToken cancellationToken)
    {
        List<string> violations = [];
        foreach (var invariant in Invariant.All)
        {
            var found = await ReadAsync(invariant.Database, invariant.Sql, cancellationToken);
            violations.AddRange(found.Select(text => $"{invariant.Name}: {text}"));
        }

        return violations;
    }

    /// <summary>Agents that ran a shutdown hook more often than they were told to stop: a kill that was none.</summary>
    public async Task<List<string>> HooksAsync(IReadOnlyDictionary<string, int> drains, CancellationToken cancellationToken)
    {
        List<string> violations = [];
        foreach (var agent in Agents.All)
        {
            var rows = await ReadAsync(
                agent.Databases[0], "SELECT count(*)::text FROM audit WHERE event_type = 'SHUTDOWN'", cancellationToken);
            var told = drains.GetValueOrDefault(agent.Name);
            if (long.Parse(rows[0], null) > told)
            {
                violations.Add($"kill: {agent.Name} shut down {rows[0]} times and was told to {told} times");
            }
        }

        return violations;
    }

    // A text of each row. The owner's connections, so that no agent is in between.
    private async Task<List<string>> ReadAsync(string database, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(
            shop.Credentials.OwnerConnection(shop.Instance.Ports.Postgres, database)) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<string> rows = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
