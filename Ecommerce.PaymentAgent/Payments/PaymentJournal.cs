using Ecommerce.Contracts.V1;
using Ecommerce.PaymentAgent.Refunds;
using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.PaymentAgent.Payments;

/// <summary>
/// Writes a payment's new state together with the ledger entry and the event that belong to the change, in one statement, so that none of
/// the three exists without the others.
/// </summary>
/// <remarks>
/// Events: <c>captured</c>, <c>declined</c>, <c>requires_action</c>, <c>refunded</c> (a caller asked for it), <c>voided</c> (the order's
/// payment was ended; the amount is what went back by it). Each carries the status after it and the amount that it moved.
/// </remarks>
internal static class PaymentJournal
{
    private const string Buyer = "buyer";
    private const string Shop = "shop";

    /// <summary>Writes a change of a payment whose lock the transaction holds.</summary>
    /// <param name="transaction">Holds the payment's lock.</param>
    /// <param name="before">The payment as it was read.</param>
    /// <param name="after">The payment as it will be.</param>
    /// <param name="refund">The refund that the change completes; null if there is none.</param>
    /// <param name="nextAttempt">When the provider is asked next, from now.</param>
    /// <param name="outcome">What every repeat of the caller's call is answered from now on; null if it is not known yet.</param>
    /// <param name="now">The time of the entry.</param>
    /// <param name="cancellationToken">Stops the write; the caller rolls the transaction back.</param>
    public static async Task WriteAsync(
        NpgsqlTransaction transaction, Payment before, Payment after, Refunds.Refund? refund, TimeSpan nextAttempt,
        IdempotencyOutcome? outcome, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = transaction.CreateBatch();
        if (!await TryWriteAsync(batch, before, after, refund, nextAttempt, outcome, now, cancellationToken))
        {
            throw new InvalidOperationException($"The payment {before.TransactionId} was written without its lock.");
        }
    }

    /// <summary>Writes a change of a payment, and the caller's outcome; false if the payment is not as it was read.</summary>
    public static async Task<bool> TryWriteAsync(
        NpgsqlBatch batch, Payment before, Payment after, Refunds.Refund? refund, TimeSpan nextAttempt, IdempotencyOutcome? outcome,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        var captured = after.Captured - before.Captured;
        var refunded = after.Refunded - before.Refunded;
        var (entry, fact) = (captured, refunded, refund) switch
        {
            ( > 0, _, _) => (new LedgerEntry(RefundId: null, Buyer, Shop, captured), new PaymentFact("captured", captured)),
            (_, > 0, { } back) => (
                new LedgerEntry(back.RefundId, Shop, Buyer, refunded),
                new PaymentFact(back.Kind == RefundKind.Refund ? "refunded" : "voided", refunded)),
            _ when after.Status != before.Status && (after.Status != PaymentStatus.Voided || after.IsReturned) =>
                ((LedgerEntry?)null, new PaymentFact(after.Status.ToColumn(), Amount: 0)),
            _ => (null, (PaymentFact?)null),
        };
        PaymentWrites.Update(batch, before, after, nextAttempt, entry, fact, outcome, now);
        return await batch.ExecuteScalarAsync(cancellationToken) is > 0L;
    }
}
