using Ecommerce.Contracts;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>What is killed while an order is under way, and that nothing comes of it. Alone, since others need those agents too.</summary>
[Collection(nameof(OrderCrashTests))]
public sealed class OrderCrashTests(ShopFixture shop)
{
    [CollectionDefinition(nameof(OrderCrashTests), DisableParallelization = true)]
    public sealed class Alone;

    [Fact]
    public Task An_order_is_confirmed_and_charged_once_if_its_agent_dies_between_payment_and_confirmation() =>
        DieAsync(AgentNames.Order, "order.before_confirm", "credit_card", "confirmed");

    [Theory]
    [Trait("Form", "long")]
    [InlineData(AgentNames.Order, "order.after_reserve", "credit_card", "confirmed")]
    [InlineData(AgentNames.Order, "order.before_payment", "credit_card", "confirmed")]
    [InlineData(AgentNames.Order, "order.after_payment", "credit_card", "confirmed")]
    [InlineData(AgentNames.Order, "order.after_payment", "test_slow", "confirmed")]
    [InlineData(AgentNames.Order, "order.after_confirm", "credit_card", "confirmed")]
    [InlineData(AgentNames.Order, "order.after_reserve", "test_declined", "failed")]
    [InlineData(AgentNames.Order, "order.before_payment", "test_declined", "failed")]
    [InlineData(AgentNames.Payment, "payment.before_provider", "credit_card", "confirmed")]
    [InlineData(AgentNames.Payment, "payment.after_provider", "credit_card", "confirmed")]
    [InlineData(AgentNames.Payment, "payment.after_commit", "credit_card", "confirmed")]
    [InlineData(AgentNames.Payment, "payment.after_provider", "test_declined", "failed")]
    public async Task A_death_at_any_step_changes_nothing_of_the_end(string agent, string failpoint, string method, string status) =>
        await DieAsync(agent, failpoint, method, status);

    [Fact]
    [Trait("Form", "long")]
    public async Task A_hold_that_ended_at_the_pivot_is_taken_anew()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        await DieAsync(AgentNames.Order, "order.before_confirm", () => shop.OrderAsync(user, sku), () => ExpireHoldsAsync(sku));
        var (orderId, _) = Assert.Single(await shop.OrdersOfAsync(user));
        await shop.UntilStatusAsync(orderId, "confirmed");
        Assert.Equal((9L, 0L, 1L), await shop.StockAsync(sku));
        await shop.BalancedAsync(orderId);
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task A_hold_that_ended_at_the_pivot_and_cannot_be_had_again_gives_the_money_back()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 1));
        await DieAsync(AgentNames.Order, "order.before_confirm", () => shop.OrderAsync(user, sku), async () =>
        {
            await ExpireHoldsAsync(sku);
            // Once the sweep has given it back, it goes to somebody else.
            await ShopBooks.UntilAsync(async () => (await shop.StockAsync(sku)).Available == 1, () => "the hold does not end");
            var lost = $$"""{"sku": "{{sku}}", "delta": -1, "reason": "lost"}""";
            Assert.NotNull((await shop.CallAsync("adjust_stock", lost, AgentNames.Inventory, "admin")).Completed);
        });
        var (orderId, _) = Assert.Single(await shop.OrdersOfAsync(user));
        await shop.UntilStatusAsync(orderId, "failed");
        Assert.Equal((0L, 0L, 0L), await shop.StockAsync(sku));
        await shop.BalancedAsync(orderId);
    }

    [Theory]
    [Trait("Form", "long")]
    [InlineData(AgentNames.Payment)]
    [InlineData(AgentNames.Inventory)]
    public async Task A_return_waits_for_an_agent_that_is_away(string agent)
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var order = (await shop.OrderAsync(user, sku)).Completed;
        await shop.StopAsync(agent);
        var cancel = shop.RouteAsync("order", "cancel_order", $$"""{"order_id": "{{order["order_id"]}}"}""");
        await ShopBooks.UntilAsync(
            async () => await PhaseAsync((string)order["order_id"]!) == "returning", () => "the return does not begin");
        await shop.StartAsync(agent);
        await shop.UntilStatusAsync((string)order["order_id"]!, "refunded");
        Assert.Equal("refunded", (string?)(await cancel).Completed["status"]);
        Assert.Equal((10L, 0L, 0L), await shop.StockAsync(sku));
        await shop.BalancedAsync((string)order["order_id"]!);
    }

    private async Task DieAsync(string agent, string failpoint, string method, string status)
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var answer = await DieAsync(agent, failpoint, () => shop.OrderAsync(user, sku, method: method, key: user), () => Task.CompletedTask);

        var (orderId, _) = Assert.Single(await shop.OrdersOfAsync(user));
        await shop.UntilStatusAsync(orderId, status);
        await shop.BalancedAsync(orderId);
        Assert.Equal(status == "confirmed" ? (9L, 0L, 1L) : (10L, 0L, 0L), await shop.StockAsync(sku));

        // The key's outcome is the order's, whatever the first caller was told.
        var again = await shop.OrderAsync(user, sku, method: method, key: user);
        Assert.Equal(status == "confirmed" ? orderId : null, (string?)again.Data?["order_id"]);
        if (answer.Status == "completed")
            Assert.Equal(orderId, (string?)answer.Completed["order_id"]);
    }

    // The supervisor would start it again too, but after a pause that grows with each death.
    private async Task<CallResult> DieAsync(string agent, string failpoint, Func<Task<CallResult>> call, Func<Task> meanwhile)
    {
        var armed = Path.Combine(shop.FailpointFolder, failpoint);
        await File.WriteAllTextAsync(armed, "");
        var answer = call();
        await ShopBooks.UntilAsync(() => Task.FromResult(!File.Exists(armed)), () => $"nobody passes {failpoint}");
        await shop.StopAsync(agent);
        await meanwhile();
        await shop.StartAsync(agent);
        await shop.WaitUntilReadyAsync(agent);
        return await answer;
    }

    private async Task ExpireHoldsAsync(string sku)
    {
        await using var command = shop.Owner("inventory").CreateCommand(
            "UPDATE reservations SET expires_at = clock_timestamp() - interval '1 s' WHERE status = 'held' AND skus = ARRAY[$1]");
        command.Parameters.Add(new() { Value = sku });
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    private async Task<string?> PhaseAsync(string orderId)
    {
        await using var command = shop.Owner("orders").CreateCommand("SELECT phase FROM checkouts WHERE order_id = $1");
        command.Parameters.Add(new() { Value = Guid.Parse(orderId) });
        return await command.ExecuteScalarAsync() as string;
    }
}
