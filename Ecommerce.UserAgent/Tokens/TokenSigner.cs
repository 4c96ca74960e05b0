using System.Globalization;
using System.Security.Cryptography;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Ecommerce.UserAgent.Tokens;

/// <summary>
/// Signs access tokens with one key. They are JWTs of RFC 9068 for the gateway alone: <c>typ: at+jwt</c>, ES256, with <c>iss</c> (this
/// agent), <c>aud</c> (the gateway), <c>sub</c> (the user), <c>sid</c> (the session), <c>client_id</c> (the outside caller), <c>iat</c>,
/// <c>exp</c>, <c>jti</c>.
/// </summary>
internal sealed class TokenSigner : IDisposable
{
    /// <summary>How long an access token is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    private readonly AgentInfo _agent;
    private readonly TimeProvider _time;
    private readonly ECDsa _key = ECDsa.Create();
    private readonly SigningCredentials _credentials;

    /// <summary>Takes a key.</summary>
    public TokenSigner(SigningKey key, AgentInfo agent, TimeProvider time)
    {
        (_agent, _time) = (agent, time);
        _key.ImportPkcs8PrivateKey(key.PrivateKey, out _);
        _credentials = new(new ECDsaSecurityKey(_key) { KeyId = key.KeyId }, SecurityAlgorithms.EcdsaSha256)
        {
            // A cache would hold the key beyond this object's end.
            CryptoProviderFactory = new() { CacheSignatureProviders = false },
        };
    }

    /// <summary>The token with which a user's client calls the gateway.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="sessionId">The session that the token is of.</param>
    /// <param name="client">The SPIFFE ID of the outside caller for whom the session began.</param>
    public string Sign(Guid userId, Guid sessionId, string client)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Issuer = _agent.SpiffeId,
            Audience = _agent.IdOf(AgentNames.Gateway),
            IssuedAt = now,
            Expires = now + Lifetime,
            Claims = new Dictionary<string, object>
            {
                [JwtRegisteredClaimNames.Sub] = userId.ToString(),
                [JwtRegisteredClaimNames.Sid] = sessionId.ToString(),
                ["client_id"] = client,
                [JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7(_time.GetUtcNow()).ToString("N", CultureInfo.InvariantCulture),
            },
            SigningCredentials = _credentials,
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
