using Ecommerce.Contracts;
using Rego.Values;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>The base document of the policies: <c>{trust_domain, operators[], federation{}, capabilities{}, witnesses{}}</c>.</summary>
public static class PolicyData
{
    /// <summary>Creates the document.</summary>
    /// <param name="trustDomain">Such as <c>agentweave.io</c>.</param>
    /// <param name="operators">IDs of clients.</param>
    /// <param name="federation">IDs of other trust domains, each with its actions; none by default.</param>
    public static RegoValue Create(
        string trustDomain,
        IEnumerable<string> operators,
        params IEnumerable<(string Id, IEnumerable<string> Actions)> federation) => RegoValue.Object(
        ("trust_domain", RegoValue.From(trustDomain)),
        ("operators", RegoValue.From(operators.Select(RegoValue.From))),
        ("federation", RegoValue.Object(
            [.. federation.Select(caller => (caller.Id, RegoValue.From(caller.Actions.Select(RegoValue.From))))])),
        ("capabilities", RegoValue.ParseJson(CapabilityCatalogue.PolicyData)),
        ("witnesses", RegoValue.Object([.. Contracts.Agents.All.Select(agent => (agent.Name, RegoValue.From(agent.Witness)))])));
}
