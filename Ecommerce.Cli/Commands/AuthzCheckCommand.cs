using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Authz;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;

namespace Ecommerce.Cli.Commands;

/// <summary><c>authz check</c>: whether a call would pass, decided by the policies of this repository without any agent running.</summary>
internal static class AuthzCheckCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var caller = new Option<string>("--caller") { Description = "SPIFFE ID of the caller", Required = true, HelpName = "ID" };
        var callee = new Option<string>("--callee") { Description = "SPIFFE ID of the callee", Required = true, HelpName = "ID" };
        var action = new Option<string>("--action")
        {
            Description = "A capability, or an action such as agent.health",
            Required = true,
            HelpName = "NAME",
        };
        var input = new Option<string?>("--input")
        {
            Description = "JSON file with further members of the input: actor, user, request, context, …",
            HelpName = "FILE",
        };
        var command = new Command("check", "Decides a call as its caller and its callee would; exit code 0 only if both allow it")
        {
            caller, callee, action, input,
        };
        command.SetAction(parsed =>
        {
            var from = ShopClient.ParseId(parsed.GetRequiredValue(caller), "--caller");
            var to = ShopClient.ParseId(parsed.GetRequiredValue(callee), "--callee");
            var decision = PolicyCheck.Decide(from, to, parsed.GetRequiredValue(action), Read(parsed.GetValue(input)));
            JsonOutput.Write(decision);
            return (bool)decision["allow"]! ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static JsonObject Read(string? path)
    {
        if (path is null)
        {
            return [];
        }

        try
        {
            return JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? throw new JsonException("it is not an object");
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException($"--input: {path} cannot be used: {exception.Message}", exception) { ExitCode = ExitCodes.Usage };
        }
    }
}
