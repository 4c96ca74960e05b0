using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Ecommerce.Pages.Security;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Web.Tests;

/// <summary>What others would have a buyer's browser do.</summary>
public sealed partial class AttackTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/products/WIDGET-001")]
    [InlineData("/cart")]
    [InlineData("/sign-in")]
    [InlineData("/sign-up")]
    [InlineData("/nowhere")]
    [InlineData("/products/NONE")]
    public async Task Every_page_says_that_nothing_is_loaded_from_elsewhere_and_nobody_frames_it(string path)
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        var answer = await browser.Http.GetAsync(path);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Contains("require-trusted-types-for 'script'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        var page = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotMatch(Inline(), Quoted().Replace(page, "\"\""));
        Assert.All(References().Matches(page), match => Assert.Matches("^(/|#|data:,$)", match.Groups[1].Value));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task A_form_of_another_site_does_nothing(string header, string value)
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SignInAsync();
        await browser.FillCartAsync();
        var page = await browser.GetAsync("/checkout");
        browser.Http.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        var answer = await browser.SendFormAsync(page, "/checkout", ("payment_method", "credit_card"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(shop.Gateway.Orders);

        // Another site's form comes without these cookies, and its answer changes none of them.
        using var another = shop.Open();
        another.Http.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        var refused = await another.Http.PostAsync("/checkout", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.False(refused.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x", "--x\r\n")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\na")]
    [InlineData("multipart/form-data", "")]
    [InlineData("application/json", "{}")]
    [InlineData("application/x-www-form-urlencoded", "%ZZ=%&=&&a")]
    public async Task A_body_that_is_no_form_of_the_shop_is_refused_and_is_no_failure_of_it(string type, string body)
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        foreach (var path in (string[])["/sign-in", "/checkout", "/preferences"])
        {
            using var content = new StringContent(body);
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            var answer = await browser.Http.PostAsync(path, content);
            Assert.InRange((int)answer.StatusCode, 300, 499);
        }

        Assert.DoesNotContain(shop.Log.Lines, line => line.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task A_browser_that_leaves_in_the_middle_of_a_form_is_no_failure_of_the_shop()
    {
        await using var shop = await Storefront.StartAsync();
        const string Half = "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            + "Content-Length: 99\r\n\r\na=b";
        using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { LingerState = new(true, 0) })
        {
            await socket.ConnectAsync(shop.Address.Host, shop.Address.Port);
            await socket.SendAsync(Encoding.ASCII.GetBytes(Half));
            await shop.Log.UntilAsync(line => line.Text.StartsWith("Request starting", StringComparison.Ordinal), 1);
        }

        await shop.Log.UntilAsync(line => line.Text.StartsWith("Request finished", StringComparison.Ordinal), 1);
        Assert.DoesNotContain(shop.Log.Lines, line => line.Level >= LogLevel.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    public async Task A_form_without_the_visitors_token_does_nothing(string token)
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SignInAsync();
        await browser.FillCartAsync();
        var answer = await browser.SendAsync("/checkout", "/checkout", ("payment_method", "credit_card"), ("_token", token));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Empty(shop.Gateway.Orders);
        Assert.Contains("Nothing was done", await browser.GetAsync("/checkout"));
    }

    [Fact]
    public async Task A_form_that_was_shown_to_another_user_orders_nothing()
    {
        await using var shop = await Storefront.StartAsync();
        using var anns = shop.Open();
        await anns.SignInAsync();
        await anns.FillCartAsync();
        var ticket = Ticket().Match(await anns.GetAsync("/checkout")).Groups[1].Value;
        using var bobs = shop.Open();
        await bobs.SignInAsync("bob@example.com");
        await bobs.FillCartAsync();
        await bobs.SendAsync("/checkout", "/checkout", ("ticket", ticket), ("payment_method", "credit_card"));
        Assert.Empty(shop.Gateway.Keys);

        // It is a ticket all the same.
        await anns.SendAsync("/checkout", "/checkout", ("ticket", ticket), ("payment_method", "credit_card"));
        Assert.Single(shop.Gateway.Orders);
    }

    [Fact]
    public async Task Another_users_order_is_not_there()
    {
        await using var shop = await Storefront.StartAsync();
        using var anns = shop.Open();
        await anns.SignInAsync();
        await anns.FillCartAsync();
        var order = (await anns.SendAsync("/checkout", "/checkout", ("payment_method", "credit_card"))).Headers.Location!.OriginalString;
        Assert.Contains("Widget", await anns.GetAsync(order));

        using var bobs = shop.Open();
        await bobs.SignInAsync("bob@example.com");
        var answer = await bobs.Http.GetAsync(order);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("WIDGET-001", await answer.Content.ReadAsStringAsync());
        Assert.DoesNotContain(order, await bobs.GetAsync("/orders"));
    }

    [Fact]
    public async Task A_name_of_any_length_keeps_nobody_from_the_shop()
    {
        await using var shop = await Storefront.StartAsync();
        shop.Gateway.UserName = string.Concat(Enumerable.Repeat("\U0001F388", 200));
        using var browser = shop.Open();
        await browser.SignInAsync();
        foreach (var path in (string[])["/", "/cart", "/orders", "/account"])
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync(path)).StatusCode);
        }

        var answer = await browser.SendAsync("/account", "/account/name", ("name", shop.Gateway.UserName));
        Assert.Equal("/account#name", answer.Headers.Location?.OriginalString);
        Assert.Contains("Your name is changed", await browser.GetAsync("/account"));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/ok\r\nSet-Cookie: a=b")]
    [InlineData("")]
    [InlineData("evil.example")]
    [InlineData("/ü")]
    [InlineData("/\u007f")]
    public async Task Signing_in_leads_to_no_other_site(string to)
    {
        Assert.Equal("/", SameSite.LocalPath(to));
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        var answer = await browser.SendAsync(
            $"/sign-in?return={Uri.EscapeDataString(to)}", "/sign-in", ("email", "a@b.example"), ("password", "correct horse 7"),
            ("return", to));
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Who_signs_in_has_cookies_that_nobody_had_before()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.GetAsync("/sign-in");
        var (visitor, page) = (browser.Cookie("visitor"), await browser.GetAsync("/sign-in"));
        await browser.SignInAsync();
        Assert.NotEqual(visitor, browser.Cookie("visitor"));
        var first = browser.Cookie("session");
        Assert.NotNull(first);

        // The form of before counts no more.
        var answer = await browser.SendFormAsync(page, "/sign-in", ("email", "mallory@example.com"), ("password", "correct horse 7"));
        Assert.Equal("/sign-in", answer.Headers.Location?.OriginalString);
        Assert.Equal(first, browser.Cookie("session"));

        // Nobody is asked to sign in there, and what happened is said all the same.
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Http.GetAsync("/sign-in")).StatusCode);
        Assert.Contains("This page was from before you signed in or out.", await browser.GetAsync("/"));
    }

    [Fact]
    public async Task A_session_that_was_planted_or_changed_is_none()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SignInAsync();
        var session = browser.Cookie("session")!;
        foreach (var planted in new[] { "x", session[..^2] + "AA", "A" + session[1..], browser.Cookie("user-cart")! })
        {
            using var victim = shop.Open();
            victim.Cookies.Add(shop.Address, new Cookie("session", planted));
            Assert.Contains("/sign-in", await victim.GetAsync("/"));
            Assert.Equal(HttpStatusCode.SeeOther, (await victim.Http.GetAsync("/orders")).StatusCode);
        }
    }

    [Fact]
    public async Task Anothers_order_is_not_there()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SignInAsync();
        var answer = await browser.Http.GetAsync($"/orders/{ScriptedGateway.Foreign}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("not yours", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_page_that_is_asked_for_by_another_name_is_refused()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "evil.example";
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await browser.Http.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://plain.example/pay")]
    [InlineData("//evil.example")]
    public async Task Where_to_confirm_a_payment_is_by_https_alone(string url)
    {
        await using var shop = await Storefront.StartAsync();
        (shop.Gateway.OrderStatus, shop.Gateway.NextAction) = ("pending", new() { ["type"] = "redirect", ["url"] = url });
        using var browser = shop.Open();
        await browser.SignInAsync();
        await browser.FillCartAsync();
        var order = await browser.SendAsync("/checkout", "/checkout", ("payment_method", "credit_card"));
        var page = await browser.GetAsync(order.Headers.Location!.OriginalString);
        Assert.Contains("Your payment waits for you", page);
        Assert.DoesNotContain(WebUtility.HtmlEncode(url), page);
    }

    [Fact]
    public async Task Over_TLS_cookies_are_the_hosts_own_and_browsers_are_told_to_stay_there()
    {
        await using var shop = await Storefront.StartAsync(("web:trusted_proxies", "127.0.0.0/8"));
        using var browser = shop.Open();
        browser.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        browser.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.1");
        var answer = await browser.Http.GetAsync("/sign-in");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("__Host-visitor=", cookie);
        Assert.Contains("secure", cookie);
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=lax", cookie);
        Assert.Contains("max-age", answer.Headers.GetValues("Strict-Transport-Security").Single());
    }

    [Theory]
    [InlineData("shop.example", true)]
    [InlineData("localhost", false)]
    [InlineData("LOCALHOST:8090", false)]
    public async Task Browsers_are_told_to_stay_with_TLS_but_not_at_all_ports_of_their_own_machine(string host, bool isTold)
    {
        await using var shop = await Storefront.StartAsync(("web:trusted_proxies", "127.0.0.0/8"), ("web:hosts", "shop.example,localhost"));
        using var browser = shop.Open();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Host = host;
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", "192.0.2.1");
        var answer = await browser.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(isTold, answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task The_gateway_is_told_whose_password_it_is_and_not_who_reads_the_catalogue_or_what_the_browser_says()
    {
        await using var shop = await Storefront.StartAsync();
        ConcurrentQueue<string> visitors = new();
        shop.Gateway.Before = request =>
        {
            var visitor = request.Headers.TryGetValues("X-Forwarded-For", out var values) ? string.Join(',', values) : "nobody";
            visitors.Enqueue($"{request.Method} {request.RequestUri!.AbsolutePath} {visitor}");
            return null;
        };
        using var browser = shop.Open();
        browser.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.1");
        await browser.GetAsync("/");
        await browser.SendAsync("/sign-in", "/sign-in", ("email", "a@b.example"), ("password", "wrong"));
        Assert.Equal(["GET /api/v1/products nobody", "POST /api/v1/sessions 127.0.0.1"], visitors);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("198.51.100.7, 192.0.2.1", "192.0.2.1")]
    [InlineData("127.0.0.2, 198.51.100.7, 192.0.2.1, 127.0.0.3", "192.0.2.1")]
    [InlineData("2001:db8::7", "2001:db8::7")]
    [InlineData("somebody, 192.0.2.1", "192.0.2.1")]
    [InlineData("192.0.2.1, somebody", "127.0.0.1")]
    [InlineData("", "127.0.0.1")]
    public async Task Behind_a_proxy_the_visitor_is_who_the_proxy_names_whatever_the_browser_adds(string forwarded, string visitor)
    {
        await using var shop = await Storefront.StartAsync(("web:trusted_proxies", "127.0.0.0/8"));
        ConcurrentQueue<string> visitors = new();
        shop.Gateway.Before = request =>
        {
            visitors.Enqueue(request.Headers.TryGetValues("X-Forwarded-For", out var values) ? string.Join(" and ", values) : "nobody");
            return null;
        };
        using var browser = shop.Open();
        browser.Http.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", forwarded);
        await browser.SendAsync("/sign-in", "/sign-in", ("email", "a@b.example"), ("password", "wrong"));
        Assert.Equal([visitor], visitors);
    }

    [Fact]
    public async Task No_browser_chooses_the_trace_of_its_request_or_what_goes_along_with_it()
    {
        const string Chosen = "deadbeefdeadbeefdeadbeefdeadbeef";
        await using var shop = await Storefront.StartAsync();
        ConcurrentQueue<Activity> traces = new();
        shop.Gateway.Before = _ =>
        {
            traces.Enqueue(Activity.Current!);
            return null;
        };
        using var browser = shop.Open();
        browser.Http.DefaultRequestHeaders.Add("traceparent", $"00-{Chosen}-00f067aa0ba902b7-01");
        browser.Http.DefaultRequestHeaders.Add("tracestate", "mine=1");
        browser.Http.DefaultRequestHeaders.Add("baggage", "user=mallory");
        await browser.SendAsync("/sign-in", "/sign-in", ("email", "a@b.example"), ("password", "wrong"));
        Assert.NotEmpty(traces);
        Assert.All(traces, trace =>
        {
            Assert.NotEqual(Chosen, trace.TraceId.ToString());
            Assert.False(trace.Recorded);
            Assert.Null(trace.TraceStateString);
            Assert.Empty(trace.Baggage);
        });
    }

    [Fact]
    public async Task Who_tries_too_many_passwords_is_told_so()
    {
        await using var shop = await Storefront.StartAsync();
        shop.Gateway.Before = request =>
            request.RequestUri!.AbsolutePath.EndsWith("/sessions") ? ScriptedGateway.Refuse(429, "rate_limited") : null;
        using var browser = shop.Open();
        await browser.SendAsync("/sign-in", "/sign-in", ("email", "a@b.example"), ("password", "wrong"));
        Assert.Contains("too much at once", await browser.GetAsync("/sign-in"));
    }

    [Fact]
    public async Task A_page_beyond_the_limit_is_one_in_the_visitors_language()
    {
        await using var shop = await Storefront.StartAsync(("web:address_requests_per_second", "1"));
        using var browser = shop.Open();
        browser.Http.DefaultRequestHeaders.Add("Accept-Language", "de");
        HttpResponseMessage answer;
        do
        {
            answer = await browser.Http.GetAsync("/sign-in");
        }
        while (answer.IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal("1", answer.Headers.GetValues("Retry-After").Single());
        Assert.Contains("Das war zu viel auf einmal", await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("<script(?![^>]* src=)|<style|\\sstyle=|<[^>]*\\son[a-z]+=", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    // A value may hold any text.
    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("(?:src|href|action)=\"([^\"]*)\"")]
    private static partial Regex References();

    [GeneratedRegex("name=\"ticket\" value=\"([^\"]*)\"")]
    private static partial Regex Ticket();
}
