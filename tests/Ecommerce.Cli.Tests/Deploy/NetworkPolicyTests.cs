using System.Text.Json.Nodes;
using Ecommerce.Contracts;

namespace Ecommerce.Cli.Tests.Deploy;

/// <summary>The NetworkPolicies of each overlay, evaluated.</summary>
public sealed class NetworkPolicyTests
{
    private const int MutualTls = 8443;
    private const int GrpcHealth = 9443;

    public static TheoryData<string> Overlays => [.. Manifests.Overlays];

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task A_workload_reaches_an_agent_where_the_matrix_lets_it_call_and_nowhere_else(string overlay)
    {
        var network = await NetworkAsync(overlay);
        foreach (var agent in AgentNames.All)
        {
            var callers = MatrixPairs.CallersOf(agent);
            foreach (var caller in MatrixPairs.Callers.Where(caller => caller != agent))
            {
                var reaches = network.Carries(Pod(caller), Pod(agent), MutualTls);
                Assert.True(callers.Contains(caller) == reaches, $"{caller} reaches {agent} in {overlay}: {reaches}");
                Assert.False(network.Carries(Pod(caller), Pod(agent), GrpcHealth), $"{caller} asks for {agent}'s health");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Nobody_else_reaches_an_agent_but_the_kubelets_probes_and_callers_of_the_public_door(string overlay)
    {
        var network = await NetworkAsync(overlay);
        NetworkPod[] strangers = [Other("ecommerce", "stranger"), Other("elsewhere", AgentNames.Gateway), Other("elsewhere", "cli")];
        foreach (var agent in AgentNames.All)
        {
            Assert.All(strangers, stranger => Assert.False(network.Carries(stranger, Pod(agent), MutualTls)));
            Assert.False(network.Admits(Pod(agent), MutualTls));
            Assert.True(network.Admits(Pod(agent), GrpcHealth));
            Assert.Equal(agent == AgentNames.Gateway, network.Admits(Pod(agent), 8080));
        }
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Agents_and_migrations_reach_what_they_need_of_the_platform(string overlay)
    {
        var network = await NetworkAsync(overlay);
        var dns = new NetworkPod("kube-system", new Dictionary<string, string> { ["k8s-app"] = "kube-dns" });
        // Only the shop to try has a server of its own.
        var postgres = Other(overlay == "development" ? "ecommerce" : "databases", "postgres");
        var collector = Other("ecommerce", "collector");
        foreach (var agent in AgentNames.All)
        {
            var migration = Pod(agent, "migration");
            Assert.True(network.Carries(Pod(agent), dns, 53, "UDP"));
            Assert.True(network.Carries(Pod(agent), postgres, 5432));
            Assert.True(network.Carries(migration, postgres, 5432));
            Assert.True(network.Carries(Pod(agent), collector, 4317));
            Assert.False(network.Carries(Pod(agent), Other("elsewhere", "anything"), 443));
        }

        Assert.False(network.Carries(Pod("cli", "client"), postgres, 5432));
    }

    [Fact]
    public async Task In_the_mesh_each_pod_with_a_sidecar_reaches_istiod_and_is_asked_for_its_health_and_no_other_pod_is()
    {
        IReadOnlyList<JsonObject> resources =
        [
            .. await Manifests.OfAsync("istio"), .. Manifests.In("components", "database-setup", "job.yaml"),
            .. Manifests.In("clients", "admin.yaml"), .. Manifests.In("clients", "cli.yaml"), .. Manifests.In("clients", "web", "web.yaml"),
        ];
        var network = new Network([.. resources.Of("NetworkPolicy")]);
        var istiod = new NetworkPod("istio-system", new Dictionary<string, string> { ["app"] = "istiod" });
        List<string> meshed = [];
        foreach (var template in resources.Select(resource => resource["spec"]?["template"]).OfType<JsonObject>())
        {
            var pod = new NetworkPod("ecommerce", new AgentPod(template).Labels);
            var hasSidecar = pod.Labels.GetValueOrDefault("sidecar.istio.io/inject") != "false";
            var name = pod.Labels["app.kubernetes.io/name"];
            Assert.True(hasSidecar == network.Carries(pod, istiod, 15012), $"{name} has a sidecar: {hasSidecar}");
            Assert.True(hasSidecar == network.Admits(pod, 15021), $"{name} has a sidecar: {hasSidecar}");
            if (hasSidecar)
            {
                meshed.Add(name);
            }
        }

        Assert.Equal(AgentNames.All.Concat(["admin", "cli", "web"]).Order(), meshed.Order());
    }

    [Fact]
    public async Task The_shop_that_the_page_prints_reaches_its_server_outside_of_the_cluster()
    {
        var policy = (await Manifests.OfPageAsync(Manifests.ShopOfPage)).Named("NetworkPolicy", "postgres");
        var rule = Assert.Single(Manifests.Items(policy["spec"]!["egress"]));

        Assert.NotNull(Assert.Single(Manifests.Items(rule["to"]))["ipBlock"]?["cidr"]);
        Assert.Equal("5432", (string?)Assert.Single(Manifests.Items(rule["ports"]))["port"]);
    }

    private static async Task<Network> NetworkAsync(string overlay) => new([.. (await Manifests.OfAsync(overlay)).Of("NetworkPolicy")]);

    private static NetworkPod Pod(string name, string? component = null) => new("ecommerce", new Dictionary<string, string>
    {
        ["app.kubernetes.io/name"] = name,
        ["app.kubernetes.io/component"] = component ?? (AgentNames.All.Contains(name) ? "agent" : "client"),
    });

    private static NetworkPod Other(string space, string name) =>
        new(space, new Dictionary<string, string> { ["app.kubernetes.io/name"] = name });
}
