using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.ServiceDefaults.Configuration;

namespace Ecommerce.ServiceDefaults.Tests.Authorization;

/// <summary>The engine in process and a real OPA server decide every call alike, down to the reason.</summary>
public sealed class PolicyEnginesTests
{
    public static TheoryData<string> Agents => [.. AgentNames.All];

    [Theory]
    [Trait("Form", "long")]
    [MemberData(nameof(Agents))]
    public async Task Both_decide_every_call_that_reaches_or_leaves_an_agent_alike(string agent)
    {
        var info = new AgentInfo(agent, PolicyCalls.TrustDomain);
        await using var server = await OpaServer.StartAsync(PolicyData.Create(PolicyCalls.TrustDomain, [PolicyCalls.Operator]));
        using var opa = new OpaPolicyEngine(info, PolicyCalls.Settings(server.Endpoint), TimeProvider.System);
        var rego = Engines.Rego(info, PolicyCalls.Settings(server.Endpoint));

        var (asked, allowed) = (0, 0);
        foreach (var call in PolicyCalls.Of(agent))
        {
            var (here, there) = (
                await rego.EvaluateAsync(PolicyRule.Decision, call, CancellationToken.None),
                await opa.EvaluateAsync(PolicyRule.Decision, call, CancellationToken.None));
            Assert.True(Equals(here.Value, there.Value), $"{call}: {here.Value?.ToJson()} here, {there.Value?.ToJson()} there");
            Assert.Equal(there.Decision, here.Decision);
            asked++;
            allowed += here.Decision.Allow ? 1 : 0;
        }

        Assert.InRange(allowed, 1, asked / 2);
    }
}
