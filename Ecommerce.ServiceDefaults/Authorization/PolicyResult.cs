using Ecommerce.ServiceDefaults.Decisions;
using Rego.Values;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>Reads what a policy returned: a boolean, or <c>{allow, reason, policy_id, scope}</c>.</summary>
public static class PolicyResult
{
    /// <summary>The decision; a denial where the policy returned nothing, or what is not a decision.</summary>
    /// <param name="value">What the policy returned; null if it is undefined.</param>
    public static Decision Read(RegoValue? value)
    {
        if (value is null)
        {
            return Decision.Deny("the policy says nothing of it");
        }

        var allow = value.IsTrue || value.Member("allow") is { IsTrue: true };
        var scope = value.IsTrue || Text(value, "scope") == "any" ? Scope.Any : Scope.Own;
        return new(allow, Text(value, "reason"), Text(value, "policy_id"), scope);
    }

    /// <summary>Whether a value is a decision at all.</summary>
    internal static bool IsDecision(RegoValue value) => value.Kind == RegoKind.Boolean || value.Member("allow")?.Kind == RegoKind.Boolean;

    private static string Text(RegoValue decision, string member) => decision.Member(member)?.Text ?? "";
}
