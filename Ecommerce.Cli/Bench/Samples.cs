using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Ecommerce.Cli.Bench;

/// <summary>All slices of one variant with one number of callers.</summary>
internal sealed class Samples
{
    private readonly List<long> _durations = [];
    private TimeSpan _elapsed;
    private Counters _client;
    private Counters _server;

    /// <summary>Calls in a second, by all callers together.</summary>
    public double PerSecond => _durations.Count / _elapsed.TotalSeconds;

    /// <summary>The median, in microseconds.</summary>
    public double Median => Percentile(50);

    /// <summary>Processor time of both ends per call, in microseconds.</summary>
    public double CpuPerCall => (_client + _server).CpuMicroseconds / _durations.Count;

    /// <summary>Bytes allocated by both ends per call.</summary>
    public double BytesPerCall => (double)(_client + _server).Bytes / _durations.Count;

    /// <summary>Adds a slice.</summary>
    /// <param name="slice">What the client measured.</param>
    /// <param name="server">What the calls used of the server process.</param>
    public void Add(Slice slice, Counters server)
    {
        _elapsed += slice.Elapsed;
        _durations.AddRange(slice.Durations);
        _client += slice.Client;
        _server += server;
    }

    /// <summary>
    /// <c>{rps, p50_us, p99_us, cpu_us_per_call, bytes_per_call}</c>: exact percentiles by nearest rank over every call; the last two as
    /// <c>{client, server}</c>.
    /// </summary>
    public JsonObject ToJson() => new()
    {
        ["rps"] = Math.Round(PerSecond),
        ["p50_us"] = Percentile(50),
        ["p99_us"] = Percentile(99),
        ["cpu_us_per_call"] = ByEnd(used => Math.Round(used.CpuMicroseconds / _durations.Count, 1)),
        ["bytes_per_call"] = ByEnd(used => Math.Round((double)used.Bytes / _durations.Count)),
    };

    private JsonObject ByEnd(Func<Counters, double> value) => new() { ["client"] = value(_client), ["server"] = value(_server) };

    private double Percentile(int percent)
    {
        _durations.Sort();
        var rank = (int)Math.Ceiling(_durations.Count * percent / 100.0);
        return Math.Round(Stopwatch.GetElapsedTime(0, _durations[rank - 1]).TotalMicroseconds, 1);
    }
}
