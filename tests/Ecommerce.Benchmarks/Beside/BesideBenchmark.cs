using System.Text.Json.Nodes;
using Ecommerce.Benchmarks.Orders;
using Ecommerce.Cli.Bench;
using Ecommerce.Testing;

namespace Ecommerce.Benchmarks.Beside;

/// <summary>
/// <c>beside</c>: what eight buyers' orders lose to something that goes on beside them, or to another way to run, in pairs of a slice
/// with it and one without.
/// </summary>
internal static class BesideBenchmark
{
    private const int Callers = 8;
    private const string ThroughputRatio = "throughput_ratio";
    private const string P99Ratio = "p99_ratio";
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    /// <summary>What can go on beside orders, by name, and how much they may lose to it.</summary>
    public static IReadOnlyDictionary<string, Besides> All { get; } = new Dictionary<string, Besides>
    {
        ["broker"] = new(BrokerAsync, [new(ThroughputRatio, Least: 0.95), new(P99Ratio, Most: 1.15)]),
        // What a second process can win depends on the processors.
        ["replicas"] = new(ReplicasAsync, []),
        ["sign-ins"] = new(SignInsAsync, [new(ThroughputRatio, Least: 0.9)]),
    };

    // A broker cannot be configured in a shop that runs: there are two shops, one of which publishes.
    private static async Task<JsonObject> BrokerAsync(TimeSpan length, int pairs, CancellationToken cancellationToken)
    {
        await using var broker = new Broker();
        await broker.InitializeAsync();
        await broker.BindAsync("ecommerce.events", "measured", limit: 100_000_000);
        await using var quiet = await BenchmarkShop.StartAsync(cancellationToken);
        await using var publishing = await BenchmarkShop.StartAsync(
            cancellationToken, new() { ["AGENTWEAVE_EVENTS_BROKER"] = broker.Address.OriginalString });
        return await TwoShopsAsync(publishing, quiet, length, pairs, ReadCpu, cancellationToken);

        // The broker works for one shop, whichever it is that orders just now.
        Usage ReadCpu(BenchmarkShop shop) => shop == quiet ? shop.ReadCpu() : shop.ReadCpu().Combine(new(
            new Dictionary<string, double> { ["cpu_ms/broker"] = 1000 * ProcessUse.CpuSeconds(broker.Server.Pid) }));
    }

    // A shop in which each agent has two processes, and one in which each has one.
    private static async Task<JsonObject> ReplicasAsync(TimeSpan length, int pairs, CancellationToken cancellationToken)
    {
        await using var one = await BenchmarkShop.StartAsync(cancellationToken);
        await using var two = await BenchmarkShop.StartAsync(cancellationToken, replicas: 2);
        return await TwoShopsAsync(two, one, length, pairs, shop => shop.ReadCpu(), cancellationToken);
    }

    private static async Task<JsonObject> TwoShopsAsync(
        BenchmarkShop with, BenchmarkShop without, TimeSpan length, int pairs, Func<BenchmarkShop, Usage> readCpu,
        CancellationToken cancellationToken)
    {
        var buyers = new Dictionary<bool, (BenchmarkShop Shop, List<string> Users)>
        {
            [false] = (without, await without.SignUpAsync(Callers, cancellationToken)),
            [true] = (with, await with.SignUpAsync(Callers, cancellationToken)),
        };
        Dictionary<bool, (Usage? Cpu, int Orders)> used = [];
        var result = await PairsAsync(length, pairs, async (isBeside, slice) =>
        {
            var (shop, users) = buyers[isBeside];
            var before = readCpu(shop);
            var sample = await Buyers.RunAsync(shop.Buyers, users, BenchmarkShop.Skus, slice, cancellationToken);
            if (slice == length)
            {
                var (cpu, orders) = used.GetValueOrDefault(isBeside);
                var more = readCpu(shop).Since(before);
                used[isBeside] = (cpu?.Combine(more) ?? more, orders + sample.Milliseconds.Count);
            }

            return sample;
        });
        result["for_each_order"] = new JsonObject
        {
            ["with"] = used[true].Cpu!.ToJson(used[true].Orders),
            ["without"] = used[false].Cpu!.ToJson(used[false].Orders),
        };
        return result;
    }

    private static async Task<JsonObject> SignInsAsync(TimeSpan length, int pairs, CancellationToken cancellationToken)
    {
        await using var shop = await BenchmarkShop.StartAsync(cancellationToken, withLimits: true);
        var users = await shop.SignUpAsync(Callers, cancellationToken);
        await using var flood = await SignInFlood.PrepareAsync(shop.Buyers, cancellationToken);
        var result = await PairsAsync(length, pairs, async (isBeside, slice) =>
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var flooding = isBeside ? flood.RunAsync(over.Token) : Task.CompletedTask;
            var sample = await Buyers.RunAsync(shop.Buyers, users, BenchmarkShop.Skus, slice, cancellationToken);
            await over.CancelAsync();
            await flooding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return sample;
        });
        result["sign_ins"] = flood.ToJson();
        return result;
    }

    private static async Task<JsonObject> PairsAsync(TimeSpan length, int pairs, Func<bool, TimeSpan, Task<Sample>> run)
    {
        await run(false, WarmUp);
        await run(true, WarmUp);
        List<(Sample With, Sample Without)> samples = [];
        for (var pair = 0; pair < pairs; pair++)
        {
            // Each is as often the first.
            var first = await NextAsync(pair % 2 == 0);
            var second = await NextAsync(pair % 2 != 0);
            samples.Add(pair % 2 == 0 ? (first, second) : (second, first));
        }

        var throughput = samples.Select(pair => pair.With.PerSecond / pair.Without.PerSecond).Order().ToList();
        var p99 = samples.Select(pair => pair.With.Percentile(99) / pair.Without.Percentile(99)).Order().ToList();
        return new()
        {
            ["cores"] = Environment.ProcessorCount,
            ["slice_seconds"] = length.TotalSeconds,
            ["pairs"] = new JsonArray([.. samples.Select(pair => new JsonObject
            {
                ["with"] = ToJson(pair.With),
                ["without"] = ToJson(pair.Without),
            })]),
            [ThroughputRatio] = Math.Round(throughput[pairs / 2], 3),
            [P99Ratio] = Math.Round(p99[pairs / 2], 3),
        };

        async Task<Sample> NextAsync(bool isBeside)
        {
            await Task.Delay(Rest, TimeProvider.System);
            return await run(isBeside, length);
        }
    }

    /// <summary>Something that can go on beside orders.</summary>
    /// <param name="RunAsync">Measures pairs of slices of a length.</param>
    /// <param name="Goals">What the result has to reach.</param>
    internal sealed record Besides(Func<TimeSpan, int, CancellationToken, Task<JsonObject>> RunAsync, IReadOnlyList<Goal> Goals);

    private static JsonObject ToJson(Sample sample) => new()
    {
        ["orders_per_second"] = Math.Round(sample.PerSecond, 1),
        ["p99_ms"] = Math.Round(sample.Percentile(99), 1),
        ["failed"] = sample.Failures.Values.Sum(),
    };
}
