using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkout;
using Google.Protobuf.WellKnownTypes;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.OrderAgent;

/// <summary>Orders and their history. What changes them is the checkout's business: see <see cref="CheckoutStore"/>.</summary>
internal sealed class OrderStore(NpgsqlDataSource database)
{
    /// <summary>The columns that <see cref="Read"/> expects, of an order o and its <see cref="Lines"/> l.</summary>
    public const string Columns =
        """
        o.order_id, o.user_id, o.total, o.currency, o.payment_method, o.transaction_id, o.status, o.failure_code, o.failure_message,
        o.refunded, o.created_at, o.updated_at, l.skus, l.names, l.quantities, l.unit_prices, l.line_totals
        """;

    /// <summary>An order's lines, for a query that calls the order o.</summary>
    public const string Lines =
        """
        LATERAL (
            SELECT array_agg(i.sku ORDER BY i.position) skus, array_agg(i.name ORDER BY i.position) names,
                array_agg(i.quantity ORDER BY i.position) quantities, array_agg(i.unit_price ORDER BY i.position) unit_prices,
                array_agg(i.line_total ORDER BY i.position) line_totals
            FROM order_items i WHERE i.order_id = o.order_id) l
        """;


    /// <summary>An order; null if there is none, or if it belongs to another than <paramref name="owner"/>.</summary>
    public async Task<Order?> FindAsync(Guid orderId, Guid? owner, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"SELECT {Columns} FROM orders o, {Lines} WHERE o.order_id = $1 AND ($2 IS NULL OR o.user_id = $2)");
        command.Parameters.Add(NpgsqlDbType.Uuid, orderId);
        command.Parameters.Add(NpgsqlDbType.Uuid, owner);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(reader, 0) : null;
    }

    /// <summary>A user's orders, newest first.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="owner">The only user whose orders may be seen; null for any.</param>
    /// <param name="before">The last order of the page before; null for the first page.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<Order>> ListAsync(
        Guid userId, Guid? owner, Guid? before, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"""
            SELECT {Columns} FROM orders o, {Lines}
            WHERE o.user_id = $1 AND ($2 IS NULL OR o.user_id = $2) AND ($3 IS NULL OR o.order_id < $3)
            ORDER BY o.order_id DESC LIMIT $4
            """);
        command.Parameters.Add(NpgsqlDbType.Uuid, userId);
        command.Parameters.Add(NpgsqlDbType.Uuid, owner);
        command.Parameters.Add(NpgsqlDbType.Uuid, before);
        command.Parameters.Add(NpgsqlDbType.Integer, limit);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<Order> orders = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            orders.Add(Read(reader, 0));
        }
        return orders;
    }

    /// <summary>
    /// What happened to an order after an event, in order, and whether all of it is told: the order has ended, and no work on it is left.
    /// A confirmed order counts as ended until something happens to it.
    /// </summary>
    public async Task<(IReadOnlyList<OrderEvent> Events, bool Ended)> EventsAfterAsync(
        Guid orderId, long eventId, CancellationToken cancellationToken)
    {
        // One statement sees one state: whatever ended the order is among the events, or it has not ended.
        await using var command = database.CreateCommand(
            """
            SELECT o.status IN ('failed', 'cancelled', 'refunded') OR c.phase = 'confirmed', e.event_id, e.type, e.status, e.at, e.detail
            FROM orders o JOIN checkouts c USING (order_id)
                LEFT JOIN LATERAL (
                    SELECT * FROM order_events e WHERE e.order_id = o.order_id AND e.event_id > $2 ORDER BY e.event_id) e ON true
            WHERE o.order_id = $1 ORDER BY e.event_id
            """);
        command.Parameters.Add(NpgsqlDbType.Uuid, orderId);
        command.Parameters.Add(NpgsqlDbType.Bigint, eventId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<OrderEvent> events = [];
        var ended = false;
        while (await reader.ReadAsync(cancellationToken))
        {
            ended = reader.GetBoolean(0);
            if (reader.IsDBNull(1))
            {
                continue;
            }
            events.Add(new()
            {
                EventId = reader.GetInt64(1),
                OrderId = orderId.ToString(),
                Type = reader.GetString(2),
                Status = Sql.Value<OrderStatus>(reader.GetString(3)),
                At = Timestamp.FromDateTimeOffset(reader.GetFieldValue<DateTimeOffset>(4)),
                Detail = reader.GetString(5),
            });
        }

        return (events, ended);
    }

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
            TransactionId = reader.Nullable<Guid>(column + 5),
            Status = Sql.Value<OrderStatus>(reader.GetString(column + 6)),
            Failure = reader.IsDBNull(column + 7) ? null : new(reader.GetString(column + 7), reader.GetString(column + 8)),
            Refunded = reader.GetInt64(column + 9),
            CreatedAt = reader.GetFieldValue<DateTimeOffset>(column + 10),
            UpdatedAt = reader.GetFieldValue<DateTimeOffset>(column + 11),
            Lines = [.. skus.Select((sku, i) => new OrderLine(sku, names[i], quantities[i], prices[i], totals[i]))],
        };
    }
}
