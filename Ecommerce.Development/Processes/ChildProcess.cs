using System.Diagnostics;
using System.Globalization;
using Spiffe.Authority;

namespace Ecommerce.Development.Processes;

/// <summary>How to start a child.</summary>
/// <param name="FileName">Executable: a path, or a name on PATH.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Environment">Its whole environment: nothing is inherited, so no startup hook or credential of the shell reaches it.</param>
/// <param name="LogFile">Where both its outputs are appended.</param>
/// <param name="User">The account that it runs as; null for this process's own.</param>
public sealed record ChildOptions(
    string FileName, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, string LogFile, string? User = null);

/// <summary>
/// A child in a session of its own, so that Ctrl-C in the terminal reaches only its supervisor. It writes to its log file by itself
/// and goes on, log and all, if the supervisor dies.
/// </summary>
public sealed class ChildProcess : IDisposable
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
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Completes when the child has ended.</summary>
    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Releases the handle; the child is not stopped.</summary>
    public void Dispose() => _process.Dispose();

    // .NET's own descriptors close in a child; a lock or a pipe inherited from the parent process does not, and a daemon would hold it
    // open for as long as it runs.
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
