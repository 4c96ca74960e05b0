using Ecommerce.Contracts;
using Ecommerce.Testing;
using Google.Protobuf;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecommerce.ServiceDefaults.Tests.Authorization;

/// <summary>The engine in process and a real OPA server decide every call alike, down to the reason.</summary>
public sealed class PolicyEnginesTests
{
    private const string TrustDomain = "agentweave.io";
    private const string Operator = $"spiffe://{TrustDomain}/client/cli";
    private const string User = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly string[] Callers =
    [
        .. AgentNames.All.Append(AgentNames.Admin).Select(Id), Operator, $"spiffe://{TrustDomain}/client/shop",
        $"spiffe://{TrustDomain}.evil.example/agent/gateway", $"spiffe://{TrustDomain}/agent/gateway/x", "spiffe://partner.example/agent/gateway",
    ];

    // For whom: for itself, for an operator, for another client, for an administrator.
    private static readonly string?[] Actors = [null, Operator, $"spiffe://{TrustDomain}/client/shop", Id(AgentNames.Admin)];

    public static TheoryData<string> Agents => [.. AgentNames.All];

    [Theory]
    [MemberData(nameof(Agents))]
    public async Task Both_decide_every_call_that_reaches_or_leaves_an_agent_alike(string agent)
    {
        var info = new AgentInfo(agent, TrustDomain);
        await using var server = await OpaServer.StartAsync(PolicyData.Create(TrustDomain, [Operator]));
        using var opa = new OpaPolicyEngine(info, Settings(server.Endpoint));
        var rego = new RegoPolicyEngine(info, Settings(server.Endpoint), TimeProvider.System, NullLogger<RegoPolicyEngine>.Instance);

        var (asked, allowed) = (0, 0);
        foreach (var call in Calls(agent))
        {
            var input = PolicyInput.From(call, Now);
            var (here, there) = (await rego.EvaluateAsync(input, CancellationToken.None), await opa.EvaluateAsync(input, CancellationToken.None));
            Assert.True(Equals(here, there), $"{input.ToJson()}: {here?.ToJson()} here, {there?.ToJson()} there");
            Assert.Equal(PolicyResult.Read(there), PolicyResult.Read(here));
            asked++;
            allowed += PolicyResult.Read(here).Allow ? 1 : 0;
        }

        Assert.InRange(allowed, 1, asked / 2);
    }

    private static IEnumerable<AuthorizationRequest> Calls(string agent)
    {
        foreach (var (direction, peers) in new[] { (Direction.Inbound, Callers), (Direction.Outbound, [.. AgentNames.All.Select(Id), Callers[^1]]) })
        {
            foreach (var peer in peers)
            {
                var (caller, callee) = direction == Direction.Inbound ? (peer, Id(agent)) : (Id(agent), peer);
                foreach (var (action, request) in Actions(direction == Direction.Inbound ? agent : peer.Split('/')[^1]))
                {
                    foreach (var actor in caller == Id(AgentNames.Gateway) ? Actors : Actors[..2])
                    {
                        yield return new(direction, caller, callee, action, actor ?? caller, UserId: null, request);
                        yield return new(direction, caller, callee, action, actor ?? caller, User, request);
                    }
                }
            }
        }
    }

    // The callee's capabilities, of the gateway also those that it routes, and what is no capability.
    private static IEnumerable<(string Action, IMessage? Request)> Actions(string callee)
    {
        var capabilities = callee == AgentNames.Gateway ? CapabilityCatalogue.All : CapabilityCatalogue.Of(callee);
        foreach (var capability in capabilities)
            yield return (capability.Name, capability.RequestParser.ParseFrom(ByteString.Empty));
        yield return ("create_user", new CreateUserRequest { Email = "a@b.example", Name = "Ann", Password = "secret secret" });
        yield return ("create_user", new CreateUserRequest { Email = "a@b.example", Name = "Ann", Tier = Tier.Premium });
        yield return ("agent.health", null);
        yield return ("agent.card", null);
        yield return ("task.get", null);
        yield return ("", null);
    }

    private static string Id(string agent) => $"spiffe://{TrustDomain}/agent/{agent}";

    private static AgentSettings Settings(string opa) => new(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        [$"{AgentSchema.Section}:agent:trust_domain"] = TrustDomain,
        [$"{AgentSchema.Section}:authorization:policy_path"] = RepositoryFiles.At("policies"),
        [$"{AgentSchema.Section}:authorization:opa_endpoint"] = opa,
        [$"{AgentSchema.Section}:authorization:operators:0"] = Operator,
    }).Build());
}
