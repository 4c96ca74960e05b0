using System.Text.RegularExpressions;

namespace Ecommerce.Testing.Telemetry;

/// <summary>
/// How the collector's Prometheus exporter names a metric (OpenTelemetry, "Prometheus and OpenMetrics Compatibility"): words are joined by
/// <c>_</c>, and the unit, and <c>total</c> of what only grows, are appended where they are not there yet.
/// </summary>
internal static partial class PrometheusName
{
    private static readonly Dictionary<string, string> Units = new()
    {
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["By"] = "bytes",
        ["%"] = "percent",
    };

    /// <summary>The name.</summary>
    /// <param name="name">The instrument's.</param>
    /// <param name="unit">Its unit (UCUM); those in braces are notes and are left out.</param>
    /// <param name="isGauge">Whether it is a gauge: <c>1</c> is then a ratio.</param>
    /// <param name="isMonotonic">Whether it is a sum that only grows.</param>
    public static string Of(string name, string unit, bool isGauge, bool isMonotonic)
    {
        List<string> words = [.. Word().Matches(name).Select(match => match.Value)];
        var word = unit == "1" && isGauge ? "ratio" : Units.GetValueOrDefault(unit);
        if (word is not null && !words.Contains(word))
        {
            words.Add(word);
        }

        if (isMonotonic)
        {
            words.Remove("total");
            words.Add("total");
        }

        return string.Join('_', words);
    }

    /// <summary>The name of a label.</summary>
    public static string OfLabel(string name) => Other().Replace(name, "_");

    [GeneratedRegex("[A-Za-z0-9]+")]
    private static partial Regex Word();

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex Other();
}
