using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Ecommerce.Cli.OperatorConsole.Door;

/// <summary>The secret of the link that the command prints: it opens the console once, and only for some minutes. Thread-safe.</summary>
/// <param name="time">The clock.</param>
internal sealed class OneTimeLink(TimeProvider time)
{
    /// <summary>How long it waits to be used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const int SecretLength = 32;

    private readonly DateTimeOffset _expiresAt = time.GetUtcNow() + Lifetime;
    private int _uses;

    /// <summary>Base64url of 32 random bytes.</summary>
    public string Secret { get; } = NewSecret();

    /// <summary>Uses it up. A wrong secret uses nothing up: whoever guesses must not shut its owner out.</summary>
    /// <param name="secret">What came with the request.</param>
    /// <returns>Whether the console opens.</returns>
    public bool TryUse(string? secret) =>
        IsEqual(Secret, secret) && time.GetUtcNow() < _expiresAt && Interlocked.Exchange(ref _uses, 1) == 0;

    /// <summary>A secret that nobody guesses, in characters that a URL, a cookie and a form hold as they are.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretLength));

    /// <summary>Compares in a time that does not tell how much is right.</summary>
    public static bool IsEqual(string secret, string? given) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(given));
}
