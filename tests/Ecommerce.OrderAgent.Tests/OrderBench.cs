using System.Collections.Concurrent;
using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkout;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Ecommerce.OrderAgent.Tests;

/// <summary>The order agent's parts on a real database of their own. Replicas are several runners on it.</summary>
internal sealed class OrderBench : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TestDatabase _database;
    private readonly List<IAsyncDisposable> _replicas = [];

    private OrderBench(TestDatabase database, CheckoutOptions options)
    {
        (_database, Options) = (database, options);
        Idempotency = new(database.App, TimeProvider.System);
        Checkouts = new(database.App, Idempotency, options);
        Orders = new(database.App);
        Refunds = new(Checkouts, options, NullLogger<RefundStore>.Instance);
    }

    public CheckoutOptions Options { get; }

    public IdempotencyStore Idempotency { get; }

    public CheckoutStore Checkouts { get; }

    public OrderStore Orders { get; }

    public RefundStore Refunds { get; }

    public NpgsqlDataSource Database => _database.App;

    public string ConnectionString => _database.AppConnectionString;

    public static async Task<OrderBench> CreateAsync(PostgresFixture postgres, CheckoutOptions? options = null) => new(
        await postgres.CreateDatabaseAsync("orders", typeof(Order).Assembly),
        options ?? new() { BackoffCap = TimeSpan.FromMilliseconds(50), Poll = TimeSpan.FromMilliseconds(20) });

    /// <summary>A replica that answers its calls as the script says.</summary>
    public async Task<Replica> StartReplicaAsync(CheckoutCall call)
    {
        var replica = new Replica(this, call);
        _replicas.Add(replica);
        await replica.StartAsync();
        return replica;
    }

    public static Order NewOrder(Guid? userId = null) => new()
    {
        OrderId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
        UserId = userId ?? Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
        Lines = [new("WIDGET-001", "Widget", 2, 1999, 3998), new("WIDGET-002", "Larger widget", 1, 2999, 2999)],
        Total = 6997,
        Currency = "USD",
        PaymentMethod = "credit_card",
    };

    /// <summary>An order whose checkout is leased to the caller.</summary>
    public async Task<OrderCheckout> OpenAsync(IdempotencyKey? key = null, Order? order = null) =>
        (await Checkouts.OpenAsync(order ?? NewOrder(), new CheckoutEvent.Due(), key, refusal: null, CancellationToken.None)).Checkout!;

    /// <summary>Commits what follows from events.</summary>
    public async Task<OrderCheckout> StepAsync(OrderCheckout checkout, params CheckoutEvent[] events)
    {
        foreach (var e in events)
        {
            checkout = await Checkouts.SaveAsync(CheckoutStep.Take(checkout, [e], Options), CancellationToken.None)
                ?? throw new InvalidOperationException("somebody else wrote it");
        }
        return checkout;
    }

    public async Task<(CheckoutStep? Step, OrderCheckout? Saved)> TellAsync(PaymentEvent happened)
    {
        await using var connection = await Database.OpenConnectionAsync();
        return await Refunds.ApplyAsync(connection, happened, CancellationToken.None);
    }

    /// <summary>As if the holder had died long ago.</summary>
    public Task ExpireLeasesAsync() => ExecuteAsync(
        """
        UPDATE checkouts SET leased_until = now() - interval '1 s', next_attempt_at = least(next_attempt_at, now())
        WHERE leased_until IS NOT NULL
        """);

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<OrderCheckout> FindAsync(Guid orderId) =>
        await Checkouts.FindAsync(orderId, CancellationToken.None) ?? throw new InvalidOperationException($"no checkout {orderId}");

    public async Task<OrderCheckout> UntilAsync(Guid orderId, Func<OrderCheckout, bool> done)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var checkout = await FindAsync(orderId);
            if (done(checkout))
            {
                return checkout;
            }
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"the checkout is still {checkout.State}");
            }
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    public async Task<string[]> HistoryAsync(Guid orderId)
    {
        var (events, _) = await Orders.EventsAfterAsync(orderId, 0, CancellationToken.None);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(n => (long)n), events.Select(e => e.EventId));
        return [.. events.Select(e => e.Type)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas)
        {
            await replica.DisposeAsync();
        }
        await _database.DisposeAsync();
    }

    internal sealed class Replica : IAsyncDisposable
    {
        public Replica(OrderBench bench, CheckoutCall call)
        {
            Signals = new(bench.Database, TimeProvider.System, NullLogger<OrderSignals>.Instance);
            Runner = new(
                bench.Checkouts,
                (command, checkout, cancellationToken) =>
                {
                    Sent.Enqueue((checkout.Order.OrderId, command));
                    return call(command, checkout, cancellationToken);
                },
                Signals, bench.Options, TimeProvider.System, NullLogger<CheckoutRunner>.Instance);
            Desk = new(
                bench.Checkouts, Runner, Signals, bench.Database, bench.Options, users: null!, inventory: null!,
                paymentMethods: null!, TimeProvider.System);
        }

        public OrderSignals Signals { get; }

        public CheckoutRunner Runner { get; }

        public OrderDesk Desk { get; }

        public ConcurrentQueue<(Guid OrderId, CheckoutCommands Command)> Sent { get; } = new();

        public async Task StartAsync()
        {
            await Signals.StartAsync(CancellationToken.None);
            await Runner.StartAsync(CancellationToken.None);
        }

        public async Task StopAsync()
        {
            await Runner.StopAsync(CancellationToken.None);
            await Signals.StopAsync(CancellationToken.None);
        }

        public async ValueTask DisposeAsync()
        {
            if (!Runner.Stopping.IsCancellationRequested)
            {
                await StopAsync();
            }
            Runner.Dispose();
            Signals.Dispose();
        }
    }
}
