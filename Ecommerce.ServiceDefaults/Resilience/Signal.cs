namespace Ecommerce.ServiceDefaults.Resilience;

/// <summary>Wakes a waiter. Signals between two waits are kept, as one.</summary>
public sealed class Signal : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _semaphore = new(0, 1);

    /// <summary>Ends the current wait, or the next.</summary>
    public void Set()
    {
        lock (_lock)
        {
            if (_semaphore.CurrentCount == 0)
            {
                _semaphore.Release();
            }
        }
    }

    /// <summary>Waits for the next signal, and no longer than <paramref name="atMost"/>; false if none came.</summary>
    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) =>
        _semaphore.WaitAsync(atMost > TimeSpan.Zero ? atMost : TimeSpan.Zero, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _semaphore.Dispose();
}
