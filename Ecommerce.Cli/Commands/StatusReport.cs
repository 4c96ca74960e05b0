using System.Text.Json.Serialization;
using Ecommerce.Contracts;
using Ecommerce.Development;

namespace Ecommerce.Cli.Commands;

/// <summary>Addresses of an agent.</summary>
internal sealed record AgentAddresses(string Mtls, string GrpcHealth, string HttpHealth, string? Public);

/// <summary>An agent as it is now: <c>healthy</c>, <c>unhealthy</c> (it runs and is not ready) or <c>stopped</c>.</summary>
internal sealed record AgentStatus(
    string Name, string SpiffeId, string State, int? Pid, AgentAddresses? Addresses, string? SpiffeEndpointSocket);

/// <summary>The database server as it is now: <c>healthy</c> or <c>stopped</c>.</summary>
internal sealed record DatabaseStatus(string State, int? Pid, string? Address);

/// <summary>The storefront as it is now, as an agent is.</summary>
internal sealed record StorefrontStatus(string State, int? Pid, string Url);

/// <summary>What <c>ecommerce status</c> prints.</summary>
internal sealed record StatusReport(
    IReadOnlyList<AgentStatus> Agents, StorefrontStatus? Storefront, DatabaseStatus Database, string? DashboardUrl, string DataDir)
{
    private const string Healthy = "healthy";
    private const string Stopped = "stopped";

    /// <summary>All agents and the database are healthy.</summary>
    [JsonIgnore]
    public bool IsHealthy => Database.State == Healthy && Agents.All(agent => agent.State == Healthy)
        && Storefront is null or { State: Healthy };

    /// <summary>Something runs.</summary>
    [JsonIgnore]
    public bool IsRunning => Database.State != Stopped || Agents.Any(agent => agent.State != Stopped);

    /// <summary>Looks at the processes and asks the agents' probes.</summary>
    public static async Task<StatusReport> CreateAsync(DataFolder folder, CancellationToken cancellationToken)
    {
        var instance = Instance.Read(folder);
        var ports = instance?.Ports ?? new Ports(Base: null);
        var agents = await Task.WhenAll(AgentProgram.All.SelectMany(agent => ports.ByReplica.Select(
            (own, index) => AgentAsync(agent, ShopProcesses.Of(agent.Name, index + 1), own, instance, cancellationToken))));
        var server = instance?.Processes.GetValueOrDefault(ShopProcesses.Postgres);
        var database = server is { IsAlive: true } alive
            ? new DatabaseStatus(Healthy, alive.Pid, $"127.0.0.1:{ports.Postgres}")
            : new DatabaseStatus(Stopped, null, null);
        return new(
            agents, await StorefrontAsync(instance, ports, cancellationToken), database, instance?.DashboardUrl, folder.Root);
    }

    // A shop of a test may have none.
    private static async Task<StorefrontStatus?> StorefrontAsync(Instance? instance, Ports ports, CancellationToken cancellationToken)
    {
        if (instance?.Processes.GetValueOrDefault(ShopProcesses.Storefront) is not { } process)
        {
            return null;
        }

        var state = !process.IsAlive ? Stopped
            : await ReadinessProbe.IsReadyAsync(ports.StorefrontHealth, cancellationToken) ? Healthy
            : "unhealthy";
        return new(state, process.IsAlive ? process.Pid : null, StorefrontProgram.AddressOf(ports));
    }

    private static async Task<AgentStatus> AgentAsync(
        AgentProgram agent, string name, Ports ports, Instance? instance, CancellationToken cancellationToken)
    {
        var process = instance?.Processes.GetValueOrDefault(name);
        var id = Registrations.AgentId(agent.Name);
        if (instance is null)
        {
            return new(name, id, Stopped, null, null, null);
        }

        // A process that is not listed is another runner's, such as Aspire's.
        var state = process is { IsAlive: false } ? Stopped
            : await ReadinessProbe.IsReadyAsync(ports.HttpHealth(agent), cancellationToken) ? Healthy
            : process is null ? Stopped
            : "unhealthy";
        var addresses = new AgentAddresses(
            $"https://127.0.0.1:{ports.Mtls(agent)}", $"http://127.0.0.1:{ports.GrpcHealth(agent)}",
            $"http://127.0.0.1:{ports.HttpHealth(agent)}",
            agent.Name == AgentNames.Gateway ? $"http://127.0.0.1:{ports.Public}" : null);
        return new(name, id, state, process is { IsAlive: true } ? process.Pid : null, addresses, instance.SocketOf(agent.Name));
    }
}

/// <summary>Serializer of <see cref="StatusReport"/>, made at build time for a quick start.</summary>
[JsonSerializable(typeof(StatusReport))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class StatusJson : JsonSerializerContext;
