using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.UserAgent.Users;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace Ecommerce.UserAgent.Sessions;

/// <summary>Who is signed in where.</summary>
internal sealed class SessionStore(NpgsqlDataSource database, IdempotencyStore idempotency, TimeProvider time)
{
    /// <summary>How long a session lasts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>How long a session lasts that is not used.</summary>
    public static readonly TimeSpan IdleLifetime = TimeSpan.FromDays(7);

    /// <summary>How many sessions a user has; a further one ends the one that was not used for longest.</summary>
    public const int MaxSessions = 100;

    /// <summary>Begins a session.</summary>
    /// <param name="verified">The user, with the hash that a password was compared with.</param>
    /// <param name="replacement">The new hash of the password; null if it stays.</param>
    /// <param name="token">The session's first token.</param>
    /// <param name="client">For whom it begins: the SPIFFE ID of the outside caller.</param>
    /// <param name="reply">What the caller gets.</param>
    /// <param name="cancellationToken">Rolls the transaction back.</param>
    /// <exception cref="ProblemException"><c>conflict</c>: the hash was changed meanwhile.</exception>
    public Task<SessionTokens> BeginAsync(
        Credentials verified, string? replacement, RefreshToken token, string client, SessionTokens reply,
        CancellationToken cancellationToken) => idempotency.RunAsync(
            key: null,
            async (transaction, cancellationToken) =>
            {
                var (user, now) = (verified.User.UserId, time.GetUtcNow());
                await using var batch = transaction.CreateBatch();
                _ = replacement is null
                    ? batch.Add(PasswordSql.Confirm).With(user).With(verified.Hash)
                    : batch.Add(PasswordSql.Replace).With(user).With(verified.Hash).With(replacement).With(now);
                if (verified.OneTimeUntil is not null)
                {
                    batch.Add(SessionSql.EndOthers).With(user).With<Guid?>(null);
                }

                batch.Add(SessionSql.Insert).With(token.SessionId).With(user).With(token.FamilyHash).With(token.TokenHash).With(client)
                    .With(now).With(now + IdleLifetime);
                batch.Add(SessionSql.Trim).With(user).With(MaxSessions);
                await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
                return await reader.ReadAsync(cancellationToken)
                    ? reply
                    : throw new ProblemException(ErrorCodes.Conflict, "The password has another hash now.");
            },
            cancellationToken);

    /// <summary>Replaces a session's last token by the next one.</summary>
    /// <param name="token">The last one.</param>
    /// <param name="next">The next one.</param>
    /// <param name="reply">What the caller gets, from the user and the client for whom the session began.</param>
    /// <param name="cancellationToken">Rolls the transaction back.</param>
    /// <returns>A message without a user if the token is not the last one of a session. If it is an earlier one, that session has ended,
    /// and the message names it.</returns>
    public Task<SessionTokens> RefreshAsync(
        RefreshToken token, RefreshToken next, Func<Users.User, string, SessionTokens> reply, CancellationToken cancellationToken) =>
        idempotency.RunAsync(
            key: null,
            async (transaction, cancellationToken) =>
            {
                var now = time.GetUtcNow();
                await using var command = transaction.CreateCommand(SessionSql.Refresh)
                    .With(token.SessionId).With(token.FamilyHash).With(token.TokenHash).With(next.TokenHash)
                    .With(now).With(now + IdleLifetime).With(Lifetime);
                await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
                {
                    if (await reader.ReadAsync(cancellationToken))
                    {
                        return reply(UserSql.Read(reader), reader.GetString(5));
                    }
                }

                // Another statement, which sees what a concurrent use of the same token wrote.
                await using var end = transaction.CreateCommand(SessionSql.EndFamily).With(token.SessionId).With(token.FamilyHash);
                return new() { SessionId = await end.ExecuteScalarAsync(cancellationToken) is Guid ended ? ended.ToString() : "" };
            },
            cancellationToken);

    /// <summary>Ends the session of a token, whether it is the last one or not.</summary>
    public Task<SessionEnd> EndAsync(RefreshToken token, CancellationToken cancellationToken) =>
        idempotency.RunAsync(
            key: null,
            async (transaction, cancellationToken) =>
            {
                await using var command =
                    transaction.CreateCommand(SessionSql.EndFamily).With(token.SessionId).With(token.FamilyHash);
                await command.ExecuteNonQueryAsync(cancellationToken);
                return new SessionEnd();
            },
            cancellationToken);

    /// <summary>Ends a session.</summary>
    /// <param name="sessionId">Which.</param>
    /// <param name="owner">Whose it has to be; null for anybody's.</param>
    /// <param name="cancellationToken">Rolls the transaction back.</param>
    /// <exception cref="ProblemException"><c>not_found</c>.</exception>
    public Task<SessionEnd> EndAsync(Guid sessionId, Guid? owner, CancellationToken cancellationToken) =>
        idempotency.RunAsync(
            key: null,
            async (transaction, cancellationToken) =>
            {
                await using var command = transaction.CreateCommand(SessionSql.End).With(sessionId).With(owner);
                return await command.ExecuteScalarAsync(cancellationToken) is null
                    ? throw ProblemException.NotFound("session", "session_id")
                    : new SessionEnd();
            },
            cancellationToken);

    /// <summary>Whether a session of a user has not ended.</summary>
    public async Task<bool> IsOpenAsync(Guid sessionId, Guid userId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(SessionSql.IsOpen).With(sessionId).With(userId).With(time.GetUtcNow());
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    /// <summary>A user's sessions, the last used one first.</summary>
    public async Task<IReadOnlyList<Session>> ListAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(SessionSql.List).With(userId).With(time.GetUtcNow());
        return await command.ReadAllAsync(
            reader => new Session
            {
                SessionId = reader.GetGuid(0).ToString(),
                CreatedAt = reader.GetFieldValue<DateTimeOffset>(1).ToTimestamp(),
                LastUsedAt = reader.GetFieldValue<DateTimeOffset>(2).ToTimestamp(),
            },
            cancellationToken);
    }

    /// <summary>Deletes expired sessions, at most <paramref name="limit"/> at once; returns how many.</summary>
    public async Task<int> SweepAsync(int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(SessionSql.Sweep).With(time.GetUtcNow()).With(limit);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
