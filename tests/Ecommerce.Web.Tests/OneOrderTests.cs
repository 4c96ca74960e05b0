using System.Net;
using Ecommerce.Web.Carts;

namespace Ecommerce.Web.Tests;

/// <summary>From one basket there is one order.</summary>
public sealed class OneOrderTests
{
    private static readonly (string Name, string Value) Card = ("payment_method", "credit_card");

    [Fact]
    public async Task A_form_that_is_sent_twice_is_one_order()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SignInAsync();
        await browser.FillCartAsync();
        var page = await browser.GetAsync("/checkout");
        var both = await Task.WhenAll(browser.SendFormAsync(page, "/checkout", Card), browser.SendFormAsync(page, "/checkout", Card));
        Assert.Single(shop.Gateway.Orders);
        Assert.Equal(both[0].Headers.Location, both[1].Headers.Location);
        Assert.Contains("Your basket is empty", await browser.GetAsync("/cart"));

        // By the back button, much later.
        var back = await browser.SendFormAsync(page, "/checkout", Card);
        Assert.Equal(both[0].Headers.Location, back.Headers.Location);
        Assert.Single(shop.Gateway.Orders);
    }

    [Fact]
    public async Task Two_tabs_are_one_order()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SignInAsync();
        await browser.FillCartAsync();
        var (one, other) = (await browser.GetAsync("/checkout"), await browser.GetAsync("/checkout"));
        await browser.SendFormAsync(one, "/checkout", Card);
        await browser.SendFormAsync(other, "/checkout", Card);
        Assert.Single(shop.Gateway.Orders);
        Assert.Single(shop.Gateway.Keys.Distinct());
    }

    [Fact]
    public async Task The_next_basket_is_another_order()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SignInAsync();
        for (var order = 0; order < 2; order++)
        {
            await browser.FillCartAsync();
            await browser.SendAsync("/checkout", "/checkout", Card);
        }

        Assert.Equal(2, shop.Gateway.Orders.Count);
    }

    [Fact]
    public async Task After_a_refusal_the_same_basket_is_a_new_attempt()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SignInAsync();
        await browser.FillCartAsync();
        HashSet<string> refused = [];
        shop.Gateway.Before = request => request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith("/orders")
            && refused.Add(request.Headers.GetValues("Idempotency-Key").Single()) && refused.Count == 1
            ? ScriptedGateway.Refuse(422, "payment_declined")
            : null;
        await browser.SendAsync("/checkout", "/checkout", Card);
        await browser.SendAsync("/checkout", "/checkout", Card);
        Assert.Equal(2, refused.Count);
        Assert.Single(shop.Gateway.Orders);
    }

    [Fact]
    public async Task A_gateway_that_is_away_for_a_moment_is_asked_again_under_the_same_key()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SignInAsync();
        await browser.FillCartAsync();
        var page = await browser.GetAsync("/checkout");
        var failures = 2;
        shop.Gateway.Before = request => request.Method == HttpMethod.Post && failures-- > 0
            ? throw new HttpRequestException("away")
            : null;
        var answer = await browser.SendFormAsync(page, "/checkout", Card);
        Assert.StartsWith("/orders/", answer.Headers.Location?.OriginalString);
        Assert.Single(shop.Gateway.Orders);
    }

    [Fact]
    public async Task A_session_that_ends_during_checkout_keeps_the_basket_and_the_key()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SignInAsync();
        await browser.FillCartAsync();
        var page = await browser.GetAsync("/checkout");
        shop.Gateway.Before = request =>
            request.RequestUri!.AbsolutePath.EndsWith("/orders") ? ScriptedGateway.Refuse(401, "unauthenticated") : null;
        var ended = await browser.SendFormAsync(page, "/checkout", Card);
        Assert.Equal("/sign-in?return=%2Fcheckout", ended.Headers.Location?.OriginalString);
        Assert.Contains("what you were doing is kept", await browser.GetAsync(ended.Headers.Location!.OriginalString));

        shop.Gateway.Before = _ => null;
        var back = await browser.SendAsync(
            "/sign-in?return=%2Fcheckout", "/sign-in", ("email", "ann@example.com"), ("password", "correct horse 7"));
        Assert.Equal("/checkout", back.Headers.Location?.OriginalString);
        await browser.SendAsync("/checkout", "/checkout", Card);
        Assert.Single(shop.Gateway.Orders);
    }

    [Fact]
    public async Task A_form_to_sign_up_that_is_sent_twice_is_one_account()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        var page = await browser.GetAsync("/sign-up");
        (string, string)[] fields = [("name", "Ann"), ("email", "ann@example.com"), ("password", "correct horse 7")];

        // Both as they are sent before either is answered.
        using var again = shop.Open();
        again.Cookies.Add(shop.Address, new Cookie("visitor", browser.Cookie("visitor")));
        await Task.WhenAll(browser.SendFormAsync(page, "/sign-up", fields), again.SendFormAsync(page, "/sign-up", fields));
        Assert.Equal(2, shop.Gateway.Keys.Count);
        Assert.Single(shop.Gateway.Keys.Distinct());
    }

    [Fact]
    public async Task Requests_that_come_together_renew_a_session_once()
    {
        await using var shop = await Storefront.StartAsync();
        shop.Gateway.ExpiresIn = 30;
        using var browser = shop.Open();
        await browser.SignInAsync();
        shop.Gateway.ExpiresIn = 300;
        var session = browser.Cookie("session")!;
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var tab = shop.Open();
            tab.Cookies.Add(shop.Address, new Cookie("session", session));
            return await tab.Http.GetAsync("/orders");
        }));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(1, shop.Gateway.Asked.Count(asked => asked == "POST /sessions/refresh"));
    }

    [Fact]
    public async Task What_a_visitor_put_in_is_there_after_signing_in_and_gone_after_signing_out()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.FillCartAsync();
        await browser.SignInAsync();
        Assert.Contains("WIDGET-001", await browser.GetAsync("/cart"));
        await browser.SendAsync("/account", "/sign-out");
        Assert.Contains("Your basket is empty", await browser.GetAsync("/cart"));
        await browser.FillCartAsync();
        await browser.SignInAsync();
        Assert.Contains("value=\"4\"", await browser.GetAsync("/cart"));
    }

    [Fact]
    public void A_basket_is_bounded()
    {
        var cart = Enumerable.Range(0, 100).Select(number => $"SKU-{number}")
            .Aggregate(Cart.Empty(""), (cart, sku) => cart.Add(sku, 900).Add(sku, 900));
        Assert.Equal(Cart.MostLines, cart.Lines.Count);
        Assert.All(cart.Lines, line => Assert.Equal(Cart.MostOfOne, line.Quantity));
        Assert.Empty(cart.Lines.Aggregate(cart, (left, line) => left.Set(line.Sku, 0)).Lines);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("2147483648")]
    [InlineData("")]
    public async Task A_quantity_that_is_none_is_refused(string quantity)
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SendAsync("/products/WIDGET-001", "/cart/items", ("quantity", quantity));
        Assert.Contains("Your basket is empty", await browser.GetAsync("/cart"));
    }
}
