using System.Globalization;
using Ecommerce.Cli.Chaos.Network;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.Cli.Chaos;

/// <summary>What a busy or an unlucky PostgreSQL does to an agent. Every one needs the server to run until all is undone.</summary>
/// <param name="shop">The system.</param>
/// <param name="links">What its agents reach PostgreSQL by: there its errors are counted.</param>
/// <param name="time">The clock.</param>
internal sealed class DatabaseFaults(Shop shop, Links links, TimeProvider time)
{
    private const int FewConnections = 2;
    private const int DeadlockAttempts = 8;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BlockTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Ends the agent's sessions in the middle of their transactions, again and again.</summary>
    /// <returns>Whether there were any.</returns>
    public async Task<bool> EndSessionsAsync(string agent, TimeSpan length, CancellationToken cancellationToken)
    {
        await using var superuser = Superuser("postgres");
        var ended = 0L;
        for (var started = time.GetTimestamp(); time.GetElapsedTime(started) < length;)
        {
            ended += await EndAsync(superuser, agent, "xact_start IS NOT NULL", cancellationToken);
            await Task.Delay(PollInterval, time, cancellationToken);
        }

        return ended > 0;
    }

    /// <summary>PostgreSQL has no more than a few connections left for the agent.</summary>
    /// <returns>Whether it was refused one.</returns>
    public Task<bool> ExhaustAsync(string agent, TimeSpan length, CancellationToken cancellationToken) => AlterRoleAsync(
        agent, $"CONNECTION LIMIT {FewConnections}", "CONNECTION LIMIT -1", length, PostgresErrorCodes.TooManyConnections,
        cancellationToken);

    /// <summary>Statements that are no part of a longer transaction are serializable, and fail if they cannot be serialized.</summary>
    /// <returns>Whether one failed.</returns>
    public Task<bool> SerializeAsync(string agent, TimeSpan length, CancellationToken cancellationToken) => AlterRoleAsync(
        agent, "SET default_transaction_isolation = serializable", "RESET default_transaction_isolation", length,
        PostgresErrorCodes.SerializationFailure, cancellationToken);

    /// <summary>Locks an order and then its checkout, while the order agent, which locks the checkout first, is between them.</summary>
    /// <returns>Whether PostgreSQL ended the agent's transaction for it.</returns>
    public async Task<bool> DeadlockAsync(string agent, CancellationToken cancellationToken)
    {
        await using var superuser = Superuser("orders");
        for (var attempt = 0; attempt < DeadlockAttempts; attempt++)
        {
            var before = Errors(agent, PostgresErrorCodes.DeadlockDetected);
            await using var connection = await superuser.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            // The agent's session is the one that finds the deadlock.
            var order = await ReadAsync(connection,
                """
                SET LOCAL deadlock_timeout = '1min';
                SELECT order_id FROM orders JOIN checkouts USING (order_id) WHERE leased_until > now()
                LIMIT 1 FOR UPDATE OF orders SKIP LOCKED
                """, cancellationToken);
            if (order is not null && await IsWaitedForAsync(connection, cancellationToken))
            {
                await ReadAsync(connection, $"SELECT 1 FROM checkouts WHERE order_id = '{order}' FOR UPDATE", cancellationToken);
            }

            await transaction.RollbackAsync(cancellationToken);
            if (Errors(agent, PostgresErrorCodes.DeadlockDetected) > before)
            {
                return true;
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }

        return false;
    }

    /// <summary>The sandbox provider refuses every refund that it has not made yet.</summary>
    /// <returns>Whether one has failed or has to be asked for anew.</returns>
    public async Task<bool> RefuseRefundsAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        await using var sandbox = Superuser("sandbox");
        await using var provider = await sandbox.OpenConnectionAsync(cancellationToken);
        await using var agent = Superuser("payments");
        await using var payments = await agent.OpenConnectionAsync(cancellationToken);
        const string Failed = "SELECT count(*) FROM refunds WHERE status = 'failed' OR round > 1";
        var before = await ReadAsync(payments, Failed, cancellationToken);
        await ReadAsync(
            provider,
            """
            CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
            CREATE TRIGGER refuse BEFORE INSERT ON refunds FOR EACH ROW EXECUTE FUNCTION refuse()
            """,
            cancellationToken);
        try
        {
            await Task.Delay(length, time, cancellationToken);
        }
        finally
        {
            await ReadAsync(provider, "DROP TRIGGER refuse ON refunds", CancellationToken.None);
        }

        return await ReadAsync(payments, Failed, cancellationToken) != before;
    }

    /// <summary>Whatever the agent asks of one of its tables waits.</summary>
    /// <returns>Whether every connection that its pool opens was taken at some time.</returns>
    public async Task<bool> LockAsync(string agent, string table, TimeSpan length, CancellationToken cancellationToken)
    {
        await using var superuser = Superuser(Databases(agent)[0]);
        await using var connection = await superuser.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ReadAsync(connection, $"LOCK TABLE {table}", cancellationToken);
        // A transaction sees one state of the sessions, so another connection looks. Of those that are idle, one may listen; the others are
        // free.
        await using var observer = await superuser.OpenConnectionAsync(cancellationToken);
        var taken =
            $"""
            SELECT count(*) FROM pg_stat_activity
            WHERE usename = '{DatabaseNames.App(Databases(agent)[0])}' AND (state <> 'idle' OR query LIKE 'LISTEN %')
            HAVING count(*) >= {DatabaseExtensions.PoolSize}
            """;
        var all = false;
        for (var started = time.GetTimestamp(); time.GetElapsedTime(started) < length;)
        {
            all |= await ReadAsync(observer, taken, cancellationToken) is not null;
            await Task.Delay(PollInterval, time, cancellationToken);
        }

        return all;
    }

    // New sessions have it, so those that there are end before and after.
    private async Task<bool> AlterRoleAsync(
        string agent, string setting, string undone, TimeSpan length, string sqlState, CancellationToken cancellationToken)
    {
        var before = Errors(agent, sqlState);
        await using var superuser = Superuser("postgres");
        await AlterAsync(setting, cancellationToken);
        try
        {
            await Task.Delay(length, time, cancellationToken);
        }
        finally
        {
            await AlterAsync(undone, CancellationToken.None);
        }

        return Errors(agent, sqlState) > before;

        async Task AlterAsync(string clause, CancellationToken cancellationToken)
        {
            foreach (var database in Databases(agent))
            {
                await using var alter = superuser.CreateCommand($"ALTER ROLE {DatabaseNames.App(database)} {clause}");
                await alter.ExecuteNonQueryAsync(cancellationToken);
            }

            await EndAsync(superuser, agent, "true", cancellationToken);
        }
    }

    private static async Task<long> EndAsync(
        NpgsqlDataSource superuser, string agent, string which, CancellationToken cancellationToken)
    {
        var roles = string.Join(", ", Databases(agent).Select(database => $"'{DatabaseNames.App(database)}'"));
        await using var command = superuser.CreateCommand(
            $"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename IN ({roles}) AND {which}");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<bool> IsWaitedForAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        for (var started = time.GetTimestamp(); time.GetElapsedTime(started) < BlockTimeout;)
        {
            if (await ReadAsync(
                connection, "SELECT pid FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid)) LIMIT 1",
                cancellationToken) is not null)
            {
                return true;
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }

        return false;
    }

    private static async Task<string?> ReadAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture) is { Length: > 0 } text
            ? text : null;
    }

    private int Errors(string agent, string sqlState) =>
        links[agent, ShopProcesses.Postgres].SqlStates.GetValueOrDefault(sqlState);

    private static IReadOnlyList<string> Databases(string agent) => AgentProgram.All.Single(program => program.Name == agent).Databases;

    private NpgsqlDataSource Superuser(string database) => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(
        shop.Credentials.SuperuserConnection(shop.Instance.Ports.Postgres))
    { Database = database, Pooling = false });
}
