using System.CommandLine;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Ecommerce.Cli.SignIn;

namespace Ecommerce.Cli.Commands;

/// <summary><c>login</c>: signs a user in, for <c>whoami</c> and <c>call --user</c>.</summary>
internal static class LoginCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var email = new Argument<string>("email") { Description = "The user's e-mail address" };
        var input = new Option<bool>("--password-stdin") { Description = "Read the password from standard input, one line" };
        var renew = new Option<bool>("--new-password")
        {
            Description = "Also give a new password (a second line of standard input); a password for one use needs it",
        };
        var data = new DataOption();
        var command = new Command("login", "Signs a user in") { email, input, renew, data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = data.FolderOf(parsed);
            await using var client = await ShopClient.OpenAsync(folder, id: null, cancellationToken);
            var request = new JsonObject
            {
                ["email"] = parsed.GetRequiredValue(email),
                ["password"] = PasswordPrompt.Read("Password", parsed.GetValue(input)),
            };
            if (parsed.GetValue(renew))
            {
                request["new_password"] = PasswordPrompt.Read("New password", parsed.GetValue(input));
            }

            var result = await new SessionStore(folder, TimeProvider.System).SignInAsync(client, request, cancellationToken);
            JsonOutput.Write(result.Data?["user"] ?? result.Error!);
            return result.ExitCode;
        });
        return command;
    }
}
