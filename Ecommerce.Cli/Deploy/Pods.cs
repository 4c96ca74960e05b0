using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Configuration;

namespace Ecommerce.Cli.Deploy;

/// <summary>A workload's pods in a cluster, as the generated files name them.</summary>
internal static class Pods
{
    /// <summary>The label that tells the workloads apart; its value is the workload's name.</summary>
    public const string NameLabel = "app.kubernetes.io/name";

    private const string NamespaceSelector = "k8s:ns:";
    private const string AccountSelector = "k8s:sa:";

    /// <summary>The port of mutual TLS: pods have an address each, so it is the same for all.</summary>
    public static string Port { get; } = AgentSchema.Default("server:port");

    /// <summary>SPIRE's selectors of a workload's pods.</summary>
    /// <exception cref="ShopException">The registrations have none.</exception>
    public static IReadOnlyList<string> SelectorsOf(WorkloadRegistration workload) =>
        workload.Selectors.TryGetValue("kubernetes", out var selectors)
            ? selectors
            : throw new ShopException($"{Registrations.File}: {workload.Name} has no selectors for kubernetes.");

    /// <summary>The namespace.</summary>
    /// <exception cref="ShopException">The registrations do not name it.</exception>
    public static string NamespaceOf(WorkloadRegistration workload) => ValueOf(workload, NamespaceSelector);

    /// <summary>The service account.</summary>
    /// <exception cref="ShopException">The registrations do not name it.</exception>
    public static string AccountOf(WorkloadRegistration workload) => ValueOf(workload, AccountSelector);

    private static string ValueOf(WorkloadRegistration workload, string prefix) =>
        SelectorsOf(workload).FirstOrDefault(selector => selector.StartsWith(prefix, StringComparison.Ordinal)) is { } found
            ? found[prefix.Length..]
            : throw new ShopException($"{Registrations.File}: {workload.Name} has no selector {prefix}… for kubernetes.");
}
