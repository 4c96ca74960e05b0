using System.Text.Json.Nodes;

namespace Ecommerce.Benchmarks.Orders;

/// <summary><c>orders</c>: the shop's orders beside the smallest order that the rules allow, in turns.</summary>
internal static class OrdersBenchmark
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CommitLength = TimeSpan.FromSeconds(3);
    private const int WarmUpCallers = 8;
    private const int WarmUpParts = 3;

    /// <summary>Runs it.</summary>
    /// <param name="length">Of a slice.</param>
    /// <param name="rounds">Slices of each case.</param>
    /// <param name="callers">How many buyers at a time.</param>
    /// <param name="warmUp">How long buyers order before anything is measured.</param>
    /// <param name="withQueries">Whether each query is counted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<JsonObject> RunAsync(
        TimeSpan length, int rounds, IReadOnlyList<int> callers, TimeSpan warmUp, bool withQueries, CancellationToken cancellationToken)
    {
        await using var shop = await BenchmarkShop.StartAsync(cancellationToken);
        var script = new PgBench(shop);
        await script.PrepareAsync(cancellationToken);
        await using var meter = new Meter(shop, withQueries);
        await meter.PrepareAsync(cancellationToken);
        var users = await shop.SignUpAsync(Math.Max(callers.Max(), WarmUpCallers), cancellationToken);
        for (var part = 0; part < WarmUpParts; part++)
        {
            await Buyers.RunAsync(
                shop.Buyers, users[..WarmUpCallers], BenchmarkShop.Skus, warmUp / WarmUpParts, cancellationToken);
            await meter.SettleAsync(cancellationToken);
        }

        var (_, idle) = await meter.MeasureAsync(
            async () =>
            {
                await Task.Delay(Idle, TimeProvider.System, cancellationToken);
                return new(Idle, []);
            },
            cancellationToken);
        var cases = new JsonArray();
        foreach (var count in callers)
        {
            foreach (var skus in (int[])[BenchmarkShop.Skus, 1])
            {
                var (ours, smallest, commit) = (new Tally(idle, Idle), new Tally(idle, Idle), new Tally(idle, Idle));
                for (var round = 0; round < rounds; round++)
                {
                    await ours.AddAsync(meter, () => Buyers.RunAsync(
                        shop.Buyers, users[..count], skus, length, cancellationToken), cancellationToken);
                    await smallest.AddAsync(meter, () => script.RunAsync(
                        "smallest-order.sql", count, skus, length, cancellationToken), cancellationToken);
                }

                await commit.AddAsync(
                    meter, () => script.RunAsync("commit.sql", count, skus, CommitLength, cancellationToken), cancellationToken);
                cases.Add(new JsonObject
                {
                    ["callers"] = count,
                    ["skus"] = skus,
                    ["shop"] = ours.ToJson(),
                    ["smallest"] = smallest.ToJson(),
                    ["ratio"] = Math.Round(ours.PerSecond / smallest.PerSecond, 3),
                    ["commit_mean_ms"] = Math.Round(commit.MeanMilliseconds, 3),
                });
            }
        }

        return new()
        {
            ["cores"] = Environment.ProcessorCount,
            ["slice_seconds"] = length.TotalSeconds,
            ["rounds"] = rounds,
            ["idle_per_second"] = idle.ToJson(Idle.TotalSeconds),
            ["cases"] = cases,
        };
    }
}
