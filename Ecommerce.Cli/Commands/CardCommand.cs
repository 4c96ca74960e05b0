using System.CommandLine;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;

namespace Ecommerce.Cli.Commands;

/// <summary><c>card</c>: what an agent is and can do.</summary>
internal static class CardCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var data = new DataOption();
        var agent = AgentArgument.Create();
        var command = new Command("card", "Shows what an agent is and can do") { agent, data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var id = AgentArgument.IdOf(parsed.GetRequiredValue(agent));
            await using var client = await ShopClient.OpenAsync(data.FolderOf(parsed), id: null, cancellationToken);
            var health = await HealthCommand.AskAsync(client, id.ToString(), cancellationToken);
            if (health.Data is not { } answer)
            {
                JsonOutput.Write(health.Error!);
                return health.ExitCode;
            }

            var name = (string)answer["agent_name"]!;
            JsonOutput.Write(new JsonObject
            {
                ["name"] = name,
                ["spiffe_id"] = id.ToString(),
                ["version"] = answer["version"]!.DeepClone(),
                ["address"] = client.AddressOf(name).ToString(),
                ["capabilities"] = new JsonArray([.. CapabilityCatalogue.Of(name).Select(Describe)]),
            });
            return ExitCodes.Done;
        });
        return command;
    }

    private static JsonObject Describe(Capability capability) => new()
    {
        ["name"] = capability.Name,
        ["description"] = capability.Description,
        ["request"] = Fields(capability.Request),
        ["streaming"] = capability.ServerStreaming,
    };

    private static JsonArray Fields(Google.Protobuf.Reflection.MessageDescriptor message) =>
        [.. message.Fields.InDeclarationOrder().Select(field => (JsonNode)field.Name)];
}
