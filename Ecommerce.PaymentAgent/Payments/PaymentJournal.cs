using Ecommerce.Contracts.V1;
using Ecommerce.PaymentAgent.Refunds;
using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.PaymentAgent.Payments;

/// <summary>
/// Writes a payment's new state together with the ledger entry and the event that belong to the change, in one round trip, so that none of
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

    /// <param name="transaction">Holds the payment's lock.</param>
    /// <param name="before">The payment as it was read.</param>
    /// <param name="after">The payment as it will be.</param>
    /// <param name="refund">The refund that the change completes; null if there is none.</param>
    /// <param name="nextAttempt">When the provider is asked next, from now.</param>
    /// <param name="now">The time of the entry.</param>
    /// <param name="cancellationToken">Stops the write; the caller rolls the transaction back.</param>
    public static async Task WriteAsync(
        NpgsqlTransaction transaction, Payment before, Payment after, Refunds.Refund? refund, TimeSpan nextAttempt, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var captured = after.Captured - before.Captured;
        var refunded = after.Refunded - before.Refunded;
        await using var batch = transaction.CreateBatch();
        PaymentSql.Update(batch, after, nextAttempt);
        if (captured > 0)
        {
            PaymentSql.InsertEntry(batch, after, refundId: null, Buyer, Shop, captured, now);
            PaymentSql.InsertEvent(batch, after, "captured", captured, now);
        }
        else if (refunded > 0 && refund is not null)
        {
            PaymentSql.InsertEntry(batch, after, refund.RefundId, Shop, Buyer, refunded, now);
            PaymentSql.InsertEvent(batch, after, refund.Kind == RefundKind.Refund ? "refunded" : "voided", refunded, now);
        }
        else if (after.Status != before.Status && (after.Status != PaymentStatus.Voided || after.IsReturned))
        {
            PaymentSql.InsertEvent(batch, after, after.Status.ToColumn(), amount: 0, now);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
