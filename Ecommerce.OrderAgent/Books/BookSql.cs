using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.OrderAgent.Books;

/// <summary>The statement that reads the books, and a row of them.</summary>
internal static class BookSql
{
    // However many a page is thought to have, each of its orders is looked up by itself.
    /// <summary>$1: the last order of the page before, or the nil UUID, which no order has; $2: limit.</summary>
    public const string After =
        """
        SELECT o.order_id, o.status, c.phase IN ('confirmed', 'failed', 'cancelled', 'refunded'), o.transaction_id, o.currency,
            o.total_minor, o.refunded_minor, i.skus, i.quantities, o.status = 'refunded' AND c.cancel_requested
        FROM (SELECT * FROM orders WHERE order_id > $1 ORDER BY order_id LIMIT $2) o, LATERAL (
            SELECT phase, cancel_requested FROM checkouts WHERE order_id = o.order_id LIMIT 1) c, LATERAL (
            SELECT array_agg(sku ORDER BY sku) AS skus, array_agg(quantity ORDER BY sku) AS quantities
            FROM order_items WHERE order_id = o.order_id) i
        ORDER BY o.order_id
        """;

    /// <summary>Reads a row of <see cref="After"/>.</summary>
    public static OrderBook Read(NpgsqlDataReader reader)
    {
        var currency = reader.GetString(4);
        return new()
        {
            OrderId = reader.GetGuid(0).ToString(),
            Status = reader.GetEnum<OrderStatus>(1),
            Ended = reader.GetBoolean(2),
            TransactionId = reader.GetNullable<Guid>(3)?.ToString() ?? "",
            Currency = currency,
            Total = Money.Format(reader.GetInt64(5), currency),
            Refunded = Money.Format(reader.GetInt64(6), currency),
            Items =
            {
                reader.GetFieldValue<string[]>(7).Zip(
                    reader.GetFieldValue<int[]>(8), (sku, quantity) => new Item { Sku = sku, Quantity = quantity }),
            },
            Returned = reader.GetBoolean(9),
        };
    }
}
