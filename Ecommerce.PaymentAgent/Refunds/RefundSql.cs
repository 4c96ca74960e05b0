using Ecommerce.Contracts.V1;
using Ecommerce.PaymentAgent.Payments;
using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.PaymentAgent.Refunds;

/// <summary>The statements on refunds, and a refund's row.</summary>
internal static class RefundSql
{
    private const string Columns =
        """
        r.refund_id, r.transaction_id, r.amount_minor, p.currency, r.reason, r.kind, r.status, r.idempotency_key, r.idempotency_scope,
        r.request_hash, r.attempts, r.created_at, r.provider_reference, r.round, p.amount_minor, p.payment_method, p.created_at,
        p.provider_reference
        """;

    private const string Select = $"SELECT {Columns} FROM refunds AS r JOIN payments AS p USING (transaction_id)";

    /// <summary>$1: refund.</summary>
    public const string Find = $"{Select} WHERE r.refund_id = $1";

    /// <summary>$1: payments. Their refunds.</summary>
    public const string FindOfAll = $"{Select} WHERE transaction_id = ANY ($1) ORDER BY r.refund_id";

    /// <summary>$1: refund or null, $2: payment, $3: the caller's key or null.</summary>
    public const string FindSame = $"{Select} WHERE r.refund_id = $1 OR (transaction_id = $2 AND r.idempotency_key = $3)";

    /// <summary>$1: payment.</summary>
    public const string ListPending = $"{Select} WHERE transaction_id = $1 AND r.status = 'pending'";

    /// <summary>$1: lease, $2: refund.</summary>
    public const string Claim =
        $"""
        UPDATE refunds AS r SET attempts = r.attempts + 1, next_attempt_at = now() + $1
        FROM payments AS p
        WHERE p.transaction_id = r.transaction_id AND r.refund_id = $2 AND r.status = 'pending' AND r.next_attempt_at <= now()
        RETURNING {Columns}
        """;

    /// <summary>$1: lease. Claims the refund that is due for longest.</summary>
    public const string ClaimDue =
        $"""
        UPDATE refunds AS r SET attempts = r.attempts + 1, next_attempt_at = now() + $1
        FROM payments AS p
        WHERE p.transaction_id = r.transaction_id AND r.refund_id = (
            SELECT refund_id FROM refunds WHERE status = 'pending' AND next_attempt_at <= now()
            ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING {Columns}
        """;

    /// <summary>$1: refund, $2: pause, $3: the attempt that failed.</summary>
    public static readonly string Postpone =
        $"UPDATE refunds SET next_attempt_at = {PaymentSql.After("$2")} WHERE refund_id = $1 AND attempts = $3 AND status = 'pending'";

    private static readonly string UpdateText =
        $"""
        UPDATE refunds SET status = $2, next_attempt_at = {PaymentSql.After("$3")}, provider_reference = $4, round = $5
        WHERE refund_id = $1
        """;

    private const string InsertText =
        """
        INSERT INTO refunds (refund_id, transaction_id, amount_minor, reason, kind, status, idempotency_key, idempotency_scope,
            request_hash, attempts, next_attempt_at, created_at)
        VALUES ($1, $2, $3, $4, $5, 'pending', $6, $7, $8, $9, now() + $10, $11)
        """;

    /// <summary>A new refund, leased to the caller.</summary>
    public static NpgsqlCommand Insert(NpgsqlTransaction transaction, Refund refund, TimeSpan lease) =>
        transaction.CreateCommand(InsertText)
            .With(refund.RefundId).With(refund.TransactionId).With(refund.Amount).With(refund.Reason).With(refund.Kind.ToColumn())
            .With(refund.Key).With(refund.Idempotency?.Scope).With(refund.Idempotency?.RequestHash).With(refund.Attempts).With(lease)
            .With(refund.CreatedAt);

    /// <summary>The write of what can change of a refund, and of when the provider is asked next.</summary>
    public static NpgsqlCommand Update(NpgsqlTransaction transaction, Refund refund) =>
        transaction.CreateCommand(UpdateText)
            .With(refund.RefundId).With(refund.Status.ToColumn()).With(refund.RetryDelay).With(refund.Reference).With(refund.Round);

    /// <summary>Reads a refund.</summary>
    public static Refund Read(NpgsqlDataReader reader) => new()
    {
        RefundId = reader.GetGuid(0),
        TransactionId = reader.GetGuid(1),
        Amount = reader.GetInt64(2),
        Currency = reader.GetString(3),
        Reason = reader.GetString(4),
        Kind = reader.GetEnum<RefundKind>(5),
        Status = reader.GetEnum<RefundStatus>(6),
        Key = reader.GetNullableString(7),
        Idempotency = reader.IsDBNull(8) ? null : new(reader.GetFieldValue<byte[]>(8), reader.GetFieldValue<byte[]>(9)),
        Attempts = reader.GetInt32(10),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(11),
        Reference = reader.GetNullableString(12),
        Round = reader.GetInt32(13),
        Charge = new(
            reader.GetGuid(1), reader.GetInt64(14), reader.GetString(3), reader.GetString(15), reader.GetFieldValue<DateTimeOffset>(16),
            reader.GetNullableString(17)),
    };
}
