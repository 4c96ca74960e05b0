using Aspire.Hosting.Kubernetes.Resources;

namespace Ecommerce.AppHost.Targets;

/// <summary>A Job of Kubernetes (batch/v1), which Aspire's own resources lack.</summary>
internal sealed class Job() : Workload("batch/v1", "Job")
{
    /// <summary>Its specification.</summary>
    public JobSpec Spec { get; } = new();

    /// <inheritdoc/>
    public override PodTemplateSpecV1 PodTemplate => Spec.Template;
}

/// <summary>The specification of a Job.</summary>
internal sealed class JobSpec
{
    /// <summary>How often it is tried: the database may come later.</summary>
    public int BackoffLimit { get; } = 20;

    /// <summary>Removed an hour after it ended, in seconds.</summary>
    public int TtlSecondsAfterFinished { get; } = 3600;

    /// <summary>What runs.</summary>
    public PodTemplateSpecV1 Template { get; set; } = new();
}
