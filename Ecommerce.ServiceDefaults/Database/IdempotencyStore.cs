using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.ServiceDefaults.Database;

/// <summary>What an earlier call under the same key left; neither reply nor problem means that it still runs.</summary>
/// <param name="IsNew">No earlier call: this one owns the key now.</param>
/// <param name="ResourceId">The resource that the key stands for.</param>
/// <param name="Reply">The stored reply's protobuf bytes.</param>
/// <param name="Problem">The stored refusal.</param>
public sealed record IdempotencyClaim(bool IsNew, Guid ResourceId, byte[]? Reply, ProblemException? Problem);

/// <summary>Idempotency keys, in the same database and transaction as the business they guard. Kept for 24 hours.</summary>
public sealed class IdempotencyStore(TimeProvider time)
{
    private static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    /// <summary>
    /// Claims the key for a resource, or returns what an earlier call left. The key's row stays locked until the transaction ends, so a
    /// concurrent call under the same key waits for this one.
    /// </summary>
    /// <exception cref="ProblemException"><c>idempotency_key_reused</c>: the earlier request was another one.</exception>
    public async Task<IdempotencyClaim> ClaimAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IdempotencyKey key, Guid resourceId,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = new NpgsqlCommand(
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
            """,
            connection, transaction)
        {
            Parameters =
            {
                new() { Value = key.Scope },
                new() { Value = key.RequestHash },
                new() { Value = resourceId },
                new() { Value = now + Retention },
                new() { Value = now },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var owner = reader.GetGuid(0);
        if (!reader.GetFieldValue<byte[]>(1).AsSpan().SequenceEqual(key.RequestHash))
        {
            throw new ProblemException(ErrorCodes.IdempotencyKeyReused, "The idempotency key was used with another request.");
        }

        var problem = reader.IsDBNull(3)
            ? null
            : new ProblemException(reader.GetString(3), reader.GetString(4), reader.IsDBNull(5) ? null : reader.GetString(5));
        return new(owner == resourceId, owner, reader.IsDBNull(2) ? null : reader.GetFieldValue<byte[]>(2), problem);
    }

    /// <summary>Stores the reply that every repeat gets, without its secret fields. The first outcome stays.</summary>
    public Task CompleteAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, IdempotencyKey key, IMessage reply,
        CancellationToken cancellationToken) =>
        CompleteAsync(connection, transaction, key, Secrets.Without(reply).ToByteArray(), problem: null, cancellationToken);

    /// <summary>Stores the refusal that every repeat gets. The first outcome stays.</summary>
    public Task CompleteAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, IdempotencyKey key, ProblemException problem,
        CancellationToken cancellationToken) =>
        CompleteAsync(connection, transaction, key, reply: null, problem, cancellationToken);

    /// <summary>Forgets keys whose time is over, at most <paramref name="limit"/> at once; returns how many.</summary>
    public async Task<int> SweepAsync(NpgsqlDataSource database, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "DELETE FROM idempotency WHERE scope IN (SELECT scope FROM idempotency WHERE expires_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)");
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        command.Parameters.Add(new() { Value = limit });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task CompleteAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, IdempotencyKey key, byte[]? reply, ProblemException? problem,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            UPDATE idempotency SET reply = $2, problem_code = $3, problem_message = $4, problem_field = $5
            WHERE scope = $1 AND reply IS NULL AND problem_code IS NULL AND expires_at >= $6
            """,
            connection, transaction)
        {
            Parameters =
            {
                new() { Value = key.Scope },
                new() { Value = (object?)reply ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea },
                new() { Value = (object?)problem?.Code ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = (object?)problem?.Message ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = (object?)problem?.Field ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = time.GetUtcNow() },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
