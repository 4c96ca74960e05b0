using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Orders;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Ecommerce.OrderAgent.Tests;

/// <summary>The order agent's parts on a real database of their own. Replicas are several workers on it.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly TestDatabase _database;
    private readonly List<IAsyncDisposable> _replicas = [];

    private Rig(TestDatabase database, CheckoutOptions options)
    {
        (_database, Options) = (database, options);
        Idempotency = new(database.App, TimeProvider.System);
        Checkouts = new(database.App, options, TimeProvider.System, Log.Of<CheckoutStore>());
        Orders = new(database.App);
        Inbox = NewInbox();
    }

    public CheckoutOptions Options { get; }

    public RecordedLog Log { get; } = new();

    public IdempotencyStore Idempotency { get; }

    public CheckoutStore Checkouts { get; }

    public OrderStore Orders { get; }

    public PaymentInboxStore Inbox { get; }

    public NpgsqlDataSource Database => _database.App;

    public string ConnectionString => _database.AppConnectionString;

    public static async Task<Rig> StartAsync(PostgresFixture postgres, CheckoutOptions? options = null) => new(
        await postgres.CreateDatabaseAsync("orders", typeof(OrderStore).Assembly),
        options ?? new() { BackoffCap = TimeSpan.FromMilliseconds(50), PollInterval = TimeSpan.FromMilliseconds(20) });

    /// <summary>A replica that answers its calls as the script says.</summary>
    public async Task<Replica> StartReplicaAsync(CheckoutCall call)
    {
        var replica = new Replica(this, call);
        _replicas.Add(replica);
        await replica.StartAsync();
        return replica;
    }

    public static OrderAgent.Orders.Order NewOrder(Guid? userId = null) => new()
    {
        OrderId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
        UserId = userId ?? Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
        Lines = [new("WIDGET-001", "Widget", 2, 1999, 3998), new("WIDGET-002", "Larger widget", 1, 2999, 2999)],
        Total = 6997,
        Currency = "USD",
        PaymentMethod = "credit_card",
    };

    /// <summary>An order whose checkout is leased to the caller.</summary>
    public async Task<Checkout> OpenAsync(IdempotencyKey? key = null, OrderAgent.Orders.Order? order = null) =>
        (await Checkouts.OpenAsync(order ?? NewOrder(), new CheckoutEvent.Due(), key, problem: null, CancellationToken.None)).Checkout!;

    /// <summary>Commits what follows from events.</summary>
    public async Task<Checkout> StepAsync(Checkout checkout, params CheckoutEvent[] events)
    {
        foreach (var e in events)
        {
            checkout = await Checkouts.SaveAsync(CheckoutStep.Take(checkout, [e], Options), CancellationToken.None)
                ?? throw new InvalidOperationException("another replica wrote it");
        }

        return checkout;
    }

    public async Task<(CheckoutStep? Step, Checkout? Saved)> TellAsync(PaymentEvent happened)
    {
        await Inbox.LeadAsync(CancellationToken.None);
        return await Inbox.ApplyAsync(happened, CancellationToken.None);
    }

    /// <summary>The inbox of one more replica.</summary>
    public PaymentInboxStore NewInbox() =>
        new(Database, Checkouts, Options, TimeProvider.System, NullLogger<PaymentInboxStore>.Instance);

    /// <summary>Ends every lease, as if its holder had died.</summary>
    public Task ExpireLeasesAsync() => ExecuteAsync(
        """
        UPDATE checkouts SET leased_until = now() - interval '1 s', next_attempt_at = least(next_attempt_at, now())
        WHERE leased_until IS NOT NULL
        """);

    public Task ExecuteAsync(string sql) => ExecuteAsync(Database, sql);

    /// <summary>What the serving role may not.</summary>
    public Task ExecuteAsOwnerAsync(string sql) => ExecuteAsync(_database.Owner, sql);

    /// <summary>A connection of the role that owns the tables.</summary>
    public async Task<NpgsqlConnection> OpenAsOwnerAsync() => await _database.Owner.OpenConnectionAsync();

    public async Task<Checkout> FindAsync(Guid orderId) =>
        await Checkouts.FindAsync(orderId, CancellationToken.None) ?? throw new InvalidOperationException($"no checkout {orderId}");

    public async Task<Checkout> UntilAsync(Guid orderId, Func<Checkout, bool> done)
    {
        var checkout = await FindAsync(orderId);
        await Eventually.HoldsAsync(
            async () => done(checkout = await FindAsync(orderId)), () => $"the checkout is still {checkout.State}");
        return checkout;
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
        Log.Dispose();
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
