using Ecommerce.Cli.Development;
using Ecommerce.Cli.Processes;

namespace Ecommerce.Cli.Tests.Commands;

/// <summary>The program as it is typed, a process of its own each time.</summary>
internal static class CommandRun
{
    public static Task<(int ExitCode, string Output)> OfAsync(params string[] arguments) => OfAsync(TimeSpan.FromSeconds(30), arguments);

    public static Task<(int ExitCode, string Output)> OfAsync(TimeSpan limit, params string[] arguments) =>
        Tool.RunAsync(limit, [Path.Combine(AgentProgram.DotnetRoot, "dotnet"), Path.Combine(AppContext.BaseDirectory, "ecommerce.dll"), .. arguments]);

    /// <summary>With something in front of it, a <c>sh</c> script that ends in <c>"$@"</c>.</summary>
    public static Task<(int ExitCode, string Output)> InShellAsync(string script, params string[] arguments) => Tool.RunAsync(
        TimeSpan.FromSeconds(120),
        ["sh", "-c", script, "sh", Path.Combine(AgentProgram.DotnetRoot, "dotnet"), Path.Combine(AppContext.BaseDirectory, "ecommerce.dll"), .. arguments]);
}
