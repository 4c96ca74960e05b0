using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.UserAgent.Users;

/// <summary>The statements on users, and a user's row.</summary>
internal static class UserSql
{
    /// <summary>
    /// $1: e-mail address; null locks nothing. PostgreSQL writes an address that the unique index refuses into its log. So a transaction
    /// that is about to write one holds its lock, and looks first, in a statement of its own, which sees what the lock's last holder wrote.
    /// </summary>
    public const string LockAddress = """SELECT pg_advisory_xact_lock(hashtextextended(lower($1 COLLATE "C"), 0))""";

    /// <summary>$1 to $5: the columns, $6: hash of the password or null. Returns a row unless another user has the address.</summary>
    public const string Insert =
        $"""
        WITH added AS (
            INSERT INTO users ({Columns}) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (lower(email COLLATE "C")) DO NOTHING RETURNING user_id),
        secured AS (
            INSERT INTO passwords (user_id, hash, changed_at) SELECT user_id, $6, $5 FROM added WHERE $6 IS NOT NULL)
        SELECT user_id FROM added
        """;

    /// <summary>$1: user.</summary>
    public const string Find = $"SELECT {Columns} FROM users WHERE user_id = $1";

    /// <summary>$1: user, $2: name, $3: e-mail address; null leaves it. Returns nothing where another user has the address.</summary>
    public const string UpdateProfile =
        $"""
        UPDATE users SET name = COALESCE($2, name), email = COALESCE($3, email)
        WHERE user_id = $1 AND NOT EXISTS (
            SELECT 1 FROM users AS other WHERE lower(other.email COLLATE "C") = lower($3 COLLATE "C") AND other.user_id <> $1)
        RETURNING {Columns}
        """;

    /// <summary>$1: user, $2: tier.</summary>
    public const string UpdateTier = $"UPDATE users SET tier = $2 WHERE user_id = $1 RETURNING {Columns}";

    /// <summary>What <see cref="Read"/> reads.</summary>
    internal const string Columns = "user_id, email, name, tier, created_at";

    /// <summary>Reads a user.</summary>
    public static User Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetEnum<Tier>(3), reader.GetFieldValue<DateTimeOffset>(4));
}
