using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.Development;

namespace Ecommerce.Cli.Bench;

/// <summary>
/// One measurement: a development authority here, and a <see cref="BenchPair"/> for each variant, which take turns, so that noise of the
/// machine affects all alike. Nothing of a running shop is touched.
/// </summary>
internal static class BenchRun
{
    private const int Rounds = 12;

    /// <summary>Measures for that long and returns the report.</summary>
    /// <exception cref="CommandException">A part does not start.</exception>
    public static async Task<JsonNode> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var temporary = Directory.CreateTempSubdirectory("ecommerce-bench-");
        Dictionary<string, BenchPair> pairs = [];
        try
        {
            var folder = DataFolder.Of(temporary.FullName);
            await using var authority = await AuthorityLauncher.StartAsync(
                folder, folder.At("sockets"), strict: false, svidLifetime: null, TimeProvider.System, cancellationToken);
            foreach (var variant in Variants.All)
            {
                pairs[variant] = await BenchPair.StartAsync(variant, authority.SocketFor, cancellationToken);
            }

            // Half of the time warms up, until the runtime has compiled hot methods for the last time.
            await MeasureAsync(pairs, duration / 2, cancellationToken);
            return (await MeasureAsync(pairs, duration / 2, cancellationToken)).ToJson();
        }
        finally
        {
            foreach (var pair in pairs.Values)
            {
                await pair.DisposeAsync();
            }

            temporary.Delete(recursive: true);
        }
    }

    private static async Task<CallReport> MeasureAsync(
        Dictionary<string, BenchPair> pairs, TimeSpan duration, CancellationToken cancellationToken)
    {
        var report = new CallReport();
        var slice = duration / (Rounds * CallReport.CallerCounts.Count * pairs.Count);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var callers in CallReport.CallerCounts)
            {
                for (var i = 0; i < Variants.All.Count; i++)
                {
                    // Each round starts with the next variant, so that none always follows the same one.
                    var variant = Variants.All[(i + round) % Variants.All.Count];
                    await pairs[variant].MeasureAsync(new(callers, slice), report.Of(variant, callers), cancellationToken);
                }
            }
        }

        return report;
    }
}
