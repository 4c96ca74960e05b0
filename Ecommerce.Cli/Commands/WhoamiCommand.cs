using System.CommandLine;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Ecommerce.Cli.SignIn;
using Ecommerce.Contracts;

namespace Ecommerce.Cli.Commands;

/// <summary><c>whoami</c>: the workload that calls are made as, and the user who is signed in.</summary>
internal static class WhoamiCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var data = new DataOption();
        var command = new Command("whoami", "Shows which user is signed in, and as which workload calls are made") { data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = data.FolderOf(parsed);
            var sessions = new SessionStore(folder, TimeProvider.System);
            await using var client = await ShopClient.OpenAsync(folder, id: null, cancellationToken);
            var shown = new JsonObject { ["spiffe_id"] = client.Identity.Current!.Svid.Id.ToString(), ["user"] = null };
            if (sessions.Read() is null)
            {
                JsonOutput.Write(shown);
                return ExitCodes.Done;
            }

            // The shop's word, not the file's.
            var user = await sessions.CurrentAsync(client, cancellationToken);
            var result = await client.RouteAsync(
                AgentNames.User, "get_user", new JsonObject { ["user_id"] = user.UserId }, user.AccessToken, cancellationToken);
            if (result.Data is not { } profile)
            {
                JsonOutput.Write(result.Error!);
                return result.ExitCode;
            }

            (shown["user"], shown["session_id"]) = (profile.DeepClone(), user.SessionId);
            JsonOutput.Write(shown);
            return ExitCodes.Done;
        });
        return command;
    }
}
