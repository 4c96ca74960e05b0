using Ecommerce.ServiceDefaults.Errors;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Database;

/// <summary>
/// The statements on idempotency keys. A claim and an outcome can be part of the statement that does the work, so that all of it is one
/// round trip; their parameters begin there at a number of its own.
/// </summary>
public static class IdempotencySql
{
    private static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    /// <summary>As <see cref="ClaimAt"/>, by itself.</summary>
    public static readonly string Claim = ClaimAt(1);

    /// <summary>As <see cref="CompleteAt"/>, by itself.</summary>
    public static readonly string Complete = CompleteAt(1);

    /// <summary>
    /// $1: now, $2: the maximum number of rows. Deletes expired keys. The list of keys is an array so that each row is found by the primary
    /// key, however many rows the table has.
    /// </summary>
    public const string Sweep =
        """
        DELETE FROM idempotency WHERE scope = ANY (ARRAY(
            SELECT scope FROM idempotency WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED))
        """;

    /// <summary>
    /// $1: some bytes. The stored replies that hold it, locked. It reads all of the keys, of a day at most: for what is rarely asked.
    /// </summary>
    public const string FindHolding = "SELECT scope, reply FROM idempotency WHERE position($1 IN reply) > 0 FOR UPDATE";

    /// <summary>$1: scope, $2: reply.</summary>
    public const string Rewrite = "UPDATE idempotency SET reply = $2 WHERE scope = $1 AND reply IS NOT NULL";

    private const string Outcome = "resource_id, request_hash, reply, problem_code, problem_message, problem_field";

    /// <summary>$1: scope, $2: now.</summary>
    public const string Find = $"SELECT {Outcome} FROM idempotency WHERE scope = $1 AND expires_at >= $2";

    /// <summary>
    /// Adds the key, with its outcome if that is a refusal known by now, or takes over an expired one, or leaves it as it is; locks it in
    /// any case. Returns no row if there is no key.
    /// </summary>
    /// <param name="first">The number of the first parameter; see <see cref="WithClaim"/>.</param>
    /// <param name="given">What must have a row for it; null if nothing must.</param>
    public static string ClaimAt(int first, string? given = null) =>
        $"""
        INSERT INTO idempotency AS i (scope, request_hash, resource_id, expires_at, problem_code, problem_message, problem_field)
        SELECT ${first}, ${first + 1}, ${first + 2}, ${first + 3}, ${first + 5}, ${first + 6}, ${first + 7}
        {(given is null ? "" : $"FROM {given}")}
        WHERE ${first}::bytea IS NOT NULL
        ON CONFLICT (scope) DO UPDATE SET
            request_hash = CASE WHEN i.expires_at < ${first + 4} THEN excluded.request_hash ELSE i.request_hash END,
            resource_id = CASE WHEN i.expires_at < ${first + 4} THEN excluded.resource_id ELSE i.resource_id END,
            reply = CASE WHEN i.expires_at < ${first + 4} THEN NULL ELSE i.reply END,
            problem_code = CASE WHEN i.expires_at < ${first + 4} THEN excluded.problem_code ELSE i.problem_code END,
            problem_message = CASE WHEN i.expires_at < ${first + 4} THEN excluded.problem_message ELSE i.problem_message END,
            problem_field = CASE WHEN i.expires_at < ${first + 4} THEN excluded.problem_field ELSE i.problem_field END,
            expires_at = CASE WHEN i.expires_at < ${first + 4} THEN excluded.expires_at ELSE i.expires_at END
        RETURNING {Outcome}
        """;

    /// <summary>Stores an outcome, unless the key has one, or is claimed for another resource; the first stays.</summary>
    /// <param name="first">The number of the first parameter; see <see cref="WithOutcome"/>.</param>
    /// <param name="given">What must have a row for it; null if nothing must.</param>
    public static string CompleteAt(int first, string? given = null) =>
        $"""
        UPDATE idempotency SET reply = ${first + 1}, problem_code = ${first + 2}, problem_message = ${first + 3},
            problem_field = ${first + 4}
        {(given is null ? "" : $"FROM {given}")}
        WHERE scope = ${first} AND reply IS NULL AND problem_code IS NULL AND expires_at >= ${first + 5}
            AND resource_id = coalesce(${first + 6}, resource_id)
        RETURNING scope
        """;

    /// <summary>Adds the parameters of a claim of the key for a resource, and of its outcome if that is a refusal known by now.</summary>
    public static NpgsqlBatchCommand WithClaim(
        this NpgsqlBatchCommand statement, IdempotencyKey? key, Guid resourceId, DateTimeOffset now,
        ProblemException? problem = null) => statement
        .With(key?.Scope).With(key?.RequestHash).With(resourceId).With(now + Retention).With(now)
        .With(problem?.Code).With(problem?.Message).With(problem?.Field);

    /// <summary>Adds the parameters of an outcome; null if there is none to store.</summary>
    public static NpgsqlBatchCommand WithOutcome(this NpgsqlBatchCommand statement, IdempotencyOutcome? outcome, DateTimeOffset now) =>
        statement.With(outcome?.Key.Scope).With(outcome?.Reply)
            .With(outcome?.Problem?.Code).With(outcome?.Problem?.Message).With(outcome?.Problem?.Field).With(now)
            .With(outcome?.ResourceId);

    /// <summary>Reads what a claim or <see cref="Find"/> returned.</summary>
    /// <exception cref="ProblemException"><c>idempotency_key_reused</c>: the earlier request was another one.</exception>
    public static IdempotencyClaim Read(NpgsqlDataReader reader, int column, IdempotencyKey key, Guid resourceId)
    {
        var owner = reader.GetGuid(column);
        if (!reader.GetFieldValue<byte[]>(column + 1).AsSpan().SequenceEqual(key.RequestHash))
        {
            throw ProblemException.KeyReused();
        }

        var problem = reader.GetNullableString(column + 3) is { } code
            ? new ProblemException(code, reader.GetString(column + 4), reader.GetNullableString(column + 5))
            : null;
        return new(owner == resourceId, owner, reader.GetNullableBytes(column + 2), problem);
    }
}
