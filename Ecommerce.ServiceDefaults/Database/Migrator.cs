using System.Reflection;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Database;

/// <summary>
/// Numbered SQL files embedded in an assembly (<c>Migrations/0001_name.sql</c>), run in order, each in a transaction of its own with its
/// record in <c>schema_migrations</c>. Forward only; safe to start from several processes at once.
/// </summary>
public static class Migrator
{
    // Arbitrary, but the same in every version of the code.
    private const long AdvisoryLock = 0x65636f6d6d657263;

    /// <summary>Brings the database up to date: the tables common to agents first, then the agent's own.</summary>
    /// <param name="owner">Connections as the role that owns the schema.</param>
    /// <param name="agent">The assembly that embeds the files.</param>
    /// <param name="cancellationToken">Ends the run; what was committed stays.</param>
    /// <returns>The names of the migrations that were run.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(NpgsqlDataSource owner, Assembly agent, CancellationToken cancellationToken)
    {
        var run = await RunAsync(
            owner, [.. Read(typeof(Migrator).Assembly, "Database.Migrations", "common/"), .. Read(agent, "Migrations", "")],
            cancellationToken);
        // The database may have been restored to another server.
        await using var audit = owner.CreateCommand("SELECT audit_continue()");
        await audit.ExecuteNonQueryAsync(cancellationToken);
        return run;
    }

    /// <summary>Brings a further database up to date from one folder of the assembly, without the common tables.</summary>
    public static Task<IReadOnlyList<string>> RunFolderAsync(
        NpgsqlDataSource owner, Assembly assembly, string folder, CancellationToken cancellationToken) =>
        RunAsync(owner, Read(assembly, folder, ""), cancellationToken);

    private static async Task<IReadOnlyList<string>> RunAsync(
        NpgsqlDataSource owner, IReadOnlyList<(string Name, string Sql)> migrations, CancellationToken cancellationToken)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, $"SELECT pg_advisory_lock({AdvisoryLock})", cancellationToken);
        await ExecuteAsync(connection,
            "CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())",
            cancellationToken);
        // The serving role must not make the next run repeat or skip a file. The roles are {database}_owner, which runs this, and
        // {database}_app.
        await ExecuteAsync(connection,
            """
            DO $$
            BEGIN
                IF current_user LIKE '%\_owner' THEN
                    EXECUTE format(
                        'REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON schema_migrations FROM %I',
                        regexp_replace(current_user, '_owner$', '_app'));
                END IF;
            END
            $$;
            """, cancellationToken);
        var applied = await AppliedAsync(connection, cancellationToken);
        List<string> run = [];
        foreach (var (name, sql) in migrations.Where(migration => !applied.Contains(migration.Name)))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await ExecuteAsync(connection, sql, cancellationToken);
            await using var record = new NpgsqlCommand("INSERT INTO schema_migrations (name) VALUES ($1)", connection, transaction)
            {
                Parameters = { new() { Value = name } },
            };
            await record.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            run.Add(name);
        }

        // The pool keeps the session, so the lock does not end with it.
        await ExecuteAsync(connection, $"SELECT pg_advisory_unlock({AdvisoryLock})", cancellationToken);
        return run;
    }

    private static List<(string Name, string Sql)> Read(Assembly assembly, string folder, string prefix)
    {
        var start = $"{assembly.GetName().Name}.{folder}.";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(start, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
                    return (prefix + name[start.Length..^".sql".Length], text.ReadToEnd());
                }),
        ];
    }

    private static async Task<HashSet<string>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT name FROM schema_migrations", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        HashSet<string> names = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
