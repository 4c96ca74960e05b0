using Rego.Values;

namespace Rego.Evaluate;

/// <summary>Computes a result from arguments whose kinds have been checked; null is undefined.</summary>
internal delegate RegoValue? BuiltinFunction(Evaluation evaluation, ReadOnlySpan<RegoValue> arguments);

/// <summary>Computes the results of a builtin that can have several.</summary>
internal delegate IEnumerable<RegoValue> BuiltinRelation(Evaluation evaluation, RegoValue argument);

/// <summary>A function of the language itself.</summary>
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

    /// <summary>The same function with the items of an array in place of its last argument; null if there is none.</summary>
    internal Builtin? Spread { get; init; }

    /// <summary>Whether the cost does not depend on the size of the arguments. Every other builtin is charged for reading and copying its
    /// arguments once, and charges for any further work itself.</summary>
    internal bool IsQuick { get; init; }
}
