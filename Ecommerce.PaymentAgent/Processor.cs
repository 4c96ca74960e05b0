namespace Ecommerce.PaymentAgent;

/// <summary>
/// Drives rows to the provider's last word: whoever takes a row asks the provider, writes what it learned or gives the row back. The call
/// that waits for a row and the background worker drive it alike, and any replica can go on where another died.
/// </summary>
/// <typeparam name="T">A payment or a refund.</typeparam>
internal abstract class Processor<T>(ILogger logger, TimeProvider time)
    where T : class
{
    /// <summary>How long the provider may take to answer; less than <see cref="Backoff.Lease"/>.</summary>
    private static readonly TimeSpan ProviderTimeout = TimeSpan.FromSeconds(4);

    // How often somebody who waits for another's work looks at it.
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    protected ILogger Logger => logger;

    /// <summary>Works on a row that was taken; never throws, and outlives the call that waits for it.</summary>
    public async Task<T> AttemptAsync(T item)
    {
        try
        {
            using var timeout = new CancellationTokenSource(ProviderTimeout, time);
            return await AskAsync(item, timeout.Token);
        }
        catch (Exception exception)
        {
            Log.OutcomeUnknown(logger, exception, typeof(T).Name, Id(item));
        }

        try
        {
            await PostponeAsync(item, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The lease ends by itself.
            Log.PostponeFailed(logger, exception, typeof(T).Name, Id(item));
        }

        return item;
    }

    /// <summary>Waits until a row is done, and works on it whenever nobody else does.</summary>
    /// <param name="item">The row.</param>
    /// <param name="isTaken">The caller has taken it.</param>
    /// <param name="done">When to stop waiting.</param>
    /// <param name="until">When to stop waiting in any case; the work goes on in the background.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The row as it is then.</returns>
    protected async Task<T> DriveAsync(T item, bool isTaken, Func<T, bool> done, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var work = isTaken ? AttemptAsync(item) : null;
        while (!done(item) && until - time.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            work ??= await ClaimAsync(item, cancellationToken) is { } taken ? AttemptAsync(taken) : null;
            if (work is null)
            {
                var pause = Backoff.Jitter(Glance);
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

    /// <summary>Asks the provider, and writes what it said.</summary>
    protected abstract Task<T> AskAsync(T item, CancellationToken cancellationToken);

    protected abstract Task<T?> ClaimAsync(T item, CancellationToken cancellationToken);

    protected abstract Task<T> FindAsync(T item, CancellationToken cancellationToken);

    protected abstract Task PostponeAsync(T item, CancellationToken cancellationToken);

    protected abstract Guid Id(T item);
}
