using System.Diagnostics;

namespace Ecommerce.Development.Processes;

/// <summary>Short-lived helper programs.</summary>
public static class Tool
{
    /// <summary>The executable of that name on PATH, or null.</summary>
    public static string? OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(IsExecutable);

    /// <summary>A file with any execute permission; false for a link whose target is gone.</summary>
    public static bool IsExecutable(string path)
    {
        try
        {
            return File.Exists(path) && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.OtherExecute)) != 0;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Runs to the end.</summary>
    /// <param name="limit">After this the program is killed.</param>
    /// <param name="command">Executable and arguments.</param>
    /// <returns>Exit code and both outputs together, trimmed.</returns>
    /// <exception cref="TimeoutException">It does not end within the limit.</exception>
    public static async Task<(int ExitCode, string Output)> RunAsync(TimeSpan limit, params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var error = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return (process.ExitCode, (await output + await error).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{command[0]} did not end within {limit.TotalSeconds:0} s.");
        }
    }
}
