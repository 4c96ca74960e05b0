using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.OrderAgent.Orders;

/// <summary>Orders and their history, to read. They are written with their checkouts.</summary>
internal sealed class OrderStore(NpgsqlDataSource database)
{
    /// <summary>An order; null if there is none, or if it belongs to another than <paramref name="owner"/>.</summary>
    public async Task<Order?> FindAsync(Guid orderId, Guid? owner, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(OrderSql.Find).With(orderId).With(owner);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? OrderSql.Read(reader, 0) : null;
    }

    /// <summary>A user's orders, newest first.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="owner">The only user whose orders may be seen; null for any.</param>
    /// <param name="before">The last order of the previous page; null for the first page.</param>
    /// <param name="limit">The most orders to return.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<Order>> ListAsync(
        Guid userId, Guid? owner, Guid? before, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(OrderSql.List)
            .With(userId).With(owner).With(before ?? Guid.AllBitsSet).With(limit);
        return await command.ReadAllAsync(reader => OrderSql.Read(reader, 0), cancellationToken);
    }

    /// <summary>
    /// What happened to an order after an event, in order, and whether that is all: the order has ended, and no work on it is left.
    /// A confirmed order counts as ended until something happens to it.
    /// </summary>
    public async Task<(IReadOnlyList<OrderEvent> Events, bool Ended)> EventsAfterAsync(
        Guid orderId, long eventId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(OrderSql.EventsAfter).With(orderId).With(eventId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<OrderEvent> events = [];
        var ended = false;
        while (await reader.ReadAsync(cancellationToken))
        {
            ended = reader.GetBoolean(0);
            if (OrderSql.ReadEvent(reader, orderId) is { } happened)
            {
                events.Add(happened);
            }
        }

        return (events, ended);
    }
}
