using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Spiffe;

/// <summary>The name of a trust domain (SPIFFE-ID 2.1): 1 to 255 of <c>a-z 0-9 . - _</c>. Equal by value.</summary>
public sealed record TrustDomain
{
    /// <summary>The greatest length in bytes (SPIFFE-ID 2.3).</summary>
    public const int MaxLength = 255;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-_");

    private TrustDomain(string name) => Name = name;

    /// <summary>The bare name, such as <c>example.org</c>.</summary>
    public string Name { get; }

    /// <summary>The SPIFFE ID of the domain itself, which has no path: <c>spiffe://example.org</c>. The key of bundle maps.</summary>
    public string IdString => SpiffeId.Prefix + Name;

    /// <summary>Parses a bare name.</summary>
    /// <exception cref="FormatException">It is not a trust domain's name.</exception>
    public static TrustDomain Parse(string name) =>
        TryParse(name, out var domain) ? domain : throw new FormatException($"not the name of a SPIFFE trust domain: '{name}'");

    /// <summary>Parses a bare name; false if it is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? name, [NotNullWhen(true)] out TrustDomain? domain)
    {
        domain = name is { Length: > 0 and <= MaxLength } && !name.AsSpan().ContainsAnyExcept(Allowed) ? new TrustDomain(name) : null;
        return domain is not null;
    }

    /// <summary>The bare name.</summary>
    public override string ToString() => Name;
}
