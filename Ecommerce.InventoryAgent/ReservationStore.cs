using System.Buffers.Binary;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace Ecommerce.InventoryAgent;

/// <summary>Reservations and the stock that they move: each call is one round trip and one transaction.</summary>
internal sealed class ReservationStore(NpgsqlDataSource database)
{
    /// <summary>Holds all items for an order, or none. A repeat with the same items gets the same reservation.</summary>
    /// <exception cref="ProblemException">
    /// <c>not_found</c>: a SKU is unknown; <c>out_of_stock</c>; <c>conflict</c>: released before, or reserved with other items.
    /// </exception>
    public async Task<Reservation> ReserveAsync(Guid orderId, RequestedItems items, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        Add(batch, ReservationSql.LockOrders, (long[])[LockKey(orderId)]);
        Add(batch, ReservationSql.ExpireOne, orderId, items.Skus, items.Quantities);
        Add(batch, ReservationSql.LockProducts, orderId, items.Skus);
        Add(batch, ReservationSql.Hold, orderId, items.Skus, items.Quantities, lifetime.TotalSeconds);
        Add(batch, ReservationSql.Read, orderId);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        for (var i = 0; i < 3; i++)
        {
            await reader.NextResultAsync(cancellationToken);
        }
        List<(string Sku, long? Available)> shortages = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            shortages.Add((reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetInt64(1)));
        }
        await reader.NextResultAsync(cancellationToken);
        return await ReadLastAsync(reader, cancellationToken) is { } reservation && reservation.Holds(items)
            ? reservation : throw items.Refuse(shortages);
    }

    /// <summary>Holds one SKU for many orders, first come, first served.</summary>
    /// <param name="sku">The SKU.</param>
    /// <param name="requests">In the order of their coming; each order once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The orders that were served or found too few; one that is missing here needs <see cref="ReserveAsync"/>.</returns>
    public async Task<IReadOnlyDictionary<Guid, HoldOutcome>> ReserveManyAsync(
        string sku, IReadOnlyList<HoldRequest> requests, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        Add(batch, ReservationSql.LockOrders, requests.Select(request => LockKey(request.OrderId)).Order().ToArray());
        Add(batch, ReservationSql.LockProduct, sku);
        Add(batch, ReservationSql.HoldMany, sku, requests.Select(request => request.OrderId).ToArray(),
            requests.Select(request => request.Quantity).ToArray(), requests.Select(request => request.Lifetime.TotalSeconds).ToArray());
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        for (var i = 0; i < 2; i++)
        {
            await reader.NextResultAsync(cancellationToken);
        }
        Dictionary<Guid, HoldOutcome> outcomes = new(requests.Count);
        while (await reader.ReadAsync(cancellationToken))
        {
            outcomes.Add(
                reader.GetGuid(0), new(reader.IsDBNull(1) ? null : reader.GetFieldValue<DateTimeOffset>(1), reader.GetInt64(2)));
        }

        await CommittedAsync(reader, cancellationToken);
        return outcomes;
    }

    /// <summary>Sells what an order holds. A repeat changes nothing.</summary>
    /// <exception cref="ProblemException"><c>not_found</c>: nothing was reserved; <c>conflict</c>: it expired or was released.</exception>
    public async Task<Reservation> ConfirmAsync(Guid orderId, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        Add(batch, ReservationSql.LockOrders, (long[])[LockKey(orderId)]);
        Add(batch, ReservationSql.Confirm, orderId);
        Add(batch, ReservationSql.Read, orderId);
        return (await ReadLastAsync(batch, cancellationToken) ?? throw NotReserved()).EnsureConfirmed();
    }

    /// <summary>Gives back what an order holds, and refuses a hold that comes later. A repeat changes nothing.</summary>
    /// <exception cref="ProblemException"><c>conflict</c>: it is confirmed.</exception>
    public async Task<Reservation> ReleaseAsync(Guid orderId, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        Add(batch, ReservationSql.LockOrders, (long[])[LockKey(orderId)]);
        Add(batch, ReservationSql.Release, orderId);
        Add(batch, ReservationSql.Bury, orderId);
        Add(batch, ReservationSql.Read, orderId);
        return (await ReadLastAsync(batch, cancellationToken) ?? throw NotReserved()).EnsureReleased();
    }

    /// <summary>Expires holds whose time is over and makes their stock available again.</summary>
    /// <returns>How many, at most <paramref name="limit"/>.</returns>
    public async Task<int> ExpireAsync(int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(ReservationSql.Expire);
        command.Parameters.Add(new() { Value = limit });
        return (int)(long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Takes a confirmed order's items back into stock, once an order. A repeat gets the same movements.</summary>
    /// <exception cref="ProblemException">
    /// <c>not_found</c>: nothing was reserved, or an item is not the order's; <c>conflict</c>: not confirmed, or other items came back
    /// before; <c>invalid_request</c>: more units than were bought.
    /// </exception>
    public async Task<IReadOnlyList<StockMovement>> ReturnAsync(Guid orderId, RequestedItems items, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var before = new NpgsqlBatch(connection, transaction);
        Add(before, ReservationSql.LockOrders, (long[])[LockKey(orderId)]);
        Add(before, ReservationSql.Read, orderId);
        (await ReadLastAsync(before, cancellationToken) ?? throw NotReserved()).EnsureReturnable(items);

        var returned = await ReadReturnedAsync(connection, transaction, orderId, cancellationToken);
        if (returned.Count == 0)
        {
            await using var change = new NpgsqlBatch(connection, transaction);
            Add(change, ReservationSql.Return, orderId, items.Skus, items.Quantities);
            await change.ExecuteNonQueryAsync(cancellationToken);
            returned = await ReadReturnedAsync(connection, transaction, orderId, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        else if (returned.Count != items.Skus.Length || returned.Any(movement => movement.Delta != items.QuantityOf(movement.Sku)))
        {
            throw new ProblemException(ErrorCodes.Conflict, "The order has returned other items.");
        }

        return returned;
    }

    private static async Task<IReadOnlyList<StockMovement>> ReadReturnedAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid orderId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(ReservationSql.ReadReturned, connection, transaction)
        {
            Parameters = { new() { Value = orderId } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<StockMovement> movements = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            movements.Add(new()
            {
                MovementId = reader.GetGuid(0).ToString(),
                OrderId = reader.GetGuid(1).ToString(),
                Sku = reader.GetString(2),
                Delta = reader.GetInt64(3),
                Reason = "returned",
                At = reader.GetFieldValue<DateTimeOffset>(4).ToTimestamp(),
            });
        }

        return movements;
    }

    private static async Task<Reservation?> ReadLastAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        for (var i = 1; i < batch.BatchCommands.Count; i++)
        {
            await reader.NextResultAsync(cancellationToken);
        }
        return await ReadLastAsync(reader, cancellationToken);
    }

    private static async Task<Reservation?> ReadLastAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        Reservation? reservation = await reader.ReadAsync(cancellationToken)
            ? new(
                reader.GetGuid(0),
                System.Enum.Parse<ReservationStatus>(reader.GetString(1), ignoreCase: true),
                reader.GetFieldValue<string[]>(2),
                reader.GetFieldValue<int[]>(3),
                reader.IsDBNull(4) ? null : reader.GetFieldValue<DateTimeOffset>(4))
            : null;
        await CommittedAsync(reader, cancellationToken);
        return reservation;
    }

    // A batch commits after its last row was sent, so that rows alone prove nothing: what follows them does.
    private static async Task CommittedAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        while (await reader.NextResultAsync(cancellationToken))
        {
        }
    }

    private static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
        batch.BatchCommands.Add(command);
    }

    // Both halves of the UUID, so that neither the time nor the random part alone decides.
    private static long LockKey(Guid orderId)
    {
        Span<byte> bytes = stackalloc byte[16];
        orderId.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes) ^ BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]);
    }

    private static ProblemException NotReserved() => new(ErrorCodes.NotFound, "The order has no reservation.", "order_id");
}
