using System.Text.Json.Nodes;
using A2A;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Tokens;
using Ecommerce.SystemTests.Assistants;
using Ecommerce.SystemTests.Attacks;
using Ecommerce.Testing;
using Grpc.Core;
using Npgsql;

namespace Ecommerce.SystemTests;

/// <summary>What the shop holds of a user is shown and erased everywhere, and the books stay.</summary>
[Collection<QuietShopCollection>]
public sealed class ErasureTests(QuietShop shop)
{
    [Fact]
    public async Task A_user_is_exported_and_erased_at_every_agent_and_the_books_stay()
    {
        using var door = await shop.HttpOfAsync("cli");
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var cancelled = (await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku, method: "test_requires_action"))).Json;
        var cancel = await door.SendAsync(
            "POST", $"/api/v1/orders/{cancelled["order_id"]}/cancel", """{"reason": "my neighbour has one"}""");
        Assert.Equal(200, cancel.Status);
        var order = (await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku))).Json;
        var refunded = await RefundAsync(door, order);
        Assert.Equal((201, "it was for my aunt"), (refunded.Status, (string?)refunded.Json["reason"]));

        // An administrator's tasks hold the order too.
        using (var admin = await AgentTaskTests.ConnectAsync(shop, AgentNames.Order, A2AProtocol.JsonRpc))
        {
            await AgentTaskTests.SendAsync(admin, "get_order", $$"""{"order_id": "{{order["order_id"]}}"}""");
        }

        Assert.Equal(1, await CountTaskEventsAsync("orders", user));
        var export = (await door.ReadAsync($"/api/v1/users/{user}/export")).Json;
        Assert.Equal(user, (string?)export["user"]!["user_id"]);
        var orders = export["held"]!["order"]!["records"]!.AsArray();
        Assert.Equal(2, orders.Count);
        Assert.Contains("my neighbour has one", orders.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("it was for my aunt", export["held"]!["payment"]!["records"]!.ToJsonString(), StringComparison.Ordinal);

        Assert.Equal(202, (await DeleteAsync(door, user)).Status);
        await UntilErasedAsync(door, user);

        (await door.ReadAsync($"/api/v1/users/{user}")).Problem(404, "not_found");
        Assert.Equal(0, await shop.CountAsync("orders", "SELECT count(*) FROM order_events WHERE detail LIKE '%neighbour%'"));
        Assert.Equal(0, await shop.CountAsync("payments", "SELECT count(*) FROM refunds WHERE reason LIKE '%aunt%'"));
        Assert.Equal(0, await shop.CountAsync(
            "payments", "SELECT count(*) FROM idempotency WHERE position('aunt'::bytea IN reply) > 0"));
        foreach (var database in (string[])["gateway", "users", "orders", "payments", "inventory"])
        {
            Assert.Equal(0, await CountTaskEventsAsync(database, user));
        }

        Assert.Equal(2, (await door.ReadAsync($"/api/v1/orders?user_id={user}")).Json["orders"]!.AsArray().Count);

        // The key of the refund is still its key: no money goes twice.
        var balance = await shop.LedgerOfAsync(user);
        var again = await RefundAsync(door, order);
        Assert.Equal((string?)refunded.Json["refund_id"], (string?)again.Json["refund_id"]);
        Assert.Equal(balance, await shop.LedgerOfAsync(user));
    }

    [Fact]
    public async Task An_order_that_waits_for_its_buyer_is_waited_for_and_its_link_is_nowhere_afterwards()
    {
        using var door = await shop.HttpOfAsync("cli");
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var waiting = (await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku, method: "test_requires_action"),
            ("Idempotency-Key", $"order-{user}"))).Json;
        var path = $"/api/v1/orders/{waiting["order_id"]}";
        Assert.NotEqual(0, await CountLinksAsync(user));

        Assert.Equal(202, (await DeleteAsync(door, user)).Status);
        await Eventually.HoldsAsync(
            async () => Pending(await DeleteAsync(door, user)) is ["order", "payment"], () => "the gateway has confirmed");
        Assert.Equal(200, (await door.SendAsync("POST", $"{path}/cancel", "{}", ("Idempotency-Key", $"cancel-{user}"))).Status);
        await UntilErasedAsync(door, user);

        Assert.Equal(0, await CountLinksAsync(user));
        foreach (var database in (string[])["orders", "payments"])
        {
            Assert.Equal(0, await shop.CountAsync(
                database, "SELECT count(*) FROM idempotency WHERE position(convert_to($1::text, 'UTF8') IN reply) > 0", Guid.Parse(user)));
        }
    }

    [Fact]
    public async Task What_a_token_of_before_brings_when_an_agent_has_answered_already_is_erased_too()
    {
        using var door = await shop.HttpOfAsync("cli");
        var ann = await Buyer.CreateAsync(shop);
        var token = await shop.ExchangeAsync("cancel_order", access: ann.Token);
        Task<RestAnswer> DeleteHerselfAsync() =>
            shop.Public.SendAsync("DELETE", $"/api/v1/users/{ann.User}", (string?)null, ann.Bearer);
        Assert.Equal(202, (await DeleteHerselfAsync()).Status);
        (await DeleteHerselfAsync()).Problem(401, "unauthenticated");
        await UntilErasedAsync(door, ann.User);

        // As another instance of the gateway would call, which does not know yet.
        var orders = new OrderService.OrderServiceClient(await shop.InvokerAsync(AgentNames.Gateway, AgentNames.Order));
        await orders.CancelOrderAsync(
            new() { OrderId = ann.Order, Reason = "my neighbour has two" }, new Metadata { { CallTokens.TransactionHeader, token } });
        Assert.Equal(1, await CountReasonsAsync());

        // As if the last token had ended meanwhile: nobody waits for that here.
        await using var pass = shop.Owner("users").CreateCommand(
            """
            UPDATE erasures SET requested_at = requested_at - interval '7 minutes', next_attempt_at = next_attempt_at - interval '7 minutes'
            WHERE user_id = $1
            """);
        pass.Parameters.Add(new() { Value = Guid.Parse(ann.User) });
        Assert.Equal(3, await pass.ExecuteNonQueryAsync());
        await Eventually.HoldsAsync(async () => await CountReasonsAsync() == 0, () => "the order agent was not asked again");
        Assert.Equal(204, (await DeleteAsync(door, ann.User)).Status);

        async Task<long> CountReasonsAsync() =>
            await shop.CountAsync("orders", "SELECT count(*) FROM order_events WHERE detail LIKE '%neighbour has two%'");
    }

    [Fact]
    public async Task A_users_tasks_with_who_is_told_of_them_and_what_a_model_proposed_go_too()
    {
        using var door = await shop.HttpOfAsync("cli");
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        using (var client = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.JsonRpc))
        {
            var read = await AgentTaskTests.SendAsync(client, "get_user", $$"""{"user_id": "{{ann.UserId}}"}""");
            await client.CreateTaskPushNotificationConfigAsync(
                new() { TaskId = read.Id, Url = "http://127.0.0.1:9/hook" }, CancellationToken.None);
            await AgentTaskTests.SendAsync(client, "create_order", Rest.OrderOf(ann.UserId, sku));
        }

        (await shop.AskAsync(ann, "One of them for me.", ScriptedModel.Calls(Asking.Order(ann.UserId, sku)))).Answered("input_required");
        (string Database, string Rows)[] held =
        [
            ("gateway", "a2a_tasks WHERE user_id = $1"), ("orders", "a2a_tasks WHERE user_id = $1"),
            ("gateway", "a2a_task_pushes JOIN a2a_tasks USING (task_id) WHERE user_id = $1"), ("gateway", "proposals WHERE user_id = $1"),
        ];
        foreach (var (database, rows) in held)
        {
            Assert.Equal(1, await CountAsync(database, rows));
        }

        var export = (await door.ReadAsync($"/api/v1/users/{ann.UserId}/export")).Json["held"]!;
        foreach (var (agent, skill) in new[] { ("gateway", "get_user"), ("order", "create_order") })
        {
            var task = Assert.Single(export[agent]!["records"]!.AsArray(), record => (string?)record!["kind"] == "task")!["record"]!;
            Assert.Equal(("completed", skill), ((string?)task["state"], (string?)task["capability"]));
            Assert.Contains(skill, (string?)Assert.Single(task["messages"]!.AsArray()), StringComparison.Ordinal);
        }

        var pushes = await shop.CountAsync("gateway", "SELECT count(*) FROM a2a_task_pushes");
        Assert.Equal(202, (await DeleteAsync(door, ann.UserId)).Status);
        await UntilErasedAsync(door, ann.UserId);
        foreach (var (database, rows) in held)
        {
            Assert.Equal(0, await CountAsync(database, rows));
        }

        Assert.Equal(pushes - 1, await shop.CountAsync("gateway", "SELECT count(*) FROM a2a_task_pushes"));

        Task<long> CountAsync(string database, string rows) =>
            shop.CountAsync(database, $"SELECT count(*) FROM {rows}", Guid.Parse(ann.UserId));
    }

    [Fact]
    public async Task Nothing_of_a_user_is_where_nothing_is_erased()
    {
        var ann = await Buyer.CreateAsync(shop);
        var email = (string)ann.SignedIn.Session["user"]!["email"]!;
        await AskAsync("POST", $"/api/v1/orders/{ann.Order}/cancel", "{}");
        await AskAsync("GET", $"/api/v1/products/{ann.Sku}", null);
        await AskAsync("POST", "/api/v1/tasks", """{"agent_type": "inventory", "capability": "list_products", "input": "{}"}""");
        using (var client = await ShopTaskTests.ConnectAsync(shop, ann.SignedIn, A2AProtocol.JsonRpc))
        {
            await AgentTaskTests.SendAsync(
                client, "check_availability", $$"""{"items": [{"sku": "{{ann.Sku}}", "quantity": 1}]}""");
        }

        // As no gateway calls: a task with the inventory agent for a user, who would be its owner.
        var token = (CallTokens.TransactionHeader, await shop.ExchangeAsync("list_products", access: ann.Token));
        using (var straight = await AgentTaskTests.HttpAsync(shop, AgentNames.Inventory, "gateway"))
        {
            var refused = await straight.SendAsync(
                "POST", "/a2a/message:send",
                $$$"""
                {"message": {"messageId": "{{{ann.User}}}", "role": "ROLE_USER", "metadata": {"skillId": "list_products"},
                "parts": [{"data": {}}]}}
                """,
                token, (A2AProtocol.VersionHeader, A2AProtocol.Version));
            Assert.Equal(403, refused.Status);
            Assert.Contains("has no tasks of users", refused.Body, StringComparison.Ordinal);
        }

        Assert.Contains("orders", await shop.TablesWithAsync("orders", ann.User));
        Assert.Contains("a2a_tasks", await shop.TablesWithAsync("gateway", ann.User));
        Assert.Contains("users", await shop.TablesWithAsync("users", email));
        foreach (var text in new[] { ann.User, email })
        {
            Assert.Empty(await shop.TablesWithAsync("inventory", text));
        }

        async Task AskAsync(string verb, string path, string? body)
        {
            var answer = await shop.Public.SendAsync(verb, path, body, ann.Bearer);
            Assert.True(answer.Status == 200, answer.Body);
        }
    }

    [Fact]
    public async Task An_erasure_that_meets_a_dead_agent_goes_on_when_it_is_back()
    {
        using var door = await shop.HttpOfAsync("cli");
        var user = await shop.NewUserAsync();
        await shop.StopAsync(AgentNames.Order);
        Assert.Equal(503, (await door.ReadAsync($"/api/v1/users/{user}/export")).Status);

        Assert.Equal(["gateway", "order", "payment"], Pending(await DeleteAsync(door, user)));
        await Eventually.HoldsAsync(
            async () => Pending(await DeleteAsync(door, user)) is ["order"], () => "the others have confirmed");

        await shop.StartAsync(AgentNames.Order);
        await UntilErasedAsync(door, user);
        Assert.Equal(3, await shop.CountAsync(
            "users", "SELECT count(*) FROM erasures WHERE user_id = $1 AND confirmed_at IS NOT NULL", Guid.Parse(user)));
    }

    [Fact]
    public async Task Who_comes_back_with_an_earlier_state_of_the_databases_is_erased_as_the_guide_says()
    {
        using var door = await shop.HttpOfAsync("cli");
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var order = (await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku, method: "test_requires_action"))).Json;
        var cancel = await door.SendAsync(
            "POST", $"/api/v1/orders/{order["order_id"]}/cancel", """{"reason": "my neighbour has three"}""");
        Assert.Equal(200, cancel.Status);
        await using var users = await shop.Owner("users").OpenConnectionAsync();
        await using var orders = await shop.Owner("orders").OpenConnectionAsync();
        await RunAsync(users, "CREATE TEMPORARY TABLE earlier AS SELECT * FROM users WHERE user_id = $1", user);
        const string Keep = "CREATE TEMPORARY TABLE earlier AS SELECT order_id, event_id, detail FROM order_events WHERE order_id = $1";
        await RunAsync(orders, Keep, (string)order["order_id"]!);
        Assert.Equal(202, (await DeleteAsync(door, user)).Status);
        await UntilErasedAsync(door, user);

        // All of them, of before the erasure.
        await RunAsync(users, "WITH back AS (DELETE FROM erasures WHERE user_id = $1) INSERT INTO users SELECT * FROM earlier", user);
        await ReturnAsync();
        Assert.Equal(200, (await door.ReadAsync($"/api/v1/users/{user}")).Status);
        Assert.Contains($"delete_user ok resource=user/{user}", shop.LogOf(AgentNames.User), StringComparison.Ordinal);
        var again = (await shop.CallAsync("delete_user", $$"""{"user_id": "{{user}}"}""", AgentNames.User, "admin")).Completed;
        Assert.Equal(3, again["pending"]!.AsArray().Count);
        await UntilErasedAsync(door, user);
        Assert.Equal(0, await CountAsync());

        // The order agent's alone: who was erased is known.
        await ReturnAsync();
        await RunAsync(users, "UPDATE erasures SET confirmed_at = NULL, next_attempt_at = now()");
        await Eventually.HoldsAsync(async () => await CountAsync() == 0, () => "the order agent was not asked again");
        await UntilErasedAsync(door, user);

        async Task ReturnAsync()
        {
            const string Return =
                "UPDATE order_events SET detail = earlier.detail FROM earlier WHERE order_events.event_id = earlier.event_id "
                + "AND order_events.order_id = earlier.order_id";
            await RunAsync(orders, Return);
            Assert.Equal(1, await CountAsync());
        }

        Task<long> CountAsync() =>
            shop.CountAsync("orders", "SELECT count(*) FROM order_events WHERE detail LIKE '%neighbour has three%'");

        static async Task RunAsync(NpgsqlConnection connection, string sql, string? id = null)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            if (id is not null)
            {
                command.Parameters.Add(new() { Value = Guid.Parse(id) });
            }

            Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
        }
    }

    private Task<long> CountTaskEventsAsync(string database, string user) => shop.CountAsync(
        database, "SELECT count(*) FROM a2a_task_events WHERE position(convert_to($1::text, 'UTF8') IN event) > 0", Guid.Parse(user));

    private async Task<long> CountLinksAsync(string user) =>
        await shop.CountAsync(
            "orders",
            "SELECT count(*) FROM order_events JOIN orders USING (order_id) WHERE user_id = $1 AND detail LIKE 'http%'", Guid.Parse(user))
        + await shop.CountAsync(
            "payments", "SELECT count(*) FROM payments WHERE user_id = $1 AND next_action_url IS NOT NULL", Guid.Parse(user));

    private static Task<RestAnswer> RefundAsync(HttpClient door, JsonNode order) => door.SendAsync(
        "POST", $"/api/v1/payments/{order["transaction_id"]}/refunds", """{"amount": "5.00", "reason": "it was for my aunt"}""",
        ("Idempotency-Key", $"refund-{order["order_id"]}"));

    private static Task<RestAnswer> DeleteAsync(HttpClient door, string user) =>
        door.SendAsync("DELETE", $"/api/v1/users/{user}", (string?)null);

    private static string[] Pending(RestAnswer answer) =>
        answer.Status == 202 ? [.. answer.Json["pending"]!.AsArray().Select(agent => (string)agent!)] : [];

    private static async Task UntilErasedAsync(HttpClient door, string user)
    {
        RestAnswer? last = null;
        await Eventually.HoldsAsync(async () => (last = await DeleteAsync(door, user)).Status == 204, () => last!.Body);
        Assert.Equal("", last!.Body);
    }
}
