using System.Diagnostics;
using Ecommerce.Cli.Bench;

namespace Ecommerce.Cli.Tests.Bench;

public sealed class SamplesTests
{
    private static readonly Counters Nothing = new(0, 0);

    [Fact]
    public void Percentiles_are_exact_by_nearest_rank_over_the_calls_of_all_slices()
    {
        var samples = new Samples();
        samples.Add(Slice(1, Nothing, [.. Enumerable.Range(51, 50).Select(Microseconds)]), Nothing);
        samples.Add(Slice(1, Nothing, [.. Enumerable.Range(1, 50).Select(Microseconds)]), Nothing);
        var report = samples.ToJson();
        Assert.Equal(50, (double)report["p50_us"]!);
        Assert.Equal(99, (double)report["p99_us"]!);
        Assert.Equal(50, (double)report["rps"]!);
    }

    [Fact]
    public void What_a_call_used_is_the_median_of_the_slices_and_not_their_mean()
    {
        var samples = new Samples();
        foreach (var (client, server) in ((int, int)[])[(10, 30), (20, 50), (9000, 40)])
        {
            samples.Add(Slice(1, new(client, client * 100), [1, 1]), new(server, server * 100));
        }

        var report = samples.ToJson();
        Assert.Equal(10, (double)report["cpu_us_per_call"]!["client"]!);
        Assert.Equal(20, (double)report["cpu_us_per_call"]!["server"]!);
        Assert.Equal(1000, (double)report["bytes_per_call"]!["client"]!);
        Assert.Equal(2000, (double)report["bytes_per_call"]!["server"]!);
    }

    private static Slice Slice(double seconds, Counters client, long[] durations) =>
        new(TimeSpan.FromSeconds(seconds), client, durations);

    private static long Microseconds(int count) => count * Stopwatch.Frequency / 1_000_000;
}
