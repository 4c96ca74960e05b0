using Rego.Evaluate;

namespace Rego.Compile;

/// <summary>A statement without nested calls.</summary>
internal abstract record CoreStatement(Location At)
{
    internal IReadOnlyList<CoreWith> With { get; init; } = [];
}

/// <summary>A replacement of a part of a document, or of a function, while one statement is evaluated.</summary>
/// <param name="At">Its location.</param>
/// <param name="Target">The reference to <c>input</c> or <c>data</c>; null for a function.</param>
/// <param name="Function">The function; null for a document.</param>
/// <param name="Value">The value that replaces it; null if a function does.</param>
/// <param name="Replacement">The function that replaces it; null if a value does.</param>
internal sealed record CoreWith(Location At, CoreReference? Target, Callee? Function, CoreTerm? Value, Callee? Replacement);

/// <summary>A term that must be defined and not false.</summary>
internal sealed record CoreTest(Location At, CoreTerm Term) : CoreStatement(At);

/// <summary>Two terms that must be equal; binds variables that have no value yet.</summary>
internal sealed record CoreUnify(Location At, CoreTerm Left, CoreTerm Right) : CoreStatement(At);

/// <summary>A call whose result is unified with a term or, if there is none, must not be false.</summary>
internal sealed record CoreCall(Location At, Callee Callee, IReadOnlyList<CoreTerm> Arguments, CoreTerm? Result) : CoreStatement(At);

/// <summary>An operand of a negation, evaluated before it. It binds its result, but no variable of the term.</summary>
internal sealed record CoreOperand(Location At, CoreVariable Result, CoreTerm Term) : CoreStatement(At);

/// <summary>A body that must not hold.</summary>
internal sealed record CoreNot(Location At, CoreBody Body) : CoreStatement(At);

/// <summary>A body that must hold for every member of the domain.</summary>
internal sealed record CoreEvery(Location At, Variable? Key, Variable Value, CoreTerm Domain, CoreBody Body) : CoreStatement(At);

/// <summary>Two bodies of which both (<c>and</c>) or at least one (<c>or</c>) must hold; has at most one solution.</summary>
internal sealed record CoreLogic(Location At, bool IsAnd, CoreBody Left, CoreBody Right) : CoreStatement(At);

/// <summary>Writes a line; each argument is a set comprehension.</summary>
internal sealed record CorePrint(Location At, IReadOnlyList<CoreComprehension> Arguments) : CoreStatement(At);

/// <summary>Statements with a scope of their own.</summary>
internal sealed class CoreBody
{
    /// <summary>The statements; <see cref="Ordering"/> puts each after those that bind the variables it needs.</summary>
    internal List<CoreStatement> Statements { get; set; } = [];

    /// <summary>The variables of enclosing scopes that the body or a nested one uses.</summary>
    internal HashSet<Variable> Free { get; } = [];
}
