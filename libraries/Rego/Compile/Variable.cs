using Rego.Syntax;

namespace Rego.Compile;

/// <summary>A local variable. Every scope has its own, so equal names in different scopes are different variables.</summary>
internal sealed class Variable(string name, Location at, bool isGenerated = false)
{
    internal string Name { get; } = name;

    internal Location At { get; } = at;

    /// <summary>Whether the compiler created it, to hold the result of a nested call.</summary>
    internal bool IsGenerated { get; } = isGenerated;

    internal bool IsWildcard => Name[0] == VariableTerm.WildcardMark;

    /// <summary>The name in messages.</summary>
    internal string Display => IsWildcard ? "_" : Name;

    /// <summary>Index into the frame's slots; -1 until the statement that binds the variable is generated.</summary>
    internal int Slot { get; set; } = -1;
}
