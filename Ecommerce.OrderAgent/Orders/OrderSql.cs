using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace Ecommerce.OrderAgent.Orders;

/// <summary>The statements on orders, and an order's row.</summary>
internal static class OrderSql
{
    /// <summary>The columns that <see cref="Read"/> expects, of an order o and its <see cref="Lines"/> l.</summary>
    public const string Columns =
        """
        o.order_id, o.user_id, o.total_minor, o.currency, o.payment_method, o.transaction_id, o.status, o.failure_code, o.failure_message,
        o.refunded_minor, o.created_at, o.updated_at, l.skus, l.names, l.quantities, l.unit_prices, l.line_totals
        """;

    /// <summary>An order's lines, for a query that calls the order o.</summary>
    public const string Lines =
        """
        LATERAL (
            SELECT array_agg(i.sku ORDER BY i.position) skus, array_agg(i.name ORDER BY i.position) names,
                array_agg(i.quantity ORDER BY i.position) quantities, array_agg(i.unit_price_minor ORDER BY i.position) unit_prices,
                array_agg(i.line_total_minor ORDER BY i.position) line_totals
            FROM order_items i WHERE i.order_id = o.order_id) l
        """;

    /// <summary>$1: order, $2: owner or null.</summary>
    public const string Find = $"SELECT {Columns} FROM orders o, {Lines} WHERE o.order_id = $1 AND ($2::uuid IS NULL OR o.user_id = $2)";

    /// <summary>$1: user, $2: owner or null, $3: last order of the previous page, or the greatest UUID, $4: limit.</summary>
    public const string List =
        $"""
        SELECT {Columns} FROM orders o, {Lines}
        WHERE o.user_id = $1 AND ($2::uuid IS NULL OR o.user_id = $2) AND o.order_id < $3
        ORDER BY o.order_id DESC LIMIT $4
        """;

    // One statement sees one state: if the order has ended, what ended it is among the events.
    /// <summary>$1: order, $2: last event that is known. Each row begins with whether the order has ended; the event may be null.</summary>
    public const string EventsAfter =
        """
        SELECT o.status IN ('failed', 'cancelled', 'refunded') OR c.phase = 'confirmed', e.event_id, e.type, e.status, e.at, e.detail
        FROM orders o JOIN checkouts c USING (order_id)
            LEFT JOIN LATERAL (
                SELECT * FROM order_events e WHERE e.order_id = o.order_id AND e.event_id > $2 ORDER BY e.event_id) e ON true
        WHERE o.order_id = $1 ORDER BY e.event_id
        """;

    /// <summary>Reads an order from <see cref="Columns"/> that begin at <paramref name="column"/>.</summary>
    public static Order Read(NpgsqlDataReader reader, int column)
    {
        var (skus, names) = (reader.GetFieldValue<string[]>(column + 12), reader.GetFieldValue<string[]>(column + 13));
        var quantities = reader.GetFieldValue<int[]>(column + 14);
        var (prices, totals) = (reader.GetFieldValue<long[]>(column + 15), reader.GetFieldValue<long[]>(column + 16));
        return new()
        {
            OrderId = reader.GetGuid(column),
            UserId = reader.GetGuid(column + 1),
            Total = reader.GetInt64(column + 2),
            Currency = reader.GetString(column + 3),
            PaymentMethod = reader.GetString(column + 4),
            TransactionId = reader.GetNullable<Guid>(column + 5),
            Status = reader.GetEnum<OrderStatus>(column + 6),
            Failure = reader.IsDBNull(column + 7) ? null : new(reader.GetString(column + 7), reader.GetString(column + 8)),
            Refunded = reader.GetInt64(column + 9),
            CreatedAt = reader.GetFieldValue<DateTimeOffset>(column + 10),
            UpdatedAt = reader.GetFieldValue<DateTimeOffset>(column + 11),
            Lines = [.. skus.Select((sku, i) => new OrderLine(sku, names[i], quantities[i], prices[i], totals[i]))],
        };
    }

    /// <summary>
    /// Reads an event behind another column, as of <see cref="EventsAfter"/>; null if there is none after the last that is known.
    /// </summary>
    public static OrderEvent? ReadEvent(NpgsqlDataReader reader, Guid orderId) => reader.IsDBNull(1) ? null : new()
    {
        EventId = reader.GetInt64(1),
        OrderId = orderId.ToString(),
        Type = reader.GetString(2),
        Status = reader.GetEnum<OrderStatus>(3),
        At = Timestamp.FromDateTimeOffset(reader.GetFieldValue<DateTimeOffset>(4)),
        Detail = reader.GetString(5),
    };
}
