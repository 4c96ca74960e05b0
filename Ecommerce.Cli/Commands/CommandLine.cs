using System.CommandLine;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Development;

namespace Ecommerce.Cli.Commands;

/// <summary>The verbs.</summary>
public static class CommandLine
{
    /// <summary>Every verb; each file of this folder is one.</summary>
    public static RootCommand Create()
    {
        var root = CreateRoot();
        root.Options.OfType<VersionOption>().Single().Aliases.Add("-v");
        return root;
    }

    /// <summary>Parses and runs; see <see cref="ExitCodes"/>.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        // As in other command lines, help up is up --help.
        var line = args is ["help", .. var about] ? [.. about, "--help"] : args;
        // No response files: @FILE names a request.
        var parsed = Create().Parse(line, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is System.CommandLine.Invocation.ParseErrorAction)
        {
            foreach (var error in UsageError.Describe(parsed))
            {
                await Console.Error.WriteLineAsync(error);
            }

            await Console.Error.WriteLineAsync(UsageError.SeeHelp(parsed));
            return ExitCodes.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // up stops in order and takes its time; for every other verb Ctrl-C is the end.
                ProcessTerminationTimeout = null,
            });
        }
        catch (CommandException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            if (exception.ExitCode == ExitCodes.Usage)
            {
                await Console.Error.WriteLineAsync(UsageError.SeeHelp(parsed));
            }

            return exception.ExitCode;
        }
        catch (ShopException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            if (exception.IsUsageError)
            {
                await Console.Error.WriteLineAsync(UsageError.SeeHelp(parsed));
            }

            return exception.IsUsageError ? ExitCodes.Usage : ExitCodes.Failed;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TimeoutException)
        {
            // A file or folder that the system refuses, a full disk, or a program that does not end.
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCodes.Failed;
        }
    }

    private static RootCommand CreateRoot() => new($"A zero-trust shop of agents: {string.Join(", ", AgentNames.All)}.")
    {
        UpCommand.Create(), DownCommand.Create(), StatusCommand.Create(), LogsCommand.Create(),
        CallCommand.Create(), HealthCommand.Create(), PingCommand.Create(), CardCommand.Create(), IdentityCommand.Create(),
        AskCommand.Create(), TaskCommand.Create(), McpCommand.Create(),
        LoginCommand.Create(), LogoutCommand.Create(), WhoamiCommand.Create(), UsersCommand.Create(),
        ConsoleCommand.Create(), CheckoutsCommand.Create(), ReconcileCommand.Create(), AuditCommand.Create(), KeysCommand.Create(),
        DemoCommand.Create(), BenchCommand.Create(), ChaosCommand.Create(),
        AuthzCommand.Create(), DeployCommand.Create(), ValidateCommand.Create(),
        SandboxCommand.Create(), DatabaseCommand.Create(), AuthorityCommand.Create(),
    };
}
