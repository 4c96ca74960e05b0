namespace Spiffe.Hosting;

/// <summary>
/// What serves the SPIFFE Workload API to the workloads of an application. When it is healthy, every registered workload gets its identity.
/// </summary>
public interface IWorkloadApiResource : IResource
{
    /// <summary>The trust domain that it issues identities of.</summary>
    TrustDomain TrustDomain { get; }

    /// <summary>The workloads that get an identity.</summary>
    IList<SpiffeWorkload> Workloads { get; }

    /// <summary>Where a workload finds its socket: a value for <c>SPIFFE_ENDPOINT_SOCKET</c>.</summary>
    /// <param name="workload">The workload's name.</param>
    string EndpointOf(string workload);
}
