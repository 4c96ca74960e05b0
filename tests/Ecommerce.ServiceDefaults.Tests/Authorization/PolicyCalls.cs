using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Decisions;
using Google.Protobuf;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.ServiceDefaults.Tests.Authorization;

/// <summary>Every call that policies are held against: each caller, action and actor, with and without a user and a token.</summary>
internal static class PolicyCalls
{
    public const string TrustDomain = "agentweave.io";
    public const string Operator = $"spiffe://{TrustDomain}/client/cli";
    private const string User = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

    private static readonly string[] Callers =
    [
        .. AgentNames.All.Append(AgentNames.Admin).Select(Id), Operator, $"spiffe://{TrustDomain}/client/shop",
        $"spiffe://{TrustDomain}.evil.example/agent/gateway", $"spiffe://{TrustDomain}/agent/gateway/x",
        "spiffe://partner.example/agent/gateway",
    ];

    // For whom: for itself, for an operator, for another client, for an administrator.
    private static readonly string?[] Actors = [null, Operator, $"spiffe://{TrustDomain}/client/shop", Id(AgentNames.Admin)];

    /// <summary>The calls that reach or leave an agent.</summary>
    public static IEnumerable<AuthorizationRequest> Of(string agent)
    {
        foreach (var (direction, peers) in new[] { (Direction.Inbound, Callers),
            (Direction.Outbound, [.. AgentNames.All.Select(Id), Callers[^1]]) })
        {
            foreach (var peer in peers)
            {
                var (caller, callee) = direction == Direction.Inbound ? (peer, Id(agent)) : (Id(agent), peer);
                foreach (var (action, request) in Actions(direction == Direction.Inbound ? agent : peer.Split('/')[^1]))
                {
                    foreach (var actor in caller == Id(AgentNames.Gateway) ? Actors : Actors[..2])
                    {
                        foreach (var scope in Scopes(direction, caller, action, actor))
                        {
                            AuthorizationRequest call = new(direction, caller, callee, action, actor ?? caller, UserId: null, request);
                            yield return call with { TokenScope = scope };
                            yield return call with { TokenScope = scope, UserId = User };
                        }
                    }
                }
            }
        }
    }

    // The gateway calls by a token of the capability, and else for nobody; others mostly without one.
    private static string?[] Scopes(Direction direction, string caller, string action, string? actor) =>
        direction == Direction.Outbound ? [null]
        : caller == Id(AgentNames.Gateway) ? (actor is null ? [action, null, "create_order"] : [action])
        : actor is null ? [null, "create_order"]
        : [null];

    // The callee's capabilities, for the gateway also those that it routes, and a name that is not a capability.
    private static IEnumerable<(string Action, IMessage? Request)> Actions(string callee)
    {
        var capabilities = callee == AgentNames.Gateway ? CapabilityCatalogue.All : CapabilityCatalogue.Of(callee);
        foreach (var capability in capabilities)
        {
            yield return (capability.Name, capability.RequestParser.ParseFrom(ByteString.Empty));
        }

        yield return ("create_user", new CreateUserRequest { Email = "a@b.example", Name = "Ann", Password = "secret secret" });
        yield return ("create_user", new CreateUserRequest { Email = "a@b.example", Name = "Ann", Tier = Tier.Premium });
        foreach (var action in AuthorizationRequest.OtherActions)
        {
            yield return (action, null);
        }

        yield return ("task.other", null);
        yield return ("", null);
    }

    private static string Id(string agent) => $"spiffe://{TrustDomain}/agent/{agent}";

    /// <summary>An agent's settings with the repository's policies.</summary>
    public static AgentSettings Settings(string opa) => new(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        [$"{AgentSchema.Section}:agent:trust_domain"] = TrustDomain,
        [$"{AgentSchema.Section}:authorization:policy_path"] = RepositoryRoot.At("policies"),
        [$"{AgentSchema.Section}:authorization:opa_endpoint"] = opa,
        [$"{AgentSchema.Section}:authorization:operators:0"] = Operator,
    }).Build());
}
