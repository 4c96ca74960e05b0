using Rego.Builtins;
using Rego.Syntax;

namespace Rego.Compile;

/// <summary>One step of a body, free of nested calls.</summary>
internal abstract record CoreStatement(Location At)
{
    internal IReadOnlyList<CoreWith> With { get; init; } = [];
}

/// <summary>A replacement for the time of one statement: of a document's part, or of a function.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Target">The reference to <c>input</c> or <c>data</c>; null for a function.</param>
/// <param name="Function">The function; null for a document.</param>
/// <param name="Value">What takes its place; null if a function does.</param>
/// <param name="Replacement">The function that takes its place.</param>
internal sealed record CoreWith(Location At, CoreReference? Target, Callee? Function, CoreTerm? Value, Callee? Replacement);

/// <summary>A term that must be defined and not false.</summary>
internal sealed record CoreTest(Location At, CoreTerm Term) : CoreStatement(At);

/// <summary>Both terms are the same; variables that have no value yet get one.</summary>
internal sealed record CoreUnify(Location At, CoreTerm Left, CoreTerm Right) : CoreStatement(At);

/// <summary>A call whose result is unified with a term or, without one, must not be false.</summary>
internal sealed record CoreCall(Location At, Callee Callee, IReadOnlyList<CoreTerm> Arguments, CoreTerm? Result) : CoreStatement(At);

/// <summary>An operand of a negation, evaluated before it. It gives no variable in the term a value: those come from elsewhere.</summary>
internal sealed record CoreOperand(Location At, CoreVariable Result, CoreTerm Term) : CoreStatement(At);

/// <summary>The body does not hold.</summary>
internal sealed record CoreNot(Location At, CoreBody Body) : CoreStatement(At);

/// <summary>The body holds for every member of the domain.</summary>
internal sealed record CoreEvery(Location At, Variable? Key, Variable Value, CoreTerm Domain, CoreBody Body) : CoreStatement(At);

/// <summary>Both bodies hold (<c>and</c>), or at least one does (<c>or</c>); holds at most once.</summary>
internal sealed record CoreLogic(Location At, bool IsAnd, CoreBody Left, CoreBody Right) : CoreStatement(At);

/// <summary>Writes a line; each argument is a set comprehension.</summary>
internal sealed record CorePrint(Location At, IReadOnlyList<CoreComprehension> Arguments) : CoreStatement(At);

/// <summary>Statements in a scope of their own.</summary>
internal sealed class CoreBody
{
    /// <summary>The statements; after <see cref="Ordering"/> in an order in which every variable has a value when it is needed.</summary>
    internal List<CoreStatement> Statements { get; set; } = [];

    /// <summary>Variables of enclosing scopes that the body or a body in it uses.</summary>
    internal HashSet<Variable> Free { get; } = [];
}

/// <summary>What a call calls.</summary>
internal abstract record Callee(string Name, int Arity);

internal sealed record BuiltinCallee(Builtins.Builtin Builtin) : Callee(Builtin.Name, Builtin.Arity);

internal sealed record RuleCallee(RuleNode Node, int Count) : Callee(Node.Name, Count);
