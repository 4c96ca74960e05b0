using Ecommerce.UserAgent.Users;

namespace Ecommerce.UserAgent.Sessions;

/// <summary>The statements on sessions.</summary>
internal static class SessionSql
{
    /// <summary>$1: session, $2: user, $3: family's hash, $4: token's hash, $5: client, $6: now, $7: when it expires.</summary>
    public const string Insert =
        """
        INSERT INTO sessions (session_id, user_id, family_hash, token_hash, client_id, created_at, last_used_at, expires_at)
        SELECT $1, user_id, $3, $4, $5, $6, $6, $7 FROM users WHERE user_id = $2
        """;

    /// <summary>$1: user, $2: how many sessions stay, the last used ones.</summary>
    public const string Trim =
        """
        DELETE FROM sessions WHERE session_id = ANY (ARRAY(
            SELECT session_id FROM sessions WHERE user_id = $1 ORDER BY last_used_at DESC OFFSET $2))
        """;

    /// <summary>
    /// $1: session, $2: family's hash, $3: hash of the token, $4: hash of the next one, $5: now, $6: latest end by idling, $7: a session's
    /// longest life. Returns the user and the client if the token is the last one.
    /// </summary>
    public const string Refresh =
        $"""
        WITH refreshed AS (
            UPDATE sessions SET token_hash = $4, last_used_at = $5, expires_at = LEAST(created_at + $7, $6)
            WHERE session_id = $1 AND family_hash = $2 AND token_hash = $3 AND expires_at > $5 RETURNING user_id, client_id)
        SELECT {UserSql.Columns}, client_id FROM refreshed JOIN users USING (user_id)
        """;

    /// <summary>$1: session, $2: family's hash. Returns the session.</summary>
    public const string EndFamily = "DELETE FROM sessions WHERE session_id = $1 AND family_hash = $2 RETURNING session_id";

    /// <summary>$1: session, $2: its user, or null for any user's. Returns the session.</summary>
    public const string End = "DELETE FROM sessions WHERE session_id = $1 AND user_id = coalesce($2, user_id) RETURNING session_id";

    /// <summary>$1: user, $2: the session that stays, or null for none.</summary>
    public const string EndOthers = "DELETE FROM sessions WHERE user_id = $1 AND session_id IS DISTINCT FROM $2";

    /// <summary>$1: user, $2: the session that stays, or null for none, $3: e-mail address. Only if it is not the user's.</summary>
    public const string EndOthersIfMoved =
        """
        DELETE FROM sessions WHERE user_id = $1 AND session_id IS DISTINCT FROM $2
            AND EXISTS (SELECT 1 FROM users WHERE users.user_id = $1 AND email <> $3)
        """;

    /// <summary>$1: user, $2: now.</summary>
    public const string List =
        """
        SELECT session_id, created_at, last_used_at FROM sessions WHERE user_id = $1 AND expires_at > $2 ORDER BY last_used_at DESC
        """;

    /// <summary>$1: session, $2: its user, $3: now. Returns a row if it has not ended.</summary>
    public const string IsOpen = "SELECT 1 FROM sessions WHERE session_id = $1 AND user_id = $2 AND expires_at > $3";

    /// <summary>$1: now, $2: the maximum number of rows. Deletes sessions that have expired.</summary>
    public const string Sweep =
        """
        DELETE FROM sessions WHERE session_id = ANY (ARRAY(
            SELECT session_id FROM sessions WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED))
        """;
}
