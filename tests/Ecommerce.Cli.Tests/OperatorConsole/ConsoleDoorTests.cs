using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Ecommerce.Cli.OperatorConsole;
using Ecommerce.Cli.OperatorConsole.Door;
using Ecommerce.Cli.Output;
using Ecommerce.Pages;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ecommerce.Cli.Tests.OperatorConsole;

/// <summary>The door of the console, with pages of its own behind it: no shop is needed to be refused.</summary>
public sealed class ConsoleDoorTests : IAsyncLifetime
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    private readonly ManualTime _time = new();
    private readonly HttpClient _browser = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });
    private ConsoleServer _server = null!;
    private string _formToken = "";
    private int _changes;

    // What the paths of this run begin with.
    private string Root => _server.Link.AbsolutePath[..^ConsoleDoor.LoginPath.Length];

    public async ValueTask InitializeAsync() =>
        _server = await ConsoleServer.StartAsync(port: 0, Idle, Map, _time, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_link_opens_the_console_once()
    {
        using var first = await GetAsync(_server.Link.PathAndQuery);
        using var second = await GetAsync(_server.Link.PathAndQuery);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var cookie = Assert.Single(first.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal($"0; url={Root}/", Assert.Single(first.Headers.GetValues("Refresh")));
        Assert.Equal("page", await TextAsync("/", cookie));
        Assert.Equal(HttpStatusCode.Unauthorized, second.StatusCode);
        Assert.False(second.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task The_cookie_reaches_no_other_server_of_this_machine()
    {
        using var answer = await GetAsync(_server.Link.PathAndQuery);
        CookieContainer browser = new();
        browser.SetCookies(_server.Link, Assert.Single(answer.Headers.GetValues("Set-Cookie")));

        Assert.Single(browser.GetCookies(new(_server.Link, $"{Root}/checkouts")));
        foreach (var path in (string[])["/", "/checkouts", "/login", Root.ToUpperInvariant() + "x/"])
        {
            Assert.Empty(browser.GetCookies(new($"http://127.0.0.1:1{path}")));
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/login")]
    [InlineData("/assets/x")]
    [InlineData("/preferences")]
    public async Task Nothing_outside_its_path_tells_what_that_path_is(string path)
    {
        var cookie = await LogInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_server.Link, path));
        request.Headers.Add("Cookie", cookie);
        using var answer = await _browser.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.False(answer.IsSuccessStatusCode);
        Assert.DoesNotContain(Root[1..], answer.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(
            Root[1..], await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_link_is_too_old_after_ten_minutes()
    {
        _time.Advance(OneTimeLink.Lifetime);
        using var answer = await GetAsync(_server.Link.PathAndQuery);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_wrong_secret_opens_nothing_and_does_not_use_the_link_up()
    {
        foreach (var path in (string[])["/login", "/login?t=", "/login?t=x", $"{_server.Link.PathAndQuery}x"])
        {
            using var refused = await GetAsync(path);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        Assert.NotEmpty(await LogInAsync());
    }

    [Fact]
    public async Task Of_many_that_use_the_link_at_once_one_gets_in()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => GetAsync(_server.Link.PathAndQuery)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Array.ForEach(answers, answer => answer.Dispose());
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("attacker.example")]
    [InlineData("127.0.0.1.attacker.example")]
    [InlineData("[::1]")]
    public async Task A_name_that_resolves_to_this_machine_reaches_nothing(string host)
    {
        var cookie = await LogInAsync();
        foreach (var name in (string[])[host, $"{host}:{_server.Link.Port}"])
        {
            using var page = Request(HttpMethod.Get, "/", cookie);
            page.Headers.Host = name;
            using var answer = await _browser.SendAsync(page, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_link_does_not_open_the_console_under_another_host()
    {
        using var request = Request(HttpMethod.Get, _server.Link.PathAndQuery, cookie: null);
        request.Headers.Host = $"rebound.example:{_server.Link.Port}";
        using var answer = await _browser.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
        Assert.NotEmpty(await LogInAsync());
    }

    [Fact]
    public async Task Another_machine_cannot_connect()
    {
        var addresses = NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses.Select(address => address.Address))
            .Where(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address)).ToList();
        Assert.SkipWhen(addresses.Count == 0, "This machine has no other address.");
        foreach (var address in addresses)
        {
            using var client = new TcpClient();
            await Assert.ThrowsAnyAsync<SocketException>(
                async () => await client.ConnectAsync(address, _server.Link.Port, TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/checkouts")]
    [InlineData("/login/x")]
    public async Task Nothing_is_shown_without_the_session(string path)
    {
        using var answer = await GetAsync(path);
        using var forged = Request(HttpMethod.Get, path, "console=AAAA");
        using var second = await _browser.SendAsync(forged, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (answer.StatusCode, second.StatusCode));
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task Another_sites_page_gets_nothing_though_the_browser_sends_the_cookie(string site)
    {
        var cookie = await LogInAsync();
        using var request = Request(HttpMethod.Get, "/", cookie);
        request.Headers.Add("Sec-Fetch-Site", site);
        using var answer = await _browser.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task What_changes_something_is_a_form_of_this_very_run()
    {
        var cookie = await LogInAsync();
        var own = _server.Link.GetLeftPart(UriPartial.Authority);

        Assert.Equal(HttpStatusCode.OK, await PostAsync(cookie, own, "same-origin", _formToken));
        Assert.Equal(1, _changes);
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(cookie, own, "same-origin", token: null));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(cookie, own, "same-origin", "another"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(cookie, "https://attacker.example", "cross-site", _formToken));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(cookie, "http://127.0.0.1:1", "same-site", _formToken));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(cookie, "null", "cross-site", _formToken));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(cookie, origin: null, site: null, _formToken));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(cookie: null, own, "same-origin", _formToken));
        Assert.Equal(1, _changes);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("TRACE")]
    public async Task Other_methods_change_nothing(string method)
    {
        using var request = Request(new(method), "/change", await LogInAsync());
        using var answer = await _browser.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Nobody_frames_it_and_nothing_of_another_origin_is_loaded()
    {
        foreach (var cookie in (string?[])[null, await LogInAsync()])
        {
            using var request = Request(HttpMethod.Get, "/", cookie);
            using var answer = await _browser.SendAsync(request, TestContext.Current.CancellationToken);
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("require-trusted-types-for 'script'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.True(answer.Headers.CacheControl!.NoStore);
        }
    }

    [Fact]
    public async Task It_ends_when_nobody_has_used_it_for_a_while()
    {
        var cookie = await LogInAsync();
        _time.Advance(Idle - TimeSpan.FromSeconds(1));
        Assert.Equal("page", await TextAsync("/", cookie));
        _time.Advance(Idle - TimeSpan.FromSeconds(1));
        Assert.False(_server.Ended.IsCancellationRequested);
        using var stranger = await GetAsync("/");
        using var file = await _browser.GetAsync(new Uri(_server.Link, "/assets/x"), TestContext.Current.CancellationToken);
        foreach (var (header, value) in ((string, string)[])[("X-Part", "overview"), ("Accept", "text/event-stream")])
        {
            using var request = Request(HttpMethod.Get, "/", cookie);
            request.Headers.Add(header, value);
            using var byThePage = await _browser.SendAsync(request, TestContext.Current.CancellationToken);
        }

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_server.Ended.IsCancellationRequested);
    }

    [Fact]
    public async Task A_session_is_of_one_process()
    {
        var cookie = await LogInAsync();
        await using var other = await ConsoleServer.StartAsync(port: 0, Idle, Map, _time, TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(other.Link, "./"));
        request.Headers.Add("Cookie", cookie);
        using var answer = await _browser.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_port_that_is_in_use_is_named()
    {
        var refusal = await Assert.ThrowsAsync<CommandException>(
            () => ConsoleServer.StartAsync(_server.Link.Port, Idle, Map, _time, TestContext.Current.CancellationToken));
        Assert.Contains($"{_server.Link.Port}", refusal.Message, StringComparison.Ordinal);
    }

    private void Map(IEndpointRouteBuilder app, ConsoleSession session)
    {
        _formToken = session.FormToken;
        app.MapGet("/", context => context.Response.WriteAsync("page"));
        app.MapPost("/change", context =>
        {
            Interlocked.Increment(ref _changes);
            return Task.CompletedTask;
        });
    }

    private async Task<string> LogInAsync()
    {
        using var answer = await GetAsync(_server.Link.PathAndQuery);
        return Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0];
    }

    private async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var request = Request(HttpMethod.Get, path, cookie: null);
        return await _browser.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<string> TextAsync(string path, string cookie)
    {
        using var request = Request(HttpMethod.Get, path, cookie.Split(';')[0]);
        using var answer = await _browser.SendAsync(request, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private async Task<HttpStatusCode> PostAsync(string? cookie, string? origin, string? site, string? token)
    {
        using var request = Request(HttpMethod.Post, "/change", cookie);
        request.Content = new FormUrlEncodedContent(token is null ? [] : [KeyValuePair.Create(PageContext.TokenField, token)]);
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        using var answer = await _browser.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private HttpRequestMessage Request(HttpMethod method, string path, string? cookie)
    {
        var within = path.StartsWith(Root, StringComparison.Ordinal) ? path : Root + path;
        var request = new HttpRequestMessage(method, new Uri(_server.Link, within));
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie.Split(';')[0]);
        }

        return request;
    }
}
