using System.CommandLine;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;

namespace Ecommerce.Cli.Commands;

/// <summary><c>call</c>: asks an agent for a capability.</summary>
internal static class CallCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var folder = new DataOption();
        var target = new Option<string>("--target")
        {
            Description = "Name or SPIFFE ID of the agent",
            Required = true,
            HelpName = "AGENT",
        };
        var capability = new Option<string>("--capability")
        {
            Description = "Name of the capability, such as route",
            Required = true,
            HelpName = "NAME",
        };
        var data = new RequestOption();
        var identity = new IdentityOption();
        var user = new UserOption();
        var command = new Command("call", "Asks an agent for a capability and prints the result")
        {
            target, capability, data, identity, user, folder,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var callee = AgentArgument.IdOf(parsed.GetRequiredValue(target), "--target").ToString();
            var request = data.RequestOf(parsed);
            var shop = folder.FolderOf(parsed);
            await using var client = await ShopClient.OpenAsync(shop, parsed.GetValue(identity), cancellationToken);
            var token = await user.TokenAsync(parsed, shop, client, cancellationToken);
            var result = await client.CallAsync(callee, parsed.GetRequiredValue(capability), request, token, cancellationToken);
            JsonOutput.Write(result.ToJson());
            return result.ExitCode;
        });
        return command;
    }
}
