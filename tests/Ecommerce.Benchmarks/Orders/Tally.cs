using System.Text.Json.Nodes;

namespace Ecommerce.Benchmarks.Orders;

/// <summary>All slices of one case, without what the shop uses when nobody orders.</summary>
internal sealed class Tally(Usage idle, TimeSpan idleLength)
{
    private readonly List<double> _milliseconds = [];
    private readonly Dictionary<string, int> _failures = [];
    private Usage _usage = new(new Dictionary<string, double>());
    private double _cpu;
    private TimeSpan _elapsed;

    /// <summary>Orders in a second, by all callers together.</summary>
    public double PerSecond => _milliseconds.Count / _elapsed.TotalSeconds;

    /// <summary>How long one takes on average.</summary>
    public double MeanMilliseconds => _milliseconds.Average();

    /// <summary>Measures a slice.</summary>
    public async Task AddAsync(Meter meter, Func<Task<Sample>> slice, CancellationToken cancellationToken)
    {
        var (sample, usage) = await meter.MeasureAsync(slice, cancellationToken);
        _milliseconds.AddRange(sample.Milliseconds);
        _elapsed += sample.Elapsed;
        foreach (var (answer, count) in sample.Failures)
        {
            _failures[answer] = _failures.GetValueOrDefault(answer) + count;
        }

        _cpu += usage.Total("cpu_ms");
        _usage = _usage.Combine(usage).Combine(idle, -(sample.Elapsed / idleLength));
    }

    /// <summary>Throughput, exact percentiles by nearest rank, and what an order uses.</summary>
    public JsonObject ToJson() => new()
    {
        ["orders"] = _milliseconds.Count,
        ["failed"] = _failures.Values.Sum(),
        ["failures"] = new JsonObject(_failures.Select(failure => KeyValuePair.Create(failure.Key, (JsonNode?)failure.Value))),
        ["orders_per_second"] = Math.Round(PerSecond, 1),
        ["p50_ms"] = Percentile(50),
        ["p99_ms"] = Percentile(99),
        ["cores_used"] = Math.Round(_cpu / _elapsed.TotalMilliseconds, 2),
        ["per_order"] = _usage.ToJson(_milliseconds.Count),
    };

    private double Percentile(int percent) => Math.Round(Sample.Percentile(_milliseconds, percent), 2);
}
