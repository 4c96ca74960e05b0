using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Decisions;
using Rego.Values;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>A question that every policy must answer: the agent asks about an action that does not exist.</summary>
internal static class PolicyProbe
{
    /// <summary>The action.</summary>
    public const string Action = "policy.probe";

    /// <summary>The path of the agent's decision.</summary>
    public static string Query(AgentInfo agent) => $"data.{agent.Name}.authz.decision";

    public static AuthorizationRequest Request(AgentInfo agent) =>
        new(Direction.Inbound, agent.SpiffeId, agent.SpiffeId, Action, agent.SpiffeId, UserId: null, Request: null);

    /// <summary>What is wrong with the answer; null if it is a decision, allowed or not.</summary>
    public static string? Fault(AgentInfo agent, RegoValue? answer) =>
        answer is null
            ? $"{Query(agent)} is undefined where no rule allows: the package {agent.Name}.authz is missing or has no default decision"
            : PolicyResult.IsDecision(answer) ? null
            : $"{Query(agent)} is neither a boolean nor an object with a boolean allow";
}
