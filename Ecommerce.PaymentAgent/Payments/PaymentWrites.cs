using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.PaymentAgent.Payments;

/// <summary>The statements that write payments with what belongs to the change: each is a whole transaction, or the last of one.</summary>
internal static class PaymentWrites
{
    // $1: payment, $2: order, $3: user, $4: amount, $5: currency, $6: method, $7: the caller's key, $8–$9: idempotency key, $10: lease,
    // $11: time
    private const string Inserted =
        """
        INSERT INTO payments (transaction_id, order_id, user_id, amount_minor, currency, payment_method, status,
            idempotency_key, idempotency_scope, request_hash, attempts, next_attempt_at, created_at)
        SELECT $1, $2, $3, $4, $5, $6, 'pending', $7, $8, $9, 1, now() + $10, $11
        """;

    private const string InsertText = $"{Inserted} RETURNING {PaymentSql.Columns}";

    // One statement, so that the usual beginning is one round trip: the order was never asked for, so that nothing about it can be
    // refused. $12–$19: the key's claim, from $20 on: the call's record.
    private static readonly string InsertFirstText =
        $"""
        WITH ordered AS (
            INSERT INTO payment_orders (order_id)
            SELECT $2 WHERE NOT EXISTS (SELECT FROM idempotency WHERE scope = $12 AND expires_at >= $16)
            ON CONFLICT (order_id) DO NOTHING RETURNING order_id),
        claimed AS (
            {IdempotencySql.ClaimAt(12, given: "ordered")}),
        paid AS (
            {Inserted} FROM ordered WHERE NOT EXISTS (SELECT FROM claimed WHERE resource_id <> $1)
            RETURNING {PaymentSql.Columns}),
        audited AS (
            {ChangeRecord.InsertFrom("paid", 20)})
        SELECT * FROM paid
        """;

    // One statement, so that an answer of the provider is one round trip. The payment is written if it is as it was read, and the rest if
    // it was written. The event is last: from its insertion to the commit, no other event can be written.
    // $1: payment, $2–$13: its columns and the next attempt, $14–$21: what was read, $22: refund or null, $23: debit, null for no entry,
    // $24: credit, $25: amount, $26: time, $27: the event's type, null for none, $28: its amount, $29–$35: the caller's outcome
    private static readonly string UpdateText =
        $"""
        WITH updated AS (
            UPDATE payments SET status = $2, captured_minor = $3, refunded_minor = $4, refunding_minor = $5, decline_code = $6,
                next_action_type = $7, next_action_url = $8, void_requested = $9, settled = $10, attempts = $11,
                next_attempt_at = {PaymentSql.After("$12")}, provider_reference = $13
            WHERE transaction_id = $1 AND status = $14 AND captured_minor = $15 AND refunded_minor = $16 AND refunding_minor = $17
                AND void_requested = $18 AND settled = $19 AND attempts = $20 AND provider_reference IS NOT DISTINCT FROM $21
            RETURNING transaction_id, order_id, user_id, currency, status),
        entered AS (
            INSERT INTO ledger_entries (transaction_id, refund_id, debit_account, credit_account, amount_minor, currency, at)
            SELECT transaction_id, $22, $23, $24, $25, currency, $26 FROM updated WHERE $23::text IS NOT NULL RETURNING entry_id),
        completed AS (
            {IdempotencySql.CompleteAt(29, given: "updated")}),
        noted AS (
            INSERT INTO payment_events (order_id, transaction_id, user_id, type, status, amount_minor, currency, at)
            SELECT order_id, transaction_id, user_id, $27, status, $28, currency, $26
            FROM updated, (SELECT count(*) FROM entered) AS first, (SELECT count(*) FROM completed) AS second
            WHERE $27::text IS NOT NULL)
        SELECT count(*) FROM updated
        """;

    /// <summary>Adds a new payment, leased to the caller; its one row is the payment.</summary>
    public static void Insert(NpgsqlBatch batch, Payment payment, TimeSpan lease) => WithNew(batch.Add(InsertText), payment, lease);

    /// <summary>
    /// Adds the first payment of an order, leased to the caller, with the call's key and its record; its one row is the payment, and is
    /// missing if the order or the key is known: then nothing is changed.
    /// </summary>
    public static void InsertFirst(NpgsqlBatch batch, Payment payment, TimeSpan lease) => ChangeRecord.AddTo(
        WithNew(batch.Add(InsertFirstText), payment, lease).WithClaim(payment.Idempotency, payment.TransactionId, payment.CreatedAt));

    /// <summary>
    /// Adds the write of what can change of a payment, and of when the provider is asked next, with the ledger's entry, the event and the
    /// caller's outcome. Its one value is 0 if the payment is not as it was read: then nothing is changed.
    /// </summary>
    public static void Update(
        NpgsqlBatch batch, Payment before, Payment after, TimeSpan nextAttempt, LedgerEntry? entry, PaymentFact? fact,
        IdempotencyOutcome? outcome, DateTimeOffset now) => batch.Add(UpdateText)
        .With(after.TransactionId).With(after.Status.ToColumn()).With(after.Captured).With(after.Refunded).With(after.Refunding)
        .With(after.DeclineCode).With(after.NextAction?.Type).With(after.NextAction?.Url).With(after.VoidRequested)
        .With(after.Settled).With(after.Attempts).With(nextAttempt).With(after.Reference)
        .With(before.Status.ToColumn()).With(before.Captured).With(before.Refunded).With(before.Refunding)
        .With(before.VoidRequested).With(before.Settled).With(before.Attempts).With(before.Reference)
        .With(entry?.RefundId).With(entry?.Debit).With(entry?.Credit).With(entry?.Amount).With(now)
        .With(fact?.Type).With(fact?.Amount)
        .WithOutcome(outcome, now);

    private static NpgsqlBatchCommand WithNew(NpgsqlBatchCommand statement, Payment payment, TimeSpan lease) => statement
        .With(payment.TransactionId).With(payment.OrderId).With(payment.UserId).With(payment.Amount).With(payment.Currency)
        .With(payment.PaymentMethod).With(payment.Key).With(payment.Idempotency?.Scope).With(payment.Idempotency?.RequestHash)
        .With(lease).With(payment.CreatedAt);
}

/// <summary>An entry of the ledger; without a refund it is the capture's.</summary>
internal sealed record LedgerEntry(Guid? RefundId, string Debit, string Credit, long Amount);

/// <summary>What happened to a payment, and how much it moved.</summary>
internal sealed record PaymentFact(string Type, long Amount);
