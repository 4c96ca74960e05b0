using Aspire.Hosting.Kubernetes.Resources;

namespace Ecommerce.AppHost.Targets;

/// <summary>Kubernetes, as a Helm chart: <c>Publish=kubernetes aspire publish</c>.</summary>
internal static class PublishTarget
{
    // APP_UID of .NET's images.
    private const long UserId = 1654;

    /// <summary>Adds the one environment, and the registry from which its nodes pull.</summary>
    public static void AddPublishTarget(this IDistributedApplicationBuilder builder)
    {
#pragma warning disable ASPIRECOMPUTE003 // Registries are for evaluation in Aspire 13.5.
        var registry = builder.AddContainerRegistry("registry", builder.AddParameter("registry-endpoint"));
        builder.AddKubernetesEnvironment("kubernetes")
            .WithHelm(helm => helm.WithNamespace("ecommerce")) // as config/registrations.yaml has it
            .WithDashboard(false)
            .WithContainerRegistry(registry)
            .WithProperties(kubernetes => (kubernetes.DefaultStorageType, kubernetes.DefaultStorageSize) = ("pvc", "8Gi"));
#pragma warning restore ASPIRECOMPUTE003
    }

    /// <summary>An agent, under a service account of its own: SPIRE's entries are by that.</summary>
    public static IResourceBuilder<ProjectResource> PublishAsService(this IResourceBuilder<ProjectResource> agent) =>
        agent.PublishAsKubernetesService(kubernetes =>
        {
            var account = new ServiceAccountV1 { Metadata = { Name = agent.Resource.Name } };
            kubernetes.AdditionalResources.Add(account);
            // By this label, too: the chart's own would be one for all.
            const string Name = "app.kubernetes.io/name";
            var deployment = (Deployment)kubernetes.Workload!;
            foreach (var labels in (Dictionary<string, string>[])
                [deployment.Spec.Template.Metadata.Labels, deployment.Spec.Selector.MatchLabels, kubernetes.Service!.Spec.Selector])
            {
                labels[Name] = agent.Resource.Name;
            }

            var pod = deployment.Spec.Template.Spec;
            pod.ServiceAccountName = account.Metadata.Name;
            pod.TerminationGracePeriodSeconds = 60;
            Restrict(pod);
            pod.Volumes.Add(new() { Name = "secrets", Secret = new() { SecretName = $"{agent.Resource.Name}-files", Optional = true } });
            var container = pod.Containers[0];
            container.VolumeMounts.Add(new() { Name = "secrets", MountPath = "/run/secrets", ReadOnly = true });
            container.VolumeMounts.Add(new() { Name = "spire", MountPath = "/run/spire/sockets", ReadOnly = true });
            // As SPIRE's chart names it.
            container.Env.Add(new() { Name = "SPIFFE_ENDPOINT_SOCKET", Value = "unix:///run/spire/sockets/spire-agent.sock" });
            container.Resources = new()
            {
                Requests = { ["cpu"] = "250m", ["memory"] = "512Mi" },
                Limits = { ["cpu"] = "500m", ["memory"] = "1Gi" },
            };
            foreach (var probe in (ProbeV1[])[container.ReadinessProbe!, container.LivenessProbe!])
            {
                probe.HttpGet!.Scheme = "HTTP"; // the endpoint's "http" is none of Kubernetes' values
            }

            // Helm waits until the agents are ready, so the Workload API has to be there at once.
            kubernetes.Workload = new SpireDeployment(deployment) { Metadata = deployment.Metadata };
        });

    /// <summary>A step that ends: a Job, which is tried until what it needs is there.</summary>
    public static IResourceBuilder<ProjectResource> PublishAsJob(this IResourceBuilder<ProjectResource> step) =>
        step.PublishAsKubernetesService(kubernetes =>
        {
            var deployment = kubernetes.Workload!;
            // A Job cannot be changed: each release has its own.
            var job = new Job { Metadata = { Name = $"{step.Resource.Name}-{{{{ .Release.Revision }}}}" } };
            foreach (var (name, value) in deployment.Metadata.Labels)
            {
                job.Metadata.Labels[name] = value;
            }

            job.Spec.Template = deployment.PodTemplate;
            job.Spec.Template.Spec.RestartPolicy = "OnFailure";
            Restrict(job.Spec.Template.Spec);
            kubernetes.Workload = job;
        });

    private static void Restrict(PodSpecV1 pod)
    {
        pod.AutomountServiceAccountToken = false;
        pod.SecurityContext = new() { RunAsNonRoot = true, RunAsUser = UserId, SeccompProfile = new() { Type = "RuntimeDefault" } };
        pod.Containers[0].SecurityContext = new()
        {
            AllowPrivilegeEscalation = false,
            ReadOnlyRootFilesystem = true,
            Capabilities = new() { Drop = { "ALL" } },
        };
    }
}
