using System.Net;
using System.Text.Json.Nodes;
using A2A;
using Ecommerce.Contracts;
using Ecommerce.Testing;
using Spiffe;
using Spiffe.Tls;

namespace Ecommerce.Benchmarks.Cards;

/// <summary><c>card</c>: what it takes an agent to answer with its card as the policy lets its caller see it, over mutual TLS.</summary>
internal static class CardBenchmark
{
    private const int WarmUp = 3000;
    private const int Requests = 5000;

    private static readonly (string Agent, string Caller)[] Pairs =
    [
        (AgentNames.Order, "admin"), (AgentNames.Inventory, "admin"), (AgentNames.Gateway, "cli"), (AgentNames.Gateway, "admin"),
    ];

    /// <summary>Boots a shop and asks one agent after the other, on one connection, one request at a time.</summary>
    public static async Task<JsonObject> RunAsync(CancellationToken cancellationToken)
    {
        await using var shop = new ShopFixture();
        await shop.InitializeAsync();
        var cards = new JsonArray();
        foreach (var (agent, caller) in Pairs)
        {
            var source = await shop.SourceOfAsync(caller);
            using var http = new HttpClient(new SpiffeHttpHandler(source, SpiffeId.Parse(ShopFixture.IdOf(agent))))
            {
                BaseAddress = new Uri($"https://127.0.0.1:{shop.MtlsPort(agent)}"),
                DefaultRequestVersion = HttpVersion.Version20,
            };
            cards.Add(await MeasureAsync(http, agent, caller, cancellationToken));
        }

        return new() { ["requests"] = Requests, ["cards"] = cards };
    }

    private static async Task<JsonObject> MeasureAsync(
        HttpClient http, string agent, string caller, CancellationToken cancellationToken)
    {
        var (skills, bytes) = (0, 0);
        List<double> times = new(Requests);
        for (var i = -WarmUp; i < Requests; i++)
        {
            var started = TimeProvider.System.GetTimestamp();
            var card = await http.GetByteArrayAsync(new Uri(A2AProtocol.CardPath, UriKind.Relative), cancellationToken);
            if (i >= 0)
            {
                times.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
            }

            (skills, bytes) = i == -WarmUp ? (JsonNode.Parse(card)!["skills"]!.AsArray().Count, card.Length) : (skills, bytes);
        }

        times.Sort();
        return new()
        {
            ["agent"] = agent,
            ["caller"] = caller,
            ["skills"] = skills,
            ["bytes"] = bytes,
            ["p50_ms"] = Math.Round(times[Requests / 2], 3),
            ["p99_ms"] = Math.Round(times[Requests * 99 / 100], 3),
        };
    }
}
