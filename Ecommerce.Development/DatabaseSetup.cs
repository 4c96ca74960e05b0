using Npgsql;

namespace Ecommerce.Development;

/// <summary>
/// Creates the databases and roles of the shop on a PostgreSQL server, its own or one that Aspire runs. Repeating it only sets the
/// passwords.
/// </summary>
public static class DatabaseSetup
{
    /// <summary>Sets up every database of <see cref="DatabaseNames.All"/>.</summary>
    /// <param name="superuser">Connection string of a role that may create databases and roles.</param>
    /// <param name="passwords">Password of each role of <see cref="DatabaseNames.Roles"/>.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static Task RunAsync(
        string superuser, IReadOnlyDictionary<string, string> passwords, CancellationToken cancellationToken) =>
        RunAsync(superuser, passwords, anew: false, cancellationToken);

    /// <summary>The same on empty databases: those that are there are dropped, whoever is connected to them.</summary>
    /// <param name="superuser">Connection string of a role that may drop and create databases and roles.</param>
    /// <param name="passwords">Password of each role of <see cref="DatabaseNames.Roles"/>.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ShopException">A password is missing; nothing is dropped.</exception>
    public static Task RunAnewAsync(
        string superuser, IReadOnlyDictionary<string, string> passwords, CancellationToken cancellationToken) =>
        RunAsync(superuser, passwords, anew: true, cancellationToken);

    /// <summary>Creates every role of <see cref="DatabaseNames.Roles"/>, and denies them the server's own databases.</summary>
    /// <param name="superuser">An open connection that may create roles.</param>
    /// <param name="passwords">Password of each role.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task CreateRolesAsync(
        NpgsqlConnection superuser, IReadOnlyDictionary<string, string> passwords, CancellationToken cancellationToken)
    {
        // By default every role may connect to them and create temporary tables and large objects there. On a managed server only their
        // owner can change that; the statement then has no effect but a warning.
        foreach (var database in (string[])["postgres", "template1"])
        {
            if (await ExistsAsync(
                superuser, "SELECT 1 FROM pg_database WHERE datname = $1 AND has_database_privilege('public', oid, 'CONNECT, TEMPORARY')",
                database, cancellationToken))
            {
                await ExecuteAsync(superuser, $"REVOKE ALL ON DATABASE \"{database}\" FROM PUBLIC", cancellationToken);
            }
        }

        foreach (var role in DatabaseNames.Roles)
        {
            if (!passwords.TryGetValue(role, out var password))
            {
                throw new ShopException($"There is no password for the role {role}.");
            }

            await CreateRoleAsync(superuser, role, password, cancellationToken);
        }
    }

    /// <summary>
    /// Creates one database for the two roles of <paramref name="kind"/>. Only they may connect; the app role may use what the owner
    /// creates, and create nothing itself.
    /// </summary>
    /// <param name="superuser">An open connection that may create databases.</param>
    /// <param name="name">Name of the new database; if it exists only its permissions are set.</param>
    /// <param name="kind">One of <see cref="DatabaseNames.All"/>.</param>
    /// <param name="template">The database to copy, or null for an empty one.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task CreateDatabaseAsync(
        NpgsqlConnection superuser, string name, string kind, string? template, CancellationToken cancellationToken)
    {
        var (owner, app) = (DatabaseNames.Owner(kind), DatabaseNames.App(kind));
        if (!await ExistsAsync(superuser, "SELECT 1 FROM pg_database WHERE datname = $1", name, cancellationToken))
        {
            // Files cost less than logged pages, but for two checkpoints: much for a server that syncs, nothing for those of tests.
            var source = template is null ? "template0" : $"\"{template}\" STRATEGY FILE_COPY";
            await ExecuteAsync(superuser, $"CREATE DATABASE \"{name}\" OWNER \"{owner}\" TEMPLATE {source}", cancellationToken);
        }

        // A copy has the template's contents, not its permissions.
        await ExecuteAsync(
            superuser,
            $"""
            REVOKE ALL ON DATABASE "{name}" FROM PUBLIC;
            GRANT CONNECT ON DATABASE "{name}" TO "{owner}", "{app}";
            """,
            cancellationToken);
        if (template is not null)
        {
            return;
        }

        await using var inside = await OpenAsync(
            new NpgsqlConnectionStringBuilder(superuser.ConnectionString) { Database = name, Pooling = false }.ConnectionString,
            cancellationToken);
        await ExecuteAsync(
            inside,
            $"""
            ALTER SCHEMA public OWNER TO "{owner}";
            REVOKE ALL ON SCHEMA public FROM PUBLIC;
            GRANT USAGE ON SCHEMA public TO "{app}";
            ALTER DEFAULT PRIVILEGES FOR ROLE "{owner}" IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "{app}";
            ALTER DEFAULT PRIVILEGES FOR ROLE "{owner}" IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO "{app}";
            """,
            cancellationToken);
    }

    /// <summary>Opens a connection whose statements, passwords among them, never enter the server's log.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(string superuser, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(superuser)
        {
            Options = "-c log_statement=none -c log_min_error_statement=panic",
            PersistSecurityInfo = true,
            Pooling = false,
        }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task RunAsync(
        string superuser, IReadOnlyDictionary<string, string> passwords, bool anew, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(superuser, cancellationToken);
        await CreateRolesAsync(connection, passwords, cancellationToken);
        foreach (var database in DatabaseNames.All)
        {
            if (anew)
            {
                await ExecuteAsync(connection, $"DROP DATABASE IF EXISTS \"{database}\" WITH (FORCE)", cancellationToken);
            }

            await CreateDatabaseAsync(connection, database, database, template: null, cancellationToken);
        }
    }

    private static async Task CreateRoleAsync(
        NpgsqlConnection superuser, string role, string password, CancellationToken cancellationToken)
    {
        var verb = await ExistsAsync(superuser, "SELECT 1 FROM pg_roles WHERE rolname = $1", role, cancellationToken) ? "ALTER" : "CREATE";
        var quoted = password.Replace("'", "''", StringComparison.Ordinal);
        await ExecuteAsync(
            superuser,
            $"{verb} ROLE \"{role}\" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD '{quoted}'",
            cancellationToken);
        // A role that is not a superuser (a cloud's administrator) can create a database only for an owner of which it is a member.
        if (role.EndsWith("_owner", StringComparison.Ordinal))
        {
            await ExecuteAsync(superuser, $"GRANT \"{role}\" TO CURRENT_USER", cancellationToken);
        }
    }

    private static async Task<bool> ExistsAsync(
        NpgsqlConnection connection, string query, string name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(query, connection) { Parameters = { new() { Value = name } } };
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statements, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(statements, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
