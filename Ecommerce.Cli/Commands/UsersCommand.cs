using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Development;

namespace Ecommerce.Cli.Commands;

/// <summary><c>users</c>: what operators do for users, by way of the gateway, and administrators at the user agent.</summary>
internal static class UsersCommand
{
    // Without letters and digits that look alike: it is read out or copied by hand.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int OneTimeLength = 16;

    /// <summary>The verb.</summary>
    public static Command Create() => new("users", "Creates, shows, exports and erases users, and lets them back in")
    {
        CreateCreate(),
        CreateOne("show", "Shows a user", "get_user"),
        CreateOne("sessions", "Lists where a user is signed in", "list_sessions"),
        CreateOne("export", "Prints everything that the shop holds of a user", "export_user"),
        CreateOne("delete", "Erases a user at every agent; repeat it until nothing is pending", "delete_user"),
        CreateTier(),
        CreateResetPassword(),
    };

    private static Command CreateCreate()
    {
        var email = new Argument<string>("email") { Description = "The e-mail address" };
        var name = new Argument<string>("name") { Description = "The name" };
        var tier = new Option<string>("--tier")
        {
            Description = "Another tier than free",
            HelpName = "TIER",
            DefaultValueFactory = _ => "free",
        };
        tier.AcceptOnlyFromAmong("free", "premium", "enterprise");
        var data = new DataOption();
        var command = new Command("create", "Creates a user without a password, which users reset-password gives")
        {
            email, name, tier, data,
        };
        command.SetAction((parsed, cancellationToken) => RouteAsync(
            data.FolderOf(parsed),
            "create_user",
            new JsonObject
            {
                ["email"] = parsed.GetRequiredValue(email),
                ["name"] = parsed.GetRequiredValue(name),
                ["tier"] = parsed.GetValue(tier),
            },
            cancellationToken));
        return command;
    }

    private static Command CreateOne(string name, string description, string capability)
    {
        var user = UserArgument();
        var data = new DataOption();
        var command = new Command(name, description) { user, data };
        command.SetAction((parsed, cancellationToken) =>
            RouteAsync(data.FolderOf(parsed), capability, About(parsed.GetRequiredValue(user)), cancellationToken));
        return command;
    }

    private static Command CreateTier()
    {
        var user = UserArgument();
        var tier = new Argument<string>("tier") { Description = "free, premium or enterprise" };
        tier.AcceptOnlyFromAmong("free", "premium", "enterprise");
        var data = new DataOption();
        var command = new Command("tier", "Moves a user to another tier") { user, tier, data };
        command.SetAction((parsed, cancellationToken) =>
        {
            var request = About(parsed.GetRequiredValue(user));
            request["new_tier"] = parsed.GetRequiredValue(tier);
            return AdminCall.RunAsync(data.FolderOf(parsed), AgentNames.User, "update_tier", request, cancellationToken);
        });
        return command;
    }

    private static Command CreateResetPassword()
    {
        var user = UserArgument();
        var data = new DataOption();
        var command = new Command("reset-password", "Sets a password for one use within a day, and prints it") { user, data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = About(parsed.GetRequiredValue(user));
            var password = RandomNumberGenerator.GetString(Alphabet, OneTimeLength);
            request["new_password"] = password;
            return await AdminCall.RunAsync(
                data.FolderOf(parsed), AgentNames.User, "set_password", request, cancellationToken,
                user => new() { ["user_id"] = (string?)user["user_id"], ["password"] = password });
        });
        return command;
    }

    private static UuidArgument UserArgument() => new("user_id", "The user's user_id");

    private static JsonObject About(Guid user) => new() { ["user_id"] = user.ToString() };

    private static async Task<int> RouteAsync(
        DataFolder folder, string capability, JsonObject request, CancellationToken cancellationToken)
    {
        await using var client = await ShopClient.OpenAsync(folder, id: null, cancellationToken);
        var result = await client.RouteAsync(AgentNames.User, capability, request, accessToken: null, cancellationToken);
        JsonOutput.Write(result.Data ?? result.Error!);
        return result.ExitCode;
    }
}
