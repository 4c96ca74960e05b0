using System.Collections.Concurrent;
using Ecommerce.Development.Processes;
using Ecommerce.Testing;

namespace Ecommerce.Development.Tests.Processes;

public sealed class SupervisorTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ConcurrentQueue<(int Code, TimeSpan Delay)> _ended = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_killed_child_is_started_again_after_a_wait()
    {
        await using var supervisor = Supervise("sleep 60");
        await supervisor.StartAsync(TestContext.Current.CancellationToken);
        var first = supervisor.Identity;
        first.Send(Signal.Kill);
        await Eventually.HoldsAsync(() => supervisor.Identity != first && supervisor.Identity.IsAlive, "the child is started again");
        var (code, delay) = Assert.Single(_ended);
        Assert.Equal(128 + (int)Signal.Kill, code);
        Assert.InRange(delay.TotalSeconds, 1, 2);
    }

    [Fact]
    public async Task A_stopped_child_stays_stopped_until_it_is_started()
    {
        await using var supervisor = Supervise("sleep 60");
        await supervisor.StartAsync(TestContext.Current.CancellationToken);
        await supervisor.StopAsync();
        Assert.False(supervisor.Identity.IsAlive);
        Assert.Empty(_ended);
        await supervisor.StartAsync(TestContext.Current.CancellationToken);
        Assert.True(supervisor.Identity.IsAlive);
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_a_restart_to_come()
    {
        await using var supervisor = Supervise("exit 7");
        await supervisor.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(() => !_ended.IsEmpty, "the child ends");
        await supervisor.StopAsync();
        Assert.Equal(7, supervisor.LastExitCode);
    }

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 2)]
    [InlineData(3, 1, 8)]
    [InlineData(5, 1, 30)]
    [InlineData(1000, 0, 1)]
    [InlineData(1000, 1, 30)]
    public void Waits_grow_from_one_second_to_thirty_and_are_left_to_chance(int attempt, double chance, double seconds) =>
        Assert.Equal(seconds, Supervisor.Backoff.After(attempt, chance).TotalSeconds);

    private Supervisor Supervise(string script) => new(
        _ => Task.FromResult(ChildProcess.Start(new("sh", ["-c", script], new Dictionary<string, string>(), _folder.At("child.log")))),
        child => child.StopAsync(TimeProvider.System, (Signal.Terminate, TimeSpan.FromSeconds(5))),
        new SupervisorEvents(_ => { }, (code, delay) => _ended.Enqueue((code, delay))),
        TimeProvider.System);
}
