namespace Ecommerce.ServiceDefaults.Database;

/// <summary>The statements on idempotency keys.</summary>
internal static class IdempotencySql
{
    /// <summary>
    /// $1: scope, $2: request hash, $3: resource, $4: when the key expires, $5: now. Adds the key, or takes over an expired one, or leaves
    /// it as it is; locks it in any case.
    /// </summary>
    public const string Claim =
        """
        INSERT INTO idempotency AS i (scope, request_hash, resource_id, expires_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (scope) DO UPDATE SET
            request_hash = CASE WHEN i.expires_at < $5 THEN excluded.request_hash ELSE i.request_hash END,
            resource_id = CASE WHEN i.expires_at < $5 THEN excluded.resource_id ELSE i.resource_id END,
            reply = CASE WHEN i.expires_at < $5 THEN NULL ELSE i.reply END,
            problem_code = CASE WHEN i.expires_at < $5 THEN NULL ELSE i.problem_code END,
            problem_message = CASE WHEN i.expires_at < $5 THEN NULL ELSE i.problem_message END,
            problem_field = CASE WHEN i.expires_at < $5 THEN NULL ELSE i.problem_field END,
            expires_at = CASE WHEN i.expires_at < $5 THEN excluded.expires_at ELSE i.expires_at END
        RETURNING resource_id, request_hash, reply, problem_code, problem_message, problem_field
        """;

    /// <summary>$1: scope, $2: reply, $3 to $5: the problem's code, message and field, $6: now. The first outcome stays.</summary>
    public const string Complete =
        """
        UPDATE idempotency SET reply = $2, problem_code = $3, problem_message = $4, problem_field = $5
        WHERE scope = $1 AND reply IS NULL AND problem_code IS NULL AND expires_at >= $6
        """;

    /// <summary>
    /// $1: now, $2: the maximum number of rows. Deletes expired keys. The list of keys is an array so that each row is found by the primary
    /// key, however many rows the table has.
    /// </summary>
    public const string Sweep =
        """
        DELETE FROM idempotency WHERE scope = ANY (ARRAY(
            SELECT scope FROM idempotency WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED))
        """;
}
