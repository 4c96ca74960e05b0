using Ecommerce.Development;

namespace Ecommerce.AppHost;

/// <summary>What all agents share, and how an agent is added.</summary>
/// <param name="Builder">The application.</param>
/// <param name="Databases">The agents' databases, by name.</param>
/// <param name="DatabaseSetup">The step that creates the databases' roles.</param>
/// <param name="Identity">Who serves the SPIFFE Workload API.</param>
/// <param name="OpaEndpoint">Address of the OPA server's socket, for agents whose configuration names it as their engine.</param>
internal sealed record Shop(
    IDistributedApplicationBuilder Builder, IReadOnlyDictionary<string, ShopDatabase> Databases,
    IResourceBuilder<ProjectResource> DatabaseSetup, Identity Identity, string OpaEndpoint)
{
    /// <summary>The well-known ports.</summary>
    public static Ports Ports { get; } = new(Base: null);

    // An agent opens its listeners itself, by its configuration.
    private static readonly Action<ProjectResourceOptions> NoEndpoints = options =>
    {
        options.ExcludeLaunchProfile = true;
        options.ExcludeKestrelEndpoints = true;
    };

    /// <summary>Adds an agent and the step that migrates its databases.</summary>
    /// <param name="name">Name of the agent.</param>
    public IResourceBuilder<ProjectResource> AddAgent<TProject>(string name)
        where TProject : IProjectMetadata, new()
    {
        var program = AgentProgram.All.Single(known => known.Name == name);
        var migration = Configure(Builder.AddProject<TProject>($"{name}-migrate", NoEndpoints), name)
            .WithArgs("migrate")
            .WaitForCompletion(DatabaseSetup);
        var agent = Configure(Builder.AddProject<TProject>(name, NoEndpoints), name)
            .WithHttpsEndpoint(port: Ports.Mtls(program), name: "https", isProxied: false)
            .WithHttpEndpoint(port: Ports.GrpcHealth(program), name: "grpc-health", isProxied: false)
            .WithHttpEndpoint(port: Ports.HttpHealth(program), name: "probe", isProxied: false)
            .WithEndpointsInEnvironment(_ => false)
            .WithHttpHealthCheck("/healthz/ready", endpointName: "probe")
            .WaitFor(Identity.Ready)
            .WaitForCompletion(migration);

        foreach (var database in program.Databases.Select(database => Databases[database]))
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
