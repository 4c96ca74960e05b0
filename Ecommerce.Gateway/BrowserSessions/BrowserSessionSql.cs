namespace Ecommerce.Gateway.BrowserSessions;

/// <summary>The statements on browsers' sessions.</summary>
internal static class BrowserSessionSql
{
    /// <summary>
    /// $1: cookie's hash, $2: tokens, $3: when the access token expires, $4: when the session does, $5: now, $6: user. A few that have
    /// expired go for each that comes.
    /// </summary>
    public const string Insert =
        """
        WITH expired AS (
            SELECT cookie_hash FROM browser_sessions WHERE expires_at < $5 ORDER BY expires_at LIMIT 10 FOR UPDATE SKIP LOCKED),
        swept AS (DELETE FROM browser_sessions WHERE cookie_hash IN (SELECT cookie_hash FROM expired))
        INSERT INTO browser_sessions (cookie_hash, sealed_tokens, access_until, expires_at, user_id) VALUES ($1, $2, $3, $4, $6)
        """;

    /// <summary>$1: cookie's hash, $2: now.</summary>
    public const string Find =
        "SELECT sealed_tokens, access_until, renewals FROM browser_sessions WHERE cookie_hash = $1 AND expires_at > $2";

    /// <summary>$1: cookie's hash, $2: renewals so far, $3: now, $4: until when. Changes one row for the only one that may renew.</summary>
    public const string Claim =
        """
        UPDATE browser_sessions SET renewing_until = $4
        WHERE cookie_hash = $1 AND renewals = $2 AND (renewing_until IS NULL OR renewing_until < $3)
        """;

    /// <summary>$1: cookie's hash, $2: renewals so far, $3: tokens, $4: when the access token expires, $5: when the session does.</summary>
    public const string Renew =
        """
        UPDATE browser_sessions
        SET sealed_tokens = $3, access_until = $4, expires_at = $5, renewals = renewals + 1, renewing_until = NULL
        WHERE cookie_hash = $1 AND renewals = $2
        """;

    /// <summary>$1: cookie's hash, $2: renewals so far.</summary>
    public const string GiveUp = "UPDATE browser_sessions SET renewing_until = NULL WHERE cookie_hash = $1 AND renewals = $2";

    /// <summary>$1: cookie's hash.</summary>
    public const string End = "DELETE FROM browser_sessions WHERE cookie_hash = $1";
}
