using System.CommandLine;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Ecommerce.Cli.SignIn;

namespace Ecommerce.Cli.Commands;

/// <summary><c>logout</c>: ends the session of <c>login</c>.</summary>
internal static class LogoutCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var data = new DataOption();
        var command = new Command("logout", "Signs the user out") { data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = data.FolderOf(parsed);
            await using var client = await ShopClient.OpenAsync(folder, id: null, cancellationToken);
            var result = await new SessionStore(folder, TimeProvider.System).SignOutAsync(client, cancellationToken);
            if (result?.Error is { } error)
            {
                JsonOutput.Write(error);
                return result.ExitCode;
            }

            await Console.Error.WriteLineAsync(result is null ? "Nobody was signed in." : "Signed out.");
            return ExitCodes.Done;
        });
        return command;
    }
}
