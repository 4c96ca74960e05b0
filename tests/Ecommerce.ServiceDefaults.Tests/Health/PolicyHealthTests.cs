using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.ServiceDefaults.Health;
using Ecommerce.ServiceDefaults.Tests.Authorization;
using Ecommerce.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ecommerce.ServiceDefaults.Tests.Health;

public class PolicyHealthTests
{
    private const string TrustDomain = "agentweave.io";

    [Fact]
    public async Task An_agent_whose_OPA_is_away_is_not_ready_and_becomes_so_when_it_comes()
    {
        var folder = new TestFolder();
        using var opa = new OpaPolicyEngine(
            new("order", TrustDomain), Engines.Settings(("authorization:opa_endpoint", OpaServer.EndpointIn(folder))), TimeProvider.System);

        Assert.Equal((HealthStatus.Unhealthy, $"no OPA at {OpaServer.EndpointIn(folder)}"), await CheckAsync(opa, "order"));

        await using (await OpaServer.StartAsync(PolicyData.Create(TrustDomain, []), folder))
        {
            Assert.Equal((HealthStatus.Healthy, null), await CheckAsync(opa, "order"));
        }

        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(opa, "order")).Status);
    }

    [Fact]
    public async Task An_agent_whose_package_OPA_lacks_is_not_ready()
    {
        await using var server = await OpaServer.StartAsync(PolicyData.Create(TrustDomain, []));
        using var opa = new OpaPolicyEngine(
            new("courier", TrustDomain), Engines.Settings(("authorization:opa_endpoint", server.Endpoint)), TimeProvider.System);

        var (status, why) = await CheckAsync(opa, "courier");

        Assert.Equal(HealthStatus.Unhealthy, status);
        Assert.Contains("the package courier.authz is missing", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_goes_on_by_its_old_policies_and_says_so()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(
            folder.At("order.rego"), "package order.authz\n\ndecision := false\n", TestContext.Current.CancellationToken);
        var engine = Engines.Rego(new("order", TrustDomain), Engines.Settings(("authorization:policy_path", folder.Path)));
        Assert.Equal((HealthStatus.Healthy, null), await CheckAsync(engine, "order"));

        await File.WriteAllTextAsync(
            folder.At("order.rego"), "package order.authz\n\ndecision := {", TestContext.Current.CancellationToken);
        engine.Refresh();
        engine.Refresh();

        var (status, why) = await CheckAsync(engine, "order");
        Assert.Equal(HealthStatus.Degraded, status);
        Assert.StartsWith($"revision {engine.Revision} stays in effect", why, StringComparison.Ordinal);
    }

    private static async Task<(HealthStatus Status, string? Why)> CheckAsync(IPolicyEngine engine, string agent)
    {
        var result = await new PolicyHealth(engine, new(agent, TrustDomain))
            .CheckHealthAsync(new(), TestContext.Current.CancellationToken);
        return (result.Status, result.Description);
    }
}
