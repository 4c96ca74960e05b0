using Ecommerce.Contracts;
using Rego.Values;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>The base document of the policies: <c>{trust_domain, operators[], federation{}, capabilities{}}</c>.</summary>
public static class PolicyData
{
    /// <summary>Creates the document for a trust domain and its operators.</summary>
    public static RegoValue Create(string trustDomain, IEnumerable<string> operators) => RegoValue.Object(
        ("trust_domain", RegoValue.From(trustDomain)),
        ("operators", RegoValue.From(operators.Select(RegoValue.From))),
        ("federation", RegoValue.Object()),
        ("capabilities", RegoValue.ParseJson(CapabilityCatalogue.PolicyData)));
}
