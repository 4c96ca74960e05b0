using Ecommerce.Contracts.V1;
using Npgsql;

namespace Ecommerce.PaymentAgent;

/// <summary>
/// Writes a payment's new state, and in the same round trip the ledger entry and the event that belong to the change, so that none of the
/// three can be without the others.
/// </summary>
/// <remarks>
/// Events: <c>captured</c>, <c>declined</c>, <c>requires_action</c>, <c>refunded</c> (asked for), <c>voided</c> (the order's payment was
/// ended; the amount is what went back by it). Each carries the status after it and the amount that it moved.
/// </remarks>
internal static class PaymentJournal
{
    private const string Buyer = "buyer";
    private const string Shop = "shop";

    /// <param name="transaction">Holds the payment's lock.</param>
    /// <param name="before">As it was read.</param>
    /// <param name="after">As it is to be.</param>
    /// <param name="refund">The refund that the change completes; null if it is none.</param>
    /// <param name="nextAttempt">When the provider is to be asked next, from now.</param>
    /// <param name="now">The time of the entry.</param>
    /// <param name="cancellationToken">Gives up; the transaction is the caller's to roll back.</param>
    public static async Task WriteAsync(
        NpgsqlTransaction transaction, Payment before, Payment after, Refund? refund, TimeSpan nextAttempt, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var captured = after.Captured - before.Captured;
        var refunded = after.Refunded - before.Refunded;
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(PaymentTable.Update(after, nextAttempt));
        if (captured > 0)
        {
            batch.BatchCommands.Add(Entry(after, refundId: null, Buyer, Shop, captured, now));
            batch.BatchCommands.Add(Event(after, "captured", captured, now));
        }
        else if (refunded > 0 && refund is not null)
        {
            batch.BatchCommands.Add(Entry(after, refund.RefundId, Shop, Buyer, refunded, now));
            batch.BatchCommands.Add(Event(after, refund.Kind == RefundKind.Refund ? "refunded" : "voided", refunded, now));
        }
        else if (after.Status != before.Status && (after.Status != PaymentStatus.Voided || after.IsReturned))
        {
            batch.BatchCommands.Add(Event(after, after.Status.ToColumn(), amount: 0, now));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand Entry(
        Payment payment, Guid? refundId, string debit, string credit, long amount, DateTimeOffset now) =>
        new("INSERT INTO ledger_entries (transaction_id, refund_id, debit_account, credit_account, amount_minor, currency, at) "
            + "VALUES ($1, $2, $3, $4, $5, $6, $7)")
        {
            Parameters =
            {
                new() { Value = payment.TransactionId },
                PaymentTable.Uuid(refundId),
                new() { Value = debit },
                new() { Value = credit },
                new() { Value = amount },
                new() { Value = payment.Currency },
                new() { Value = now },
            },
        };

    // The event comes last in its transaction: from here to the commit, no other event can be written.
    private static NpgsqlBatchCommand Event(Payment payment, string type, long amount, DateTimeOffset now) =>
        new("INSERT INTO payment_events (order_id, transaction_id, user_id, type, status, amount_minor, currency, at) "
            + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
        {
            Parameters =
            {
                new() { Value = payment.OrderId },
                new() { Value = payment.TransactionId },
                new() { Value = payment.UserId },
                new() { Value = type },
                new() { Value = payment.Status.ToColumn() },
                new() { Value = amount },
                new() { Value = payment.Currency },
                new() { Value = now },
            },
        };
}
