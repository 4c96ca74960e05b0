using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ecommerce.Contracts;
using Microsoft.Playwright;

namespace Ecommerce.Web.Tests.Browsing;

/// <summary>What a shop that works does not show one after the other: every refusal, every state of an order, what is empty.</summary>
/// <param name="shop">The storefront, whose gateway is scripted.</param>
/// <param name="page">The browser.</param>
/// <param name="see">Called with the name of the state that is shown.</param>
internal sealed partial class States(Storefront shop, IPage page, Func<string, Task> see)
{
    // What happened to an order, in the order of the contract; then its status, and what its payment waits for.
    private static readonly (string Name, string Events, string Status, string? Failure, string? Action)[] Orders =
    [
        ("placed", "created", "pending", null, null),
        ("reserved", "created reserved", "pending", null, null),
        ("waits", "created reserved action_required", "pending", null, "https://bank.example/confirm"),
        ("waits-sandbox", "created reserved action_required", "pending", null, "https://sandbox.invalid/t"),
        ("paid", "created reserved paid", "pending", null, null),
        ("confirmed", "created reserved paid confirmed", "confirmed", null, null),
        ("returning", "created reserved paid confirmed cancel_requested returning", "confirmed", null, null),
        ("refunded", "created reserved paid confirmed cancel_requested returning refunded", "refunded", null, null),
        ("cancelling", "created reserved cancel_requested", "pending", null, null),
        ("cancelled", "created reserved cancel_requested cancelled", "cancelled", null, null),
        ("declined", "created reserved failed", "failed", "payment_declined", null),
        ("out-of-stock", "created failed", "failed", "out_of_stock", null),
        ("expired", "created reserved failed", "failed", "checkout_expired", null),
        ("unknown", "", "pending", null, null),
    ];

    // After that the catalogue is read anew before it is shown.
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(3);

    /// <summary>Shows each.</summary>
    /// <param name="refusals">The codes of the refusals.</param>
    public async Task RunAsync(IEnumerable<string> refusals)
    {
        await NobodyAsync();
        await EmptyAsync();
        await FormsAsync();
        await OrdersAsync();

        // Who is not signed in is shown something else.
        await RefusalsAsync(refusals.Where(code => code != ErrorCodes.Unauthenticated));
    }

    // Who has not signed in, or no longer has.
    private async Task NobodyAsync()
    {
        await AtAsync("/orders", "signed-out");
        await AtAsync("/nowhere", "no-such-page");
        await AtAsync("/erased", "erased");
        await SignInAsync();
        await page.GotoAsync("/account");
        await page.Locator("form[action='/sign-out'] button").ClickAsync();
        await page.Locator("nav a[href='/sign-in']").WaitForAsync();
        await see("signs-out");
        await SignInAsync();
    }

    private async Task EmptyAsync()
    {
        await AtAsync("/orders", "orders-empty");
        await AtAsync("/account/sessions", "sessions-empty");
        await AtAsync("/cart", "cart-empty");
        await AtAsync("/?q=nothing", "search-empty");
        shop.Gateway.Available = 1;
        shop.Time.Pass(Forgotten);
        await page.PutIntoCartAsync("WIDGET-001", 1);
        await page.PutIntoCartAsync("WIDGET-001", 1);
        await AtAsync("/cart", "cart-too-many");
        (shop.Gateway.OtherCurrency, shop.Gateway.Available) = ("EUR", 1000);
        shop.Time.Pass(Forgotten);
        await page.PutIntoCartAsync("WIDGET-002", 1);
        await see("cart-currencies");
        shop.Gateway.OtherCurrency = "USD";

        var slow = new TaskCompletionSource();
        shop.Gateway.Delay = slow.Task;
        await page.Locator("nav a[href='/orders']").ClickAsync();
        await page.Locator("main[aria-busy=true]").WaitForAsync();
        await see("loading");
        slow.SetResult();
        await page.Locator("main:not([aria-busy])").WaitForAsync();
        shop.Gateway.Delay = Task.CompletedTask;
    }

    // Forms that are shown again with what is wrong in them.
    private async Task FormsAsync()
    {
        shop.Gateway.Before = request => request.Method == HttpMethod.Patch ? ScriptedGateway.Refuse(409, ErrorCodes.EmailTaken) : null;
        await page.GotoAsync("/account");
        await page.Locator("form[action='/account/name'] button").ClickAsync();
        await page.Locator(".notice").WaitForAsync();
        await AboveAsync("account-refused");
        shop.Gateway.Before = _ => null;
        await page.Locator("form[action='/account/name'] button").ClickAsync();
        await page.Locator(".notice[data-tone=ok]").WaitForAsync();
        await AboveAsync("account-changed");

        // What is wrong with each field, beside it.
        shop.Gateway.Before = request => request.Method == HttpMethod.Patch || request.Method == HttpMethod.Put
            ? ScriptedGateway.Refuse(400, ErrorCodes.InvalidRequest, "name", "email", "current_password", "new_password")
            : null;
        foreach (var form in (string[])["name", "email", "password"])
        {
            foreach (var field in await page.Locator($"form[action='/account/{form}'] input:not([type=hidden])").AllAsync())
            {
                await field.FillAsync(await field.GetAttributeAsync("type") == "password" ? Buyer.Password : "ann@example.com");
            }

            await page.Locator($"form[action='/account/{form}'] button").ClickAsync();
            await page.Locator($"form[action='/account/{form}'] [aria-invalid=true]").First.WaitForAsync();
            await see($"account-{form}-errors");
        }

        shop.Gateway.Before = _ => null;
    }

    // Not with a part of what can be pressed behind the bar.
    private async Task AboveAsync(string name)
    {
        await page.EvaluateAsync("scrollTo(0, 0)");
        await see(name);
    }

    private async Task OrdersAsync()
    {
        shop.Time.Pass(Forgotten);
        await page.RouteAsync("**/events", _ => Task.CompletedTask); // pages stay as they are
        await page.PutIntoCartAsync("WIDGET-002", 1);
        await page.GotoAsync("/checkout");
        await page.PayAsync();
        var order = await page.AtOrderAsync();
        foreach (var (name, events, status, failure, action) in Orders)
        {
            var known = shop.Gateway.Orders.Values.Single();
            known["status"] = status;
            known["failure"] = failure is null ? null : new JsonObject { ["code"] = failure, ["message"] = "" };
            shop.Gateway.NextAction = action is null ? null : new JsonObject { ["type"] = "redirect", ["url"] = action };
            shop.Gateway.Before = request => !request.RequestUri!.AbsolutePath.EndsWith("/events", StringComparison.Ordinal) ? null
                : events.Length == 0 ? ScriptedGateway.Refuse(503, ErrorCodes.Unavailable)
                : ScriptedGateway.Events(events.Split(' '));
            await AtAsync($"/orders/{order}", $"order-{name}");
        }

        await AtAsync("/orders", "orders");
        shop.Gateway.Before = _ => null;
    }

    // All in one page, since they differ by their words and their tone.
    private async Task RefusalsAsync(IEnumerable<string> codes)
    {
        List<string> notices = [];
        var refused = "";
        foreach (var code in codes)
        {
            shop.Gateway.Before = _ => ScriptedGateway.Refuse(ErrorCodes.HttpStatus(code), code);
            var answer = await page.APIRequest.GetAsync(
                new Uri(shop.Address, "/orders").ToString(), new() { Headers = [new("Accept-Language", "de")] });
            refused = await answer.TextAsync();
            notices.Add(Notice().Match(refused).Value);
        }

        shop.Gateway.Before = _ => null;
        Assert.All(notices, notice => Assert.NotEmpty(notice));
        Assert.Distinct(notices);
        await page.RouteAsync("**/refused", route => route.FulfillAsync(new()
        {
            ContentType = "text/html; charset=utf-8",
            Body = refused.Replace(notices[^1], string.Concat(notices), StringComparison.Ordinal),
        }));
        await AtAsync("/refused", "refused");
    }

    private async Task SignInAsync()
    {
        await page.GotoAsync("/sign-in");
        await page.SignInAsync("ann@example.com");
        await page.Locator("nav a[href='/account']").WaitForAsync();
    }

    private async Task AtAsync(string path, string name)
    {
        await page.GotoAsync(path);
        await see(name);
    }

    [GeneratedRegex("<div class=\"notice\".*?</div>", RegexOptions.Singleline)]
    private static partial Regex Notice();
}
