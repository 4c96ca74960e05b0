using System.Text.Json.Nodes;

namespace Ecommerce.Benchmarks.Orders;

/// <summary>Counts by name, such as <c>cpu_ms/order</c>: of the whole run at a moment, or of a slice.</summary>
internal sealed record Usage(IReadOnlyDictionary<string, double> Counts)
{
    /// <summary>What came since an earlier moment.</summary>
    public Usage Since(Usage earlier) => Combine(earlier, -1);

    /// <summary>Two slices together, or one less so many times another.</summary>
    public Usage Combine(Usage other, double times = 1) => new(Counts.Keys.Union(other.Counts.Keys).ToDictionary(
        name => name, name => Counts.GetValueOrDefault(name) + (times * other.Counts.GetValueOrDefault(name))));

    /// <summary>The sum of a group.</summary>
    public double Total(string group) => Counts.Where(count => count.Key.Split('/')[0] == group).Sum(count => count.Value);

    /// <summary>Each group as an object, its sum as <c>all</c>, divided.</summary>
    public JsonObject ToJson(double divisor) => new(Counts.GroupBy(count => count.Key.Split('/')[0]).Select(group =>
    {
        var members = group.OrderBy(count => count.Key, StringComparer.Ordinal)
            .Select(count => KeyValuePair.Create(count.Key.Split('/', 2)[1], Rounded(count.Value / divisor)))
            .Append(KeyValuePair.Create("all", Rounded(group.Sum(count => count.Value) / divisor)));
        return KeyValuePair.Create(group.Key, (JsonNode?)new JsonObject(members));
    }));

    private static JsonNode? Rounded(double value) => Math.Round(value, 2);
}
