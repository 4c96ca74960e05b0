using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.ServiceDefaults.Configuration;

namespace Ecommerce.ServiceDefaults.Tests.Authorization;

/// <summary>The engine in process and a real OPA server decide every call alike, down to the reason.</summary>
public sealed class PolicyEnginesTests
{
    public static TheoryData<string> Agents => [.. AgentNames.All];

    [Theory]
    [MemberData(nameof(Agents))]
    public async Task Both_decide_every_call_that_reaches_or_leaves_an_agent_alike(string agent)
    {
        var info = new AgentInfo(agent, PolicyCalls.TrustDomain);
        await using var server = await OpaServer.StartAsync(PolicyData.Create(PolicyCalls.TrustDomain, [PolicyCalls.Operator]));
        using var opa = new OpaPolicyEngine(info, PolicyCalls.Settings(server.Endpoint));
        var rego = Engines.Rego(info, PolicyCalls.Settings(server.Endpoint));

        var (asked, allowed) = (0, 0);
        foreach (var call in PolicyCalls.Of(agent))
        {
            var input = new PolicyInput($"spiffe://{PolicyCalls.TrustDomain}/agent/{agent}").Create(call, PolicyCalls.Now);
            var (here, there) = (
                await rego.EvaluateAsync(PolicyRule.Decision, input, CancellationToken.None),
                await opa.EvaluateAsync(PolicyRule.Decision, input, CancellationToken.None));
            Assert.True(Equals(here, there), $"{input.ToJson()}: {here?.ToJson()} here, {there?.ToJson()} there");
            Assert.Equal(PolicyResult.Read(there), PolicyResult.Read(here));
            asked++;
            allowed += PolicyResult.Read(here).Allow ? 1 : 0;
        }

        Assert.InRange(allowed, 1, asked / 2);
    }
}
