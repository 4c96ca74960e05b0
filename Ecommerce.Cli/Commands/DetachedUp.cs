using System.CommandLine;
using Ecommerce.Cli.Output;
using Ecommerce.Development;
using Ecommerce.Development.Processes;

namespace Ecommerce.Cli.Commands;

/// <summary>Runs the shop in the background.</summary>
internal static class DetachedUp
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(30);

    // Where things are; not the shell's startup hooks, profilers or credentials.
    private static readonly string[] Inherited =
        ["PATH", "HOME", "USER", "LANG", "DOTNET_ROOT", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "ECOMMERCE_DATA",
            Registrations.TrustDomainVariable, UpCommand.FailpointsVariable];

    /// <summary>Starts this program again without <c>--detach</c>, shows its output, and returns once everything is ready.</summary>
    /// <returns>Its exit code if it ended instead.</returns>
    public static async Task<int> RunAsync(DataFolder folder, ParseResult parsed, CancellationToken cancellationToken)
    {
        folder.Create();
        var log = folder.LogOf(ShopProcesses.Runner);
        using var output = LogFollower.FromEnd(log);
        using var child = ChildProcess.Start(new(
            Path.Combine(AppContext.BaseDirectory, "ecommerce"),
            [.. parsed.Tokens.Select(token => token.Value).Where(token => token != "--detach")],
            RunnerEnvironment(), log));
        var exit = child.WaitForExitAsync(cancellationToken);
        while (!exit.IsCompleted && !(Instance.Read(folder) is { Ready: true } instance && instance.Runner == child.Identity))
        {
            Console.Write(output.ReadNew());
            await Task.WhenAny(exit, Task.Delay(PollInterval, TimeProvider.System, cancellationToken));
        }

        cancellationToken.ThrowIfCancellationRequested();
        Console.Write(output.ReadNew());
        return exit.IsCompleted ? child.ExitCode : ExitCodes.Done;
    }

    private static Dictionary<string, string> RunnerEnvironment()
    {
        var variables = new Dictionary<string, string>
        {
            ["DOTNET_ROOT"] = AgentProgram.DotnetRoot,
            // A killed process would leave its debugger's pipes behind.
            ["DOTNET_EnableDiagnostics"] = "0",
        };
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                variables[name] = value;
            }
        }

        return variables;
    }
}
