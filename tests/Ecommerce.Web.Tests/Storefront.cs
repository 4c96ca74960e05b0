using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Ecommerce.Testing;
using Ecommerce.Web.Gateway;
using Ecommerce.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Web.Tests;

/// <summary>The storefront itself on a port of this machine, before a <see cref="ScriptedGateway"/>.</summary>
internal sealed partial class Storefront : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Storefront(WebApplication app, ScriptedGateway gateway, TestTime time, RecordedLog log, Uri address) =>
        (_app, Gateway, Time, Log, Address) = (app, gateway, time, log, address);

    /// <summary>What it logs.</summary>
    public RecordedLog Log { get; }

    /// <summary>The storefront's clock.</summary>
    public TestTime Time { get; }

    public ScriptedGateway Gateway { get; }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<Storefront> StartAsync(params (string Name, string Value)[] settings)
    {
        var (port, health) = (FreePort(), FreePort());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(
        [
            new("AGENTWEAVE_AGENT_ENVIRONMENT", "development"),
            new("web:port", $"{port}"),
            new("web:http_health_port", $"{health}"),
            .. settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)),
        ]);
        var read = WebSettings.Read(builder.Configuration);
        builder.AddStorefront(read);
        var (gateway, time, log) = (new ScriptedGateway(), new TestTime(), new RecordedLog());
        builder.Services.AddSingleton<ILoggerFactory>(log);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton(
            new GatewayClient(new HttpClient(gateway) { BaseAddress = new Uri("https://gateway:8443") }, new HastyTime()));
        var app = builder.Build();
        app.MapStorefront();
        await app.StartAsync();
        return new(app, gateway, time, log, new Uri($"http://127.0.0.1:{port}"));
    }

    /// <summary>A browser with cookies of its own, which follows no redirects.</summary>
    public Browser Open() => new(Address);

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    internal sealed partial class Browser(Uri address) : IDisposable
    {
        private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false, UseProxy = false };

        private HttpClient? _http;

        public CookieContainer Cookies => _handler.CookieContainer;

        public HttpClient Http => _http ??= new(_handler) { BaseAddress = address };

        public string? Cookie(string name) => Cookies.GetCookies(address)[name]?.Value;

        public async Task<string> GetAsync(string path) => await (await Http.GetAsync(path)).Content.ReadAsStringAsync();

        /// <summary>Sends a form of a page with what is filled in, and says where it leads.</summary>
        public async Task<HttpResponseMessage> SendAsync(string page, string action, params (string Name, string Value)[] fields) =>
            await SendFormAsync(await GetAsync(page), action, fields);

        /// <summary>Sends a form of a page that was read before.</summary>
        public async Task<HttpResponseMessage> SendFormAsync(string html, string action, params (string Name, string Value)[] fields)
        {
            var form = Forms().Matches(html).Select(match => match.Value)
                .First(text => text.Contains($"action=\"{action}\"", StringComparison.Ordinal));
            var values = Hidden().Matches(form).ToDictionary(
                match => match.Groups[1].Value, match => WebUtility.HtmlDecode(match.Groups[2].Value));
            foreach (var (name, value) in fields)
            {
                values[name] = value;
            }

            return await Http.PostAsync(action, new FormUrlEncodedContent(values));
        }

        public async Task SignInAsync(string email = "ann@example.com")
        {
            var answer = await SendAsync("/sign-in", "/sign-in", ("email", email), ("password", "correct horse 7"));
            Assert.Equal("/", answer.Headers.Location?.OriginalString);
        }

        public async Task FillCartAsync(string sku = "WIDGET-001")
        {
            var answer = await SendAsync($"/products/{sku}", "/cart/items", ("quantity", "2"));
            Assert.Equal("/cart", answer.Headers.Location?.OriginalString);
        }

        public void Dispose()
        {
            _http?.Dispose();
            _handler.Dispose();
        }

        [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
        private static partial Regex Forms();

        [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
        private static partial Regex Hidden();
    }
}
