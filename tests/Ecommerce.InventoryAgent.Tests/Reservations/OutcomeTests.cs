using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Testing;

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
}
