using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.InventoryAgent.Catalogue;
using Ecommerce.InventoryAgent.Reservations;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Ecommerce.InventoryAgent.Tests;

/// <summary>An inventory agent on a database of its own, with the catalogue of the seed.</summary>
internal sealed class Rig : IAsyncDisposable
{
    /// <summary>1000 are in stock.</summary>
    public const string Widget = "WIDGET-001";

    /// <summary>500 are in stock.</summary>
    public const string Large = "WIDGET-002";

    /// <summary>One is in stock.</summary>
    public const string Last = "WIDGET-009";

    /// <summary>None is in stock.</summary>
    public const string SoldOut = "WIDGET-010";

    private readonly TestDatabase _database;

    private Rig(TestDatabase database)
    {
        _database = database;
        IdempotencyStore idempotency = new(database.App, TimeProvider.System);
        Store = new(database.App, idempotency);
        var catalogue = new ProductStore(database.App, idempotency);
        var configuration = new ConfigurationBuilder().Build();
        Service = new(
            catalogue, new(database.App), Store, new(Store, NullLogger<ReservationBatcher>.Instance), new(database.App),
            new(configuration, new AgentSettings(configuration), TimeProvider.System), audit: null!, observation: null!);
    }

    public ReservationStore Store { get; }

    public InventoryService Service { get; }

    public TestCaller Caller { get; } = new(AgentNames.Inventory);

    public static async Task<Rig> StartAsync(PostgresFixture postgres) =>
        new(await postgres.CreateDatabaseAsync("inventory", typeof(ReservationStore).Assembly));

    public static string NewOrder() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();

    public Task<Contracts.V1.Reservation> ReserveAsync(string order, params (string Sku, int Quantity)[] items) =>
        ReserveAsync(order, expiresIn: 0, CancellationToken.None, items);

    public Task<Contracts.V1.Reservation> ReserveAsync(
        string order, int expiresIn, CancellationToken cancellationToken, params (string Sku, int Quantity)[] items) =>
        Caller.CallAsync(
            Service.ReserveItems, new ReserveItemsRequest { OrderId = order, Items = { ToItems(items) }, ExpiresIn = expiresIn },
            cancellationToken: cancellationToken);

    public Task<Contracts.V1.Reservation> ConfirmAsync(string order) =>
        Caller.CallAsync(Service.ConfirmReservation, new ReservationRequest { OrderId = order });

    public Task<Contracts.V1.Reservation> ReleaseAsync(string order) =>
        Caller.CallAsync(Service.ReleaseReservation, new ReservationRequest { OrderId = order });

    public Task<StockMovementList> ReturnAsync(string order, params (string Sku, int Quantity)[] items) =>
        Caller.CallAsync(Service.ReturnItems, new ReturnItemsRequest { OrderId = order, Items = { ToItems(items) } });

    public async Task<string> ReserveAndConfirmAsync(params (string Sku, int Quantity)[] items)
    {
        var order = NewOrder();
        await ReserveAsync(order, items);
        await ConfirmAsync(order);
        return order;
    }

    public async Task<long> AvailableAsync(string sku) =>
        (await Caller.CallAsync(Service.GetProduct, new GetProductRequest { Sku = sku })).Available;

    public static IEnumerable<Item> ToItems(params (string Sku, int Quantity)[] items) =>
        items.Select(item => new Item { Sku = item.Sku, Quantity = item.Quantity });

    /// <summary>Lets the time of an order's hold pass.</summary>
    public Task LapseAsync(string order) =>
        ExecuteAsync($"UPDATE reservations SET expires_at = clock_timestamp() - interval '1 second' WHERE order_id = '{order}'");

    public async Task ExecuteAsync(string sql)
    {
        await using var command = _database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc cref="QueryPlans.AssertIndexedAsync"/>
    public Task AssertIndexedAsync(string sql, params string[] whole) => QueryPlans.AssertIndexedAsync(_database.Owner, sql, whole);

    /// <inheritdoc cref="QueryPlans.AssertUnfilteredAsync"/>
    public Task AssertUnfilteredAsync(string sql) => QueryPlans.AssertUnfilteredAsync(_database.Owner, sql);

    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var command = _database.Owner.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A connection that holds the product's row until it is disposed.</summary>
    public async Task<NpgsqlConnection> BlockAsync(string sku)
    {
        var connection = await _database.Owner.OpenConnectionAsync();
        await using var command = new NpgsqlCommand($"BEGIN; SELECT FROM products WHERE sku = '{sku}' FOR UPDATE", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>Returns once a statement waits for a lock in this database.</summary>
    public Task UntilAStatementWaitsAsync() => Eventually.HoldsAsync(async () => await ReadAsync<long>(
        """
        SELECT count(*) FROM pg_locks w
        WHERE NOT w.granted AND EXISTS (SELECT FROM pg_locks h
            WHERE h.pid = w.pid AND h.database = (SELECT oid FROM pg_database WHERE datname = current_database()))
        """) > 0, () => "a statement waits for a lock");

    /// <summary>The counts of every product add up, agree with the reservations and with the movements.</summary>
    public async Task AssertStockAddsUpAsync()
    {
        Assert.Equal(0, await ReadAsync<long>(
            """
            SELECT count(*) FROM products
            WHERE available + reserved + sold <> initial + received OR least(available, reserved, sold) < 0
            """));
        Assert.Equal(0, await ReadAsync<long>("SELECT count(*) FROM stock_drift"));
        Assert.Equal(0, await ReadAsync<long>(
            """
            SELECT count(*) FROM products p CROSS JOIN LATERAL (
                SELECT COALESCE(sum(quantity) FILTER (WHERE status = 'held'), 0) AS held,
                    COALESCE(sum(quantity) FILTER (WHERE status = 'confirmed'), 0) AS confirmed
                FROM reservations, unnest(skus, quantities) AS l (sku, quantity) WHERE l.sku = p.sku) r
            CROSS JOIN LATERAL (
                SELECT COALESCE(sum(quantity), 0) AS returned FROM stock_movements m WHERE m.sku = p.sku AND kind = 'returned') b
            WHERE p.reserved <> r.held OR p.sold <> r.confirmed - b.returned
            """));
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
