using Rego.Syntax;

namespace Rego.Compile;

/// <summary>A local variable: of a rule, a body or the compiler. Every scope has variables of its own, so that equal names in
/// different scopes never meet.</summary>
internal sealed class Variable(string name, Location at, bool isGenerated = false)
{
    internal string Name { get; } = name;

    internal Location At { get; } = at;

    /// <summary>Made by the compiler to hold the result of a nested call.</summary>
    internal bool IsGenerated { get; } = isGenerated;

    internal bool IsWildcard => Name[0] == VariableTerm.WildcardMark;

    /// <summary>The name as messages give it.</summary>
    internal string Display => IsWildcard ? "_" : Name;

    /// <summary>Place in the frame; -1 until the first statement that binds the variable is generated.</summary>
    internal int Slot { get; set; } = -1;
}
