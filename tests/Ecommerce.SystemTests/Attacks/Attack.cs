using System.Text.Json.Nodes;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Grpc.Core;

namespace Ecommerce.SystemTests.Attacks;

/// <summary>What somebody tries who must not.</summary>
/// <param name="Name">What it is.</param>
/// <param name="TryAsync">Tries it, and answers what it got: a status with a code, or what was told.</param>
/// <param name="Answer">What it must get.</param>
/// <param name="Agent">In whose audit it is found.</param>
/// <param name="Row">As what; see <see cref="QuietShop.AuditedAsync"/>.</param>
internal sealed record Attack(string Name, Func<Task<string>> TryAsync, string Answer, string Agent, string Row)
{
    /// <summary>Asserts of each attack that it is answered as it must be, changes nothing in any database and is on record.</summary>
    public static async Task FailAsync(QuietShop shop, params Attack[] attacks)
    {
        var held = await shop.HoldingsAsync();
        var rows = attacks.GroupBy(attack => (attack.Agent, attack.Row)).ToList();
        Dictionary<(string, string), long> before = [];
        foreach (var (agent, row) in rows.Select(group => group.Key))
        {
            before[(agent, row)] = await shop.AuditedAsync(agent, row);
        }

        foreach (var (name, tryAsync, answer, _, _) in attacks)
        {
            Assert.Equal($"{name}: {answer}", $"{name}: {await tryAsync()}");
            await shop.UnchangedAsync(held, name);
        }

        // The row of a read is written behind its answer.
        foreach (var group in rows)
        {
            var ((agent, row), expected) = (group.Key, before[group.Key] + group.Count());
            await Eventually.HoldsAsync(
                async () => await shop.AuditedAsync(agent, row) >= expected, () => $"the audit of {agent} lacks {row}");
        }
    }

    /// <summary>What REST answers: the status with the problem's code, or else with the body.</summary>
    public static async Task<string> AnswerAsync(Task<RestAnswer> call)
    {
        var answer = await call;
        return answer.MediaType == "application/problem+json" ? $"{answer.Status} {answer.Json["code"]}" : $"{answer.Status} {answer.Body}";
    }

    /// <summary>What a task or the gateway's <c>route</c> answers: the problem's status and code, or else the response.</summary>
    public static string AnswerOf(JsonNode? problem, JsonNode? response) =>
        problem is null ? response!.ToJsonString() : $"{problem["status"]} {problem["code"]}";

    /// <summary>What gRPC answers.</summary>
    public static async Task<string> AnswerAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            return $"{await call}";
        }
        catch (ProblemException exception)
        {
            return $"{((RpcException)exception.InnerException!).StatusCode} {exception.Code}";
        }
        catch (RpcException exception)
        {
            return $"{exception.StatusCode}"; // from a bare channel
        }
    }
}
