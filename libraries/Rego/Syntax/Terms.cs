using Rego.Values;

namespace Rego.Syntax;

/// <summary>A term as written.</summary>
internal abstract record Term(Location At);

/// <summary>A scalar.</summary>
internal sealed record ConstantTerm(Location At, RegoValue Value) : Term(At);

/// <summary>A variable; each <c>_</c> gets a unique name that cannot be written in a source.</summary>
internal sealed record VariableTerm(Location At, string Name) : Term(At)
{
    internal const char WildcardMark = '$';

    internal bool IsWildcard => Name[0] == WildcardMark;
}

/// <summary>A head with at least one step: <c>head.name</c>, <c>head[term]</c>.</summary>
internal sealed record ReferenceTerm(Location At, Term Head, IReadOnlyList<Term> Path) : Term(At);

/// <summary>A call of an operator (by its builtin's name) or of the function that a name or reference denotes.</summary>
internal sealed record CallTerm(Location At, string? Operator, Term? Callee, IReadOnlyList<Term> Arguments) : Term(At);

/// <summary><c>[a, b]</c></summary>
internal sealed record ArrayTerm(Location At, IReadOnlyList<Term> Items) : Term(At);

/// <summary><c>{a, b}</c> or <c>set()</c></summary>
internal sealed record SetTerm(Location At, IReadOnlyList<Term> Items) : Term(At);

/// <summary><c>{a: b}</c></summary>
internal sealed record ObjectTerm(Location At, IReadOnlyList<(Term Key, Term Value)> Members) : Term(At);

/// <summary><c>[v | body]</c>, <c>{v | body}</c> or, with a key, <c>{k: v | body}</c>.</summary>
internal sealed record ComprehensionTerm(Location At, RegoKind Kind, Term? Key, Term Value, IReadOnlyList<Statement> Body) : Term(At);

/// <summary><c>$"text {term}"</c>: text with expressions whose values are inserted.</summary>
internal sealed record TemplateTerm(Location At, IReadOnlyList<TemplatePart> Parts) : Term(At);

/// <summary>Either text or an expression.</summary>
internal readonly record struct TemplatePart(string? Text, TermStatement? Expression);
