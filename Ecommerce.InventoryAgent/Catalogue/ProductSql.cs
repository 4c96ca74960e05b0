using Npgsql;

namespace Ecommerce.InventoryAgent.Catalogue;

/// <summary>The statements on products, and a product's row.</summary>
internal static class ProductSql
{
    /// <summary>$1: last SKU of the page before, empty for the first page; $2: the maximum number of rows.</summary>
    public const string List = $"SELECT {Columns} FROM products WHERE sku > $1 ORDER BY sku LIMIT $2";

    /// <summary>$1: SKUs.</summary>
    public const string Find = $"SELECT {Columns} FROM products WHERE sku = ANY ($1)";

    /// <summary>$1: SKU, $2: units, $3: reason. Returns nothing if the SKU is unknown or too few units are available.</summary>
    public const string Adjust =
        $"""
        WITH adjusted AS (
            UPDATE products SET received = received + $2 WHERE sku = $1 AND available + $2 >= 0 RETURNING {Columns}),
        noted AS (
            INSERT INTO stock_movements (sku, kind, quantity, reason) SELECT sku, 'adjusted', $2, $3 FROM adjusted)
        SELECT {Columns} FROM adjusted
        """;

    private const string Columns = "sku, name, price_minor, currency, available";

    /// <summary>Reads a product.</summary>
    public static Product Read(NpgsqlDataReader reader) =>
        new(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetString(3), reader.GetInt64(4));
}
