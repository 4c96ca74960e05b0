using Ecommerce.Cli.Development;
using Ecommerce.Cli.Processes;
using Ecommerce.Testing;

namespace Ecommerce.Cli.Tests.Commands;

/// <summary><c>up</c> and <c>down</c> as they are typed, with everything that they start.</summary>
[Trait("Form", "long")]
public sealed class UpAndDownTests : IDisposable
{
    private readonly TestFolder _folder = TestFolder.OfShop();

    private DataFolder Data => DataFolder.Of(_folder.At("data"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Down_leaves_no_process_socket_or_lock_also_after_up_was_killed()
    {
        Assert.SkipUnless(AgentProgram.All.All(agent => File.Exists(agent.Executable)), "The agents are not built: eng/build.sh.");
        await UpAsync();
        Assert.Equal(ExitCodes.Done, (await RunAsync("status")).ExitCode);
        await DownAsync();

        await UpAsync();
        var killed = Instance.Read(Data)!;
        killed.Runner.Send(Signal.Kill);
        Poll.Until(() => !killed.Runner.IsAlive);
        Assert.All(killed.Processes.Values, process => Assert.True(process.IsAlive));
        await DownAsync();
        Assert.DoesNotContain(killed.Processes.Values, process => process.IsAlive);
    }

    [Fact]
    public async Task A_new_up_stops_what_a_killed_one_left()
    {
        Assert.SkipUnless(AgentProgram.All.All(agent => File.Exists(agent.Executable)), "The agents are not built: eng/build.sh.");
        await UpAsync();
        var killed = Instance.Read(Data)!;
        killed.Runner.Send(Signal.Kill);
        Poll.Until(() => !killed.Runner.IsAlive);
        await UpAsync(killed.PortBase);
        Assert.DoesNotContain(killed.Processes.Values, process => process.IsAlive);
        await DownAsync();
    }

    [Fact]
    public async Task A_detached_shop_keeps_no_lock_and_no_pipe_of_who_started_it()
    {
        Assert.SkipUnless(AgentProgram.All.All(agent => File.Exists(agent.Executable)), "The agents are not built: eng/build.sh.");
        var held = _folder.At("lock");
        // Descriptor 7 is the pipe that is read here to its end.
        var (code, output) = await CommandRun.InShellAsync(
            $"exec 7>&1 9>'{held}' && flock 9 && exec \"$@\"",
            "up", "--detach", "--port-base", $"{FreePorts.FindBase()}", "--data-dir", Data.Root);
        Assert.True(code == ExitCodes.Done, output);
        Assert.All(Instance.Read(Data)!.Processes.Values, process => Assert.True(process.IsAlive));
        Assert.Equal(0, (await Tool.RunAsync(TimeSpan.FromSeconds(5), "flock", "-n", held, "true")).ExitCode);
        await DownAsync();
    }

    private async Task UpAsync(int? portBase = null)
    {
        var (code, output) = await RunAsync("up", "--detach", "--port-base", $"{portBase ?? FreePorts.FindBase()}");
        Assert.True(code == ExitCodes.Done, output);
    }

    private async Task DownAsync()
    {
        var running = Instance.Read(Data)!.Processes.Values.ToList();
        var (code, output) = await RunAsync("down");
        Assert.True(code == ExitCodes.Done, output);
        Assert.DoesNotContain(running, process => process.IsAlive);
        Assert.False(Directory.Exists(Data.Runtime));
        Assert.False(File.Exists(Data.LockFile));
        Assert.False(File.Exists(Data.InstanceFile));
    }

    private Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) =>
        CommandRun.OfAsync(TimeSpan.FromSeconds(120), [.. arguments, "--data-dir", Data.Root]);
}
