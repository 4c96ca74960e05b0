using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Agent;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Cli.Clients;

/// <summary>The result of a call, in AgentWeave's shape.</summary>
/// <param name="Status">
/// <c>completed</c>; <c>degraded</c>: parts of it failed; <c>partial</c>: the deadline has passed and the work goes on; <c>failed</c>.
/// </param>
/// <param name="Data">The capability's bare response; null unless completed or degraded.</param>
/// <param name="Error">The problem; null if there is none.</param>
internal sealed record TaskResult(string Status, JsonNode? Data, JsonNode? Error)
{
    /// <summary>The process's exit code.</summary>
    public int ExitCode { get; private init; } = Status == "completed" ? ExitCodes.Done : ExitCodes.Failed;

    /// <summary>From an agent's reply.</summary>
    public static TaskResult From(TaskResponse response)
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

    /// <summary>From a call that failed.</summary>
    public static TaskResult From(ProblemException problem) => new("failed", null, JsonNode.Parse(ProblemJson.Format(problem)))
    {
        ExitCode = problem is { Code: ErrorCodes.Unavailable, IsFromPeer: false } ? ExitCodes.Unreachable : ExitCodes.Failed,
    };

    /// <summary>As JSON: <c>{status, messages, artifacts, error}</c>.</summary>
    public JsonObject ToJson() => new()
    {
        ["status"] = Status,
        ["messages"] = Data is null ? [] : new JsonArray(new JsonObject
        {
            ["role"] = "assistant",
            ["parts"] = new JsonArray(new JsonObject { ["type"] = "data", ["data"] = Data.DeepClone() }),
        }),
        ["artifacts"] = Data is null ? [] : new JsonArray(new JsonObject { ["data"] = Data.DeepClone() }),
        ["error"] = Error?.DeepClone(),
    };
}
