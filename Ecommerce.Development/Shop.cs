using System.Net;
using System.Net.Sockets;
using Ecommerce.Development.Processes;
using Spiffe.Authority;

namespace Ecommerce.Development;

/// <summary>
/// The whole shop on this machine: PostgreSQL, the development authority, the agents, each as a supervised child but the
/// authority, which lives in this process. What <c>ecommerce up</c> runs and the system tests boot.
/// </summary>
public sealed class Shop : IAsyncDisposable
{
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    // Of one more process of an agent, in the same ranges of ports.
    private const int ReplicaOffset = 10;
    private readonly ShopOptions _options;
    private readonly ShopProgress _progress;
    private readonly TimeProvider _time;
    private readonly InstanceLock _lock;
    private readonly InstanceRecord _record;
    private readonly Dictionary<string, Supervisor> _supervisors = [];
    private readonly CancellationTokenSource _stopping = new();
    private Task _rotation = Task.CompletedTask;
    private PostgresServer? _postgres;
    private DevelopmentAuthority? _authority;
    private AgentSurroundings? _surroundings;

    private Shop(ShopOptions options, InstanceLock instanceLock, ShopProgress progress, TimeProvider time)
    {
        (_options, _lock, _progress, _time) = (options, instanceLock, progress, time);
        _record = new InstanceRecord(options.Folder, options.Ports, options.Dashboard?.Url);
    }

    /// <summary>Passwords of the database roles.</summary>
    public DatabaseCredentials Credentials => _postgres?.Credentials ?? throw new InvalidOperationException("PostgreSQL never started.");

    /// <summary>What runs now.</summary>
    public Instance Instance => _record.Current;

    /// <summary>Records in <see cref="Instance"/> that everything is ready, which <c>up --detach</c> waits for.</summary>
    public void Announce() => _record.SetReady();

    /// <summary>
    /// The supervisor of an agent or of <see cref="ShopProcesses.Postgres"/>: to stop one for a while, and start it again.
    /// </summary>
    public Supervisor this[string name] => _supervisors[name];

    /// <summary>
    /// Starts one more process of an agent, on ports of its own, or starts it again after it was stopped; when it returns, it is ready.
    /// </summary>
    /// <returns>The name of its supervisor, and where it listens.</returns>
    /// <exception cref="ShopException">It does not start.</exception>
    public async Task<(string Name, int Port)> ReplicateAsync(string agent, CancellationToken cancellationToken)
    {
        var program = AgentProgram.All.Single(program => program.Name == agent);
        program = program with { Agent = program.Agent with { PortOffset = program.Agent.PortOffset + ReplicaOffset } };
        var name = ShopProcesses.Of(agent, _options.Ports.Replicas + 1);
        if (!_supervisors.TryGetValue(name, out var supervisor))
        {
            supervisor = await SuperviseAsync(program, _options.Ports, name, cancellationToken);
        }
        else
        {
            await supervisor.StartAsync(cancellationToken);
        }

        await WaitUntilReadyAsync(_options.Ports.HttpHealth(program), name, supervisor, cancellationToken);
        return (name, _options.Ports.Mtls(program));
    }

    /// <summary>Starts everything; when it returns, every agent is ready.</summary>
    /// <exception cref="ShopException">A part does not start. Nothing is left running.</exception>
    public static async Task<Shop> StartAsync(
        ShopOptions options, InstanceLock instanceLock, ShopProgress progress, TimeProvider time, CancellationToken cancellationToken)
    {
        var shop = new Shop(options, instanceLock, progress, time);
        try
        {
            await shop.StartAsync(cancellationToken);
            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops everything in order: the agents, which finish their current requests, the authority, the database server.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _rotation;
        await Task.WhenAll(_supervisors.Where(entry => entry.Key != ShopProcesses.Postgres).Select(entry => entry.Value.StopAsync()));
        if (_authority is not null)
        {
            await _authority.DisposeAsync();
        }

        if (_supervisors.TryGetValue(ShopProcesses.Postgres, out var postgres))
        {
            await postgres.StopAsync();
        }

        _record.Delete();
        _lock.Dispose();
        _stopping.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        _options.Folder.Create();
        _options.Folder.CreateRuntime();
        await StopOrphansAsync();
        if (_options.Fresh)
        {
            _options.Folder.DeleteContents();
        }

        _record.Clear();
        CheckPorts();
        _rotation = LogRotation.RunAsync(_options.Folder.Logs, _time, _stopping.Token);
        var authority = StartAuthorityAsync(cancellationToken);
        await Task.WhenAll(authority, StartPostgresAsync(cancellationToken));
        _surroundings = new AgentSurroundings(
            _options.Ports, Credentials, _authority!.SocketFor, _options.Folder.Runtime, _options.PortOf ?? ((_, _, port) => port),
            AgentVariables());
        var ready = AgentProgram.All.Select(agent => StartAgentAsync(agent, _surroundings, cancellationToken)).ToList();
        if (_options.Storefront)
        {
            ready.Add(StartStorefrontAsync(_surroundings, cancellationToken));
        }

        // The first failure is the one to report; the others follow from stopping.
        await foreach (var agent in Task.WhenEach(ready))
        {
            await agent;
        }

        // Last, so that it does not slow down the agents' start.
        if (_options.Dashboard is not { } dashboard)
        {
            return;
        }

        await SuperviseAsync(ShopProcesses.Dashboard, _ => Task.FromResult(dashboard.Start(_options.Folder)), cancellationToken);
    }

    private async Task StopOrphansAsync()
    {
        _record.Adopt(Instance.Read(_options.Folder));
        var stopped = await ShopProcesses.StopOrphansAsync(Instance, _time);
        if (stopped.Count > 0)
        {
            _progress.Note($"stopped processes of an earlier run: {string.Join(", ", stopped)}");
        }
    }

    private void CheckPorts()
    {
        var ports = _options.Ports;
        foreach (var port in ports.All.Except(_options.Storefront ? [] : [ports.Storefront, ports.StorefrontHealth]))
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
            }
            catch (SocketException)
            {
                throw new ShopException(
                    $"Port {port} on 127.0.0.1 is in use. Choose other ports with --port-base N "
                    + $"(N … N+{(Ports.Span * ports.Replicas) - 1}).");
            }
        }
    }

    private async Task StartAuthorityAsync(CancellationToken cancellationToken)
    {
        var timer = _progress.Begin("authority");
        _authority = await AuthorityLauncher.StartAsync(
            _options.Folder, _options.Folder.Sockets, _options.Strict, _options.SvidLifetime, _time, cancellationToken);
        timer.Done($"Workload API sockets in {_options.Folder.Sockets}");
    }

    private async Task StartPostgresAsync(CancellationToken cancellationToken)
    {
        var timer = _progress.Begin("postgres");
        var stamps = new Stamps(_options.Folder.At("stamps"));
        if (!Directory.Exists(_options.Folder.At("postgres")))
        {
            stamps.Clear();
        }

        await SuperviseAsync(
            ShopProcesses.Postgres,
            async cancellationToken =>
            {
                _postgres = await PostgresServer.StartAsync(
                    new(_options.Folder.Root, _options.Folder.LogOf(ShopProcesses.Postgres), _options.Ports.Postgres, _options.Durable),
                    _time, cancellationToken);
                return _postgres.Process;
            },
            cancellationToken,
            PostgresServer.StopAsync);
        var self = typeof(Shop).Assembly.Location;
        if (!stamps.IsCurrent("setup", self))
        {
            await DatabaseSetup.RunAsync(_postgres!.SuperuserConnection, Credentials.Roles, cancellationToken);
            stamps.Set("setup", self);
        }

        timer.Done($"127.0.0.1:{_options.Ports.Postgres}");
    }

    private async Task StartAgentAsync(AgentProgram agent, AgentSurroundings surroundings, CancellationToken cancellationToken)
    {
        var timer = _progress.Begin(agent.Name);
        AgentProgram.CheckBuilt(agent.Executable);
        await MigrateAsync(agent, surroundings, cancellationToken);
        await Task.WhenAll(_options.Ports.ByReplica.Select(async (own, index) =>
        {
            var name = ShopProcesses.Of(agent.Name, index + 1);
            var supervisor = await SuperviseAsync(agent, own, name, cancellationToken);
            await WaitUntilReadyAsync(own.HttpHealth(agent), name, supervisor, cancellationToken);
        }));
        timer.Done(string.Join(", ", _options.Ports.ByReplica.Select(own => $"https://127.0.0.1:{own.Mtls(agent)}")));
    }

    private async Task StartStorefrontAsync(AgentSurroundings surroundings, CancellationToken cancellationToken)
    {
        var timer = _progress.Begin("storefront");
        AgentProgram.CheckBuilt(StorefrontProgram.Executable);
        var options = new ChildOptions(
            StorefrontProgram.Executable, [], StorefrontProgram.Environment(_options.Folder, surroundings),
            _options.Folder.LogOf(ShopProcesses.Storefront));
        var supervisor = await SuperviseAsync(
            ShopProcesses.Storefront, _ => Task.FromResult(ChildProcess.Start(options)), cancellationToken);
        await WaitUntilReadyAsync(_options.Ports.StorefrontHealth, ShopProcesses.Storefront, supervisor, cancellationToken);
        timer.Done(StorefrontProgram.AddressOf(_options.Ports));
    }

    private Task<Supervisor> SuperviseAsync(AgentProgram agent, Ports own, string name, CancellationToken cancellationToken)
    {
        var options = new ChildOptions(
            agent.Executable, [], AgentEnvironment.ForServing(agent, own, _surroundings!), _options.Folder.LogOf(name));
        return SuperviseAsync(name, _ => Task.FromResult(ChildProcess.Start(options)), cancellationToken);
    }

    private async Task WaitUntilReadyAsync(int probe, string name, Supervisor supervisor, CancellationToken cancellationToken)
    {
        var (log, started) = (_options.Folder.LogOf(name), _time.GetTimestamp());
        while (!await ReadinessProbe.IsReadyAsync(probe, cancellationToken))
        {
            if (supervisor.LastExitCode is { } code)
            {
                throw new ShopException($"{name} ended with exit code {code}. From {log}:\n{LogTail.Cause(log)}");
            }

            if (_time.GetElapsedTime(started) > ReadyTimeout)
            {
                throw new ShopException(
                    $"{name} is not ready after {ReadyTimeout.TotalSeconds:0} s. From {log}:\n{LogTail.Cause(log)}");
            }

            await Task.Delay(PollInterval, _time, cancellationToken);
        }
    }

    private async Task MigrateAsync(AgentProgram agent, AgentSurroundings surroundings, CancellationToken cancellationToken)
    {
        var stamps = new Stamps(_options.Folder.At("stamps"));
        string[] files = [Path.Combine(agent.Folder, $"{agent.Project}.dll"), Path.Combine(agent.Folder, "Ecommerce.ServiceDefaults.dll")];
        if (stamps.IsCurrent(agent.Name, files))
        {
            return;
        }

        await AgentMigration.RunAsync(
            agent, database => Credentials.OwnerConnection(surroundings.PostgresOf(agent), database), _options.Folder.LogOf(agent.Name),
            _time, cancellationToken);
        stamps.Set(agent.Name, files);
    }

    private async Task<Supervisor> SuperviseAsync(
        string name, Func<CancellationToken, Task<ChildProcess>> start, CancellationToken cancellationToken,
        Func<ProcessIdentity, TimeProvider, Task>? stop = null)
    {
        var events = new SupervisorEvents(
            child =>
            {
                _record.Set(name, child);
                if (_options.Strict)
                {
                    Accept(name);
                }
            },
            (code, delay) => _progress.Note($"{name} ended with exit code {code}; restarts in {delay.TotalSeconds:0.0} s"));
        var supervisor = new Supervisor(start, child => (stop ?? ShopProcesses.StopAsync)(child, _time), events, _time);
        lock (_supervisors)
        {
            _supervisors.Add(name, supervisor);
        }

        await supervisor.StartAsync(cancellationToken);
        return supervisor;
    }

    // The workload's processes that live, this one among them.
    private void Accept(string started)
    {
        var known = (string[])[.. AgentProgram.All.Select(agent => agent.Name), ShopProcesses.Storefront];
        if (known.FirstOrDefault(name => IsOf(name, started)) is not { } workload)
        {
            return;
        }

        lock (_supervisors)
        {
            var living = Instance.Processes.Where(process => IsOf(workload, process.Key) && process.Value.IsAlive);
            _authority!.Accept(workload, [.. living.Select(process => process.Value.Pid)]);
        }

        static bool IsOf(string workload, string process) =>
            process == workload || process.StartsWith($"{workload}-", StringComparison.Ordinal);
    }

    private Dictionary<string, string> AgentVariables()
    {
        var variables = new Dictionary<string, string>(_options.Dashboard?.AgentVariables ?? new Dictionary<string, string>());
        foreach (var (name, value) in _options.AgentVariables ?? new Dictionary<string, string>())
        {
            variables[name] = value;
        }

        return variables;
    }
}
