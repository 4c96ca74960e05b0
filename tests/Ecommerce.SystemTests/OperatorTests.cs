using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Testing;
using Ecommerce.Testing.Stripe;

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

    [Fact]
    [Trait("Form", "long")]
    public async Task A_decline_that_the_provider_captures_all_the_same_is_found_and_goes_back_by_its_message()
    {
        var since = TimeProvider.System.GetUtcNow().ToString("O");
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        Assert.Equal("payment_declined", (await shop.OrderAsync(user, sku, method: "test_declined")).Code);
        var (order, _) = Assert.Single(await shop.OrdersOfAsync(user));
        var payment = await ReadAsync<Guid>("payments", $"SELECT transaction_id FROM payments WHERE order_id = '{order}'");
        Assert.Empty(await DriftsOfAsync(order, since));

        await ExecuteAsync($"UPDATE charges SET status = 'captured' WHERE key = '{payment}/charge'", "sandbox");
        Assert.Equal(["provider_captured"], await DriftsOfAsync(order, since));

        var secret = await ReadAsync<string>("sandbox", "SELECT secret FROM callback_secret");
        var message = $$"""{"id": "{{payment}}/captured", "type": "charge.captured", "transaction_id": "{{payment}}"}""";
        var seconds = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = ScriptedStripe.Sign(secret, seconds, Encoding.UTF8.GetBytes(message));
        var answer = await shop.Public.SendAsync(
            "POST", "/api/v1/payments/callbacks/sandbox", message, ("Sandbox-Signature", $"t={seconds},v1={signature}"));
        Assert.Equal((200, """{"accepted":true}"""), (answer.Status, answer.Body));

        var refunded = $"SELECT refunded_minor FROM orders WHERE order_id = '{order}'";
        await Eventually.HoldsAsync(async () => await ReadAsync<long>("orders", refunded) == 1999, () => "the order says what went back");
        Assert.Equal("failed", await ReadAsync<string>("orders", $"SELECT status FROM orders WHERE order_id = '{order}'"));
        Assert.Equal(
            $"{payment}/late", await ReadAsync<string>("sandbox", $"SELECT key FROM refunds WHERE charge_key = '{payment}/charge'"));
        Assert.Empty(await DriftsOfAsync(order, since));
    }

    private async Task<string[]> DriftsOfAsync(string order, string since)
    {
        var (_, output) = await AdminAsync("reconcile", "--since", since);
        return
        [
            .. JsonNode.Parse(output)!["drift"]!.AsArray().Where(drift => (string)drift!["order_id"]! == order)
                .Select(drift => (string)drift!["kind"]!),
        ];
    }

    private async Task<string> BuyAsync()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var order = (await shop.OrderAsync(user, sku)).Completed;
        Assert.Equal("confirmed", (string)order["status"]!);
        return (string)order["order_id"]!;
    }

    private async Task ExecuteAsync(string sql, string database = "orders")
    {
        await using var command = shop.Owner(database).CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<T> ReadAsync<T>(string database, string sql)
    {
        await using var command = shop.Owner(database).CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private Task<(int ExitCode, string Output)> AdminAsync(params string[] arguments) =>
        CommandRun.InShellAsync("ECOMMERCE_IDENTITY=admin exec \"$@\"", [.. arguments, "--data-dir", shop.DataFolder]);
}
