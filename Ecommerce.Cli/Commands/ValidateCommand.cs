using System.CommandLine;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.ServiceDefaults.Configuration;

namespace Ecommerce.Cli.Commands;

/// <summary><c>validate</c>: checks an agent's configuration file by the schema that the agents themselves use.</summary>
internal static class ValidateCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "YAML or JSON" };
        var command = new Command("validate", "Checks an agent's configuration file") { file };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(file)));
        return command;
    }

    private static int Run(string path)
    {
        string[] problems;
        try
        {
            problems = [.. AgentSchema.Check(AgentYaml.Read(path))];
        }
        catch (InvalidDataException exception)
        {
            problems = [exception.Message];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException($"{path} cannot be read: {exception.Message}", exception) { ExitCode = ExitCodes.Usage };
        }

        JsonOutput.Write(new JsonObject
        {
            ["file"] = path,
            ["valid"] = problems.Length == 0,
            ["problems"] = new JsonArray([.. problems.Select(problem => (JsonNode)problem)]),
        });
        return problems.Length == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }
}
