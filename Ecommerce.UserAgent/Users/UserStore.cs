using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.UserAgent.Sessions;
using Npgsql;

namespace Ecommerce.UserAgent.Users;

/// <summary>Users, and their passwords apart from them.</summary>
internal sealed class UserStore(NpgsqlDataSource database, IdempotencyStore idempotency)
{
    /// <summary>Adds a user; once, if there is a key.</summary>
    /// <param name="user">The new user.</param>
    /// <param name="passwordHash">Null for a user who has no password.</param>
    /// <param name="key">Makes a repeat of the call get the first call's user.</param>
    /// <param name="cancellationToken">Rolls the transaction back.</param>
    /// <exception cref="ProblemException"><c>email_taken</c>, or <c>idempotency_key_reused</c>.</exception>
    public Task<Contracts.V1.User> CreateAsync(User user, string? passwordHash, IdempotencyKey? key, CancellationToken cancellationToken) =>
        idempotency.RunAsync(
            key,
            async (transaction, cancellationToken) =>
            {
                await using var batch = transaction.CreateBatch();
                batch.Add(UserSql.LockAddress).With(user.Email);
                batch.Add(UserSql.Insert)
                    .With(user.UserId).With(user.Email).With(user.Name).With(user.Tier.ToColumn()).With(user.CreatedAt).With(passwordHash);
                await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
                await reader.NextResultAsync(cancellationToken);
                return await reader.ReadAsync(cancellationToken) ? user.ToMessage() : throw EmailTaken();
            },
            cancellationToken);

    /// <summary>Reads a user.</summary>
    /// <exception cref="ProblemException"><c>not_found</c>.</exception>
    public async Task<User> GetAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(UserSql.Find).With(userId);
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>
    /// Changes what is given and leaves what is null. Whoever moves to another address is signed out everywhere, but for the session that
    /// does it, if there is one. A repeat changes nothing more.
    /// </summary>
    /// <param name="userId">Whose.</param>
    /// <param name="name">The new name.</param>
    /// <param name="email">The new address.</param>
    /// <param name="confirmed">The hash of the password that was verified for it; null where none is demanded.</param>
    /// <param name="session">The session that goes on; null for none.</param>
    /// <param name="cancellationToken">Rolls the transaction back.</param>
    /// <exception cref="ProblemException">
    /// <c>not_found</c>, <c>email_taken</c>, or <c>conflict</c>: the password was changed meanwhile.
    /// </exception>
    public Task<Contracts.V1.User> UpdateProfileAsync(
        Guid userId, string? name, string? email, string? confirmed, Guid? session, CancellationToken cancellationToken) =>
        idempotency.RunAsync(
            key: null,
            async (transaction, cancellationToken) =>
            {
                await using var batch = transaction.CreateBatch();
                batch.Add(UserSql.LockAddress).With(email);
                if (confirmed is not null)
                {
                    batch.Add(PasswordSql.Confirm).With(userId).With(confirmed);
                }

                batch.Add(SessionSql.EndOthersIfMoved).With(userId).With(session).With(email);
                batch.Add(UserSql.UpdateProfile).With(userId).With(name).With(email);
                batch.Add(UserSql.Find).With(userId);
                await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
                await reader.NextResultAsync(cancellationToken);
                if (confirmed is not null)
                {
                    // Whoever has changed the password has ended the sessions that knew the old one.
                    if (!await reader.ReadAsync(cancellationToken))
                    {
                        throw PasswordStore.ChangedMeanwhile();
                    }

                    await reader.NextResultAsync(cancellationToken);
                }

                var user = await reader.ReadAsync(cancellationToken) ? UserSql.Read(reader) : null;
                await reader.NextResultAsync(cancellationToken);
                return user?.ToMessage() ?? throw (await reader.ReadAsync(cancellationToken) ? EmailTaken() : NotFound());
            },
            cancellationToken);

    /// <summary>Moves a user to another tier; once, if there is a key.</summary>
    /// <exception cref="ProblemException"><c>not_found</c>.</exception>
    public Task<Contracts.V1.User> UpdateTierAsync(Guid userId, Tier tier, IdempotencyKey? key, CancellationToken cancellationToken) =>
        idempotency.RunAsync(
            key,
            async (transaction, cancellationToken) =>
            {
                await using var command = transaction.CreateCommand(UserSql.UpdateTier).With(userId).With(tier.ToColumn());
                return (await ReadAsync(command, cancellationToken)).ToMessage();
            },
            cancellationToken);

    /// <summary>The problem of a user who does not exist, or whom the caller may not see.</summary>
    public static ProblemException NotFound() => ProblemException.NotFound("user", "user_id");

    private static ProblemException EmailTaken() => new(ErrorCodes.EmailTaken, "Another user has this e-mail address.", "email");

    private static async Task<User> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? UserSql.Read(reader) : throw NotFound();
    }
}
