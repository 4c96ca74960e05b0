using Microsoft.Playwright;

namespace Ecommerce.Web.Tests.Browsing;

/// <summary>What a buyer does with a browser.</summary>
internal static class Buyer
{
    public const string Password = "correct horse 7";

    /// <summary>Puts a product into the basket.</summary>
    public static async Task PutIntoCartAsync(this IPage page, string sku = "WIDGET-001", int quantity = 1)
    {
        await page.GotoAsync($"/products/{sku}");
        await page.Locator("#quantity").FillAsync($"{quantity}");
        await page.Locator("form[action='/cart/items'] button").ClickAsync();
        await page.WaitForURLAsync("**/cart");
    }

    /// <summary>Signs a new user up, and goes on to where the form leads.</summary>
    public static async Task<string> SignUpAsync(this IPage page, string returnTo = "/")
    {
        var email = $"ann-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString()[^12..]}@example.com";
        await page.GotoAsync($"/sign-up?return={Uri.EscapeDataString(returnTo)}");
        await page.Locator("#field-name").FillAsync("Ann Example");
        await page.Locator("#field-email").FillAsync(email);
        await page.Locator("#field-password").FillAsync(Password);
        await page.Locator("form[action='/sign-up'] button").ClickAsync();
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == returnTo);
        return email;
    }

    /// <summary>Signs in.</summary>
    public static async Task SignInAsync(this IPage page, string email)
    {
        await page.Locator("#field-email").FillAsync(email);
        await page.Locator("#field-password").FillAsync(Password);
        await page.Locator("form[action='/sign-in'] button").ClickAsync();
    }

    /// <summary>Pays on the checkout page.</summary>
    public static async Task PayAsync(this IPage page, string method = "credit_card")
    {
        await page.Locator($"input[value='{method}']").CheckAsync();
        await page.Locator("form[action='/checkout'] button").ClickAsync();
    }

    /// <summary>Waits for the page of an order.</summary>
    /// <returns>Its ID.</returns>
    public static async Task<string> AtOrderAsync(this IPage page)
    {
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath.StartsWith("/orders/", StringComparison.Ordinal));
        return new Uri(page.Url).Segments[^1];
    }

    /// <summary>Waits until the page says something.</summary>
    public static Task SeesAsync(this IPage page, string text) => page.GetByText(text, new() { Exact = false }).First.WaitForAsync();

    /// <summary>How many orders the user has.</summary>
    public static async Task<int> OrdersAsync(this IPage page)
    {
        await page.GotoAsync("/orders");
        return await page.Locator("tbody tr").CountAsync();
    }
}
