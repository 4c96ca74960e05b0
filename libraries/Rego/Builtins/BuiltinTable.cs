using System.Collections.Frozen;
using Rego.Evaluate;

namespace Rego.Builtins;

/// <summary>All builtins by name.</summary>
internal static class BuiltinTable
{
    private static readonly FrozenDictionary<string, Builtin> Table = new[]
    {
        ComparisonBuiltins.All, NumberBuiltins.All, AggregateBuiltins.All, StringBuiltins.All, ArrayBuiltins.All, SetBuiltins.All,
        ObjectBuiltins.All, TypeBuiltins.All, JsonBuiltins.All, EncodingBuiltins.All, TimeBuiltins.All, RegexBuiltins.All,
        GlobBuiltins.All, GraphBuiltins.All, BitBuiltins.All, UnitBuiltins.All, IdentifierBuiltins.All, NetworkBuiltins.All,
    }.SelectMany(family => family).ToFrozenDictionary(builtin => builtin.Name);

    internal static Builtin? Find(string name) => Table.GetValueOrDefault(name);

    internal static Builtin Get(string name) => Table[name];
}
