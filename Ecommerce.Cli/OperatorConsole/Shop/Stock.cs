using Ecommerce.Contracts.V1;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>The catalogue with its stock, and what changed it.</summary>
/// <param name="Sku">Of which product; empty for all.</param>
/// <param name="Place">Which pages are shown.</param>
/// <param name="Products">A page of the products.</param>
/// <param name="Movements">A page of what changed them, the newest first.</param>
public sealed record Stock(string Sku, StockPlace Place, Answer<ProductList> Products, Answer<MovementList> Movements)
{
    /// <summary>Asks the inventory agent.</summary>
    internal static async Task<Stock> ReadAsync(ShopView shop, string sku, StockPlace place, CancellationToken cancellationToken)
    {
        var products = Answer.OfAsync(() => shop.ListProductsAsync(place.Products, cancellationToken));
        var movements = Answer.OfAsync(() => shop.Inventory.ListMovementsAsync(
            new() { Sku = sku, PageSize = 25, PageToken = place.Movements }, ShopView.Within(cancellationToken)).ResponseAsync);
        await Task.WhenAll(products, movements);
        return new(sku, place, await products, await movements);
    }
}

/// <summary>Which pages of the stock are shown, by the tokens of the pages before; empty for the first.</summary>
/// <param name="Products">Of the products.</param>
/// <param name="Movements">Of the movements.</param>
public sealed record StockPlace(string Products, string Movements);
