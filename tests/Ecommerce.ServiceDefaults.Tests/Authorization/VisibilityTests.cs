using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Authorization;

namespace Ecommerce.ServiceDefaults.Tests.Authorization;

/// <summary>
/// The rule <c>visible</c> against the decisions: over all callers, actions and actors, in process and in a real OPA server.
/// </summary>
public sealed class VisibilityTests
{
    public static TheoryData<string> Agents => [.. AgentNames.All];

    [Theory]
    [MemberData(nameof(Agents))]
    public async Task What_is_visible_has_a_request_that_is_allowed_and_what_is_allowed_is_visible(string agent)
    {
        var engine = Engines.Rego(new(agent, PolicyCalls.TrustDomain), PolicyCalls.Settings(opa: "unix:///nowhere"));
        await HoldsAsync(agent, engine);
    }

    [Theory]
    [Trait("Form", "long")]
    [MemberData(nameof(Agents))]
    public async Task It_holds_in_OPA_as_well(string agent)
    {
        await using var server = await OpaServer.StartAsync(PolicyData.Create(PolicyCalls.TrustDomain, [PolicyCalls.Operator]));
        using var opa = new OpaPolicyEngine(
            new(agent, PolicyCalls.TrustDomain), PolicyCalls.Settings(server.Endpoint), TimeProvider.System);
        await HoldsAsync(agent, opa);
    }

    private static async Task HoldsAsync(string agent, IPolicyEngine engine)
    {
        var kinds = 0;
        foreach (var kind in PolicyCalls.Of(agent).GroupBy(call => call with { Request = null }))
        {
            var visible = (await engine.EvaluateAsync(PolicyRule.Visible, kind.Key, CancellationToken.None)).Value;
            var allowed = false;
            foreach (var call in kind)
            {
                allowed |= (await engine.EvaluateAsync(PolicyRule.Decision, call, CancellationToken.None)).Decision.Allow;
            }

            Assert.NotNull(visible);
            Assert.True(visible.IsTrue == allowed, $"{kind.Key}: visible {visible.ToJson()}, some request allowed: {allowed}");
            kinds += allowed ? 1 : 0;
        }

        Assert.NotEqual(0, kinds);
    }
}
