using System.Net;
using Ecommerce.Cli.Bench;
using Ecommerce.Cli.Demo;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.Benchmarks.Orders;

/// <summary>
/// A shop of the benchmark's own, as <c>ecommerce up</c> runs it: durable, audited, every call authorized. Only the gateway's limits are
/// lifted, since all buyers come from one address (unless it is the limits that are measured), and the server counts its statements.
/// </summary>
internal sealed class BenchmarkShop : IAsyncDisposable
{
    /// <summary>Over how many SKUs orders are spread.</summary>
    public const int Skus = 100;

    // After the server's restart each pool first finds out that its connections are gone.
    private const int MostRefusals = 50;
    private static readonly TimeSpan RefusalPause = TimeSpan.FromSeconds(0.2);

    private readonly TestFolder _folder = TestFolder.OfShop();
    private Shop? _shop;
    private TourShop? _buyers;

    private BenchmarkShop()
    {
    }

    /// <summary>The buyers' door.</summary>
    public TourShop Buyers => _buyers ?? throw new InvalidOperationException("The shop is not running.");

    private Shop Shop => _shop ?? throw new InvalidOperationException("The shop is not running.");

    /// <summary>Starts it.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <param name="variables">Further environment variables of the agents.</param>
    /// <param name="withLimits">Whether the gateway limits its callers as it does for strangers.</param>
    /// <param name="replicas">How many processes each agent has.</param>
    /// <exception cref="ShopException">A part does not start, or PostgreSQL lacks its contributed modules.</exception>
    public static async Task<BenchmarkShop> StartAsync(
        CancellationToken cancellationToken, Dictionary<string, string>? variables = null, bool withLimits = false, int replicas = 1)
    {
        var shop = new BenchmarkShop();
        try
        {
            var limits = ShopFixture.Limits.Where(_ => !withLimits).Select(limit => ($"AGENTWEAVE_LIMITS_{limit}", "1000000"));
            await shop.BootAsync(
                limits.Concat((variables ?? []).Select(variable => (variable.Key, variable.Value))).ToDictionary(), replicas,
                cancellationToken);
            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    /// <summary>Signs up new buyers; their IDs.</summary>
    /// <exception cref="ShopException">The shop refuses for longer than it needs to connect to its server again.</exception>
    public async Task<List<string>> SignUpAsync(int count, CancellationToken cancellationToken)
    {
        List<string> users = [];
        for (var attempt = 1; users.Count < count; attempt++)
        {
            var (status, user) = await Buyers.SignUpAsync(cancellationToken);
            if (status == HttpStatusCode.Created)
            {
                users.Add((string)user["user_id"]!);
            }
            else if (attempt - users.Count > MostRefusals)
            {
                throw new ShopException($"A buyer cannot sign up: {user.ToJsonString()}");
            }
            else
            {
                await Task.Delay(RefusalPause, TimeProvider.System, cancellationToken);
            }
        }

        return users;
    }

    /// <summary>The agents' processes and the postmaster, by name.</summary>
    public IReadOnlyDictionary<string, int> Processes => Enumerable.Range(1, Shop.Instance.Replicas)
        .SelectMany(replica => AgentNames.All.Select(agent => ShopProcesses.Of(agent, replica))).Append(ShopProcesses.Postgres)
        .ToDictionary(name => name, name => Shop[name].Identity.Pid);

    /// <summary>The processor time until now of each agent and of all of PostgreSQL, as <c>cpu_ms/{name}</c>.</summary>
    public Usage ReadCpu() => new(Processes.ToDictionary(
        process => $"cpu_ms/{process.Key}",
        process => 1000 * (process.Key == ShopProcesses.Postgres
            ? ProcessUse.FamilyCpuSeconds(process.Value) : ProcessUse.CpuSeconds(process.Value))));

    /// <summary>The superuser's connections to a database of the server.</summary>
    public string Superuser(string database) => new NpgsqlConnectionStringBuilder(
        Shop.Credentials.SuperuserConnection(Shop.Instance.Ports.Postgres))
    { Database = database }.ConnectionString;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_buyers is not null)
        {
            await _buyers.DisposeAsync();
        }

        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }

        NpgsqlConnection.ClearAllPools();
        _folder.Dispose();
    }

    /// <summary>Runs a script as the superuser.</summary>
    public async Task ExecuteAsync(string database, string sql, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(Superuser(database));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task BootAsync(Dictionary<string, string> variables, int replicas, CancellationToken cancellationToken)
    {
        var folder = DataFolder.Of(_folder.At("data"));
        folder.Create();
        var options = new ShopOptions(folder, new Ports(FreePorts.FindBase(replicas), replicas), AgentVariables: variables);
        var progress = new ShopProgress(Console.Error.WriteLine, TimeProvider.System);
        _shop = await Shop.StartAsync(
            options, InstanceLock.TryTake(folder.LockFile)!, progress, TimeProvider.System, cancellationToken);
        await CountStatementsAsync(cancellationToken);
        await ExecuteAsync(
            "inventory",
            "INSERT INTO products (sku, name, price_minor, currency, initial) "
            + $"SELECT 'SKU-' || n, 'Measured', 1999, 'USD', 1000000000 FROM generate_series(1, {Skus}) n",
            cancellationToken);
        _buyers = await TourShop.OpenAsync(folder, cancellationToken);
    }

    // The modules are loaded when the server starts; the log of changes is kept until it is read.
    private async Task CountStatementsAsync(CancellationToken cancellationToken)
    {
        await using (var source = NpgsqlDataSource.Create(Superuser("postgres")))
        {
            await using var available = source.CreateCommand(
                "SELECT count(*) FROM pg_available_extensions WHERE name IN ('pg_stat_statements', 'pg_walinspect')");
            if (await available.ExecuteScalarAsync(cancellationToken) is not 2L)
            {
                throw new ShopException("PostgreSQL lacks pg_stat_statements or pg_walinspect; install its contributed modules.");
            }
        }

        await ExecuteAsync("postgres", "ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'", cancellationToken);
        await ExecuteAsync("postgres", "ALTER SYSTEM SET wal_keep_size = '4GB'", cancellationToken);
        NpgsqlConnection.ClearAllPools();
        await Shop[ShopProcesses.Postgres].StopAsync();
        await Shop[ShopProcesses.Postgres].StartAsync(cancellationToken);
        await ExecuteAsync("postgres", "CREATE EXTENSION pg_stat_statements", cancellationToken);
        await ExecuteAsync("postgres", "CREATE EXTENSION pg_walinspect", cancellationToken);
    }
}
