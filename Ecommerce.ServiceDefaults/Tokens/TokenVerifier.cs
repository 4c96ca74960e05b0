using System.Text.Json;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Ecommerce.ServiceDefaults.Tokens;

/// <summary>
/// Verifies tokens against the user agent's keys: signature, algorithm, kind, issuer, audience and time. A token that comes again costs a
/// look-up. Thread-safe.
/// </summary>
/// <param name="agent">Who verifies.</param>
/// <param name="source">The user agent's keys.</param>
/// <param name="time">The clock by which tokens end: the one by which identities do.</param>
public sealed class TokenVerifier(AgentInfo agent, SigningKeySource source, TimeProvider time)
{
    // None of ours has a third of it.
    private const int MaxLength = 4096;
    private const string Scheme = "Bearer ";

    // How far the signer's clock may be ahead.
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(5);

    private static readonly JsonWebTokenHandler Handler = new();

    private readonly SigningKeyRing _keys = new(source, time);
    private readonly string _issuer = agent.IdOf(Contracts.AgentNames.User);
    private readonly TokenKind _access = TokenKind.Access(agent);
    private readonly TokenKind _transaction = TokenKind.Transaction(agent);
    private readonly TokenMemory _accesses = new();
    private readonly TokenMemory _transactions = new();

    /// <summary>Verifies what a user sends (RFC 6750, 2.1).</summary>
    /// <param name="authorization">The value of the header <c>Authorization</c>.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ProblemException"><c>unauthenticated</c>, or <c>unavailable</c> where the keys cannot be read.</exception>
    public ValueTask<VerifiedToken> VerifyBearerAsync(string authorization, CancellationToken cancellationToken) =>
        VerifyAccessAsync(BearerOf(authorization), cancellationToken);

    /// <summary>Verifies an access token.</summary>
    /// <inheritdoc cref="VerifyBearerAsync"/>
    public ValueTask<VerifiedToken> VerifyAccessAsync(string token, CancellationToken cancellationToken) =>
        VerifyAsync(token, _access, _accesses, static claims => ReadAccess(claims), cancellationToken);

    /// <summary>Verifies a transaction token.</summary>
    /// <inheritdoc cref="VerifyBearerAsync"/>
    public ValueTask<VerifiedToken> VerifyTransactionAsync(string token, CancellationToken cancellationToken) =>
        VerifyAsync(token, _transaction, _transactions, static claims => ReadTransaction(claims), cancellationToken);

    /// <summary>The token of a header <c>Authorization: Bearer …</c>.</summary>
    /// <exception cref="ProblemException"><c>unauthenticated</c>: it has another scheme.</exception>
    public static string BearerOf(string authorization) => authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        ? authorization[Scheme.Length..].Trim(' ')
        : throw ProblemException.InvalidToken();

    private ValueTask<VerifiedToken> VerifyAsync(
        string token, TokenKind kind, TokenMemory memory, Func<JsonWebToken, VerifiedToken?> read, CancellationToken cancellationToken) =>
        memory.Find(token, time.GetUtcNow()) is { } known ? new(known) : new(VerifyNewAsync(token, kind, memory, read, cancellationToken));

    private async Task<VerifiedToken> VerifyNewAsync(
        string token, TokenKind kind, TokenMemory memory, Func<JsonWebToken, VerifiedToken?> read, CancellationToken cancellationToken)
    {
        if (await CheckAsync(token, kind, cancellationToken) is not { } claims || read(claims) is not { } verified)
        {
            throw ProblemException.InvalidToken();
        }

        memory.Keep(token, verified);
        return verified;
    }

    private async Task<JsonWebToken?> CheckAsync(string token, TokenKind kind, CancellationToken cancellationToken)
    {
        if (token.Length > MaxLength || KeyIdOf(token) is not { Length: > 0 } keyId
            || await _keys.FindAsync(keyId, cancellationToken) is not { } key)
        {
            return null;
        }

        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidTypes = [kind.Type],
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidIssuer = _issuer,
            ValidAudience = kind.Audience,
            IssuerSigningKey = key,
            LifetimeValidator = (_, expires, parsed, _) =>
                expires is { } end && parsed is JsonWebToken { IssuedAt: var issued } && IsNow(issued, end, kind.Lifetime),
        });
        return result is { IsValid: true, SecurityToken: JsonWebToken valid } ? valid : null;
    }

    private bool IsNow(DateTime issued, DateTime expires, TimeSpan lifetime)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return now < expires && issued <= now + Leeway && expires - issued <= lifetime;
    }

    private static string? KeyIdOf(string token)
    {
        try
        {
            return new JsonWebToken(token).Kid;
        }
        catch (Exception exception) when (exception is ArgumentException or SecurityTokenException or FormatException or JsonException)
        {
            return null;
        }
    }

    private static VerifiedToken? ReadAccess(JsonWebToken claims) =>
        Guid.TryParse(claims.Subject, out _) && claims.TryGetPayloadValue(JwtRegisteredClaimNames.Sid, out string sid)
        && Guid.TryParse(sid, out var session)
            ? new(claims.Subject, session, Actor: null, Scope: null, claims.ValidTo)
            : null;

    private static VerifiedToken? ReadTransaction(JsonWebToken claims)
    {
        var (user, session) = (claims.Subject, MemberOf(claims, TokenKind.TransactionContext, JwtRegisteredClaimNames.Sid));
        return MemberOf(claims, TokenKind.Actor, JwtRegisteredClaimNames.Sub) is { Length: > 0 } actor
            && claims.TryGetPayloadValue(TokenKind.Scope, out string scope) && scope.Length > 0
            && (string.IsNullOrEmpty(user) || Guid.TryParse(user, out _))
            ? new(
                string.IsNullOrEmpty(user) ? null : user, Guid.TryParse(session, out var id) ? id : null, actor, scope, claims.ValidTo)
            : null;
    }

    private static string? MemberOf(JsonWebToken claims, string claim, string member) =>
        claims.TryGetPayloadValue(claim, out JsonElement value) && value.ValueKind == JsonValueKind.Object
        && value.TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString() : null;
}
