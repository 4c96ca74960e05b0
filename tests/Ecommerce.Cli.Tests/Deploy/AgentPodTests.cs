using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Configuration;

namespace Ecommerce.Cli.Tests.Deploy;

/// <summary>Holds the pods to what the agents really use.</summary>
public sealed class AgentPodTests
{
    // What is no setting of the agent's own.
    private static readonly string[] Others =
        ["DOTNET_EnableDiagnostics", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_RESOURCE_ATTRIBUTES", "POD_NAME"];

    public static TheoryData<string, string> Pods =>
        [.. from overlay in Manifests.Overlays from agent in AgentNames.All select (overlay, agent)];

    [Theory]
    [MemberData(nameof(Pods))]
    public async Task Its_variables_are_settings_that_the_agent_accepts_beside_its_file(string overlay, string agent)
    {
        List<(string Key, string Value, string At)> settings = [.. AgentYaml.Read(RepositoryRoot.At("config", $"{agent}.yaml"))];
        foreach (var (name, value) in (await PodAsync(overlay, agent)).Environment)
        {
            if (!Others.Contains(name) && name != "AGENTWEAVE_CONFIG" && !name.StartsWith("ConnectionStrings__", StringComparison.Ordinal))
            {
                var field = name == "SPIFFE_ENDPOINT_SOCKET"
                    ? AgentSchema.Fields.Single(field => field.Key == "identity:spiffe_endpoint")
                    : Assert.Single(AgentSchema.Fields, field => field.EnvironmentVariable == name);
                settings.Add((field.IsList ? $"{field.Key}:0" : field.Key, value, name));
            }
        }

        Assert.Empty(AgentSchema.Check(settings));
    }

    [Theory]
    [MemberData(nameof(Pods))]
    public async Task Its_ports_probes_and_services_are_the_agents_listeners(string overlay, string agent)
    {
        var pod = await PodAsync(overlay, agent);
        var ports = Manifests.Items(pod.Container["ports"]).ToDictionary(
            port => (string)port["name"]!, port => (string?)port["containerPort"]);

        Assert.Equal(pod.Environment["AGENTWEAVE_SERVER_PORT"], ports["mtls"]);
        Assert.Equal(pod.Environment["AGENTWEAVE_SERVER_GRPC_HEALTH_PORT"], ports["grpc-health"]);
        Assert.Equal(pod.Environment["AGENTWEAVE_SERVER_HTTP_HEALTH_PORT"], ports["http-health"]);
        Assert.Equal(pod.Environment.GetValueOrDefault("AGENTWEAVE_SERVER_PUBLIC_PORT"), ports.GetValueOrDefault("public"));
        // The services of the agent's grpc.health.v1: readiness has no name.
        Assert.Equal((ports["grpc-health"], null), Probe("readinessProbe"));
        Assert.Equal((ports["grpc-health"], "liveness"), Probe("livenessProbe"));
        Assert.Equal((ports["grpc-health"], "liveness"), Probe("startupProbe"));

        var headless = (await Manifests.OfAsync(overlay)).Named("Service", agent)["spec"]!;
        Assert.Equal("None", (string?)headless["clusterIP"]);
        // Where a SPIFFE ID's last segment is the name, this is the port that agents call.
        Assert.Equal(AgentSchema.Default("server:port"), (string?)headless["ports"]![0]!["port"]);
        Assert.Equal("mtls", (string?)headless["ports"]![0]!["targetPort"]);

        (string? Port, string? Service) Probe(string name) =>
            ((string?)pod.Container[name]!["grpc"]!["port"], (string?)pod.Container[name]!["grpc"]!["service"]);
    }

    [Theory]
    [MemberData(nameof(Pods))]
    public async Task It_serves_as_the_app_roles_and_migrates_as_the_owners(string overlay, string agent)
    {
        var resources = await Manifests.OfAsync(overlay);
        var databases = Agents.All.Single(known => known.Name == agent).Databases;
        var serving = await PodAsync(overlay, agent);
        var migration = new AgentPod(resources.Named("Job", $"{agent}-migrate")["spec"]!["template"]!);

        Assert.Equal(databases.Select(name => ($"ConnectionStrings__{name}", $"{agent}-database", name)), serving.Secrets);
        Assert.Equal(databases.Select(name => ($"ConnectionStrings__{name}", $"{agent}-database-owner", name)), migration.Secrets);
        Assert.Equal((string?)serving.Container["image"], (string?)migration.Container["image"]);
        Assert.Equal(
            serving.Environment.GetValueOrDefault("AGENTWEAVE_PAYMENTS_PROVIDER"),
            migration.Environment.GetValueOrDefault("AGENTWEAVE_PAYMENTS_PROVIDER"));
        Assert.Equal(["migrate"], Manifests.Items(migration.Container["args"]).Select(argument => (string?)argument));
    }

    [Theory]
    [MemberData(nameof(Pods))]
    public async Task Every_file_that_it_is_to_read_is_in_a_volume(string overlay, string agent)
    {
        var resources = await Manifests.OfAsync(overlay);
        var pod = await PodAsync(overlay, agent);

        var file = pod.Environment["AGENTWEAVE_CONFIG"];
        Assert.Contains(Path.GetFileName(file), Keys(pod.VolumeAt(file)));
        var policies = Directory.GetFiles(RepositoryRoot.At("policies"), "*.rego", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/tests/", StringComparison.Ordinal)).Select(path => Path.GetFileName(path)!);
        Assert.Equal(policies.Order(), Keys(pod.VolumeAt(pod.Environment["AGENTWEAVE_AUTHORIZATION_POLICY_PATH"])).Order());
        Assert.NotNull(pod.VolumeAt(pod.Environment["SPIFFE_ENDPOINT_SOCKET"]["unix://".Length..]));
        Assert.All(
            pod.Environment.Where(variable => variable.Key.Contains("_FILE", StringComparison.Ordinal)),
            variable => Assert.NotNull(pod.VolumeAt(variable.Value)?["secret"]));

        IEnumerable<string> Keys(JsonNode? volume) => Manifests.Texts(
            resources.Named("ConfigMap", (string)volume!["configMap"]!["name"]!)["data"]).Keys;
    }

    [Theory]
    [MemberData(nameof(Pods))]
    public async Task It_needs_no_writable_root_no_token_and_no_root_user(string overlay, string agent)
    {
        var pod = await PodAsync(overlay, agent);

        Assert.Equal("true", (string?)pod.Container["securityContext"]!["readOnlyRootFilesystem"]);
        Assert.Equal("false", (string?)pod.Container["securityContext"]!["allowPrivilegeEscalation"]);
        Assert.Equal("true", (string?)pod.Spec["securityContext"]!["runAsNonRoot"]);
        Assert.Equal("false", (string?)pod.Spec["automountServiceAccountToken"]);
        Assert.NotNull(pod.VolumeAt("/tmp")!["emptyDir"]);
    }

    [Theory]
    [MemberData(nameof(Pods))]
    public async Task It_keeps_two_pods_and_gives_them_time_to_end(string overlay, string agent)
    {
        var resources = await Manifests.OfAsync(overlay);
        var scaler = resources.Named("HorizontalPodAutoscaler", agent)["spec"]!;
        var pod = await PodAsync(overlay, agent);

        Assert.Equal((agent, "2"), ((string?)scaler["scaleTargetRef"]!["name"], (string?)scaler["minReplicas"]));
        Assert.Equal(
            Manifests.Texts(resources.Named("Deployment", agent)["spec"]!["selector"]!["matchLabels"]),
            Manifests.Texts(resources.Named("PodDisruptionBudget", agent)["spec"]!["selector"]!["matchLabels"]));
        // The agent has ten seconds to answer what it has begun (HostOptions.ShutdownTimeout).
        Assert.True(
            int.Parse((string)pod.Spec["terminationGracePeriodSeconds"]!, null)
            > int.Parse((string)pod.Container["lifecycle"]!["preStop"]!["sleep"]!["seconds"]!, null) + 10);
    }

    [Theory]
    [MemberData(nameof(Pods))]
    public async Task Its_image_is_of_this_version(string overlay, string agent)
    {
        var version = typeof(AgentNames).Assembly.GetName().Version!.ToString(3);
        Assert.Equal($"localhost/ecommerce/{agent}:{version}", (string?)(await PodAsync(overlay, agent)).Container["image"]);
    }

    private static async Task<AgentPod> PodAsync(string overlay, string agent) =>
        new((await Manifests.OfAsync(overlay)).Named("Deployment", agent)["spec"]!["template"]!);
}
