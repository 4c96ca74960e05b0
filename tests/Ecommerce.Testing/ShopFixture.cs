using System.Collections.Concurrent;
using System.Text;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Ecommerce.Development.Processes;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.Testing.Telemetry;
using Npgsql;
using Spiffe;

namespace Ecommerce.Testing;

/// <summary>
/// The whole real shop, once a test assembly: started by the code of <c>ecommerce up</c>, on free ports and a data folder of its own,
/// beside whatever else runs. Use it as <c>[assembly: AssemblyFixture(typeof(ShopFixture))]</c>, or a class derived from it that adds to
/// <see cref="AgentVariables"/> before it starts.
/// </summary>
public class ShopFixture : IAsyncLifetime
{
    private const int Attempts = 5;
    private readonly TestFolder _folder = TestFolder.OfShop();
    private readonly ConcurrentDictionary<string, Lazy<Task<WorkloadClients>>> _workloads = new();
    private readonly ConcurrentDictionary<string, NpgsqlDataSource> _owners = new();
    private Shop? _shop;

    // All tests come from one address.
    internal static readonly string[] Limits =
    [
        "REQUESTS_PER_SECOND", "ADDRESS_REQUESTS_PER_SECOND", "ADDRESS_BURST", "ADDRESS_PASSWORDS_PER_MINUTE",
        "CLIENT_PASSWORDS_PER_MINUTE", "ACCOUNT_PASSWORDS_PER_MINUTE", "CLIENT_REQUESTS_PER_SECOND", "USER_REQUESTS_PER_SECOND",
        "USER_QUESTIONS_PER_MINUTE", "CALLER_STREAMS",
    ];

    /// <summary>Makes it; nothing runs before <see cref="InitializeAsync"/>.</summary>
    public ShopFixture()
        : this(defaultLimits: false)
    {
    }

    /// <summary>Makes it; nothing runs before <see cref="InitializeAsync"/>.</summary>
    /// <param name="defaultLimits">Whether the gateway limits its callers as it does for strangers; else tests meet no limit.</param>
    protected ShopFixture(bool defaultLimits)
    {
        AgentVariables["Failpoints__Directory"] = Directory.CreateDirectory(FailpointFolder).FullName;
        // What a hash of a password costs is no test's subject here, and would be a tenth of all work.
        AgentVariables["AGENTWEAVE_PASSWORDS_ITERATIONS"] = "1000";
        // Where tests listen.
        AgentVariables["AGENTWEAVE_PUSH_ALLOWED_NETWORKS"] = "127.0.0.0/8";
        foreach (var limit in defaultLimits ? [] : Limits)
        {
            AgentVariables[$"AGENTWEAVE_LIMITS_{limit}"] = "1000000";
        }
    }

    /// <summary>Plain HTTP to the gateway's public port, without a user. It sends headers of any letters.</summary>
    public HttpClient Public { get; } = new(new SocketsHttpHandler
    {
        UseProxy = false,
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    });

    /// <summary>A file of a failpoint's name, made here, kills the agent that next passes that failpoint.</summary>
    public string FailpointFolder => _folder.At("failpoints");

    /// <summary>What the agents report, within about a second.</summary>
    public OtlpReceiver Telemetry { get; private set; } = null!;

    /// <summary>Data folder of the shop, as <c>--data-dir</c> takes it.</summary>
    public string DataFolder => _folder.At("data");

    /// <summary>Further environment variables of the agents, such as <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</summary>
    protected IDictionary<string, string> AgentVariables { get; } = new Dictionary<string, string>();

    /// <summary>How long identities live; as <c>config/registrations.yaml</c> says if null.</summary>
    protected virtual TimeSpan? SvidLifetime => null;

    /// <summary>Whether the storefront runs too.</summary>
    protected virtual bool Storefront => false;

    /// <summary>How many processes each agent has.</summary>
    protected virtual int Replicas => 1;

    private Shop Shop => _shop ?? throw new InvalidOperationException("The shop is not running.");

    /// <inheritdoc/>
    public virtual async ValueTask InitializeAsync()
    {
        Telemetry = await OtlpReceiver.StartAsync();
        AgentVariables["OTEL_EXPORTER_OTLP_ENDPOINT"] = Telemetry.Address;
        AgentVariables["OTEL_BSP_SCHEDULE_DELAY"] = "500"; // ms
        AgentVariables["OTEL_BLRP_SCHEDULE_DELAY"] = "500"; // ms
        AgentVariables["OTEL_METRIC_EXPORT_INTERVAL"] = "5000"; // ms; each second, it would take a tenth of two processors
        for (var attempt = 1; _shop is null; attempt++)
        {
            try
            {
                await StartAsync(new Ports(FreePorts.FindBase(Replicas), Replicas));
            }
            catch (ShopException) when (attempt < Attempts && !FreePorts.AreFree(new Ports(FreePorts.LastBase, Replicas)))
            {
                // Somebody else took one of the ports first.
            }
        }

        Public.BaseAddress = new Uri($"http://127.0.0.1:{Shop.Instance.Ports.Public}");
    }

    /// <summary>SPIFFE ID of an agent.</summary>
    public static string IdOf(string agent) => Registrations.AgentId(agent);

    /// <summary>Asks an agent for a capability, as <c>ecommerce call</c> does.</summary>
    /// <param name="capability">The capability's name.</param>
    /// <param name="json">Its request.</param>
    /// <param name="agent">Whom to ask.</param>
    /// <param name="identity">Who asks: a workload's name, such as cli, admin or inventory.</param>
    public async Task<CallResult> CallAsync(string capability, string json, string agent = AgentNames.Gateway, string identity = "cli")
    {
        return await (await WorkloadAsync(identity)).CallAsync(IdOf(agent), capability, json);
    }

    /// <summary>Asks the gateway to route to an agent.</summary>
    public Task<CallResult> RouteAsync(string agent, string action, string payload, string identity = "cli") =>
        CallAsync("route", $$"""{"service": "{{agent}}", "action": "{{action}}", "payload": {{payload}}}""", AgentNames.Gateway, identity);

    /// <summary>gRPC invokers under a workload's genuine SVID, to construct generated clients with.</summary>
    public async Task<AgentClients> ClientsOfAsync(string identity) => (await WorkloadAsync(identity)).Clients;

    /// <summary>A workload's genuine SVIDs.</summary>
    public async Task<X509Source> SourceOfAsync(string identity) => (await WorkloadAsync(identity)).Source;

    /// <summary>A workload's genuine JWT-SVIDs.</summary>
    public async Task<JwtSource> ProofOfAsync(string identity) => (await WorkloadAsync(identity)).Proof;

    /// <summary>Address of a workload's SPIFFE Workload API, <c>unix:///…</c>.</summary>
    public string SocketOf(string workload) => Shop.Instance.SocketOf(workload);

    /// <summary>Where the storefront is, if it runs.</summary>
    public Uri StorefrontAddress => new(StorefrontProgram.AddressOf(Shop.Instance.Ports));

    /// <summary>An agent's port of mutual TLS.</summary>
    public int MtlsPort(string agent) => Shop.Instance.Ports.Mtls(Program(agent));

    /// <summary>An agent's port of gRPC health, plain HTTP/2.</summary>
    public int GrpcHealthPort(string agent) => Shop.Instance.Ports.GrpcHealth(Program(agent));

    /// <summary>The port of HTTP probes of an agent's process, such as <c>order</c> or <c>order-2</c>.</summary>
    public int HttpHealthPort(string process) => (
        from own in Shop.Instance.Ports.ByReplica.Index()
        from agent in AgentProgram.All
        where process == ShopProcesses.Of(agent.Name, own.Index + 1)
        select own.Item.HttpHealth(agent)).Single();

    /// <summary>The owner's connections to a database: for arranging and for looking past the agents.</summary>
    public NpgsqlDataSource Owner(string database) => _owners.GetOrAdd(database, name => NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(Shop.Credentials.OwnerConnection(Shop.Instance.Ports.Postgres, name)) { MaxPoolSize = 5 }));

    /// <summary>Connection string of the sandbox provider's or an agent's database as its serving role has it.</summary>
    public string AppConnectionString(string database) => Shop.Credentials.AppConnection(Shop.Instance.Ports.Postgres, database);

    /// <summary>PID of an agent's process of this moment.</summary>
    public int PidOf(string agent) => Shop[agent].Identity.Pid;

    /// <summary>What an agent wrote so far.</summary>
    public string LogOf(string agent) => File.ReadAllText(Path.Combine(DataFolder, "logs", $"{agent}.log"));

    /// <summary>SIGKILL to an agent; its supervisor starts it again after a second or two.</summary>
    public void Kill(string agent) => Shop[agent].Identity.Send(Signal.Kill);

    /// <summary>Stops an agent, or PostgreSQL by the name <c>postgres</c>, until it is started again.</summary>
    public Task StopAsync(string name) => Shop[name].StopAsync();

    /// <summary>Starts what was stopped; an agent is ready a little later, see <see cref="WaitUntilReadyAsync"/>.</summary>
    public async Task StartAsync(string name)
    {
        await Shop[name].StartAsync(CancellationToken.None);
        if (name != ShopProcesses.Postgres)
        {
            return;
        }

        // Our connections went with the server.
        foreach (var owner in _owners.Values)
        {
            owner.Clear();
        }
    }

    /// <summary>Waits until the probe of an agent's process says that it is ready.</summary>
    /// <exception cref="TimeoutException">It is not within 30 s.</exception>
    public Task WaitUntilReadyAsync(string process) => Eventually.HoldsAsync(
        () => ReadinessProbe.IsReadyAsync(HttpHealthPort(process), CancellationToken.None), () => $"{process} is ready");

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        foreach (var workload in _workloads.Values)
        {
            await (await workload.Value).DisposeAsync();
        }

        foreach (var owner in _owners.Values)
        {
            await owner.DisposeAsync();
        }

        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }

        if (Telemetry is not null)
        {
            await Telemetry.DisposeAsync();
        }

        Public.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private static AgentProgram Program(string agent) => AgentProgram.All.Single(program => program.Name == agent);

    private async Task StartAsync(Ports ports)
    {
        var folder = Development.DataFolder.Of(DataFolder);
        folder.Create();
        var instanceLock = InstanceLock.TryTake(folder.LockFile)!;
        // As `up --detach` keeps what it says.
        var (log, writing) = (folder.LogOf("up"), new Lock());
        void Keep(string line)
        {
            lock (writing)
            {
                File.AppendAllText(log, $"{line}\n");
            }
        }

        _shop = await Shop.StartAsync(
            new ShopOptions(folder, ports, Durable: false, AgentVariables: AgentVariables.AsReadOnly(), SvidLifetime: SvidLifetime,
                Storefront: Storefront),
            instanceLock, new ShopProgress(Keep, TimeProvider.System), TimeProvider.System, CancellationToken.None);
    }

    private Task<WorkloadClients> WorkloadAsync(string name) => _workloads.GetOrAdd(
        name, _ => new(() => WorkloadClients.OpenAsync(SocketOf(name), Shop.Instance.Ports))).Value;
}
