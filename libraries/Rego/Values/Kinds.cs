
namespace Rego.Values;

/// <summary>A set of kinds: what a parameter accepts, what a builtin returns, or what a term may be.</summary>
[Flags]
internal enum Kinds
{
    None = 0,
    Null = 1 << RegoKind.Null,
    Boolean = 1 << RegoKind.Boolean,
    Number = 1 << RegoKind.Number,
    String = 1 << RegoKind.String,
    Array = 1 << RegoKind.Array,
    Object = 1 << RegoKind.Object,
    Set = 1 << RegoKind.Set,
    Any = Null | Boolean | Number | String | Array | Object | Set,
}

/// <summary>Conversion of kinds to sets, and their names in messages.</summary>
internal static class KindExtensions
{
    // The order in which OPA lists kinds.
    private static readonly RegoKind[] Order =
        [RegoKind.Null, RegoKind.Boolean, RegoKind.Number, RegoKind.String, RegoKind.Object, RegoKind.Set, RegoKind.Array];

    /// <summary>The set of this kind alone.</summary>
    internal static Kinds AsSet(this RegoKind kind) => (Kinds)(1 << (int)kind);

    internal static string Name(this RegoKind kind) => kind switch
    {
        RegoKind.Null => "null",
        RegoKind.Boolean => "boolean",
        RegoKind.Number => "number",
        RegoKind.String => "string",
        RegoKind.Array => "array",
        RegoKind.Object => "object",
        _ => "set",
    };

    internal static string Name(this Kinds kinds)
    {
        var names = Order.Where(kind => kinds.HasFlag(kind.AsSet())).Select(Name).ToList();
        // OPA lists the kinds that have a length in alphabetical order.
        if (kinds == (Kinds.String | Kinds.Object | Kinds.Set | Kinds.Array))
        {
            names.Sort(StringComparer.Ordinal);
        }

        return names.Count == 1 ? names[0] : $"one of {{{string.Join(", ", names)}}}";
    }
}
