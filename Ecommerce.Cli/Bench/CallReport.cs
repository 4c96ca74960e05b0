using System.Text.Json.Nodes;

namespace Ecommerce.Cli.Bench;

/// <summary>What <c>bench call</c> reports: each variant with each number of callers, and how <c>secured</c> compares.</summary>
internal sealed class CallReport
{
    private readonly Dictionary<(string Variant, int Callers), Samples> _samples = [];

    /// <summary>The numbers of callers.</summary>
    public static IReadOnlyList<int> CallerCounts { get; } = [1, 16];

    /// <summary>What was measured of a variant.</summary>
    public Samples Of(string variant, int callers) =>
        _samples.TryGetValue((variant, callers), out var known) ? known : _samples[(variant, callers)] = new();

    /// <summary>A member for each variant, <c>ratio</c> of throughputs, and what <c>secured</c> adds to bare mutual TLS.</summary>
    public JsonObject ToJson()
    {
        var report = new JsonObject();
        foreach (var variant in Variants.All)
        {
            report[variant] = ByCallers(callers => Of(variant, callers).ToJson());
        }

        report["ratio"] = ByCallers(callers => new()
        {
            ["secured_to_plaintext"] = Ratio(callers, Variants.Plaintext),
            ["secured_to_mtls"] = Ratio(callers, Variants.MutualTls),
        });
        report["added_to_mtls"] = ByCallers(callers => new()
        {
            ["p50_us"] = Added(callers, samples => samples.Median, digits: 1),
            ["cpu_us_per_call"] = Added(callers, samples => samples.CpuPerCall, digits: 1),
            ["bytes_per_call"] = Added(callers, samples => samples.BytesPerCall, digits: 0),
        });
        return report;
    }

    private double Ratio(int callers, string other) =>
        Math.Round(Of(Variants.Secured, callers).PerSecond / Of(other, callers).PerSecond, 3);

    private double Added(int callers, Func<Samples, double> value, int digits) =>
        Math.Round(value(Of(Variants.Secured, callers)) - value(Of(Variants.MutualTls, callers)), digits);

    private static JsonObject ByCallers(Func<int, JsonObject> value) =>
        new(CallerCounts.Select(callers => KeyValuePair.Create($"{callers}", (JsonNode?)value(callers))));
}
