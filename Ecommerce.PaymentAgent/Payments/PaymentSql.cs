using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace Ecommerce.PaymentAgent.Payments;

/// <summary>The statements on payments, their ledger and their events, and a row of each.</summary>
internal static class PaymentSql
{
    /// <summary>The columns that <see cref="Read"/> expects.</summary>
    internal const string Columns =
        """
        transaction_id, order_id, user_id, amount_minor, currency, payment_method, status, captured_minor, refunded_minor, refunding_minor,
        decline_code, next_action_type, next_action_url, void_requested, settled, idempotency_key, idempotency_scope, request_hash,
        attempts, created_at, provider_reference
        """;

    /// <summary>$1: payment, $2: owner or null.</summary>
    public const string Find = $"SELECT {Columns} FROM payments WHERE transaction_id = $1 AND ($2::uuid IS NULL OR user_id = $2)";

    /// <summary>$1: payments.</summary>
    public const string FindAll = $"SELECT {Columns} FROM payments WHERE transaction_id = ANY ($1) ORDER BY transaction_id";

    /// <summary>$1: payment.</summary>
    public const string Lock = $"SELECT {Columns} FROM payments WHERE transaction_id = $1 FOR UPDATE";

    /// <summary>$1: order. The payment that took or may take its money.</summary>
    public const string LockOfOrder = $"SELECT {Columns} FROM payments WHERE order_id = $1 AND status <> 'declined' FOR UPDATE";

    /// <summary>$1: order.</summary>
    public const string ListOfOrder = $"SELECT {Columns} FROM payments WHERE order_id = $1";

    /// <summary>$1: order, $2: owner or null, $3: limit.</summary>
    public const string List =
        $"""
        SELECT {Columns} FROM payments WHERE order_id = $1 AND ($2::uuid IS NULL OR user_id = $2)
        ORDER BY transaction_id LIMIT $3
        """;

    /// <summary>$1: order. Returns whether its payment was voided.</summary>
    public const string ReadOrder = "SELECT voided_at IS NOT NULL FROM payment_orders WHERE order_id = $1";

    /// <summary>$1: order, whose row it creates. Returns whether its payment was voided.</summary>
    public const string LockOrder =
        """
        INSERT INTO payment_orders (order_id) VALUES ($1) ON CONFLICT (order_id) DO UPDATE SET order_id = excluded.order_id
        RETURNING voided_at IS NOT NULL
        """;

    /// <summary>$1: order, $2: time, $3: reason. Leaves the tombstone that refuses every later charge; the first one stays.</summary>
    public const string VoidOrder =
        """
        INSERT INTO payment_orders AS o (order_id, voided_at, void_reason) VALUES ($1, $2, $3)
        ON CONFLICT (order_id) DO UPDATE SET
            voided_at = coalesce(o.voided_at, excluded.voided_at), void_reason = coalesce(o.void_reason, excluded.void_reason)
        """;

    /// <summary>$1: lease, $2: payment.</summary>
    public const string Claim =
        $"""
        UPDATE payments SET attempts = attempts + 1, next_attempt_at = now() + $1
        WHERE transaction_id = $2 AND NOT settled AND next_attempt_at <= now()
        RETURNING {Columns}
        """;

    /// <summary>$1: lease. Claims the payment that is due for longest.</summary>
    public const string ClaimDue =
        $"""
        UPDATE payments SET attempts = attempts + 1, next_attempt_at = now() + $1
        WHERE transaction_id = (
            SELECT transaction_id FROM payments WHERE NOT settled AND next_attempt_at <= now()
            ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING {Columns}
        """;

    /// <summary>$1: payment, $2: pause, $3: the attempt that failed.</summary>
    public static readonly string Postpone =
        $"UPDATE payments SET next_attempt_at = {After("$2")} WHERE transaction_id = $1 AND attempts = $3 AND NOT settled";

    /// <summary>
    /// $1: time, $2: an earlier time. How many payments, and how many refunds, are unanswered since before $1; what the provider has
    /// accepted, since before $2.
    /// </summary>
    public const string CountOverdue =
        """
        SELECT (SELECT count(*) FROM payments WHERE NOT settled AND status = 'pending' AND created_at < $1),
            (SELECT count(*) FROM refunds
             WHERE status = 'pending' AND created_at < $1 AND (provider_reference IS NULL OR created_at < $2))
        """;

    /// <summary>
    /// When the provider is asked next, of a payment or a refund: after a pause, unless it is due. What is being asked about is leased; if
    /// it is due all the same, the provider has sent a message meanwhile, and knows more than it answered.
    /// </summary>
    /// <param name="pause">The pause's parameter.</param>
    public static string After(string pause) => $"CASE WHEN next_attempt_at <= now() THEN next_attempt_at ELSE now() + {pause} END";

    private const string EventColumns = "event_id, order_id, transaction_id, type, status, amount_minor, currency, at";

    /// <summary>The greatest number that an event has, or would have had; 0 if there is none yet.</summary>
    public const string LastEvent = "SELECT coalesce(pg_sequence_last_value('payment_event_ids'), 0)";

    /// <summary>The last event; 0 if there is none. Unlike <see cref="LastEvent"/>, one that a follower comes to.</summary>
    public const string NewestEvent = "SELECT coalesce(max(event_id), 0) FROM payment_events";

    /// <summary>$1: last event that is known, $2: limit.</summary>
    public const string EventsAfter =
        $"SELECT {EventColumns} FROM payment_events WHERE event_id > $1 ORDER BY event_id LIMIT $2";

    /// <summary>$1: last event that is known, $2: limit, $3: user. A statement of its own, so that its plan is by the index.</summary>
    public const string EventsOfUserAfter =
        $"SELECT {EventColumns} FROM payment_events WHERE event_id > $1 AND user_id = $3 ORDER BY event_id LIMIT $2";

    /// <summary>Reads a payment.</summary>
    public static Payment Read(NpgsqlDataReader reader) => new()
    {
        TransactionId = reader.GetGuid(0),
        OrderId = reader.GetGuid(1),
        UserId = reader.GetGuid(2),
        Amount = reader.GetInt64(3),
        Currency = reader.GetString(4),
        PaymentMethod = reader.GetString(5),
        Status = reader.GetEnum<PaymentStatus>(6),
        Captured = reader.GetInt64(7),
        Refunded = reader.GetInt64(8),
        Refunding = reader.GetInt64(9),
        DeclineCode = reader.GetNullableString(10),
        NextAction = reader.IsDBNull(11) ? null : new(reader.GetString(11), reader.GetString(12)),
        VoidRequested = reader.GetBoolean(13),
        Settled = reader.GetBoolean(14),
        Key = reader.GetNullableString(15),
        Idempotency = reader.IsDBNull(16) ? null : new(reader.GetFieldValue<byte[]>(16), reader.GetFieldValue<byte[]>(17)),
        Attempts = reader.GetInt32(18),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(19),
        Reference = reader.GetNullableString(20),
    };

    /// <summary>Reads an event of <see cref="EventsAfter"/> or <see cref="EventsOfUserAfter"/>.</summary>
    public static PaymentEvent ReadEvent(NpgsqlDataReader reader) => new()
    {
        EventId = reader.GetInt64(0),
        OrderId = reader.GetGuid(1).ToString(),
        TransactionId = reader.GetGuid(2).ToString(),
        Type = reader.GetString(3),
        Status = reader.GetEnum<PaymentStatus>(4),
        Amount = Money.Format(reader.GetInt64(5), reader.GetString(6)),
        At = reader.GetFieldValue<DateTimeOffset>(7).ToTimestamp(),
    };
}
