namespace Rego.Syntax;

/// <summary>One statement of a body, with its <c>with</c> modifiers.</summary>
internal abstract record Statement(Location At)
{
    internal IReadOnlyList<WithModifier> With { get; init; } = [];
}

/// <summary><c>with target as value</c></summary>
internal sealed record WithModifier(Location At, Term Target, Term Value);

/// <summary>A term that must be defined and not false.</summary>
internal sealed record TermStatement(Location At, Term Term) : Statement(At);

/// <summary><c>left = right</c></summary>
internal sealed record UnifyStatement(Location At, Term Left, Term Right) : Statement(At);

/// <summary><c>left := right</c></summary>
internal sealed record AssignStatement(Location At, Term Left, Term Right) : Statement(At);

/// <summary><c>some a, b</c></summary>
internal sealed record SomeStatement(Location At, IReadOnlyList<VariableTerm> Names) : Statement(At);

/// <summary><c>some key, value in domain</c></summary>
internal sealed record SomeInStatement(Location At, Term? Key, Term Value, Term Domain) : Statement(At);

/// <summary><c>every key, value in domain { body }</c></summary>
internal sealed record EveryStatement(Location At, VariableTerm? Key, VariableTerm Value, Term Domain, IReadOnlyList<Statement> Body)
    : Statement(At);

/// <summary><c>not statement</c>. A closed one has a body of its own: anything undefined in it makes the negation true. An open one
/// (version 1 without the <c>not</c> import) evaluates nested calls before the negation.</summary>
internal sealed record NotStatement(Location At, IReadOnlyList<Statement> Body, bool IsClosed) : Statement(At);

/// <summary><c>left and right</c>, <c>left or right</c></summary>
internal sealed record LogicStatement(Location At, bool IsAnd, IReadOnlyList<Statement> Left, IReadOnlyList<Statement> Right)
    : Statement(At);

/// <summary><c>{ body }</c> or <c>(statement)</c> as an operand of <c>and</c>, <c>or</c> and <c>not</c>.</summary>
internal sealed record BlockStatement(Location At, IReadOnlyList<Statement> Body) : Statement(At);
