using System.Collections.Concurrent;
using System.Reflection;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.Testing;

/// <summary>
/// One real PostgreSQL for a test assembly, started by the code of <c>ecommerce up</c>. Use it as
/// <c>[assembly: AssemblyFixture(typeof(PostgresFixture))]</c> and take it as a constructor's parameter.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private readonly ConcurrentDictionary<(string Kind, string Assembly, string? Folder), Lazy<Task<string>>> _templates = new();
    private readonly SemaphoreSlim _copying = new(1);
    private readonly TestFolder _folder = new();
    private PostgresServer? _server;
    private int _databases;

    private PostgresServer Server => _server ?? throw new InvalidOperationException("The server is not running.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await StartServerAsync();
        await using var superuser = await DatabaseSetup.OpenAsync(Server.SuperuserConnection, CancellationToken.None);
        await DatabaseSetup.CreateRolesAsync(superuser, Server.Credentials.Roles, CancellationToken.None);
    }

    /// <summary>
    /// A new database with the common tables and the migrations of that agent. Takes some tens of milliseconds after the first, so each
    /// test class, or each test, can have its own.
    /// </summary>
    /// <param name="kind">users, orders, payments, inventory, gateway or sandbox: whose roles it has.</param>
    /// <param name="agent">The assembly that embeds the migrations.</param>
    public Task<TestDatabase> CreateDatabaseAsync(string kind, Assembly agent) => CreateAsync(kind, agent, folder: null);

    /// <summary>A new database with only the migrations in one folder of the assembly, such as the sandbox provider's.</summary>
    public Task<TestDatabase> CreateDatabaseAsync(string kind, Assembly assembly, string folder) => CreateAsync(kind, assembly, folder);

    /// <summary>What the server logged so far.</summary>
    public string ReadLog() => File.ReadAllText(_folder.At("postgres.log"));

    /// <summary>Connection string of the role that owns the server.</summary>
    public string SuperuserConnection => Server.SuperuserConnection;

    /// <summary>Password of each role of the shop.</summary>
    public IReadOnlyDictionary<string, string> Passwords => Server.Credentials.Roles;

    /// <summary>Connection string of a role to any database of the server.</summary>
    public string ConnectionString(string role, string database) => Connection(role, database);

    /// <summary>Stops the server as a crash of the machine's service would look to clients: connections are cut, data is kept.</summary>
    public async Task StopServerAsync() => await Server.DisposeAsync();

    /// <summary>Starts it again, on the same port.</summary>
    public async Task StartServerAsync() => _server = await PostgresServer.StartAsync(
        new(_folder.Path, _folder.At("postgres.log"), _server?.Port ?? 0, Durable: false), TimeProvider.System, CancellationToken.None);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _copying.Dispose();
        _folder.Dispose();
    }

    private async Task<TestDatabase> CreateAsync(string kind, Assembly assembly, string? folder)
    {
        var template = await _templates.GetOrAdd(
            (kind, assembly.GetName().Name!, folder), _ => new(() => CreateTemplateAsync(kind, assembly, folder))).Value;
        var name = $"{kind}_{Interlocked.Increment(ref _databases)}";
        // PostgreSQL copies a template only while nobody else uses it.
        await _copying.WaitAsync();
        try
        {
            await CopyAsync(name, kind, template);
        }
        finally
        {
            _copying.Release();
        }

        return new TestDatabase(name, Connection(DatabaseNames.Owner(kind), name), Connection(DatabaseNames.App(kind), name));
    }

    private async Task<string> CreateTemplateAsync(string kind, Assembly assembly, string? folder)
    {
        var name = $"template_{kind}_{Interlocked.Increment(ref _databases)}";
        await CopyAsync(name, kind, template: null);
        await using var owner = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(Connection(DatabaseNames.Owner(kind), name)) { Pooling = false });
        await (folder is null
            ? Migrator.RunAsync(owner, assembly, CancellationToken.None)
            : Migrator.RunFolderAsync(owner, assembly, folder, CancellationToken.None));
        return name;
    }

    private async Task CopyAsync(string name, string kind, string? template)
    {
        await using var superuser = await DatabaseSetup.OpenAsync(Server.SuperuserConnection, CancellationToken.None);
        await DatabaseSetup.CreateDatabaseAsync(superuser, name, kind, template, CancellationToken.None);
    }

    private string Connection(string role, string database) => new NpgsqlConnectionStringBuilder(Server.SuperuserConnection)
    {
        Database = database,
        Username = role,
        Password = Server.Credentials.Roles[role],
        MaxPoolSize = DatabaseExtensions.PoolSize,
        IncludeErrorDetail = true,
    }.ConnectionString;
}
