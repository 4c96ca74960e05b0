using System.Reflection;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Spiffe.Hosting;

namespace Ecommerce.AppHost;

/// <summary>Adds what gives identities, to the workloads of <c>config/registrations.yaml</c>.</summary>
internal static class ShopIdentity
{
    /// <summary>
    /// SPIRE, whose agent attests the processes of this host; or, with <c>Identity=development</c> and where containers cannot see this
    /// host's processes (anywhere but on Linux), the development authority.
    /// </summary>
    public static IResourceBuilder<IWorkloadApiResource> AddIdentity(this IDistributedApplicationBuilder builder) =>
        (builder.Configuration["Identity"] ?? (OperatingSystem.IsLinux() ? "spire" : "development")) switch
        {
            "spire" => builder.AddSpire("spire", Registrations.TrustDomain).WithCommands(builder),
            "development" => builder.AddDevelopmentAuthority("authority", Registrations.TrustDomain).WithCommands(),
            var other => throw new DistributedApplicationException($"Identity is spire or development, not {other}."),
        };

    /// <summary>An agent, or the storefront, as a workload.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Its name.</param>
    public static SpiffeWorkload WorkloadOf(IDistributedApplicationBuilder builder, string name) =>
        Workload(Registrations.Read(Registrations.File).Single(workload => workload.Name == name), ConfigurationOf(builder));

    // The commands are run from here in this configuration, and by bin/ecommerce in Release.
    private static IResourceBuilder<SpireResource> WithCommands(
        this IResourceBuilder<SpireResource> spire, IDistributedApplicationBuilder builder)
    {
        foreach (var command in Commands)
        {
            foreach (var configuration in (HashSet<string>)[ConfigurationOf(builder), "release"])
            {
                spire.WithWorkload(Workload(command, configuration));
            }
        }

        return spire;
    }

    // Each of the authority's workloads has a socket of its own, and no selectors.
    private static IResourceBuilder<DevelopmentAuthorityResource> WithCommands(
        this IResourceBuilder<DevelopmentAuthorityResource> authority)
    {
        foreach (var command in Commands)
        {
            authority.WithWorkload(Workload(command, configuration: ""));
        }

        return authority;
    }

    private static IEnumerable<WorkloadRegistration> Commands =>
        Registrations.Read(Registrations.File)
            .Where(workload => !AgentNames.All.Contains(workload.Name) && workload.Name != ShopProcesses.Storefront);

    private static SpiffeWorkload Workload(WorkloadRegistration workload, string configuration) => new(workload.Name, workload.Path)
    {
        DnsNames = workload.DnsNames,
        SvidLifetime = workload.SvidLifetime,
        TokenLifetime = workload.TokenLifetime,
        Selectors =
        [
            .. workload.Selectors["aspire"].Select(selector => selector
                .Replace("{artifacts}", RepositoryRoot.At("artifacts"), StringComparison.Ordinal)
                .Replace("{configuration}", configuration, StringComparison.Ordinal)),
        ],
    };

    // As the folders of programs are named.
    private static string ConfigurationOf(IDistributedApplicationBuilder builder) =>
        builder.AppHostAssembly!.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration.ToLowerInvariant();
}
