using Ecommerce.Cli.Authz;
using Ecommerce.Cli.Output;
using Ecommerce.Development;

namespace Ecommerce.Cli.Deploy;

/// <summary>A file that says for a platform what the registrations, the policies and the alerts say.</summary>
/// <param name="Path">Where it is in the repository, with slashes.</param>
/// <param name="Text">What it must hold.</param>
internal sealed record DeployFile(string Path, string Text)
{
    /// <summary>The first line of each whose format has comments.</summary>
    public const string Header =
        "# Written by bin/ecommerce deploy render. Change what it reads: config/registrations.yaml, policies/, deploy/observability.\n";

    /// <summary>Every one, as it must be now.</summary>
    /// <exception cref="CommandException">A policy does not load.</exception>
    /// <exception cref="ShopException">The registrations cannot be read.</exception>
    public static IReadOnlyList<DeployFile> All()
    {
        var graph = CallGraph.Of(PolicyCheck.Load());
        return
        [
            new("config/Kustomization", ConfigMaps.OfConfiguration()),
            new("policies/Kustomization", ConfigMaps.OfPolicies()),
            new("deploy/opa/data.json", OpaData.Write()),
            new("deploy/spire/entries/host.json", SpireEntries.Write(graph.Workloads, "host")),
            new("deploy/spire/entries/compose.json", SpireEntries.Write(graph.Workloads, "compose", "x509pop:subject:cn:compose")),
            new("deploy/kubernetes/overlays/spire/cluster-spiffe-ids.yaml", ClusterSpiffeIds.Write(graph.Workloads)),
            new("deploy/kubernetes/base/network-policies.yaml", NetworkPolicies.Write(graph)),
            new("deploy/kubernetes/overlays/istio/authorization-policies.yaml", AuthorizationPolicies.Write(graph)),
            new("deploy/kubernetes/components/monitoring/rules.yaml", PrometheusRules.Write()),
        ];
    }

    /// <summary>Whether the repository's file holds that text.</summary>
    public bool IsCurrent() => File.Exists(At) && File.ReadAllText(At) == Text;

    /// <summary>Writes it.</summary>
    public void Save()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At)!);
        File.WriteAllText(At, Text);
    }

    private string At => RepositoryRoot.At(Path.Split('/'));
}
