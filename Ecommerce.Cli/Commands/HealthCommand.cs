using System.CommandLine;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Development;

namespace Ecommerce.Cli.Commands;

/// <summary><c>health</c>: the health of an agent, or through the gateway of all.</summary>
internal static class HealthCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var data = new DataOption();
        var agent = AgentArgument.Create(required: false);
        var command = new Command("health", "Asks an agent for its health, or the gateway for the health of all") { agent, data };
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

    /// <summary>Asks one agent over mutual TLS, and says on standard error which identity may ask if this one may not.</summary>
    public static async Task<TaskResult> AskAsync(ShopClient client, string spiffeId, CancellationToken cancellationToken)
    {
        var result = await client.HealthAsync(spiffeId, cancellationToken);
        if ((string?)result.Error?["code"] == ErrorCodes.Forbidden)
        {
            await Console.Error.WriteLineAsync(
                "Agents behind the gateway answer this only to the gateway and to agent/admin: ask with ecommerce-admin.");
        }

        return result;
    }
}
