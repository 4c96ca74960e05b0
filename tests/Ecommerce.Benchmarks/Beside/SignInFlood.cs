using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Demo;

namespace Ecommerce.Benchmarks.Beside;

/// <summary>
/// Sign-ins with wrong passwords for one account, from another address than its owner's, at a rate that waits for nobody; the owner signs
/// in beside them now and then.
/// </summary>
internal sealed class SignInFlood : IAsyncDisposable
{
    private const int PerSecond = 300;
    private const string Password = "correct horse battery";
    private const string Route = "/api/v1/sessions";

    // As often as one account may.
    private static readonly TimeSpan OwnersPause = TimeSpan.FromSeconds(10);
    private static readonly IPAddress Address = IPAddress.Parse("127.0.0.2");

    private readonly TourShop _shop;
    private readonly string _email;
    private readonly HttpClient _flood;
    private readonly Dictionary<string, int> _answers = [];
    private readonly Dictionary<string, int> _owners = [];

    private SignInFlood(TourShop shop, string email)
    {
        (_shop, _email) = (shop, email);
        _flood = new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 64, ConnectCallback = ConnectAsync })
        {
            BaseAddress = shop.Public.BaseAddress,
        };
    }

    /// <summary>Signs up the owner of the account.</summary>
    public static async Task<SignInFlood> PrepareAsync(TourShop shop, CancellationToken cancellationToken)
    {
        var (_, user) = await shop.SignUpAsync(Password, cancellationToken);
        return new(shop, (string)user["email"]!);
    }

    /// <summary>Runs until it is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(FloodAsync(cancellationToken), OwnAsync(cancellationToken));

    /// <summary>How often which status was answered, to the flood and to the owner.</summary>
    public JsonObject ToJson() => new() { ["flood"] = ToJson(_answers), ["owner"] = ToJson(_owners) };

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _flood.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task FloodAsync(CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        List<Task> all = [];
        try
        {
            while (true)
            {
                for (var due = time.GetElapsedTime(started).TotalSeconds * PerSecond; all.Count < due;)
                {
                    all.Add(GuessAsync(cancellationToken));
                }

                await Task.Delay(TimeSpan.FromMilliseconds(5), time, cancellationToken);
            }
        }
        finally
        {
            await Task.WhenAll(all).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task GuessAsync(CancellationToken cancellationToken)
    {
        using var reply = await _flood.PostAsJsonAsync(
            Route, new JsonObject { ["email"] = _email, ["password"] = "wrong horse battery" }, cancellationToken);
        Count(_answers, reply.StatusCode);
    }

    private async Task OwnAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (status, _) = await _shop.SignInAsync(_email, Password, cancellationToken);
            Count(_owners, status);
            await Task.Delay(OwnersPause, TimeProvider.System, cancellationToken);
        }
    }

    private static void Count(Dictionary<string, int> answers, HttpStatusCode status)
    {
        lock (answers)
        {
            var key = $"{(int)status}";
            answers[key] = answers.GetValueOrDefault(key) + 1;
        }
    }

    private static JsonObject ToJson(Dictionary<string, int> answers) =>
        new(answers.Select(answer => KeyValuePair.Create(answer.Key, (JsonNode?)answer.Value)));

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(Address, 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
