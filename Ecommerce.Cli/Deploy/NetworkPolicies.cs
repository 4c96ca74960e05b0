using System.Text;
using Ecommerce.Cli.Authz;
using Ecommerce.Contracts;

namespace Ecommerce.Cli.Deploy;

/// <summary>
/// The network's part of the policies: a workload's pods reach the agents that they may call, and are reached by those that may call them.
/// What every pod needs of its platform (DNS, PostgreSQL, probes) is in <c>network.yaml</c> beside it.
/// </summary>
internal static class NetworkPolicies
{
    // A client's pods are no part of the manifests, and kube-score is not to miss them.
    private const string ComesAndGoes = "  annotations: {kube-score/ignore: networkpolicy-targets-pod}\n";

    /// <summary>The file's text.</summary>
    /// <param name="graph">Who may call whom.</param>
    public static string Write(CallGraph graph)
    {
        var text = new StringBuilder(DeployFile.Header);
        foreach (var name in graph.Workloads.Select(workload => workload.Name))
        {
            var isAgent = AgentNames.All.Contains(name);
            text.Append(
                $"""
                ---
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata:
                  name: calls-of-{name}
                {(isAgent ? "" : ComesAndGoes)}spec:
                  podSelector:
                    matchLabels:
                      {Pods.NameLabel}: {name}
                  policyTypes: [Ingress, Egress]

                """.ReplaceLineEndings("\n"));
            text.Append(Rule("ingress", "from", isAgent ? graph.CallersOf(name).Select(caller => caller.Name) : []));
            text.Append(Rule("egress", "to", graph.CalleesOf(name)));
        }

        return text.ToString();
    }

    private static string Rule(string direction, string side, IEnumerable<string> peers)
    {
        var selectors = string.Concat(peers.Select(
            peer => $"        - podSelector: {{matchLabels: {{{Pods.NameLabel}: {peer}}}}}\n"));
        // A rule without peers would admit everyone.
        return selectors.Length == 0
            ? $"  {direction}: []\n"
            : $"  {direction}:\n    - {side}:\n{selectors}      ports:\n        - {{protocol: TCP, port: {Pods.Port}}}\n";
    }
}
