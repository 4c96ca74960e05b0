using System.CommandLine;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Development;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;

namespace Ecommerce.Cli.Commands;

/// <summary><c>health</c>: how an agent says it is, or through the gateway how all are.</summary>
internal static class HealthCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var data = new DataOption();
        var agent = AgentArgument.Create(required: false);
        var command = new Command("health", "Asks an agent for its health; the gateway for everybody's if no agent is named")
        {
            agent,
            data,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var id = parsed.GetValue(agent) is { } name ? AgentArgument.IdOf(name).ToString() : null;
            await using var client = await ShopClient.OpenAsync(data.FolderOf(parsed), id: null, cancellationToken);
            var result = id is not null
                ? await AskAsync(client, id, cancellationToken)
                : await client.CallAsync(Registrations.AgentId(AgentNames.Gateway), "health", "{}", cancellationToken);
            JsonOutput.Write(result.Data ?? result.Error!);
            return result.ExitCode;
        });
        return command;
    }

    /// <summary>Asks one agent over mutual TLS, and says on standard error who may ask if this identity may not.</summary>
    public static async Task<TaskResult> AskAsync(ShopClient client, string spiffeId, CancellationToken cancellationToken)
    {
        var result = await client.HealthAsync(spiffeId, cancellationToken);
        if ((string?)result.Error?["code"] == ErrorCodes.Forbidden)
        {
            await Console.Error.WriteLineAsync(
                "Behind the gateway, agents answer this only to the gateway and to agent/admin: ask with ecommerce-admin.");
        }

        return result;
    }
}
