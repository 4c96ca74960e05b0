using System.Buffers.Binary;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.InventoryAgent.Catalogue;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Npgsql;

namespace Ecommerce.InventoryAgent.Reservations;

/// <summary>
/// Reservations and the stock that they move: each call is one round trip and one transaction, except a return and what has an idempotency
/// key.
/// </summary>
internal sealed class ReservationStore(NpgsqlDataSource database, IdempotencyStore idempotency)
{
    /// <summary>Holds all items for an order, or none. A repeat with the same items gets the same reservation.</summary>
    /// <exception cref="ProblemException">
    /// <c>not_found</c>: a SKU is unknown; <c>out_of_stock</c>; <c>conflict</c>: released before, or reserved with other items.
    /// </exception>
    public async Task<Reservation> ReserveAsync(Guid orderId, RequestedItems items, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        if (await UsualReservation.TryHoldAsync(database, orderId, items, lifetime, cancellationToken) is { } held)
        {
            return held;
        }

        await using var batch = CreateBatch();
        var reservation = await HoldAsync(batch, orderId, items, lifetime, cancellationToken);
        ChangeRecord.Committed();
        return reservation;
    }

    /// <summary>As <see cref="ReserveAsync"/>, once a key.</summary>
    public Task<Contracts.V1.Reservation> ReserveOnceAsync(
        Guid orderId, RequestedItems items, TimeSpan lifetime, IdempotencyKey key, CancellationToken cancellationToken) =>
        OnceAsync(key, (batch, cancellationToken) => HoldAsync(batch, orderId, items, lifetime, cancellationToken), cancellationToken);

    /// <summary>Holds one SKU for many orders, first come, first served.</summary>
    /// <param name="sku">The SKU.</param>
    /// <param name="requests">In the order of their arrival; each order once.</param>
    /// <param name="cancellationToken">Rolls the transaction back.</param>
    /// <returns>The orders that were served or found too few; one that is missing here needs <see cref="ReserveAsync"/>.</returns>
    public async Task<IReadOnlyDictionary<Guid, HoldOutcome>> ReserveManyAsync(
        string sku, IReadOnlyList<HoldRequest> requests, CancellationToken cancellationToken)
    {
        var records = requests.Select(request => request.Record).OfType<ChangeRecord>().ToList();
        await using var batch = database.CreateBatch();
        ChangeRecord.AddTo(batch, records);
        batch.Add(ReservationSql.LockOrders).With(requests.Select(request => LockKey(request.OrderId)).Order().ToArray());
        batch.Add(ReservationSql.LockProduct).With(sku);
        batch.Add(ReservationSql.HoldMany)
            .With(sku)
            .With(requests.Select(request => request.OrderId).ToArray())
            .With(requests.Select(request => request.Quantity).ToArray())
            .With(requests.Select(request => request.Lifetime.TotalSeconds).ToArray());
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await SkipAsync(reader, 2, cancellationToken);
        Dictionary<Guid, HoldOutcome> outcomes = new(requests.Count);
        while (await reader.ReadAsync(cancellationToken))
        {
            outcomes.Add(reader.GetGuid(0), new(reader.GetNullable<DateTimeOffset>(1), reader.GetInt64(2)));
        }

        await reader.CommittedAsync(cancellationToken);
        records.ForEach(record => record.Commit());
        return outcomes;
    }

    /// <summary>Sells what an order holds. A repeat changes nothing.</summary>
    /// <exception cref="ProblemException"><c>not_found</c>: nothing was reserved; <c>conflict</c>: it expired or was released.</exception>
    public async Task<Contracts.V1.Reservation> ConfirmAsync(Guid orderId, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        if (key is null && await UsualReservation.TryConfirmAsync(database, orderId, cancellationToken) is { } ended)
        {
            return ended.EnsureConfirmed().ToMessage();
        }

        return await OnceAsync(
            key,
            async (batch, cancellationToken) =>
            {
                LockOrder(batch, orderId);
                batch.Add(ReservationSql.Confirm).With(orderId);
                batch.Add(ReservationSql.Find).With(orderId);
                return (await ReadLastAsync(batch, before: 2, cancellationToken)).EnsureConfirmed();
            },
            cancellationToken);
    }

    /// <summary>Gives back what an order holds, and refuses a hold that comes later. A repeat changes nothing.</summary>
    /// <exception cref="ProblemException"><c>conflict</c>: it is confirmed.</exception>
    public Task<Contracts.V1.Reservation> ReleaseAsync(Guid orderId, IdempotencyKey? key, CancellationToken cancellationToken) =>
        OnceAsync(
            key,
            async (batch, cancellationToken) =>
            {
                LockOrder(batch, orderId);
                batch.Add(ReservationSql.Release).With(orderId);
                batch.Add(ReservationSql.Bury).With(orderId);
                batch.Add(ReservationSql.Find).With(orderId);
                return (await ReadLastAsync(batch, before: 3, cancellationToken)).EnsureReleased();
            },
            cancellationToken);

    /// <summary>Expires holds whose time is over and makes their stock available again.</summary>
    /// <returns>How many, at most <paramref name="limit"/>.</returns>
    public async Task<int> ExpireAsync(int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(ReservationSql.Expire).With(limit);
        return (int)(long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Takes a confirmed order's items back into stock, once an order. A repeat gets the same movements.</summary>
    /// <exception cref="ProblemException">
    /// <c>not_found</c>: nothing was reserved, or an item is not the order's; <c>conflict</c>: not confirmed, or other items came back
    /// before; <c>invalid_request</c>: more units than were bought.
    /// </exception>
    public Task<StockMovementList> ReturnAsync(
        Guid orderId, RequestedItems items, IdempotencyKey? key, CancellationToken cancellationToken) =>
        idempotency.RunAsync<StockMovementList>(
            key,
            async (transaction, cancellationToken) =>
                new() { Movements = { await ReturnAsync(transaction, orderId, items, cancellationToken) } },
            cancellationToken);

    private static async Task<IReadOnlyList<StockMovement>> ReturnAsync(
        NpgsqlTransaction transaction, Guid orderId, RequestedItems items, CancellationToken cancellationToken)
    {
        await using var before = transaction.CreateBatch();
        LockOrder(before, orderId);
        before.Add(ReservationSql.Find).With(orderId);
        (await ReadLastAsync(before, before: 1, cancellationToken)).EnsureReturnable(items);

        var returned = await ReadReturnedAsync(transaction, orderId, cancellationToken);
        if (returned.Count == 0)
        {
            await using var change = transaction.CreateCommand(ReservationSql.Return).With(orderId).With(items.Skus).With(items.Quantities);
            await change.ExecuteNonQueryAsync(cancellationToken);
            return await ReadReturnedAsync(transaction, orderId, cancellationToken);
        }

        return returned.Count == items.Skus.Length && returned.All(movement => movement.Delta == items.QuantityOf(movement.Sku))
            ? returned
            : throw new ProblemException(ErrorCodes.Conflict, "Other items of the order were returned before.");
    }

    private static async Task<IReadOnlyList<StockMovement>> ReadReturnedAsync(
        NpgsqlTransaction transaction, Guid orderId, CancellationToken cancellationToken)
    {
        await using var command = transaction.CreateCommand(ReservationSql.FindReturned).With(orderId);
        return await command.ReadAllAsync(ReservationSql.ReadMovement, cancellationToken);
    }

    private static async Task<Reservation> HoldAsync(
        NpgsqlBatch batch, Guid orderId, RequestedItems items, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        LockOrder(batch, orderId);
        batch.Add(ReservationSql.ExpireOne).With(orderId).With(items.Skus).With(items.Quantities);
        batch.Add(ReservationSql.LockProducts).With(orderId).With(items.Skus);
        batch.Add(ReservationSql.Hold).With(orderId).With(items.Skus).With(items.Quantities).With(lifetime.TotalSeconds);
        batch.Add(ReservationSql.Find).With(orderId);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await SkipAsync(reader, 3, cancellationToken);
        List<(string Sku, long? Available)> shortages = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            shortages.Add((reader.GetString(0), reader.GetNullable<long>(1)));
        }

        await reader.NextResultAsync(cancellationToken);
        return await ReadLastAsync(reader, cancellationToken) is { } reservation && reservation.Holds(items)
            ? reservation : throw items.Refuse(shortages);
    }

    private async Task<Contracts.V1.Reservation> OnceAsync(
        IdempotencyKey? key, Func<NpgsqlBatch, CancellationToken, Task<Reservation>> work, CancellationToken cancellationToken)
    {
        if (key is not null)
        {
            return await idempotency.RunAsync(
                key,
                async (transaction, cancellationToken) =>
                {
                    await using var within = transaction.CreateBatch();
                    return (await work(within, cancellationToken)).ToMessage();
                },
                cancellationToken);
        }

        await using var batch = CreateBatch();
        var reservation = await work(batch, cancellationToken);
        ChangeRecord.Committed();
        return reservation.ToMessage();
    }

    // A transaction of its own. The call's record comes first, so that it is no result that a reader sees.
    private NpgsqlBatch CreateBatch()
    {
        var batch = database.CreateBatch();
        ChangeRecord.AddTo(batch);
        return batch;
    }

    // The reservation is the batch's last result.
    private static async Task<Reservation> ReadLastAsync(NpgsqlBatch batch, int before, CancellationToken cancellationToken)
    {
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await SkipAsync(reader, before, cancellationToken);
        return await ReadLastAsync(reader, cancellationToken)
            ?? throw new ProblemException(ErrorCodes.NotFound, "The order has no reservation.", "order_id");
    }

    private static async Task<Reservation?> ReadLastAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var reservation = await reader.ReadAsync(cancellationToken) ? ReservationSql.Read(reader) : null;
        await reader.CommittedAsync(cancellationToken);
        return reservation;
    }

    private static async Task SkipAsync(NpgsqlDataReader reader, int results, CancellationToken cancellationToken)
    {
        for (var i = 0; i < results; i++)
        {
            await reader.NextResultAsync(cancellationToken);
        }
    }

    private static void LockOrder(NpgsqlBatch batch, Guid orderId) => batch.Add(ReservationSql.LockOrders).With<long[]>([LockKey(orderId)]);

    /// <summary>Under which lock an order is worked on.</summary>
    public static long LockKey(Guid orderId)
    {
        // Both halves of the UUID, so that neither the time nor the random part alone decides.
        Span<byte> bytes = stackalloc byte[16];
        orderId.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes) ^ BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]);
    }
}
