using System.Threading.Channels;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Resilience;
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
    private readonly Signals _waiting = new();
    private readonly Channel<Guid> _outgoing = Channel.CreateBounded<Guid>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Signals that something happened to the order, once that is committed.</summary>
    public void Raise(Guid orderId)
    {
        _waiting.Wake(orderId);
        _outgoing.Writer.TryWrite(orderId);
    }

    /// <summary>Subscribes to the order's signals from now on.</summary>
    public Signals.Subscription Subscribe(Guid orderId) => _waiting.Subscribe(orderId);

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [.. base.Turns, NotifyAsync];

    /// <inheritdoc/>
    protected override void OnNotified(string payload)
    {
        if (payload.Split(' ') is [var sender, var order] && sender != _self && Guid.TryParse(order, out var orderId))
        {
            _waiting.Wake(orderId);
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
}
