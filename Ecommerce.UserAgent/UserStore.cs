using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.UserAgent;

/// <summary>Users, and their passwords apart from them.</summary>
internal sealed class UserStore(NpgsqlDataSource database, IdempotencyStore idempotency)
{
    private const string Columns = "user_id, email, name, tier, created_at";

    /// <summary>Adds a user; once, if there is a key.</summary>
    /// <param name="user">The new user.</param>
    /// <param name="passwordHash">Null for a user who has no password.</param>
    /// <param name="key">Makes a repeat of the call get the first call's user.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="ProblemException"><c>email_taken</c>, or <c>idempotency_key_reused</c>.</exception>
    public async Task<Contracts.User> CreateAsync(User user, string? passwordHash, IdempotencyKey? key, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (key is not null)
        {
            var earlier = await idempotency.ClaimAsync(connection, transaction, key, user.UserId, ct);
            if (earlier.Reply is { } reply)
                return Contracts.User.Parser.ParseFrom(reply);
        }

        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(new($"INSERT INTO users ({Columns}) VALUES ($1, $2, $3, $4, $5)")
        {
            Parameters =
            {
                new() { Value = user.UserId },
                new() { Value = user.Email },
                new() { Value = user.Name },
                new() { Value = ToText(user.Tier) },
                new() { Value = user.CreatedAt },
            },
        });
        if (passwordHash is not null)
        {
            batch.BatchCommands.Add(new("INSERT INTO passwords (user_id, hash, changed_at) VALUES ($1, $2, $3)")
            {
                Parameters = { new() { Value = user.UserId }, new() { Value = passwordHash }, new() { Value = user.CreatedAt } },
            });
        }

        await GuardEmailAsync(() => batch.ExecuteNonQueryAsync(ct));
        var created = user.ToMessage();
        if (key is not null)
            await idempotency.CompleteAsync(connection, transaction, key, created, ct);
        await transaction.CommitAsync(ct);
        return created;
    }

    /// <summary>Reads a user.</summary>
    /// <exception cref="ProblemException"><c>not_found</c>.</exception>
    public async Task<User> GetAsync(Guid userId, CancellationToken ct)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM users WHERE user_id = $1");
        command.Parameters.Add(new() { Value = userId });
        return await ReadAsync(command, ct);
    }

    /// <summary>Changes what is given and leaves what is null.</summary>
    /// <exception cref="ProblemException"><c>not_found</c>, or <c>email_taken</c>.</exception>
    public async Task<User> UpdateProfileAsync(Guid userId, string? name, string? email, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"UPDATE users SET name = COALESCE($2, name), email = COALESCE($3, email) WHERE user_id = $1 RETURNING {Columns}");
        command.Parameters.Add(new() { Value = userId });
        command.Parameters.Add(new() { Value = (object?)name ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)email ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        return await GuardEmailAsync(() => ReadAsync(command, ct));
    }

    /// <summary>Moves a user to another tier.</summary>
    /// <exception cref="ProblemException"><c>not_found</c>.</exception>
    public async Task<User> UpdateTierAsync(Guid userId, Tier tier, CancellationToken ct)
    {
        await using var command = database.CreateCommand($"UPDATE users SET tier = $2 WHERE user_id = $1 RETURNING {Columns}");
        command.Parameters.Add(new() { Value = userId });
        command.Parameters.Add(new() { Value = ToText(tier) });
        return await ReadAsync(command, ct);
    }

    /// <summary>The problem of a user who does not exist, or is another than the caller.</summary>
    public static ProblemException NotFound() => new(ErrorCodes.NotFound, "There is no such user.", "user_id");

    // Only the index knows: whatever is read before may be outdated when it is written.
    private static async Task<T> GuardEmailAsync<T>(Func<Task<T>> write)
    {
        try
        {
            return await write();
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation && e.ConstraintName == "users_email")
        {
            throw new ProblemException(ErrorCodes.EmailTaken, "Another user has this e-mail address.", "email", inner: e);
        }
    }

    private static async Task<User> ReadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
            throw NotFound();
        var user = new User(
            reader.GetGuid(0),
            reader.GetString(1),
            reader.GetString(2),
            Enum.Parse<Tier>(reader.GetString(3), ignoreCase: true),
            reader.GetFieldValue<DateTimeOffset>(4));
        while (await reader.NextResultAsync(ct))
        {
            // The statement has committed only when there is nothing more to read.
        }

        return user;
    }

    private static string ToText(Tier tier) => tier switch
    {
        Tier.Free => "free",
        Tier.Premium => "premium",
        Tier.Enterprise => "enterprise",
        _ => throw new ProblemException(ErrorCodes.InvalidRequest, "There is no such tier.", "tier"),
    };
}
