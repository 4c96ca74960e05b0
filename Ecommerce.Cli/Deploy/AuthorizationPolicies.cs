using System.Text;
using Ecommerce.Cli.Authz;
using Ecommerce.Contracts;

namespace Ecommerce.Cli.Deploy;

/// <summary>
/// Istio's part of the policies: which service accounts may open connections to an agent. The agents' mutual TLS is opaque to the mesh, so
/// its rules name principals and ports, never methods or paths.
/// </summary>
internal static class AuthorizationPolicies
{
    // In a policy it stands for the mesh's own trust domain, whatever that is called.
    private const string MeshDomain = "cluster.local";

    /// <summary>The file's text.</summary>
    /// <param name="graph">Who may call whom.</param>
    public static string Write(CallGraph graph)
    {
        var text = new StringBuilder(DeployFile.Header);
        foreach (var agent in AgentNames.All)
        {
            var principals = graph.CallersOf(agent).Select(
                caller => $"              - {MeshDomain}/ns/{Pods.NamespaceOf(caller)}/sa/{Pods.AccountOf(caller)}\n");
            text.Append(
                $"""
                ---
                apiVersion: security.istio.io/v1
                kind: AuthorizationPolicy
                metadata:
                  name: callers-of-{agent}
                spec:
                  selector:
                    matchLabels:
                      {Pods.NameLabel}: {agent}
                  action: ALLOW
                  rules:
                    - from:
                        - source:
                            principals:
                {string.Concat(principals)}      to:
                        - operation:
                            ports: ["{Pods.Port}"]

                """.ReplaceLineEndings("\n"));
        }

        return text.ToString();
    }
}
