using Ecommerce.Contracts.V1;
using Ecommerce.Testing;

namespace Ecommerce.InventoryAgent.Tests.Catalogue;

public sealed class MovementTests(PostgresFixture postgres)
{
    [Fact]
    public async Task What_changed_the_stock_is_listed_page_by_page_the_newest_first()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var order = await rig.ReserveAndConfirmAsync((Rig.Widget, 3));
        await rig.ReturnAsync(order, (Rig.Widget, 1));
        await rig.Caller.CallAsync(
            rig.Service.AdjustStock, new AdjustStockRequest { Sku = Rig.SoldOut, Delta = 25, Reason = "delivery 7" });

        var first = await ListAsync(rig, new() { PageSize = 3 });
        var second = await ListAsync(rig, new() { PageSize = 3, PageToken = first.NextPageToken });

        Assert.Equal(
            [("adjusted", 25L, "", "delivery 7"), ("returned", 1, order, ""), ("confirmed", 0, order, ""), ("held", -3, order, "")],
            [.. first.Movements.Concat(second.Movements).Select(row => (row.Kind, row.Delta, row.OrderId, row.Reason))]);
        Assert.Equal("", second.NextPageToken);
        Assert.All((await ListAsync(rig, new() { Sku = Rig.Widget })).Movements, row => Assert.Equal(Rig.Widget, row.Sku));
    }

    private static Task<MovementList> ListAsync(Rig rig, ListMovementsRequest request) =>
        rig.Caller.CallAsync(rig.Service.ListMovements, request);
}
