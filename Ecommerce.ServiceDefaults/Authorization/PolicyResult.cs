using Ecommerce.ServiceDefaults.Decisions;
using Rego.Values;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>Reads what a policy returned: a boolean, or <c>{allow, reason, policy_id, scope}</c>.</summary>
public static class PolicyResult
{
    private static readonly RegoValue AllowName = RegoValue.From("allow");
    private static readonly RegoValue ReasonName = RegoValue.From("reason");
    private static readonly RegoValue PolicyIdName = RegoValue.From("policy_id");
    private static readonly RegoValue ScopeName = RegoValue.From("scope");

    /// <summary>The decision; a denial where the policy returned nothing, or what is not a decision.</summary>
    /// <param name="value">What the policy returned; null if it is undefined.</param>
    public static Decision Read(RegoValue? value)
    {
        if (value is null)
        {
            return Decision.Deny("the policy gives no decision");
        }

        var allow = value.IsTrue || value.Get(AllowName) is { IsTrue: true };
        var scope = value.IsTrue || Text(value, ScopeName) == "any" ? Scope.Any : Scope.Own;
        return new(allow, Text(value, ReasonName), Text(value, PolicyIdName), scope);
    }

    /// <summary>Whether a value is a decision.</summary>
    internal static bool IsDecision(RegoValue value) => value.Kind == RegoKind.Boolean || value.Get(AllowName)?.Kind == RegoKind.Boolean;

    private static string Text(RegoValue decision, RegoValue member) => decision.Get(member)?.Text ?? "";
}
