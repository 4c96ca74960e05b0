using System.Text.Json.Nodes;
using Ecommerce.Contracts.Agent;
using Ecommerce.ServiceDefaults.Errors;

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

    /// <summary>From an agent's reply.</summary>
    internal static CallResult From(TaskResponse response)
    {
        var output = response.Output.Length == 0 ? null : JsonNode.Parse(response.Output);
        return response.Status switch
        {
            Contracts.Agent.Status.Success => new("completed", output, null),
            Contracts.Agent.Status.Partial => new("degraded", output, null),
            Contracts.Agent.Status.Timeout => new("partial", null, output),
            _ => new("failed", null, output),
        };
    }

    /// <summary>From an error of the call itself.</summary>
    internal static CallResult From(ProblemException problem) => new("failed", null, JsonNode.Parse(ProblemJson.Format(problem)));
}
