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

        app.MapUserPage("/checkout", CheckoutPages.ShowAsync);
        app.MapUserForm("/checkout", "/checkout", CheckoutPages.OrderAsync);

        app.MapUserPage("/orders", OrderPages.ListAsync);
        app.MapUserPage("/orders/{id:guid}", OrderPages.ShowAsync);
        app.MapUserData("/orders/{id:guid}/events", OrderEvents.StreamAsync);
        app.MapUserForm("/orders/{id:guid}/cancel", "/orders/{id}", OrderPages.CancelAsync);
        app.MapUserForm("/orders/{id:guid}/again", "/orders/{id}", OrderPages.OrderAgainAsync);

        app.MapUserPage("/account", AccountPages.ShowAsync);
        app.MapUserForm("/account/name", "/account", AccountPages.RenameAsync);
        app.MapUserForm("/account/email", "/account", AccountPages.ChangeEmailAsync);
        app.MapUserForm("/account/password", "/account", AccountPages.ChangePasswordAsync);
        app.MapUserPage("/account/sessions", AccountPages.ShowSessionsAsync);
        app.MapUserForm("/account/sessions/{id:guid}/end", "/account/sessions", AccountPages.EndSessionAsync);
        app.MapUserPage("/account/data", AccountPages.ShowDataAsync);
        app.MapUserData("/account/export", AccountPages.ExportAsync);
        app.MapUserForm("/account/erase", "/account/data", AccountPages.EraseAsync);
        app.MapPage("/erased", AccountPages.ShowErasedAsync);
    }
}
