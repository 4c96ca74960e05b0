using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.PaymentAgent.Provider;
using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.PaymentAgent.Books;

/// <summary>The statement that reads the books, and a row of them.</summary>
internal static class BookSql
{
    // However many a page is thought to have, each of its orders is looked up by itself. A decline is asked about too: the provider may
    // have captured it all the same.
    /// <summary>$1: the last order of the page before, or the nil UUID, which no order has; $2: limit.</summary>
    public const string After =
        """
        SELECT o.order_id, o.voided_at IS NOT NULL, p.transaction_id, p.status, p.currency, p.captured_minor, p.refunded_minor,
            p.refunding_minor, l.shop_minor, p.amount_minor, p.payment_method, p.created_at, p.provider_reference
        FROM (SELECT order_id, voided_at FROM payment_orders WHERE order_id > $1 ORDER BY order_id LIMIT $2) AS o
        LEFT JOIN LATERAL (
            SELECT * FROM payments WHERE order_id = o.order_id ORDER BY status = 'declined', transaction_id DESC LIMIT 1) AS p ON true
        LEFT JOIN LATERAL (
            SELECT coalesce(sum(CASE WHEN credit_account = 'shop' THEN amount_minor ELSE -amount_minor END), 0)::bigint AS shop_minor
            FROM ledger_entries WHERE transaction_id = p.transaction_id) AS l ON true
        ORDER BY o.order_id
        """;

    /// <summary>Reads a row of <see cref="After"/>, and what the provider is asked about; null if it was never asked for money.</summary>
    public static (PaymentBook Book, Charge? Charge) Read(NpgsqlDataReader reader)
    {
        PaymentBook book = new() { OrderId = reader.GetGuid(0).ToString(), Voided = reader.GetBoolean(1) };
        if (reader.IsDBNull(2))
        {
            return (book, null);
        }

        var (transaction, currency) = (reader.GetGuid(2), reader.GetString(4));
        book.TransactionId = transaction.ToString();
        book.Status = reader.GetEnum<PaymentStatus>(3);
        book.Currency = currency;
        book.Captured = Money.Format(reader.GetInt64(5), currency);
        book.Refunded = Money.Format(reader.GetInt64(6), currency);
        book.Refunding = Money.Format(reader.GetInt64(7), currency);
        var ledger = reader.GetInt64(8);
        // Only wrong books are below zero.
        book.Ledger = (ledger < 0 ? "-" : "") + Money.Format(Math.Abs(ledger), currency);
        Charge charge = new(
            transaction, reader.GetInt64(9), currency, reader.GetString(10), reader.GetFieldValue<DateTimeOffset>(11),
            reader.GetNullableString(12));
        return (book, charge);
    }
}
