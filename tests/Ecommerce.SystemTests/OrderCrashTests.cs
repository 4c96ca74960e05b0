using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>What is killed while an order is under way, and that nothing comes of it.</summary>
[Collection<DisturbedShopCollection>]
public sealed class OrderCrashTests(DisturbedShop shop)
{
    [Fact]
    public Task An_order_is_confirmed_and_charged_once_if_its_agent_dies_between_payment_and_confirmation() =>
        DieAsync(AgentNames.Order, "order.before_confirm", "credit_card", "confirmed");

    [Theory]
    [Trait("Form", "long")]
    [InlineData(AgentNames.Order, "order.after_reserve", "credit_card", "confirmed")]
    [InlineData(AgentNames.Order, "order.before_pay", "credit_card", "confirmed")]
    [InlineData(AgentNames.Order, "order.after_pay", "credit_card", "confirmed")]
    [InlineData(AgentNames.Order, "order.after_pay", "test_slow", "confirmed")]
    [InlineData(AgentNames.Order, "order.after_confirm", "credit_card", "confirmed")]
    [InlineData(AgentNames.Order, "order.after_reserve", "test_declined", "failed")]
    [InlineData(AgentNames.Order, "order.before_pay", "test_declined", "failed")]
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
        await DieAsync(AgentNames.Order, "order.before_confirm", () => PlaceAsync(user, sku), () => ExpireHoldsAsync(sku));
        var (orderId, _) = Assert.Single(await shop.OrdersOfAsync(user));
        await shop.UntilPhaseAsync(orderId, "confirmed");
        Assert.Equal((9L, 0L, 1L), await shop.StockAsync(sku));
        await shop.BalancedAsync(orderId);
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task A_hold_that_ended_at_the_pivot_and_cannot_be_had_again_gives_the_money_back()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 1));
        await DieAsync(AgentNames.Order, "order.before_confirm", () => PlaceAsync(user, sku), async () =>
        {
            await ExpireHoldsAsync(sku);
            // Once the sweep has given it back, it goes to somebody else.
            await Eventually.HoldsAsync(async () => (await shop.StockAsync(sku)).Available == 1, () => "the hold does not end");
            var lost = $$"""{"sku": "{{sku}}", "delta": -1, "reason": "lost"}""";
            Assert.NotNull((await shop.CallAsync("adjust_stock", lost, AgentNames.Inventory, "admin")).Completed);
        });
        var (orderId, _) = Assert.Single(await shop.OrdersOfAsync(user));
        await shop.UntilPhaseAsync(orderId, "failed");
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
        var order = await PlaceAsync(user, sku);
        await shop.StopAsync(agent);
        var cancel = (await shop.OrdersAsync("cancel_order")).CancelOrderAsync(new() { OrderId = order!.OrderId });
        await shop.UntilPhaseAsync(order.OrderId, "returning");
        await shop.StartAsync(agent);
        await shop.UntilPhaseAsync(order.OrderId, "refunded");
        Assert.Equal(OrderStatus.Refunded, (await cancel).Status);
        Assert.Equal((10L, 0L, 0L), await shop.StockAsync(sku));
        await shop.BalancedAsync(order.OrderId);
    }

    private async Task DieAsync(string agent, string failpoint, string method, string status)
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var answer = await DieAsync(agent, failpoint, () => PlaceAsync(user, sku, method), () => Task.CompletedTask);

        var (orderId, _) = Assert.Single(await shop.OrdersOfAsync(user));
        await shop.UntilPhaseAsync(orderId, status);
        await shop.BalancedAsync(orderId);
        Assert.Equal(status == "confirmed" ? (9L, 0L, 1L) : (10L, 0L, 0L), await shop.StockAsync(sku));

        // The key's outcome is the order's, whatever the first caller was told.
        var again = await PlaceAsync(user, sku, method);
        Assert.Equal(status == "confirmed" ? orderId : null, again?.OrderId);
        Assert.True(answer is null || answer.OrderId == orderId);
    }

    // The supervisor would start it again too, but after a pause that grows with each death.
    private async Task<Order?> DieAsync(string agent, string failpoint, Func<Task<Order?>> call, Func<Task> meanwhile)
    {
        var armed = Path.Combine(shop.FailpointFolder, failpoint);
        await File.WriteAllTextAsync(armed, "");
        var answer = call();
        try
        {
            await Eventually.HoldsAsync(() => Task.FromResult(!File.Exists(armed)), () => $"nobody passes {failpoint}");
        }
        finally
        {
            File.Delete(armed);
        }

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

    // Under the user's ID as the key; null if the order fails, or if nobody answers.
    private async Task<Order?> PlaceAsync(string user, string sku, string method = "credit_card")
    {
        var request = new CreateOrderRequest { UserId = user, PaymentMethod = method, IdempotencyKey = user };
        request.Items.Add(new Item { Sku = sku, Quantity = 1 });
        try
        {
            return await (await shop.OrdersAsync("create_order")).CreateOrderAsync(request);
        }
        catch (ProblemException exception)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{exception}");
            return null;
        }
    }
}
