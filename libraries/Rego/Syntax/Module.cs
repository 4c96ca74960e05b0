using Rego.Values;

namespace Rego.Syntax;

/// <summary>A parsed file.</summary>
/// <param name="Path">The file's path.</param>
/// <param name="PackageAt">The location of the package clause.</param>
/// <param name="Package">The package's path below <c>data</c>.</param>
/// <param name="Imports">The imports, in order.</param>
/// <param name="Rules">The rules, in order.</param>
internal sealed record Module(
    string Path, Location PackageAt, IReadOnlyList<string> Package, IReadOnlyList<Import> Imports, IReadOnlyList<Rule> Rules);

/// <summary><c>import data.a.b as name</c>. The path begins with <c>data</c>, <c>input</c>, <c>rego</c> or <c>future</c>.</summary>
internal sealed record Import(Location At, IReadOnlyList<string> Path, string? Alias)
{
    /// <summary>The name that the import defines in its module.</summary>
    internal string Name => Alias ?? Path[^1];

    internal bool IsDocument => Path[0] is "data" or "input";
}

/// <summary>A rule, or one branch of an <c>else</c> chain.</summary>
/// <param name="At">Its location.</param>
/// <param name="Path">The head's reference; the first step is a constant string.</param>
/// <param name="Arguments">A function's parameters; null for other rules.</param>
/// <param name="Key">The member of a <c>contains</c> rule; null for other rules.</param>
/// <param name="Value">The value; null for a <c>contains</c> rule.</param>
/// <param name="Body">The body; empty if there is none.</param>
/// <param name="Else">The next branch.</param>
/// <param name="IsDefault">Whether it is a <c>default</c> rule.</param>
/// <param name="EndLine">The last line.</param>
internal sealed record Rule(
    Location At, IReadOnlyList<Term> Path, IReadOnlyList<Term>? Arguments, Term? Key, Term? Value, IReadOnlyList<Statement> Body,
    Rule? Else, bool IsDefault, int EndLine)
{
    /// <summary>The steps of the head from the first one that is not constant, such as <c>[x].b</c> of <c>a[x].b</c>.</summary>
    internal IReadOnlyList<Term> Dynamic => [.. Path.SkipWhile(step => step is ConstantTerm)];

    internal string Name => Path[0] is ConstantTerm { Value: RegoString name } ? name.Value : "";
}
