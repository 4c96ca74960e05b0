using System.Collections.Frozen;
using System.Security.Cryptography;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Microsoft.IdentityModel.Tokens;
using JsonWebKey = Ecommerce.Contracts.V1.JsonWebKey;

namespace Ecommerce.ServiceDefaults.Tokens;

/// <summary>Reads the public keys that verify tokens.</summary>
/// <exception cref="ProblemException">They cannot be read.</exception>
public delegate Task<SigningKeySet> SigningKeySource(CancellationToken cancellationToken);

/// <summary>
/// The user agent's public keys. They are read anew when they are a minute old, which is before any new one signs; and where a token names
/// another one, but not more often than every five seconds, since anybody can make up names. While the user agent is away, those that are
/// known stay. Thread-safe.
/// </summary>
internal sealed class SigningKeyRing(SigningKeySource source, TimeProvider time)
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LeastInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private volatile Ring _ring = new(FrozenDictionary<string, SecurityKey>.Empty, DateTimeOffset.MinValue);
    private Task? _reading;
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;
    private bool _failed;

    /// <summary>The key of that name; null if the user agent has none.</summary>
    /// <exception cref="ProblemException"><c>unavailable</c>: the keys cannot be read.</exception>
    public async ValueTask<SecurityKey?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        var ring = _ring;
        if (ring.Keys.GetValueOrDefault(keyId) is { } known)
        {
            if (time.GetUtcNow() - ring.ReadAt >= RefreshInterval)
            {
                _ = TryRead();
            }

            return known;
        }

        if (TryRead() is { } reading)
        {
            await reading.WaitAsync(cancellationToken);
        }

        var key = _ring.Keys.GetValueOrDefault(keyId);
        return key is null && Volatile.Read(ref _failed) ? throw ProblemException.Unavailable("Tokens cannot be verified now.") : key;
    }

    // Null if it was tried just now. A reading never fails; it is all callers', so none of them can end it or lends it a context.
    private Task? TryRead()
    {
        lock (_gate)
        {
            if (_reading is { IsCompleted: false })
            {
                return _reading;
            }

            var now = time.GetUtcNow();
            if (now - _readAt < LeastInterval)
            {
                return null;
            }

            _readAt = now;
            using var own = ExecutionContext.SuppressFlow();
            return _reading = Task.Run(ReadAsync);
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(CallTimeout, time);
            var keys = await source(limit.Token);
            _ring = new(keys.Keys.ToFrozenDictionary(key => key.Kid, KeyOf), time.GetUtcNow());
            Volatile.Write(ref _failed, false);
        }
        catch (Exception)
        {
            // The client has logged it. Whoever needs a key that is not known is told.
            Volatile.Write(ref _failed, true);
        }
    }

    // Without a cache of signature providers, which would hold the key beyond the ring's end.
    private static SecurityKey KeyOf(JsonWebKey key) => new ECDsaSecurityKey(ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new() { X = Base64UrlEncoder.DecodeBytes(key.X), Y = Base64UrlEncoder.DecodeBytes(key.Y) },
    }))
    {
        KeyId = key.Kid,
        CryptoProviderFactory = new() { CacheSignatureProviders = false },
    };

    private sealed record Ring(FrozenDictionary<string, SecurityKey> Keys, DateTimeOffset ReadAt);
}
