using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Decisions;
using Microsoft.Extensions.Configuration;
using Rego;
using Rego.Values;
using Spiffe;

namespace Ecommerce.Cli.Authz;

/// <summary>Decides a call twice, by the caller's package and by the callee's, as the agents do.</summary>
internal static class PolicyCheck
{
    // What the call itself says; a file of further members does not change it.
    private static readonly string[] CallMembers =
    [
        "direction", "caller_spiffe_id", "callee_spiffe_id", "resource_spiffe_id", "action", "caller_trust_domain", "resource_trust_domain",
    ];

    /// <summary>The repository's policies with the data that a development agent gives them.</summary>
    /// <param name="federation">IDs of other trust domains with the actions that they may ask for.</param>
    /// <exception cref="CommandException">A policy does not load.</exception>
    public static RegoPolicy Load(params IEnumerable<(string Id, IEnumerable<string> Actions)> federation)
    {
        var development = new ConfigurationBuilder().AddInMemoryCollection(
            [KeyValuePair.Create(AgentSchema.Section + ":agent:environment", (string?)"development")]);
        var settings = new AgentSettings(development.Build());
        try
        {
            return RegoPolicy.LoadDirectory(
                RepositoryRoot.At("policies"), PolicyData.Create(Registrations.TrustDomain, settings.Operators, federation));
        }
        catch (RegoLoadException exception)
        {
            throw new CommandException($"The policies do not load: {exception.Message}", exception);
        }
    }

    /// <summary>Names the repository's policies.</summary>
    /// <exception cref="CommandException">They cannot be read.</exception>
    public static string Revision()
    {
        try
        {
            return PolicyRevision.Of(RepositoryRoot.At("policies"));
        }
        catch (AgentSetupException exception)
        {
            throw new CommandException(exception.Problems[0], exception);
        }
    }

    /// <summary><c>{allow, outbound, inbound}</c>; outbound is null where the caller is not an agent and so has no policy.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="callee">Who is called.</param>
    /// <param name="action">What for.</param>
    /// <param name="further">Members of the input beyond those.</param>
    public static JsonObject Decide(SpiffeId caller, SpiffeId callee, string action, JsonObject further)
    {
        var policy = Load();
        var members = RegoValue.ParseJson(further.ToJsonString());
        var call = new PolicyCall(caller.ToString(), callee.ToString(), action, members);
        var outbound = AgentName(caller) is { } from ? Decide(policy, from, Direction.Outbound, call) : null;
        var inbound = AgentName(callee) is { } to
            ? Decide(policy, to, Direction.Inbound, call)
            : Decision.Deny("the callee is not an agent of this trust domain");
        return new()
        {
            ["allow"] = inbound.Allow && outbound is not { Allow: false },
            ["outbound"] = outbound is null ? null : ToJson(outbound),
            ["inbound"] = ToJson(inbound),
        };
    }

    /// <summary>What the package of an agent says of a call.</summary>
    /// <param name="policy">The policies.</param>
    /// <param name="agent">The agent that decides.</param>
    /// <param name="direction">Whether the agent is called or calls.</param>
    /// <param name="call">The call.</param>
    public static Decision Decide(RegoPolicy policy, string agent, Direction direction, PolicyCall call)
    {
        var request = new AuthorizationRequest(
            direction, call.Caller, call.Callee, call.Action, Actor: call.Caller, UserId: null, Request: null);
        var input = new PolicyInput(Registrations.AgentId(agent)).Create(request, TimeProvider.System.GetUtcNow(), call.Members);
        try
        {
            return PolicyResult.Read(policy.Prepare($"data.{agent}.authz.decision").Evaluate(input));
        }
        catch (RegoEvaluationException exception)
        {
            return Decision.Deny(exception.Message);
        }
    }

    private static string? AgentName(SpiffeId id) =>
        AgentNames.All.FirstOrDefault(name => Registrations.AgentId(name) == id.ToString());

    private static JsonObject ToJson(Decision decision)
    {
        var json = new JsonObject
        {
            ["allow"] = decision.Allow,
            ["policy_id"] = decision.PolicyId,
            ["reason"] = decision.Reason,
        };
        if (decision.Allow)
        {
            json["scope"] = decision.Scope == Scope.Any ? "any" : "own";
        }

        return json;
    }
}
