namespace Rego.Syntax;

/// <summary>The builtins behind infix operators.</summary>
internal static class Operators
{
    internal const string Member = "internal.member_2";
    internal const string MemberWithKey = "internal.member_3";

    /// <summary>From the loosest to the tightest; all associate to the left.</summary>
    internal static readonly Dictionary<string, string>[] Levels =
    [
        new() { ["=="] = "equal", ["!="] = "neq", ["<"] = "lt", ["<="] = "lte", [">"] = "gt", [">="] = "gte" },
        new() { ["|"] = "or" },
        new() { ["&"] = "and" },
        new() { ["+"] = "plus", ["-"] = "minus" },
        new() { ["*"] = "mul", ["/"] = "div", ["%"] = "rem" },
    ];
}
