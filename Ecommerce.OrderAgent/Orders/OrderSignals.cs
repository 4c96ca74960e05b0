using System.Threading.Channels;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Telemetry;
using Npgsql;

namespace Ecommerce.OrderAgent.Orders;

/// <summary>
/// Wakes those who wait for an order: at once in this process, by LISTEN/NOTIFY in the other replicas. A signal is only a hint to look; one
/// that is lost costs the waiter's poll interval. NOTIFY is sent apart from the checkouts' transactions, many orders at a time, since a
/// notifying commit excludes every other one.
/// </summary>
internal sealed class OrderSignals(NpgsqlDataSource database, TimeProvider time, ILogger<OrderSignals> logger)
    : NotificationListener(database, ChannelName, time, logger)
{
    private const string ChannelName = "order_events";
    private const int MaxBatch = 1000;
    private static readonly TimeSpan BatchInterval = TimeSpan.FromMilliseconds(100);

    private readonly string _self = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
    private readonly Dictionary<Guid, List<Subscription>> _subscriptions = [];
    private readonly Lock _lock = new();
    private readonly Channel<Guid> _outgoing = Channel.CreateBounded<Guid>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Signals that something happened to the order, once that is committed.</summary>
    public void Raise(Guid orderId)
    {
        Wake(orderId);
        _outgoing.Writer.TryWrite(orderId);
    }

    /// <summary>Subscribes to the order's signals from now on.</summary>
    public Subscription Subscribe(Guid orderId)
    {
        var subscription = new Subscription(this, orderId);
        lock (_lock)
        {
            if (!_subscriptions.TryGetValue(orderId, out var list))
            {
                _subscriptions[orderId] = list = [];
            }

            list.Add(subscription);
        }

        return subscription;
    }

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [.. base.Turns, NotifyAsync];

    /// <inheritdoc/>
    protected override void OnNotified(string payload)
    {
        if (payload.Split(' ') is [var sender, var order] && sender != _self && Guid.TryParse(order, out var orderId))
        {
            Wake(orderId);
        }
    }

    private void Wake(Guid orderId)
    {
        lock (_lock)
        {
            foreach (var subscription in _subscriptions.GetValueOrDefault(orderId) ?? [])
            {
                subscription.Set();
            }
        }
    }

    private void Remove(Subscription subscription)
    {
        lock (_lock)
        {
            if (_subscriptions.TryGetValue(subscription.OrderId, out var list) && list.Remove(subscription) && list.Count == 0)
            {
                _subscriptions.Remove(subscription.OrderId);
            }
        }
    }

    private async Task NotifyAsync(CancellationToken cancellationToken)
    {
        await _outgoing.Reader.WaitToReadAsync(cancellationToken);
        using var unrecorded = AgentTelemetry.Unrecorded();
        HashSet<Guid> orders = [];
        while (orders.Count < MaxBatch && _outgoing.Reader.TryRead(out var orderId))
        {
            orders.Add(orderId);
        }

        await using var command = Database.CreateCommand($"SELECT pg_notify('{ChannelName}', payload) FROM unnest($1) AS payload")
            .With(orders.Select(id => $"{_self} {id}").ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
        await Task.Delay(BatchInterval, Time, cancellationToken);
    }

    /// <summary>A waiter's subscription.</summary>
    internal sealed class Subscription(OrderSignals signals, Guid orderId) : IDisposable
    {
        private readonly Signal _signal = new();

        public Guid OrderId { get; } = orderId;

        /// <summary>Waits for the next signal, and no longer than <paramref name="atMost"/>; false if none came.</summary>
        public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) =>
            _signal.WaitAsync(atMost, cancellationToken);

        /// <summary>Called under the signals' lock, so that it never follows the disposal.</summary>
        internal void Set() => _signal.Set();

        public void Dispose()
        {
            signals.Remove(this);
            _signal.Dispose();
        }
    }
}
