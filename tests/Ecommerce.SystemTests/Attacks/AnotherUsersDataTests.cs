using System.Text.Json.Nodes;
using A2A;
using A2A.Client;
using A2A.Errors;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Json;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Tokens;
using Ecommerce.SystemTests.Mcp;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Ecommerce.SystemTests.Attacks;

/// <summary>One user asks for what is another's, on every surface. What is not mine is answered as what is not there.</summary>
[Collection<QuietShopCollection>]
public sealed class AnotherUsersDataTests(QuietShop shop)
{
    private const string NotFound = "404 not_found";
    private const string Forbidden = "403 forbidden";
    private const string NoOrders = """{"orders":[],"next_page_token":""}""";
    private const string NoPayments = """{"payments":[]}""";
    private const string Password = """{"current_password": "correct horse 7", "new_password": "mine from now on"}""";

    [Fact]
    public async Task It_is_not_seen_changed_cancelled_or_refunded_by_REST()
    {
        var (ann, bob) = await TwoAsync();
        Attack By(string verb, string path, string? body, string answer, string agent, string row) => new(
            $"{verb} {path}", () => Attack.AnswerAsync(shop.Public.SendAsync(verb, $"/api/v1{path}", body, bob.Bearer)), answer, agent,
            row);

        var (order, payment, user) = ($"/orders/{ann.Order}", $"/payments/{ann.Payment}", $"/users/{ann.User}");
        await Attack.FailAsync(
            shop,
            By("GET", order, null, NotFound, "order", $"get_order order/{ann.Order} allow not_found"),
            By("GET", $"{order}/events", null, NotFound, "order", $"watch_order order/{ann.Order} allow not_found"),
            By("POST", $"{order}/cancel", "{}", NotFound, "order", $"cancel_order order/{ann.Order} allow not_found"),
            By("GET", $"/orders?user_id={ann.User}", null, $"200 {NoOrders}", "order", $"list_orders user/{ann.User} allow ok"),
            By("POST", "/orders", Rest.OrderOf(ann.User, ann.Sku), NotFound, "order", $"create_order user/{ann.User} allow not_found"),
            By("GET", payment, null, NotFound, "payment", $"get_payment payment/{ann.Payment} allow not_found"),
            By("POST", $"{payment}/refunds", """{"reason": "mine"}""", Forbidden, "gateway",
                $"refund_payment payment/{ann.Payment} deny forbidden"),
            By("GET", user, null, NotFound, "user", $"get_user user/{ann.User} allow not_found"),
            By("PATCH", user, """{"name": "Bob"}""", NotFound, "user", $"update_profile user/{ann.User} allow not_found"),
            By("DELETE", user, null, NotFound, "user", $"delete_user user/{ann.User} allow not_found"),
            By("GET", $"{user}/export", null, NotFound, "user", $"export_user user/{ann.User} allow not_found"),
            By("PATCH", $"{user}/tier", """{"new_tier": "premium"}""", Forbidden, "gateway", $"update_tier user/{ann.User} deny forbidden"),
            By("PUT", $"{user}/password", Password, NotFound, "user", $"set_password user/{ann.User} allow not_found"),
            By("GET", $"{user}/sessions", null, NotFound, "user", $"list_sessions user/{ann.User} allow not_found"),
            By("DELETE", $"{user}/sessions/{ann.Session}", null, NotFound, "user",
                $"revoke_session user/{ann.User} allow not_found"));
        Assert.Equal(200, (await shop.Public.ReadAsync($"/api/v1{order}", ann.Bearer)).Status);
    }

    [Fact]
    public async Task Nor_by_tasks_route_and_gRPC()
    {
        var (ann, bob) = await TwoAsync();
        var gateway = new GatewayService.GatewayServiceClient(await shop.InvokerAsync("cli", AgentNames.Gateway));
        (string Agent, string Action, string Request, string Answer, string At, string Row)[] calls =
        [
            ("order", "get_order", Of("order_id", ann.Order), NotFound, "order", $"order/{ann.Order} allow not_found"),
            ("order", "cancel_order", Of("order_id", ann.Order), NotFound, "order", $"order/{ann.Order} allow not_found"),
            ("order", "list_orders", Of("user_id", ann.User), NoOrders, "order", $"user/{ann.User} allow ok"),
            ("payment", "get_payment", Of("transaction_id", ann.Payment), NotFound, "payment", $"payment/{ann.Payment} allow not_found"),
            ("payment", "list_payments", Of("order_id", ann.Order), NoPayments, "payment", $"order/{ann.Order} allow ok"),
            ("payment", "refund_payment", $$"""{"transaction_id": "{{ann.Payment}}", "reason": "mine"}""", Forbidden, "gateway",
                $"payment/{ann.Payment} deny forbidden"),
            ("user", "get_user", Of("user_id", ann.User), NotFound, "user", $"user/{ann.User} allow not_found"),
        ];
        foreach (var (agent, action, request, answer, at, row) in calls)
        {
            await Attack.FailAsync(
                shop,
                new($"the task {action}", () => TaskAsync(bob, agent, action, request), answer, at, $"{action} {row}"),
                new($"route to {action}", () => RouteAsync(gateway, bob, agent, action, request), answer, at, $"{action} {row}"));
        }

        // As the gateway itself calls for the user.
        var orders = new OrderService.OrderServiceClient(await shop.InvokerAsync(AgentNames.Gateway, AgentNames.Order));
        var token = await shop.ExchangeAsync("cancel_order", access: bob.Token);
        await Attack.FailAsync(shop, new Attack(
            "cancel_order by gRPC",
            () => Attack.AnswerAsync(
                orders.CancelOrderAsync(new() { OrderId = ann.Order }, new Metadata { { CallTokens.TransactionHeader, token } })),
            "NotFound not_found", "order", $"cancel_order order/{ann.Order} allow not_found"));
    }

    [Fact]
    public async Task Nor_by_tools()
    {
        var (ann, bob) = await TwoAsync();
        Attack By(string tool, string request, string answer, string agent, string row) => new(
            $"the tool {tool}", () => ToolAsync(bob, tool, request), answer, agent, $"{tool} {row}");

        await Attack.FailAsync(
            shop,
            By("get_order", Of("order_id", ann.Order), NotFound, "order", $"order/{ann.Order} allow not_found"),
            By("cancel_order", Of("order_id", ann.Order), NotFound, "order", $"order/{ann.Order} allow not_found"),
            By("watch_order", Of("order_id", ann.Order), NotFound, "order", $"order/{ann.Order} allow not_found"),
            By("list_orders", Of("user_id", ann.User), NoOrders, "order", $"user/{ann.User} allow ok"),
            By("create_order", Rest.OrderOf(ann.User, ann.Sku), NotFound, "order", $"user/{ann.User} allow not_found"),
            By("get_payment", Of("transaction_id", ann.Payment), NotFound, "payment", $"payment/{ann.Payment} allow not_found"),
            By("list_payments", Of("order_id", ann.Order), NoPayments, "payment", $"order/{ann.Order} allow ok"),
            By("delete_user", Of("user_id", ann.User), NotFound, "user", $"user/{ann.User} allow not_found"),
            By("refund_payment", Of("transaction_id", ann.Payment), "Unknown tool: refund_payment", "gateway", "deny forbidden"),
            By("update_tier", Of("user_id", ann.User), "Unknown tool: update_tier", "gateway", "deny forbidden"));
    }

    [Fact]
    public async Task Nor_by_what_is_done_with_tasks()
    {
        var (ann, bob) = await TwoAsync();
        using var hers = await ShopTaskTests.ConnectAsync(shop, ann.SignedIn, A2AProtocol.JsonRpc);
        using var his = await ShopTaskTests.ConnectAsync(shop, bob.SignedIn, A2AProtocol.JsonRpc);
        var read = await AgentTaskTests.SendAsync(hers, "get_order", Of("order_id", ann.Order));
        var placed = await AgentTaskTests.SendAsync(hers, "create_order", Rest.OrderOf(ann.User, ann.Sku));
        Assert.Equal(["gateway", "order"], new[] { read.Id, placed.Id }.Select(id => id.Split('.')[0]));
        var held = await shop.HoldingsAsync();
        foreach (var id in new[] { read.Id, placed.Id })
        {
            var none = $"{id.Split('.')[0]}.{new string('0', 32)}";
            foreach (var ask in AsksOf(his))
            {
                var (theirs, nobodys) = (await ToldAsync(() => ask(id)), await ToldAsync(() => ask(none)));
                Assert.Equal(nobodys, theirs);
            }
        }

        await shop.UnchangedAsync(held, "what is done with another's tasks");
        Assert.Empty((await his.ListTasksAsync(new(), CancellationToken.None)).Tasks);
        Assert.Equal(read, await hers.GetTaskAsync(new() { Id = read.Id }, CancellationToken.None));
    }

    private static IEnumerable<Func<string, Task>> AsksOf(A2AClient client) =>
    [
        id => client.GetTaskAsync(new() { Id = id }, CancellationToken.None),
        id => client.CancelTaskAsync(new() { Id = id }, CancellationToken.None),
        id => client.SubscribeToTaskAsync(new() { Id = id }, CancellationToken.None).ToListAsync().AsTask(),
        id => client.CreateTaskPushNotificationConfigAsync(
            new() { TaskId = id, Id = "1", Url = "http://127.0.0.1:9/hook" }, CancellationToken.None),
        id => client.GetTaskPushNotificationConfigAsync(new() { TaskId = id, Id = "1" }, CancellationToken.None),
        id => client.ListTaskPushNotificationConfigsAsync(new() { TaskId = id }, CancellationToken.None),
        id => client.DeleteTaskPushNotificationConfigAsync(new() { TaskId = id, Id = "1" }, CancellationToken.None),
    ];

    private static async Task<string> ToldAsync(Func<Task> ask) =>
        (await Assert.ThrowsAsync<A2AException>(ask)) is { Error: var error, Message: var message } && error == A2AError.TaskNotFound
            ? message : throw new InvalidOperationException("It is found.");

    private static string Of(string field, string value) => $$"""{"{{field}}": "{{value}}"}""";

    private async Task<string> TaskAsync(Buyer buyer, string agent, string capability, string request)
    {
        var task = new JsonObject { ["agent_type"] = agent, ["capability"] = capability, ["input"] = request };
        var answer = await shop.Public.SendAsync("POST", "/api/v1/tasks", task.ToJsonString(), buyer.Bearer);
        if (answer.Status >= 400)
        {
            return Attack.AnswerOf(answer.Json, response: null);
        }

        var output = JsonNode.Parse((string)answer.Json["output"]!);
        return (string?)answer.Json["status"] == "failed"
            ? Attack.AnswerOf(output, response: null)
            : Attack.AnswerOf(problem: null, output);
    }

    private async Task<string> ToolAsync(Buyer buyer, string tool, string request)
    {
        var response = (await shop.Public.ToolAsync(tool, request, buyer.Bearer)).Response;
        return response["error"] is { } error ? (string)error["message"]!
            : response["result"]!["structuredContent"] is { } content ? Attack.AnswerOf(problem: null, content)
            : Attack.AnswerOf(JsonNode.Parse((string)response["result"]!["content"]![0]!["text"]!), response: null);
    }

    // An operator's SVID beside a user's token gives the user no more.
    private static async Task<string> RouteAsync(
        GatewayService.GatewayServiceClient gateway, Buyer buyer, string agent, string action, string payload)
    {
        var request = new RouteRequest { Service = agent, Action = action, Payload = ContractJson.Parse<Struct>(payload) };
        try
        {
            return ContractJson.Format(await gateway.RouteAsync(request, new Metadata { { buyer.Bearer.Name, buyer.Bearer.Value } }));
        }
        catch (ServiceDefaults.Errors.ProblemException exception)
        {
            return $"{ErrorCodes.HttpStatus(exception.Code)} {exception.Code}";
        }
    }

    private async Task<(Buyer Ann, Buyer Bob)> TwoAsync() => (await Buyer.CreateAsync(shop), await Buyer.CreateAsync(shop));
}
