using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.UserAgent.Users;

/// <summary>The statements on passwords.</summary>
internal static class PasswordSql
{
    /// <summary>$1: e-mail address.</summary>
    public const string FindByEmail =
        $"""
        SELECT {UserSql.Columns}, hash, one_time_until FROM users LEFT JOIN passwords USING (user_id)
        WHERE lower(email COLLATE "C") = lower($1 COLLATE "C")
        """;

    /// <summary>$1: user.</summary>
    public const string FindByUser =
        $"SELECT {UserSql.Columns}, hash, one_time_until FROM users LEFT JOIN passwords USING (user_id) WHERE user_id = $1";

    /// <summary>$1: user, $2: hash. Returns a row if that is still the password's, and then keeps it so.</summary>
    public const string Confirm = "SELECT user_id FROM passwords WHERE user_id = $1 AND hash = $2 FOR SHARE";

    /// <summary>$1: user, $2: hash, $3: new hash, $4: now. Returns a row if the first was still the password's.</summary>
    public const string Replace =
        """
        UPDATE passwords SET hash = $3, changed_at = $4, one_time_until = NULL WHERE user_id = $1 AND hash = $2 RETURNING user_id
        """;

    /// <summary>$1: user, $2: hash, $3: now, $4: until when it is good for one use. Returns a row if there is such a user.</summary>
    public const string Set =
        """
        INSERT INTO passwords (user_id, hash, changed_at, one_time_until) SELECT user_id, $2, $3, $4 FROM users WHERE user_id = $1
        ON CONFLICT (user_id) DO UPDATE
        SET hash = excluded.hash, changed_at = excluded.changed_at, one_time_until = excluded.one_time_until
        RETURNING user_id
        """;

    /// <summary>Reads what <see cref="FindByEmail"/> or <see cref="FindByUser"/> returns.</summary>
    public static Credentials Read(NpgsqlDataReader reader) =>
        new(UserSql.Read(reader), reader.GetNullableString(5), reader.GetNullable<DateTimeOffset>(6));
}
