using System.Net;

namespace Ecommerce.Web.Tests;

/// <summary>Sessions that end, and a gateway that is away.</summary>
public sealed class SessionTests
{
    private const string Part = "X-Part";

    [Theory]
    [InlineData("/orders", Part, "order")]
    [InlineData("/orders", Part, "page")]
    [InlineData("/orders/01a1ff1c-d114-79ba-ac76-000000000000/events", "Accept", "text/event-stream")]
    [InlineData("/account/export", "Accept", "text/html")]
    public async Task What_a_page_asks_for_when_the_session_has_ended_changes_nothing(string path, string header, string value)
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SignInAsync();
        await browser.FillCartAsync();
        EndSession(shop);
        var (visitor, flash) = (browser.Cookie("visitor"), browser.Cookie("flash"));
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add(header, value);
        var answer = await browser.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal((visitor, flash), (browser.Cookie("visitor"), browser.Cookie("flash")));

        // The page that is loaded anew leads on.
        var page = await browser.Http.GetAsync("/orders");
        Assert.Equal("/sign-in?return=%2Forders", page.Headers.Location?.OriginalString);
        Assert.NotEqual(visitor, browser.Cookie("visitor"));
    }

    [Fact]
    public async Task What_is_to_be_said_waits_for_the_next_page()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.FillCartAsync();
        Assert.DoesNotContain("It is in your basket", await AskAsync(browser, "order"));
        Assert.Contains("It is in your basket", await AskAsync(browser, "page"));
        Assert.DoesNotContain("It is in your basket", await AskAsync(browser, "page"));
    }

    [Fact]
    public async Task Who_looks_for_what_is_not_there_is_signed_in_all_the_same()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SignInAsync();
        await browser.FillCartAsync();
        var page = await browser.GetAsync("/nowhere");
        Assert.Contains("There is nothing here", page);
        Assert.Contains("href=\"/account\"", page);
        Assert.Contains("2 in the basket", page);
        Assert.DoesNotContain("href=\"/sign-in\"", page);
    }

    [Fact]
    public async Task Who_is_not_signed_in_stays_the_same_visitor()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        var form = await browser.GetAsync("/sign-in");
        var visitor = browser.Cookie("visitor");
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Http.GetAsync("/orders")).StatusCode);
        Assert.Equal(visitor, browser.Cookie("visitor"));
        var answer = await browser.SendFormAsync(
            form, "/sign-in", ("email", "ann@example.com"), ("password", "correct horse 7"), ("return", "/cart"));
        Assert.Equal("/cart", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task While_the_gateway_is_away_one_looks_around_and_signs_out()
    {
        await using var shop = await Storefront.StartAsync();
        shop.Gateway.ExpiresIn = 90;
        using var browser = shop.Open();
        await browser.SignInAsync();
        await browser.GetAsync("/");
        var account = await browser.GetAsync("/account");
        shop.Gateway.Before = _ => throw new HttpRequestException("away");
        shop.Gateway.Asked.Clear();
        shop.Time.Pass(TimeSpan.FromMinutes(1.9));
        Assert.Contains("WIDGET-001", await browser.GetAsync("/"));
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync("/cart")).StatusCode);
        Assert.DoesNotContain("POST /sessions/refresh", shop.Gateway.Asked);

        var answer = await browser.SendFormAsync(account, "/sign-out");
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
        Assert.Null(browser.Cookie("session"));
        Assert.Contains("The shop could not be told", await browser.GetAsync("/"));
        Assert.Single(shop.Gateway.Asked, asked => asked == "DELETE /sessions");
    }

    [Fact]
    public async Task Signing_out_ends_the_session_also_when_its_access_token_has_ended()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SignInAsync();
        var account = await browser.GetAsync("/account");
        shop.Time.Pass(TimeSpan.FromHours(1));
        await browser.SendFormAsync(account, "/sign-out");
        Assert.Contains("DELETE /sessions", shop.Gateway.Asked);
        Assert.Contains("You are signed out.", await browser.GetAsync("/"));
    }

    // Its refresh token is good for nothing any more.
    private static void EndSession(Storefront shop)
    {
        shop.Time.Pass(TimeSpan.FromMinutes(10));
        shop.Gateway.Before = request => request.RequestUri!.AbsolutePath.EndsWith("/refresh")
            ? ScriptedGateway.Refuse(401, "unauthenticated")
            : null;
    }

    private static async Task<string> AskAsync(Storefront.Browser browser, string part)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/cart");
        request.Headers.Add(Part, part);
        return await (await browser.Http.SendAsync(request)).Content.ReadAsStringAsync();
    }
}
