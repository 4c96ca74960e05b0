using System.Globalization;
using Ecommerce.Contracts;
using Ecommerce.Pages.Localization;
using Ecommerce.Web.Catalogue;
using Ecommerce.Web.Gateway;

namespace Ecommerce.Web.Carts;

/// <summary>A line of a basket with what is known of it now.</summary>
/// <param name="Sku">What.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Product">As it is now; null if it is sold no more.</param>
public sealed record CartViewLine(string Sku, int Quantity, Product? Product)
{
    /// <summary>Whether there are as many.</summary>
    public bool IsAvailable => Product is { } product && product.Available >= Quantity;

    /// <summary>What they cost together, with the digits that the price has.</summary>
    public decimal Total => Product is { } product
        && decimal.TryParse(product.Price, NumberStyles.Number, CultureInfo.InvariantCulture, out var price) ? price * Quantity : 0;

    /// <summary>The same, as the contract writes money.</summary>
    public string TotalText => Total.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A basket as it is shown.</summary>
/// <param name="Lines">What is in it.</param>
public sealed record CartView(IReadOnlyList<CartViewLine> Lines)
{
    /// <summary>Whether it can be ordered as it is.</summary>
    public bool CanBeOrdered => Lines.Count > 0 && Lines.All(line => line.IsAvailable) && Totals.Count == 1;

    /// <summary>What it costs in each currency, as the contract writes money.</summary>
    public IReadOnlyList<(string Amount, string Currency)> Totals =>
    [
        .. Lines.Where(line => line.Product is not null).GroupBy(line => line.Product!.Currency)
            .Select(lines => (lines.Sum(line => line.Total).ToString(CultureInfo.InvariantCulture), lines.Key)),
    ];

    /// <summary>What it costs, in a language.</summary>
    public string TotalText(Language language) => string.Join(" + ", Totals.Select(total => language.Money(total.Amount, total.Currency)));

    /// <summary>Looks up what is in a basket.</summary>
    /// <param name="cart">The basket.</param>
    /// <param name="catalogue">What is known of products.</param>
    /// <param name="asker">Asks for the visitor where that is not all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RefusedException">The products cannot be asked for.</exception>
    public static async Task<CartView> OfAsync(
        Cart cart, ProductCatalogue catalogue, GatewayClient asker, CancellationToken cancellationToken)
    {
        if (cart.Lines.Count == 0)
        {
            return new([]);
        }

        var products = (await catalogue.AllAsync(cancellationToken)).ToDictionary(product => product.Sku);
        List<CartViewLine> lines = [];
        foreach (var line in cart.Lines)
        {
            lines.Add(new(line.Sku, line.Quantity, products.GetValueOrDefault(line.Sku)
                ?? (products.Count < ProductCatalogue.Most ? null : await FindAsync(line.Sku, catalogue, asker, cancellationToken))));
        }

        return new(lines);
    }

    private static async Task<Product?> FindAsync(
        string sku, ProductCatalogue catalogue, GatewayClient asker, CancellationToken cancellationToken)
    {
        try
        {
            return await catalogue.FindAsync(sku, asker, cancellationToken);
        }
        catch (RefusedException exception) when (exception.Code == ErrorCodes.NotFound)
        {
            return null;
        }
    }
}
