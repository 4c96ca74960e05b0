using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Development;

namespace Ecommerce.AppHost.Tests;

/// <summary>What is published is in production, and knows nothing of the machine that published it.</summary>
public sealed class PublishedManifestTests(PublishedManifest manifest) : IClassFixture<PublishedManifest>
{
    [Fact]
    public void Nothing_of_development_is_published() =>
        Assert.All(Variables, variable => Assert.DoesNotContain("development", variable.Value, StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void Nothing_of_this_machine_is_published()
    {
        Assert.All(Variables, variable =>
        {
            Assert.DoesNotContain(RepositoryRoot.Path, variable.Value, StringComparison.Ordinal);
            Assert.DoesNotContain("127.0.0.1", variable.Value, StringComparison.Ordinal);
            Assert.DoesNotContain("localhost", variable.Value, StringComparison.Ordinal);
        });
        Assert.All(manifest.Resources, resource => Assert.Null(resource.Value!["bindMounts"]));
    }

    [Fact]
    public void Neither_SPIRE_nor_OPA_is_published_and_an_agent_finds_the_platforms_Workload_API()
    {
        var containers = manifest.Resources.Where(resource => IsOf(resource.Value!, "container"));
        Assert.Equal(["postgres"], containers.Select(resource => resource.Key));
        Assert.All(Agents, agent => Assert.Equal(
            "unix:///run/spire/sockets/agent.sock", manifest.EnvironmentOf(agent)["SPIFFE_ENDPOINT_SOCKET"]));
    }

    [Fact]
    public void Every_agent_listens_for_all_at_the_same_ports() => Assert.All(Agents, agent =>
    {
        var variables = manifest.EnvironmentOf(agent);
        Assert.Equal("0.0.0.0", variables["AGENTWEAVE_SERVER_HOST"]);
        Assert.Equal("8443", variables["AGENTWEAVE_SERVER_PORT"]);
        Assert.Equal("9443", variables["AGENTWEAVE_SERVER_GRPC_HEALTH_PORT"]);
        Assert.Equal("9543", variables["AGENTWEAVE_SERVER_HTTP_HEALTH_PORT"]);
    });

    [Fact]
    public void Mutual_TLS_is_TCP_to_the_platform_and_callers_have_its_address()
    {
        Assert.All(Agents, agent => Assert.Equal("tcp", (string?)Bindings(agent)["mtls"]!["transport"]));
        Assert.All(Agents.Where(agent => agent != AgentNames.Gateway), agent => Assert.Equal(
            $"https://{{{agent}.bindings.mtls.host}}:{{{agent}.bindings.mtls.port}}",
            manifest.EnvironmentOf(AgentNames.Gateway)[$"services__{agent}__https__0"]));
    }

    [Fact]
    public void Only_the_gateways_public_port_and_the_storefront_are_for_the_outside()
    {
        var outside =
            from resource in manifest.Resources
            from binding in resource.Value!["bindings"] as JsonObject ?? []
            where (bool?)binding.Value!["external"] == true
            select $"{resource.Key} {binding.Key}";
        Assert.Equal(["gateway public", "web storefront"], outside.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_storefront_is_published_with_its_key_its_identity_and_the_gateways_address()
    {
        var variables = manifest.EnvironmentOf(ShopProcesses.Storefront);
        Assert.Equal("0.0.0.0", variables["web__host"]);
        Assert.Equal("{storefront-hosts.value}", variables["web__hosts"]);
        Assert.Equal("{trusted-proxies.value}", variables["web__trusted_proxies"]);
        Assert.Equal("/run/secrets/web-session-key", variables["web__session_key_file"]);
        Assert.Equal("unix:///run/spire/sockets/agent.sock", variables["SPIFFE_ENDPOINT_SOCKET"]);
        Assert.Equal(
            "https://{gateway.bindings.mtls.host}:{gateway.bindings.mtls.port}", variables["services__gateway__https__0"]);
    }

    [Fact]
    public void No_resource_is_of_a_type_that_a_reader_of_manifests_skips() => Assert.All(
        manifest.Resources, resource => Assert.NotEqual("annotated.string", (string?)resource.Value!["type"]));

    // Skips where nothing is published.
    private IReadOnlyList<string> Agents => manifest.Resources.Count > 0 ? AgentNames.All : [];

    private IEnumerable<(string Resource, string Name, string Value)> Variables =>
        manifest.Resources.SelectMany(resource => manifest.EnvironmentOf(resource.Key).Select(
            variable => (resource.Key, variable.Key, variable.Value)));

    private JsonObject Bindings(string resource) => (JsonObject)manifest.Resources[resource]!["bindings"]!;

    private static bool IsOf(JsonNode resource, string type) =>
        ((string)resource["type"]!).StartsWith(type + ".", StringComparison.Ordinal);
}
