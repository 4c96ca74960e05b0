using System.CommandLine;
using System.Text;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Mcp;
using Ecommerce.Cli.Output;
using Ecommerce.Cli.SignIn;
using Ecommerce.Contracts;

namespace Ecommerce.Cli.Commands;

/// <summary><c>mcp</c>: the shop's tools for a program that speaks the Model Context Protocol on stdio.</summary>
internal static class McpCommand
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(60);
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var folder = new DataOption();
        var identity = new IdentityOption();
        var user = new UserOption();
        var command = new Command("mcp", "Serves the shop's tools on stdio, by the Model Context Protocol") { identity, user, folder };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var shop = folder.FolderOf(parsed);
            await using var client = await ShopClient.OpenAsync(shop, parsed.GetValue(identity), cancellationToken);
            var session = parsed.GetValue(user) ? new SessionStore(shop, TimeProvider.System) : null;
            using var door = new HttpClient(client.GatewayHandler())
            {
                BaseAddress = client.AddressOf(AgentNames.Gateway),
                Timeout = CallTimeout,
            };
            using var input = new StreamReader(Console.OpenStandardInput(), Utf8);
            await using var output = new StreamWriter(Console.OpenStandardOutput(), Utf8);
            async Task<string?> TokenAsync(CancellationToken cancellationToken) =>
                session is null ? null : (await session.CurrentAsync(client, cancellationToken)).AccessToken;
            using var relay = new McpRelay(door, TokenAsync, output);
            await relay.RunAsync(input, cancellationToken);
            return ExitCodes.Done;
        });
        return command;
    }
}
