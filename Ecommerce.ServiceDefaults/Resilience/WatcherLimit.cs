namespace Ecommerce.ServiceDefaults.Resilience;

/// <summary>Bounds how many watch a stream at the same time, and how many of them may be of one caller. Thread-safe.</summary>
/// <param name="max">The maximum number of watchers.</param>
/// <param name="maxOfOne">The maximum number of one caller's; without it, one caller may have all.</param>
public sealed class WatcherLimit(int max, int maxOfOne = int.MaxValue)
{
    private readonly Lock _gate = new();

    // Only of callers that watch: as many at most as there are watchers.
    private readonly Dictionary<string, int> _callers = [];
    private int _watchers;

    /// <summary>Counts a watcher until the result is disposed; null if a maximum is reached.</summary>
    /// <param name="caller">Whose watcher it is.</param>
    public IDisposable? TryEnter(string caller = "")
    {
        lock (_gate)
        {
            var own = _callers.GetValueOrDefault(caller);
            if (_watchers >= max || own >= maxOfOne)
            {
                return null;
            }

            _watchers++;
            _callers[caller] = own + 1;
            return new Watcher(this, caller);
        }
    }

    private void Leave(string caller)
    {
        lock (_gate)
        {
            _watchers--;
            if (--_callers[caller] == 0)
            {
                _callers.Remove(caller);
            }
        }
    }

    private sealed class Watcher(WatcherLimit limit, string caller) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                limit.Leave(caller);
            }
        }
    }
}
