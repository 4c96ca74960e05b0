using Ecommerce.Contracts;
using Ecommerce.Development;

namespace Ecommerce.Cli.Deploy;

/// <summary>
/// What makes ConfigMaps of folders. It lies in them, since kustomize reads nothing above a kustomization's folder, and has no extension,
/// by which neither an OPA server nor an agent takes it for one of theirs.
/// </summary>
internal static class ConfigMaps
{
    /// <summary><c>policies/Kustomization</c>: every policy but the tests.</summary>
    public static string OfPolicies()
    {
        var folder = RepositoryRoot.At("policies");
        var files = Directory.GetFiles(folder, "*.rego", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path))
            .Where(path => !path.StartsWith("tests/", StringComparison.Ordinal));
        // Agents reload them while they run: the name stays, and no pod is replaced.
        return Write("policies", "    options: {disableNameSuffixHash: true}\n", files);
    }

    /// <summary><c>config/Kustomization</c>: every agent's configuration.</summary>
    // Agents read it when they start: the name changes with it, and the pods are replaced. Migrations mount it too: by the label an upgrade
    // applies it before them.
    public static string OfConfiguration() => Write(
        "config", "    options: {labels: {app.kubernetes.io/component: configuration}}\n", AgentNames.All.Select(agent => $"{agent}.yaml"));

    private static string Write(string name, string options, IEnumerable<string> files) =>
        DeployFile.Header
        + $"""
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        configMapGenerator:
          - name: {name}
        {options}    files:
        {string.Concat(files.Order(StringComparer.Ordinal).Select(file => $"      - {file}\n"))}
        """.ReplaceLineEndings("\n");
}
