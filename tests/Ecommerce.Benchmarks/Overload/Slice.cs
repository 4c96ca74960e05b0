using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Ecommerce.Benchmarks.Overload;

/// <summary>Orders of a while, by callers who wait for each answer, or at a rate that waits for nobody.</summary>
internal sealed class Slice(OrderPlacer orders, TimeSpan length)
{
    private readonly ConcurrentQueue<double> _accepted = new();
    private readonly ConcurrentDictionary<string, int> _failures = new();
    private readonly TimeProvider _time = TimeProvider.System;
    private int _offered;
    private int _refused;

    /// <summary>Orders that were taken, by second.</summary>
    public double Goodput => _accepted.Count / length.TotalSeconds;

    /// <summary>The 99th percentile of how long the orders that were taken took, in milliseconds.</summary>
    public double P99 => Quantile(0.99);

    /// <summary>Orders that were neither taken nor refused as they should be: with 429 or 503, and a time to come again.</summary>
    public int Failed => _failures.Values.Sum();

    /// <summary>So many callers, each with one order at a time.</summary>
    public Task ClosedAsync(int callers, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        return Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
        {
            while (_time.GetElapsedTime(started) < length)
            {
                await OneAsync(cancellationToken);
            }
        }));
    }

    /// <summary>So many orders by second, whether those before have been answered or not.</summary>
    public async Task OpenAsync(double perSecond, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        List<Task> all = [];
        while (_time.GetElapsedTime(started) is var elapsed && elapsed < length)
        {
            for (var due = elapsed.TotalSeconds * perSecond; all.Count < due;)
            {
                all.Add(OneAsync(cancellationToken));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(1), _time, cancellationToken);
        }

        await Task.WhenAll(all);
    }

    public JsonObject ToJson() => new()
    {
        ["offered_per_second"] = Math.Round(_offered / length.TotalSeconds, 1),
        ["accepted_per_second"] = Math.Round(Goodput, 1),
        ["refused_per_second"] = Math.Round(_refused / length.TotalSeconds, 1),
        ["p50_ms"] = Math.Round(Quantile(0.5), 1),
        ["p99_ms"] = Math.Round(P99, 1),
        ["failures"] = new JsonObject(_failures.Select(failure => KeyValuePair.Create(failure.Key, (JsonNode?)failure.Value))),
    };

    private async Task OneAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _offered);
        var begun = _time.GetTimestamp();
        switch (await orders.PlaceAsync(cancellationToken))
        {
            case (Outcome.Accepted, _):
                _accepted.Enqueue(_time.GetElapsedTime(begun).TotalMilliseconds);
                break;
            case (Outcome.Refused, _):
                Interlocked.Increment(ref _refused);
                break;
            case (_, var why):
                _failures.AddOrUpdate(why ?? "", 1, (_, count) => count + 1);
                break;
        }
    }

    private double Quantile(double part)
    {
        double[] sorted = [.. _accepted.Order()];
        return sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))];
    }
}
