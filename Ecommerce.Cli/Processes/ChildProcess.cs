using System.Diagnostics;
using System.Globalization;

namespace Ecommerce.Cli.Processes;

/// <summary>How to start a child.</summary>
/// <param name="FileName">Executable: a path, or a name on PATH.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Environment">Its whole environment: nothing is inherited, so no startup hook or credential of the shell reaches it.</param>
/// <param name="LogFile">Where both its outputs are appended.</param>
/// <param name="User">The account that it runs as; null for this process's own.</param>
internal sealed record ChildOptions(
    string FileName, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, string LogFile, string? User = null);

/// <summary>
/// A child in a session of its own, so that Ctrl-C in the terminal reaches only its supervisor. It writes to its log file by itself
/// and goes on, log and all, if the supervisor dies.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process)
    {
        _process = process;
        Identity = ProcessIdentity.Of(process.Id);
    }

    /// <summary>PID and start time.</summary>
    public ProcessIdentity Identity { get; }

    /// <summary>Exit code once ended; 128 and more means killed by signal (code − 128).</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Starts it.</summary>
    /// <exception cref="CommandException"><c>sh</c>, <c>setsid</c> or <c>setpriv</c> is missing.</exception>
    public static ChildProcess Start(ChildOptions options)
    {
        KeepInheritedDescriptors();
        // exec all the way: the PID of sh becomes that of the child.
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        string[] prefix = options.User is null
            ? ["setsid"]
            : ["setsid", "setpriv", $"--reuid={options.User}", $"--regid={Accounts.GroupOf(options.User)}", "--init-groups"];
        foreach (var argument in (string[])["-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", options.LogFile, .. prefix,
            options.FileName, .. options.Arguments])
        {
            start.ArgumentList.Add(argument);
        }
        start.Environment.Clear();
        foreach (var (name, value) in options.Environment)
        {
            start.Environment[name] = value;
        }
        start.Environment.TryAdd("PATH", Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin");
        return new ChildProcess(Process.Start(start) ?? throw new CommandException("Cannot start /bin/sh."));
    }

    /// <summary>Completes when the child has ended.</summary>
    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Releases the handle; the child is not stopped.</summary>
    public void Dispose() => _process.Dispose();

    // Our own close themselves in a child; a lock or a pipe that whoever started us left open does not, and would be held open by a
    // daemon for as long as it lives.
    private static void KeepInheritedDescriptors()
    {
        const int SetFlags = 2; // F_SETFD
        const int CloseOnExec = 1; // FD_CLOEXEC
        foreach (var entry in Directory.GetFileSystemEntries("/proc/self/fd"))
        {
            var descriptor = int.Parse(Path.GetFileName(entry), CultureInfo.InvariantCulture);
            if (descriptor > 2)
            {
                _ = NativeMethods.fcntl(descriptor, SetFlags, CloseOnExec);
            }
        }
    }
}
