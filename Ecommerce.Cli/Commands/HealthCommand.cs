using System.CommandLine;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Development;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Agent;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.Cli.Commands;

/// <summary><c>health</c>: how an agent says it is, or through the gateway how all are.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var data = new DataOption();
        var agent = AgentArgument.Create(required: false);
        var command = new Command("health", "Asks an agent for its health; the gateway for everybody's if no agent is named") { agent, data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = await ShopClient.OpenAsync(data.FolderOf(parsed), id: null, cancellationToken);
            var result = parsed.GetValue(agent) is { } name
                ? await AskAsync(client, AgentArgument.IdOf(name).ToString(), cancellationToken)
                : await client.CallAsync(Registrations.AgentId(AgentNames.Gateway), "health", "{}", cancellationToken);
            JsonOutput.Write(result.Data ?? result.Error!);
            return result.ExitCode;
        });
        return command;
    }

    /// <summary>Asks one agent over mutual TLS: a failed result unless it is healthy.</summary>
    public static async Task<TaskResult> AskAsync(ShopClient client, string spiffeId, CancellationToken cancellationToken)
    {
        try
        {
            var deadline = TimeProvider.System.GetUtcNow() + Limit;
            var health = await client.Agent(spiffeId).HealthCheckAsync(
                new HealthRequest(), deadline: deadline.UtcDateTime, cancellationToken: cancellationToken);
            return new(health.Healthy ? "completed" : "degraded", JsonNode.Parse(ContractJson.Format(health)), null);
        }
        catch (ProblemException problem)
        {
            return TaskResult.From(problem);
        }
    }
}
