using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Spiffe;

/// <summary>
/// A SPIFFE ID: <c>spiffe://trust-domain/path</c>. Parsed strictly (SPIFFE-ID 2.1 to 2.3: at most 2048 bytes, no user, port, query,
/// fragment or percent-encoding, no empty, <c>.</c> or <c>..</c> segment, no slash at the end), so that equal IDs are equal strings.
/// </summary>
public sealed record SpiffeId
{
    /// <summary>The greatest length in bytes (SPIFFE-ID 2.3).</summary>
    public const int MaxLength = 2048;

    internal const string Prefix = "spiffe://";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_");

    private readonly string _text;

    private SpiffeId(TrustDomain trustDomain, string path, string text) => (TrustDomain, Path, _text) = (trustDomain, path, text);

    /// <summary>The trust domain that the ID belongs to.</summary>
    public TrustDomain TrustDomain { get; }

    /// <summary>Empty for a trust domain's own ID, else it starts with a slash.</summary>
    public string Path { get; }

    /// <summary>Whether the ID belongs to <paramref name="domain"/>.</summary>
    public bool MemberOf(TrustDomain domain) => TrustDomain == domain;

    /// <summary>Parses an ID.</summary>
    /// <exception cref="FormatException">It is not a SPIFFE ID.</exception>
    public static SpiffeId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"not a SPIFFE ID: '{text}'");

    /// <summary>Parses an ID; false if it is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SpiffeId? id)
    {
        id = null;
        if (text is null || text.Length > MaxLength || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var slash = text.IndexOf('/', Prefix.Length);
        var path = slash < 0 ? "" : text[slash..];
        if (!TrustDomain.TryParse(text[Prefix.Length..(slash < 0 ? text.Length : slash)], out var domain) || !IsPath(path))
        {
            return false;
        }

        id = new SpiffeId(domain, path, text);
        return true;
    }

    /// <summary>The ID as a URI.</summary>
    public override string ToString() => _text;

    private static bool IsPath(ReadOnlySpan<char> path)
    {
        if (path.IsEmpty)
        {
            return true;
        }

        foreach (var range in path[1..].Split('/'))
        {
            var segment = path[1..][range];
            if (segment is "" or "." or ".." || segment.ContainsAnyExcept(Allowed))
            {
                return false;
            }
        }

        return true;
    }
}
