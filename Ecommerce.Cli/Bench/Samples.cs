using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Ecommerce.Cli.Bench;

/// <summary>Every call of one variant by so many callers: how long each took, in ticks of <see cref="Stopwatch"/>.</summary>
internal sealed class Samples
{
    private readonly List<long> _durations = [];
    private TimeSpan _elapsed;

    /// <summary>Calls in a second, by all callers together.</summary>
    public double PerSecond => _durations.Count / _elapsed.TotalSeconds;

    /// <summary>Lets callers call, one call after the other each, until the time is over; calls under way are finished and count.</summary>
    public async Task MeasureAsync(Func<Task> call, int callers, TimeSpan slice)
    {
        var started = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => CallAsync(call, started, slice))));
        _elapsed += Stopwatch.GetElapsedTime(started);
        foreach (var durations in all)
        {
            _durations.AddRange(durations);
        }
    }

    /// <summary><c>{rps, p50_us, p99_us}</c>: exact percentiles by nearest rank over every sample.</summary>
    public JsonObject ToJson()
    {
        _durations.Sort();
        return new() { ["rps"] = Math.Round(PerSecond), ["p50_us"] = Percentile(50), ["p99_us"] = Percentile(99) };
    }

    private double Percentile(int percent)
    {
        var rank = (int)Math.Ceiling(_durations.Count * percent / 100.0);
        return Math.Round(Stopwatch.GetElapsedTime(0, _durations[rank - 1]).TotalMicroseconds, 1);
    }

    private static async Task<List<long>> CallAsync(Func<Task> call, long started, TimeSpan slice)
    {
        List<long> durations = [];
        long now;
        do
        {
            var before = Stopwatch.GetTimestamp();
            await call();
            now = Stopwatch.GetTimestamp();
            durations.Add(now - before);
        }
        while (Stopwatch.GetElapsedTime(started, now) < slice);
        return durations;
    }
}
