using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Orders;
using Ecommerce.OrderAgent.Tests.Checkouts;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.Testing;
using static Ecommerce.OrderAgent.Checkouts.CheckoutCommands;

namespace Ecommerce.OrderAgent.Tests.Orders;

public sealed class OrderWatchTests(PostgresFixture postgres) : IAsyncLifetime
{
    private Rig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await Rig.StartAsync(postgres);

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_watch_tells_everything_in_order_and_ends_with_the_order()
    {
        var answer = new TaskCompletionSource<CheckoutEvent>();
        var replica = await _rig.StartReplicaAsync(
            (command, _, _) => command == Pay ? answer.Task : Task.FromResult(Answers.Yes(command)));
        var opened = await _rig.OpenAsync();
        _ = replica.Worker.Start(opened);

        List<OrderEvent> seen = [];
        using var limit = new CancellationTokenSource(Rig.Timeout);
        await foreach (var happened in new OrderWatch(_rig.Orders, replica.Signals).WatchAsync(opened.Order.OrderId, 0, limit.Token))
        {
            seen.Add(happened);
            if (happened.Type == "reserved")
            {
                answer.SetResult(Answers.Yes(Pay));
            }
        }

        Assert.Equal(["created", "reserved", "paid", "confirmed"], seen.Select(e => e.Type));
        Assert.Equal([1L, 2L, 3L, 4L], seen.Select(e => e.EventId));
        Assert.Equal(OrderStatus.Confirmed, seen[^1].Status);
    }

    [Fact]
    public async Task A_watch_resumes_after_the_last_event_that_was_seen()
    {
        var replica = await _rig.StartReplicaAsync(Answers.Always);
        var order = (await replica.Worker.Start(await _rig.OpenAsync()))!.Order;
        Assert.Equal(["paid", "confirmed"], await WatchAsync(replica.Signals, order.OrderId, 2));
        Assert.Empty(await WatchAsync(replica.Signals, order.OrderId, 4));

        await _rig.TellAsync(new()
        {
            EventId = 1,
            OrderId = order.OrderId.ToString(),
            TransactionId = order.TransactionId.ToString(),
            Type = "refunded",
            Amount = "1.00",
        });
        Assert.Equal(["refund"], await WatchAsync(replica.Signals, order.OrderId, 4));
    }

    [Fact]
    public async Task A_signal_wakes_waiters_in_every_replica()
    {
        var here = await _rig.StartReplicaAsync(Answers.Always);
        var there = await _rig.StartReplicaAsync(Answers.Always);
        var orderId = Rig.NewOrder().OrderId;
        using var near = here.Signals.Subscribe(orderId);
        using var far = there.Signals.Subscribe(orderId);

        // The listening connection comes up in its own time.
        using var stop = new CancellationTokenSource(Rig.Timeout);
        var raising = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                here.Signals.Raise(orderId);
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        });
        Assert.True(await near.WaitAsync(Rig.Timeout, default));
        Assert.True(await far.WaitAsync(Rig.Timeout, default));
        await stop.CancelAsync();
        await raising;
    }

    [Fact]
    public async Task Orders_are_listed_newest_first_page_by_page_to_their_owner_only()
    {
        var user = Rig.NewOrder().UserId;
        List<Guid> placed = [];
        for (var i = 0; i < 5; i++)
        {
            placed.Add((await _rig.OpenAsync(order: Rig.NewOrder(user))).Order.OrderId);
        }

        await _rig.OpenAsync();
        placed = [.. placed.OrderByDescending(id => id.ToString(), StringComparer.Ordinal)];

        var first = await _rig.Orders.ListAsync(user, null, null, 3, default);
        var second = await _rig.Orders.ListAsync(user, user, first[^1].OrderId, 3, default);
        Assert.Equal(placed, first.Concat(second).Select(order => order.OrderId));
        Assert.Empty(await _rig.Orders.ListAsync(user, Rig.NewOrder().UserId, null, 3, default));
        Assert.Null(await _rig.Orders.FindAsync(placed[0], Rig.NewOrder().UserId, default));
        Assert.NotNull(await _rig.Orders.FindAsync(placed[0], user, default));
    }

    private async Task<string[]> WatchAsync(OrderSignals signals, Guid orderId, long after)
    {
        using var limit = new CancellationTokenSource(Rig.Timeout);
        List<string> types = [];
        await foreach (var happened in new OrderWatch(_rig.Orders, signals).WatchAsync(orderId, after, limit.Token))
        {
            types.Add(happened.Type);
        }

        return [.. types];
    }
}
