using System.Diagnostics;
using Ecommerce.ServiceDefaults.Telemetry;

namespace Ecommerce.Cli.Bench;

/// <summary>What a client process is asked for: so many callers call for so long, one call after the other each.</summary>
/// <param name="Callers">From 1.</param>
/// <param name="Duration">Calls under way at its end are finished and count.</param>
internal sealed record SliceOrder(int Callers, TimeSpan Duration)
{
    /// <summary>Calls.</summary>
    public async Task<Slice> RunAsync(Func<Task> call)
    {
        var before = Counters.Now();
        var started = Stopwatch.GetTimestamp();
        var durations = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => CallAsync(call, started))));
        var elapsed = Stopwatch.GetElapsedTime(started);
        return new(elapsed, Counters.Now() - before, [.. durations.SelectMany(ticks => ticks)]);
    }

    private async Task<List<long>> CallAsync(Func<Task> call, long started)
    {
        // Agents call while they serve a request, whose span each call continues.
        using var request = AgentTelemetry.Start("request");
        List<long> durations = [];
        long now;
        do
        {
            var before = Stopwatch.GetTimestamp();
            await call();
            now = Stopwatch.GetTimestamp();
            durations.Add(now - before);
        }
        while (Stopwatch.GetElapsedTime(started, now) < Duration);
        return durations;
    }
}

/// <summary>What a client process answers.</summary>
/// <param name="Elapsed">From the first call's start to the last one's end.</param>
/// <param name="Client">What the calls used of the client process.</param>
/// <param name="Durations">Of each call, in ticks of <see cref="Stopwatch"/>.</param>
public sealed record Slice(TimeSpan Elapsed, Counters Client, long[] Durations);
