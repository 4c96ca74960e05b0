namespace Ecommerce.Gateway.Assistants;

/// <summary>The statements on proposals.</summary>
internal static class ProposalSql
{
    /// <summary>
    /// $1: ID, $2: nonce, $3: capability, $4: arguments, $5: amount, $6: currency, $7: actor, $8: user, $9: expiry, $10: what has expired
    /// before goes. A few go for each that comes.
    /// </summary>
    public const string Insert =
        """
        WITH expired AS (
            SELECT proposal_id FROM proposals WHERE expires_at < $10 ORDER BY expires_at LIMIT 10 FOR UPDATE SKIP LOCKED),
        swept AS (DELETE FROM proposals WHERE proposal_id IN (SELECT proposal_id FROM expired))
        INSERT INTO proposals (proposal_id, nonce, capability, arguments, amount, currency, actor, user_id, about_user_id, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, ($4::jsonb ->> 'user_id')::uuid, $9)
        """;

    /// <summary>
    /// $1: ID, $2: actor, $3: user, $4: now, $5: what has expired before cannot be repeated. The owner's, if it is still to be approved or
    /// has been; another's is not there. Each time is later than the one before, so that it tells whether another came.
    /// </summary>
    public const string Approve =
        """
        WITH found AS (
            SELECT proposal_id, approved_at FROM proposals
            WHERE proposal_id = $1 AND actor = $2 AND user_id IS NOT DISTINCT FROM $3
                AND (expires_at > $4 OR approved_at IS NOT NULL AND expires_at > $5)
            FOR UPDATE)
        UPDATE proposals p SET approved_at = greatest($4, found.approved_at + interval '1 microsecond') FROM found
        WHERE p.proposal_id = found.proposal_id
        RETURNING nonce, capability, arguments, amount, currency, expires_at, p.approved_at, found.approved_at IS NOT NULL
        """;

    /// <summary>$1: ID, $2: actor, $3: user. Removes what its owner has not approved; true for what was approved.</summary>
    public const string Withdraw =
        """
        WITH withdrawn AS (
            DELETE FROM proposals
            WHERE proposal_id = $1 AND actor = $2 AND user_id IS NOT DISTINCT FROM $3 AND approved_at IS NULL
            RETURNING proposal_id)
        SELECT NOT EXISTS (SELECT FROM withdrawn)
            AND EXISTS (SELECT FROM proposals WHERE proposal_id = $1 AND actor = $2 AND user_id IS NOT DISTINCT FROM $3)
        """;

    /// <summary>$1: ID, $2: when it was approved. What was refused for good, if nobody has approved it since.</summary>
    public const string Remove = "DELETE FROM proposals WHERE proposal_id = $1 AND approved_at = $2";
}
