using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.ServiceDefaults.Capabilities;

namespace Ecommerce.Cli.Demo;

/// <summary>
/// Buyers who keep ordering over REST on mutual TLS, each one order after the other, and count the answers. A buyer who is asked to
/// retry later (Retry-After) does so, with a new order.
/// </summary>
internal sealed class OrderLoad(TourShop shop, TimeProvider time)
{
    /// <summary>Counts calls without an answer.</summary>
    public const string Unreachable = "unreachable";

    private const string Sku = "WIDGET-003";
    private const long OrdersPerMinute = 60_000;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly ConcurrentQueue<double> _milliseconds = new();
    private int _retryAfter;

    /// <summary>
    /// Runs the buyers. <c>{buyers, seconds, requests, p50_ms, p99_ms, statuses{…}, retry_after, last{…}}</c>: how long answers took
    /// (percentiles by nearest rank), how often each HTTP status was answered, how many answers had Retry-After, and the last answer to
    /// each buyer.
    /// </summary>
    public async Task<JsonObject> RunAsync(int buyers, TimeSpan duration, CancellationToken cancellationToken)
    {
        var (_, user) = await shop.SignUpAsync(cancellationToken);
        var userId = (string?)user["user_id"] ?? throw new CommandException($"The sign-up failed: {user["detail"]}");
        await shop.StockAsync(Sku, (long)Math.Ceiling(duration.TotalMinutes) * OrdersPerMinute, cancellationToken);
        var started = time.GetTimestamp();
        var last = await Task.WhenAll(Enumerable.Range(0, buyers).Select(_ => BuyAsync()));
        return new()
        {
            ["buyers"] = buyers,
            ["seconds"] = Math.Round(time.GetElapsedTime(started).TotalSeconds, 1),
            ["requests"] = _counts.Values.Sum(),
            ["p50_ms"] = Percentile(50),
            ["p99_ms"] = Percentile(99),
            ["statuses"] = Count(_counts),
            ["retry_after"] = _retryAfter,
            ["last"] = Count(last.CountBy(status => status)),
        };

        async Task<string> BuyAsync()
        {
            var answer = "";
            while (time.GetElapsedTime(started) < duration)
            {
                (answer, var pause) = await OrderAsync(userId, cancellationToken);
                _counts.AddOrUpdate(answer, 1, (_, count) => count + 1);
                if (pause > TimeSpan.Zero)
                {
                    await Task.Delay(pause < LongestPause ? pause : LongestPause, time, cancellationToken);
                }
            }

            return answer;
        }
    }

    private async Task<(string Answer, TimeSpan Pause)> OrderAsync(string user, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders")
        {
            Version = shop.Gateway.DefaultRequestVersion,
            Headers = { { IdempotencyKeys.Header, Guid.CreateVersion7(time.GetUtcNow()).ToString() } },
            Content = JsonContent.Create(new JsonObject
            {
                ["user_id"] = user,
                ["items"] = new JsonArray(new JsonObject { ["sku"] = Sku, ["quantity"] = 1 }),
                ["payment_method"] = "credit_card",
            }),
        };
        try
        {
            var sent = time.GetTimestamp();
            using var reply = await shop.Gateway.SendAsync(request, cancellationToken);
            _milliseconds.Enqueue(time.GetElapsedTime(sent).TotalMilliseconds);
            var pause = reply.Headers.RetryAfter?.Delta;
            if (pause is not null)
            {
                Interlocked.Increment(ref _retryAfter);
            }

            return (((int)reply.StatusCode).ToString(CultureInfo.InvariantCulture), pause ?? TimeSpan.Zero);
        }
        catch (Exception exception)
            when (exception is HttpRequestException || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (Unreachable, TimeSpan.FromSeconds(1));
        }
    }

    // Null if nothing was answered.
    private double? Percentile(int percent) => _milliseconds.IsEmpty
        ? null : Math.Round(_milliseconds.Order().ElementAt((int)Math.Ceiling(_milliseconds.Count * percent / 100.0) - 1), 2);

    private static JsonObject Count(IEnumerable<KeyValuePair<string, int>> counts) =>
        new(counts.OrderBy(count => count.Key, StringComparer.Ordinal)
            .Select(count => KeyValuePair.Create(count.Key, (JsonNode?)count.Value)));
}
