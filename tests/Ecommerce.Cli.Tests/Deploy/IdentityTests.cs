using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Development;

namespace Ecommerce.Cli.Tests.Deploy;

/// <summary>SPIRE's and Istio's view of the agents' pods.</summary>
public sealed class IdentityTests
{
    [Theory]
    [InlineData("spire")]
    [InlineData("istio")]
    public async Task Every_agents_pods_get_the_agents_identity_and_no_other(string overlay)
    {
        var resources = await Manifests.OfAsync(overlay);
        foreach (var agent in AgentNames.All)
        {
            var pod = new AgentPod(resources.Named("Deployment", agent)["spec"]!["template"]!);
            var found = Assert.Single(resources.Of("ClusterSPIFFEID"), id => Manifests.Texts(id["spec"]!["podSelector"]!["matchLabels"])
                .All(label => pod.Labels.GetValueOrDefault(label.Key) == label.Value));

            Assert.Equal($"spiffe://{{{{ .TrustDomain }}}}/agent/{agent}", (string?)found["spec"]!["spiffeIDTemplate"]);
            Assert.Contains(
                $"k8s:sa:{(string)pod.Spec["serviceAccountName"]!}",
                Manifests.Items(found["spec"]!["workloadSelectorTemplates"]).Select(selector => (string?)selector));
            Assert.Equal("ecommerce", Manifests.Texts(found["spec"]!["namespaceSelector"]!["matchLabels"])["kubernetes.io/metadata.name"]);
            Assert.Equal("csi.spiffe.io", (string?)pod.VolumeAt(pod.Environment["SPIFFE_ENDPOINT_SOCKET"][7..])!["csi"]!["driver"]);
        }
    }

    [Fact]
    public async Task The_mesh_lets_in_whom_the_matrix_lets_in()
    {
        var resources = await Manifests.OfAsync("istio");
        foreach (var agent in AgentNames.All)
        {
            var rule = Assert.Single(Manifests.Items(resources.Named("AuthorizationPolicy", $"callers-of-{agent}")["spec"]!["rules"]));
            Assert.Equal(
                MatrixPairs.CallersOf(agent).Select(caller => $"cluster.local/ns/ecommerce/sa/{caller}").Order(),
                Manifests.Items(rule["from"]![0]!["source"]!["principals"]).Select(principal => (string)principal!).Order());
            Assert.Equal("8443", (string?)Assert.Single(Manifests.Items(rule["to"]![0]!["operation"]!["ports"])));
        }
    }

    [Fact]
    public async Task The_mesh_lets_browsers_in_at_the_two_doors()
    {
        var resources = await Manifests.OfAsync("istio");
        foreach (var (door, deployment) in (IEnumerable<(string, JsonObject)>)[
            ("public", resources.Named("Deployment", AgentNames.Gateway)),
            ("storefront", Manifests.In("clients", "web", "web.yaml").Named("Deployment", "web"))])
        {
            var pod = new AgentPod(deployment["spec"]!["template"]!);
            var port = Assert.Single(Manifests.Items(pod.Container["ports"]), port => (string?)port["name"] == "public")["containerPort"]!;
            var authentication = resources.Named("PeerAuthentication", door)["spec"]!;
            var authorization = resources.Named("AuthorizationPolicy", door)["spec"]!;

            // Browsers know nothing of the mesh's own mutual TLS.
            Assert.Equal("PERMISSIVE", (string?)authentication["portLevelMtls"]![(string)port!]!["mode"]);
            var operation = Assert.Single(Manifests.Items(authorization["rules"]))["to"]![0]!["operation"]!;
            Assert.Contains((string?)port, Manifests.Items(operation["ports"]).Select(open => (string?)open));
            Assert.All(
                (JsonNode[])[authentication, authorization],
                spec => Assert.Equal(pod.Labels["app.kubernetes.io/name"],
                    Manifests.Texts(spec["selector"]!["matchLabels"])["app.kubernetes.io/name"]));
        }
    }

    [Theory]
    [InlineData("development")]
    [InlineData("istio")]
    [InlineData("spire")]
    public async Task Every_accounts_name_is_one_that_the_registrations_know(string overlay)
    {
        var known = Registrations.Read(Registrations.File).Select(workload => workload.Name);
        Assert.Subset(
            known.ToHashSet(), (await Manifests.OfAsync(overlay)).Of("ServiceAccount").Select(Manifests.NameOf).ToHashSet());
    }
}
