using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.Testing;

namespace Ecommerce.InventoryAgent.Tests.Catalogue;

public sealed class CatalogueTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_new_shop_sells_the_widget_for_19_99_dollars()
    {
        await using var rig = await Rig.StartAsync(postgres);

        var widget = await rig.Caller.CallAsync(rig.Service.GetProduct, new GetProductRequest { Sku = "WIDGET-001" });

        var expected =
            new Contracts.V1.Product { Sku = "WIDGET-001", Name = "Widget", Price = "19.99", Currency = "USD", Available = 1000 };
        Assert.Equal(expected, widget);
    }

    [Fact]
    public async Task Pages_together_are_the_whole_catalogue_each_product_once()
    {
        await using var rig = await Rig.StartAsync(postgres);
        List<string> skus = [];
        var pages = 0;
        var token = "";
        do
        {
            var page = await ListAsync(rig, new() { PageSize = 3, PageToken = token });
            Assert.InRange(page.Products.Count, 1, 3);
            skus.AddRange(page.Products.Select(product => product.Sku));
            token = page.NextPageToken;
            pages++;
        }
        while (token != "");

        Assert.Equal(4, pages);
        Assert.Equal(Enumerable.Range(1, 10).Select(i => $"WIDGET-{i:D3}"), skus);
    }

    [Fact]
    public async Task A_page_that_ends_with_the_catalogue_has_no_next_one()
    {
        await using var rig = await Rig.StartAsync(postgres);

        Assert.Equal("", (await ListAsync(rig, new() { PageSize = 10 })).NextPageToken);
        Assert.Equal(10, (await ListAsync(rig, new())).Products.Count);
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("_w")]
    [InlineData("AA")]
    public async Task A_token_that_no_page_gave_is_refused(string token)
    {
        await using var rig = await Rig.StartAsync(postgres);

        await Refusal.AssertAsync(ErrorCodes.InvalidRequest, () => ListAsync(rig, new() { PageToken = token }), "page_token");
    }

    [Fact]
    public async Task An_unknown_SKU_is_not_found()
    {
        await using var rig = await Rig.StartAsync(postgres);

        await Refusal.AssertAsync(ErrorCodes.NotFound, () => rig.AvailableAsync("' OR true --"), "sku");
    }

    [Fact]
    public async Task Availability_tells_stock_and_prices_of_each_line_in_the_order_asked()
    {
        await using var rig = await Rig.StartAsync(postgres);

        var answer = await CheckAsync(rig, (Rig.Last, 2), (Rig.Widget, 2));

        Assert.False(answer.Available);
        Assert.Equal(
            [
                new ItemAvailability
                {
                    Sku = Rig.Last, Requested = 2, Available = 1, Name = "Widget, collector's edition", Price = "1299.00", Currency = "USD",
                },
                new ItemAvailability
                {
                    Sku = Rig.Widget, Requested = 2, Available = 1000, Name = "Widget", Price = "19.99", Currency = "USD",
                },
            ],
            answer.Items);
        Assert.True((await CheckAsync(rig, (Rig.Last, 1), (Rig.Widget, 1000))).Available);
    }

    [Fact]
    public async Task Availability_names_the_line_that_is_unknown_or_doubled()
    {
        await using var rig = await Rig.StartAsync(postgres);

        await Refusal.AssertAsync(ErrorCodes.NotFound, () => CheckAsync(rig, (Rig.Widget, 1), ("WIDGET-999", 1)), "items[1].sku");
        await Refusal.AssertAsync(
            ErrorCodes.InvalidRequest, () => CheckAsync(rig, (Rig.Widget, 1), (Rig.Large, 1), (Rig.Widget, 1)), "items[2].sku");
    }

    private static Task<ProductList> ListAsync(Rig rig, ListProductsRequest request) =>
        rig.Caller.CallAsync(rig.Service.ListProducts, request);

    private static Task<Availability> CheckAsync(Rig rig, params (string Sku, int Quantity)[] items) =>
        rig.Caller.CallAsync(rig.Service.CheckAvailability, new CheckAvailabilityRequest { Items = { Rig.ToItems(items) } });
}
