using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Testing;

namespace Ecommerce.InventoryAgent.Tests.Reservations;

public sealed class ReserveTests(PostgresFixture postgres)
{
    [Fact]
    public async Task What_is_reserved_is_no_longer_available()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var order = Rig.NewOrder();

        var reservation = await rig.ReserveAsync(order, (Rig.Large, 3), (Rig.Widget, 2));

        Assert.Equal(order, reservation.OrderId);
        Assert.Equal(ReservationStatus.Held, reservation.Status);
        Assert.Equal(
            [new ReservedItem { Sku = Rig.Widget, Quantity = 2 }, new ReservedItem { Sku = Rig.Large, Quantity = 3 }], reservation.Items);
        Assert.Equal((998, 497), (await rig.AvailableAsync(Rig.Widget), await rig.AvailableAsync(Rig.Large)));
        await rig.AssertStockAddsUpAsync();
    }

    [Theory]
    [InlineData(0, 180)]
    [InlineData(3600, 3600)]
    public async Task A_hold_lasts_as_long_as_asked_and_else_outlives_a_checkout_by_a_minute(int expiresIn, int seconds)
    {
        await using var rig = await Rig.StartAsync(postgres);
        var before = await rig.ReadAsync<DateTime>("SELECT clock_timestamp()");

        var reservation = await rig.ReserveAsync(Rig.NewOrder(), expiresIn, CancellationToken.None, (Rig.Widget, 1));

        var after = await rig.ReadAsync<DateTime>("SELECT clock_timestamp()");
        Assert.InRange(reservation.ExpiresAt.ToDateTime(), before.AddSeconds(seconds), after.AddSeconds(seconds));
    }

    [Fact]
    public async Task A_repeat_with_the_same_items_gets_the_same_reservation()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var (single, multi) = (Rig.NewOrder(), Rig.NewOrder());

        var first = await rig.ReserveAsync(single, (Rig.Widget, 2));
        Assert.Equal(first, await rig.ReserveAsync(single, (Rig.Widget, 2)));
        first = await rig.ReserveAsync(multi, (Rig.Widget, 1), (Rig.Large, 1));
        Assert.Equal(first, await rig.ReserveAsync(multi, (Rig.Large, 1), (Rig.Widget, 1)));

        Assert.Equal((997, 499), (await rig.AvailableAsync(Rig.Widget), await rig.AvailableAsync(Rig.Large)));
        await rig.AssertStockAddsUpAsync();
    }

    [Fact]
    public async Task Repeats_at_the_same_time_hold_once()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var order = Rig.NewOrder();

        var reservations = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => rig.ReserveAsync(order, (Rig.Widget, 2))));

        Assert.All(reservations, reservation => Assert.Equal(reservations[0], reservation));
        Assert.Equal(998, await rig.AvailableAsync(Rig.Widget));
        await rig.AssertStockAddsUpAsync();
    }

    [Fact]
    public async Task A_repeat_with_other_items_is_refused()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var order = Rig.NewOrder();
        await rig.ReserveAsync(order, (Rig.Widget, 2));

        await Refusal.AssertAsync(ErrorCodes.Conflict, () => rig.ReserveAsync(order, (Rig.Widget, 3)));
        await Refusal.AssertAsync(ErrorCodes.Conflict, () => rig.ReserveAsync(order, (Rig.Large, 2)));
        await Refusal.AssertAsync(ErrorCodes.Conflict, () => rig.ReserveAsync(order, (Rig.Widget, 2), (Rig.Large, 2)));

        Assert.Equal((998, 500), (await rig.AvailableAsync(Rig.Widget), await rig.AvailableAsync(Rig.Large)));
    }

    [Fact]
    public async Task When_one_line_is_short_nothing_is_held_and_the_line_is_named()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var order = Rig.NewOrder();

        await Refusal.AssertAsync(
            ErrorCodes.OutOfStock, () => rig.ReserveAsync(order, (Rig.Widget, 1), (Rig.Last, 2), (Rig.Large, 1)), "items[1].sku");
        await Refusal.AssertAsync(ErrorCodes.OutOfStock, () => rig.ReserveAsync(order, (Rig.SoldOut, 1)), "items[0].sku");

        Assert.Equal((1000, 500), (await rig.AvailableAsync(Rig.Widget), await rig.AvailableAsync(Rig.Large)));
        await Refusal.AssertAsync(ErrorCodes.NotFound, () => rig.ConfirmAsync(order));
        await rig.AssertStockAddsUpAsync();
    }

    [Fact]
    public async Task An_order_that_was_short_may_try_again()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var (first, second) = (Rig.NewOrder(), Rig.NewOrder());
        await rig.ReserveAsync(first, (Rig.Last, 1));
        await Refusal.AssertAsync(ErrorCodes.OutOfStock, () => rig.ReserveAsync(second, (Rig.Last, 1)));
        await rig.ReleaseAsync(first);

        Assert.Equal(ReservationStatus.Held, (await rig.ReserveAsync(second, (Rig.Last, 1))).Status);
    }

    [Fact]
    public async Task An_unknown_SKU_is_reported_before_a_short_one_and_nothing_is_held()
    {
        await using var rig = await Rig.StartAsync(postgres);

        await Refusal.AssertAsync(
            ErrorCodes.NotFound, () => rig.ReserveAsync(Rig.NewOrder(), (Rig.SoldOut, 1), (Rig.Widget, 1), ("NONE", 1)), "items[2].sku");
        await Refusal.AssertAsync(ErrorCodes.NotFound, () => rig.ReserveAsync(Rig.NewOrder(), ("NONE", 1)), "items[0].sku");

        Assert.Equal(1000, await rig.AvailableAsync(Rig.Widget));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public async Task A_quantity_that_makes_no_sense_is_refused(int quantity)
    {
        await using var rig = await Rig.StartAsync(postgres);

        await Refusal.AssertAsync(
            ErrorCodes.InvalidRequest, () => rig.ReserveAsync(Rig.NewOrder(), (Rig.Widget, quantity)), "items[0].quantity");
        await Refusal.AssertAsync(
            ErrorCodes.InvalidRequest, () => rig.ReserveAsync(Rig.NewOrder(), (Rig.Widget, 1), (Rig.Widget, 1)), "items[1].sku");

        Assert.Equal(1000, await rig.AvailableAsync(Rig.Widget));
    }
}
