namespace Ecommerce.ServiceDefaults.Tokens;

/// <summary>
/// Tokens that were verified, by their bytes and until they end: most come more than once. It holds a fixed number of them; when a place is
/// taken, a new one replaces an old one. Thread-safe, without locks.
/// </summary>
internal sealed class TokenMemory
{
    /// <summary>The most tokens that are kept.</summary>
    public const int Capacity = Sets * Ways;

    // A power of two.
    private const int Sets = 1024;

    // The places for tokens with the same hash.
    private const int Ways = 4;

    // Of a signature, whose bytes are as good as random.
    private const int Hashed = 32;

    private readonly Entry?[] _entries = new Entry?[Capacity];

    /// <summary>What the same token said; null if it is not kept, or has ended.</summary>
    public VerifiedToken? Find(string token, DateTimeOffset now)
    {
        foreach (var entry in Places(token))
        {
            if (entry is not null && entry.Token == token)
            {
                return now < entry.Verified.Expires ? entry.Verified : null;
            }
        }

        return null;
    }

    /// <summary>Keeps a token.</summary>
    public void Keep(string token, VerifiedToken verified)
    {
        var places = Places(token);
        var free = places.IndexOf((Entry?)null);
        places[free < 0 ? Random.Shared.Next(Ways) : free] = new(token, verified);
    }

    private Span<Entry?> Places(string token)
    {
        var hash = string.GetHashCode(token.AsSpan(Math.Max(0, token.Length - Hashed)));
        return _entries.AsSpan((hash & (Sets - 1)) * Ways, Ways);
    }

    private sealed record Entry(string Token, VerifiedToken Verified);
}
