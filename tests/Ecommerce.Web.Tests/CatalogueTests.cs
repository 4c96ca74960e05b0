using System.Collections.Concurrent;
using System.Net;
using Ecommerce.Testing;
using Ecommerce.Web.Catalogue;
using Ecommerce.Web.Gateway;

namespace Ecommerce.Web.Tests;

/// <summary>What is shown of the products, and what that costs the gateway.</summary>
public sealed class CatalogueTests
{
    [Fact]
    public async Task Products_cost_the_gateway_one_call_whatever_is_asked_for()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => browser.GetAsync($"/?q={number}")));
        for (var number = 0; number < 20; number++)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync($"/products/ANY-{number}")).StatusCode);
        }

        Assert.Contains("WIDGET-001", await browser.GetAsync("/products/WIDGET-001"));
        Assert.Equal(["GET /products"], shop.Gateway.Asked);
    }

    [Fact]
    public async Task What_is_known_is_shown_while_it_is_read_anew()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.GetAsync("/");
        (shop.Gateway.ProductName, var slow) = ("Gadget", new TaskCompletionSource());
        shop.Gateway.Delay = slow.Task;
        shop.Time.Pass(TimeSpan.FromSeconds(10));
        for (var again = 0; again < 5; again++)
        {
            Assert.Contains("Widget", await browser.GetAsync("/"));
        }

        slow.SetResult();
        await Eventually.HoldsAsync(async () => (await browser.GetAsync("/")).Contains("Gadget"), () => "the products are those of before");
        Assert.Equal(2, shop.Gateway.Asked.Count);
    }

    [Fact]
    public async Task A_gateway_that_is_away_is_not_asked_by_each_visitor()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        shop.Gateway.Before = _ => throw new HttpRequestException("away");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.Http.GetAsync("/")).StatusCode);
        var asked = shop.Gateway.Asked.Count;
        for (var again = 0; again < 5; again++)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.Http.GetAsync("/products/WIDGET-001")).StatusCode);
        }

        Assert.Equal(asked, shop.Gateway.Asked.Count);

        shop.Gateway.Before = _ => null;
        shop.Time.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task A_product_beyond_those_that_are_known_is_asked_for_in_the_name_of_the_visitor()
    {
        await using var shop = await Storefront.StartAsync();
        shop.Gateway.Others = ProductCatalogue.Most;
        ConcurrentQueue<string> asked = new();
        shop.Gateway.Before = request =>
        {
            asked.Enqueue($"{request.RequestUri!.AbsolutePath} for {(request.Headers.Contains("X-Forwarded-For") ? "a visitor" : "all")}");
            return null;
        };
        using var browser = shop.Open();
        await browser.FillCartAsync("WIDGET-003");
        Assert.Contains("WIDGET-003", await browser.GetAsync("/cart"));
        Assert.Equal(2, asked.Count(one => one == "/api/v1/products/WIDGET-003 for a visitor"));
        Assert.DoesNotContain("/api/v1/products/WIDGET-003 for all", asked);
    }

    [Fact]
    public async Task However_often_the_products_are_doubted_they_are_read_once_in_a_while()
    {
        var (scripted, time) = (new ScriptedGateway(), new StoppedTime());
        using var http = new HttpClient(scripted) { BaseAddress = new Uri("https://gateway:8443") };
        var catalogue = new ProductCatalogue(new GatewayClient(http, new HastyTime()), time);
        await catalogue.AllAsync(TestContext.Current.CancellationToken);
        scripted.Price = "25.00";
        List<Task<IReadOnlyList<Product>>> waiting = [];
        for (var refused = 0; refused < 20; refused++)
        {
            catalogue.Doubt();
            waiting.Add(catalogue.AllAsync(TestContext.Current.CancellationToken));
        }

        Assert.Single(scripted.Asked);
        time.Pass(TimeSpan.FromSeconds(1));
        Assert.All(await Task.WhenAll(waiting), products => Assert.Equal("25.00", products[0].Price));
        Assert.Equal(2, scripted.Asked.Count);
    }

    [Fact]
    public async Task A_price_that_was_refused_is_read_before_the_basket_is_shown()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SignInAsync();
        await browser.FillCartAsync();
        var page = await browser.GetAsync("/checkout");
        shop.Gateway.Price = "25.00";
        shop.Gateway.Before = request => request.RequestUri!.AbsolutePath.EndsWith("/orders")
            ? ScriptedGateway.Refuse(422, "price_changed")
            : null;
        await browser.SendFormAsync(page, "/checkout", ("payment_method", "credit_card"));
        Assert.Contains("$25.00", await browser.GetAsync("/cart"));
    }
}
