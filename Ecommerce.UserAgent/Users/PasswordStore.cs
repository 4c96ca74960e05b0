using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.UserAgent.Sessions;
using Npgsql;

namespace Ecommerce.UserAgent.Users;

/// <summary>Users' passwords. Whoever gets a new one is signed out everywhere, but for the session that sets it.</summary>
internal sealed class PasswordStore(NpgsqlDataSource database, IdempotencyStore idempotency)
{
    /// <summary>Finds a user and the password by the e-mail address, in whatever case.</summary>
    public Task<Credentials?> FindAsync(string email, CancellationToken cancellationToken) =>
        FindAsync(PasswordSql.FindByEmail, email, cancellationToken);

    /// <summary>Finds a user and the password.</summary>
    public Task<Credentials?> FindAsync(Guid userId, CancellationToken cancellationToken) =>
        FindAsync(PasswordSql.FindByUser, userId, cancellationToken);

    /// <summary>Replaces a password by one of the user's choice.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="old">The hash that was verified.</param>
    /// <param name="hash">The new one.</param>
    /// <param name="session">The session that goes on; null for none.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Rolls the transaction back.</param>
    /// <exception cref="ProblemException"><c>conflict</c>: it was changed meanwhile.</exception>
    public Task<Contracts.V1.User> ReplaceAsync(
        Guid userId, string old, string hash, Guid? session, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(
            batch => batch.Add(PasswordSql.Replace).With(userId).With(old).With(hash).With(now), userId, session,
            ChangedMeanwhile, cancellationToken);

    /// <summary>Sets a password for one use.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="hash">The password's.</param>
    /// <param name="until">How long it is good.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Rolls the transaction back.</param>
    /// <exception cref="ProblemException"><c>not_found</c>.</exception>
    public Task<Contracts.V1.User> SetAsync(
        Guid userId, string hash, DateTimeOffset until, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(
            batch => batch.Add(PasswordSql.Set).With(userId).With(hash).With(now).With(until), userId, session: null, UserStore.NotFound,
            cancellationToken);

    /// <summary>The problem of a password that was right, and is another's by now.</summary>
    public static ProblemException ChangedMeanwhile() =>
        new(ErrorCodes.Conflict, "The password was changed meanwhile.", "current_password");

    private Task<Contracts.V1.User> ChangeAsync(
        Action<NpgsqlBatch> change, Guid userId, Guid? session, Func<ProblemException> refusal, CancellationToken cancellationToken) =>
        idempotency.RunAsync(
            key: null,
            async (transaction, cancellationToken) =>
            {
                await using var batch = transaction.CreateBatch();
                change(batch);
                batch.Add(SessionSql.EndOthers).With(userId).With(session);
                batch.Add(UserSql.Find).With(userId);
                await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
                if (!await reader.ReadAsync(cancellationToken))
                {
                    throw refusal();
                }

                await reader.NextResultAsync(cancellationToken);
                await reader.ReadAsync(cancellationToken);
                return UserSql.Read(reader).ToMessage();
            },
            cancellationToken);

    private async Task<Credentials?> FindAsync<T>(string sql, T parameter, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(sql).With(parameter);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? PasswordSql.Read(reader) : null;
    }
}
