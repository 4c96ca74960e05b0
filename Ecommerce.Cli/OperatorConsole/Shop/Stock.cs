using Ecommerce.Contracts.V1;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>The catalogue with its stock, and what changed it.</summary>
/// <param name="Sku">Of which product; empty for all.</param>
/// <param name="Products">The products; only the first page of a long catalogue.</param>
/// <param name="Movements">A page of them, the newest first.</param>
/// <param name="IsFirst">Whether it is their first page.</param>
public sealed record Stock(string Sku, Answer<ProductList> Products, Answer<MovementList> Movements, bool IsFirst)
{
    /// <summary>Asks the inventory agent.</summary>
    internal static async Task<Stock> ReadAsync(ShopView shop, string sku, string token, CancellationToken cancellationToken)
    {
        var products = Answer.OfAsync(() => shop.ListProductsAsync(cancellationToken));
        var movements = Answer.OfAsync(() => shop.Inventory.ListMovementsAsync(
            new() { Sku = sku, PageSize = 25, PageToken = token }, ShopView.Within(cancellationToken)).ResponseAsync);
        await Task.WhenAll(products, movements);
        return new(sku, await products, await movements, token.Length == 0);
    }
}
