namespace Rego;

/// <summary>How policies are loaded.</summary>
public sealed class RegoOptions
{
    /// <summary>The defaults.</summary>
    public static RegoOptions Default { get; } = new();

    /// <summary>Whether <see cref="RegoSource.ReadDirectory"/> also takes files named <c>*_test.rego</c>. False by default.</summary>
    public bool IncludeTests { get; init; }

    /// <summary>Largest number of diagnostics that one load reports. 10 by default, as OPA's; at least 1.</summary>
    public int MaxErrors { get; init; } = 10;
}
