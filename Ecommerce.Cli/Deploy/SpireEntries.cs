using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.Development;

namespace Ecommerce.Cli.Deploy;

/// <summary>
/// What <c>spire-server entry create -data</c> reads: an entry for each workload. The format has no comments. An entry's ID is the
/// workload's name, so that repeating it is refused and not done twice.
/// </summary>
internal static class SpireEntries
{
    // What `spire-server token generate -spiffeID` names the node, so that entries survive a new token. A node without a token has an entry
    // that gives it the name.
    private const string Node = "/node/local";
    private const string Server = "/spire/server";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The file's text.</summary>
    /// <param name="workloads">The registrations.</param>
    /// <param name="way">The way of running, as they name it; a workload that has no selectors for it gets no entry.</param>
    /// <param name="node">The selector of the node that SPIRE's agent runs on; null where it brings a token.</param>
    public static string Write(IEnumerable<WorkloadRegistration> workloads, string way, string? node = null)
    {
        IEnumerable<JsonNode> nodes = node is null ? [] : [Entry("node", Server, Node, [node])];
        var entries = workloads.Where(workload => workload.Selectors.ContainsKey(way)).Select(workload =>
        {
            var entry = Entry(workload.Name, Node, workload.Path, workload.Selectors[way]);
            if (workload.DnsNames.Count > 0)
            {
                entry["dns_names"] = new JsonArray([.. workload.DnsNames.Select(name => (JsonNode)name)]);
            }

            entry["x509_svid_ttl"] = (int)workload.SvidLifetime.TotalSeconds;
            entry["jwt_svid_ttl"] = (int)workload.TokenLifetime.TotalSeconds;
            return entry;
        });
        return new JsonObject { ["entries"] = new JsonArray([.. nodes, .. entries]) }.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Entry(string name, string parent, string path, IEnumerable<string> selectors) => new()
    {
        ["entry_id"] = name,
        ["parent_id"] = Id(parent),
        ["spiffe_id"] = Id(path),
        ["selectors"] = new JsonArray([.. selectors.Select(Selector)]),
    };

    private static string Id(string path) => $"spiffe://{Registrations.TrustDomain}{path}";

    private static JsonObject Selector(string selector)
    {
        var parts = selector.Split(':', 2);
        return new() { ["type"] = parts[0], ["value"] = parts[1] };
    }
}
