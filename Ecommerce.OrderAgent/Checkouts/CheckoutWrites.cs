using Ecommerce.OrderAgent.Orders;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Npgsql;

namespace Ecommerce.OrderAgent.Checkouts;

/// <summary>The statements that write checkouts with their orders, events, audit rows and outcomes: each is a whole transaction.</summary>
internal static class CheckoutWrites
{
    // One statement, so that a step is one round trip and one transaction. The order is written only if the checkout was, and its events
    // continue the numbers of the earlier ones.
    // $1: order, $2: version, $3: phase, $4: todo, $5–$9: flags, $10–$11: failure, $12: attempts, $13: lease or null, $14: pause or null,
    // $15: deadline or null, $16: grace or null, $17: hold, $18: order's status, $19: transaction, $20: facts' types, $21: details, $22:
    // refund attempt, $23: time of the facts, $24–$30: the caller's outcome
    private static readonly string SaveText =
        $"""
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
                updated_at = CASE WHEN cardinality($20) > 0 THEN $23 ELSE o.updated_at END
            FROM saved WHERE o.order_id = saved.order_id
            RETURNING o.order_id, o.last_event_id, o.refunded_minor, o.updated_at),
        noted AS (
            INSERT INTO order_events (order_id, event_id, type, status, detail)
            SELECT changed.order_id, changed.last_event_id - cardinality($20) + fact.n, fact.type, $18, fact.detail
            FROM changed, unnest($20, $21) WITH ORDINALITY AS fact (type, detail, n)),
        completed AS (
            {IdempotencySql.CompleteAt(24, given: "saved")})
        SELECT saved.deadline_at, changed.refunded_minor, changed.updated_at FROM saved JOIN changed USING (order_id)
        """;

    /// <summary>
    /// Adds the write of a step; its one row answers deadline_at, refunded_minor and updated_at, and is missing if the version is not the
    /// one that was read.
    /// </summary>
    /// <param name="batch">Where to.</param>
    /// <param name="step">What happened.</param>
    /// <param name="outcome">What every repeat of the buyer's call is answered from now on; null if it is not known yet.</param>
    /// <param name="options">The checkout's times.</param>
    /// <param name="now">The time of the outcome.</param>
    public static void Save(
        NpgsqlBatch batch, CheckoutStep step, IdempotencyOutcome? outcome, CheckoutOptions options, DateTimeOffset now)
    {
        var (before, after) = (step.Before, step.After);
        var (deadline, grace) = DeadlineOf(before, after, options);
        batch.Add(SaveText).With(before.Order.OrderId).With(before.Version).WithState(after.State)
            .With(after.Attempts).With(after.Leased ? options.Lease : (TimeSpan?)null).With(step.Pause).With(deadline).With(grace)
            .With(after.HoldUntil).With(after.Order.Status.ToColumn()).With(after.Order.TransactionId)
            .With(TypesOf(step.Facts)).With(DetailsOf(step.Facts)).With(after.State.RefundAttempt).With(after.Order.UpdatedAt)
            .WithOutcome(outcome, now);
    }

    // All of a new order at once, unless an earlier call has its key.
    // $1: order, $2: user, $3: currency, $4: total, $5: payment method, $6: status, $7–$8: failure, $9–$13: lines, $14–$15: facts' types
    // and details, $16: version, $17: phase, $18: todo, $19–$23: flags, $24–$25: the checkout's failure, $26: lease or null, $27: deadline,
    // $28–$29: key, $30: traceparent, $31: schema, $32–$39: the key's claim, from $40 on: the call's record
    private static readonly string InsertText =
        $"""
        WITH claimed AS (
            {IdempotencySql.ClaimAt(32)}),
        placed AS (
            INSERT INTO orders (order_id, user_id, currency, total_minor, payment_method, status, failure_code, failure_message,
                last_event_id)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8, cardinality($14)
            WHERE NOT EXISTS (SELECT FROM claimed WHERE resource_id <> $1)
            RETURNING order_id),
        listed AS (
            INSERT INTO order_items (order_id, position, sku, name, quantity, unit_price_minor, line_total_minor)
            SELECT placed.order_id, n, sku, name, quantity, unit_price, line_total
            FROM placed, unnest($9, $10, $11, $12, $13) WITH ORDINALITY AS line (sku, name, quantity, unit_price, line_total, n)),
        noted AS (
            INSERT INTO order_events (order_id, event_id, type, status, detail)
            SELECT placed.order_id, n, type, $6, detail FROM placed, unnest($14, $15) WITH ORDINALITY AS fact (type, detail, n)),
        opened AS (
            INSERT INTO checkouts (order_id, version, phase, todo, in_doubt, reserved_again, cancel_requested, repaid, overdue,
                failure_code, failure_message, attempts, leased_until, next_attempt_at, deadline_at, expires_at, idempotency_scope,
                request_hash, traceparent, schema_version)
            SELECT order_id, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, 0, now() + $26,
                CASE WHEN $26 IS NOT NULL THEN now() END, CASE WHEN $26 IS NOT NULL THEN now() + $27 END, now() + $27, $28, $29, $30, $31
            FROM placed RETURNING created_at, expires_at),
        audited AS (
            {ChangeRecord.InsertFrom("placed", 40)})
        SELECT opened.created_at, opened.expires_at, claimed.* FROM (SELECT) AS one LEFT JOIN opened ON true LEFT JOIN claimed ON true
        """;

    /// <summary>
    /// Adds a new order with its lines, its first events, its checkout, the call's record and, if it is refused, the caller's answer. The
    /// one row answers created_at and expires_at, both null if an earlier call has the key; then what that call left.
    /// </summary>
    public static void Insert(
        NpgsqlBatch batch, Checkout checkout, IReadOnlyList<OrderFact> facts, ProblemException? problem, CheckoutOptions options,
        DateTimeOffset now)
    {
        var order = checkout.Order;
        var statement = batch.Add(InsertText)
            .With(order.OrderId).With(order.UserId).With(order.Currency).With(order.Total).With(order.PaymentMethod)
            .With(order.Status.ToColumn()).With(order.Failure?.Code).With(order.Failure?.Message)
            .With(order.Lines.Select(line => line.Sku).ToArray())
            .With(order.Lines.Select(line => line.Name).ToArray())
            .With(order.Lines.Select(line => line.Quantity).ToArray())
            .With(order.Lines.Select(line => line.UnitPrice).ToArray())
            .With(order.Lines.Select(line => line.LineTotal).ToArray())
            .With(TypesOf(facts)).With(DetailsOf(facts))
            .With(checkout.Version).WithState(checkout.State)
            .With(checkout.Leased ? options.Lease : (TimeSpan?)null).With(options.Deadline)
            .With(checkout.Idempotency?.Scope).With(checkout.Idempotency?.RequestHash).With(checkout.TraceParent)
            .With(options.SchemaVersion)
            .WithClaim(checkout.Idempotency, order.OrderId, now, problem);
        ChangeRecord.AddTo(statement);
    }

    private static NpgsqlBatchCommand WithState(this NpgsqlBatchCommand statement, CheckoutState state) => statement
        .With(state.Phase.ToColumn())
        .With(state.Todo.Each().Select(command => command.ToColumn()).ToArray())
        .With(state.InDoubt).With(state.ReservedAgain).With(state.CancelRequested).With(state.Repaid).With(state.Overdue)
        .With(state.Failure?.Code).With(state.Failure?.Message);

    private static string[] TypesOf(IReadOnlyList<OrderFact> facts) => [.. facts.Select(fact => fact.Type)];

    private static string[] DetailsOf(IReadOnlyList<OrderFact> facts) => [.. facts.Select(fact => fact.Detail)];

    private static (DateTimeOffset? At, TimeSpan? In) DeadlineOf(Checkout before, Checkout after, CheckoutOptions options)
    {
        // A phase that continues keeps its deadline.
        var kept = before.State.Phase == after.State.Phase && before.State.Deadline == after.State.Deadline ? before.DeadlineAt : null;
        return after.State.Deadline switch
        {
            CheckoutDeadline.Checkout => (after.ExpiresAt, null),
            CheckoutDeadline.Hold => (after.HoldUntil, null),
            CheckoutDeadline.Grace or CheckoutDeadline.Settlement when kept is { } at => (at, null),
            CheckoutDeadline.Grace => (null, options.Grace),
            CheckoutDeadline.Settlement => (null, options.SettleGrace),
            _ => (null, null),
        };
    }
}
