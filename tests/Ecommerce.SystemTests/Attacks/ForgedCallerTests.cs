using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Tokens;
using Ecommerce.Testing;
using Grpc.Core;

namespace Ecommerce.SystemTests.Attacks;

/// <summary>Genuine identities in the wrong place, and callers who say that they are somebody else.</summary>
[Collection<QuietShopCollection>]
public sealed class ForgedCallerTests(QuietShop shop)
{
    private const string Operator = "spiffe://agentweave.io/client/cli";

    [Fact]
    public async Task An_identity_in_a_header_is_none()
    {
        var (ann, bob) = (await Buyer.CreateAsync(shop), await SignedIn.CreateAsync(shop));
        var path = $"/api/v1/orders/{ann.Order}";
        (string Name, string Value)[] headers =
        [
            ("X-User-Id", ann.User), ("X-Forwarded-User", ann.User), ("X-Spiffe-Id", Operator), ("agentweave-actor", Operator),
            ("X-Forwarded-Client-Cert", $"URI={Operator}"), ("Cookie", $"user_id={ann.User}"),
        ];
        foreach (var header in headers)
        {
            await Attack.FailAsync(
                shop,
                new($"{header} of nobody", () => Attack.AnswerAsync(shop.Public.ReadAsync(path, header)), "401 unauthenticated", "gateway",
                    $"get_order order/{ann.Order} deny forbidden"),
                new($"{header} of another user", () => Attack.AnswerAsync(shop.Public.ReadAsync(path, header, bob.Bearer)), "404 not_found",
                    "order", $"get_order order/{ann.Order} allow not_found"));
        }
    }

    [Fact]
    public async Task An_ID_that_only_looks_like_an_operators_is_none()
    {
        var ann = await Buyer.CreateAsync(shop);
        using var authority = Forger.WithKeyOf(shop);
        foreach (var path in new[] { "client/cli2", "client/cli/x", "client/CLI", "agent/gateway/x", "agent/inventory" })
        {
            using var door = shop.Http(authority.Leaf($"spiffe://agentweave.io/{path}"));
            await Attack.FailAsync(
                shop,
                new($"{path} reads", () => Attack.AnswerAsync(door.ReadAsync($"/api/v1/users/{ann.User}")), "403 forbidden", "gateway",
                    $"get_user user/{ann.User} deny forbidden"),
                new($"{path} cancels", () => Attack.AnswerAsync(door.SendAsync("POST", $"/api/v1/orders/{ann.Order}/cancel", "{}")),
                    "403 forbidden", "gateway", $"cancel_order order/{ann.Order} deny forbidden"));
        }
    }

    [Fact]
    public async Task The_gateway_without_its_caller_and_an_agent_with_a_users_token_get_nothing()
    {
        var ann = await Buyer.CreateAsync(shop);
        var orders = new OrderService.OrderServiceClient(await shop.InvokerAsync(AgentNames.Gateway, AgentNames.Order));
        GetOrderRequest request = new() { OrderId = ann.Order };
        var denied = $"get_order order/{ann.Order} deny forbidden";
        Metadata transaction = new() { { CallTokens.TransactionHeader, await shop.ExchangeAsync("get_order", access: ann.Token) } };
        Metadata another = new() { { CallTokens.TransactionHeader, await shop.ExchangeAsync("cancel_order", access: ann.Token) } };
        var fromInventory = new OrderService.OrderServiceClient(await shop.InvokerAsync("inventory", AgentNames.Order));
        await Attack.FailAsync(
            shop,
            By("without a token", () => orders.GetOrderAsync(request)),
            By("with the user's bearer", () => orders.GetOrderAsync(request, new Metadata { { ann.Bearer.Name, ann.Bearer.Value } })),
            By("with a token of another capability", () => orders.GetOrderAsync(request, another)),
            By("another agent with a token of the gateway's", () => fromInventory.GetOrderAsync(request, transaction)));

        Attack By(string name, Func<AsyncUnaryCall<Order>> call) =>
            new(name, () => Attack.AnswerAsync(call()), "PermissionDenied forbidden", "order", denied);
    }

    [Fact]
    public async Task An_agent_that_replays_a_users_bearer_at_the_gateway_gets_nothing()
    {
        var ann = await Buyer.CreateAsync(shop);
        using var door = await shop.HttpOfAsync(AgentNames.Inventory);
        var path = $"/api/v1/orders/{ann.Order}";
        await Attack.FailAsync(
            shop,
            new("it reads", () => Attack.AnswerAsync(door.ReadAsync(path, ann.Bearer)), "403 forbidden", "gateway",
                $"get_order order/{ann.Order} deny forbidden"),
            new("it cancels", () => Attack.AnswerAsync(door.SendAsync("POST", $"{path}/cancel", "{}", ann.Bearer)), "403 forbidden",
                "gateway", $"cancel_order order/{ann.Order} deny forbidden"));
    }

    [Fact]
    public async Task The_gateways_genuine_SVID_gets_no_token_of_an_operators_capability_without_the_operators_proof()
    {
        var users = new UserService.UserServiceClient(await shop.InvokerAsync(AgentNames.Gateway, AgentNames.User));
        await Attack.FailAsync(
            shop, For("get_user"), For("list_orders"), For("refund_payment"), For("update_tier"), For("adjust_stock"));

        Attack For(string capability) => new(
            capability, () => Attack.AnswerAsync(users.ExchangeTokenAsync(new() { Capability = capability })),
            "PermissionDenied forbidden", "user", "exchange_token allow forbidden");
    }

    [Fact]
    public async Task The_payment_agent_takes_no_money_for_inventory()
    {
        var ann = await Buyer.CreateAsync(shop);
        var payments = new PaymentService.PaymentServiceClient(await shop.InvokerAsync("inventory", AgentNames.Payment));
        await Attack.FailAsync(
            shop,
            By("process_payment", $"order/{ann.Order}", () => payments.ProcessPaymentAsync(
                new() { UserId = ann.User, OrderId = ann.Order, Amount = "1.00", PaymentMethod = "credit_card" })),
            By("void_payment", $"order/{ann.Order}", () => payments.VoidPaymentAsync(new() { OrderId = ann.Order, Reason = "none" })),
            By("refund_payment", $"payment/{ann.Payment}", () => payments.RefundPaymentAsync(
                new() { TransactionId = ann.Payment, Reason = "none" })));

        static Attack By<T>(string action, string about, Func<AsyncUnaryCall<T>> call) => new(
            action, () => Attack.AnswerAsync(call()), "PermissionDenied forbidden", "payment", $"{action} {about} deny forbidden");
    }

    [Fact]
    public async Task A_refresh_token_that_is_used_again_ends_its_session_and_no_other()
    {
        const string Refused = "refresh_session allow unauthenticated";
        var (stolen, other) = (await SignedIn.CreateAsync(shop), await SignedIn.CreateAsync(shop));
        var next = await RefreshAsync(stolen.Session);
        Assert.Equal(200, next.Status);
        var before = await shop.AuditedAsync("user", Refused);

        (await RefreshAsync(stolen.Session)).Problem(401, "unauthenticated");
        Assert.Equal((0, 1), (await SessionsAsync(stolen), await SessionsAsync(other)));
        var held = await shop.HoldingsAsync();
        (await RefreshAsync(next.Json)).Problem(401, "unauthenticated");
        (await shop.Public.ReadAsync($"/api/v1/users/{stolen.UserId}", stolen.Bearer)).Problem(401, "unauthenticated");
        await shop.UnchangedAsync(held, "what is left of the session");

        await Eventually.HoldsAsync(
            async () => await shop.AuditedAsync("user", Refused) == before + 2, () => $"the audit lacks {Refused}");
        Assert.Equal(200, (await RefreshAsync(other.Session)).Status);

        Task<RestAnswer> RefreshAsync(JsonNode session) => shop.Public.SendAsync(
            "POST", "/api/v1/sessions/refresh", $$"""{"refresh_token": "{{session["refresh_token"]}}"}""");

        Task<long> SessionsAsync(SignedIn user) =>
            shop.CountAsync("users", "SELECT count(*) FROM sessions WHERE user_id = $1", Guid.Parse(user.UserId));
    }

    [Fact]
    public async Task What_only_agents_do_is_done_for_nobody()
    {
        var ann = await Buyer.CreateAsync(shop);
        var (order, process) = ($"{{\"order_id\": \"{ann.Order}\"}}", $$"""
            {"user_id": "{{ann.User}}", "order_id": "{{ann.Order}}", "amount": "1.00", "payment_method": "credit_card"}
            """);
        (string Agent, string Action, string Request, string Row)[] calls =
        [
            ("payment", "process_payment", process, $"order/{ann.Order}"),
            ("payment", "void_payment", $"{order[..^1]}, \"reason\": \"none\"}}", $"order/{ann.Order}"),
            ("inventory", "release_reservation", order, $"order/{ann.Order}"),
            ("inventory", "adjust_stock", $$"""{"sku": "{{ann.Sku}}", "delta": 5, "reason": "mine"}""", $"product/{ann.Sku}"),
            ("order", "erase_user_data", $$"""{"user_id": "{{ann.User}}"}""", $"user/{ann.User}"),
            ("user", "rotate_signing_keys", "{}", ""),
        ];
        var task = new JsonObject();
        foreach (var (agent, action, request, about) in calls)
        {
            (task["agent_type"], task["capability"], task["input"]) = (agent, action, request);
            var (body, denied) = (task.ToJsonString(), $"{action} {about} deny forbidden".Replace("  ", " ", StringComparison.Ordinal));
            await Attack.FailAsync(
                shop,
                new($"a user's task {action}", () => Attack.AnswerAsync(shop.Public.SendAsync("POST", "/api/v1/tasks", body, ann.Bearer)),
                    "403 forbidden", "gateway", denied),
                new($"an operator's route to {action}", async () => Of(await shop.RouteAsync(agent, action, request)), "403 forbidden",
                    "gateway", denied),
                new($"the gateway's own {action}", async () => Of(await shop.CallAsync(action, request, agent, AgentNames.Gateway)),
                    "403 forbidden", agent, denied));
        }
    }

    [Fact]
    public async Task Nobody_becomes_the_administrator_by_saying_so()
    {
        var user = await shop.NewUserAsync();
        var held = await shop.HoldingsAsync();
        var (exit, output) = await CommandRun.OfAsync(
            "call", "--target", ShopFixture.IdOf(AgentNames.User), "--capability", "update_tier", "--data",
            $$"""{"user_id": "{{user}}", "new_tier": "premium"}""", "--as", ShopFixture.IdOf(AgentNames.Admin), "--data-dir",
            shop.DataFolder);
        Assert.NotEqual(0, exit);
        Assert.Contains($"no SVID for {ShopFixture.IdOf(AgentNames.Admin)}", output, StringComparison.Ordinal);
        await shop.UnchangedAsync(held, "--as agent/admin");
    }

    [Fact]
    public async Task A_message_that_the_provider_did_not_sign_does_nothing()
    {
        var ann = await Buyer.CreateAsync(shop);
        var message = $$"""{"id": "evt_1", "type": "refund", "transaction_id": "{{ann.Payment}}", "status": "succeeded"}""";
        await Attack.FailAsync(shop, new Attack(
            "a callback", () => Attack.AnswerAsync(shop.Public.SendAsync(
                "POST", "/api/v1/payments/callbacks/sandbox", message, ("Sandbox-Signature", "t=1,v1=00"))),
            "400 invalid_request", "payment", "handle_provider_event allow invalid_request"));
    }

    private static string Of(CallResult result) => Attack.AnswerOf(result.Error, result.Data);
}
