namespace Ecommerce.UserAgent.Erasure;

/// <summary>The statements on erasures.</summary>
internal static class ErasureSql
{
    /// <summary>$1: user. Password and sessions go with the row. Returns the user.</summary>
    public const string Delete = "DELETE FROM users WHERE user_id = $1 RETURNING user_id";

    /// <summary>$1: the user's ID as text. Deletes the stored replies that hold the user.</summary>
    public const string DeleteReplies = "DELETE FROM idempotency WHERE position(convert_to($1, 'UTF8') IN reply) > 0";

    /// <summary>$1: user, $2: agents, $3: now. Asks each agent to erase what it holds.</summary>
    public const string Insert =
        """
        INSERT INTO erasures (user_id, agent, requested_at, next_attempt_at) SELECT $1, unnest($2::text[]), $3, $3 ON CONFLICT DO NOTHING
        """;

    /// <summary>$1: user. Each agent, and whether it has confirmed.</summary>
    public const string Find = "SELECT agent, confirmed_at IS NOT NULL FROM erasures WHERE user_id = $1 ORDER BY agent";

    /// <summary>
    /// $1: now, $2: when to ask again if there is no answer, $3: limit, $4: until when erasures were asked for after which nothing more of
    /// the user's arrives, $5: the order agent, $6: the payment agent. Claims what is due for longest. The answer is final if nothing more
    /// arrives, which at the payment agent also takes that no order is under way.
    /// </summary>
    public const string Claim =
        """
        UPDATE erasures SET attempts = attempts + 1, next_attempt_at = $2 WHERE ctid = ANY (ARRAY(
            SELECT ctid FROM erasures WHERE next_attempt_at <= $1 ORDER BY next_attempt_at LIMIT $3 FOR UPDATE SKIP LOCKED))
        RETURNING user_id, agent, attempts, requested_at <= $4 AND (agent <> $6 OR NOT EXISTS (
            SELECT FROM erasures other
            WHERE other.user_id = erasures.user_id AND other.agent = $5 AND other.next_attempt_at < 'infinity'))
        """;

    /// <summary>
    /// $1: user, $2: agent, $3: now, $4: whether that is final; if not, the agent is asked again $5 from now, or $6 after the erasure was
    /// asked for if that is later.
    /// </summary>
    public const string Confirm =
        """
        UPDATE erasures SET confirmed_at = coalesce(confirmed_at, $3),
            next_attempt_at = CASE WHEN $4 THEN 'infinity' ELSE greatest($3 + $5, requested_at + $6) END
        WHERE user_id = $1 AND agent = $2
        """;

    /// <summary>$1: user, $2: agent, $3: when to ask again.</summary>
    public const string Postpone = "UPDATE erasures SET next_attempt_at = $3 WHERE user_id = $1 AND agent = $2";
}
