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

    // The order is written only if the checkout was, and its events continue the numbers of the earlier ones.
    // $1: order, $2: version, $3: phase, $4: todo, $5–$9: flags, $10–$11: failure, $12: attempts, $13: lease or null, $14: pause or null,
    // $15: deadline or null, $16: grace or null, $17: hold, $18: order's status, $19: transaction, $20: facts' types, $21: details, $22:
    // refund attempt
    private const string SaveText =
        """
        WITH saved AS (
            UPDATE checkouts SET version = version + 1, phase = $3, todo = $4, in_doubt = $5, reserved_again = $6, cancel_requested = $7,
                repaid = $8, overdue = $9, failure_code = $10, failure_message = $11, attempts = $12, faults = 0,
                leased_until = now() + $13,
                next_attempt_at = CASE
                    WHEN $13 IS NOT NULL THEN now()
                    WHEN $14 IS NOT NULL THEN least(now() + $14, $15, now() + $16)
                    ELSE coalesce($15, now() + $16) END,
                deadline_at = coalesce($15, now() + $16),
                hold_until = $17, refund_attempt = $22, updated_at = now()
            WHERE order_id = $1 AND version = $2
            RETURNING order_id, deadline_at),
        changed AS (
            UPDATE orders o SET status = $18, transaction_id = $19,
                failure_code = CASE WHEN $18 = 'failed' THEN $10 END, failure_message = CASE WHEN $18 = 'failed' THEN $11 END,
                last_event_id = last_event_id + cardinality($20),
                updated_at = CASE WHEN cardinality($20) > 0 THEN now() ELSE o.updated_at END
            FROM saved WHERE o.order_id = saved.order_id
            RETURNING o.order_id, o.last_event_id, o.refunded_minor, o.updated_at),
        noted AS (
            INSERT INTO order_events (order_id, event_id, type, status, detail)
            SELECT changed.order_id, changed.last_event_id - cardinality($20) + fact.n, fact.type, $18, fact.detail
            FROM changed, unnest($20, $21) WITH ORDINALITY AS fact (type, detail, n))
        SELECT saved.deadline_at, changed.refunded_minor, changed.updated_at FROM saved JOIN changed USING (order_id)
        """;

    /// <summary>
    /// Adds the write of a step; its one row answers deadline_at, refunded_minor and updated_at, and is missing if the version is not the
    /// one that was read.
    /// </summary>
    public static void Save(NpgsqlBatch batch, CheckoutStep step, CheckoutOptions options)
    {
        var (before, after) = (step.Before, step.After);
        var (deadline, grace) = DeadlineOf(before, after, options);
        batch.Add(SaveText).With(before.Order.OrderId).With(before.Version).WithState(after.State)
            .With(after.Attempts).With(after.Leased ? options.Lease : (TimeSpan?)null).With(step.Pause).With(deadline).With(grace)
            .With(after.HoldUntil).With(after.Order.Status.ToColumn()).With(after.Order.TransactionId)
            .With(TypesOf(step.Facts)).With(DetailsOf(step.Facts)).With(after.State.RefundAttempt);
    }

    /// <summary>
    /// Adds a new order with its lines, its first events and its checkout; the one row answers created_at and expires_at.
    /// </summary>
    public static void Insert(NpgsqlBatch batch, Checkout checkout, IReadOnlyList<OrderFact> facts, CheckoutOptions options)
    {
        var order = checkout.Order;
        batch.Add(
            """
            INSERT INTO orders (order_id, user_id, currency, total_minor, payment_method, status, failure_code, failure_message,
                last_event_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """)
            .With(order.OrderId).With(order.UserId).With(order.Currency).With(order.Total).With(order.PaymentMethod)
            .With(order.Status.ToColumn()).With(order.Failure?.Code).With(order.Failure?.Message).With((long)facts.Count);
        batch.Add(
            """
            INSERT INTO order_items (order_id, position, sku, name, quantity, unit_price_minor, line_total_minor)
            SELECT $1, n, sku, name, quantity, unit_price, line_total
            FROM unnest($2, $3, $4, $5, $6) WITH ORDINALITY AS line (sku, name, quantity, unit_price, line_total, n)
            """)
            .With(order.OrderId)
            .With(order.Lines.Select(line => line.Sku).ToArray())
            .With(order.Lines.Select(line => line.Name).ToArray())
            .With(order.Lines.Select(line => line.Quantity).ToArray())
            .With(order.Lines.Select(line => line.UnitPrice).ToArray())
            .With(order.Lines.Select(line => line.LineTotal).ToArray());
        batch.Add(
            """
            INSERT INTO order_events (order_id, event_id, type, status, detail)
            SELECT $1, n, type, $2, detail FROM unnest($3, $4) WITH ORDINALITY AS fact (type, detail, n)
            """)
            .With(order.OrderId).With(order.Status.ToColumn()).With(TypesOf(facts)).With(DetailsOf(facts));
        batch.Add(
            """
            INSERT INTO checkouts (order_id, version, phase, todo, in_doubt, reserved_again, cancel_requested, repaid, overdue,
                failure_code, failure_message, attempts, leased_until, next_attempt_at, deadline_at, expires_at, idempotency_scope,
                request_hash, traceparent, schema_version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, now() + $12, CASE WHEN $12 IS NOT NULL THEN now() END,
                CASE WHEN $12 IS NOT NULL THEN now() + $13 END, now() + $13, $14, $15, $16, $17)
            RETURNING created_at, expires_at
            """)
            .With(order.OrderId).With(checkout.Version).WithState(checkout.State)
            .With(checkout.Leased ? options.Lease : (TimeSpan?)null).With(options.Deadline)
            .With(checkout.Idempotency?.Scope).With(checkout.Idempotency?.RequestHash).With(checkout.TraceParent)
            .With(options.SchemaVersion);
    }

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

    private static NpgsqlBatchCommand WithState(this NpgsqlBatchCommand statement, CheckoutState state) => statement
        .With(state.Phase.ToColumn())
        .With(state.Todo.Each().Select(command => command.ToColumn()).ToArray())
        .With(state.InDoubt).With(state.ReservedAgain).With(state.CancelRequested).With(state.Repaid).With(state.Overdue)
        .With(state.Failure?.Code).With(state.Failure?.Message);

    private static string[] TypesOf(IReadOnlyList<OrderFact> facts) => [.. facts.Select(fact => fact.Type)];

    private static string[] DetailsOf(IReadOnlyList<OrderFact> facts) => [.. facts.Select(fact => fact.Detail)];

    // A phase that continues keeps its deadline.
    private static (DateTimeOffset? At, TimeSpan? In) DeadlineOf(Checkout before, Checkout after, CheckoutOptions options) =>
        after.State.Deadline switch
        {
            CheckoutDeadline.Checkout => (after.ExpiresAt, null),
            CheckoutDeadline.Hold => (after.HoldUntil, null),
            CheckoutDeadline.Grace when before.State.Phase == after.State.Phase && before.DeadlineAt is { } at => (at, null),
            CheckoutDeadline.Grace => (null, options.Grace),
            _ => (null, null),
        };
}
