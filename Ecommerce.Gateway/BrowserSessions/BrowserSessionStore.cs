using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.Gateway.BrowserSessions;

/// <summary>A browser's session as it is kept.</summary>
/// <param name="Tokens">Its tokens.</param>
/// <param name="AccessUntil">When the access token expires.</param>
/// <param name="Renewals">How often they were renewed.</param>
internal sealed record KeptSession(SessionTokens Tokens, DateTimeOffset AccessUntil, int Renewals);

/// <summary>The tokens of those who are signed in by a cookie.</summary>
internal sealed class BrowserSessionStore(NpgsqlDataSource database, TimeProvider time)
{
    // As long as a session lasts at the user agent that is not refreshed.
    private static readonly TimeSpan IdleLifetime = TimeSpan.FromDays(7);

    /// <summary>Keeps a new session, and deletes some that have expired.</summary>
    public Task AddAsync(SessionCookie cookie, SessionTokens tokens, CancellationToken cancellationToken) => database.RunAsync(
        BrowserSessionSql.Insert,
        command => command.With(cookie.Hash).With(cookie.Seal(tokens)).With(ExpiryOf(tokens)).With(time.GetUtcNow() + IdleLifetime)
            .With(time.GetUtcNow()).With(Guid.Parse(tokens.User.UserId)).ExecuteNonQueryAsync(cancellationToken));

    /// <summary>The cookie's session; null if there is none.</summary>
    public Task<KeptSession?> FindAsync(SessionCookie cookie, CancellationToken cancellationToken) => database.RunAsync(
        BrowserSessionSql.Find,
        command => command.With(cookie.Hash).With(time.GetUtcNow()).ReadOneAsync(
            reader => new KeptSession(
                cookie.Open(reader.GetFieldValue<byte[]>(0)), reader.GetFieldValue<DateTimeOffset>(1), reader.GetInt32(2)),
            cancellationToken));

    /// <summary>Whether the caller is the one to renew these tokens, and has so long for it.</summary>
    public async Task<bool> ClaimAsync(SessionCookie cookie, KeptSession session, TimeSpan lease, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await database.RunAsync(
            BrowserSessionSql.Claim,
            command => command.With(cookie.Hash).With(session.Renewals).With(now).With(now + lease)
                .ExecuteNonQueryAsync(cancellationToken)) == 1;
    }

    /// <summary>Replaces the tokens that the caller has claimed.</summary>
    public Task RenewAsync(SessionCookie cookie, KeptSession session, SessionTokens tokens, CancellationToken cancellationToken) =>
        database.RunAsync(
            BrowserSessionSql.Renew,
            command => command.With(cookie.Hash).With(session.Renewals).With(cookie.Seal(tokens)).With(ExpiryOf(tokens))
                .With(time.GetUtcNow() + IdleLifetime).ExecuteNonQueryAsync(cancellationToken));

    /// <summary>Lets another renew the tokens.</summary>
    public Task GiveUpAsync(SessionCookie cookie, KeptSession session, CancellationToken cancellationToken) => database.RunAsync(
        BrowserSessionSql.GiveUp,
        command => command.With(cookie.Hash).With(session.Renewals).ExecuteNonQueryAsync(cancellationToken));

    /// <summary>Forgets the session.</summary>
    public Task EndAsync(SessionCookie cookie, CancellationToken cancellationToken) => database.RunAsync(
        BrowserSessionSql.End, command => command.With(cookie.Hash).ExecuteNonQueryAsync(cancellationToken));

    private DateTimeOffset ExpiryOf(SessionTokens tokens) => time.GetUtcNow() + TimeSpan.FromSeconds(tokens.ExpiresIn);
}
