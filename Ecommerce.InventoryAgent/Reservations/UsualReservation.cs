using Ecommerce.Contracts.V1;
using Ecommerce.InventoryAgent.Catalogue;
using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.InventoryAgent.Reservations;

/// <summary>
/// What nearly every reservation is: held once and confirmed once, each by one statement with the call's record in it. Where that is not so
/// nothing is changed, and <see cref="ReservationStore"/> finds out what is there instead.
/// </summary>
internal static class UsualReservation
{
    /// <summary>Holds a single line for an order that has no reservation; null if that is not so, or if there are too few.</summary>
    public static async Task<Reservation?> TryHoldAsync(
        NpgsqlDataSource database, Guid orderId, RequestedItems items, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        if (items is not { Skus: [var sku], Quantities: [var quantity] })
        {
            return null;
        }

        await using var batch = database.CreateBatch();
        ChangeRecord.AddTo(
            batch.Add(ReservationSql.HoldFirst).With(orderId).With(sku).With(quantity).With(lifetime.TotalSeconds)
                .With(ReservationStore.LockKey(orderId)));
        try
        {
            var held = await batch.ReadOneAsync(
                reader => new Reservation(
                    orderId, ReservationStatus.Held, items.Skus, items.Quantities, reader.GetFieldValue<DateTimeOffset>(0)),
                cancellationToken);
            if (held is not null)
            {
                ChangeRecord.Committed();
            }

            return held;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // Another call has just reserved for the order, or released it.
            return null;
        }
    }

    /// <summary>Ends an order's hold: it is confirmed, or has expired; null if nothing is held.</summary>
    public static async Task<Reservation?> TryConfirmAsync(
        NpgsqlDataSource database, Guid orderId, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        ChangeRecord.AddTo(batch.Add(ReservationSql.ConfirmFirst).With(orderId).With(ReservationStore.LockKey(orderId)));
        var ended = await batch.ReadOneAsync(ReservationSql.Read, cancellationToken);
        if (ended is not null)
        {
            ChangeRecord.Committed();
        }

        return ended;
    }
}
