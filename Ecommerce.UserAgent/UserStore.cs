using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
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
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ProblemException"><c>email_taken</c>, or <c>idempotency_key_reused</c>.</exception>
    public async Task<Contracts.V1.User> CreateAsync(
        User user, string? passwordHash, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (key is not null)
        {
            var earlier = await idempotency.ClaimAsync(connection, transaction, key, user.UserId, cancellationToken);
            if (earlier.Reply is { } reply)
            {
                return Contracts.V1.User.Parser.ParseFrom(reply);
            }
        }

        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(LockAddress(user.Email));
        batch.BatchCommands.Add(new(
            $"""
            WITH added AS (
                INSERT INTO users ({Columns}) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (lower(email COLLATE "C")) DO NOTHING RETURNING user_id),
            secured AS (
                INSERT INTO passwords (user_id, hash, changed_at) SELECT user_id, $6, $5 FROM added WHERE $6 IS NOT NULL)
            SELECT user_id FROM added
            """)
        {
            Parameters =
            {
                new() { Value = user.UserId },
                new() { Value = user.Email },
                new() { Value = user.Name },
                new() { Value = ToText(user.Tier) },
                new() { Value = user.CreatedAt },
                Text(passwordHash),
            },
        });
        await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
        {
            await reader.NextResultAsync(cancellationToken);
            if (!await reader.ReadAsync(cancellationToken))
            {
                throw EmailTaken();
            }
        }

        var created = user.ToMessage();
        if (key is not null)
        {
            await idempotency.CompleteAsync(connection, transaction, key, created, cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
        return created;
    }

    /// <summary>Reads a user.</summary>
    /// <exception cref="ProblemException"><c>not_found</c>.</exception>
    public async Task<User> GetAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM users WHERE user_id = $1");
        command.Parameters.Add(new() { Value = userId });
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>Changes what is given and leaves what is null.</summary>
    /// <exception cref="ProblemException"><c>not_found</c>, or <c>email_taken</c>.</exception>
    public async Task<User> UpdateProfileAsync(Guid userId, string? name, string? email, CancellationToken cancellationToken)
    {
        // One implicit transaction: the lock ends with it.
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(LockAddress(email));
        batch.BatchCommands.Add(new(
            $"""
            UPDATE users SET name = COALESCE($2, name), email = COALESCE($3, email)
            WHERE user_id = $1 AND NOT EXISTS (
                SELECT 1 FROM users AS other WHERE lower(other.email COLLATE "C") = lower($3 COLLATE "C") AND other.user_id <> $1)
            RETURNING {Columns}
            """)
        {
            Parameters = { new() { Value = userId }, Text(name), Text(email) },
        });
        batch.BatchCommands.Add(new("SELECT 1 FROM users WHERE user_id = $1") { Parameters = { new() { Value = userId } } });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var user = await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
        await reader.NextResultAsync(cancellationToken);
        return user ?? throw (await reader.ReadAsync(cancellationToken) ? EmailTaken() : NotFound());
    }

    /// <summary>Moves a user to another tier.</summary>
    /// <exception cref="ProblemException"><c>not_found</c>.</exception>
    public async Task<User> UpdateTierAsync(Guid userId, Tier tier, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"UPDATE users SET tier = $2 WHERE user_id = $1 RETURNING {Columns}");
        command.Parameters.Add(new() { Value = userId });
        command.Parameters.Add(new() { Value = ToText(tier) });
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>The problem of a user who does not exist, or is another than the caller.</summary>
    public static ProblemException NotFound() => new(ErrorCodes.NotFound, "There is no such user.", "user_id");

    private static ProblemException EmailTaken() => new(ErrorCodes.EmailTaken, "Another user has this e-mail address.", "email");

    // PostgreSQL writes an address that the unique index refuses into its log. So whoever is about to write one holds its lock, and looks
    // first, in a statement of its own, which sees what the lock's last holder wrote. Null locks nothing.
    private static NpgsqlBatchCommand LockAddress(string? email) =>
        new("""SELECT pg_advisory_xact_lock(hashtextextended(lower($1 COLLATE "C"), 0))""") { Parameters = { Text(email) } };

    private static NpgsqlParameter Text(string? value) =>
        new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static async Task<User> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            throw NotFound();
        }
        var user = Read(reader);
        while (await reader.NextResultAsync(cancellationToken))
        {
            // The statement has committed only when there is nothing more to read.
        }

        return user;
    }

    private static User Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0),
        reader.GetString(1),
        reader.GetString(2),
        Enum.Parse<Tier>(reader.GetString(3), ignoreCase: true),
        reader.GetFieldValue<DateTimeOffset>(4));

    private static string ToText(Tier tier) => tier switch
    {
        Tier.Free => "free",
        Tier.Premium => "premium",
        Tier.Enterprise => "enterprise",
        _ => throw new ProblemException(ErrorCodes.InvalidRequest, "There is no such tier.", "tier"),
    };
}
