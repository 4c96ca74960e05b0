using Ecommerce.Contracts;
using Ecommerce.Web.Carts;
using Ecommerce.Web.Catalogue;
using Ecommerce.Web.Gateway;
using Ecommerce.Web.Hosting;
using Ecommerce.Web.Refusals;
using Ecommerce.Web.Sessions;
using Ecommerce.Web.Views;

namespace Ecommerce.Web.Checkout;

/// <summary>
/// Ordering what is in the basket. The key of the order is made when the page is shown and comes back with the form, so that a double
/// click, a reload, the back button and a second tab are one order; so is what a page that saw no answer sends again.
/// </summary>
internal static class CheckoutPages
{
    /// <summary>What is ordered, and how it is paid.</summary>
    public static async Task ShowAsync(Visit visit)
    {
        var user = visit.SignedIn;
        var cart = visit.Cart;
        var view = await CartView.OfAsync(
            cart, visit.Context.RequestServices.GetRequiredService<ProductCatalogue>(), visit.Gateway, visit.Aborted);
        if (!view.CanBeOrdered)
        {
            visit.SayAgain();
            await visit.GoAsync("/cart");
            return;
        }

        var ticket = new CheckoutTicket(
            cart.Key, cart.Id, [.. view.Lines.Select(line => new NewLine(line.Sku, line.Quantity, line.Product!.Price))],
            visit.Now);
        await visit.ShowAsync<CheckoutPage>(new()
        {
            ["Shown"] = view,
            ["Ticket"] = visit.Sealer.Seal(PurposeOf(user), ticket, SealedJson.Default.CheckoutTicket),
            ["Methods"] = visit.Context.RequestServices.GetRequiredService<WebSettings>().PaymentMethods,
        });
    }

    /// <summary>Orders.</summary>
    public static async Task OrderAsync(Visit visit, IFormCollection form)
    {
        var user = visit.SignedIn;
        if (visit.Sealer.Open(PurposeOf(user), form["ticket"], SealedJson.Default.CheckoutTicket) is not { } ticket)
        {
            throw new RefusedException(ShopRefusals.StaleForm);
        }

        if (visit.Now - ticket.At > CheckoutTicket.Lifetime)
        {
            throw new RefusedException(ShopRefusals.StaleCheckout);
        }

        var request = new NewOrder(user.UserId, ticket.Lines, (string?)form["payment_method"] ?? "");
        try
        {
            var order = await visit.Gateway.SendAsync(
                HttpMethod.Post, "/orders", () => JsonContent.Create(request, AnswerJson.Default.NewOrder), AnswerJson.Default.Order,
                user.AccessToken, ticket.Key, visit.Aborted);
            TakeOut(visit, ticket, Ordered(ticket));
            await visit.GoAsync($"/orders/{order.OrderId}");
        }
        catch (RefusedException exception) when (exception.Code != ErrorCodes.Unauthenticated)
        {
            if (IsOfCatalogue(exception.Code))
            {
                visit.Context.RequestServices.GetRequiredService<ProductCatalogue>().Doubt();
            }

            var (code, way) = Refuse(visit, ticket, exception.Code);
            visit.Say(new(code, Refused: true) { TraceId = exception.TraceId });
            await visit.GoAsync(way);
        }
    }

    // What the buyer is told, where it goes on, and what becomes of the basket.
    private static (string Code, string Way) Refuse(Visit visit, CheckoutTicket ticket, string code)
    {
        var isOfThisAttempt = visit.Cart.Key == ticket.Key;
        switch (code)
        {
            case ErrorCodes.IdempotencyKeyReused when visit.Cart.Id == ticket.CartId && !isOfThisAttempt:
                // Under this key another card was declined, in another tab.
                return (ShopRefusals.StaleCheckout, "/checkout");
            case ErrorCodes.IdempotencyKeyReused:
                // A new key would be a second order.
                TakeOut(visit, ticket, visit.Cart.Unanswered is { Count: > 0 } unanswered ? unanswered : Ordered(ticket));
                return (code, "/orders");
            case ErrorCodes.IdempotencyKeyInUse or ErrorCodes.Unavailable:
                if (isOfThisAttempt && visit.Cart.Unanswered.Count == 0)
                {
                    visit.SetCart(visit.Cart with { Unanswered = Ordered(ticket) });
                }

                return code == ErrorCodes.Unavailable ? (ShopRefusals.UnavailableKept, "/checkout") : (code, "/orders");
        }

        if (ErrorCodes.HttpStatus(code) == StatusCodes.Status422UnprocessableEntity && isOfThisAttempt)
        {
            // The agents' rules have refused it, and the answer is kept under the key: a further attempt needs another one.
            visit.SetCart(visit.Cart.AfterRefusal());
        }

        return (code, IsOfCatalogue(code) ? "/cart" : "/checkout");
    }

    // What the page showed of a product is so no more.
    private static bool IsOfCatalogue(string code) => code is ErrorCodes.PriceChanged or ErrorCodes.OutOfStock or ErrorCodes.NotFound;

    // Once: a basket of which something was taken out has another number.
    private static void TakeOut(Visit visit, CheckoutTicket ticket, IReadOnlyList<CartLine> ordered)
    {
        if (visit.Cart.Id == ticket.CartId)
        {
            visit.SetCart(visit.Cart.Without(ordered));
        }
    }

    private static CartLine[] Ordered(CheckoutTicket ticket) => [.. ticket.Lines.Select(line => new CartLine(line.Sku, line.Quantity))];

    // A page that was shown to one user orders nothing for another.
    private static string PurposeOf(UserSession user) => $"checkout {user.UserId}";
}
