using System.Globalization;
using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.UserAgent;

/// <summary>
/// Passwords as PBKDF2-HMAC-SHA-512 (RFC 8018, 5.2) in the PHC string format, which carries its parameters, so that they can grow.
/// Hashing is meant to be slow; no more than half of the processors do it at a time, so that it cannot starve everything else.
/// </summary>
internal sealed class PasswordHasher : IDisposable
{
    /// <summary>OWASP's password storage recommendation for this function.</summary>
    public const int Iterations = 210_000;

    private const int SaltBytes = 16;
    private const int HashBytes = 64;
    private const int MaxWaiting = 64;

    private readonly ConcurrencyLimiter _limiter = new(new()
    {
        PermitLimit = Math.Max(1, Environment.ProcessorCount / 2),
        QueueLimit = MaxWaiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Hashes a password with a new salt: <c>$pbkdf2-sha512$i=210000$salt$hash</c>, base64 without padding.</summary>
    /// <exception cref="ProblemException"><c>unavailable</c>: too many wait for their turn.</exception>
    public async Task<string> HashAsync(string password, CancellationToken ct)
    {
        using var turn = await _limiter.AcquireAsync(1, ct);
        if (!turn.IsAcquired)
            throw ProblemException.Unavailable("Too many passwords are being hashed.");
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = await Task.Run(
            () => Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA512, HashBytes), ct);
        return string.Create(CultureInfo.InvariantCulture, $"$pbkdf2-sha512$i={Iterations}${Encode(salt)}${Encode(hash)}");
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');
}
