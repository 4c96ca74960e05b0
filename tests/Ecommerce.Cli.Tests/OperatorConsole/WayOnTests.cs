using System.Net;
using Ecommerce.Cli.OperatorConsole.Pages;
using Ecommerce.Cli.OperatorConsole.Shop;
using Ecommerce.Contracts.V1;

namespace Ecommerce.Cli.Tests.OperatorConsole;

/// <summary>What is live can be stopped to be read, and a long list goes on.</summary>
public sealed class WayOnTests
{
    [Fact]
    public async Task Decisions_that_are_live_can_be_paused_and_go_on_with_the_same_filter()
    {
        var filter = new DecisionFilter("order", "client/web", "", "", "deny");
        var live = await TextAsync<DecisionsPage>(new Decisions(filter, [], []));
        Assert.Contains("/decisions/events?agent=order&caller=client%2Fweb&outcome=deny\"", live, StringComparison.Ordinal);
        Assert.Contains("/decisions?agent=order&caller=client%2Fweb&outcome=deny&paused=1\">Pause<", live, StringComparison.Ordinal);

        var paused = await TextAsync<DecisionsPage>(new Decisions(filter with { IsPaused = true }, [], []));
        Assert.DoesNotContain("data-live=", paused, StringComparison.Ordinal);
        Assert.Contains("/decisions?agent=order&caller=client%2Fweb&outcome=deny\">Go on<", paused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_products_leads_to_the_next_and_back_and_leaves_the_movements_where_they_are()
    {
        var products = new ProductList { Products = { new Product { Sku = "WIDGET-051" } }, NextPageToken = "next" };
        var html = await TextAsync<StockPage>(new Stock("A", new("this", "moved"), new(products, null), new(new(), null)));
        Assert.Contains("/stock?sku=A&products=next&page=moved\" rel=\"next\"", html, StringComparison.Ordinal);
        Assert.Contains("/stock?sku=A&products=&page=moved\"", html, StringComparison.Ordinal);
        Assert.Contains("/stock?sku=WIDGET-051&products=this&page=\"", html, StringComparison.Ordinal);
    }

    private static async Task<string> TextAsync<TPage>(object model) =>
        WebUtility.HtmlDecode(await ShownPage.ReadAsync(typeof(TPage), model, ShownPage.Administrator));
}
