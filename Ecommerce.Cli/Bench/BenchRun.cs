using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;

namespace Ecommerce.Cli.Bench;

/// <summary>
/// One measurement: a <see cref="BenchPair"/> for each rung, which take turns, so that noise of the machine affects all alike. Nothing of
/// a running shop is touched.
/// </summary>
internal static class BenchRun
{
    private const int Rounds = 16;
    private static readonly TimeSpan PiecesTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Compares for that long and returns the report.</summary>
    /// <exception cref="CommandException">A part does not start.</exception>
    public static async Task<JsonNode> CompareAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var site = await BenchSite.StartAsync(cancellationToken);
        return (await MeasureAsync(site, Rungs.Compared, duration, cancellationToken)).ToJson();
    }

    /// <summary>The same, with what each stage costs.</summary>
    /// <inheritdoc cref="CompareAsync"/>
    public static async Task<JsonNode> BreakDownAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var site = await BenchSite.StartAsync(cancellationToken);
        var calls = await MeasureAsync(site, Rungs.All, duration, cancellationToken);
        await using var pieces =
            BenchChild.Start(AgentNames.Inventory, site.EnvironmentOf(AgentNames.Inventory, Rung.Secured), "pieces");
        var report = calls.ToJson();
        report["breakdown"] = Breakdown.Create(calls);
        report["pieces"] = (await pieces.AskAsync<JsonNode>("", PiecesTimeout, cancellationToken))["pieces"]!.DeepClone();
        return report;
    }

    private static async Task<CallReport> MeasureAsync(
        BenchSite site, IReadOnlyList<Rung> rungs, TimeSpan duration, CancellationToken cancellationToken)
    {
        Dictionary<Rung, BenchPair> pairs = [];
        try
        {
            foreach (var rung in rungs)
            {
                pairs[rung] = await BenchPair.StartAsync(rung, site, cancellationToken);
            }

            // Half of the time warms up, until the runtime has compiled hot methods for the last time.
            await MeasureAsync(pairs, rungs, duration / 2, cancellationToken);
            return await MeasureAsync(pairs, rungs, duration / 2, cancellationToken);
        }
        finally
        {
            await Task.WhenAll(pairs.Values.Select(pair => pair.DisposeAsync().AsTask()));
        }
    }

    private static async Task<CallReport> MeasureAsync(
        Dictionary<Rung, BenchPair> pairs, IReadOnlyList<Rung> rungs, TimeSpan duration, CancellationToken cancellationToken)
    {
        var report = new CallReport();
        // Stages are told apart at 16 callers only: one caller's calls are for the most part waiting, which differs by chance.
        var turns = CallReport.CallerCounts.ToDictionary(
            callers => callers, callers => rungs.Where(rung => callers > 1 || Rungs.Compared.Contains(rung)).ToList());
        var slice = duration / (Rounds * turns.Values.Sum(some => some.Count));
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (callers, some) in turns)
            {
                for (var i = 0; i < some.Count; i++)
                {
                    // Each round starts with the next rung, so that none always follows the same one.
                    var rung = some[(i + round) % some.Count];
                    await pairs[rung].MeasureAsync(new(callers, slice), report.Of(rung, callers), cancellationToken);
                }
            }
        }

        return report;
    }
}
