using Aspire.Hosting.Kubernetes.Resources;

namespace Ecommerce.AppHost.Targets;

/// <summary>
/// A Deployment whose pods have the Workload API by SPIRE's CSI driver, a kind of volume that Aspire's own resources lack. Its metadata are
/// to be those of what Aspire made.
/// </summary>
/// <param name="deployment">What Aspire made.</param>
internal sealed class SpireDeployment(Deployment deployment) : Workload("apps/v1", "Deployment")
{
    /// <summary>Its specification.</summary>
    public SpireDeploymentSpec Spec { get; } = new(deployment.Spec);

    /// <inheritdoc/>
    public override PodTemplateSpecV1 PodTemplate { get; } = deployment.PodTemplate;
}

/// <summary>The specification of a Deployment.</summary>
internal sealed class SpireDeploymentSpec(DeploymentSpecV1 spec)
{
    /// <summary>How many pods there are.</summary>
    public int? Replicas => spec.Replicas;

    /// <summary>Which pods are its own.</summary>
    public LabelSelectorV1 Selector => spec.Selector;

    /// <summary>How many former versions are kept.</summary>
    public int? RevisionHistoryLimit => spec.RevisionHistoryLimit;

    /// <summary>How pods are replaced.</summary>
    public DeploymentStrategyV1 Strategy => spec.Strategy;

    /// <summary>What runs.</summary>
    public SpirePodTemplate Template { get; } = new(spec.Template);
}

/// <summary>A pod's template.</summary>
internal sealed class SpirePodTemplate(PodTemplateSpecV1 template)
{
    /// <summary>Its labels.</summary>
    public ObjectMetaV1 Metadata => template.Metadata;

    /// <summary>Its specification.</summary>
    public SpirePod Spec { get; } = new(template.Spec);
}

/// <summary>A pod: of Aspire's fields those that an agent's has, and the volume.</summary>
internal sealed class SpirePod(PodSpecV1 pod)
{
    /// <summary>Who it is to the cluster.</summary>
    public string? ServiceAccountName => pod.ServiceAccountName;

    /// <summary>Whether it may call the cluster.</summary>
    public bool? AutomountServiceAccountToken => pod.AutomountServiceAccountToken;

    /// <summary>How long it may take to end.</summary>
    public long? TerminationGracePeriodSeconds => pod.TerminationGracePeriodSeconds;

    /// <summary>As whom it runs.</summary>
    public PodSecurityContextV1? SecurityContext => pod.SecurityContext;

    /// <summary>What runs in it.</summary>
    public IReadOnlyList<ContainerV1> Containers => pod.Containers;

    /// <summary>Aspire's, and SPIRE's.</summary>
    public IReadOnlyList<object> Volumes => [.. pod.Volumes, new SpireVolume()];
}

/// <summary>The Workload API's socket, which SPIRE's CSI driver mounts.</summary>
internal sealed class SpireVolume
{
    /// <summary>What a container's mount calls it.</summary>
    public string Name { get; } = "spire";

    /// <summary>The driver.</summary>
    public CsiVolumeSource Csi { get; } = new();
}

/// <summary>A volume of a CSI driver.</summary>
internal sealed class CsiVolumeSource
{
    /// <summary>The driver's name.</summary>
    public string Driver { get; } = "csi.spiffe.io";

    /// <summary>The driver takes no other.</summary>
    public bool ReadOnly { get; } = true;
}
