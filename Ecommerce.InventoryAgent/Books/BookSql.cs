using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace Ecommerce.InventoryAgent.Books;

/// <summary>The statement that reads the books, and a row of them.</summary>
internal static class BookSql
{
    /// <summary>$1: the last order of the page before, or the nil UUID, which no order has; $2: limit.</summary>
    public const string After =
        """
        SELECT r.order_id, r.status, r.expires_at, r.skus, r.quantities, b.skus, b.quantities
        FROM reservations r CROSS JOIN LATERAL (
            SELECT COALESCE(array_agg(sku ORDER BY sku), '{}') AS skus, COALESCE(array_agg(quantity::int ORDER BY sku), '{}') AS quantities
            FROM stock_movements m WHERE m.order_id = r.order_id AND kind = 'returned') b
        WHERE r.order_id > $1 ORDER BY r.order_id LIMIT $2
        """;

    /// <summary>Reads a row of <see cref="After"/>.</summary>
    public static ReservationBook Read(NpgsqlDataReader reader) => new()
    {
        OrderId = reader.GetGuid(0).ToString(),
        Status = reader.GetEnum<ReservationStatus>(1),
        ExpiresAt = reader.GetNullable<DateTimeOffset>(2)?.ToTimestamp(),
        Items = { ReadItems(reader, 3) },
        Returned = { ReadItems(reader, 5) },
    };

    private static IEnumerable<ReservedItem> ReadItems(NpgsqlDataReader reader, int column) =>
        reader.GetFieldValue<string[]>(column).Zip(
            reader.GetFieldValue<int[]>(column + 1), (sku, quantity) => new ReservedItem { Sku = sku, Quantity = quantity });
}
