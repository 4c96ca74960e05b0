using System.Globalization;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Development;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;
using Rego;
using Rego.Values;
using Spiffe;

namespace Ecommerce.Cli.Clients;

/// <summary>Decides a call twice, by the caller's package and by the callee's, as the agents do.</summary>
internal static class PolicyCheck
{
    /// <summary>The repository's policies with the data that a development agent gives them.</summary>
    /// <exception cref="CommandException">A policy does not load.</exception>
    public static RegoPolicy Load()
    {
        var development = new ConfigurationBuilder().AddInMemoryCollection(
            [KeyValuePair.Create(AgentSchema.Section + ":agent:environment", (string?)"development")]);
        var settings = new AgentSettings(development.Build());
        try
        {
            return RegoPolicy.LoadDirectory(Repository.At("policies"), PolicyData.Create(Registrations.TrustDomain, settings.Operators));
        }
        catch (RegoLoadException exception)
        {
            throw new CommandException($"The policies do not load: {exception.Message}", exception);
        }
    }

    /// <summary><c>{allow, outbound, inbound}</c>; outbound is null where the caller is no agent and so has no policy.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="callee">Who is called.</param>
    /// <param name="action">What for.</param>
    /// <param name="further">Members of the input beyond those.</param>
    public static JsonObject Decide(SpiffeId caller, SpiffeId callee, string action, JsonObject further)
    {
        var policy = Load();
        var outbound = AgentName(caller) is { } from ? Ask(policy, from, Input("outbound", caller, callee, action, further)) : null;
        var inbound = AgentName(callee) is { } to
            ? Ask(policy, to, Input("inbound", caller, callee, action, further))
            : Denied("the callee is no agent of this trust domain");
        return new()
        {
            ["allow"] = (bool)inbound["allow"]! && (outbound is null || (bool)outbound["allow"]!),
            ["outbound"] = outbound,
            ["inbound"] = inbound,
        };
    }

    private static string? AgentName(SpiffeId id) =>
        AgentNames.All.FirstOrDefault(name => Registrations.AgentId(name) == id.ToString());

    private static JsonObject Input(string direction, SpiffeId caller, SpiffeId callee, string action, JsonObject further)
    {
        var input = new JsonObject
        {
            ["actor"] = caller.ToString(),
            ["timestamp"] =
                TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["request"] = new JsonObject(),
            ["context"] = new JsonObject(),
        };
        foreach (var (name, value) in further)
        {
            input[name] = value?.DeepClone();
        }
        input["direction"] = direction;
        input["caller_spiffe_id"] = caller.ToString();
        input["callee_spiffe_id"] = callee.ToString();
        input["resource_spiffe_id"] = callee.ToString();
        input["action"] = action;
        input["caller_trust_domain"] = caller.TrustDomain.Name;
        input["resource_trust_domain"] = callee.TrustDomain.Name;
        return input;
    }

    private static JsonObject Ask(RegoPolicy policy, string agent, JsonObject input)
    {
        try
        {
            var decision = policy.Prepare($"data.{agent}.authz.decision").Evaluate(RegoValue.ParseJson(input.ToJsonString()));
            return decision is null ? Denied("the policy says nothing of it") : JsonNode.Parse(decision.ToJson())!.AsObject();
        }
        catch (RegoEvaluationException exception)
        {
            return Denied(exception.Message);
        }
    }

    private static JsonObject Denied(string reason) => new() { ["allow"] = false, ["reason"] = reason, ["policy_id"] = "none" };
}
