using Ecommerce.Contracts;
using Ecommerce.Testing;
using Ecommerce.Testing.Telemetry;
using Microsoft.Playwright;

namespace Ecommerce.Web.Tests.Browsing;

/// <summary>A buyer with a browser before the real shop.</summary>
[Collection(nameof(StorefrontShop))]
[Trait("Form", "long")]
public sealed class ShoppingTests(StorefrontShop shop)
{
    [Fact]
    public async Task From_signing_up_to_a_refund()
    {
        var page = await OpenAsync();
        await page.PutIntoCartAsync("WIDGET-004", 2);
        await page.SignUpAsync("/checkout");
        await page.PayAsync();
        await page.AtOrderAsync();
        await page.SeesAsync("Confirmed");

        // Support refunds a part; the buyer sends back the rest.
        var payment = await page.Locator("dd.mono").Last.InnerTextAsync();
        var refunded = await shop.RouteAsync(
            AgentNames.Payment, "refund_payment", $$"""{"transaction_id": "{{payment}}", "amount": "9.50", "reason": "scratched"}""");
        Assert.Equal("completed", refunded.Status);
        await page.ReloadAsync();
        await page.SeesAsync("−$9.50");
        await page.Locator("#cancel > summary").ClickAsync();
        await page.Locator("#cancel button").ClickAsync();
        await page.Locator(".badge", new() { HasText = "Refunded" }).WaitForAsync();
        await page.SeesAsync("−$99.00");
        Assert.Equal(1, await page.OrdersAsync());
    }

    [Fact]
    public async Task A_payment_that_waits_for_the_buyer_goes_on_by_itself()
    {
        var page = await OpenAsync();
        await page.PutIntoCartAsync();
        await page.SignUpAsync("/checkout");
        await page.PayAsync("test_requires_action");
        await page.AtOrderAsync();
        await page.SeesAsync("Your payment waits for you");
        await FinishAsync(page);
        await page.Locator(".badge", new() { HasText = "Confirmed" }).WaitForAsync();
    }

    [Fact]
    public async Task A_declined_card_is_followed_by_another_one()
    {
        var page = await OpenAsync();
        await page.PutIntoCartAsync();
        await page.SignUpAsync("/checkout");
        await page.PayAsync("test_declined");
        await page.SeesAsync("Your payment was declined");
        await page.PayAsync();
        await page.AtOrderAsync();
        await page.SeesAsync("Confirmed");
        Assert.Equal(2, await page.OrdersAsync());
    }

    [Fact]
    public async Task What_is_sold_between_basket_and_order_is_said_and_nothing_charged()
    {
        var page = await OpenAsync();
        await page.PutIntoCartAsync("WIDGET-006", 12);
        await page.SignUpAsync("/checkout");
        await StockAsync("WIDGET-006", -5);
        try
        {
            await page.PayAsync();
            await page.SeesAsync("Somebody was quicker");
            await page.SeesAsync("Only 7 left");
        }
        finally
        {
            await StockAsync("WIDGET-006", 5);
        }
    }

    [Fact]
    public async Task A_session_that_ends_during_checkout_goes_on_after_signing_in()
    {
        var page = await OpenAsync();
        await page.PutIntoCartAsync();
        var email = await page.SignUpAsync("/checkout");
        await page.Context.ClearCookiesAsync(new() { Name = "session" });
        await page.PayAsync();
        await page.SeesAsync("what you were doing is kept");
        await page.SignInAsync(email);
        await page.WaitForURLAsync("**/checkout");
        await page.PayAsync();
        await page.AtOrderAsync();
        Assert.Equal(1, await page.OrdersAsync());
    }

    [Fact]
    public async Task Two_tabs_a_double_click_reloading_and_going_back_are_one_order()
    {
        var page = await OpenAsync();
        await page.PutIntoCartAsync();
        await page.SignUpAsync("/checkout");
        var tab = await page.Context.NewPageAsync();
        await tab.GotoAsync("/checkout");

        await page.ReloadAsync();
        await page.Locator("input[value=credit_card]").CheckAsync();
        await page.Locator("form[action='/checkout'] button").DblClickAsync();
        var order = await page.AtOrderAsync();
        await page.ReloadAsync();
        await page.GoBackAsync();
        await page.GoForwardAsync();
        Assert.Equal(order, await page.AtOrderAsync());

        await tab.PayAsync();
        Assert.Equal(order, await tab.AtOrderAsync());
        Assert.Equal(1, await page.OrdersAsync());
    }

    [Fact]
    public async Task Going_back_and_reloading_at_every_step_lose_nothing_order_once_and_meet_no_error()
    {
        var page = await OpenAsync();
        List<string> errors = [];
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
            {
                errors.Add($"{response.Status} {response.Request.Method} {response.Url}");
            }
        };
        await page.GotoAsync("/");
        await page.PutIntoCartAsync("WIDGET-004", 2);
        await ThereAndBackAsync();
        await HoldsAsync(2);
        await page.SignUpAsync("/checkout");
        await ThereAndBackAsync();
        await HoldsAsync(2);

        await page.GotoAsync("/checkout");
        await page.PayAsync("test_requires_action");
        var order = await page.AtOrderAsync();
        await page.SeesAsync("Your payment waits for you");
        await ThereAndBackAsync();
        await page.SeesAsync("Your payment waits for you");
        await FinishAsync(page);
        await page.Locator(".badge", new() { HasText = "Confirmed" }).WaitForAsync();
        await ThereAndBackAsync();
        Assert.Equal(order, await page.AtOrderAsync());

        // The checkout page of before has nothing to order any more, whichever way it comes back.
        await page.GoBackAsync();
        await page.ReloadAsync();
        await page.GotoAsync("/checkout");
        await page.SeesAsync("Your basket is empty");
        Assert.Equal(1, await page.OrdersAsync());
        Assert.Empty(errors);

        async Task ThereAndBackAsync()
        {
            await page.ReloadAsync();
            await page.GoBackAsync();
            await page.ReloadAsync();
            await page.GoForwardAsync();
            await page.ReloadAsync();
        }

        async Task HoldsAsync(int quantity)
        {
            await page.GotoAsync("/cart");
            Assert.Equal($"{quantity}", await page.Locator("input[name$='WIDGET-004']").InputValueAsync());
        }
    }

    [Fact]
    public async Task A_gateway_that_is_killed_during_an_order_costs_the_buyer_nothing()
    {
        var page = await OpenAsync();
        await page.PutIntoCartAsync();
        await page.SignUpAsync("/checkout");
        shop.Kill(AgentNames.Gateway);
        await page.PayAsync();
        await page.AtOrderAsync();
        await page.Locator(".badge", new() { HasText = "Confirmed" }).WaitForAsync();
        Assert.Equal(1, await page.OrdersAsync());
    }

    [Fact]
    public async Task Without_script_one_looks_around_signs_up_out_and_in_and_orders()
    {
        var page = await shop.Chromium.OpenAsync(shop.StorefrontAddress, script: false);
        await page.GotoAsync("/");
        await page.Locator("#q").FillAsync("walnut");
        await page.Locator("form[role=search] button").ClickAsync();
        await page.Locator("a.cover").ClickAsync();
        await page.Locator("form[action='/cart/items'] button").ClickAsync();
        var email = await page.SignUpAsync("/account");
        await page.Locator("form[action='/sign-out'] button").ClickAsync();
        await page.SeesAsync("You are signed out");
        await page.GotoAsync("/checkout");
        await page.SignInAsync(email);
        await page.WaitForURLAsync("**/checkout");
        await page.PayAsync();
        await page.AtOrderAsync();
        await page.SeesAsync("Confirmed");
        Assert.Equal(1, await page.OrdersAsync());
    }

    [Theory]
    [InlineData(360, 1)]
    [InlineData(1280, 2)]
    public async Task On_a_phone_and_enlarged_nothing_lies_outside_the_page(int width, float zoom)
    {
        var page = await shop.Chromium.OpenAsync(shop.StorefrontAddress, width, zoom: zoom);
        await page.PutIntoCartAsync("WIDGET-009");
        await NarrowAsync(page);
        await page.SignUpAsync("/checkout");
        await NarrowAsync(page);
        await page.PayAsync("test_declined");
        await page.SeesAsync("declined");
        foreach (var path in (string[])["/", "/cart", "/orders", "/account", "/account/sessions", "/account/data"])
        {
            await page.GotoAsync(path);
            await NarrowAsync(page);
        }
    }

    [Fact]
    public async Task Who_erases_the_account_is_gone()
    {
        var page = await OpenAsync();
        var email = await page.SignUpAsync("/account/data");
        await page.Locator("#field-current_password").FillAsync(Buyer.Password);
        await page.Locator("input[name=sure]").CheckAsync();
        await page.Locator("form[action='/account/erase'] button").ClickAsync();
        await page.SeesAsync("Goodbye");
        await page.GotoAsync("/sign-in");
        await page.SignInAsync(email);
        await page.SeesAsync("That password is not right");
    }

    [Fact]
    public async Task The_trace_of_an_order_begins_at_the_storefront_whatever_the_browser_sends_and_goes_on_in_the_agents()
    {
        const string Chosen = "deadbeefdeadbeefdeadbeefdeadbeef";
        var page = await OpenAsync();
        await page.SetExtraHTTPHeadersAsync([new("traceparent", $"00-{Chosen}-00f067aa0ba902b7-01")]);
        await page.PutIntoCartAsync();
        var email = await page.SignUpAsync("/checkout");
        await page.PayAsync();
        await page.AtOrderAsync();

        await Eventually.HoldsAsync(
            () => shop.Telemetry.Spans.Any(span => span is { Agent: "web", Name: "POST /checkout", ParentId: "" } && IsFollowed(span)),
            "the spans of an order from the storefront to the gateway and the order agent");
        var own = shop.Telemetry.Spans.Where(span => span.Agent == "web").ToList();
        Assert.DoesNotContain(own, span => span.TraceId == Chosen || span.Name.Contains("healthz", StringComparison.Ordinal));
        Assert.DoesNotContain(own.SelectMany(span => span.Attributes.Values), value => value.Contains(email, StringComparison.Ordinal));
        await Eventually.HoldsAsync(
            () => shop.Telemetry.Points.Any(point => point is { Agent: "web", Name: "http.server.request.duration" }),
            "metrics of the storefront");

        bool IsFollowed(TelemetrySpan first)
        {
            var all = shop.Telemetry.Spans.Where(span => span.TraceId == first.TraceId).ToList();
            return all.Any(span => span is { Agent: AgentNames.Gateway, Name: "POST /api/v1/orders" }
                    && all.Any(sent => sent.Agent == "web" && sent.SpanId == span.ParentId && sent.ParentId == first.SpanId))
                && all.Any(span => span.Agent == AgentNames.Order);
        }
    }

    private Task<IPage> OpenAsync() => shop.Chromium.OpenAsync(shop.StorefrontAddress);

    private async Task FinishAsync(IPage page)
    {
        var transaction = await page.Locator("dd.mono").Last.InnerTextAsync();
        await using var finish = shop.Owner("sandbox").CreateCommand("SELECT finish_action($1, true)");
        finish.Parameters.Add(new() { Value = Guid.Parse(transaction) });
        await finish.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    private async Task StockAsync(string sku, int delta)
    {
        var booked = await shop.CallAsync(
            "adjust_stock", $$"""{"sku": "{{sku}}", "delta": {{delta}}, "reason": "test"}""", AgentNames.Inventory, AgentNames.Admin);
        Assert.Equal("completed", booked.Status);
    }

    private static async Task NarrowAsync(IPage page) => Assert.False(
        await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), page.Url);
}
