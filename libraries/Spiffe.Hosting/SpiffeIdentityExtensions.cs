namespace Spiffe.Hosting;

/// <summary>Gives resources an identity.</summary>
public static class SpiffeIdentityExtensions
{
    /// <summary>
    /// The Workload API of what is published: where SPIRE's CSI driver, or a mount of the host's folder, puts the socket. Neither SPIRE nor
    /// an authority is published with an application; the platform has one.
    /// </summary>
    public const string PublishedEndpoint = "unix:///run/spire/sockets/agent.sock";

    private const string EndpointVariable = "SPIFFE_ENDPOINT_SOCKET";

    /// <summary>
    /// Gives a project the SPIFFE ID of that path: it is registered, waits for the Workload API, and is told where that is.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="identity">What <c>AddSpire</c> or <c>AddDevelopmentAuthority</c> returned.</param>
    /// <param name="path">Path of the SPIFFE ID, such as <c>/api</c>; the resource's name if null.</param>
    public static IResourceBuilder<T> WithSpiffeIdentity<T>(
        this IResourceBuilder<T> project, IResourceBuilder<IWorkloadApiResource> identity, string? path = null)
        where T : ProjectResource =>
        project.WithSpiffeIdentity(identity, new SpiffeWorkload(project.Resource.Name, path ?? $"/{project.Resource.Name}"));

    /// <summary>Gives a project that identity.</summary>
    /// <param name="project">The project.</param>
    /// <param name="identity">What <c>AddSpire</c> or <c>AddDevelopmentAuthority</c> returned.</param>
    /// <param name="workload">The identity.</param>
    public static IResourceBuilder<T> WithSpiffeIdentity<T>(
        this IResourceBuilder<T> project, IResourceBuilder<IWorkloadApiResource> identity, SpiffeWorkload workload)
        where T : ProjectResource
    {
        if (project.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            return project.WithEnvironment(EndpointVariable, PublishedEndpoint);
        }

        identity.Resource.Workloads.Add(workload with { Project = project.Resource.GetProjectMetadata() });
        return project
            .WithEnvironment(EndpointVariable, identity.Resource.EndpointOf(workload.Name))
            .WithReferenceRelationship(identity)
            .WaitFor(identity);
    }

    /// <summary>Registers a program that the application does not run itself, such as a command line.</summary>
    /// <param name="identity">What <c>AddSpire</c> or <c>AddDevelopmentAuthority</c> returned.</param>
    /// <param name="workload">The identity; SPIRE knows the program by its selectors.</param>
    public static IResourceBuilder<T> WithWorkload<T>(this IResourceBuilder<T> identity, SpiffeWorkload workload)
        where T : IWorkloadApiResource
    {
        identity.Resource.Workloads.Add(workload);
        return identity;
    }
}
