using System.Text;
using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>Builtins that aggregate collections.</summary>
internal static class AggregateBuiltins
{
    private const Kinds List = Kinds.Array | Kinds.Set;

    internal static Builtin[] All { get; } =
    [
        new("count", [Kinds.Array | Kinds.Object | Kinds.Set | Kinds.String], Kinds.Number,
            (evaluation, arguments) => RegoNumber.Of(Count(evaluation, arguments[0]))) { IsQuick = true },
        new("sum", [List], Kinds.Number, (_, arguments) => Fold(arguments, RegoNumber.Of(0), NumberBuiltins.Operation.Add)),
        new("product", [List], Kinds.Number, (_, arguments) => Fold(arguments, RegoNumber.Of(1), NumberBuiltins.Operation.Multiply)),
        new("max", [List], Kinds.Any, (_, arguments) => Best(Members.Values(arguments[0]), 1)),
        new("min", [List], Kinds.Any, (_, arguments) => Best(Members.Values(arguments[0]), -1)),
        new("sort", [List], Kinds.Array, (_, arguments) => Sort(Members.Values(arguments[0]))),
    ];

    private static int Count(Evaluation evaluation, RegoValue value) => value switch
    {
        RegoArray array => array.Items.Length,
        RegoSet set => set.Count,
        RegoObject obj => obj.Count,
        RegoString text => Runes(evaluation, text.Value),
        _ => 0,
    };

    private static int Runes(Evaluation evaluation, string text)
    {
        evaluation.Limits.Step(text.Length >> 6);
        if (Ascii.IsValid(text))
        {
            return text.Length;
        }

        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    private static RegoNumber Fold(ReadOnlySpan<RegoValue> arguments, RegoNumber start, NumberBuiltins.Operation operation)
    {
        var kind = arguments[0].Kind.Name();
        foreach (var item in Members.Values(arguments[0]))
        {
            start = item is RegoNumber number
                ? NumberBuiltins.Compute(start, number, operation)
                : throw BuiltinException.Operand(1, $"{kind} of numbers", $"{kind} containing {item.Kind.Name()}");
        }

        return start;
    }

    private static RegoValue? Best(RegoValue[] items, int sign)
    {
        RegoValue? best = null;
        foreach (var item in items)
        {
            if (best is null || RegoValue.Compare(item, best) * sign > 0)
            {
                best = item;
            }
        }

        return best;
    }

    private static RegoArray Sort(RegoValue[] items)
    {
        Array.Sort(items, RegoValue.Compare);
        return RegoArray.Of(items);
    }
}
