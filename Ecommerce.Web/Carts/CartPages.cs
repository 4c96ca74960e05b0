using System.Globalization;
using Ecommerce.Contracts;
using Ecommerce.Web.Catalogue;
using Ecommerce.Web.Gateway;
using Ecommerce.Web.Sessions;
using Ecommerce.Web.Views;

namespace Ecommerce.Web.Carts;

/// <summary>The basket.</summary>
internal static class CartPages
{
    /// <summary>The fields of quantities: this and the SKU.</summary>
    public const string QuantityField = "quantity-";

    private const int LongestSku = 64;

    /// <summary>What is in it.</summary>
    public static async Task ShowAsync(Visit visit)
    {
        var catalogue = visit.Context.RequestServices.GetRequiredService<ProductCatalogue>();
        await visit.ShowAsync<CartPage>(
            new() { ["Shown"] = await CartView.OfAsync(visit.Cart, catalogue, visit.Gateway, visit.Aborted) });
    }

    /// <summary>Puts something in.</summary>
    public static Task AddAsync(Visit visit, IFormCollection form)
    {
        if ((string?)form["sku"] is not { Length: > 0 and <= LongestSku } sku || Quantity(form["quantity"]) is not (> 0 and var quantity))
        {
            throw new RefusedException(ErrorCodes.InvalidRequest);
        }

        var cart = visit.Cart.Add(sku, quantity);
        visit.Say(cart.Lines.Any(line => line.Sku == sku) && visit.SetCart(cart)
            ? new("cart.added", Refused: false)
            : new("cart.full", Refused: false));
        return visit.GoAsync("/cart");
    }

    /// <summary>Changes how many, or takes something out.</summary>
    public static Task ChangeAsync(Visit visit, IFormCollection form)
    {
        var cart = visit.Cart;
        foreach (var (name, value) in form)
        {
            var sku = name.StartsWith(QuantityField, StringComparison.Ordinal) ? name[QuantityField.Length..] : null;
            if (cart.Lines.Any(line => line.Sku == sku))
            {
                cart = cart.Set(sku!, Quantity(value) ?? throw new RefusedException(ErrorCodes.InvalidRequest));
            }
        }

        if ((string?)form["remove"] is { Length: > 0 } removed)
        {
            cart = cart.Set(removed, 0);
        }

        if (!visit.SetCart(cart))
        {
            visit.Say(new("cart.full", Refused: false));
        }

        return visit.GoAsync("/cart");
    }

    private static int? Quantity(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var quantity) && quantity <= Cart.MostOfOne
            ? quantity
            : null;
}
