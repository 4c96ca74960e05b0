using Ecommerce.SystemTests.Mcp;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>The public port as browsers, proxies and other origins' pages meet it.</summary>
[Collection<DoorShopCollection>]
public sealed class PublicDoorTests(DoorShop shop)
{
    private const string Products = "/api/v1/products";

    [Theory]
    [InlineData(Products, 200)]
    [InlineData("/nope", 404)]
    [InlineData("/api/v1/orders/01a1fdfe-9267-7e1a-9f9b-692d6e276db0", 401)]
    public async Task Every_answer_tells_browsers_to_be_careful(string path, int status)
    {
        using var browser = shop.From("127.0.0.31");
        var answer = await browser.ReadAsync(path);
        Assert.Equal(status, answer.Status);
        Assert.Equal("max-age=31536000; includeSubDomains", Header(answer, "Strict-Transport-Security"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("no-store", Header(answer, "Cache-Control"));
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", Header(answer, "Content-Security-Policy"));
        Assert.Equal("", Header(answer, "Server"));
    }

    [Theory]
    [InlineData("/docs", "text/html", "/docs/page.js")]
    [InlineData("/docs/page.js", "text/javascript", "fetch(\"/openapi/v1.json\")")]
    [InlineData("/docs/page.css", "text/css", "font")]
    public async Task The_page_that_shows_the_document_needs_no_other_host(string path, string mediaType, string holds)
    {
        using var browser = shop.From("127.0.0.31");
        var answer = await browser.ReadAsync(path);
        Assert.Equal((200, mediaType), (answer.Status, answer.MediaType));
        Assert.Contains(holds, answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("//", answer.Body.Replace("// ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'", Header(answer, "Content-Security-Policy"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_port_is_outside_is_told_as_it_is_configured_whatever_name_a_request_uses()
    {
        using var browser = shop.From("127.0.0.31");
        var card = (await browser.ReadAsync("/.well-known/agent-card.json", ("Host", "evil.example"))).Json;
        Assert.All(card["supportedInterfaces"]!.AsArray(), way => Assert.Equal($"{DoorShop.Origin}/a2a", (string?)way!["url"]));
        var metadata = await browser.ReadAsync("/.well-known/oauth-protected-resource/mcp", ("Host", "evil.example"));
        Assert.Equal($"{DoorShop.Origin}/mcp", (string?)metadata.Json["resource"]);
        var refused = await browser.AskAsync("tools/list", "{}", ("Host", "evil.example"), ("Authorization", "Bearer x.y.z"));
        Assert.EndsWith(
            $"resource_metadata=\"{DoorShop.Origin}/.well-known/oauth-protected-resource/mcp\"",
            Header(refused.Http, "WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_HTTP_is_not_answered()
    {
        using var plain = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{shop.Public.BaseAddress!.Port}") };
        await Assert.ThrowsAsync<HttpRequestException>(() => plain.ReadAsync(Products));
    }

    [Fact]
    public async Task A_new_certificate_is_shown_to_the_next_connection_and_a_bad_one_to_none()
    {
        var written = shop.WriteCertificate();
        var seen = "";
        async Task<bool> IsSeenAsync()
        {
            using var browser = shop.From("127.0.0.32", thumbprint => seen = thumbprint);
            return (await browser.ReadAsync(Products)).Status == 200 && seen == written;
        }

        await Eventually.HoldsAsync(IsSeenAsync, () => $"{seen} is shown, not {written}");
        await File.WriteAllTextAsync(shop.KeyFile, "no key");
        await Eventually.HoldsAsync(
            async () => await IsSeenAsync() && shop.LogOf("gateway").Contains("keeps its certificate", StringComparison.Ordinal),
            () => "the change is noticed");
        Assert.True(await IsSeenAsync());
        written = shop.WriteCertificate();
        await Eventually.HoldsAsync(IsSeenAsync, () => $"{seen} is shown, not {written}");
    }

    [Fact]
    public async Task A_proxy_that_is_trusted_says_who_asks()
    {
        using var proxy = shop.From(DoorShop.Proxy);
        Assert.Contains(await ManyAsync(proxy, _ => "192.0.2.1"), answer => answer.Status == 429);
        Assert.Equal(200, (await AsAsync(proxy, "192.0.2.2")).Status);

        // What the client itself wrote before it stands further left.
        Assert.Contains(await ManyAsync(proxy, i => $"198.51.100.{i % 200}, 192.0.2.3"), answer => answer.Status == 429);
    }

    [Fact]
    public async Task Whoever_else_says_so_is_not_believed()
    {
        using var liar = shop.From("127.0.0.98");
        Assert.Contains(await ManyAsync(liar, i => $"203.0.113.{i % 200}"), answer => answer.Status == 429);
    }

    [Theory]
    [InlineData(DoorShop.Proxy, "https", true)]
    [InlineData(DoorShop.Proxy, "http", false)]
    [InlineData("127.0.0.97", "http", true)]
    public async Task Only_a_proxy_that_is_trusted_says_whether_the_browser_speaks_TLS(string address, string scheme, bool isSecure)
    {
        using var door = shop.From(address);
        (string, string)[] headers = [("X-Forwarded-For", "192.0.2.9"), ("X-Forwarded-Proto", scheme)];
        var read = await door.ReadAsync(Products, headers);
        Assert.Equal((200, isSecure), (read.Status, Header(read, "Strict-Transport-Security").Length > 0));
        var signIn = await door.SendAsync(
            "POST", "/api/v1/sessions", """{"email": "nobody@example.com", "password": "correct horse", "cookie": true}""", headers);
        signIn.Problem(isSecure ? 401 : 400, isSecure ? "unauthenticated" : "invalid_request");
    }

    [Fact]
    public async Task Only_pages_of_the_origins_that_are_configured_may_ask()
    {
        using var browser = shop.From("127.0.0.33");
        var preflight = await PreflightAsync(browser, DoorShop.Origin);
        Assert.Equal(204, preflight.Status);
        Assert.Equal((DoorShop.Origin, "true"),
            (Header(preflight, "Access-Control-Allow-Origin"), Header(preflight, "Access-Control-Allow-Credentials")));
        Assert.Contains("X-CSRF-Token", Header(preflight, "Access-Control-Allow-Headers"), StringComparison.OrdinalIgnoreCase);
        var read = await browser.ReadAsync(Products, ("Origin", DoorShop.Origin));
        Assert.Equal((200, DoorShop.Origin), (read.Status, Header(read, "Access-Control-Allow-Origin")));
        Assert.Contains("Location", Header(read, "Access-Control-Expose-Headers"), StringComparison.Ordinal);

        string[] others = ["https://evil.example.com", "http://shop.example.com", "null", "https://shop.example.com.evil.org"];
        foreach (var other in others)
        {
            Assert.Equal("", Header(await PreflightAsync(browser, other), "Access-Control-Allow-Origin"));
            Assert.Equal("", Header(await browser.ReadAsync(Products, ("Origin", other)), "Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task A_browser_that_asks_for_leave_without_end_is_limited_as_every_caller_is()
    {
        using var browser = shop.From("127.0.0.35");
        var answers = await Task.WhenAll(Enumerable.Range(0, 600).Select(_ => PreflightAsync(browser, DoorShop.Origin)));
        Assert.Contains(answers, answer => answer.Status == 204);
        var refused = answers.Where(answer => answer.Status != 204).ToArray();
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => answer.Problem(429, "rate_limited"));
    }

    [Fact]
    public async Task A_browser_at_TLS_may_speak_HTTP_2()
    {
        using var browser = shop.From("127.0.0.34");
        using var request = new HttpRequestMessage(HttpMethod.Get, Products)
        {
            Version = new(2, 0),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var answer = await browser.SendAsync(request);
        Assert.Equal((200, new Version(2, 0)), ((int)answer.StatusCode, answer.Version));
    }

    private static string Header(RestAnswer answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

    private static Task<RestAnswer> AsAsync(HttpClient proxy, string client) =>
        proxy.ReadAsync("/api/v1/products/WIDGET-001", ("X-Forwarded-For", client));

    private static Task<RestAnswer[]> ManyAsync(HttpClient door, Func<int, string> client) =>
        Task.WhenAll(Enumerable.Range(0, 600).Select(i => AsAsync(door, client(i))));

    private static Task<RestAnswer> PreflightAsync(HttpClient browser, string origin) => browser.SendAsync(
        "OPTIONS", "/api/v1/orders", (string?)null, ("Origin", origin), ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Headers", "content-type,x-csrf-token"));
}
