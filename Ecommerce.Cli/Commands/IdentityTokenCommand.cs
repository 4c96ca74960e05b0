using System.CommandLine;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;

namespace Ecommerce.Cli.Commands;

/// <summary><c>identity token</c>: a JWT-SVID, for programs that do not use the Workload API.</summary>
internal static class IdentityTokenCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var (data, identity) = (new DataOption(), new IdentityOption());
        var command = new Command("token", "Prints a JWT-SVID that proves to the gateway who asks: the value of the header actor-token")
        {
            identity, data,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = await ShopClient.OpenAsync(data.FolderOf(parsed), parsed.GetValue(identity), cancellationToken);
            Console.WriteLine(await client.ProveAsync(cancellationToken));
            return ExitCodes.Done;
        });
        return command;
    }
}
