using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.InventoryAgent.Catalogue;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.InventoryAgent.Tests.Reservations;

public sealed class OutcomeTests(PostgresFixture postgres)
{
    [Fact]
    public async Task What_is_confirmed_is_sold_once_however_often_it_is_confirmed()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var order = Rig.NewOrder();
        await rig.ReserveAsync(order, (Rig.Widget, 2), (Rig.Large, 1));

        var confirmed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => rig.ConfirmAsync(order)));

        Assert.All(confirmed, reservation => Assert.Equal(ReservationStatus.Confirmed, reservation.Status));
        Assert.Equal(2, await rig.ReadAsync<long>($"SELECT sold FROM products WHERE sku = '{Rig.Widget}'"));
        Assert.Equal(998, await rig.AvailableAsync(Rig.Widget));
        Assert.Equal(ReservationStatus.Confirmed, (await rig.ReserveAsync(order, (Rig.Widget, 2), (Rig.Large, 1))).Status);
        await rig.AssertStockAddsUpAsync();
    }

    [Fact]
    public async Task What_is_released_is_available_again_and_the_order_cannot_hold_it_once_more()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var order = Rig.NewOrder();
        await rig.ReserveAsync(order, (Rig.Widget, 2));

        var released = await rig.ReleaseAsync(order);

        Assert.Equal(ReservationStatus.Released, released.Status);
        Assert.Equal(released, await rig.ReleaseAsync(order));
        Assert.Equal(1000, await rig.AvailableAsync(Rig.Widget));
        await Refusal.AssertAsync(ErrorCodes.Conflict, () => rig.ReserveAsync(order, (Rig.Widget, 2)));
        await Refusal.AssertAsync(ErrorCodes.Conflict, () => rig.ConfirmAsync(order));
        Assert.Equal(1000, await rig.AvailableAsync(Rig.Widget));
        await rig.AssertStockAddsUpAsync();
    }

    [Fact]
    public async Task A_release_that_overtakes_its_reserve_refuses_it()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var (single, multi) = (Rig.NewOrder(), Rig.NewOrder());

        Assert.Equal(ReservationStatus.Released, (await rig.ReleaseAsync(single)).Status);
        await rig.ReleaseAsync(multi);

        await Refusal.AssertAsync(ErrorCodes.Conflict, () => rig.ReserveAsync(single, (Rig.Widget, 1)));
        await Refusal.AssertAsync(ErrorCodes.Conflict, () => rig.ReserveAsync(multi, (Rig.Widget, 1), (Rig.Large, 1)));
        Assert.Equal(1000, await rig.AvailableAsync(Rig.Widget));
    }

    [Fact]
    public async Task What_is_confirmed_is_not_released()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var order = await rig.ReserveAndConfirmAsync((Rig.Widget, 2));

        await Refusal.AssertAsync(ErrorCodes.Conflict, () => rig.ReleaseAsync(order));

        Assert.Equal(ReservationStatus.Confirmed, (await rig.ConfirmAsync(order)).Status);
        Assert.Equal(998, await rig.AvailableAsync(Rig.Widget));
    }

    [Fact]
    public async Task A_late_hold_and_the_confirmation_of_the_first_wait_for_each_other_in_one_order()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var order = Rig.NewOrder();
        var one = RequestedItems.From([.. Rig.ToItems((Rig.Widget, 1))]);
        await rig.ExecuteAsync(
            """
            CREATE FUNCTION wait_for_gate() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN PERFORM pg_advisory_xact_lock(777); RETURN NEW; END';
            CREATE TRIGGER gate BEFORE INSERT ON reservations FOR EACH ROW EXECUTE FUNCTION wait_for_gate();
            """);
        await using var first = await rig.BlockAsync(Rig.Widget);

        // The late one has looked before the first is committed, and has the product while the confirmation wants it.
        var late = rig.Store.ReserveAsync(Guid.Parse(order), one, TimeSpan.FromMinutes(3), CancellationToken.None);
        await rig.UntilAStatementWaitsAsync();
        await ExecuteAsync(
            first,
            $"""
            SELECT pg_advisory_lock(777);
            INSERT INTO reservations VALUES ('{order}', 'held', ARRAY['{Rig.Widget}'], ARRAY[1], now() + interval '1 hour');
            UPDATE products SET reserved = reserved + 1 WHERE sku = '{Rig.Widget}';
            INSERT INTO stock_movements (sku, order_id, kind, quantity) VALUES ('{Rig.Widget}', '{order}', 'held', 1);
            COMMIT
            """);
        await UntilWaitingAsync(rig, 1, "objid = 777");
        var confirmed = rig.ConfirmAsync(order);
        await UntilWaitingAsync(rig, 2, "true");
        await ExecuteAsync(first, "SELECT pg_advisory_unlock(777)");

        Assert.Equal(ReservationStatus.Confirmed, (await confirmed).Status);
        Assert.True((await late).Holds(one));
        Assert.Equal(1, await rig.ReadAsync<long>($"SELECT sold FROM products WHERE sku = '{Rig.Widget}'"));
        await rig.AssertStockAddsUpAsync();
    }

    [Fact]
    public async Task A_release_that_meets_the_hold_before_it_is_committed_gives_it_back()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var order = Rig.NewOrder();
        await rig.ExecuteAsync(
            """
            CREATE FUNCTION wait_for_gate() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN PERFORM pg_advisory_xact_lock(777); RETURN NEW; END';
            CREATE TRIGGER gate AFTER INSERT ON reservations FOR EACH ROW WHEN (NEW.status = 'held') EXECUTE FUNCTION wait_for_gate();
            """);
        await using var gate = await rig.BlockAsync(Rig.Large);
        await ExecuteAsync(gate, "SELECT pg_advisory_lock(777)");

        var held = rig.ReserveAsync(order, (Rig.Widget, 1));
        await UntilWaitingAsync(rig, 1, "objid = 777");
        var released = rig.ReleaseAsync(order);
        await UntilWaitingAsync(rig, 2, "true");
        await ExecuteAsync(gate, "SELECT pg_advisory_unlock(777)");

        Assert.Equal(ReservationStatus.Held, (await held).Status);
        Assert.Equal(ReservationStatus.Released, (await released).Status);
        Assert.Equal(1000, await rig.AvailableAsync(Rig.Widget));
        await rig.AssertStockAddsUpAsync();
    }

    [Fact]
    public async Task Confirming_what_was_never_reserved_is_not_found()
    {
        await using var rig = await Rig.StartAsync(postgres);

        await Refusal.AssertAsync(ErrorCodes.NotFound, () => rig.ConfirmAsync(Rig.NewOrder()), "order_id");
    }

    [Fact]
    public async Task Returned_items_are_available_again_as_movements_of_their_own()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var order = await rig.ReserveAndConfirmAsync((Rig.Widget, 5), (Rig.Large, 1));

        var returned = await rig.ReturnAsync(order, (Rig.Widget, 3));

        var movement = Assert.Single(returned.Movements);
        Assert.Equal((order, Rig.Widget, 3), (movement.OrderId, movement.Sku, movement.Delta));
        Assert.Equal((998, 499), (await rig.AvailableAsync(Rig.Widget), await rig.AvailableAsync(Rig.Large)));
        Assert.Equal(ReservationStatus.Confirmed, (await rig.ConfirmAsync(order)).Status);
        await rig.AssertStockAddsUpAsync();
    }

    [Fact]
    public async Task Items_come_back_once_however_often_they_are_returned()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var order = await rig.ReserveAndConfirmAsync((Rig.Widget, 5), (Rig.Large, 1));

        var returns = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => rig.ReturnAsync(order, (Rig.Large, 1), (Rig.Widget, 5))));

        Assert.All(returns, list => Assert.Equal(returns[0], list));
        Assert.Equal((1000, 500), (await rig.AvailableAsync(Rig.Widget), await rig.AvailableAsync(Rig.Large)));
        await Refusal.AssertAsync(ErrorCodes.Conflict, () => rig.ReturnAsync(order, (Rig.Widget, 1)));
        await rig.AssertStockAddsUpAsync();
    }

    [Fact]
    public async Task Only_what_an_order_bought_comes_back()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var held = Rig.NewOrder();
        await rig.ReserveAsync(held, (Rig.Widget, 5));
        var sold = await rig.ReserveAndConfirmAsync((Rig.Widget, 5));

        await Refusal.AssertAsync(ErrorCodes.NotFound, () => rig.ReturnAsync(Rig.NewOrder(), (Rig.Widget, 5)), "order_id");
        await Refusal.AssertAsync(ErrorCodes.Conflict, () => rig.ReturnAsync(held, (Rig.Widget, 5)));
        await Refusal.AssertAsync(ErrorCodes.InvalidRequest, () => rig.ReturnAsync(sold, (Rig.Widget, 6)), "items[0].sku");
        await Refusal.AssertAsync(ErrorCodes.NotFound, () => rig.ReturnAsync(sold, (Rig.Widget, 1), (Rig.Large, 1)), "items[1].sku");

        Assert.Equal((990, 500), (await rig.AvailableAsync(Rig.Widget), await rig.AvailableAsync(Rig.Large)));
    }

    private static Task UntilWaitingAsync(Rig rig, int count, string forWhat) => Eventually.HoldsAsync(
        async () => await rig.ReadAsync<long>(
            $"""
            SELECT count(*) FROM pg_locks WHERE NOT granted AND {forWhat} AND pid IN (
                SELECT pid FROM pg_stat_activity WHERE datname = current_database())
            """) >= count,
        () => $"{count} statements wait where {forWhat}");

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
