using System.Net;
using System.Text.Json.Nodes;

namespace Ecommerce.Web.Tests;

/// <summary>What an order's page says of it.</summary>
public sealed class OrderPageTests
{
    private const string Steps = "<ol class=\"steps\"";
    private static readonly (string Name, string Value) Card = ("payment_method", "credit_card");

    [Fact]
    public async Task Progress_is_not_made_of_half_of_what_happened()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        var at = await OrderAsync(shop, browser, "pending");
        shop.Gateway.SayOnly("reserved");
        var page = await browser.GetAsync(at);
        Assert.Contains(Steps, page);
        Assert.Contains("Reserved for you", page);

        var order = shop.Gateway.Orders.Values.Single();
        (order["status"], order["failure"]) = ("failed", new JsonObject { ["code"] = "payment_declined", ["message"] = "" });
        page = await browser.GetAsync(at);
        Assert.Contains("Not completed", page);
        Assert.DoesNotContain(Steps, page);

        shop.Gateway.Before = _ => null;
        Assert.Contains(Steps, await browser.GetAsync(at));
    }

    [Fact]
    public async Task A_session_follows_few_orders_at_a_time()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        var at = await OrderAsync(shop, browser, "pending");
        shop.Gateway.SayOnly("created");
        List<HttpResponseMessage> open = [];
        for (var stream = 0; stream < 4; stream++)
        {
            open.Add(await browser.Http.GetAsync($"{at}/events", HttpCompletionOption.ResponseHeadersRead));
        }

        shop.Gateway.Asked.Clear();
        Assert.Contains("event: poll", await browser.GetAsync($"{at}/events"));
        Assert.Empty(shop.Gateway.Asked);

        // Another session is not kept from it.
        using var other = shop.Open();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{at}/events");
        await other.SignInAsync();
        using var streamed = await other.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.NotEmpty(shop.Gateway.Asked);
        open.ForEach(answer => answer.Dispose());
    }

    [Fact]
    public async Task A_storefront_that_stops_ends_what_it_hands_on_in_good_order()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        var at = await OrderAsync(shop, browser, "pending");
        shop.Gateway.SayOnly("created");
        using var answer = await browser.Http.GetAsync($"{at}/events", HttpCompletionOption.ResponseHeadersRead);
        using var events = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.Contains("created", await events.ReadLineAsync(TestContext.Current.CancellationToken));
        var stopping = shop.StopAsync();
        await events.ReadToEndAsync(TestContext.Current.CancellationToken);
        await stopping;
    }

    [Fact]
    public async Task A_return_under_way_is_followed_though_the_order_stays_confirmed_and_its_stream_open()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        var at = await OrderAsync(shop, browser, "confirmed");
        shop.Gateway.SayOnly("returning");

        var page = await browser.GetAsync(at);
        Assert.Contains($"data-live=\"{at}/events\"", page);
        Assert.DoesNotContain("cannot be read right now", page);
    }

    [Fact]
    public async Task An_order_that_is_being_cancelled_before_it_was_confirmed_is_not_called_on_its_way_back()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        var at = await OrderAsync(shop, browser, "pending");
        shop.Gateway.SayOnly("cancel_requested");

        var page = await browser.GetAsync(at);
        Assert.Contains("Being cancelled", page);
        Assert.DoesNotContain("On its way back", page);
    }

    [Fact]
    public async Task In_development_a_command_stands_for_the_buyers_yes()
    {
        await using var shop = await Storefront.StartAsync();
        shop.Gateway.NextAction = new() { ["type"] = "redirect", ["url"] = "https://sandbox.invalid/t" };
        using var browser = shop.Open();
        var page = await browser.GetAsync(await OrderAsync(shop, browser, "pending"));
        Assert.Contains("bin/ecommerce sandbox complete t<", page);
        Assert.DoesNotContain("href=\"https://sandbox.invalid", page);
    }

    [Fact]
    public async Task Without_script_a_page_loads_itself_again_unless_a_reason_may_be_typed_on_it()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        var at = await OrderAsync(shop, browser, "pending");
        var page = await browser.GetAsync(at);
        Assert.Contains("name=\"reason\"", page);
        Assert.Contains("data-reload", page);
        Assert.DoesNotContain("http-equiv=\"refresh\"", page);

        shop.Gateway.SayOnly("cancel_requested");
        page = await browser.GetAsync(at);
        Assert.DoesNotContain("name=\"reason\"", page);
        Assert.Contains("http-equiv=\"refresh\"", page);
    }

    [Fact]
    public async Task The_buyer_is_sent_to_the_address_of_the_provider()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        var at = await OrderAsync(shop, browser, "pending");
        shop.Gateway.NextAction = new() { ["type"] = "redirect", ["url"] = "https://bank.example/confirm" };
        Assert.Contains("href=\"https://bank.example/confirm\"", await browser.GetAsync(at));
    }

    [Theory]
    [InlineData("confirmed", "Your order goes back")]
    [InlineData("pending", "Your order is cancelled.")]
    public async Task An_order_that_goes_back_is_not_called_cancelled(string status, string said)
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        var at = await OrderAsync(shop, browser, status);
        var page = await browser.GetAsync(at);
        await browser.SendFormAsync(page, $"{at}/cancel");
        Assert.Contains(said, await browser.GetAsync(at));

        // Also when the page of before is sent again.
        await browser.SendFormAsync(page, $"{at}/cancel");
        Assert.Contains(said, await browser.GetAsync(at));
    }

    [Fact]
    public async Task What_is_in_several_currencies_is_not_added()
    {
        await using var shop = await Storefront.StartAsync();
        shop.Gateway.OtherCurrency = "EUR";
        using var browser = shop.Open();
        await browser.FillCartAsync();
        await browser.FillCartAsync("WIDGET-002");
        var page = WebUtility.HtmlDecode(await browser.GetAsync("/cart"));
        Assert.Contains("$39.98 + €39.98", page);
        Assert.Contains("One order is in one currency", page);
        Assert.DoesNotContain("href=\"/checkout\"", page);
    }

    [Fact]
    public async Task Only_what_goes_with_a_key_is_said_not_to_be_done_twice()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SignInAsync();
        await browser.FillCartAsync();
        var page = await browser.GetAsync("/checkout");
        shop.Gateway.Before = _ => throw new HttpRequestException("away");
        var answer = await browser.SendFormAsync(page, "/checkout", Card);
        Assert.Equal("/checkout", answer.Headers.Location?.OriginalString);
        Assert.Contains("it is not ordered twice", await browser.GetAsync("/checkout"));
        Assert.DoesNotContain("twice", await browser.GetAsync("/orders"));
    }

    private static async Task<string> OrderAsync(Storefront shop, Storefront.Browser browser, string status)
    {
        shop.Gateway.OrderStatus = status;
        await browser.SignInAsync();
        await browser.FillCartAsync();
        var at = (await browser.SendAsync("/checkout", "/checkout", Card)).Headers.Location!.OriginalString;
        Assert.StartsWith("/orders/", at);
        return at;
    }
}
