using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>What operators see of checkouts, and what the comparison of the books finds.</summary>
public sealed class OperatorTests(ShopFixture shop)
{
    [Fact]
    public async Task A_parked_checkout_is_listed_and_continued_by_an_administrator_alone()
    {
        var order = await BuyAsync();
        await ExecuteAsync($"UPDATE checkouts SET parked_reason = 'as a test' WHERE order_id = '{order}'");

        Assert.Equal("forbidden", (await shop.CallAsync("list_checkouts", "{}", AgentNames.Order)).Code);
        Assert.Equal("forbidden", (await shop.RouteAsync(AgentNames.Order, "list_checkouts", "{}")).Code);
        var (code, output) = await AdminAsync("checkouts", "list", "--state", "parked");
        Assert.Equal(0, code);
        var parked = JsonNode.Parse(output)!["checkouts"]!.AsArray().Single(row => (string)row!["order_id"]! == order)!;
        Assert.Equal(("parked", "as a test"), ((string)parked["state"]!, (string)parked["parked_reason"]!));

        Assert.Equal(0, (await AdminAsync("checkouts", "retry", order)).ExitCode);
        Assert.Equal("ended", (string)JsonNode.Parse((await AdminAsync("checkouts", "show", order)).Output)!["state"]!);
        Assert.Equal(1, (await AdminAsync("checkouts", "retry", order)).ExitCode);
    }

    [Fact]
    public async Task A_restore_of_one_database_to_an_older_point_is_found()
    {
        var since = TimeProvider.System.GetUtcNow().ToString("O");
        var (kept, lost) = (await BuyAsync(), await BuyAsync());
        foreach (var table in new[] { "order_events", "order_items", "checkouts", "orders" })
        {
            await ExecuteAsync($"DELETE FROM {table} WHERE order_id = '{lost}'");
        }

        var (code, output) = await AdminAsync("reconcile", "--since", since);
        Assert.Equal(1, code);
        var drifts = JsonNode.Parse(output)!["drift"]!.AsArray();
        Assert.Equal("order_missing", (string)drifts.Single(drift => (string)drift!["order_id"]! == lost)!["kind"]!);
        Assert.DoesNotContain(drifts, drift => (string)drift!["order_id"]! == kept);
    }

    private async Task<string> BuyAsync()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var order = (await shop.OrderAsync(user, sku)).Completed;
        Assert.Equal("confirmed", (string)order["status"]!);
        return (string)order["order_id"]!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = shop.Owner("orders").CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private Task<(int ExitCode, string Output)> AdminAsync(params string[] arguments) =>
        CommandRun.InShellAsync("ECOMMERCE_IDENTITY=admin exec \"$@\"", [.. arguments, "--data-dir", shop.DataFolder]);
}
