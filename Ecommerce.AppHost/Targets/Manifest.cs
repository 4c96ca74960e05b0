namespace Ecommerce.AppHost.Targets;

/// <summary>Without a target, what is published is the manifest that azd and aspirate read; it has no place for more.</summary>
internal static class PublishTarget
{
    /// <summary>Adds no environment.</summary>
    public static void AddPublishTarget(this IDistributedApplicationBuilder builder)
    {
    }

    /// <summary>An agent.</summary>
    public static IResourceBuilder<ProjectResource> PublishAsService(this IResourceBuilder<ProjectResource> agent) => agent;

    /// <summary>A step that ends; to whoever reads the manifest it is a service, which is started again and again.</summary>
    public static IResourceBuilder<ProjectResource> PublishAsJob(this IResourceBuilder<ProjectResource> step) => step;
}
