using System.Globalization;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Npgsql;

namespace Ecommerce.Cli.Chaos;

/// <summary>Looks past the agents into their databases.</summary>
internal sealed class Books(Shop shop)
{
    /// <summary>The orders whose checkout has not ended; null while the database does not answer.</summary>
    public async Task<IReadOnlyList<string>?> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(
                "orders", "SELECT order_id::text FROM checkouts WHERE phase NOT IN ('confirmed', 'failed', 'cancelled', 'refunded')",
                cancellationToken);
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    /// <summary>Those of <see cref="OpenAsync"/> that were not paid by a method.</summary>
    public Task<List<string>> OpenExceptAsync(string method, CancellationToken cancellationToken) => ReadAsync(
        "orders",
        $"""
        SELECT order_id || ' (' || phase || ')' FROM checkouts JOIN orders USING (order_id)
        WHERE phase NOT IN ('confirmed', 'failed', 'cancelled', 'refunded') AND payment_method <> '{method}'
        """,
        cancellationToken);

    /// <summary>
    /// Payments of which the provider's last word is not known, and refunds that are under way; null without an answer. A voided payment is
    /// looked for for a day: it counts at first, and if the provider has captured it since.
    /// </summary>
    public async Task<int?> UnsettledAsync(CancellationToken cancellationToken)
    {
        try
        {
            var captured = await ReadAsync(
                "sandbox", "SELECT split_part(key, '/', 1) FROM charges WHERE status = 'captured'", cancellationToken);
            var unsettled = await ReadAsync(
                "payments",
                $"""
                SELECT transaction_id::text FROM payments
                WHERE NOT settled AND (status <> 'voided' OR attempts < 7
                    OR transaction_id = ANY (string_to_array('{string.Join(',', captured)}', ',')::uuid[]))
                UNION ALL SELECT refund_id::text FROM refunds WHERE status = 'pending'
                """,
                cancellationToken);
            return unsettled.Count;
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    /// <summary>
    /// The checkouts under way that a newer version of the code began than the first one, each with the number of its writes, and why it
    /// is parked; null while the database does not answer.
    /// </summary>
    public async Task<IReadOnlyList<string>?> NewestAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(
                "orders",
                """
                SELECT order_id || ' ' || version || coalesce(' parked: ' || parked_reason, '') FROM checkouts
                WHERE schema_version > (SELECT min(schema_version) FROM checkouts)
                    AND phase NOT IN ('confirmed', 'failed', 'cancelled', 'refunded')
                ORDER BY order_id
                """,
                cancellationToken);
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    /// <summary>Every event of the agents' history, as <c>source id</c>.</summary>
    public async Task<List<string>> EventsAsync(CancellationToken cancellationToken)
    {
        const string Names = "SELECT (event::jsonb ->> 'source') || ' ' || (event::jsonb ->> 'id') FROM";
        return
        [
            .. await ReadAsync("orders", $"{Names} order_cloud_events", cancellationToken),
            .. await ReadAsync("payments", $"{Names} payment_cloud_events", cancellationToken),
        ];
    }

    /// <summary>How many events have not left.</summary>
    public async Task<long> OutboxAsync(CancellationToken cancellationToken)
    {
        var waiting = 0L;
        foreach (var database in (string[])["orders", "payments"])
        {
            waiting += long.Parse(
                (await ReadAsync(database, "SELECT count(*)::text FROM outbox", cancellationToken))[0], CultureInfo.InvariantCulture);
        }

        return waiting;
    }

    /// <summary>How many orders there are.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken) => int.Parse(
        (await ReadAsync("orders", "SELECT count(*)::text FROM orders", cancellationToken))[0], CultureInfo.InvariantCulture);

    /// <summary>Orders by their status, as <c>status=count</c>.</summary>
    public Task<List<string>> OutcomesAsync(CancellationToken cancellationToken) =>
        ReadAsync("orders", "SELECT status || '=' || count(*) FROM orders GROUP BY status ORDER BY status", cancellationToken);

    /// <summary>
    /// From when until when each order was under way, by PostgreSQL's clock: since it was placed, and again since it was returned.
    /// </summary>
    /// <param name="except">Leaves out the orders that were paid by it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IEnumerable<(string Order, DateTimeOffset From, DateTimeOffset To)>> UnderWayAsync(
        string except, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(
            "orders",
            $"""
            SELECT concat_ws(' ', order_id, extract(epoch FROM at), extract(epoch FROM ended)) FROM (
                SELECT order_id, type, at, lead(at) OVER (PARTITION BY order_id ORDER BY event_id) AS ended
                FROM order_events JOIN orders USING (order_id)
                WHERE payment_method <> '{except}'
                    AND type IN ('created', 'confirmed', 'failed', 'cancelled', 'returning', 'refunded')) e
            WHERE type IN ('created', 'returning') AND ended IS NOT NULL
            """,
            cancellationToken);
        return rows.Select(row => row.Split(' ')).Select(row => (row[0], At(row[1]), At(row[2])));

        static DateTimeOffset At(string seconds) =>
            DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture));
    }

    /// <summary>How many of a product can be bought, and how many are held; null while the database does not answer.</summary>
    public async Task<(long Available, long Reserved)?> StockAsync(string sku, CancellationToken cancellationToken)
    {
        try
        {
            var row = (await ReadAsync(
                "inventory", $"SELECT available || ' ' || reserved FROM products WHERE sku = '{sku}'", cancellationToken))[0].Split(' ');
            return (long.Parse(row[0], CultureInfo.InvariantCulture), long.Parse(row[1], CultureInfo.InvariantCulture));
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

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
            shop.Credentials.OwnerConnection(shop.Instance.Ports.Postgres, database))
        { Pooling = false }.ConnectionString);
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
