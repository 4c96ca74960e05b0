namespace Rego.Syntax;

/// <summary>The builtins of infix operators.</summary>
internal static class Operators
{
    internal const string Member = "internal.member_2";
    internal const string MemberWithKey = "internal.member_3";

    /// <summary>By precedence, lowest first; all are left-associative.</summary>
    internal static readonly Dictionary<string, string>[] Levels =
    [
        new() { ["=="] = "equal", ["!="] = "neq", ["<"] = "lt", ["<="] = "lte", [">"] = "gt", [">="] = "gte" },
        new() { ["|"] = "or" },
        new() { ["&"] = "and" },
        new() { ["+"] = "plus", ["-"] = "minus" },
        new() { ["*"] = "mul", ["/"] = "div", ["%"] = "rem" },
    ];
}
