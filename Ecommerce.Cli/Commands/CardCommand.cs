using System.CommandLine;
using System.Text.Json.Nodes;
using A2A.Errors;
using A2A.Json;
using Ecommerce.Cli.A2A;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Spiffe;

namespace Ecommerce.Cli.Commands;

/// <summary><c>card</c>: what an agent is and can do.</summary>
internal static class CardCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var data = new DataOption();
        var agent = AgentArgument.Create();
        var verify = new Option<bool>("--verify") { Description = "Shows its signed card, if that is proved to be the agent's" };
        var command = new Command("card", "Shows what an agent is and can do") { agent, verify, data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var id = AgentArgument.IdOf(parsed.GetRequiredValue(agent));
            await using var client = await ShopClient.OpenAsync(data.FolderOf(parsed), id: null, cancellationToken);
            if (parsed.GetValue(verify))
            {
                return await VerifyAsync(client, id, cancellationToken);
            }

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

    private static async Task<int> VerifyAsync(ShopClient client, SpiffeId id, CancellationToken cancellationToken)
    {
        var proof = new CardProof(id, client.Identity.Current!.Bundles, TimeProvider.System);
        try
        {
            using var door = await AgentDoor.OpenAsync(client, id, proof.VerifyAsync, token: null, cancellationToken);
            JsonOutput.Write(new JsonObject
            {
                ["signed_by"] = proof.ToJson(),
                ["card"] = JsonNode.Parse(A2AJson.Format(door.Card)),
            });
            return ExitCodes.Done;
        }
        catch (A2AException exception)
        {
            throw AgentDoor.Told(exception);
        }
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
