using Ecommerce.ServiceDefaults.Resilience;
using Spiffe.Authority;

namespace Ecommerce.Development.Processes;

/// <summary>What a <see cref="Supervisor"/> reports.</summary>
/// <param name="Started">A child was started (again).</param>
/// <param name="Ended">A child ended by itself: its exit code and the wait before the next start.</param>
public sealed record SupervisorEvents(Action<ProcessIdentity> Started, Action<int, TimeSpan> Ended);

/// <summary>Keeps one child running: when it ends by itself it is started again after a growing, jittered wait.</summary>
/// <param name="start">Starts the child; throws if it cannot be started.</param>
/// <param name="stop">Stops it, however long that takes.</param>
/// <param name="events">Where starts and ends are reported.</param>
/// <param name="time">The clock.</param>
public sealed class Supervisor(
    Func<CancellationToken, Task<ChildProcess>> start, Func<ProcessIdentity, Task> stop, SupervisorEvents events, TimeProvider time)
    : IAsyncDisposable
{
    // The restarts of a child that has run for this long are counted from one again.
    private static readonly TimeSpan StableAfter = TimeSpan.FromSeconds(60);

    /// <summary>A child is restarted after 1 to 30 s.</summary>
    internal static readonly Backoff Backoff = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30), Least: TimeSpan.FromSeconds(1));
    private CancellationTokenSource? _running;
    private Task _loop = Task.CompletedTask;

    /// <summary>The current child; start time 0 while none runs.</summary>
    public ProcessIdentity Identity { get; private set; } = new(0, 0);

    /// <summary>How a child last ended by itself since <see cref="StartAsync"/>; null while none has.</summary>
    public int? LastExitCode { get; private set; }

    /// <summary>Starts the child and supervises it from then on.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        LastExitCode = null;
        var child = await StartChildAsync(cancellationToken);
        _running = new CancellationTokenSource();
        _loop = Task.Run(() => SuperviseAsync(child, _running.Token), CancellationToken.None);
    }

    /// <summary>Stops the child until the next start, if there is one.</summary>
    public async Task StopAsync()
    {
        if (_running is null)
        {
            return;
        }

        await _running.CancelAsync();
        await _loop;
        _running.Dispose();
        _running = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task SuperviseAsync(ChildProcess child, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var started = time.GetTimestamp();
            await child.WaitForExitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
            {
                await stop(child.Identity);
                child.Dispose();
                return;
            }

            if (time.GetElapsedTime(started) > StableAfter)
            {
                attempt = 1;
            }

            if (await RestartAsync(child, attempt, cancellationToken) is not { } next)
            {
                return;
            }

            child = next;
        }
    }

    private async Task<ChildProcess?> RestartAsync(ChildProcess child, int attempt, CancellationToken cancellationToken)
    {
        LastExitCode = child.ExitCode;
        child.Dispose();
        while (true)
        {
            var delay = Backoff.After(attempt++);
            events.Ended(LastExitCode.Value, delay);
            try
            {
                await Task.Delay(delay, time, cancellationToken);
                return await StartChildAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
            catch (Exception)
            {
                // The child's log has the reason; the next attempt follows after a longer wait.
            }
        }
    }

    private async Task<ChildProcess> StartChildAsync(CancellationToken cancellationToken)
    {
        var child = await start(cancellationToken);
        Identity = child.Identity;
        events.Started(child.Identity);
        return child;
    }
}
