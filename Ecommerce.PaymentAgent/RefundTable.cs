using Ecommerce.Contracts.V1;
using Npgsql;

namespace Ecommerce.PaymentAgent;

/// <summary>A refund's row, read and written.</summary>
internal static class RefundTable
{
    /// <summary>Of <c>refunds AS r JOIN payments AS p USING (transaction_id)</c>.</summary>
    public const string Columns =
        """
        r.refund_id, r.transaction_id, r.amount_minor, p.currency, r.reason, r.kind, r.status, r.idempotency_key, r.idempotency_scope,
        r.request_hash, r.attempts, r.created_at
        """;

    public static async Task<Refund?> ReadOneAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
    }

    public static async Task InsertAsync(NpgsqlTransaction transaction, Refund refund, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO refunds (refund_id, transaction_id, amount_minor, reason, kind, status, idempotency_key, idempotency_scope,
                request_hash, attempts, next_attempt_at, created_at)
            VALUES ($1, $2, $3, $4, $5, 'pending', $6, $7, $8, $9, now() + $10, $11)
            """,
            transaction.Connection, transaction)
        {
            Parameters =
            {
                new() { Value = refund.RefundId },
                new() { Value = refund.TransactionId },
                new() { Value = refund.Amount },
                new() { Value = refund.Reason },
                new() { Value = ToColumn(refund.Kind) },
                PaymentTable.Text(refund.Key),
                PaymentTable.Bytes(refund.Idempotency?.Scope),
                PaymentTable.Bytes(refund.Idempotency?.RequestHash),
                new() { Value = refund.Attempts },
                new() { Value = lease },
                new() { Value = refund.CreatedAt },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task UpdateAsync(
        NpgsqlTransaction transaction, Refund refund, TimeSpan nextAttempt, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE refunds SET status = $2, next_attempt_at = now() + $3 WHERE refund_id = $1", transaction.Connection, transaction)
        {
            Parameters =
            {
                new() { Value = refund.RefundId },
                new() { Value = ToColumn(refund.Status) },
                new() { Value = nextAttempt },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string ToColumn(RefundKind kind) => kind switch
    {
        RefundKind.Refund => "refund",
        RefundKind.Void => "void",
        RefundKind.Late => "late",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
    };

    private static string ToColumn(RefundStatus status) => status switch
    {
        RefundStatus.Pending => "pending",
        RefundStatus.Succeeded => "succeeded",
        RefundStatus.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, message: null),
    };

    public static Refund Read(NpgsqlDataReader reader) => new()
    {
        RefundId = reader.GetGuid(0),
        TransactionId = reader.GetGuid(1),
        Amount = reader.GetInt64(2),
        Currency = reader.GetString(3),
        Reason = reader.GetString(4),
        Kind = reader.GetString(5) switch { "refund" => RefundKind.Refund, "void" => RefundKind.Void, _ => RefundKind.Late },
        Status = reader.GetString(6) switch
        {
            "pending" => RefundStatus.Pending,
            "succeeded" => RefundStatus.Succeeded,
            _ => RefundStatus.Failed,
        },
        Key = PaymentTable.ReadText(reader, 7),
        Idempotency = PaymentTable.ReadKey(reader, 8),
        Attempts = reader.GetInt32(10),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(11),
    };
}
