using Ecommerce.Development;
using Ecommerce.Development.Processes;

namespace Ecommerce.Testing;

/// <summary>
/// The program <c>ecommerce</c> as it is typed, a process of its own each time; outputs are standard output, then standard error.
/// </summary>
public static class CommandRun
{
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(120);

    /// <summary>What starts it: the program of this build, as <c>bin/ecommerce</c> runs it.</summary>
    public static IReadOnlyList<string> Program { get; } =
        [Path.Combine(AgentProgram.DotnetRoot, "dotnet"), Path.Combine(AgentProgram.FolderOf("Ecommerce.Cli"), "ecommerce.dll")];

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="Exception">It does not end within two minutes.</exception>
    public static Task<(int ExitCode, string Output)> OfAsync(params string[] arguments) =>
        Tool.RunAsync(CommandTimeout, [.. Program, .. arguments]);

    /// <summary>The same with a limit of its own.</summary>
    /// <exception cref="Exception">It does not end within the limit.</exception>
    public static Task<(int ExitCode, string Output)> OfAsync(TimeSpan limit, params string[] arguments) =>
        Tool.RunAsync(limit, [.. Program, .. arguments]);

    /// <summary>The same from a script of <c>sh</c>, whose <c>"$@"</c> it is.</summary>
    /// <exception cref="Exception">It does not end within two minutes.</exception>
    public static Task<(int ExitCode, string Output)> InShellAsync(string script, params string[] arguments) =>
        Tool.RunAsync(CommandTimeout, ["sh", "-c", script, "sh", .. Program, .. arguments]);
}
