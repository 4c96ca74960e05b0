namespace Ecommerce.ServiceDefaults.Resilience;

/// <summary>Bounds how many callers watch a stream at the same time.</summary>
/// <param name="max">The maximum number of watchers.</param>
public sealed class WatcherLimit(int max)
{
    private int _watchers;

    /// <summary>Counts a watcher until the result is disposed; null if the maximum is reached.</summary>
    public IDisposable? TryEnter()
    {
        if (Interlocked.Increment(ref _watchers) <= max)
        {
            return new Watcher(this);
        }

        Interlocked.Decrement(ref _watchers);
        return null;
    }

    private sealed class Watcher(WatcherLimit limit) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                Interlocked.Decrement(ref limit._watchers);
            }
        }
    }
}
