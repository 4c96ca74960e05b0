namespace Ecommerce.ServiceDefaults.Resilience;

/// <summary>
/// Wakes those who wait for something, by its ID, in this process. A signal is only a hint to look; one that is lost costs the waiter's
/// poll interval. Thread-safe.
/// </summary>
public sealed class Signals
{
    private readonly Dictionary<Guid, List<Subscription>> _subscriptions = [];
    private readonly Lock _lock = new();

    /// <summary>Subscribes to the signals of an ID from now on.</summary>
    public Subscription Subscribe(Guid id)
    {
        var subscription = new Subscription(this, id);
        lock (_lock)
        {
            if (!_subscriptions.TryGetValue(id, out var list))
            {
                _subscriptions[id] = list = [];
            }

            list.Add(subscription);
        }

        return subscription;
    }

    /// <summary>Wakes those who wait for it.</summary>
    public void Wake(Guid id)
    {
        lock (_lock)
        {
            foreach (var subscription in _subscriptions.GetValueOrDefault(id) ?? [])
            {
                subscription.Set();
            }
        }
    }

    private void Remove(Subscription subscription)
    {
        lock (_lock)
        {
            if (_subscriptions.TryGetValue(subscription.Id, out var list) && list.Remove(subscription) && list.Count == 0)
            {
                _subscriptions.Remove(subscription.Id);
            }
        }
    }

    /// <summary>A waiter's subscription.</summary>
    public sealed class Subscription : IDisposable
    {
        private readonly Signals _signals;
        private readonly Signal _signal = new();

        internal Subscription(Signals signals, Guid id) => (_signals, Id) = (signals, id);

        /// <summary>For what it waits.</summary>
        public Guid Id { get; }

        /// <summary>Waits for the next signal, and no longer than <paramref name="atMost"/>; false if none came.</summary>
        public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) =>
            _signal.WaitAsync(atMost, cancellationToken);

        /// <summary>Called under the signals' lock, so that it never follows the disposal.</summary>
        internal void Set() => _signal.Set();

        /// <inheritdoc/>
        public void Dispose()
        {
            _signals.Remove(this);
            _signal.Dispose();
        }
    }
}
