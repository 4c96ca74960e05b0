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

namespace Ecommerce.Cli.Clients;

/// <summary>Decides a call twice, by the caller's package and by the callee's, as the agents do.</summary>
internal static class PolicyCheck
{
    // What the call itself says; a file of further members does not change it.
    private static readonly string[] CallMembers =
    [
        "direction", "caller_spiffe_id", "callee_spiffe_id", "resource_spiffe_id", "action", "caller_trust_domain", "resource_trust_domain",
    ];

    /// <summary>The repository's policies with the data that a development agent gives them.</summary>
    /// <exception cref="CommandException">A policy does not load.</exception>
    public static RegoPolicy Load()
    {
        var development = new ConfigurationBuilder().AddInMemoryCollection(
            [KeyValuePair.Create(AgentSchema.Section + ":agent:environment", (string?)"development")]);
        var settings = new AgentSettings(development.Build());
        try
        {
            return RegoPolicy.LoadDirectory(
                RepositoryRoot.At("policies"), PolicyData.Create(Registrations.TrustDomain, settings.Operators));
        }
        catch (RegoLoadException exception)
        {
            throw new CommandException($"The policies do not load: {exception.Message}", exception);
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
        var outbound = AgentName(caller) is { } from ? Ask(from, Direction.Outbound) : null;
        var inbound = AgentName(callee) is { } to
            ? Ask(to, Direction.Inbound)
            : Decision.Deny("the callee is not an agent of this trust domain");
        return new()
        {
            ["allow"] = inbound.Allow && outbound is not { Allow: false },
            ["outbound"] = outbound is null ? null : ToJson(outbound),
            ["inbound"] = ToJson(inbound),
        };

        Decision Ask(string agent, Direction direction)
        {
            var call = new AuthorizationRequest(
                direction, caller.ToString(), callee.ToString(), action, Actor: caller.ToString(), UserId: null, Request: null);
            var input = new PolicyInput(Registrations.AgentId(agent)).Create(call, TimeProvider.System.GetUtcNow(), members);
            try
            {
                return PolicyResult.Read(policy.Prepare($"data.{agent}.authz.decision").Evaluate(input));
            }
            catch (RegoEvaluationException exception)
            {
                return Decision.Deny(exception.Message);
            }
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
