using System.Diagnostics;

namespace Ecommerce.Development.Processes;

/// <summary>
/// Cleans up if this process is killed: a shell waits for the end of its standard input, which comes with the end of the process
/// however that ends. (PR_SET_PDEATHSIG would fire at the end of the thread that started the child, and thread-pool threads end.)
/// </summary>
public sealed class Watchdog : IDisposable
{
    private readonly Process _shell;

    private Watchdog(Process shell) => _shell = shell;

    /// <summary>Runs the shell command once this process has ended, unless disposed before.</summary>
    public static Watchdog Start(string command) => new(Process.Start(
        new ProcessStartInfo("setsid", ["sh", "-c", $"read line; [ \"$line\" = done ] || {{ {command}; }}"])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
            Environment = { ["DOTNET_ROOT"] = AgentProgram.DotnetRoot },
        })!);

    /// <summary>Calls the watch off.</summary>
    public void Dispose()
    {
        try
        {
            _shell.StandardInput.WriteLine("done");
        }
        catch (IOException)
        {
            // Somebody ended the shell; then there is no watch to call off.
        }

        _shell.StandardInput.Dispose();
        _shell.WaitForExit(TimeSpan.FromSeconds(5));
        _shell.Dispose();
    }
}
