using Ecommerce.Contracts.V1;
using Ecommerce.Testing;
using Grpc.Core;

namespace Ecommerce.SystemTests;

public sealed class OrderTests(ShopFixture shop)
{
    [Fact]
    public async Task An_order_takes_its_total_from_the_catalogue_its_money_once_and_its_stock()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var order = (await shop.OrderAsync(user, sku, 2, price: "19.99")).Completed;
        Assert.Equal(("confirmed", "39.98", "USD"), ((string?)order["status"], (string?)order["total"], (string?)order["currency"]));
        Assert.Equal((8L, 0L, 2L), await shop.StockAsync(sku));
        await shop.BalancedAsync((string)order["order_id"]!);

        var read = (await shop.RouteAsync("order", "get_order", $$"""{"order_id": "{{order["order_id"]}}"}""")).Completed;
        Assert.Equal(order.ToJsonString(), read.ToJsonString());
    }

    [Theory]
    [InlineData("0.01")]
    [InlineData("20")]
    public async Task An_order_at_another_price_is_kept_as_failed_and_moves_nothing(string price)
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        Assert.Equal("price_changed", (await shop.OrderAsync(user, sku, price: price)).Code);
        var (orderId, status) = Assert.Single(await shop.OrdersOfAsync(user));
        Assert.Equal("failed", status);
        Assert.Equal((10L, 0L, 0L), await shop.StockAsync(sku));
        await shop.BalancedAsync(orderId);
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found_and_leaves_nothing_behind()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        Assert.Equal("not_found", (await shop.OrderAsync(user, "NO-SUCH-SKU")).Code);
        Assert.Empty(await shop.OrdersOfAsync(user));

        var nobody = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        Assert.Equal("not_found", (await shop.OrderAsync(nobody, sku)).Code);
        Assert.Empty(await shop.OrdersOfAsync(nobody));

        foreach (var action in new[] { "get_order", "cancel_order" })
        {
            Assert.Equal("not_found", (await shop.RouteAsync("order", action, $$"""{"order_id": "{{nobody}}"}""")).Code);
        }
    }

    [Theory]
    [InlineData("""[{"sku": "SKU", "quantity": 0}]""")]
    [InlineData("""[{"sku": "SKU", "quantity": -1}]""")]
    [InlineData("""[{"sku": "SKU", "quantity": 2147483648}]""")]
    [InlineData("""[{"sku": "SKU", "quantity": 1.5}]""")]
    [InlineData("""[{"sku": "SKU", "quantity": null}]""")]
    [InlineData("""[{"sku": "SKU", "quantity": "two"}]""")]
    [InlineData("""[{"sku": "SKU", "quantity": 1}, {"sku": "SKU", "quantity": 1}]""")]
    [InlineData("[]")]
    public async Task Items_that_make_no_sense_are_refused_and_leave_nothing_behind(string items)
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var refused = await shop.RouteAsync("order", "create_order",
            $$"""{"user_id": "{{user}}", "items": {{items.Replace("SKU", sku)}}, "payment_method": "credit_card"}""");
        Assert.Equal("invalid_request", refused.Code);
        Assert.Empty(await shop.OrdersOfAsync(user));
        Assert.Equal((10L, 0L, 0L), await shop.StockAsync(sku));
    }

    [Fact]
    public async Task The_same_key_gives_the_same_answer_and_another_request_under_it_is_refused()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => shop.OrderAsync(user, sku, key: user)));
        var again = await shop.OrderAsync(user, sku, key: user);
        Assert.All(answers, answer => Assert.Equal(again.Completed.ToJsonString(), answer.Completed.ToJsonString()));
        Assert.Equal("idempotency_key_reused", (await shop.OrderAsync(user, sku, 2, key: user)).Code);
        Assert.Equal((9L, 0L, 1L), await shop.StockAsync(sku));
        await shop.BalancedAsync(Assert.Single(await shop.OrdersOfAsync(user)).OrderId);
    }

    [Fact]
    public async Task The_last_unit_is_sold_once()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 1));
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shop.OrderAsync(user, sku)));
        Assert.Single(answers, answer => answer.Status == "completed");
        Assert.Equal(19, answers.Count(answer => answer.Code == "out_of_stock"));
        Assert.Equal((0L, 0L, 1L), await shop.StockAsync(sku));
        foreach (var (orderId, _) in await shop.OrdersOfAsync(user))
        {
            await shop.BalancedAsync(orderId);
        }
    }

    [Theory]
    [InlineData("credit_card", "confirmed", null)]
    [InlineData("test_declined", "failed", "payment_declined")]
    [InlineData("test_insufficient_funds", "failed", "insufficient_funds")]
    [InlineData("test_error_once", "confirmed", null)]
    [InlineData("test_slow", "confirmed", null)]
    [InlineData("test_timeout", "confirmed", null)]
    public async Task Every_end_of_a_payment_is_an_end_of_the_order(string method, string status, string? code)
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var answer = await shop.OrderAsync(user, sku, method: method);
        Assert.Equal(code, answer.Code);
        var (orderId, ended) = Assert.Single(await shop.OrdersOfAsync(user));
        Assert.Equal(status, ended);
        Assert.Equal(code is null ? (9L, 0L, 1L) : (10L, 0L, 0L), await shop.StockAsync(sku));
        await shop.BalancedAsync(orderId);
    }

    [Theory]
    [InlineData(true, "confirmed")]
    [InlineData(false, "failed")]
    public async Task A_payment_that_waits_for_the_buyer_is_pending_until_the_buyer_does_something(bool completed, string status)
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var order = (await shop.OrderAsync(user, sku, method: "test_requires_action")).Completed;
        Assert.Equal("pending", (string?)order["status"]);
        Assert.Equal((9L, 1L, 0L), await shop.StockAsync(sku));

        await FinishActionAsync((string)order["transaction_id"]!, completed);
        await shop.UntilPhaseAsync((string)order["order_id"]!, status);
        await shop.BalancedAsync((string)order["order_id"]!);
    }

    [Fact]
    public async Task A_repeat_of_an_order_that_waits_for_its_buyer_is_answered_with_it_and_later_with_the_outcome()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var orders = await shop.OrdersAsync("create_order");
        var request = new CreateOrderRequest
        {
            UserId = user,
            PaymentMethod = "test_requires_action",
            IdempotencyKey = user,
            Items = { new Item { Sku = sku, Quantity = 1 } },
        };
        var pending = await orders.CreateOrderAsync(request);
        Assert.Equal(OrderStatus.Pending, pending.Status);
        Assert.Equal(pending, await orders.CreateOrderAsync(request));

        await FinishActionAsync(pending.TransactionId, completed: true);
        await shop.UntilPhaseAsync(pending.OrderId, "confirmed");
        var confirmed = await orders.CreateOrderAsync(request);
        Assert.Equal((pending.OrderId, OrderStatus.Confirmed), (confirmed.OrderId, confirmed.Status));
        Assert.Equal(confirmed, await orders.CreateOrderAsync(request));
    }

    [Fact]
    public async Task A_cancel_undoes_an_order_that_is_not_confirmed()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var order = (await shop.OrderAsync(user, sku, method: "test_requires_action")).Completed;
        var cancelled = await CancelAsync(order["order_id"]);
        Assert.Equal("cancelled", (string?)cancelled.Completed["status"]);
        Assert.Equal((10L, 0L, 0L), await shop.StockAsync(sku));
        await shop.BalancedAsync((string)order["order_id"]!);
        Assert.Equal(cancelled.Completed.ToJsonString(), (await CancelAsync(order["order_id"])).Completed.ToJsonString());
    }

    [Fact]
    public async Task A_cancel_returns_an_order_that_is_confirmed()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var order = (await shop.OrderAsync(user, sku, 3)).Completed;
        var returned = (await CancelAsync(order["order_id"])).Completed;
        Assert.Equal(("refunded", "59.97"), ((string?)returned["status"], (string?)returned["refunded"]));
        Assert.Equal((10L, 0L, 0L), await shop.StockAsync(sku));
        await shop.BalancedAsync((string)order["order_id"]!);
    }

    [Fact]
    public async Task A_refused_order_cannot_be_cancelled()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 0));
        Assert.Equal("out_of_stock", (await shop.OrderAsync(user, sku)).Code);
        var (orderId, _) = Assert.Single(await shop.OrdersOfAsync(user));
        Assert.Equal("not_cancelable", (await CancelAsync(orderId)).Code);
    }

    [Fact]
    public async Task A_refund_by_others_reaches_the_order()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var order = (await shop.OrderAsync(user, sku, 2)).Completed;
        foreach (var (amount, status) in new[] { ("9.98", "confirmed"), ("30.00", "refunded") })
        {
            var refund = await shop.RouteAsync("payment", "refund_payment",
                $$"""{"transaction_id": "{{order["transaction_id"]}}", "amount": "{{amount}}", "reason": "goodwill"}""");
            Assert.Equal("succeeded", (string?)refund.Completed["status"]);
            await shop.UntilPhaseAsync((string)order["order_id"]!, status);
            await shop.BalancedAsync((string)order["order_id"]!);
        }

        Assert.Equal("not_cancelable", (await CancelAsync(order["order_id"])).Code);
    }

    [Fact]
    public async Task Orders_are_listed_newest_first_page_by_page()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        for (var i = 0; i < 3; i++)
        {
            Assert.NotNull((await shop.OrderAsync(user, sku)).Completed);
        }

        List<string> listed = [];
        var token = "";
        do
        {
            var page = (await shop.RouteAsync(
                "order", "list_orders", $$"""{"user_id": "{{user}}", "page_size": 2, "page_token": "{{token}}"}""")).Completed;
            listed.AddRange(page["orders"]!.AsArray().Select(order => (string)order!["order_id"]!));
            token = (string)page["next_page_token"]!;
        }
        while (token.Length > 0);
        Assert.Equal((await shop.OrdersOfAsync(user)).Select(order => order.OrderId), listed);
        Assert.Equal("invalid_request", (await shop.RouteAsync(
            "order", "list_orders", $$"""{"user_id": "{{user}}", "page_token": "what"}""")).Code);
    }

    [Fact]
    public async Task A_watch_tells_an_orders_history_and_resumes_where_it_was_left()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var order = (await shop.OrderAsync(user, sku)).Completed;
        var orders = await shop.OrdersAsync("watch_order");
        Assert.Equal(["created", "reserved", "paid", "confirmed"], await WatchAsync(orders, (string)order["order_id"]!, 0));
        Assert.Equal(["confirmed"], await WatchAsync(orders, (string)order["order_id"]!, 3));
    }

    private static async Task<List<string>> WatchAsync(OrderService.OrderServiceClient orders, string orderId, long after)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var call = orders.WatchOrder(new() { OrderId = orderId, LastEventId = after }, cancellationToken: limit.Token);
        List<string> types = [];
        await foreach (var happened in call.ResponseStream.ReadAllAsync(limit.Token))
        {
            types.Add(happened.Type);
        }

        return types;
    }

    private Task<CallResult> CancelAsync(object? orderId) =>
        shop.RouteAsync("order", "cancel_order", $$"""{"order_id": "{{orderId}}", "reason": "changed my mind"}""");

    private async Task FinishActionAsync(string transactionId, bool completed)
    {
        await using var command = shop.Owner("sandbox").CreateCommand("SELECT finish_action($1, $2)");
        command.Parameters.Add(new() { Value = Guid.Parse(transactionId) });
        command.Parameters.Add(new() { Value = completed });
        await command.ExecuteNonQueryAsync();
    }
}
