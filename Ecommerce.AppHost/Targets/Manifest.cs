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

    /// <summary>A step that ends.</summary>
    public static IResourceBuilder<ProjectResource> PublishAsJob(this IResourceBuilder<ProjectResource> step) => step;
}
