using System.Reflection;
using System.Text.Json;

namespace Spiffe.Hosting;

/// <summary>
/// The files in SPIRE's containers, made when a container is created, so that they are nowhere on the host. Each container has only the
/// keys that it needs.
/// </summary>
internal sealed class SpireFiles(SpireResource spire, string serverName, TimeProvider time)
{
    /// <summary>File name of the server's configuration.</summary>
    public const string ServerConfiguration = "server.conf";

    /// <summary>File name of the server's socket.</summary>
    public const string ServerSocket = "server.sock";

    /// <summary>File name of the agent's configuration.</summary>
    public const string AgentConfiguration = "agent.conf";

    /// <summary>File name of the agent's socket.</summary>
    public const string AgentSocket = "agent.sock";

    /// <summary>File name of the entries.</summary>
    public const string Entries = "entries.json";

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly Lazy<SpireKeys> _keys = new(() => SpireKeys.Create(time));

    /// <summary>For the server.</summary>
    public IEnumerable<ContainerFileSystemItem> ForServer() =>
    [
        TextFile(ServerConfiguration, Template(ServerConfiguration)),
        TextFile("root.crt", _keys.Value.Root.Certificate),
        TextFile("root.key", _keys.Value.Root.Key),
        TextFile("node.crt", _keys.Value.Node.Certificate),
    ];

    /// <summary>For the agent.</summary>
    public IEnumerable<ContainerFileSystemItem> ForAgent() =>
    [
        TextFile(AgentConfiguration, Template(AgentConfiguration)),
        TextFile("root.crt", _keys.Value.Root.Certificate),
        TextFile("node.crt", _keys.Value.Node.Certificate),
        TextFile("node.key", _keys.Value.Node.Key),
    ];

    /// <summary>For the steps that register the workloads: what <c>spire-server entry create -data</c> and <c>update</c> read.</summary>
    public async Task<IEnumerable<ContainerFileSystemItem>> ForEntriesAsync(
        IDistributedApplicationBuilder builder, CancellationToken cancellationToken)
    {
        List<object> entries = [];
        foreach (var workload in spire.Workloads)
        {
            var selectors = workload.Selectors.Count > 0
                ? workload.Selectors
                : [$"unix:path:{await ProjectProgram.OfAsync(workload, ConfigurationOf(builder), cancellationToken)}"];
            entries.Add(new
            {
                // A command may have several entries.
                entry_id = $"{workload.Name}-{entries.Count}",
                parent_id = $"spiffe://{spire.TrustDomain}/spire/agent/x509pop/{_keys.Value.Node.Fingerprint}",
                spiffe_id = $"spiffe://{spire.TrustDomain}{workload.Path}",
                selectors = selectors.Select(selector => selector.Split(':', 2)).Select(parts => new { type = parts[0], value = parts[1] }),
                dns_names = workload.DnsNames,
                x509_svid_ttl = (int)workload.SvidLifetime.TotalSeconds,
                jwt_svid_ttl = (int)workload.TokenLifetime.TotalSeconds,
            });
        }

        return [TextFile(Entries, JsonSerializer.Serialize(new { entries }))];
    }

    // Projects run in the configuration of the AppHost.
    private static string ConfigurationOf(IDistributedApplicationBuilder builder) =>
        builder.AppHostAssembly?.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug";

    private static ContainerFile TextFile(string name, string text) => new() { Name = name, Contents = text, Mode = Private };

    private string Template(string name)
    {
        using var stream = typeof(SpireFiles).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Replace("{trust_domain}", spire.TrustDomain.ToString(), StringComparison.Ordinal)
            .Replace("{server}", serverName, StringComparison.Ordinal);
    }
}
