using System.Diagnostics;
using System.Text.Json.Nodes;
using Ecommerce.Benchmarks.Orders;
using Ecommerce.Contracts;

namespace Ecommerce.Benchmarks.Overload;

/// <summary>
/// <c>overload</c>: twice as many orders as the shop can take, at a rate that waits for nobody. The peak is the highest goodput of the same
/// generator in the same run; how fast the accepted ones are is compared with eight callers.
/// </summary>
internal static class OverloadBenchmark
{
    private const int Callers = 8;
    private const int MoreCallers = 64;
    private const string GoodputRatio = "goodput_ratio";
    private const string P99Ratio = "p99_ratio";
    private const string OtherwiseFailed = "otherwise_failed";
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    private static readonly double[] Steps = [0.8, 1, 1.15, 1.3];

    /// <summary>What is left of the peak, how long what is accepted takes, and that all else is refused as it should be.</summary>
    public static Goal[] Goals { get; } =
    [
        new(GoodputRatio, Least: 0.9), new(P99Ratio, Most: 3), new(OtherwiseFailed, Most: 0),
    ];

    /// <summary>Runs it.</summary>
    /// <param name="length">Of the overload.</param>
    /// <param name="step">Of each slice by which the peak is looked for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<JsonObject> RunAsync(TimeSpan length, TimeSpan step, CancellationToken cancellationToken)
    {
        await using var shop = await BenchmarkShop.StartAsync(cancellationToken);
        await using var meter = new Meter(shop, withQueries: false);
        var orders = new OrderPlacer(shop.Buyers, await shop.SignUpAsync(Callers, cancellationToken), BenchmarkShop.Skus);
        await new Slice(orders, WarmUp).ClosedAsync(Callers, cancellationToken);
        await meter.SettleAsync(cancellationToken);

        var eight = new Slice(orders, step);
        await eight.ClosedAsync(Callers, cancellationToken);
        var many = new Slice(orders, step);
        await many.ClosedAsync(MoreCallers, cancellationToken);
        List<Slice> open = [];
        foreach (var part in Steps)
        {
            open.Add(new Slice(orders, step));
            await open[^1].OpenAsync(part * Math.Max(eight.Goodput, many.Goodput), cancellationToken);
        }

        var peak = open.Append(eight).Append(many).Max(slice => slice.Goodput);
        var before = Memory(shop);
        var overload = new Slice(orders, length);
        await overload.OpenAsync(2 * peak, cancellationToken);
        return new()
        {
            ["cores"] = Environment.ProcessorCount,
            ["eight_callers"] = eight.ToJson(),
            ["many_callers"] = many.ToJson(),
            ["open"] = new JsonArray([.. open.Select(slice => slice.ToJson())]),
            ["peak_per_second"] = Math.Round(peak, 1),
            ["overload"] = overload.ToJson(),
            [GoodputRatio] = Math.Round(overload.Goodput / peak, 3),
            [P99Ratio] = Math.Round(overload.P99 / eight.P99, 2),
            [OtherwiseFailed] = overload.Failed,
            ["gateway_mib_before"] = before,
            ["gateway_mib_after"] = Memory(shop),
        };
    }

    private static long Memory(BenchmarkShop shop)
    {
        using var gateway = Process.GetProcessById(shop.Processes[AgentNames.Gateway]);
        return gateway.WorkingSet64 / (1024 * 1024);
    }
}
