using System.Reflection;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Database;

/// <summary>A database that <c>&lt;agent&gt; migrate</c> brings up to date.</summary>
internal sealed record DatabaseMigration(
    string ConnectionName, Func<NpgsqlDataSource, CancellationToken, Task<IReadOnlyList<string>>> RunAsync);

/// <summary>Registers an agent's databases.</summary>
public static class DatabaseExtensions
{
    /// <summary>The most connections that a pool opens: all agents and their replicas share one server's.</summary>
    public const int PoolSize = 15;

    // A process that is frozen in a transaction gives its locks back.
    private static readonly TimeSpan IdleInTransaction = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Registers the agent's database: an <see cref="NpgsqlDataSource"/> for the connection string of that name, and the migrations
    /// embedded in the calling assembly as <c>Migrations/*.sql</c>, after those common to all agents.
    /// </summary>
    public static void AddAgentDatabase(this WebApplicationBuilder builder, string connectionName)
    {
        var agent = Assembly.GetCallingAssembly();
        builder.AddNpgsqlDataSource(connectionName, settings => settings.DisableHealthChecks = true, source =>
        {
            Limit(source);
            if (builder.AgentSettings().Broker is not null)
            {
                // Without it no history writes to the outbox.
                Set(source, "ecommerce.outbox=on");
            }
        });
        builder.Services.AddSingleton(
            new DatabaseMigration(connectionName, (owner, cancellationToken) => Migrator.RunAsync(owner, agent, cancellationToken)));
        builder.Services.AddSingleton<IdempotencyStore>();
        builder.Services.AddHostedService<IdempotencySweeper>();
    }

    /// <summary>
    /// Registers a further database: an <see cref="NpgsqlDataSource"/> under the key <paramref name="connectionName"/>, and its migrations,
    /// embedded in the calling assembly in that folder (dots for slashes).
    /// </summary>
    public static void AddDatabase(this WebApplicationBuilder builder, string connectionName, string folder)
    {
        var assembly = Assembly.GetCallingAssembly();
        builder.Services.AddKeyedSingleton(connectionName, (provider, _) =>
        {
            var source = new NpgsqlDataSourceBuilder(builder.Configuration.GetConnectionString(connectionName));
            source.UseLoggerFactory(provider.GetRequiredService<ILoggerFactory>());
            Limit(source);
            return source.Build();
        });
        builder.Services.AddSingleton(new DatabaseMigration(
            connectionName, (owner, cancellationToken) => Migrator.RunFolderAsync(owner, assembly, folder, cancellationToken)));
    }

    /// <summary>
    /// What <c>&lt;agent&gt; migrate</c> does: brings every registered database up to date with the owners' connection strings. It does not
    /// start the agent.
    /// </summary>
    /// <returns>The process's exit code.</returns>
    /// <exception cref="AgentSetupException">A database cannot be reached, or refuses a migration.</exception>
    public static async Task<int> MigrateAsync(this WebApplicationBuilder builder)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10), TimeProvider.System);
        foreach (var migration in Migrations(builder))
        {
            try
            {
                await using var owner = NpgsqlDataSource.Create(builder.Configuration.GetConnectionString(migration.ConnectionName)!);
                foreach (var name in await migration.RunAsync(owner, limit.Token))
                {
                    Console.WriteLine($"{migration.ConnectionName}: {name}");
                }
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                throw new AgentSetupException([$"{migration.ConnectionName} cannot be migrated: {exception.Message}"], exception);
            }
        }

        return 0;
    }

    /// <summary>Reads the connection string of every registered database, which would otherwise fail when it is first used.</summary>
    /// <exception cref="AgentSetupException">One is missing or malformed. Its text may hold a password and is not repeated.</exception>
    internal static void CheckConnectionStrings(this WebApplicationBuilder builder)
    {
        var wrong = Migrations(builder).Select(migration => migration.ConnectionName)
            .Where(name => !IsConnectionString(builder.Configuration.GetConnectionString(name)))
            .Select(name => $"ConnectionStrings__{name} must be a connection string such as Host=…;Database=…;Username=…;Password=…")
            .ToList();
        if (wrong.Count > 0)
        {
            throw new AgentSetupException(wrong);
        }
    }

    private static bool IsConnectionString(string? text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is { Length: > 0 };
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static IEnumerable<DatabaseMigration> Migrations(WebApplicationBuilder builder) =>
        builder.Services.Select(service => service.ImplementationInstance).OfType<DatabaseMigration>();

    // Each of the data source's sessions begins with it.
    private static void Set(NpgsqlDataSourceBuilder source, string setting)
    {
        var connection = source.ConnectionStringBuilder;
        connection.Options = $"{connection.Options} -c {setting}".TrimStart();
    }

    private static void Limit(NpgsqlDataSourceBuilder source)
    {
        var connection = source.ConnectionStringBuilder;
        connection.MaxPoolSize = PoolSize;
        connection.Timeout = 5;
        connection.CommandTimeout = 15;
        connection.MaxAutoPrepare = 50;
        // No code leaves anything behind in a session: locks and settings end with their transaction, and what listens stops to.
        connection.NoResetOnClose = true;
        connection.ApplicationName = connection.Database;
        // What metrics name the pool by, which would be the connection string.
        source.Name = connection.Database;
        Set(source, $"idle_in_transaction_session_timeout={IdleInTransaction.TotalMilliseconds}");
        source.ConfigureTracing(tracing => tracing
            .ConfigureCommandSpanNameProvider(command => StatementName.Of(command.CommandText))
            .ConfigureBatchSpanNameProvider(batch => StatementName.Of(Main(batch).CommandText)));
    }

    // The first statement that is not the record of the change which the others make.
    private static NpgsqlBatchCommand Main(NpgsqlBatch batch)
    {
        var commands = batch.BatchCommands;
        return commands.Count > 1 && commands[0].CommandText.StartsWith("INSERT INTO audit", StringComparison.Ordinal)
            ? commands[1] : commands[0];
    }
}
