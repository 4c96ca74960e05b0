using Ecommerce.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.ServiceDefaults.Tests.Configuration;

/// <summary>.NET's own sources of settings pass the schema too, wherever a setting comes from.</summary>
public class AgentConfigurationTests
{
    [Theory]
    [InlineData("--agentweave:authorization:audit:enabled=false",
        "--agentweave:authorization:audit:enabled: authorization.audit.enabled must be true in production")]
    [InlineData("--AgentWeave:Authorization:AUDIT:Enabled=false", "authorization.audit.enabled must be true in production")]
    [InlineData("--agentweave:transport:peer_verification=none", "transport.peer_verification must be strict")]
    [InlineData("--agentweave:authorization:default_action=allow", "authorization.default_action must be deny")]
    [InlineData("--agentweave:agent:name=user", "--agentweave:agent:name: agent.name is user, and this is order")]
    [InlineData("--agentweave:server:prot=8443", "--agentweave:server:prot: unknown field server.prot")]
    [InlineData("--agentweave:authorization:operators=spiffe://a/client/b,*", "authorization.operators.1 must be SPIFFE IDs")]
    [InlineData("--Kestrel:Endpoints:Extra:Url=http://*:9000", "--Kestrel:Endpoints:Extra:Url: must not be set: only server.host")]
    [InlineData("--preferHostingUrls=true", "--preferHostingUrls: must not be set: only server.host")]
    [InlineData("--ForwardedHeaders_Enabled=true", "must not be set: it would trust X-Forwarded-For from any client")]
    public void What_the_schema_refuses_is_refused_wherever_it_stands(string argument, string problem) =>
        Assert.Contains(problem, Assert.Single(Refusal(argument).Problems), StringComparison.Ordinal);

    [Fact]
    public void Staging_is_as_strict_as_production_and_development_alone_is_not()
    {
        string[] weak = ["--agentweave:authorization:audit:enabled=false", "--agentweave:transport:tls_min_version=1.2"];

        Assert.Equal(2, Refusal([.. weak]).Problems.Count);
        Assert.Equal(2, Refusal([.. weak, "--agentweave:agent:environment=staging"]).Problems.Count);
        Assert.False(Read([.. weak, "--agentweave:agent:environment=development"]).AuditEnabled);
    }

    [Fact]
    public void A_higher_source_replaces_a_list_and_adds_nothing_to_it()
    {
        var settings = AgentConfiguration.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["agentweave:authorization:operators:0"] = "spiffe://a/client/one",
                ["agentweave:authorization:operators:1"] = "spiffe://a/client/two",
                ["agentweave:server:port"] = "9001",
            })
            .AddCommandLine(["--agentweave:authorization:operators=spiffe://a/client/three", "--agentweave:server:port=9002"])
            .Build(), "order");

        Assert.Equal(["spiffe://a/client/three"], settings.Operators);
        Assert.Equal(9002, settings.Port);
    }

    [Fact]
    public void What_images_and_runners_set_harms_nobody() =>
        Assert.Equal(8443, Read("--urls=http://*:80", "--http_ports=8080", "--preferHostingUrls=false", "--environment=Development").Port);

    [Fact]
    public void An_agent_in_production_shows_nobody_what_NET_shows_developers()
    {
        var builder = WebApplication.CreateBuilder(["--environment=Development"]);

        builder.AddServiceDefaults("order");

        Assert.Equal("Production", builder.Environment.EnvironmentName);
    }

    private static AgentSetupException Refusal(params string[] arguments) => Assert.Throws<AgentSetupException>(() => Read(arguments));

    private static AgentSettings Read(params string[] arguments) =>
        AgentConfiguration.Read(new ConfigurationBuilder().AddCommandLine(arguments).Build(), "order");
}
