using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Testing.Stripe;

/// <summary>What goes wrong with a POST.</summary>
public enum StripeFault
{
    /// <summary>It is done, and the connection breaks before the answer.</summary>
    LostReply,

    /// <summary>Another request under the key is running; nothing is done.</summary>
    KeyInUse,

    /// <summary>Too many requests; nothing is done.</summary>
    RateLimited,

    /// <summary>It fails before anything is done, and is not kept under the key.</summary>
    Unavailable,

    /// <summary>It is done, is answered with 500, and that answer is kept under the key.</summary>
    FailedAfterwards,

    /// <summary>It is done, and the answer waits for <see cref="ScriptedStripe.Release"/>.</summary>
    Held,

    /// <summary>It is done, and the answer is far too long.</summary>
    Endless,
}

/// <summary>Stripe, as far as the shop uses it: an HTTP server with state, whose keys and objects behave as Stripe says.</summary>
public sealed class ScriptedStripe : IAsyncDisposable
{
    /// <summary>The version of the API that it speaks.</summary>
    public const string Version = "2024-06-20";

    /// <summary>The secret key that it accepts.</summary>
    public const string Key = "sk_test_scripted";

    /// <summary>The secret that it signs messages with.</summary>
    public const string Secret = "whsec_scripted";

    private readonly TestFolder _folder = new();
    private readonly WebApplication _app;
    private readonly Dictionary<string, (int Status, string Body)> _kept = [];
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ScriptedStripe(WebApplication app) => _app = app;

    /// <summary>What goes wrong with the next POSTs, one after another.</summary>
    public ConcurrentQueue<StripeFault> Faults { get; } = new();

    /// <summary>Method, path and query of each request, such as <c>POST /v1/refunds</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Its state.</summary>
    public StripeBooks Books { get; } = new();

    /// <summary>How the payment agent reaches it; its secrets stand in files.</summary>
    public PaymentSettings Settings { get; private set; } = null!;

    /// <summary>Starts it on a free port of the loopback address.</summary>
    public static async Task<ScriptedStripe> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var stripe = new ScriptedStripe(app);
        app.Run(stripe.AnswerAsync);
        await app.StartAsync();
        await File.WriteAllTextAsync(stripe._folder.At("key"), Key + "\n");
        await File.WriteAllTextAsync(stripe._folder.At("webhook"), Secret + "\n");
        stripe.Settings = new(
            "stripe", stripe._folder.At("key"), [stripe._folder.At("webhook")], "https://shop.example/paid", app.Urls.First());
        return stripe;
    }

    /// <summary>Lets the held answers go.</summary>
    public void Release() => _released.TrySetResult();

    /// <summary>A signed message about an object.</summary>
    public static (byte[] Body, string Signature) Message(string id, string type, JsonObject item, string secret = Secret, long skew = 0)
    {
        var body = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["id"] = id,
            ["object"] = "event",
            ["type"] = type,
            ["data"] = new JsonObject { ["object"] = item.DeepClone() },
        }.ToJsonString());
        var seconds = (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + skew).ToString(CultureInfo.InvariantCulture);
        return (body, $"t={seconds},v1={Sign(secret, seconds, body)}");
    }

    /// <summary>The signature <c>v1</c> of a body.</summary>
    public static string Sign(string secret, string seconds, byte[] body) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.ASCII.GetBytes($"{seconds}."), .. body]));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Release();
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        Requests.Enqueue($"{request.Method} {request.Path}{request.QueryString}");
        if (request.Headers.Authorization != $"Bearer {Key}" || request.Headers["Stripe-Version"] != Version)
        {
            await WriteAsync(context, 401, StripeBooks.Error("invalid_request_error"));
            return;
        }

        if (HttpMethods.IsGet(request.Method))
        {
            var (found, item) = Books.Read(request.Path.Value!, request.Query);
            await WriteAsync(context, found, item);
            return;
        }

        var key = request.Headers["Idempotency-Key"].Single()!;
        var form = await request.ReadFormAsync();
        StripeFault? fault = Faults.TryDequeue(out var next) ? next : null;
        if (fault is StripeFault.KeyInUse or StripeFault.RateLimited or StripeFault.Unavailable)
        {
            context.Response.Headers.RetryAfter = fault == StripeFault.RateLimited ? "2" : [];
            var status = fault switch
            {
                StripeFault.KeyInUse => 409,
                StripeFault.RateLimited => 429,
                _ => 503,
            };
            await WriteAsync(context, status, StripeBooks.Error("api_error"));
            return;
        }

        bool replayed;
        (int Status, string Body) answer;
        lock (_kept)
        {
            replayed = _kept.TryGetValue(key, out answer);
            if (!replayed)
            {
                answer = Books.Change(request.Path.Value!, form);
                _kept[key] = answer = fault == StripeFault.FailedAfterwards ? (500, StripeBooks.Error("api_error")) : answer;
            }
        }

        context.Response.Headers["Idempotent-Replayed"] = replayed ? "true" : [];
        switch (fault)
        {
            case StripeFault.LostReply:
                context.Abort();
                return;
            case StripeFault.Held:
                await _released.Task;
                break;
            case StripeFault.Endless:
                answer.Body = answer.Body[..^1] + $", \"more\": \"{new string('x', 2 * 1024 * 1024)}\"}}";
                break;
        }

        await WriteAsync(context, answer.Status, answer.Body);
    }

    private static Task WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    }
}
