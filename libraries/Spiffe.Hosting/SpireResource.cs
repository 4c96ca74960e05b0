namespace Spiffe.Hosting;

/// <summary>
/// A SPIRE agent in a container that attests the processes of this host; its server and its entries are resources below it.
/// </summary>
public sealed class SpireResource : ContainerResource, IWorkloadApiResource
{
    internal SpireResource(string name, TrustDomain trustDomain, string folder)
        : base(name) => (TrustDomain, Folder) = (trustDomain, folder);

    /// <inheritdoc/>
    public TrustDomain TrustDomain { get; }

    /// <inheritdoc/>
    public IList<SpiffeWorkload> Workloads { get; } = [];

    /// <summary>The folder of the agent's socket.</summary>
    public string Folder { get; }

    /// <summary>The socket, one for all workloads: the agent knows them by their processes.</summary>
    public string Socket => Path.Combine(Folder, SpireFiles.AgentSocket);

    /// <inheritdoc/>
    public string EndpointOf(string workload) => $"unix://{Socket}";
}
