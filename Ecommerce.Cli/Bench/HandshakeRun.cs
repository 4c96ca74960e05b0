using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.Contracts;

namespace Ecommerce.Cli.Bench;

/// <summary>Fresh connections by ours and by stock mutual TLS, which take turns, each in a process of its own.</summary>
internal static class HandshakeRun
{
    private const int Rounds = 32;

    // Enough that neither end waits for the other.
    private const int Callers = 4;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly HandshakeWay[] Ways = Enum.GetValues<HandshakeWay>();

    /// <summary>Measures for that long and returns the report.</summary>
    public static async Task<JsonNode> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var site = await BenchSite.StartAsync(cancellationToken);
        await using var spiffe = Start(HandshakeWay.Spiffe);
        await using var stock = Start(HandshakeWay.Stock);
        // Half of the time warms up.
        await MeasureAsync(new HandshakeReport());
        var report = new HandshakeReport();
        await MeasureAsync(report);
        return report.ToJson();

        BenchChild Start(HandshakeWay way) => BenchChild.Start(
            AgentNames.Gateway, site.EnvironmentOf(AgentNames.Gateway, Rung.Secured), "shake", "--way", $"{way}");

        async Task MeasureAsync(HandshakeReport into)
        {
            var order = JsonSerializer.Serialize(new SliceOrder(Callers, duration / (2 * Rounds * Ways.Length)));
            for (var round = 0; round < Rounds; round++)
            {
                for (var i = 0; i < Ways.Length; i++)
                {
                    // Each round starts with the other one.
                    var way = Ways[(i + round) % Ways.Length];
                    var child = way == HandshakeWay.Spiffe ? spiffe : stock;
                    into.Of(way).Add(await child.AskAsync<Slice>(order, Timeout + duration, cancellationToken), server: default);
                }
            }
        }
    }
}
