using System.Globalization;
using System.Security.Cryptography;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.UserAgent.Users;

/// <summary>
/// Passwords as PBKDF2-HMAC-SHA-512 (RFC 8018, 5.2) in the PHC string format, which carries its parameters, so that they can be raised.
/// Hashing is slow by design: at most half of the processors do it at a time, so that it cannot starve everything else, and a caller that
/// would wait for more than two seconds is asked to retry later.
/// </summary>
internal sealed class PasswordHasher(TimeProvider time) : IDisposable
{
    /// <summary>OWASP's password storage recommendation for this function.</summary>
    public const int Iterations = 210_000;

    private const int SaltBytes = 16;
    private const int HashBytes = 64;

    private static readonly int Concurrency = Math.Max(1, Environment.ProcessorCount / 2);

    private readonly SemaphoreSlim _turns = new(Concurrency);
    private readonly HashingQueue _queue = new(Concurrency);

    /// <summary>Hashes a password with a new salt: <c>$pbkdf2-sha512$i=210000$salt$hash</c>, base64 without padding.</summary>
    /// <exception cref="ProblemException"><c>unavailable</c>: the queue is too long.</exception>
    public async Task<string> HashAsync(string password, CancellationToken cancellationToken)
    {
        if (!_queue.TryEnter(out var wait))
        {
            throw new ProblemException(ErrorCodes.Unavailable, "Too many passwords are being hashed.", retryAfter: wait);
        }

        TimeSpan? took = null;
        try
        {
            await _turns.WaitAsync(cancellationToken);
            try
            {
                var started = time.GetTimestamp();
                var salt = RandomNumberGenerator.GetBytes(SaltBytes);
                var hash = await Task.Run(
                    () => Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA512, HashBytes), cancellationToken);
                took = time.GetElapsedTime(started);
                return string.Create(CultureInfo.InvariantCulture, $"$pbkdf2-sha512$i={Iterations}${Encode(salt)}${Encode(hash)}");
            }
            finally
            {
                _turns.Release();
            }
        }
        finally
        {
            _queue.Leave(took);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');
}
