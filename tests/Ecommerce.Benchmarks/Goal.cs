using System.Globalization;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;

namespace Ecommerce.Benchmarks;

/// <summary>What a number of a benchmark's result has to be.</summary>
/// <param name="Number">The number's name in the result.</param>
/// <param name="Least">No less than this; null if there is no such bound.</param>
/// <param name="Most">No more than this; null if there is no such bound.</param>
internal sealed record Goal(string Number, double? Least = null, double? Most = null)
{
    /// <summary>Prints a result and, if goals are asserted, a line on standard error for each that is missed.</summary>
    /// <returns>The process's exit code: not 0 if an asserted goal is missed.</returns>
    public static async Task<int> WriteAsync(JsonObject result, IEnumerable<Goal> asserted)
    {
        JsonOutput.Write(result);
        var missed = asserted.Where(goal => !goal.IsReached(result)).ToList();
        foreach (var goal in missed)
        {
            await Console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{goal.Number} is {result[goal.Number]}; the goal is {goal}."));
        }

        return missed.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    /// <summary>The bound.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(Least is null ? "" : $"at least {Least}")}{(Most is null ? "" : $"at most {Most}")}");

    private bool IsReached(JsonObject result)
    {
        var number = double.Parse(result[Number]!.ToJsonString(), CultureInfo.InvariantCulture);
        return (Least is null || number >= Least) && (Most is null || number <= Most);
    }
}
