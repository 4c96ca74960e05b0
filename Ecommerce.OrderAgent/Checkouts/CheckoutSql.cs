using Ecommerce.OrderAgent.Orders;
using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.OrderAgent.Checkouts;

/// <summary>The statements on checkouts, and a checkout's row.</summary>
internal static class CheckoutSql
{
    private const string Selected =
        $"""
        c.order_id, c.version, c.phase, c.todo, c.in_doubt, c.reserved_again, c.cancel_requested, c.repaid, c.overdue, c.failure_code,
        c.failure_message, c.attempts, c.faults, c.expires_at, c.hold_until, c.deadline_at, coalesce(c.deadline_at <= now(), false),
        c.idempotency_scope, c.request_hash, c.traceparent, c.refund_attempt, c.parked_reason,
        {OrderSql.Columns}
        """;

    private const int OrderColumn = 22;

    /// <summary>$1: order.</summary>
    public const string Find =
        $"SELECT {Selected} FROM checkouts c JOIN orders o USING (order_id), {OrderSql.Lines} WHERE c.order_id = $1";

    // A row that is being written is read again once it is locked, and only then: what is not locked may be older than what is.
    /// <summary>$1: order, $2: newest known schema.</summary>
    public const string Lock = $"{Find} AND c.schema_version <= $2 FOR NO KEY UPDATE OF c, o";

    /// <summary>$1: newest known schema, $2: limit, $3: lease.</summary>
    public const string Claim =
        $"""
        WITH due AS (
            SELECT o.* FROM checkouts c JOIN orders o USING (order_id)
            WHERE c.next_attempt_at <= now() AND (c.leased_until IS NULL OR c.leased_until <= now()) AND c.schema_version <= $1
                AND c.parked_reason IS NULL
            ORDER BY c.next_attempt_at LIMIT $2 FOR NO KEY UPDATE OF c, o SKIP LOCKED),
        c AS (
            UPDATE checkouts SET version = version + 1, leased_until = now() + $3, updated_at = now()
            FROM due WHERE checkouts.order_id = due.order_id RETURNING checkouts.*)
        SELECT {Selected} FROM c JOIN due o USING (order_id), {OrderSql.Lines}
        """;

    /// <summary>$1: orders, $2: their versions, $3: lease.</summary>
    public const string Renew =
        """
        UPDATE checkouts c SET leased_until = now() + $3
        FROM unnest($1::uuid[], $2::bigint[]) AS held (order_id, version) WHERE c.order_id = held.order_id AND c.version = held.version
        """;

    /// <summary>$1: orders, $2: their versions.</summary>
    public const string Release =
        """
        UPDATE checkouts c SET leased_until = NULL, next_attempt_at = now()
        FROM unnest($1::uuid[], $2::bigint[]) AS held (order_id, version) WHERE c.order_id = held.order_id AND c.version = held.version
        """;

    /// <summary>$1: order.</summary>
    public const string Hasten =
        "UPDATE checkouts SET next_attempt_at = now() WHERE order_id = $1 AND phase IN ('paying', 'awaiting_action')";

    /// <summary>$1: order, $2: version, $3: pause.</summary>
    public const string Fault =
        """
        UPDATE checkouts SET faults = faults + 1, leased_until = NULL, next_attempt_at = now() + $3, updated_at = now()
        WHERE order_id = $1 AND version = $2
        """;

    /// <summary>$1: order, $2: version or null, $3: reason.</summary>
    public const string Park =
        """
        UPDATE checkouts SET parked_reason = $3, leased_until = NULL, updated_at = now()
        WHERE order_id = $1 AND ($2::bigint IS NULL OR version = $2)
        """;

    /// <summary>Reads a row of <see cref="Find"/> or <see cref="Claim"/>.</summary>
    /// <exception cref="FormatException">It was not written by this code.</exception>
    public static Checkout Read(NpgsqlDataReader reader) => new()
    {
        Version = reader.GetInt64(1),
        State = new()
        {
            Phase = reader.GetEnum<CheckoutPhase>(2),
            Todo = reader.GetFieldValue<string[]>(3).Select(Columns.ToEnum<CheckoutCommands>)
                .Aggregate(CheckoutCommands.None, (todo, command) => todo | command),
            InDoubt = reader.GetBoolean(4),
            ReservedAgain = reader.GetBoolean(5),
            CancelRequested = reader.GetBoolean(6),
            Repaid = reader.GetBoolean(7),
            Overdue = reader.GetBoolean(8),
            RefundAttempt = reader.GetInt32(20),
            Failure = reader.IsDBNull(9) ? null : new(reader.GetString(9), reader.GetString(10)),
        },
        Attempts = reader.GetInt32(11),
        Faults = reader.GetInt32(12),
        ExpiresAt = reader.GetFieldValue<DateTimeOffset>(13),
        HoldUntil = reader.GetNullable<DateTimeOffset>(14),
        DeadlineAt = reader.GetNullable<DateTimeOffset>(15),
        DeadlinePassed = reader.GetBoolean(16),
        Idempotency = reader.IsDBNull(17) ? null : new(reader.GetFieldValue<byte[]>(17), reader.GetFieldValue<byte[]>(18)),
        TraceParent = reader.GetNullableString(19),
        ParkedReason = reader.GetNullableString(21),
        Order = OrderSql.Read(reader, OrderColumn),
    };
}
