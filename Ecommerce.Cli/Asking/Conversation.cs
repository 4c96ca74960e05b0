using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts.Agent;
using Ecommerce.Contracts.Json;

namespace Ecommerce.Cli.Asking;

/// <summary>What <c>ask</c> shows and asks. The steps and the question go to standard error; the answer is the output.</summary>
internal static class Conversation
{
    private const int MaxWidth = 160;

    /// <summary>A line for each call that was made.</summary>
    public static void ShowSteps(TaskResponse answer)
    {
        foreach (var call in answer.ToolCalls)
        {
            Console.Error.WriteLine(Step(call));
        }
    }

    /// <summary>Shows the exact call, and asks for it where there is a terminal.</summary>
    /// <param name="approval">What is to be approved.</param>
    /// <param name="options">The options by which it is approved as the same caller.</param>
    public static bool Confirms(Approval approval, string options)
    {
        foreach (var line in Proposed(approval))
        {
            Console.Error.WriteLine(line);
        }

        // Also where it is asked: whoever does not learn what became of it approves it again.
        Console.Error.WriteLine(
            $"To approve it until {approval.ExpiresAt.ToDateTimeOffset():HH:mm} UTC: ecommerce ask{options} --approve {approval.Id}");

        if (Console.IsInputRedirected || Console.IsErrorRedirected)
        {
            return false;
        }

        Console.Error.Write("Do this? [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    /// <summary>Shows the answer; the process's exit code.</summary>
    public static int ShowEnd(TaskResponse answer)
    {
        if (Console.IsOutputRedirected)
        {
            var json = JsonNode.Parse(ContractJson.Format(answer))!;
            json["status"] = JsonNamingPolicy.SnakeCaseLower.ConvertName($"{answer.Status}"); // also success, whose value is 0
            JsonOutput.Write(json);
        }
        else
        {
            Console.WriteLine(Plain(answer.Output));
        }

        return answer.Status switch
        {
            Status.Success => ExitCodes.Done,
            Status.InputRequired => ExitCodes.ApprovalRequired,
            _ => ExitCodes.Failed,
        };
    }

    /// <summary>A call in one line.</summary>
    internal static string Step(ToolCall call)
    {
        var line = Plain($"{call.ToolName} {call.Arguments}").Replace('\n', ' ');
        return $"{(line.Length > MaxWidth ? line[..MaxWidth] + " …" : line)} ({call.LatencyMs} ms)";
    }

    /// <summary>What is to be approved: all of it, however long.</summary>
    internal static IEnumerable<string> Proposed(Approval approval)
    {
        yield return "";
        yield return approval.Amount.Length > 0
            ? Plain($"{approval.Capability} of {approval.Amount} {approval.Currency}") : Plain(approval.Capability);
        yield return Plain(JsonNode.Parse(approval.Arguments)!.ToJsonString(JsonOutput.Options));
    }

    // What others wrote must not steer the terminal.
    internal static string Plain(string text) =>
        string.Concat(text.Select(letter => char.IsControl(letter) && letter != '\n' ? ' ' : letter)).TrimEnd();
}
