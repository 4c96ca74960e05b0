using Rego;

namespace Ecommerce.ServiceDefaults;

/// <summary>Reads what a policy returned: a boolean, or <c>{allow, reason, policy_id, scope}</c>.</summary>
internal static class PolicyResult
{
    public static Decision Read(RegoValue? value) => value switch
    {
        null => Decision.Deny("the policy says nothing of it"),
        RegoBoolean { Value: true } => new(true, "allowed", "allow", Scope.Any),
        RegoObject decision when decision["allow"] is RegoBoolean { Value: true } =>
            new(true, Text(decision, "reason"), Text(decision, "policy_id"), Text(decision, "scope") == "own" ? Scope.Own : Scope.Any),
        RegoObject decision => new(false, Text(decision, "reason"), Text(decision, "policy_id"), Scope.Own),
        _ => Decision.Deny("denied"),
    };

    private static string Text(RegoObject decision, string key) => decision[key] is RegoString text ? text.Value : "";
}
