using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>Comparison and membership.</summary>
internal static class ComparisonBuiltins
{
    internal static Builtin[] All { get; } =
    [
        new("equal", [Kinds.Any, Kinds.Any], Kinds.Boolean,
            (evaluation, arguments) => RegoValue.From(evaluation.Limits.Same(arguments[0], arguments[1]))) { IsQuick = true },
        new("neq", [Kinds.Any, Kinds.Any], Kinds.Boolean,
            (evaluation, arguments) => RegoValue.From(!evaluation.Limits.Same(arguments[0], arguments[1]))) { IsQuick = true },
        Compare("lt", order => order < 0),
        Compare("lte", order => order <= 0),
        Compare("gt", order => order > 0),
        Compare("gte", order => order >= 0),
        new("internal.member_2", [Kinds.Any, Kinds.Any], Kinds.Boolean,
            (evaluation, arguments) => RegoValue.From(Contains(evaluation, arguments[1], arguments[0]))) { IsQuick = true },
        new("internal.member_3", [Kinds.Any, Kinds.Any, Kinds.Any], Kinds.Boolean,
            (evaluation, arguments) => RegoValue.From(arguments[2].Kind >= RegoKind.Array
                && arguments[2].Get(arguments[0]) is { } value && evaluation.Limits.Same(value, arguments[1]))) { IsQuick = true },
    ];

    private static Builtin Compare(string name, Func<int, bool> holds) =>
        new(name, [Kinds.Any, Kinds.Any], Kinds.Boolean,
            (evaluation, arguments) =>
            {
                if (arguments[0].Kind == arguments[1].Kind && arguments[0].Kind >= RegoKind.Array)
                {
                    evaluation.Limits.Text(Math.Min(arguments[0].Weight, arguments[1].Weight));
                }

                return RegoValue.From(holds(RegoValue.Compare(arguments[0], arguments[1])));
            });

    private static bool Contains(Evaluation evaluation, RegoValue collection, RegoValue wanted)
    {
        if (collection is RegoArray or RegoObject)
        {
            evaluation.Limits.Step((collection.Breadth * Math.Max(8L, wanted.Kind >= RegoKind.Array ? wanted.Weight : 0)) >> 9);
        }

        return collection switch
        {
            RegoArray array => array.Items.Contains(wanted),
            RegoSet set => set.Contains(wanted),
            RegoObject obj => obj.Values.Contains(wanted),
            _ => false,
        };
    }
}
