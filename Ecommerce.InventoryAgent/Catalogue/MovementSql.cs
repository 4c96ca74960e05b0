using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace Ecommerce.InventoryAgent.Catalogue;

/// <summary>The statements that read what changed the stock, and a row of it.</summary>
internal static class MovementSql
{
    private const string Columns = "movement_id, order_id, sku, kind, quantity, reason, at";

    /// <summary>$1: the last movement of the page before, or the greatest UUID; $2: limit.</summary>
    public const string List = $"SELECT {Columns} FROM stock_movements WHERE movement_id < $1 ORDER BY movement_id DESC LIMIT $2";

    /// <summary>$1: the last movement of the page before, or the greatest UUID; $2: limit; $3: SKU.</summary>
    public const string ListOfProduct =
        $"SELECT {Columns} FROM stock_movements WHERE movement_id < $1 AND sku = $3 ORDER BY movement_id DESC LIMIT $2";

    /// <summary>Reads a row.</summary>
    public static StockMovement Read(NpgsqlDataReader reader)
    {
        var (kind, quantity) = (reader.GetString(3), reader.GetInt64(4));
        return new()
        {
            MovementId = reader.GetGuid(0).ToString(),
            OrderId = reader.GetNullable<Guid>(1)?.ToString() ?? "",
            Sku = reader.GetString(2),
            Kind = kind,
            // Of what can still be ordered.
            Delta = kind switch { "held" => -quantity, "confirmed" => 0, _ => quantity },
            Reason = reader.GetNullableString(5) ?? "",
            At = reader.GetFieldValue<DateTimeOffset>(6).ToTimestamp(),
        };
    }
}
