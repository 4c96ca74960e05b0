namespace Ecommerce.AppHost.Targets;

/// <summary>Azure Container Apps: <c>Publish=azure aspire publish</c>.</summary>
internal static class PublishTarget
{
    /// <summary>Adds the one environment.</summary>
    public static void AddPublishTarget(this IDistributedApplicationBuilder builder) => builder.AddAzureContainerAppEnvironment("azure");

    /// <summary>An agent: mutual TLS is a TCP port of it, so that no ingress ends it.</summary>
    public static IResourceBuilder<ProjectResource> PublishAsService(this IResourceBuilder<ProjectResource> agent) => agent;

    /// <summary>A step that ends: a job, which the operator starts (<c>az containerapp job start</c>); no deployment does.</summary>
    public static IResourceBuilder<ProjectResource> PublishAsJob(this IResourceBuilder<ProjectResource> step) =>
        step.PublishAsAzureContainerAppJob();
}
