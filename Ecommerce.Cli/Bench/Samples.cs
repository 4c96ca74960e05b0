using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Ecommerce.Cli.Bench;

/// <summary>All slices of one rung with one number of callers.</summary>
public sealed class Samples
{
    private readonly List<long> _durations = [];
    private readonly List<(Counters Client, Counters Server)> _perCall = [];
    private TimeSpan _elapsed;

    /// <summary>How many calls were made.</summary>
    public int Calls => _durations.Count;

    /// <summary>Calls in a second, by all callers together.</summary>
    public double PerSecond => Calls / _elapsed.TotalSeconds;

    /// <summary>The median, in microseconds.</summary>
    public double Median => Percentile(50);

    /// <summary>Adds a slice.</summary>
    /// <param name="slice">What the client measured.</param>
    /// <param name="server">What the calls used of the server process.</param>
    public void Add(Slice slice, Counters server)
    {
        _elapsed += slice.Elapsed;
        _durations.AddRange(slice.Durations);
        _perCall.Add((slice.Client / slice.Durations.Length, server / slice.Durations.Length));
    }

    /// <summary>The median of the slices: what other programs took from some of them does not count.</summary>
    /// <param name="value">Of what a call used of the client and of the server.</param>
    public double MedianOfSlices(Func<Counters, Counters, double> value) =>
        _perCall.Select(used => value(used.Client, used.Server)).Order().ElementAt(_perCall.Count / 2);

    /// <summary><c>{rps, p50_us, p99_us}</c>: exact percentiles by nearest rank over every call.</summary>
    public JsonObject LatencyToJson() => new()
    {
        ["rps"] = Math.Round(PerSecond),
        ["p50_us"] = Percentile(50),
        ["p99_us"] = Percentile(99),
    };

    /// <summary>
    /// The same with <c>cpu_us_per_call</c> and <c>bytes_per_call</c>, as <c>{client, server}</c>, the medians of the slices.
    /// </summary>
    public JsonObject ToJson()
    {
        var report = LatencyToJson();
        report["cpu_us_per_call"] = ByEnd(used => used.CpuMicroseconds, digits: 1);
        report["bytes_per_call"] = ByEnd(used => used.Bytes, digits: 0);
        return report;
    }

    private JsonObject ByEnd(Func<Counters, double> value, int digits) => new()
    {
        ["client"] = Math.Round(MedianOfSlices((client, _) => value(client)), digits),
        ["server"] = Math.Round(MedianOfSlices((_, server) => value(server)), digits),
    };

    private double Percentile(int percent)
    {
        _durations.Sort();
        var rank = (int)Math.Ceiling(_durations.Count * percent / 100.0);
        return Math.Round(Stopwatch.GetElapsedTime(0, _durations[rank - 1]).TotalMicroseconds, 1);
    }
}
