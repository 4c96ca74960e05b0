using Ecommerce.Development;

namespace Ecommerce.AppHost;

/// <summary>What every agent stands on, and how an agent is added.</summary>
/// <param name="Builder">The application.</param>
/// <param name="DatabaseSetup">The step that creates the databases' roles.</param>
/// <param name="Identity">Who serves the SPIFFE Workload API.</param>
/// <param name="OpaEndpoint">Address of the OPA server's socket, for agents whose configuration names it as their engine.</param>
internal sealed record Shop(
    IDistributedApplicationBuilder Builder, IResourceBuilder<ProjectResource> DatabaseSetup, Identity Identity, string OpaEndpoint)
{
    // An agent opens its listeners itself, by its configuration.
    private static readonly Action<ProjectResourceOptions> NoEndpoints = options =>
    {
        options.ExcludeLaunchProfile = true;
        options.ExcludeKestrelEndpoints = true;
    };

    /// <summary>Adds an agent and the step that migrates its databases.</summary>
    /// <param name="name">Name of the agent.</param>
    /// <param name="port">Port of mutual TLS; the probes' ports lie 1000 and 1100 above.</param>
    /// <param name="databases">The databases that it serves from.</param>
    public IResourceBuilder<ProjectResource> AddAgent<TProject>(string name, int port, params ShopDatabase[] databases)
        where TProject : IProjectMetadata, new()
    {
        var migration = Configure(Builder.AddProject<TProject>($"{name}-migrate", NoEndpoints), name)
            .WithArgs("migrate")
            .WaitForCompletion(DatabaseSetup);
        var agent = Configure(Builder.AddProject<TProject>(name, NoEndpoints), name)
            .WithHttpsEndpoint(port: port, name: "https", isProxied: false)
            .WithHttpEndpoint(port: port + 1000, name: "grpc-health", isProxied: false)
            .WithHttpEndpoint(port: port + 1100, name: "probe", isProxied: false)
            .WithEndpointsInEnvironment(_ => false)
            .WithHttpHealthCheck("/healthz/ready", endpointName: "probe")
            .WaitFor(Identity.Ready)
            .WaitForCompletion(migration);

        foreach (var database in databases)
        {
            migration.WithEnvironment($"ConnectionStrings__{database.Name}", database.OwnerConnection);
            agent.WithEnvironment($"ConnectionStrings__{database.Name}", database.AppConnection);
            agent.WithReferenceRelationship(database.Resource);
        }

        return agent;
    }

    private IResourceBuilder<ProjectResource> Configure(IResourceBuilder<ProjectResource> project, string name) => project
        .DisableForwardedHeaders() // an agent refuses to start with them enabled
        .WithEnvironment("DOTNET_ENVIRONMENT", "Development")
        .WithEnvironment("AGENTWEAVE_AGENT_ENVIRONMENT", "development")
        .WithEnvironment("AGENTWEAVE_CONFIG", RepositoryRoot.At("config", $"{name}.yaml"))
        .WithEnvironment("AGENTWEAVE_AUTHORIZATION_POLICY_PATH", RepositoryRoot.At("policies"))
        .WithEnvironment("AGENTWEAVE_AUTHORIZATION_OPA_ENDPOINT", OpaEndpoint)
        .WithEnvironment("AGENTWEAVE_SERVER_HOST", "127.0.0.1")
        .WithEnvironment("SPIFFE_ENDPOINT_SOCKET", Identity.EndpointOf(name));
}

/// <summary>How agents find each other.</summary>
internal static class ShopExtensions
{
    /// <summary>Gives the caller the addresses of those it may call.</summary>
    public static IResourceBuilder<ProjectResource> MayCall(
        this IResourceBuilder<ProjectResource> caller, params IResourceBuilder<ProjectResource>[] callees)
    {
        foreach (var callee in callees)
        {
            caller.WithReference(callee.GetEndpoint("https"));
        }

        return caller;
    }
}
