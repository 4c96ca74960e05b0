using System.Globalization;
using System.Security.Cryptography;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Ecommerce.UserAgent.Tokens;

/// <summary>
/// Signs tokens with one key, as ES256. All have <c>iss</c> (this agent), <c>aud</c>, <c>iat</c> and <c>exp</c>, as their
/// <see cref="TokenKind"/> says.
/// </summary>
internal sealed class TokenSigner : IDisposable
{
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

    /// <summary>
    /// The token with which a user's client calls the gateway (RFC 9068): with <c>sub</c> (the user), <c>sid</c> (the session),
    /// <c>client_id</c> (the outside caller) and <c>jti</c>.
    /// </summary>
    /// <param name="userId">The user.</param>
    /// <param name="sessionId">The session that the token is of.</param>
    /// <param name="client">The SPIFFE ID of the outside caller for whom the session began.</param>
    public string SignAccess(Guid userId, Guid sessionId, string client) => Sign(TokenKind.Access(_agent), new()
    {
        [JwtRegisteredClaimNames.Sub] = userId.ToString(),
        [JwtRegisteredClaimNames.Sid] = sessionId.ToString(),
        ["client_id"] = client,
        [JwtRegisteredClaimNames.Jti] = NewId(),
    });

    /// <summary>
    /// The token with which the gateway calls an agent for its caller (draft-ietf-oauth-transaction-tokens): with <c>txn</c>, <c>sub</c>
    /// and <c>tctx.sid</c> (the user and the session, if there is a user), <c>act.sub</c> (the outside caller), <c>req_wl</c> (the
    /// gateway) and <c>scope</c> (the capability).
    /// </summary>
    /// <param name="user">The user; null if there is none.</param>
    /// <param name="actor">The SPIFFE ID of the outside caller, or of the gateway where none is proven.</param>
    /// <param name="gateway">The SPIFFE ID of who asks for it.</param>
    /// <param name="capability">The capability's name.</param>
    public string SignTransaction(VerifiedToken? user, string actor, string gateway, string capability)
    {
        Dictionary<string, object> claims = new()
        {
            ["txn"] = NewId(),
            ["req_wl"] = gateway,
            [TokenKind.Actor] = new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = actor },
            [TokenKind.Scope] = capability,
        };
        if (user is { UserId: { } userId, SessionId: { } session })
        {
            claims[JwtRegisteredClaimNames.Sub] = userId;
            claims[TokenKind.TransactionContext] = new Dictionary<string, object> { [JwtRegisteredClaimNames.Sid] = session.ToString() };
        }

        return Sign(TokenKind.Transaction(_agent), claims);
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private string Sign(TokenKind kind, Dictionary<string, object> claims)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = kind.Type,
            Issuer = _agent.SpiffeId,
            Audience = kind.Audience,
            IssuedAt = now,
            Expires = now + kind.Lifetime,
            Claims = claims,
            SigningCredentials = _credentials,
        });
    }

    private string NewId() => Guid.CreateVersion7(_time.GetUtcNow()).ToString("N", CultureInfo.InvariantCulture);
}
