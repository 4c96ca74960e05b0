using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Resilience;

/// <summary>
/// Background work that goes on until the agent stops. Each turn is repeated by itself, whatever it throws: what fails once may go well
/// the next time, and a database that is slow is no reason to end an agent. A turn that returns is begun again at once, so it holds its
/// own pause; one that fails is begun again after 0.1 to 2 s, half of it chance. Until a turn does well, each failure is
/// told of once.
/// </summary>
/// <param name="time">The clock of all pauses.</param>
/// <param name="logger">Where failures are told.</param>
public abstract class BackgroundLoop(TimeProvider time, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    // A database that comes and goes fails in a few ways, by turns.
    private const int MostTold = 16;

    // Longer than a connection and a statement may take: a turn that went on for this long did its work before it failed.
    private static readonly TimeSpan Sound = TimeSpan.FromSeconds(30);

    /// <summary>The clock of all pauses.</summary>
    protected TimeProvider Time { get; } = time;

    /// <summary>Where failures are told.</summary>
    protected ILogger Logger { get; } = logger;

    /// <summary>What is done over and over, each beside the others. The token ends with the agent.</summary>
    protected abstract IEnumerable<Func<CancellationToken, Task>> Turns { get; }

    /// <inheritdoc/>
    protected sealed override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Turns.Select(turn => RepeatAsync(turn, stoppingToken)));

    /// <summary>Waits for half to all of a time, so that replicas do not go in step.</summary>
    protected Task PauseAsync(TimeSpan longest, CancellationToken cancellationToken) =>
        Task.Delay(Backoff.Spread(longest), Time, cancellationToken);

    private async Task RepeatAsync(Func<CancellationToken, Task> turn, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        HashSet<string> told = [];
        while (!cancellationToken.IsCancellationRequested)
        {
            var started = Time.GetTimestamp();
            try
            {
                await turn(cancellationToken);
                pause = FirstPause;
                told.Clear();
                continue;
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                // Whatever the stop cut off is no failure.
                return;
            }
            catch (Exception exception)
            {
                if (Time.GetElapsedTime(started) >= Sound)
                {
                    pause = FirstPause;
                    told.Clear();
                }

                Tell(turn.Method.Name, exception, told);
            }

            await PauseAsync(pause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    // What is away comes back and needs no stack trace; anything else is a fault of this code.
    private void Tell(string turn, Exception e, HashSet<string> told)
    {
        var what = $"{e.GetType().Name}: {e.Message}";
        if (e is ProblemException { Code: ErrorCodes.StreamRenew } || told.Count == MostTold || !told.Add(what))
        {
            Log.LoopFailedAgain(Logger, GetType().Name, turn, what);
        }
        else if (e is ProblemException || DatabaseProblems.IsOutage(e))
        {
            Log.LoopHeldUp(Logger, GetType().Name, turn, what);
        }
        else
        {
            Log.LoopFailed(Logger, e, GetType().Name, turn);
        }
    }
}
