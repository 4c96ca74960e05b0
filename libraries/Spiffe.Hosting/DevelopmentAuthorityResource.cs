using Spiffe.Authority;

namespace Spiffe.Hosting;

/// <summary>The development authority, in the AppHost's own process: a Workload API without SPIRE, on a socket a workload.</summary>
public sealed class DevelopmentAuthorityResource : Resource, IWorkloadApiResource
{
    internal DevelopmentAuthorityResource(string name, TrustDomain trustDomain, string folder)
        : base(name) => (TrustDomain, Folder) = (trustDomain, folder);

    /// <inheritdoc/>
    public TrustDomain TrustDomain { get; }

    /// <inheritdoc/>
    public IList<SpiffeWorkload> Workloads { get; } = [];

    /// <summary>The folder of its sockets.</summary>
    public string Folder { get; }

    /// <summary>The authority while it serves.</summary>
    internal DevelopmentAuthority? Authority { get; set; }

    /// <inheritdoc/>
    public string EndpointOf(string workload) => $"unix://{Path.Combine(Folder, workload)}.sock";
}
