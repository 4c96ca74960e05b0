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
    // What `spire-server token generate -spiffeID` names the node, so that entries survive a new token.
    private const string Node = "/node/local";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The file's text.</summary>
    /// <param name="workloads">The registrations.</param>
    /// <param name="way">The way of running, as they name it; a workload that has no selectors for it gets no entry.</param>
    public static string Write(IEnumerable<WorkloadRegistration> workloads, string way)
    {
        var entries = workloads.Where(workload => workload.Selectors.ContainsKey(way)).Select(workload => (JsonNode)new JsonObject
        {
            ["entry_id"] = workload.Name,
            ["parent_id"] = Id(Node),
            ["spiffe_id"] = Id(workload.Path),
            ["selectors"] = new JsonArray([.. workload.Selectors[way].Select(Selector)]),
            ["x509_svid_ttl"] = (int)workload.SvidLifetime.TotalSeconds,
            ["jwt_svid_ttl"] = (int)workload.TokenLifetime.TotalSeconds,
        });
        return new JsonObject { ["entries"] = new JsonArray([.. entries]) }.ToJsonString(Indented) + "\n";
    }

    private static string Id(string path) => $"spiffe://{Registrations.TrustDomain}{path}";

    private static JsonObject Selector(string selector)
    {
        var parts = selector.Split(':', 2);
        return new() { ["type"] = parts[0], ["value"] = parts[1] };
    }
}
