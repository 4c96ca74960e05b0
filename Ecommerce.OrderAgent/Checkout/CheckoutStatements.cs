using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.OrderAgent.Checkout;

/// <summary>The SQL of <see cref="CheckoutStore"/>.</summary>
internal static class CheckoutStatements
{
    private const string Columns =
        $"""
        c.order_id, c.version, c.phase, c.todo, c.in_doubt, c.reserved_again, c.cancel_requested, c.repaid, c.overdue, c.failure_code,
        c.failure_message, c.attempts, c.faults, c.expires_at, c.hold_until, c.deadline_at, coalesce(c.deadline_at <= now(), false),
        c.idempotency_scope, c.idempotency_hash, c.traceparent, {OrderStore.Columns}
        """;

    private const int OrderColumn = 20;

    /// <summary>$1 order.</summary>
    public const string Find =
        $"SELECT {Columns} FROM checkouts c JOIN orders o USING (order_id), {OrderStore.Lines} WHERE c.order_id = $1";

    /// <summary>$1 order, $2 newest known schema.</summary>
    public const string Lock = $"{Find} AND c.schema_version <= $2 FOR UPDATE OF c";

    /// <summary>$1 newest known schema, $2 limit, $3 lease.</summary>
    public const string Claim =
        $"""
        WITH due AS (
            SELECT order_id FROM checkouts
            WHERE next_attempt_at <= now() AND (leased_until IS NULL OR leased_until <= now()) AND schema_version <= $1
                AND parked_reason IS NULL
            ORDER BY next_attempt_at LIMIT $2 FOR UPDATE SKIP LOCKED),
        c AS (
            UPDATE checkouts SET version = version + 1, leased_until = now() + $3, updated_at = now()
            FROM due WHERE checkouts.order_id = due.order_id RETURNING checkouts.*)
        SELECT {Columns} FROM c JOIN orders o USING (order_id), {OrderStore.Lines}
        """;

    /// <summary>$1 orders, $2 their versions, $3 lease.</summary>
    public const string Renew =
        """
        UPDATE checkouts c SET leased_until = now() + $3
        FROM unnest($1, $2) AS held (order_id, version) WHERE c.order_id = held.order_id AND c.version = held.version
        """;

    /// <summary>$1 orders, $2 their versions.</summary>
    public const string Release =
        """
        UPDATE checkouts c SET leased_until = NULL, next_attempt_at = now()
        FROM unnest($1, $2) AS held (order_id, version) WHERE c.order_id = held.order_id AND c.version = held.version
        """;

    /// <summary>$1 order.</summary>
    public const string Hasten =
        "UPDATE checkouts SET next_attempt_at = now() WHERE order_id = $1 AND phase IN ('paying', 'awaiting_action')";

    /// <summary>$1 order, $2 version, $3 pause.</summary>
    public const string Fault =
        """
        UPDATE checkouts SET faults = faults + 1, leased_until = NULL, next_attempt_at = now() + $3, updated_at = now()
        WHERE order_id = $1 AND version = $2
        """;

    /// <summary>$1 order, $2 reason.</summary>
    public const string Park = "UPDATE checkouts SET parked_reason = $2, leased_until = NULL, updated_at = now() WHERE order_id = $1";

    // The order is written only by the one whose write of the checkout succeeded; its events are numbered on from its last one.
    // $1 order, $2 version, $3 phase, $4 todo, $5–$9 flags, $10–$11 failure, $12 attempts, $13 lease or null, $14 pause or null,
    // $15 deadline or null, $16 grace or null, $17 hold, $18 order's status, $19 transaction, $20 facts' types, $21 details, $22 schema
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
                hold_until = $17, schema_version = $22, updated_at = now()
            WHERE order_id = $1 AND version = $2
            RETURNING order_id, deadline_at),
        changed AS (
            UPDATE orders o SET status = $18, transaction_id = $19,
                failure_code = CASE WHEN $18 = 'failed' THEN $10 END, failure_message = CASE WHEN $18 = 'failed' THEN $11 END,
                last_event_id = last_event_id + cardinality($20),
                updated_at = CASE WHEN cardinality($20) > 0 THEN now() ELSE o.updated_at END
            FROM saved WHERE o.order_id = saved.order_id
            RETURNING o.order_id, o.last_event_id, o.refunded, o.updated_at),
        told AS (
            INSERT INTO order_events (order_id, event_id, type, status, detail)
            SELECT changed.order_id, changed.last_event_id - cardinality($20) + fact.n, fact.type, $18, fact.detail
            FROM changed, unnest($20, $21) WITH ORDINALITY AS fact (type, detail, n))
        SELECT saved.deadline_at, changed.refunded, changed.updated_at FROM saved JOIN changed USING (order_id)
        """;

    /// <summary>The write of a step; its one row is missing if the version is not the one that was read.</summary>
    public static NpgsqlCommand Save(CheckoutStep step, CheckoutOptions options)
    {
        var (before, after) = (step.Before, step.After);
        var (deadline, grace) = DeadlineOf(before, after, options);
        var command = new NpgsqlCommand(SaveText);
        var p = command.Parameters;
        p.Add(NpgsqlDbType.Uuid, before.Order.OrderId);
        p.Add(NpgsqlDbType.Bigint, before.Version);
        State(p, after.State);
        p.Add(NpgsqlDbType.Integer, after.Attempts);
        p.Add(NpgsqlDbType.Interval, after.Leased ? options.Lease : null);
        p.Add(NpgsqlDbType.Interval, step.Pause);
        p.Add(NpgsqlDbType.TimestampTz, deadline);
        p.Add(NpgsqlDbType.Interval, grace);
        p.Add(NpgsqlDbType.TimestampTz, after.HoldUntil);
        p.Add(NpgsqlDbType.Text, Sql.Name(after.Order.Status));
        p.Add(NpgsqlDbType.Uuid, after.Order.TransactionId);
        p.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, step.Facts.Select(fact => fact.Type).ToArray());
        p.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, step.Facts.Select(fact => fact.Detail).ToArray());
        p.Add(NpgsqlDbType.Integer, CheckoutState.SchemaVersion);
        return command;
    }

    /// <summary>A new order with its lines, its first events and its checkout; the one row answers created_at and expires_at.</summary>
    public static void Insert(NpgsqlBatch batch, OrderCheckout checkout, IReadOnlyList<OrderFact> facts, CheckoutOptions options)
    {
        var order = checkout.Order;
        var p = Next(batch,
            """
            INSERT INTO orders (order_id, user_id, currency, total, payment_method, status, failure_code, failure_message, last_event_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """);
        p.Add(NpgsqlDbType.Uuid, order.OrderId);
        p.Add(NpgsqlDbType.Uuid, order.UserId);
        p.Add(NpgsqlDbType.Text, order.Currency);
        p.Add(NpgsqlDbType.Bigint, order.Total);
        p.Add(NpgsqlDbType.Text, order.PaymentMethod);
        p.Add(NpgsqlDbType.Text, Sql.Name(order.Status));
        p.Add(NpgsqlDbType.Text, order.Failure?.Code);
        p.Add(NpgsqlDbType.Text, order.Failure?.Message);
        p.Add(NpgsqlDbType.Bigint, (long)facts.Count);

        p = Next(batch,
            """
            INSERT INTO order_items (order_id, position, sku, name, quantity, unit_price, line_total)
            SELECT $1, n, sku, name, quantity, unit_price, line_total
            FROM unnest($2, $3, $4, $5, $6) WITH ORDINALITY AS line (sku, name, quantity, unit_price, line_total, n)
            """);
        p.Add(NpgsqlDbType.Uuid, order.OrderId);
        p.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, order.Lines.Select(line => line.Sku).ToArray());
        p.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, order.Lines.Select(line => line.Name).ToArray());
        p.Add(NpgsqlDbType.Array | NpgsqlDbType.Integer, order.Lines.Select(line => line.Quantity).ToArray());
        p.Add(NpgsqlDbType.Array | NpgsqlDbType.Bigint, order.Lines.Select(line => line.UnitPrice).ToArray());
        p.Add(NpgsqlDbType.Array | NpgsqlDbType.Bigint, order.Lines.Select(line => line.LineTotal).ToArray());

        p = Next(batch,
            """
            INSERT INTO order_events (order_id, event_id, type, status, detail)
            SELECT $1, n, type, $2, detail FROM unnest($3, $4) WITH ORDINALITY AS fact (type, detail, n)
            """);
        p.Add(NpgsqlDbType.Uuid, order.OrderId);
        p.Add(NpgsqlDbType.Text, Sql.Name(order.Status));
        p.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, facts.Select(fact => fact.Type).ToArray());
        p.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, facts.Select(fact => fact.Detail).ToArray());

        p = Next(batch,
            """
            INSERT INTO checkouts (order_id, version, phase, todo, in_doubt, reserved_again, cancel_requested, repaid, overdue,
                failure_code, failure_message, attempts, leased_until, next_attempt_at, deadline_at, expires_at, idempotency_scope,
                idempotency_hash, traceparent, schema_version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, now() + $12, CASE WHEN $12 IS NOT NULL THEN now() END,
                CASE WHEN $12 IS NOT NULL THEN now() + $13 END, now() + $13, $14, $15, $16, $17)
            RETURNING created_at, expires_at
            """);
        p.Add(NpgsqlDbType.Uuid, order.OrderId);
        p.Add(NpgsqlDbType.Bigint, checkout.Version);
        State(p, checkout.State);
        p.Add(NpgsqlDbType.Interval, checkout.Leased ? options.Lease : null);
        p.Add(NpgsqlDbType.Interval, options.Deadline);
        p.Add(NpgsqlDbType.Bytea, checkout.Idempotency?.Scope);
        p.Add(NpgsqlDbType.Bytea, checkout.Idempotency?.RequestHash);
        p.Add(NpgsqlDbType.Text, checkout.TraceParent);
        p.Add(NpgsqlDbType.Integer, CheckoutState.SchemaVersion);
    }

    /// <summary>Reads a row of <see cref="Find"/> or <see cref="Claim"/>.</summary>
    /// <exception cref="FormatException">It was not written by this code.</exception>
    public static OrderCheckout Read(NpgsqlDataReader reader) => new()
    {
        Version = reader.GetInt64(1),
        State = new()
        {
            Phase = Sql.Value<CheckoutPhase>(reader.GetString(2)),
            Todo = reader.GetFieldValue<string[]>(3).Select(Sql.Value<CheckoutCommands>)
                .Aggregate(CheckoutCommands.None, (todo, command) => todo | command),
            InDoubt = reader.GetBoolean(4),
            ReservedAgain = reader.GetBoolean(5),
            CancelRequested = reader.GetBoolean(6),
            Repaid = reader.GetBoolean(7),
            Overdue = reader.GetBoolean(8),
            Failure = reader.IsDBNull(9) ? null : new(reader.GetString(9), reader.GetString(10)),
        },
        Attempts = reader.GetInt32(11),
        Faults = reader.GetInt32(12),
        ExpiresAt = reader.GetFieldValue<DateTimeOffset>(13),
        HoldUntil = reader.Nullable<DateTimeOffset>(14),
        DeadlineAt = reader.Nullable<DateTimeOffset>(15),
        DeadlinePassed = reader.GetBoolean(16),
        Idempotency = reader.IsDBNull(17) ? null : new(reader.GetFieldValue<byte[]>(17), reader.GetFieldValue<byte[]>(18)),
        TraceParent = reader.NullableReference<string>(19),
        Order = OrderStore.Read(reader, OrderColumn),
    };

    private static NpgsqlParameterCollection Next(NpgsqlBatch batch, string text)
    {
        var command = new NpgsqlBatchCommand(text);
        batch.BatchCommands.Add(command);
        return command.Parameters;
    }

    private static void State(NpgsqlParameterCollection p, CheckoutState state)
    {
        p.Add(NpgsqlDbType.Text, Sql.Name(state.Phase));
        p.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, Enum.GetValues<CheckoutCommands>()
            .Where(command => command != CheckoutCommands.None && state.Todo.HasFlag(command)).Select(Sql.Name).ToArray());
        p.Add(NpgsqlDbType.Boolean, state.InDoubt);
        p.Add(NpgsqlDbType.Boolean, state.ReservedAgain);
        p.Add(NpgsqlDbType.Boolean, state.CancelRequested);
        p.Add(NpgsqlDbType.Boolean, state.Repaid);
        p.Add(NpgsqlDbType.Boolean, state.Overdue);
        p.Add(NpgsqlDbType.Text, state.Failure?.Code);
        p.Add(NpgsqlDbType.Text, state.Failure?.Message);
    }

    // A phase that goes on keeps its deadline.
    private static (DateTimeOffset? At, TimeSpan? In) DeadlineOf(OrderCheckout before, OrderCheckout after, CheckoutOptions options) =>
        after.State.Deadline switch
        {
            CheckoutDeadline.Checkout => (after.ExpiresAt, null),
            CheckoutDeadline.Hold => (after.HoldUntil, null),
            CheckoutDeadline.Grace when before.State.Phase == after.State.Phase => (before.DeadlineAt, null),
            CheckoutDeadline.Grace => (null, options.Grace),
            _ => (null, null),
        };
}
