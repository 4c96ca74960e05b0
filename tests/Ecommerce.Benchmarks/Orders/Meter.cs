using Ecommerce.Development;
using Npgsql;

namespace Ecommerce.Benchmarks.Orders;

/// <summary>What the shop's processes and its server count.</summary>
/// <param name="shop">Which.</param>
/// <param name="withQueries">Whether each query is counted by itself too.</param>
internal sealed class Meter(BenchmarkShop shop, bool withQueries) : IAsyncDisposable
{
    // A shop at rest uses some hundredths of a processor.
    private const double Rest = 0.2;
    private const int MostLooks = 30;
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource _server = NpgsqlDataSource.Create(shop.Superuser("postgres"));
    private readonly HashSet<string> _audit = [];
    private readonly Dictionary<string, string> _names = [];
    private (string From, string To) _positions;

    /// <summary>Learns which files of which database hold audit rows.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        foreach (var database in DatabaseNames.All.Append(PgBench.Database))
        {
            await using var source = NpgsqlDataSource.Create(shop.Superuser(database));
            await using var command = source.CreateCommand(
                """
                WITH audits AS (SELECT oid, reltoastrelid FROM pg_class WHERE relname ~ '^audit(_|$)')
                SELECT d.oid::text, pg_relation_filenode(c.oid)::text
                FROM pg_database d LEFT JOIN pg_class c ON c.oid IN (
                    SELECT oid FROM audits UNION SELECT reltoastrelid FROM audits
                    UNION SELECT indexrelid FROM pg_index WHERE indrelid IN (SELECT reltoastrelid FROM audits))
                WHERE d.datname = current_database()
                """);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                _names[reader.GetString(0)] = database;
                if (!await reader.IsDBNullAsync(1, cancellationToken))
                {
                    _audit.Add($"{reader.GetString(0)}/{reader.GetString(1)}");
                }
            }
        }
    }

    /// <summary>Measures what a slice uses.</summary>
    public async Task<(Sample Sample, Usage Usage)> MeasureAsync(Func<Task<Sample>> slice, CancellationToken cancellationToken)
    {
        var before = await ReadAsync(cancellationToken);
        var sample = await slice();
        var after = await ReadAsync(cancellationToken);
        return (sample, after.Since(before).Combine(await CommitsAsync(cancellationToken)));
    }

    /// <summary>
    /// Waits until the shop is at rest: until the runtimes have compiled what they found to be used often, which would count as use of
    /// whatever is measured meanwhile.
    /// </summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        for (var look = 0; look < MostLooks; look++)
        {
            var before = shop.ReadCpu();
            await Task.Delay(LookInterval, TimeProvider.System, cancellationToken);
            if (shop.ReadCpu().Since(before).Total("cpu_ms") < Rest * LookInterval.TotalMilliseconds)
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<Usage> ReadAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, double> counts = new(shop.ReadCpu().Counts);

        await using var statements = _server.CreateCommand(
            """
            SELECT CASE
                WHEN query ILIKE 'SET SESSION AUTHORIZATION DEFAULT%' THEN 'statements/pool_resets'
                WHEN query ~* '^(BEGIN|COMMIT|ROLLBACK|START)' THEN 'statements/transaction_control'
                WHEN query ~* '^(RESET|CLOSE|UNLISTEN|DISCARD|SELECT pg_advisory_unlock_all|DEALLOCATE)' THEN 'reset_parts/all_resets'
                ELSE 'statements/work' END,
                sum(calls)::float8
            FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid WHERE d.datname <> 'postgres' GROUP BY 1
            UNION ALL
            SELECT 'queries/' || datname || ': ' || left(regexp_replace(query, '\s+', ' ', 'g'), 120), sum(calls)::float8
            FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid WHERE $2 AND datname = ANY ($1) GROUP BY 1
            UNION ALL
            SELECT 'query_ms/' || datname || ': ' || left(regexp_replace(query, '\s+', ' ', 'g'), 120), sum(total_exec_time)
            FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid WHERE $2 AND datname = ANY ($1) GROUP BY 1
            UNION ALL
            SELECT 'transactions/' || datname, xact_commit::float8 FROM pg_stat_database WHERE datname = ANY ($1)
            UNION ALL
            SELECT 'rollbacks/' || datname, xact_rollback::float8 FROM pg_stat_database WHERE datname = ANY ($1)
            """);
        statements.Parameters.Add(new() { Value = _names.Values.ToArray() });
        statements.Parameters.Add(new() { Value = withQueries });
        await using (var reader = await statements.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                counts[reader.GetString(0)] = reader.GetDouble(1);
            }
        }

        await using var position = _server.CreateCommand("SELECT pg_current_wal_flush_lsn()::text");
        _positions = (_positions.To, (string)(await position.ExecuteScalarAsync(cancellationToken))!);
        return new(counts);
    }

    // The durable commits between both positions of the write-ahead log: of business by database, of audit rows alone, and of transactions
    // that changed no row, such as a notification.
    private async Task<Usage> CommitsAsync(CancellationToken cancellationToken)
    {
        await using var command = _server.CreateCommand(
            """
            WITH records AS (
                SELECT xid, resource_manager AS manager, record_type AS type, regexp_match(block_ref, 'rel \d+/(\d+)/(\d+)') AS at
                FROM pg_get_wal_records_info($1::pg_lsn, $2::pg_lsn) WHERE xid <> '0'::xid),
            committed AS (
                SELECT min(at[1]) FILTER (WHERE changes) AS database,
                    bool_or(changes AND NOT at[1] || '/' || at[2] = ANY ($3)) AS business
                FROM records, LATERAL (
                    SELECT manager = 'Btree' OR (manager IN ('Heap', 'Heap2') AND type NOT LIKE 'PRUNE%') AS changes) kind
                GROUP BY xid HAVING bool_or(manager = 'Transaction' AND type LIKE 'COMMIT%'))
            SELECT coalesce(database, ''), coalesce(business, false), count(*)::float8 FROM committed GROUP BY 1, 2
            """);
        command.CommandTimeout = 300;
        command.Parameters.Add(new() { Value = _positions.From });
        command.Parameters.Add(new() { Value = _positions.To });
        command.Parameters.Add(new() { Value = _audit.ToArray() });
        Dictionary<string, double> counts = [];
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var database = _names.GetValueOrDefault(reader.GetString(0), "other");
            var name = reader.GetString(0).Length == 0 ? "other_commits/without_rows"
                : reader.GetBoolean(1) ? $"business_commits/{database}"
                : $"audit_commits/{database}";
            counts[name] = counts.GetValueOrDefault(name) + reader.GetDouble(2);
        }

        return new(counts);
    }
}
