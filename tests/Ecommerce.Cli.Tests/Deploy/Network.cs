using System.Text.Json.Nodes;

namespace Ecommerce.Cli.Tests.Deploy;

/// <summary>A pod as NetworkPolicies see it.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Labels">Its labels.</param>
internal sealed record NetworkPod(string Namespace, IReadOnlyDictionary<string, string> Labels);

/// <summary>
/// What a network with these policies carries (Kubernetes, "Network Policies"): a connection passes if a policy of its source lets it out
/// and a policy of its target lets it in, or none selects them.
/// </summary>
internal sealed class Network(IReadOnlyList<JsonObject> policies)
{
    private const string Home = "ecommerce";

    /// <summary>Whether a connection from pod to pod passes.</summary>
    public bool Carries(NetworkPod source, NetworkPod target, int port, string protocol = "TCP") =>
        Lets("Egress", source, target, port, protocol) && Lets("Ingress", target, source, port, protocol);

    /// <summary>Whether a pod takes a connection from somewhere that no selector knows, such as its node.</summary>
    public bool Admits(NetworkPod target, int port) => Lets("Ingress", target, peer: null, port, "TCP");

    private bool Lets(string direction, NetworkPod pod, NetworkPod? peer, int port, string protocol)
    {
        var (rules, side) = direction == "Egress" ? ("egress", "to") : ("ingress", "from");
        var selecting = policies.Select(policy => policy["spec"]!).Where(spec => pod.Namespace == Home
            && Manifests.Items(spec["policyTypes"]).Any(type => (string?)type == direction)
            && Matches(spec["podSelector"], pod.Labels)).ToList();
        return selecting.Count == 0 || selecting.Any(spec => Manifests.Items(spec[rules]).Any(rule =>
            (rule[side] is null || Manifests.Items(rule[side]).Any(selector => peer is not null && IsPeer(selector, peer)))
            && (rule["ports"] is null || Manifests.Items(rule["ports"]).Any(
                open => (string?)open["port"] == $"{port}" && (string?)open["protocol"] == protocol))));
    }

    // Without a selector of namespaces it is the policy's own. Addresses of pods are in none of the blocks that the policies name.
    private static bool IsPeer(JsonNode selector, NetworkPod peer) => selector["ipBlock"] is null
        && (selector["namespaceSelector"] is { } spaces
            ? Matches(spaces, new Dictionary<string, string> { ["kubernetes.io/metadata.name"] = peer.Namespace })
            : peer.Namespace == Home)
        && Matches(selector["podSelector"], peer.Labels);

    private static bool Matches(JsonNode? selector, IReadOnlyDictionary<string, string> labels) =>
        Manifests.Texts(selector?["matchLabels"]).All(label => labels.GetValueOrDefault(label.Key) == label.Value)
        && Manifests.Items(selector?["matchExpressions"]).All(expression => (string?)expression["operator"] == "In"
            && Manifests.Items(expression["values"]).Any(value => (string?)value == labels.GetValueOrDefault((string)expression["key"]!)));
}
