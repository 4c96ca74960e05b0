using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Decisions;
using Rego;
using Rego.Values;

namespace Ecommerce.Cli.Authz;

/// <summary>One way in which a capability can be called, as a column of <see cref="PolicyMatrix"/> asks for it.</summary>
/// <param name="Id">
/// The SPIFFE ID of who asks. People without one ask at the gateway's public port, and are the gateway to the policies.
/// </param>
/// <param name="IsRouted">Whether it is asked at the gateway, which then calls the agent.</param>
/// <param name="HasUser">Whether a user's token comes with it.</param>
internal sealed record MatrixCaller(string Id, bool IsRouted, bool HasUser)
{
    private const string User = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";
    private static readonly string Gateway = Registrations.AgentId(AgentNames.Gateway);

    /// <summary>How far the call reaches; null if any of the decisions on its way denies it.</summary>
    /// <param name="policy">The policies.</param>
    /// <param name="agent">The callee.</param>
    /// <param name="action">What for.</param>
    /// <param name="request">The request's JSON, without its secrets.</param>
    public Scope? Ask(RegoPolicy policy, string agent, string action, JsonObject request)
    {
        var callee = Registrations.AgentId(agent);
        var members = new JsonObject { ["actor"] = Id, ["request"] = request.DeepClone() };
        if (HasUser)
        {
            members["user"] = new JsonObject { ["user_id"] = User };
        }

        var input = RegoValue.ParseJson(members.ToJsonString());
        var (decisions, caller) = (new List<Decision>(), Id);
        if (IsRouted && agent != AgentNames.Gateway)
        {
            // A path of its own, or the capability that calls any other.
            var ways = new[] { action, "route" }.Select(
                way => PolicyCheck.Decide(policy, AgentNames.Gateway, Direction.Inbound, new(Id, Gateway, way, input))).ToArray();
            decisions.Add(ways.FirstOrDefault(way => way.Allow) ?? ways[0]);
            caller = Gateway;
        }

        if (caller == Gateway && agent != AgentNames.Gateway)
        {
            // It calls by a token of the very capability.
            members["token"] = new JsonObject { ["scope"] = action };
            input = RegoValue.ParseJson(members.ToJsonString());
        }

        var call = new PolicyCall(caller, callee, action, input);
        if (AgentNames.All.FirstOrDefault(name => name != agent && Registrations.AgentId(name) == caller) is { } from)
        {
            decisions.Add(PolicyCheck.Decide(policy, from, Direction.Outbound, call));
        }

        decisions.Add(PolicyCheck.Decide(policy, agent, Direction.Inbound, call));
        // The callee decides last, and how far a call reaches is its word.
        return decisions.TrueForAll(decision => decision.Allow) ? decisions[^1].Scope : null;
    }
}
