namespace Ecommerce.PaymentAgent.Callbacks;

/// <summary>The statement on the provider's messages.</summary>
internal static class CallbackSql
{
    /// <summary>
    /// $1: provider, $2: message, $3: its type, $4: time, $5: payment, $6: the provider's name for its charge or null, $7: the provider's
    /// name for the refund that failed or null, $8: before when a message is old. Records the message, and makes due what it is about: the
    /// payment, also one whose charge was declined or turns up later than it was looked for, and its refunds. A repeat changes nothing.
    /// Each message takes two old ones with it. Returns whether it is new, and whether the refund that failed had succeeded before.
    /// </summary>
    public const string Accept =
        """
        WITH fresh AS (
            INSERT INTO provider_events (provider, event_id, type, received_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT DO NOTHING RETURNING event_id
        ), payment AS (
            UPDATE payments SET next_attempt_at = now(), provider_reference = coalesce(provider_reference, $6), settled = false
            FROM fresh WHERE transaction_id = $5 AND (NOT settled OR (status IN ('voided', 'declined') AND captured_minor = 0))
        ), refund AS (
            UPDATE refunds SET next_attempt_at = now() FROM fresh WHERE transaction_id = $5 AND status = 'pending'
        ), old AS (
            DELETE FROM provider_events WHERE ctid IN (
                SELECT ctid FROM provider_events WHERE received_at < $8 ORDER BY received_at LIMIT 2 FOR UPDATE SKIP LOCKED)
        )
        SELECT EXISTS (SELECT FROM fresh),
            EXISTS (SELECT FROM refunds WHERE transaction_id = $5 AND provider_reference = $7 AND status = 'succeeded')
        """;
}
