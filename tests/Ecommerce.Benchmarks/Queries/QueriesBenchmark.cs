using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Ecommerce.InventoryAgent.Reservations;
using Ecommerce.OrderAgent.Orders;
using Ecommerce.PaymentAgent.Payments;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.Benchmarks.Queries;

/// <summary><c>queries</c>: what the agents' statements take once there are many orders, and which tables they scan.</summary>
internal static class QueriesBenchmark
{
    // From the sixth time on, the server decides whether one plan serves all values.
    private const int Unmeasured = 5;
    private const int Runs = 7;

    private static readonly (string Name, Assembly Agent)[] Databases =
    [
        ("orders", typeof(OrderStore).Assembly),
        ("payments", typeof(PaymentStore).Assembly),
        ("inventory", typeof(ReservationStore).Assembly),
    ];

    /// <summary>Fills a server of its own, in which nothing is durable, and asks.</summary>
    public static async Task<JsonObject> RunAsync(long orders, CancellationToken cancellationToken)
    {
        await using var server = new PostgresFixture();
        await server.InitializeAsync();
        var started = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Databases.Select(database => FillAsync(server, database.Name, database.Agent, orders, cancellationToken)));
        var filled = TimeProvider.System.GetElapsedTime(started);
        var queries = new JsonArray();
        foreach (var query in Query.All)
        {
            queries.Add(await AskAsync(server, query, orders, cancellationToken));
        }

        return new() { ["orders"] = orders, ["filled_in_s"] = Math.Round(filled.TotalSeconds), ["queries"] = queries };
    }

    private static async Task FillAsync(
        PostgresFixture server, string name, Assembly agent, long orders, CancellationToken cancellationToken)
    {
        await using var database = await server.CreateDatabaseAsync(name, agent);
        await using var connection = await OpenAsync(server, name, cancellationToken);
        var script = await File.ReadAllTextAsync(At($"{name}.sql"), cancellationToken);
        // VACUUM is no part of a script that runs as one transaction.
        foreach (var statement in script.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await ExecuteAsync(connection, Fill(statement, orders), cancellationToken);
        }
    }

    private static async Task<JsonObject> AskAsync(PostgresFixture server, Query query, long orders, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(server, query.Database, cancellationToken);
        await QueryPlans.PrepareAsync(connection, query.Sql);
        List<double> times = [];
        JsonNode? asked = null;
        for (var run = -Unmeasured; run < Runs; run++)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            asked = await QueryPlans.ExplainAsync(connection, "ANALYZE, ", Fill(query.Arguments, orders));
            if (run >= 0)
            {
                times.Add((double)asked["Planning Time"]! + (double)asked["Execution Time"]!);
            }
        }

        times.Sort();
        var scanned = QueryPlans.ScannedTables(asked!["Plan"]!).Except(query.Whole);
        return new()
        {
            ["database"] = query.Database,
            ["query"] = query.Name,
            ["median_ms"] = Math.Round(times[Runs / 2], 3),
            ["longest_ms"] = Math.Round(times[^1], 3),
            ["rows"] = (double)asked["Plan"]!["Actual Rows"]!,
            ["scanned"] = new JsonArray([.. scanned.Select(table => (JsonNode)table)]),
        };
    }

    // The fixture numbers its databases; a template has a number too.
    private static async Task<NpgsqlConnection> OpenAsync(PostgresFixture server, string name, CancellationToken cancellationToken)
    {
        await using var superuser = NpgsqlDataSource.Create(server.SuperuserConnection);
        await using var find = superuser.CreateCommand($"SELECT max(datname) FROM pg_database WHERE datname ~ '^{name}_[0-9]+$'");
        var database = (string)(await find.ExecuteScalarAsync(cancellationToken))!;
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(server.SuperuserConnection) { Database = database, CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await ExecuteAsync(connection, await File.ReadAllTextAsync(At("names.sql"), cancellationToken), cancellationToken);
        return connection;
    }

    private static string Fill(string sql, long orders) => sql
        .Replace(":orders", orders.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace(":middle", $"pg_temp.id({orders / 2})", StringComparison.Ordinal)
        .Replace(":last", $"pg_temp.id({orders})", StringComparison.Ordinal)
        .Replace(":buyer", "pg_temp.buyer(100)", StringComparison.Ordinal);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string At(string file) => Path.Combine(AppContext.BaseDirectory, "Queries", file);
}
