using System.Text.Json.Nodes;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Development;

namespace Ecommerce.Cli.Commands;

/// <summary>A capability that an agent offers to administrators, as a verb.</summary>
internal static class AdminCall
{
    /// <summary>Calls it and prints the answer. Whoever is no administrator is told how to be one.</summary>
    /// <param name="folder">Which shop.</param>
    /// <param name="agent">The agent's name.</param>
    /// <param name="capability">The capability's name.</param>
    /// <param name="request">Its request.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <param name="shown">What is printed of a response; all of it if null.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        DataFolder folder, string agent, string capability, JsonObject request, CancellationToken cancellationToken,
        Func<JsonNode, JsonObject>? shown = null)
    {
        await using var client = await ShopClient.OpenAsync(folder, id: null, cancellationToken);
        var result = await client.CallAsync(Registrations.AgentId(agent), capability, request.ToJsonString(), cancellationToken);
        JsonOutput.Write(result.Data is { } data ? shown?.Invoke(data) ?? data : result.Error!);
        if ((string?)result.Error?["code"] == ErrorCodes.Forbidden)
        {
            await Console.Error.WriteLineAsync(CommandException.AdministratorsOnly);
        }

        return result.ExitCode;
    }
}
