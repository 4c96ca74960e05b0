using Microsoft.Playwright;

namespace Ecommerce.Web.Tests.Browsing;

/// <summary>Every page and state of the storefront, one after the other.</summary>
internal static class Tour
{
    /// <summary>Shows each.</summary>
    /// <param name="page">The browser.</param>
    /// <param name="see">Called with the name of the page or state that is shown.</param>
    public static async Task RunAsync(IPage page, Func<string, Task> see)
    {
        await AtAsync("/", "products");
        await AtAsync("/?q=steel", "search");
        await AtAsync("/?q=nothing+at+all", "search-empty");
        await AtAsync("/cart", "cart-empty");
        await AtAsync("/products/WIDGET-010", "product-sold-out");
        await AtAsync("/products/WIDGET-004", "product");
        await page.PutIntoCartAsync("WIDGET-004", 2);
        await see("cart");
        await AtAsync("/sign-in", "sign-in");
        await page.SignInAsync("nobody@example.com");
        await page.Locator(".notice").WaitForAsync();
        await see("sign-in-refused");
        await AtAsync("/sign-up", "sign-up");
        await page.SignUpAsync("/checkout");
        await see("checkout");
        await page.PayAsync("test_declined");
        await page.Locator(".notice[data-tone=bad]").WaitForAsync();
        await see("checkout-declined");
        await page.PayAsync();
        await page.AtOrderAsync();
        await page.Locator(".badge[data-tone=ok]").WaitForAsync();
        await page.EvaluateAsync("scrollTo(0, 0)");
        await see("order");
        await page.Locator("#cancel > summary").ClickAsync();
        await page.EvaluateAsync("scrollTo(0, 0)");
        await see("order-open");
        await page.PutIntoCartAsync();
        await page.GotoAsync("/checkout");
        await page.PayAsync("test_requires_action");
        await page.AtOrderAsync();
        await page.Locator(".notice[data-tone=warn]").WaitForAsync();
        await see("order-waits");
        await AtAsync("/orders", "orders");
        await AtAsync("/account", "account");
        await AtAsync("/account/sessions", "sessions");
        await AtAsync("/account/data", "data");
        await AtAsync("/orders/01a1ff1c-d114-79ba-ac76-000000000000", "not-found");
        await page.GotoAsync("/account/data");
        await page.Locator("#field-current_password").FillAsync(Buyer.Password);
        await page.Locator("[name=sure]").CheckAsync();
        await page.Locator("form[action='/account/erase'] button").ClickAsync();
        await page.WaitForURLAsync("**/erased");
        await see("erased");

        async Task AtAsync(string path, string name)
        {
            await page.GotoAsync(path);
            await see(name);
        }
    }
}
