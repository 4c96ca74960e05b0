using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>The kinds of values that a parameter takes or that a builtin returns.</summary>
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

/// <summary>What a builtin computes from checked arguments; null is undefined.</summary>
internal delegate RegoValue? BuiltinFunction(Evaluation evaluation, ReadOnlySpan<RegoValue> arguments);

/// <summary>The results of a builtin that has several.</summary>
internal delegate IEnumerable<RegoValue> BuiltinRelation(Evaluation evaluation, RegoValue argument);

/// <summary>A function that the language brings.</summary>
internal sealed class Builtin
{
    internal Builtin(string name, Kinds[] parameters, Kinds result, BuiltinFunction function)
    {
        Name = name;
        Parameters = parameters;
        Result = result;
        Function = function;
    }

    internal Builtin(string name, Kinds parameter, Kinds result, BuiltinRelation relation)
        : this(name, [parameter], result, (_, _) => null)
    {
        Relation = relation;
    }

    internal string Name { get; }

    internal Kinds[] Parameters { get; }

    internal Kinds Result { get; }

    internal BuiltinFunction Function { get; }

    /// <summary>Set for a builtin with several results, in place of <see cref="Function"/>.</summary>
    internal BuiltinRelation? Relation { get; }

    internal int Arity => Parameters.Length;

    /// <summary>Whether the size of its arguments does not matter; all other builtins count for going through them once, and for a copy
    /// of them. What takes more than that counts by itself.</summary>
    internal bool IsQuick { get; init; }
}
