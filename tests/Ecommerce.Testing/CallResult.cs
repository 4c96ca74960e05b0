using System.Text.Json.Nodes;

namespace Ecommerce.Testing;

/// <summary>What became of a call.</summary>
/// <param name="Status">completed, degraded, partial or failed.</param>
/// <param name="Data">The capability's response; null if there is none.</param>
/// <param name="Error">The problem; null if there is none.</param>
public sealed record CallResult(string Status, JsonNode? Data, JsonNode? Error)
{
    /// <summary>The problem's code; null if there is none.</summary>
    public string? Code => (string?)Error?["code"];

    /// <summary>The response of a call that must have been completed.</summary>
    public JsonNode Completed => Status == "completed" && Data is not null
        ? Data
        : throw new InvalidOperationException($"The call is {Status}: {Error?.ToJsonString()}");
}
