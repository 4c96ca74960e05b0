using Ecommerce.Web.Accounts;
using Ecommerce.Web.Carts;
using Ecommerce.Web.Catalogue;
using Ecommerce.Web.Checkout;
using Ecommerce.Web.Orders;

namespace Ecommerce.Web.Hosting;

/// <summary>Every page, and every form that changes something.</summary>
internal static class ShopRoutes
{
    public static void MapShop(this IEndpointRouteBuilder app)
    {
        app.MapPage("/", CataloguePages.ShowAsync);
        app.MapPage("/products/{sku}", CataloguePages.ShowProductAsync);

        app.MapPage("/cart", CartPages.ShowAsync);
        app.MapForm("/cart/items", "/cart", CartPages.AddAsync);
        app.MapForm("/cart", "/cart", CartPages.ChangeAsync);

        app.MapPage("/sign-up", SignInPages.ShowSignUpAsync);
        app.MapForm("/sign-up", "/sign-up", SignInPages.SignUpAsync);
        app.MapPage("/sign-in", SignInPages.ShowSignInAsync);
        app.MapForm("/sign-in", "/sign-in", SignInPages.SignInAsync);
        app.MapForm("/sign-out", "/", SignInPages.SignOutAsync);

        app.MapPage("/checkout", CheckoutPages.ShowAsync);
        app.MapForm("/checkout", "/checkout", CheckoutPages.OrderAsync);

        app.MapPage("/orders", OrderPages.ListAsync);
        app.MapPage("/orders/{id:guid}", OrderPages.ShowAsync);
        app.MapPage("/orders/{id:guid}/events", OrderEvents.StreamAsync);
        app.MapForm("/orders/{id:guid}/cancel", "/orders/{id}", OrderPages.CancelAsync);
        app.MapForm("/orders/{id:guid}/again", "/orders/{id}", OrderPages.OrderAgainAsync);

        app.MapPage("/account", AccountPages.ShowAsync);
        app.MapForm("/account/name", "/account", AccountPages.RenameAsync);
        app.MapForm("/account/email", "/account", AccountPages.ChangeEmailAsync);
        app.MapForm("/account/password", "/account", AccountPages.ChangePasswordAsync);
        app.MapPage("/account/sessions", AccountPages.ShowSessionsAsync);
        app.MapForm("/account/sessions/{id:guid}/end", "/account/sessions", AccountPages.EndSessionAsync);
        app.MapPage("/account/data", AccountPages.ShowDataAsync);
        app.MapPage("/account/export", AccountPages.ExportAsync);
        app.MapForm("/account/erase", "/account/data", AccountPages.EraseAsync);
        app.MapPage("/erased", AccountPages.ShowErasedAsync);
    }
}
