namespace Rego.Builtins;

/// <summary>Comparison and membership.</summary>
internal static class ComparisonBuiltins
{
    internal static Builtin[] All { get; } =
    [
        new("equal", [Kinds.Any, Kinds.Any], Kinds.Boolean, (_, arguments) => RegoValue.From(arguments[0].Equals(arguments[1]))),
        new("neq", [Kinds.Any, Kinds.Any], Kinds.Boolean, (_, arguments) => RegoValue.From(!arguments[0].Equals(arguments[1]))),
        Compare("lt", order => order < 0),
        Compare("lte", order => order <= 0),
        Compare("gt", order => order > 0),
        Compare("gte", order => order >= 0),
        new("internal.member_2", [Kinds.Any, Kinds.Any], Kinds.Boolean,
            (_, arguments) => RegoValue.From(Contains(arguments[1], arguments[0]))),
        new("internal.member_3", [Kinds.Any, Kinds.Any, Kinds.Any], Kinds.Boolean,
            (_, arguments) => RegoValue.From(arguments[2].Kind >= RegoKind.Array
                && arguments[2].Get(arguments[0]) is { } value && value.Equals(arguments[1]))),
    ];

    private static Builtin Compare(string name, Func<int, bool> holds) =>
        new(name, [Kinds.Any, Kinds.Any], Kinds.Boolean,
            (_, arguments) => RegoValue.From(holds(RegoValue.Compare(arguments[0], arguments[1]))));

    private static bool Contains(RegoValue collection, RegoValue wanted)
    {
        switch (collection)
        {
            case RegoArray array:
                foreach (var item in array.Items)
                {
                    if (item.Equals(wanted))
                        return true;
                }
                return false;
            case RegoSet set:
                return set.Contains(wanted);
            case RegoObject obj:
                for (var i = 0; i < obj.Count; i++)
                {
                    if (obj.ValueAt(i).Equals(wanted))
                        return true;
                }
                return false;
            default:
                return false;
        }
    }
}
