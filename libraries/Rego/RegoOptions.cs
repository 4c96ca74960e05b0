namespace Rego;

/// <summary>Options of loading policies.</summary>
public sealed class RegoOptions
{
    /// <summary>The defaults.</summary>
    public static RegoOptions Default { get; } = new();

    /// <summary>Whether <see cref="RegoSource.ReadDirectory"/> also reads files named <c>*_test.rego</c>. False by default.</summary>
    public bool IncludeTests { get; init; }

    /// <summary>The most diagnostics that one load reports, at least 1. 10 by default, as in OPA.</summary>
    public int MaxErrors { get; init; } = 10;
}
