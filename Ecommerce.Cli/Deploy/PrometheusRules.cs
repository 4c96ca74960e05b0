using Ecommerce.Development;

namespace Ecommerce.Cli.Deploy;

/// <summary>The alerts of <c>deploy/observability/alerts.yaml</c> as a resource of the Prometheus operator.</summary>
internal static class PrometheusRules
{
    /// <summary>The file's text.</summary>
    public static string Write()
    {
        var alerts = File.ReadAllLines(RepositoryRoot.At("deploy", "observability", "alerts.yaml"))
            .SkipWhile(line => line.StartsWith('#'))
            .Select(line => line.Length == 0 ? "\n" : $"  {line}\n");
        return DeployFile.Header
            + """
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata:
              name: ecommerce
              namespace: ecommerce
            spec:

            """.ReplaceLineEndings("\n")
            + string.Concat(alerts);
    }
}
