using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>The catalogue with its stock, and what changed it.</summary>
/// <param name="Sku">Of which product; empty for all.</param>
/// <param name="Products">The products; only the first page of a long catalogue.</param>
/// <param name="Movements">The newest first.</param>
/// <param name="NextToken">Of the movements' next page; empty on the last.</param>
/// <param name="IsFirst">Whether it is their first page.</param>
public sealed record Stock(
    string Sku, IReadOnlyList<Product> Products, IReadOnlyList<StockMovement> Movements, string NextToken, bool IsFirst)
{
    /// <summary>Asks the inventory agent.</summary>
    /// <exception cref="ProblemException">It refuses, or does not answer.</exception>
    internal static async Task<Stock> ReadAsync(ShopView shop, string sku, string token, CancellationToken cancellationToken)
    {
        var products = shop.Inventory.ListProductsAsync(new() { PageSize = 100 }, ShopView.Within(cancellationToken)).ResponseAsync;
        var movements = shop.Inventory.ListMovementsAsync(
            new() { Sku = sku, PageSize = 25, PageToken = token }, ShopView.Within(cancellationToken)).ResponseAsync;
        await Task.WhenAll(products, movements);
        return new(sku, (await products).Products, (await movements).Movements, (await movements).NextPageToken, token.Length == 0);
    }
}
