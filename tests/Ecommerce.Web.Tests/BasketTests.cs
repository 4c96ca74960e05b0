using System.Net;
using System.Text.Json.Nodes;

namespace Ecommerce.Web.Tests;

/// <summary>What becomes of a basket when something goes another way than straight on.</summary>
public sealed class BasketTests
{
    private static readonly (string Name, string Value) Card = ("payment_method", "credit_card");
    private static readonly (string Name, string Value) OtherCard = ("payment_method", "test_slow");
    private static readonly (string Name, string Value) Declined = ("payment_method", "test_declined");

    [Fact]
    public async Task Another_card_for_a_basket_that_was_ordered_is_no_second_order()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = await OpenAsync(shop);
        var (page, cart) = (await browser.GetAsync("/checkout"), browser.Cookie("user-cart")!);
        await browser.SendFormAsync(page, "/checkout", Card);

        // The browser has not seen the answer, and the buyer tries another card, and again.
        browser.Cookies.Add(shop.Address, new Cookie("user-cart", cart, "/"));
        var answer = await browser.SendFormAsync(page, "/checkout", OtherCard);
        Assert.Equal("/orders", answer.Headers.Location?.OriginalString);
        Assert.Contains("This basket was sent already", await browser.GetAsync("/orders"));
        Assert.Equal("/cart", (await browser.Http.GetAsync("/checkout")).Headers.Location?.OriginalString);
        Assert.Contains("Your basket is empty", await browser.GetAsync("/cart"));
        Assert.Single(shop.Gateway.Orders);
        Assert.Single(shop.Gateway.Keys.Distinct());
    }

    [Fact]
    public async Task A_tab_of_a_declined_attempt_says_so_and_the_basket_stays()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = await OpenAsync(shop);
        var tab = await browser.GetAsync("/checkout");
        await browser.SendAsync("/checkout", "/checkout", Declined);
        Assert.Contains("Your payment was declined", await browser.GetAsync("/checkout"));

        var answer = await browser.SendFormAsync(tab, "/checkout", Card);
        Assert.Equal("/checkout", answer.Headers.Location?.OriginalString);
        var page = await browser.GetAsync("/checkout");
        Assert.Contains("from an earlier attempt", page);
        await browser.SendFormAsync(page, "/checkout", Card);
        Assert.Single(shop.Gateway.Orders.Values, order => (string?)order["status"] == "confirmed");
    }

    [Fact]
    public async Task A_checkout_page_of_many_hours_ago_orders_nothing()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = await OpenAsync(shop);
        var page = await browser.GetAsync("/checkout");
        shop.Time.Pass(TimeSpan.FromHours(7));
        await browser.SendFormAsync(page, "/checkout", Card);
        Assert.Empty(shop.Gateway.Keys);
        page = await browser.GetAsync("/checkout");
        Assert.Contains("open for too long", page);
        await browser.SendFormAsync(page, "/checkout", Card);
        Assert.Single(shop.Gateway.Orders);
    }

    [Fact]
    public async Task An_order_that_is_still_being_placed_leads_to_the_orders()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = await OpenAsync(shop);
        shop.Gateway.StillPlacing = true;
        var answer = await browser.SendAsync("/checkout", "/checkout", Card);
        Assert.Equal("/orders", answer.Headers.Location?.OriginalString);
        Assert.Contains("still being placed", await browser.GetAsync("/orders"));
        Assert.Single(shop.Gateway.Keys.Distinct());

        // It is the same order whichever way it is sent again.
        shop.Gateway.StillPlacing = false;
        await browser.SendAsync("/checkout", "/checkout", Card);
        Assert.Single(shop.Gateway.Keys.Distinct());
    }

    [Fact]
    public async Task What_another_tab_puts_in_meanwhile_stays_and_is_another_order()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = await OpenAsync(shop);
        var page = await browser.GetAsync("/checkout");
        await browser.FillCartAsync();
        await browser.FillCartAsync("WIDGET-002");
        await browser.SendFormAsync(page, "/checkout", Card);
        var left = await browser.GetAsync("/cart");
        Assert.Contains("name=\"quantity-WIDGET-001\" value=\"2\"", left);
        Assert.Contains("name=\"quantity-WIDGET-002\" value=\"2\"", left);
        await browser.SendAsync("/checkout", "/checkout", Card);
        Assert.Equal(2, shop.Gateway.Orders.Count);
    }

    [Fact]
    public async Task What_is_put_in_after_an_order_whose_answer_was_lost_stays_and_is_another_order()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = await OpenAsync(shop);
        shop.Gateway.LosesAnswers = true;
        var lost = await browser.SendAsync("/checkout", "/checkout", Card);
        Assert.Equal("/checkout", lost.Headers.Location?.OriginalString);
        shop.Gateway.LosesAnswers = false;
        await browser.FillCartAsync();
        await browser.FillCartAsync("WIDGET-002");

        // Its key is that of the order that came after all.
        var reused = await browser.SendAsync("/checkout", "/checkout", Card);
        Assert.Equal("/orders", reused.Headers.Location?.OriginalString);
        Assert.Single(shop.Gateway.Orders);
        var left = await browser.GetAsync("/cart");
        Assert.Contains("name=\"quantity-WIDGET-001\" value=\"2\"", left);
        Assert.Contains("name=\"quantity-WIDGET-002\" value=\"2\"", left);
        await browser.SendAsync("/checkout", "/checkout", Card);
        Assert.Equal(2, shop.Gateway.Orders.Count);
    }

    [Theory]
    [InlineData("checkout_expired")]
    [InlineData("payment_declined")]
    [InlineData("out_of_stock")]
    public async Task An_order_that_failed_after_it_was_taken_is_ordered_again(string code)
    {
        await using var shop = await Storefront.StartAsync();
        shop.Gateway.OrderStatus = "pending";
        using var browser = await OpenAsync(shop);
        var at = (await browser.SendAsync("/checkout", "/checkout", Card)).Headers.Location!.OriginalString;
        Assert.Contains("Your basket is empty", await browser.GetAsync("/cart"));
        var order = shop.Gateway.Orders.Values.Single();
        (order["status"], order["failure"]) = ("failed", new JsonObject { ["code"] = code, ["message"] = "" });

        var page = await browser.GetAsync(at);
        Assert.DoesNotContain("class=\"button\" href=\"/c", page);
        var answer = await browser.SendFormAsync(page, $"{at}/again");
        Assert.Equal("/cart", answer.Headers.Location?.OriginalString);
        Assert.Contains("name=\"quantity-WIDGET-001\" value=\"2\"", await browser.GetAsync("/cart"));
        (shop.Gateway.OrderStatus, var before) = ("confirmed", shop.Gateway.Orders.Count);
        await browser.SendAsync("/checkout", "/checkout", Card);
        Assert.Equal(before + 1, shop.Gateway.Orders.Count);
    }

    [Fact]
    public async Task Who_signs_in_with_more_than_fits_is_told_so_and_keeps_what_was_there()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SignInAsync();
        await FillAsync(browser, "USERS");
        await browser.SendAsync("/account", "/sign-out");
        await FillAsync(browser, "VISITORS");
        await browser.SignInAsync();
        var page = await browser.GetAsync("/cart");
        Assert.Contains("Not all that you put in", page);
        Assert.Contains("name=\"quantity-USERS-19\"", page);
        Assert.Contains("name=\"quantity-VISITORS-9\"", page);
        Assert.DoesNotContain("name=\"quantity-VISITORS-10\"", page);
        Assert.DoesNotContain("Not all that you put in", await browser.GetAsync("/cart"));
    }

    // Twenty of the thirty that fit.
    private static async Task FillAsync(Storefront.Browser browser, string name)
    {
        var page = await browser.GetAsync("/products/WIDGET-001");
        for (var number = 0; number < 20; number++)
        {
            await browser.SendFormAsync(page, "/cart/items", ("sku", $"{name}-{number}"), ("quantity", "1"));
        }
    }

    private static async Task<Storefront.Browser> OpenAsync(Storefront shop)
    {
        var browser = shop.Open();
        await browser.SignInAsync();
        await browser.FillCartAsync();
        return browser;
    }
}
