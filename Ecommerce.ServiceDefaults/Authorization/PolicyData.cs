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

    /// <summary>
    /// The document for a bundle's policies. What the bundle says of operators, federation and matters of its own is signed and holds; the
    /// facts about this agent stay.
    /// </summary>
    /// <param name="signed">The bundle's data.</param>
    /// <param name="own">As <see cref="Create"/> makes it.</param>
    internal static RegoValue Merge(RegoValue signed, RegoValue own)
    {
        var members = Members(own);
        foreach (var (name, value) in Members(signed))
        {
            if (name is not ("trust_domain" or "capabilities" or "witnesses"))
            {
                members[name] = value;
            }
        }

        return RegoValue.Object([.. members.Select(member => (member.Key, member.Value))]);
    }

    private static Dictionary<string, RegoValue> Members(RegoValue document) =>
        ((RegoObject)document).ToSortedArray().ToDictionary(member => member.Key.Text!, member => member.Value);
}
