using Ecommerce.ServiceDefaults.Resilience;

namespace Ecommerce.PaymentAgent.Provider;

/// <summary>The times of work that waits for the provider.</summary>
internal static class ProviderWork
{
    /// <summary>
    /// How long a row that was taken to be worked on is left alone by all others. It is more than the provider's slowest answer, so that
    /// work is seldom done twice; doing it twice is harmless.
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    /// <summary>The pauses between the provider's answers.</summary>
    public static readonly Backoff Backoff = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2));

    /// <summary>The pauses where nobody waits for the answer, or the provider will tell it by itself.</summary>
    public static readonly Backoff SlowBackoff = Backoff with { Cap = TimeSpan.FromMinutes(1) };

    /// <summary>The longest pause that a provider can ask for.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
}

/// <summary>
/// Drives rows until the provider's answer is final: takes a row, asks the provider, and writes what it learned or releases the row. The
/// call that waits for a row and the background worker drive it alike, and any replica can continue where another stopped.
/// </summary>
/// <typeparam name="T">A payment or a refund.</typeparam>
internal abstract class ProviderWork<T>(TimeProvider time, ILogger logger)
    where T : ProviderTask
{
    // Less than the lease.
    private static readonly TimeSpan ProviderTimeout = TimeSpan.FromSeconds(4);

    // How often a caller that waits for another's work reads the row.
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    protected ILogger Logger => logger;

    /// <summary>Works on a row that was taken; never throws, and outlives the call that waits for it.</summary>
    public async Task<T> AttemptAsync(T item)
    {
        var pause = item.RetryDelay;
        try
        {
            using var timeout = new CancellationTokenSource(ProviderTimeout, time);
            return await AskAsync(item, timeout.Token);
        }
        catch (Exception exception)
        {
            Log.OutcomeUnknown(logger, exception, typeof(T).Name, Id(item));
            if (exception is PaymentProviderException { RetryAfter: { } wanted } && wanted > pause)
            {
                pause = wanted < ProviderWork.LongestPause ? wanted : ProviderWork.LongestPause;
            }
        }

        try
        {
            await PostponeAsync(item, pause, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The lease ends by itself.
            Log.PostponeFailed(logger, exception, typeof(T).Name, Id(item));
        }

        return item;
    }

    /// <summary>Waits until a row is done, and works on it when no other does.</summary>
    /// <param name="item">The row.</param>
    /// <param name="isTaken">Whether the caller has taken it.</param>
    /// <param name="done">Whether the row is done.</param>
    /// <param name="until">When to stop waiting in any case; the work continues in the background.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The row as it is then.</returns>
    protected async Task<T> DriveAsync(
        T item, bool isTaken, Func<T, bool> done, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var work = isTaken ? AttemptAsync(item) : null;
        while (!done(item) && until - time.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            work ??= await ClaimAsync(item, cancellationToken) is { } taken ? AttemptAsync(taken) : null;
            if (work is null)
            {
                var pause = Backoff.Spread(PollInterval);
                await Task.Delay(pause < left ? pause : left, time, cancellationToken);
                item = await FindAsync(item, cancellationToken);
                continue;
            }

            try
            {
                item = await work.WaitAsync(left, time, cancellationToken);
                work = null;
            }
            catch (TimeoutException)
            {
                break;
            }
        }

        return item;
    }

    /// <summary>Asks the provider, and writes its answer.</summary>
    protected abstract Task<T> AskAsync(T item, CancellationToken cancellationToken);

    /// <summary>Takes the row; null if it is done, not due, or taken by another.</summary>
    protected abstract Task<T?> ClaimAsync(T item, CancellationToken cancellationToken);

    /// <summary>Reads the row as it is now.</summary>
    protected abstract Task<T> FindAsync(T item, CancellationToken cancellationToken);

    /// <summary>Releases the row until the next attempt, after the pause.</summary>
    protected abstract Task PostponeAsync(T item, TimeSpan pause, CancellationToken cancellationToken);

    /// <summary>The row's key, for the log.</summary>
    protected abstract Guid Id(T item);
}
