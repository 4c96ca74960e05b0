using Ecommerce.Contracts;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.Testing;

namespace Ecommerce.ServiceDefaults.Tests.Configuration;

public class AgentSchemaTests
{
    [Theory]
    [InlineData("agent: {name: order, environment: production}", null)]
    [InlineData("agent: {name: Order}", "agent.name must be a lower-case name")]
    [InlineData("agent: {nam: order}", "unknown field agent.nam")]
    [InlineData("server: {port: 70x}", "server.port must be a port")]
    [InlineData("authorization: {default_action: allow}", "authorization.default_action must be deny")]
    [InlineData("transport: {peer_verification: none}", "transport.peer_verification must be strict")]
    [InlineData("authorization: {audit: {enabled: false}}", "authorization.audit.enabled must be true in production")]
    [InlineData("agent: {environment: staging}\nauthorization: {audit: {enabled: false}}",
        "authorization.audit.enabled must be true in staging")]
    [InlineData("transport: {tls_min_version: \"1.2\"}", "transport.tls_min_version must be 1.3 in production")]
    [InlineData("[agent]: {name: order}", "agent.yaml:1:1: a field's name is one word")]
    [InlineData("agent: {environment: development}\nauthorization: {audit: {enabled: false}}", null)]
    [InlineData("identity: {allowed_trust_domains: [partner.example]}", null)]
    [InlineData("identity: {spiffe_endpoint: \"tcp://127.0.0.1:8081\"}", null)]
    [InlineData("identity: {spiffe_endpoint: \"tcp://[::1]:8081\"}", null)]
    [InlineData("identity: {spiffe_endpoint: \"tcp://127.0.0.1:99999\"}", "identity.spiffe_endpoint must be unix:///path or tcp://ip:port")]
    [InlineData("identity: {spiffe_endpoint: \"tcp://999.0.0.1:80\"}", "identity.spiffe_endpoint must be unix:///path or tcp://ip:port")]
    [InlineData("identity: {spiffe_endpoint: \"unix://relative\"}", "identity.spiffe_endpoint must be unix:///path or tcp://ip:port")]
    [InlineData("events: {broker: \"amqps://broker.example:5671/shop\"}", null)]
    [InlineData("agent: {environment: development}\nevents: {broker: \"amqp://127.0.0.1:5672\"}", null)]
    [InlineData("events: {broker: \"amqp://broker.example\"}", "events.broker must be amqps:// in production")]
    [InlineData("events: {broker: \"amqps://user:secret@broker.example\"}", "events.broker must be amqps://host:port, without credentials")]
    [InlineData("model: {endpoint: \"https://models.example/v1\", name: m}", null)]
    [InlineData("model: {endpoint: \"http://localhost:11434/v1\", name: m}", null)]
    [InlineData("model: {endpoint: \"http://models.example/v1\", name: m}", "model.endpoint must be an https address, or http on loopback")]
    [InlineData("push: {encryption_key_file: /run/secrets/key, ca_file: /etc/ca.pem, allowed_networks: [10.0.0.0/8, \"fd00::/8\"]}", null)]
    [InlineData("push: {allowed_networks: [10.0.0.0/99]}", "push.allowed_networks.0 must be networks such as 10.0.0.0/8")]
    [InlineData("passwords: {iterations: 600000}", null)]
    [InlineData("passwords: {iterations: 209999}", "passwords.iterations must be at least 210000 in production")]
    [InlineData("agent: {environment: development}\npasswords: {iterations: 1000}", null)]
    [InlineData("agent: {environment: development}\npasswords: {iterations: 0}", "passwords.iterations must be 100 to 9999999")]
    [InlineData("model: {endpoint: \"https://models.example/v1\"}", "model.endpoint needs model.name")]
    [InlineData("agent: {name: [a]}", "agent.name.0 is not a list")]
    [InlineData("- a list", "expected one mapping")]
    [InlineData("agent: {", "agent.yaml:")]
    public void A_file_is_accepted_or_told_what_is_wrong(string yaml, string? problem)
    {
        using var folder = new TestFolder();
        var file = folder.At("agent.yaml");
        File.WriteAllText(file, yaml);

        var problems = Check(file);

        if (problem is null)
        {
            Assert.Empty(problems);
        }
        else
        {
            Assert.Contains(problem, Assert.Single(problems), StringComparison.Ordinal);
        }
    }

    public static TheoryData<string> AllAgents => [.. AgentNames.All];

    [Theory]
    [MemberData(nameof(AllAgents))]
    public void The_files_that_come_with_the_shop_are_valid(string agent) =>
        Assert.Empty(Check(RepositoryRoot.At("config", $"{agent}.yaml")));

    private static string[] Check(string file)
    {
        try
        {
            return [.. AgentSchema.Check(AgentYaml.Read(file))];
        }
        catch (InvalidDataException exception)
        {
            return [exception.Message];
        }
    }
}
