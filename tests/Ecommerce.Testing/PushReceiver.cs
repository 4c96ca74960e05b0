using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Testing;

/// <summary>A notification as it came.</summary>
/// <param name="Path">Where it was posted to.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">What was posted.</param>
public sealed record Notification(string Path, IReadOnlyDictionary<string, string> Headers, JsonNode Body)
{
    /// <summary>The member that is its one: <c>task</c>, <c>statusUpdate</c> or <c>artifactUpdate</c>.</summary>
    public string Kind => Body.AsObject().Single().Key;

    /// <summary>The state that it tells; null if it tells none.</summary>
    public string? State => (string?)(Body["statusUpdate"] ?? Body["task"])?["status"]!["state"];
}

/// <summary>A real receiver of push notifications on loopback, which answers as it is told.</summary>
public sealed class PushReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Notification> _all = [];
    private volatile int _answer = StatusCodes.Status204NoContent;

    private PushReceiver(WebApplication app) => _app = app;

    /// <summary>What it answers from now on; a redirect leads to <c>/elsewhere</c>.</summary>
    public int Answer
    {
        get => _answer;
        set => _answer = value;
    }

    /// <summary>What has come so far, taken or not.</summary>
    public IReadOnlyList<Notification> All => [.. _all];

    /// <summary>Where it listens, such as <c>http://127.0.0.1:1234</c>.</summary>
    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>Starts it.</summary>
    /// <param name="certificate">For TLS; null for none.</param>
    public static async Task<PushReceiver> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        var app = builder.Build();
        var receiver = new PushReceiver(app);
        app.Run(receiver.ReceiveAsync);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Waits until a notification that it is told of has come.</summary>
    public Task WaitAsync(Func<IReadOnlyList<Notification>, bool> until) => Eventually.HoldsAsync(
        () => Task.FromResult(until(All)),
        () => string.Join('\n', All.Select(told => told.Body.ToJsonString())), TimeSpan.FromMinutes(1));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        var answer = _answer;
        _all.Enqueue(new(
            http.Request.Path + http.Request.QueryString,
            http.Request.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            JsonNode.Parse(body)!));
        http.Response.StatusCode = answer;
        if (answer is >= 300 and < 400)
        {
            http.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"{Address}/elsewhere");
        }
    }
}
