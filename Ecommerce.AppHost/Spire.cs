using System.Text.Json;
using Ecommerce.Development;
using Spiffe;

namespace Ecommerce.AppHost;

/// <summary>SPIRE in containers: server, agent, and a step that registers the shop's workloads.</summary>
internal static class SpireExtensions
{
    private const string Version = "1.15.3";
    private static readonly string TrustDomain = Registrations.DefaultTrustDomain; // as in deploy/spire

    /// <summary>Adds them; the agent sees this host's processes, and tells workloads apart by their programs.</summary>
    public static Identity AddSpire(this IDistributedApplicationBuilder builder)
    {
        var keys = RuntimeFolder.Create("spire");
        var serverSocket = RuntimeFolder.Create("spire-server");
        var agentSocket = RuntimeFolder.Create("spire-agent");
        var node = SpireKeys.Create(keys, TimeProvider.System);
        var entries = Path.Combine(keys, "entries.json");
        File.WriteAllText(entries, CreateEntries($"spiffe://{TrustDomain}/spire/agent/x509pop/{node}"));

        var server = builder.AddContainer("spire-server", "ghcr.io/spiffe/spire-server", Version)
            .WithBindMount(RepositoryRoot.At("deploy", "spire", "server.conf"), "/etc/spire/server.conf", isReadOnly: true)
            .WithBindMount(keys, "/run/spire/keys", isReadOnly: true)
            .WithBindMount(serverSocket, "/run/spire/server")
            .WithContainerRuntimeArgs("--user", "0:0")
            .WithArgs("-config", "/etc/spire/server.conf")
            .WithHttpEndpoint(targetPort: 8080, name: "health")
            .WithHttpHealthCheck("/ready", endpointName: "health");
        var registration = builder.AddContainer("spire-registration", "ghcr.io/spiffe/spire-server", Version)
            .WithBindMount(entries, "/etc/spire/entries.json", isReadOnly: true)
            .WithBindMount(serverSocket, "/run/spire/server")
            .WithContainerRuntimeArgs("--user", "0:0")
            .WithEntrypoint("/opt/spire/bin/spire-server")
            .WithArgs("entry", "create", "-socketPath", "/run/spire/server/server.sock", "-data", "/etc/spire/entries.json")
            .WaitFor(server);
        var agent = builder.AddContainer("spire-agent", "ghcr.io/spiffe/spire-agent", Version)
            .WithBindMount(RepositoryRoot.At("deploy", "spire", "agent.conf"), "/etc/spire/agent.conf", isReadOnly: true)
            .WithBindMount(keys, "/run/spire/keys", isReadOnly: true)
            .WithBindMount(agentSocket, "/run/spire/sockets")
            .WithContainerRuntimeArgs("--user", "0:0", "--pid", "host", "--privileged") // to read /proc/PID/exe of the host's processes
            .WithArgs("-config", "/etc/spire/agent.conf")
            .WithHttpEndpoint(targetPort: 8080, name: "health")
            .WithHttpHealthCheck("/ready", endpointName: "health")
            .WaitForCompletion(registration);
        return new(agent, _ => $"unix://{agentSocket}/agent.sock");
    }

    // What `spire-server entry create -data` reads, from the one list of registrations.
    private static string CreateEntries(string parent)
    {
        var workloads = Registrations.Read(Registrations.File).Where(workload => workload.Selectors.ContainsKey("aspire"));
        // This program lies in {programs}/Ecommerce.AppHost/{configuration}.
        var own = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return JsonSerializer.Serialize(new
        {
            entries = workloads.Select(workload => new
            {
                entry_id = workload.Name,
                parent_id = parent,
                spiffe_id = $"spiffe://{TrustDomain}{workload.Path}",
                selectors = workload.Selectors["aspire"].Select(selector => selector
                    .Replace("{programs}", own.Parent!.Parent!.FullName, StringComparison.Ordinal)
                    .Replace("{configuration}", own.Name, StringComparison.Ordinal)
                    .Split(':', 2)).Select(parts => new { type = parts[0], value = parts[1] }),
                x509_svid_ttl = (int)workload.SvidLifetime.TotalSeconds,
                jwt_svid_ttl = (int)workload.TokenLifetime.TotalSeconds,
            }),
        });
    }
}
