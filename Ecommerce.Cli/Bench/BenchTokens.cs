using System.Security.Cryptography;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using JsonWebKey = Ecommerce.Contracts.V1.JsonWebKey;

namespace Ecommerce.Cli.Bench;

/// <summary>A user's transaction tokens, as the user agent would sign them: there is none in a measurement.</summary>
/// <param name="agent">Whose trust domain it is.</param>
/// <param name="key">The measurement's key, as <see cref="CreateKey"/> made it.</param>
internal sealed class BenchTokens(AgentInfo agent, string key)
{
    /// <summary>The environment variable with the measurement's key.</summary>
    public const string KeyVariable = "ECOMMERCE_BENCH_TOKEN_KEY";

    private const string KeyId = "bench";
    private const string User = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

    // The gateway exchanges a token about as often.
    private static readonly TimeSpan RenewInterval = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private readonly ECDsa _key = Load(key);
    private string _token = "";
    private long? _signed;

    /// <summary>A new key for both ends: PKCS #8 in base64.</summary>
    public static string CreateKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(key.ExportPkcs8PrivateKey());
    }

    /// <summary>The public key.</summary>
    public SigningKeySet Keys()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        JsonWebKey key = new() { Kid = KeyId, X = Base64UrlEncoder.Encode(point.X), Y = Base64UrlEncoder.Encode(point.Y) };
        return new() { Keys = { key } };
    }

    /// <summary>The token of this moment.</summary>
    public string Current(string scope)
    {
        lock (_gate)
        {
            if (_signed is not { } signed || TimeProvider.System.GetElapsedTime(signed) > RenewInterval)
            {
                (_token, _signed) = (Sign(scope), TimeProvider.System.GetTimestamp());
            }

            return _token;
        }
    }

    private string Sign(string scope)
    {
        var kind = TokenKind.Transaction(agent);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = kind.Type,
            Issuer = agent.IdOf(AgentNames.User),
            Audience = kind.Audience,
            IssuedAt = now,
            Expires = now + kind.Lifetime,
            Claims = new Dictionary<string, object>
            {
                [JwtRegisteredClaimNames.Sub] = User,
                [TokenKind.Actor] = new Dictionary<string, object>
                {
                    [JwtRegisteredClaimNames.Sub] = agent.IdOf(AgentNames.Gateway),
                },
                [TokenKind.Scope] = scope,
            },
            SigningCredentials = new(new ECDsaSecurityKey(_key) { KeyId = KeyId }, SecurityAlgorithms.EcdsaSha256),
        });
    }

    private static ECDsa Load(string key)
    {
        var loaded = ECDsa.Create();
        loaded.ImportPkcs8PrivateKey(Convert.FromBase64String(key), out _);
        return loaded;
    }
}
