using Rego.Values;

namespace Rego.Compile;

/// <summary>A term with its names resolved and without nested calls.</summary>
internal abstract record CoreTerm
{
    /// <summary>The direct parts, in order, without the bodies of comprehensions.</summary>
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

/// <summary>Collects a value for each solution of a body.</summary>
internal sealed record CoreComprehension(RegoKind Kind, CoreTerm? Key, CoreTerm Value, CoreBody Body, Location At) : CoreTerm;

/// <summary>Text, and for each expression an array of at most one value.</summary>
internal sealed record CoreTemplate(IReadOnlyList<CoreTerm> Pieces, Location At) : CoreTerm
{
    internal override IEnumerable<CoreTerm> Parts => Pieces;
}
