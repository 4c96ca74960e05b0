using System.Security.Cryptography;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using JsonWebKey = Ecommerce.Contracts.V1.JsonWebKey;

namespace Ecommerce.ServiceDefaults.Tests.Tokens;

/// <summary>Tokens as the user agent signs them, or with any part of them changed.</summary>
/// <param name="issuer">The user agent.</param>
/// <param name="keyId">The name of the key.</param>
internal sealed class TestTokens(AgentInfo issuer, string keyId = "k1")
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The public key.</summary>
    public SigningKeySet Keys
    {
        get
        {
            var point = _key.ExportParameters(includePrivateParameters: false).Q;
            JsonWebKey key = new() { Kid = keyId, X = Base64UrlEncoder.Encode(point.X), Y = Base64UrlEncoder.Encode(point.Y) };
            return new() { Keys = { key } };
        }
    }

    /// <summary>A user's access token.</summary>
    public string Access(
        string user, Guid session, DateTimeOffset? now = null, Action<SecurityTokenDescriptor>? change = null) =>
        Sign(TokenKind.Access(issuer), new() { ["sub"] = user, ["sid"] = session.ToString() }, now, change);

    /// <summary>A transaction token.</summary>
    public string Transaction(
        string actor, string scope, string? user = null, DateTimeOffset? now = null, Action<SecurityTokenDescriptor>? change = null)
    {
        Dictionary<string, object> claims = new() { ["act"] = new Dictionary<string, object> { ["sub"] = actor }, ["scope"] = scope };
        if (user is not null)
        {
            claims["sub"] = user;
        }

        return Sign(TokenKind.Transaction(issuer), claims, now, change);
    }

    private string Sign(
        TokenKind kind, Dictionary<string, object> claims, DateTimeOffset? now, Action<SecurityTokenDescriptor>? change)
    {
        var issued = (now ?? TimeProvider.System.GetUtcNow()).UtcDateTime;
        SecurityTokenDescriptor token = new()
        {
            TokenType = kind.Type,
            Issuer = issuer.SpiffeId,
            Audience = kind.Audience,
            IssuedAt = issued,
            Expires = issued + kind.Lifetime,
            Claims = claims,
            SigningCredentials = new(new ECDsaSecurityKey(_key) { KeyId = keyId }, SecurityAlgorithms.EcdsaSha256),
        };
        change?.Invoke(token);
        return Handler.CreateToken(token);
    }
}
