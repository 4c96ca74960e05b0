using Aspire.Hosting.Docker.Resources.ServiceNodes;

namespace Ecommerce.AppHost.Targets;

/// <summary>Docker Compose: <c>Publish=compose aspire publish</c>.</summary>
internal static class PublishTarget
{
    /// <summary>Adds the one environment.</summary>
    public static void AddPublishTarget(this IDistributedApplicationBuilder builder) =>
        builder.AddDockerComposeEnvironment("compose").WithDashboard(false);

    /// <summary>An agent, with the host's SPIRE agent, which must see its process, and with the secrets beside the file.</summary>
    public static IResourceBuilder<ProjectResource> PublishAsService(this IResourceBuilder<ProjectResource> agent) =>
        agent.PublishAsDockerComposeService((_, service) =>
        {
            service.Restart = "unless-stopped";
            service.AddVolume(Mount("spire", "/run/spire/sockets", "/run/spire/sockets"));
            service.AddVolume(Mount("secrets", "./secrets", "/run/secrets"));
        });

    /// <summary>A step that ends; what depends on it waits for that.</summary>
    public static IResourceBuilder<ProjectResource> PublishAsJob(this IResourceBuilder<ProjectResource> step) =>
        step.PublishAsDockerComposeService((_, service) => service.Restart = "on-failure");

    private static Volume Mount(string name, string source, string target) =>
        new() { Name = name, Type = "bind", Source = source, Target = target, ReadOnly = true };
}
