using System.Text.Json.Nodes;

namespace Ecommerce.Cli.Chaos;

/// <summary>What a run was and what came of it.</summary>
/// <param name="Seed">What the faults and the buyers were drawn from.</param>
/// <param name="Cases">How often each case occurred, and how often the system never came to its point.</param>
/// <param name="Orders">Orders by their status.</param>
/// <param name="Answers">Final answers by what was asked for and HTTP status.</param>
/// <param name="LongestSeconds">The longest time that an order took while nothing disturbed it.</param>
/// <param name="AfterKills">
/// How often an order was under way when a killed agent was back, and was not disturbed again until it ended.
/// </param>
/// <param name="LongestAfterKillSeconds">The longest time from then to the order's end.</param>
/// <param name="SettledSeconds">From the last return of a process until every order had ended.</param>
/// <param name="Violations">What may not be; empty if all is well.</param>
/// <param name="Replay">The command that lets the same faults happen again.</param>
internal sealed record ChaosReport(
    int Seed, IReadOnlyList<(ChaosCase Case, int Occurred, int Missed)> Cases, IReadOnlyDictionary<string, int> Orders,
    IReadOnlyDictionary<string, int> Answers, double LongestSeconds, int AfterKills, double LongestAfterKillSeconds,
    double SettledSeconds, IReadOnlyList<string> Violations, string Replay)
{
    /// <summary>As the command prints it.</summary>
    public JsonObject ToJson() => new()
    {
        ["seed"] = Seed,
        ["cases"] = new JsonArray([.. Cases.Select(row => new JsonObject
        {
            ["case"] = row.Case.Name,
            ["does"] = row.Case.Does,
            ["undone"] = row.Case.Undone,
            ["occurred"] = row.Occurred,
            ["missed"] = row.Missed,
            ["skipped"] = row.Case.Skipped,
        })]),
        ["orders"] = Counts(Orders),
        ["answers"] = Counts(Answers),
        ["longest_seconds"] = LongestSeconds,
        ["after_kills"] = AfterKills,
        ["longest_after_kill_seconds"] = LongestAfterKillSeconds,
        ["settled_seconds"] = SettledSeconds,
        ["violations"] = new JsonArray([.. Violations.Select(violation => JsonValue.Create(violation))]),
        ["replay"] = Replay,
    };

    private static JsonObject Counts(IReadOnlyDictionary<string, int> counts) =>
        new(counts.OrderBy(count => count.Key, StringComparer.Ordinal)
            .Select(count => KeyValuePair.Create(count.Key, (JsonNode?)count.Value)));
}
