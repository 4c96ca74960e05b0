using Rego.Syntax;
using Rego.Values;

namespace Rego.Compile;

/// <summary>A term after names are resolved and calls are taken out of it.</summary>
internal abstract record CoreTerm
{
    /// <summary>Direct parts, in order; bodies of comprehensions are no parts.</summary>
    internal virtual IEnumerable<CoreTerm> Parts => [];
}

internal sealed record CoreConstant(RegoValue Value) : CoreTerm;

internal sealed record CoreVariable(Variable Variable) : CoreTerm;

/// <summary>The document <c>input</c> or <c>data</c>.</summary>
internal sealed record CoreDocument(bool IsInput) : CoreTerm;

/// <summary>Steps from a head: a document, a variable or a constant.</summary>
internal sealed record CoreReference(CoreTerm Head, IReadOnlyList<CoreTerm> Path) : CoreTerm
{
    internal override IEnumerable<CoreTerm> Parts => [Head, .. Path];
}

internal sealed record CoreArray(IReadOnlyList<CoreTerm> Items) : CoreTerm
{
    internal override IEnumerable<CoreTerm> Parts => Items;
}

internal sealed record CoreSet(IReadOnlyList<CoreTerm> Items) : CoreTerm
{
    internal override IEnumerable<CoreTerm> Parts => Items;
}

internal sealed record CoreObject(IReadOnlyList<(CoreTerm Key, CoreTerm Value)> Members) : CoreTerm
{
    internal override IEnumerable<CoreTerm> Parts => Members.SelectMany(member => new[] { member.Key, member.Value });
}

/// <summary>Gathers the values for which a body holds.</summary>
internal sealed record CoreComprehension(RegoKind Kind, CoreTerm? Key, CoreTerm Value, CoreBody Body, Location At) : CoreTerm;

/// <summary>Text, and arrays of at most one value each.</summary>
internal sealed record CoreTemplate(IReadOnlyList<CoreTerm> Pieces, Location At) : CoreTerm
{
    internal override IEnumerable<CoreTerm> Parts => Pieces;
}
