using System.Text;
using Ecommerce.Development;

namespace Ecommerce.Cli.Deploy;

/// <summary>The identities as resources of SPIRE's controller manager, which registers each pod that they select.</summary>
internal static class ClusterSpiffeIds
{
    /// <summary>The file's text.</summary>
    /// <param name="workloads">The registrations.</param>
    public static string Write(IEnumerable<WorkloadRegistration> workloads)
    {
        var text = new StringBuilder(DeployFile.Header);
        foreach (var workload in workloads)
        {
            // The label finds the pods, and the service account, which nobody else's pod can have, must be theirs.
            var selectors = string.Concat(Pods.SelectorsOf(workload).Select(selector => $"    - \"{selector}\"\n"));
            var names = workload.DnsNames.Count == 0
                ? "" : $"  dnsNameTemplates: [{string.Join(", ", workload.DnsNames.Select(name => $"\"{name}\""))}]\n";
            text.Append(
                $$$"""
                ---
                apiVersion: spire.spiffe.io/v1alpha1
                kind: ClusterSPIFFEID
                metadata:
                  name: ecommerce-{{{workload.Name}}}
                spec:
                  spiffeIDTemplate: "spiffe://{{ .TrustDomain }}{{{workload.Path}}}"
                  namespaceSelector:
                    matchLabels:
                      kubernetes.io/metadata.name: {{{Pods.NamespaceOf(workload)}}}
                  podSelector:
                    matchLabels:
                      {{{Pods.NameLabel}}}: {{{workload.Name}}}
                  workloadSelectorTemplates:
                {{{selectors}}}{{{names}}}  ttl: {{{workload.SvidLifetime.TotalSeconds}}}s
                  jwtTtl: {{{workload.TokenLifetime.TotalSeconds}}}s

                """.ReplaceLineEndings("\n"));
        }

        return text.ToString();
    }
}
