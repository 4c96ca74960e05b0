using Rego.Syntax;

namespace Rego.Builtins;

/// <summary>Sets of kinds as messages name them.</summary>
internal static class KindNames
{
    internal static Kinds Of(RegoValue value) => (Kinds)(1 << (int)value.Kind);

    internal static string Of(Kinds kinds)
    {
        var names = Enum.GetValues<RegoKind>()
            .Where(kind => kinds.HasFlag((Kinds)(1 << (int)kind)))
            .Select(Names.Of)
            .Order(StringComparer.Ordinal)
            .ToList();
        return names.Count == 1 ? names[0] : $"one of {{{string.Join(", ", names)}}}";
    }
}
