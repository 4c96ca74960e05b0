using Ecommerce.Development.Processes;
using Ecommerce.Testing;
using Spiffe.Authority;

namespace Ecommerce.Development.Tests.Processes;

public sealed class ChildProcessTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Log => _folder.At("child.log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_child_inherits_nothing_but_the_path()
    {
        Environment.SetEnvironmentVariable("DOTNET_STARTUP_HOOKS", "");
        using var child = Start("env", [], new() { ["GIVEN"] = "1" });
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        var names =
            File.ReadAllLines(Log).Select(line => line.Split('=')[0]).Where(name => name is not ("PWD" or "OLDPWD" or "SHLVL" or "_"));
        Assert.Equal(["GIVEN", "PATH"], names.Order());
    }

    [Fact]
    public async Task A_child_holds_nothing_open_that_this_process_was_started_with()
    {
        const int SetFlags = 2; // F_SETFD
        using var inherited = new FileStream(_folder.At("lock"), FileMode.Create);
        Assert.Equal(0, NativeMethods.fcntl((int)inherited.SafeFileHandle.DangerousGetHandle(), SetFlags, 0));
        using var child = Start("ls", ["-l", "/proc/self/fd"]);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        var open = await File.ReadAllTextAsync(Log, TestContext.Current.CancellationToken);
        Assert.Contains(Log, open, StringComparison.Ordinal);
        Assert.DoesNotContain(inherited.Name, open, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_child_writes_both_outputs_to_its_log_and_tells_how_it_ended()
    {
        using var child = Start("sh", ["-c", "echo out; echo err >&2; exit 3"]);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("out\nerr", LogTail.Read(Log, 5));
        Assert.Equal(3, child.ExitCode);
        Assert.False(child.Identity.IsAlive);
    }

    [Fact]
    public async Task A_child_has_a_session_of_its_own()
    {
        using var child = Start("sleep", ["60"]);
        await Eventually.HoldsAsync(() => SessionOf(child.Identity.Pid) == child.Identity.Pid, "the child leads a session");
        child.Identity.Send(Signal.Kill);
    }

    [Fact]
    public async Task A_child_that_ignores_the_polite_signal_is_killed_with_all_that_it_started()
    {
        using var child = Start("sh", ["-c", "trap '' TERM; sleep 60 & echo $!; while true; do sleep 60; done"]);
        await Eventually.HoldsAsync(() => File.Exists(Log) && File.ReadAllText(Log).EndsWith('\n'), "the grandchild's PID is logged");
        var grandchild = ProcessIdentity.Of(int.Parse(File.ReadAllText(Log), System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(grandchild.IsAlive);
        await child.Identity.StopAsync(TimeProvider.System, (Signal.Terminate, TimeSpan.FromMilliseconds(100)));
        Assert.False(child.Identity.IsAlive);
        await Eventually.HoldsAsync(() => !grandchild.IsAlive, "the grandchild ends");
    }

    [Fact]
    public void A_pid_with_another_start_time_is_another_process()
    {
        var self = ProcessIdentity.Current;
        Assert.True(self.IsAlive);
        Assert.False((self with { StartTime = self.StartTime + 1 }).IsAlive);
        Assert.False(new ProcessIdentity(int.MaxValue, 1).IsAlive);
    }

    [Fact]
    public void The_cause_of_a_crash_is_the_exception_without_its_stack()
    {
        File.WriteAllText(
            Log, "info: started\nUnhandled exception. System.InvalidOperationException: no policy\n   at A.B()\n   at C.D()\n");
        Assert.Equal("Unhandled exception. System.InvalidOperationException: no policy", LogTail.Cause(Log));
    }

    [Fact]
    public void A_full_log_is_rotated_and_who_follows_it_goes_on()
    {
        File.WriteAllText(Log, "old\n");
        using var follower = LogFollower.FromEnd(Log);
        File.AppendAllText(Log, "first\n");
        Assert.Equal("first\n", follower.ReadNew());
        LogRotation.Rotate(_folder.Path, limit: 5);
        Assert.Equal("old\nfirst\n", File.ReadAllText(Log + ".1"));
        File.AppendAllText(Log, "new\n");
        Assert.Equal("new\n", follower.ReadNew());
    }

    private ChildProcess Start(string program, string[] arguments, Dictionary<string, string>? environment = null) =>
        ChildProcess.Start(new(program, arguments, environment ?? [], Log));

    private static int SessionOf(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3], System.Globalization.CultureInfo.InvariantCulture);
    }
}
