using System.Globalization;
using Ecommerce.Development;
using Spiffe.Hosting;

namespace Ecommerce.AppHost;

/// <summary>What all agents share, and how an agent is added.</summary>
/// <param name="Builder">The application.</param>
/// <param name="Databases">The agents' databases, by name.</param>
/// <param name="DatabaseSetup">The step that creates the databases' roles.</param>
/// <param name="Identity">Who serves the SPIFFE Workload API.</param>
/// <param name="Opa">The OPA server that agents ask; null where they decide themselves.</param>
/// <param name="Broker">Where events are published; null where they stay in the databases.</param>
internal sealed record Shop(
    IDistributedApplicationBuilder Builder, IReadOnlyDictionary<string, ShopDatabase> Databases,
    IResourceBuilder<ProjectResource> DatabaseSetup, IResourceBuilder<IWorkloadApiResource> Identity, IResourceBuilder<OpaResource>? Opa,
    Broker? Broker)
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
        var agent = AddProject<TProject>(name, program)
            .WithIconName("ServerLink")
            .WithListeners(program)
            .WithSpiffeIdentity(Identity, ShopIdentity.WorkloadOf(Builder, name))
            .WithPolicyServer(Opa)
            .WithBroker(Broker)
            .AsService();
        var migration = AddProject<TProject>($"{name}-migrate", program)
            .WithArgs("migrate")
            .WithIconName("DatabaseArrowUp")
            .WithParentRelationship(agent)
            .WaitForCompletion(DatabaseSetup)
            .AsJob();
        foreach (var database in program.Databases.Select(database => Databases[database]))
        {
            migration.WithReference(database.Owner.Connection, connectionName: database.Name);
            agent.WithReference(database.App.Connection, connectionName: database.Name);
        }

        return agent.WaitForCompletion(migration);
    }

    /// <summary>Adds the storefront, a client of the gateway.</summary>
    /// <param name="gateway">Whom it asks.</param>
    public void AddStorefront<TProject>(IResourceBuilder<ProjectResource> gateway)
        where TProject : IProjectMetadata, new() => Builder.AddProject<TProject>(ShopProcesses.Storefront, NoEndpoints)
            .DisableForwardedHeaders()
            .WithEndpoint(
                port: Ports.Storefront, targetPort: Ports.Storefront, scheme: "http", name: "storefront", isProxied: false,
                isExternal: true)
            .WithHttpEndpoint(port: Ports.StorefrontHealth, targetPort: Ports.StorefrontHealth, name: "probe", isProxied: false)
            .WithEndpointsInEnvironment(_ => false)
            .WithEnvironment("web__port", Ports.Storefront.ToString(CultureInfo.InvariantCulture))
            .WithEnvironment("web__http_health_port", Ports.StorefrontHealth.ToString(CultureInfo.InvariantCulture))
            .WithStorefrontSettings()
            .WithSpiffeIdentity(Identity, ShopIdentity.WorkloadOf(Builder, ShopProcesses.Storefront))
            .AsService(replicas: 1) // two would both renew a session, which ends it
            .MayCall(gateway);

    private IResourceBuilder<ProjectResource> AddProject<TProject>(string name, AgentProgram program)
        where TProject : IProjectMetadata, new() => Builder.AddProject<TProject>(name, NoEndpoints)
            .DisableForwardedHeaders() // an agent refuses to start with them enabled
            .WithSettings(program);
}

/// <summary>How agents are reached, and find each other.</summary>
internal static class ShopExtensions
{
    // It is TCP to whatever stands in front: nothing but the agent ends its TLS.
    private const string MutualTls = "mtls";

    /// <summary>Opens an agent's listeners: at ports of their own on one machine, at the same ports in every container.</summary>
    public static IResourceBuilder<ProjectResource> WithListeners(this IResourceBuilder<ProjectResource> agent, AgentProgram program)
    {
        if (agent.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            program = program with { Agent = program.Agent with { PortOffset = 0 } };
        }

        var (ports, mtls, grpcHealth, probe) =
            (Shop.Ports, Shop.Ports.Mtls(program), Shop.Ports.GrpcHealth(program), Shop.Ports.HttpHealth(program));
        return agent
            .WithEndpoint(port: mtls, targetPort: mtls, scheme: "tcp", name: MutualTls, isProxied: false)
            .WithHttpEndpoint(port: grpcHealth, targetPort: grpcHealth, name: "grpc-health", isProxied: false)
            .WithHttpEndpoint(port: probe, targetPort: probe, name: "probe", isProxied: false)
            .WithEndpoint("grpc-health", endpoint => endpoint.Transport = "http2")
            .WithUrls(context => context.Urls.ForEach(url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly)) // for no browser
            .WithEndpointsInEnvironment(_ => false)
            .WithEnvironment("AGENTWEAVE_SERVER_PORT", Text(mtls))
            .WithEnvironment("AGENTWEAVE_SERVER_GRPC_HEALTH_PORT", Text(grpcHealth))
            .WithEnvironment("AGENTWEAVE_SERVER_HTTP_HEALTH_PORT", Text(probe));
    }

    /// <summary>Gives the caller the addresses of those it may call.</summary>
    public static IResourceBuilder<ProjectResource> MayCall(
        this IResourceBuilder<ProjectResource> caller, params IResourceBuilder<ProjectResource>[] callees)
    {
        foreach (var callee in callees)
        {
            // Not WithReference: publishers drop what that sets for https, since they take TLS to end in front of a container.
            var endpoint = callee.GetEndpoint(MutualTls);
            caller.WithReferenceRelationship(callee)
                .WithEnvironment(
                    $"services__{callee.Resource.Name}__https__0",
                    ReferenceExpression.Create(
                        $"https://{endpoint.Property(EndpointProperty.Host)}:{endpoint.Property(EndpointProperty.Port)}"));
        }

        return caller;
    }

    /// <summary>Opens the gateway's public port, the one endpoint for the outside.</summary>
    public static IResourceBuilder<ProjectResource> WithPublicPort(this IResourceBuilder<ProjectResource> gateway) => gateway
        .WithEndpoint(
            port: Shop.Ports.Public, targetPort: Shop.Ports.Public, scheme: "http", name: "public", isProxied: false, isExternal: true)
        .WithUrlForEndpoint("public", url =>
        {
            url.Url = "/api/v1/products";
            url.DisplayText = "Products";
            url.DisplayLocation = UrlDisplayLocation.SummaryAndDetails;
        });

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
