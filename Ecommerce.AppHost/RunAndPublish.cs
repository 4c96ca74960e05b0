using Ecommerce.AppHost.Targets;
using Ecommerce.Contracts;
using Ecommerce.Development;

namespace Ecommerce.AppHost;

/// <summary>
/// Where running on a developer's machine and what is published differ. Of development, of this machine's paths and of loopback nothing is
/// published: an image holds its configuration and the policies, and is in production as its configuration says.
/// </summary>
internal static class RunAndPublish
{
    private const int Replicas = 2;

    /// <summary>Sets what an agent is told about where it runs.</summary>
    public static IResourceBuilder<ProjectResource> WithSettings(this IResourceBuilder<ProjectResource> project, AgentProgram program) =>
        project.ApplicationBuilder.ExecutionContext.IsPublishMode
            ? project
                .WithEnvironment("AGENTWEAVE_CONFIG", $"/app/config/{program.Name}.yaml")
                .WithEnvironment("AGENTWEAVE_AUTHORIZATION_POLICY_PATH", "/app/policies")
                .WithEnvironment("AGENTWEAVE_SERVER_HOST", "0.0.0.0")
                .WithEnvironment("DOTNET_EnableDiagnostics", "0") // it would write to a root that is read-only
                .WithOperatorsSettings(program.Name)
            : project
                .WithEnvironment("DOTNET_ENVIRONMENT", "Development")
                .WithEnvironment("AGENTWEAVE_AGENT_ENVIRONMENT", "development")
                .WithEnvironment("AGENTWEAVE_CONFIG", RepositoryRoot.At("config", $"{program.Name}.yaml"))
                .WithEnvironment("AGENTWEAVE_AUTHORIZATION_POLICY_PATH", RepositoryRoot.At("policies"))
                .WithEnvironment("AGENTWEAVE_SERVER_HOST", "127.0.0.1");

    /// <summary>Sets what the storefront is told about where it runs.</summary>
    public static IResourceBuilder<ProjectResource> WithStorefrontSettings(this IResourceBuilder<ProjectResource> storefront) =>
        storefront.ApplicationBuilder.ExecutionContext.IsPublishMode
            ? storefront
                .WithEnvironment("web__host", "0.0.0.0")
                .WithEnvironment("web__hosts", Parameter(storefront, "storefront-hosts"))
                .WithEnvironment("web__trusted_proxies", Parameter(storefront, "trusted-proxies"))
                .WithEnvironment("web__session_key_file", "/run/secrets/web-session-key")
                .WithEnvironment("DOTNET_EnableDiagnostics", "0") // it would write to a root that is read-only
            : storefront
                .WithEnvironment("DOTNET_ENVIRONMENT", "Development")
                .WithEnvironment("AGENTWEAVE_AGENT_ENVIRONMENT", "development");

    /// <summary>Keeps the data in a volume: here in this AppHost's own, elsewhere in one whose name every platform takes.</summary>
    public static IResourceBuilder<PostgresServerResource> WithData(this IResourceBuilder<PostgresServerResource> server) =>
        server.WithDataVolume(server.ApplicationBuilder.ExecutionContext.IsPublishMode ? "postgres-data" : null);

    /// <summary>An agent or the storefront, which serves.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="replicas">How many of it are published.</param>
    public static IResourceBuilder<ProjectResource> AsService(this IResourceBuilder<ProjectResource> agent, int replicas = Replicas)
    {
        if (agent.ApplicationBuilder.ExecutionContext.IsRunMode)
        {
            return agent.WithHttpHealthCheck("/healthz/ready", endpointName: "probe");
        }

#pragma warning disable ASPIREPROBES001 // Probes are for evaluation in Aspire 13.5.
        return agent
            .WithReplicas(replicas)
            .WithHttpProbe(ProbeType.Readiness, "/healthz/ready", endpointName: "probe")
            .WithHttpProbe(ProbeType.Liveness, "/healthz/live", periodSeconds: 10, endpointName: "probe")
            .PublishAsService();
#pragma warning restore ASPIREPROBES001
    }

    /// <summary>A step that ends.</summary>
    public static IResourceBuilder<ProjectResource> AsJob(this IResourceBuilder<ProjectResource> step) =>
        step.ApplicationBuilder.ExecutionContext.IsRunMode ? step : step.PublishAsJob();

    // What has no default outside of development.
    private static IResourceBuilder<ProjectResource> WithOperatorsSettings(this IResourceBuilder<ProjectResource> project, string agent) =>
        agent switch
        {
            AgentNames.Gateway => project.WithEnvironment("AGENTWEAVE_SERVER_TRUSTED_PROXIES", Parameter(project, "trusted-proxies")),
            AgentNames.Payment => project
                .WithEnvironment("AGENTWEAVE_PAYMENTS_PROVIDER", Parameter(project, "payment-provider"))
                .WithEnvironment("AGENTWEAVE_PAYMENTS_STRIPE_API_KEY_FILE", "/run/secrets/stripe-key")
                .WithEnvironment("AGENTWEAVE_PAYMENTS_STRIPE_WEBHOOK_SECRET_FILES", "/run/secrets/stripe-webhook"),
            AgentNames.User => project.WithEnvironment("AGENTWEAVE_TOKENS_ENCRYPTION_KEY_FILE", "/run/secrets/token-key"),
            _ => project,
        };

    // An agent, its migrations and the storefront share it.
    private static IResourceBuilder<ParameterResource> Parameter(IResourceBuilder<ProjectResource> project, string name)
    {
        var builder = project.ApplicationBuilder;
        return builder.Resources.OfType<ParameterResource>().SingleOrDefault(parameter => parameter.Name == name) is { } existing
            ? builder.CreateResourceBuilder(existing)
            : builder.AddParameter(name);
    }
}
