using Rego.Syntax;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>Sets of kinds as messages name them.</summary>
internal static class KindNames
{
    private static readonly RegoKind[] Order =
        [RegoKind.Null, RegoKind.Boolean, RegoKind.Number, RegoKind.String, RegoKind.Object, RegoKind.Set, RegoKind.Array];

    internal static Kinds Of(RegoValue value) => (Kinds)(1 << (int)value.Kind);

    internal static string Of(Kinds kinds)
    {
        var names = Order.Where(kind => kinds.HasFlag((Kinds)(1 << (int)kind))).Select(Names.Of).ToList();
        // The kinds that have a length are the one list that OPA gives by the alphabet.
        if (kinds == (Kinds.String | Kinds.Object | Kinds.Set | Kinds.Array))
        {
            names.Sort(StringComparer.Ordinal);
        }
        return names.Count == 1 ? names[0] : $"one of {{{string.Join(", ", names)}}}";
    }
}
