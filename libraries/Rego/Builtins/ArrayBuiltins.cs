using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>Builtins of arrays.</summary>
internal static class ArrayBuiltins
{
    internal static Builtin[] All { get; } =
    [
        new("array.concat", [Kinds.Array, Kinds.Array], Kinds.Array,
            (_, arguments) => RegoArray.Of([.. arguments.Array(0).Items, .. arguments.Array(1).Items])),
        new("array.reverse", [Kinds.Array], Kinds.Array, (_, arguments) =>
        {
            var items = arguments.Array(0).Items.ToArray();
            Array.Reverse(items);
            return RegoArray.Of(items);
        }),
        new("array.slice", [Kinds.Array, Kinds.Number, Kinds.Number], Kinds.Array, (_, arguments) =>
        {
            var items = arguments.Array(0).Items;
            var start = Math.Clamp(arguments.Index(1), 0, items.Length);
            var stop = Math.Clamp(arguments.Index(2), 0, items.Length);
            return RegoArray.Of(stop <= start ? [] : items[start..stop].ToArray());
        }),
        new("array.flatten", [Kinds.Array], Kinds.Array, (evaluation, arguments) =>
        {
            var items = new List<RegoValue>();
            foreach (var item in arguments.Array(0).Items)
            {
                if (item is not RegoArray inner)
                {
                    items.Add(item);
                    continue;
                }

                evaluation.Limits.Members(inner.Items.Length);
                items.AddRange(inner.Items);
            }

            return RegoArray.Of([.. items]);
        }),
    ];
}
