using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Resilience;

/// <summary>
/// Background work that runs until the agent stops. Each turn is repeated independently, whatever it throws: a slow database must not end
/// an agent. A turn that returns is started again at once, so it pauses by itself; one that fails is started again after 0.1 to 2 s,
/// jittered. Until a turn succeeds, each distinct failure is logged once.
/// </summary>
/// <param name="time">The clock of all pauses.</param>
/// <param name="logger">Where failures are logged.</param>
public abstract class BackgroundLoop(TimeProvider time, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    // An unstable database fails in a few alternating ways.
    private const int MostLogged = 16;

    // Longer than a connection and a statement may take: a turn that ran for this long had succeeded before it failed.
    private static readonly TimeSpan StableAfter = TimeSpan.FromSeconds(30);

    /// <summary>The clock of all pauses.</summary>
    protected TimeProvider Time { get; } = time;

    /// <summary>Where failures are logged.</summary>
    protected ILogger Logger { get; } = logger;

    /// <summary>The turns, which run side by side. Their token is cancelled when the agent stops.</summary>
    protected abstract IEnumerable<Func<CancellationToken, Task>> Turns { get; }

    /// <inheritdoc/>
    protected sealed override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Turns.Select(turn => RepeatAsync(turn, stoppingToken)));

    /// <summary>Waits for half to all of a time, so that replicas do not run in step.</summary>
    protected Task PauseAsync(TimeSpan longest, CancellationToken cancellationToken) =>
        Task.Delay(Backoff.Spread(longest), Time, cancellationToken);

    private async Task RepeatAsync(Func<CancellationToken, Task> turn, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        HashSet<string> logged = [];
        while (!cancellationToken.IsCancellationRequested)
        {
            var started = Time.GetTimestamp();
            try
            {
                await turn(cancellationToken);
                pause = FirstPause;
                logged.Clear();
                continue;
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                // What the stop cut off is not a failure.
                return;
            }
            catch (Exception exception)
            {
                if (Time.GetElapsedTime(started) >= StableAfter)
                {
                    pause = FirstPause;
                    logged.Clear();
                }

                LogFailure(turn.Method.Name, exception, logged);
            }

            await PauseAsync(pause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    // An outage passes and needs no stack trace; anything else is a fault of this code.
    private void LogFailure(string turn, Exception exception, HashSet<string> logged)
    {
        var what = $"{exception.GetType().Name}: {exception.Message}";
        if (exception is ProblemException { Code: ErrorCodes.StreamRenew } || logged.Count == MostLogged || !logged.Add(what))
        {
            Log.LoopFailedAgain(Logger, GetType().Name, turn, what);
        }
        else if (exception is ProblemException || DatabaseProblems.IsOutage(exception))
        {
            Log.LoopHeldUp(Logger, GetType().Name, turn, what);
        }
        else
        {
            Log.LoopFailed(Logger, exception, GetType().Name, turn);
        }
    }
}
