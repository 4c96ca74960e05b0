using System.Text.Json.Nodes;

namespace Ecommerce.Cli.Bench;

/// <summary>What <c>bench call</c> reports: each compared rung with each number of callers, and how <c>secured</c> compares.</summary>
public sealed class CallReport
{
    private readonly Dictionary<(Rung Rung, int Callers), Samples> _samples = [];

    /// <summary>The numbers of callers.</summary>
    public static IReadOnlyList<int> CallerCounts { get; } = [1, 16];

    /// <summary>What was measured of a rung.</summary>
    public Samples Of(Rung rung, int callers) =>
        _samples.TryGetValue((rung, callers), out var known) ? known : _samples[(rung, callers)] = new();

    /// <summary>
    /// A member for each compared rung, <c>ratio</c> of throughputs (with that of a user's token where its stage was measured), and what
    /// <c>secured</c> adds to bare mutual TLS.
    /// </summary>
    public JsonObject ToJson()
    {
        var report = new JsonObject();
        foreach (var rung in Rungs.Compared)
        {
            report[rung.Name()] = ByCallers(callers => Of(rung, callers).ToJson());
        }

        report["ratio"] = ByCallers(Ratios);
        report["added_to_mtls"] = ByCallers(callers => new()
        {
            ["p50_us"] = Added(callers, samples => samples.Median, digits: 1),
            ["cpu_us_per_call"] = Added(callers, Both(used => used.CpuMicroseconds), digits: 1),
            ["bytes_per_call"] = Added(callers, Both(used => used.Bytes), digits: 0),
        });
        return report;
    }

    private JsonObject Ratios(int callers)
    {
        var ratios = new JsonObject
        {
            ["secured_to_plaintext"] = Ratio(callers, Rung.Secured, Rung.Plaintext),
            ["secured_to_mtls"] = Ratio(callers, Rung.Secured, Rung.Mtls),
        };
        if (_samples.ContainsKey((Rung.Tokens, callers)))
        {
            ratios["token_to_none"] = Ratio(callers, Rung.Tokens, Rung.Tokens - 1);
        }

        return ratios;
    }

    private double Ratio(int callers, Rung one, Rung other) =>
        Math.Round(Of(one, callers).PerSecond / Of(other, callers).PerSecond, 3);

    private double Added(int callers, Func<Samples, double> value, int digits) =>
        Math.Round(value(Of(Rung.Secured, callers)) - value(Of(Rung.Mtls, callers)), digits);

    private static Func<Samples, double> Both(Func<Counters, double> value) =>
        samples => samples.MedianOfSlices((client, server) => value(client + server));

    private static JsonObject ByCallers(Func<int, JsonObject> value) =>
        new(CallerCounts.Select(callers => KeyValuePair.Create($"{callers}", (JsonNode?)value(callers))));
}
