using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Testing;

namespace Ecommerce.InventoryAgent.Tests.Catalogue;

public sealed class AdjustStockTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Received_and_lost_stock_is_booked_with_its_reason()
    {
        await using var rig = await Rig.StartAsync(postgres);

        Assert.Equal(25, (await AdjustAsync(rig, Rig.SoldOut, 25, "delivery 7")).Available);
        Assert.Equal(22, (await AdjustAsync(rig, Rig.SoldOut, -3, "broken")).Available);

        Assert.Equal(
            "25 delivery 7, -3 broken",
            await rig.ReadAsync<string>("SELECT string_agg(quantity || ' ' || reason, ', ' ORDER BY at) FROM stock_movements"));
        await rig.AssertStockAddsUpAsync();
    }

    [Fact]
    public async Task What_an_order_holds_cannot_be_booked_out()
    {
        await using var rig = await Rig.StartAsync(postgres);
        await rig.ReserveAsync(Rig.NewOrder(), (Rig.Widget, 999));

        await Refusal.AssertAsync(ErrorCodes.OutOfStock, () => AdjustAsync(rig, Rig.Widget, -2, "lost"), "delta");

        Assert.Equal(1, await rig.AvailableAsync(Rig.Widget));
        await rig.AssertStockAddsUpAsync();
    }

    [Fact]
    public async Task An_unknown_SKU_is_not_found_and_a_delta_of_zero_is_refused()
    {
        await using var rig = await Rig.StartAsync(postgres);

        await Refusal.AssertAsync(ErrorCodes.NotFound, () => AdjustAsync(rig, "NONE", 1, "delivery"), "sku");
        await Refusal.AssertAsync(ErrorCodes.InvalidRequest, () => AdjustAsync(rig, Rig.Widget, 0, "nothing"), "delta");
    }

    [Fact]
    public async Task Under_one_key_stock_is_booked_once_and_a_refusal_stays_one()
    {
        await using var rig = await Rig.StartAsync(postgres);

        var booked = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AdjustAsync(rig, Rig.SoldOut, 5, "delivery", "k1")));
        await Refusal.AssertAsync(ErrorCodes.OutOfStock, () => AdjustAsync(rig, Rig.SoldOut, -6, "broken", "k2"));
        await AdjustAsync(rig, Rig.SoldOut, 5, "delivery", "k3");

        Assert.All(booked, product => Assert.Equal(5, product.Available));
        await Refusal.AssertAsync(ErrorCodes.OutOfStock, () => AdjustAsync(rig, Rig.SoldOut, -6, "broken", "k2"), "delta");
        Assert.Equal(10, await rig.AvailableAsync(Rig.SoldOut));
    }

    private static Task<Contracts.V1.Product> AdjustAsync(Rig rig, string sku, long delta, string reason, string? key = null) =>
        rig.Caller.CallAsync(rig.Service.AdjustStock, new AdjustStockRequest { Sku = sku, Delta = delta, Reason = reason }, key);
}
