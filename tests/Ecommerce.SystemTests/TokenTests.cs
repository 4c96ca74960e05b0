using Ecommerce.Contracts;
using Ecommerce.Contracts.Agent;
using Ecommerce.Contracts.Json;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tokens;
using Ecommerce.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Ecommerce.SystemTests;

/// <summary>Users by their tokens, workloads by what proves them, and nobody by what is only said.</summary>
public sealed class TokenTests(ShopFixture shop)
{
    private const string Other = "spiffe://agentweave.io/client/other";

    [Fact]
    public async Task A_user_buys_and_sees_what_is_the_users_own_and_nothing_of_another()
    {
        var (ann, bob, sku) = (await SignedIn.CreateAsync(shop), await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        var placed = await shop.Public.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(ann.UserId, sku), ann.Bearer);
        Assert.True(placed.Status == 201, placed.Body);
        var (order, payment) = ((string)placed.Json["order_id"]!, (string)placed.Json["transaction_id"]!);
        string[] hers = [$"/api/v1/users/{ann.UserId}", $"/api/v1/orders/{order}", $"/api/v1/payments/{payment}",
            $"/api/v1/users/{ann.UserId}/sessions", $"/api/v1/orders/{order}/events"];
        foreach (var path in hers)
        {
            Assert.Equal(200, (await shop.Public.ReadAsync(path, ann.Bearer)).Status);
            (await shop.Public.ReadAsync(path, bob.Bearer)).Problem(404, "not_found");
            (await shop.Public.ReadAsync(path)).Problem(401, "unauthenticated");
        }

        var listed = (await shop.Public.ReadAsync($"/api/v1/orders?user_id={ann.UserId}", ann.Bearer)).Json["orders"]!.AsArray();
        Assert.Equal(order, (string?)Assert.Single(listed)!["order_id"]);
        var own = await shop.Public.ReadAsync("/api/v1/orders?page_size=1", ann.Bearer);
        Assert.Equal(order, (string?)Assert.Single(own.Json["orders"]!.AsArray())!["order_id"]);
        Assert.Empty((await shop.Public.ReadAsync("/api/v1/orders", bob.Bearer)).Json["orders"]!.AsArray());
        (await shop.Public.ReadAsync("/api/v1/orders")).Problem(401, "unauthenticated");
        (await shop.Public.ReadAsync("/api/v1/orders", ("Authorization", "Bearer x.y.z"))).Problem(401, "unauthenticated");
        Assert.Empty((await shop.Public.ReadAsync($"/api/v1/orders?user_id={ann.UserId}", bob.Bearer)).Json["orders"]!.AsArray());
        (await shop.Public.SendAsync("POST", $"/api/v1/orders/{order}/cancel", "{}", bob.Bearer)).Problem(404, "not_found");
        (await shop.Public.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(ann.UserId, sku), bob.Bearer)).Problem(404, "not_found");
        (await shop.Public.SendAsync("POST", $"/api/v1/payments/{payment}/refunds", """{"reason": "mine"}""", ann.Bearer))
            .Problem(403, "forbidden");
        Assert.Equal("confirmed", (string?)(await shop.Public.ReadAsync($"/api/v1/orders/{order}", ann.Bearer)).Json["status"]);

        // The same by the generic surface, and by gRPC beside an operator's SVID, which a user's token narrows.
        var task = $$$"""{"agent_type": "order", "capability": "get_order", "input": "{\"order_id\": \"{{{order}}}\"}"}""";
        Assert.Equal("success", (string?)(await shop.Public.SendAsync("POST", "/api/v1/tasks", task, ann.Bearer)).Json["status"]);
        Assert.Equal("failed", (string?)(await shop.Public.SendAsync("POST", "/api/v1/tasks", task, bob.Bearer)).Json["status"]);
        var gateway = new GatewayService.GatewayServiceClient(await shop.InvokerAsync("cli", AgentNames.Gateway));
        var route = Route("order", "get_order", $$"""{"order_id": "{{order}}"}""");
        Assert.Equal(order, (await gateway.RouteAsync(route, Authorization(ann.Token))).Fields["order_id"].StringValue);
        Assert.Equal(ErrorCodes.NotFound, await RefusalAsync(gateway.RouteAsync(route, Authorization(bob.Token))));
    }

    [Fact]
    public async Task A_bearer_that_is_none_is_401_and_says_so()
    {
        var ann = await SignedIn.CreateAsync(shop);
        var path = $"/api/v1/users/{ann.UserId}";
        var transaction = await shop.ExchangeAsync("get_user", "cli");
        string[] wrong =
        [
            "Bearer", "Bearer x", "Basic YTpi", $"Bearer {ann.Token[..^3]}abc", $"Bearer {transaction}",
            $"Bearer {(string)ann.Session["refresh_token"]!}", $"Bearer {(await ProofAsync("cli")).Token}",
        ];
        foreach (var header in wrong)
        {
            foreach (var open in new[] { path, "/api/v1/products", "/api/v1/health" })
            {
                var refused = await shop.Public.ReadAsync(open, ("Authorization", header));
                refused.Problem(401, "unauthenticated");
                Assert.StartsWith("Bearer error=\"invalid_token\"", refused.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
            }
        }

        Assert.Equal("Bearer", (await shop.Public.ReadAsync(path)).Headers.WwwAuthenticate.ToString());
        Assert.Equal(401, (await shop.Public.ReadAsync(path, ann.Bearer, ann.Bearer)).Status);
        var gateway = new GatewayService.GatewayServiceClient(await shop.InvokerAsync("cli", AgentNames.Gateway));
        Assert.Equal(
            ErrorCodes.Unauthenticated,
            await RefusalAsync(gateway.RouteAsync(Route("inventory", "list_products", "{}"), Authorization("x"))));
    }

    [Fact]
    public async Task A_session_that_has_ended_is_of_no_use_at_once_whoever_ended_it_and_how()
    {
        using var door = await shop.HttpOfAsync("cli");
        (string Verb, string Path, string? Body)[] ends =
        [
            ("DELETE", "/sessions/{session}", null), ("PATCH", "", """{"email": "{email}"}"""), ("DELETE", "", null),
            ("PUT", "/password", $$"""{"current_password": "{{SignedIn.Password}}", "new_password": "mine from now on"}"""),
        ];
        foreach (var (verb, path, body) in ends)
        {
            await EndedAsync(async ann => Assert.InRange(
                (await door.SendAsync(
                    verb, $"/api/v1/users/{ann.UserId}{path.Replace("{session}", SessionOf(ann), StringComparison.Ordinal)}",
                    body?.Replace("{email}", $"{ann.UserId}@example.com", StringComparison.Ordinal))).Status,
                200, 204));
        }

        await EndedAsync(ann => ann.SignOutAsync(shop));
        await EndedAsync(async ann => Assert.Equal(204, (await shop.Public.SendAsync(
            "DELETE", $"/api/v1/users/{ann.UserId}/sessions/{SessionOf(ann)}", (string?)null, ann.Bearer)).Status));
        await EndedAsync(async ann => _ = (await shop.RouteAsync(
            AgentNames.User, "revoke_session", $$"""{"session_id": "{{SessionOf(ann)}}", "user_id": "{{ann.UserId}}"}""")).Completed);
    }

    [Fact]
    public async Task A_transaction_token_counts_for_nothing_at_the_gateways_doors()
    {
        var user = await shop.NewUserAsync();
        var stolen = (CallTokens.TransactionHeader, await shop.ExchangeAsync("get_user", "cli"));
        var proof = (CallTokens.ActorHeader, (await ProofAsync("cli")).Token);
        (await shop.Public.ReadAsync($"/api/v1/users/{user}", stolen)).Problem(401, "unauthenticated");
        (await shop.Public.ReadAsync($"/api/v1/users/{user}", stolen, proof)).Problem(401, "unauthenticated");

        using var authority = Forger.WithKeyOf(shop);
        using var door = shop.Http(authority.Leaf(Other));
        (await door.ReadAsync($"/api/v1/users/{user}", stolen)).Problem(403, "forbidden");
        Assert.Equal(200, (await door.ReadAsync("/api/v1/products", stolen)).Status);

        // Another's proof is none, also where nobody need be proven.
        (await door.ReadAsync("/api/v1/products", proof)).Problem(401, "unauthenticated");

        using var channel = shop.Channel(authority.Leaf(Other), AgentNames.Gateway);
        var task = new TaskRequest
        {
            Metadata = { ["capability"] = "route" },
            Input = $$$"""{"service": "user", "action": "get_user", "payload": {"user_id": "{{{user}}}"}}""",
        };
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await new AgentService.AgentServiceClient(channel)
            .ProcessTaskAsync(task, Transaction(stolen.Item2)));
        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
    }

    [Fact]
    public async Task An_operator_that_does_not_prove_itself_is_no_operator()
    {
        var user = await shop.NewUserAsync();
        using var silent = await shop.SilentHttpOfAsync("cli");
        (await silent.ReadAsync($"/api/v1/users/{user}")).Problem(403, "forbidden");
        Assert.Equal(200, (await silent.ReadAsync("/api/v1/products")).Status);
        using var door = await shop.HttpOfAsync("cli");
        Assert.Equal(200, (await door.ReadAsync($"/api/v1/users/{user}")).Status);
    }

    [Fact]
    public async Task The_gateways_own_SVID_gets_and_does_nothing_of_an_operators()
    {
        var user = await shop.NewUserAsync();
        foreach (var capability in new[] { "refund_payment", "get_user", "list_orders", "update_tier", "exchange_token" })
        {
            Assert.Equal(ErrorCodes.Forbidden, await RefusalAsync(() => shop.ExchangeAsync(capability)));
        }

        // What is not an operator's proof for the user agent makes none.
        var another = await (await shop.ProofOfAsync("cli")).FetchAsync(ShopFixture.IdOf(AgentNames.Gateway), CancellationToken.None);
        var users = new UserService.UserServiceClient(await shop.InvokerAsync(AgentNames.Gateway, AgentNames.User));
        foreach (var wrong in new[] { another.Token, (await ProofAsync("cli")).Token[..^3] + "abc", "x" })
        {
            Assert.Equal(ErrorCodes.Unauthenticated, await RefusalAsync(
                users.ExchangeTokenAsync(new() { Capability = "get_user", ActorToken = wrong })));
        }

        GetUserRequest request = new() { UserId = user };
        Assert.Equal(ErrorCodes.Forbidden, await RefusalAsync(users.GetUserAsync(request)));
        foreach (var (token, code) in new[]
        {
            (await shop.ExchangeAsync("list_orders", "cli"), ErrorCodes.Forbidden),
            (await shop.ExchangeAsync("list_products"), ErrorCodes.Forbidden),
            (await shop.ExchangeAsync("get_user", "cli") + "x", ErrorCodes.Unauthenticated),
            ((await SignedIn.CreateAsync(shop)).Token, ErrorCodes.Unauthenticated),
        })
        {
            Assert.Equal(code, await RefusalAsync(users.GetUserAsync(request, Transaction(token))));
        }

        Assert.Equal(user, (await users.GetUserAsync(request, Transaction(await shop.ExchangeAsync("get_user", "cli")))).UserId);
    }

    [Fact]
    public async Task No_agent_but_the_gateway_exchanges_and_a_token_goes_on_only_where_it_is_listed()
    {
        var user = await shop.NewUserAsync();
        foreach (var identity in new[] { "order", "payment", "inventory", "admin", "cli" })
        {
            var strangers = new UserService.UserServiceClient(await shop.InvokerAsync(identity, AgentNames.User));
            Assert.Equal(ErrorCodes.Forbidden, await RefusalAsync(strangers.ExchangeTokenAsync(new() { Capability = "list_products" })));
        }

        Assert.Equal("forbidden", (await shop.RouteAsync("user", "exchange_token", """{"capability": "get_user"}""")).Code);

        var fromOrder = new UserService.UserServiceClient(await shop.InvokerAsync("order", AgentNames.User));
        var fromInventory = new UserService.UserServiceClient(await shop.InvokerAsync("inventory", AgentNames.User));
        GetUserRequest request = new() { UserId = user };
        var (placing, reading) = (await shop.ExchangeAsync("create_order", "cli"), await shop.ExchangeAsync("get_user", "cli"));
        Assert.Equal(user, (await fromOrder.GetUserAsync(request, Transaction(placing))).UserId);
        Assert.Equal(ErrorCodes.Forbidden, await RefusalAsync(fromOrder.GetUserAsync(request, Transaction(reading))));
        Assert.Equal(ErrorCodes.Forbidden, await RefusalAsync(fromInventory.GetUserAsync(request, Transaction(placing))));
        Assert.Equal(ErrorCodes.Forbidden, await RefusalAsync(fromInventory.GetUserAsync(request, Transaction(reading))));
    }

    [Fact]
    public async Task The_gateway_is_called_by_an_agent_with_a_token_only_where_it_is_listed()
    {
        var ann = await SignedIn.CreateAsync(shop);
        var gateway = new GatewayService.GatewayServiceClient(await shop.InvokerAsync("user", AgentNames.Gateway));
        UserDataRequest request = new() { UserId = ann.UserId };
        var (exporting, reading) = (await shop.ExchangeAsync("export_user", access: ann.Token),
            await shop.ExchangeAsync("get_user", access: ann.Token));
        await gateway.ExportUserDataAsync(request, Transaction(exporting));

        Assert.Equal(ErrorCodes.Forbidden, await RefusalAsync(gateway.ExportUserDataAsync(request, Transaction(reading))));
        Assert.Equal(ErrorCodes.Forbidden, await RefusalAsync(gateway.EraseUserDataAsync(request, Transaction(exporting))));
        Assert.Equal(ErrorCodes.Unauthenticated, await RefusalAsync(gateway.ExportUserDataAsync(request, Transaction(exporting + "x"))));
    }

    private static string SessionOf(SignedIn user) => (string)user.Session["session_id"]!;

    private async Task EndedAsync(Func<SignedIn, Task> end)
    {
        var ann = await SignedIn.CreateAsync(shop);
        Task<RestAnswer> ReadAsync() => shop.Public.ReadAsync($"/api/v1/users/{ann.UserId}", ann.Bearer);
        Assert.Equal(200, (await ReadAsync()).Status);
        await end(ann);
        var refused = await ReadAsync();
        refused.Problem(401, "unauthenticated");
        Assert.StartsWith("Bearer error=\"invalid_token\"", refused.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    private static RouteRequest Route(string service, string action, string payload) =>
        new() { Service = service, Action = action, Payload = ContractJson.Parse<Struct>(payload) };

    private static Metadata Authorization(string token) => new() { { "authorization", $"Bearer {token}" } };

    private static Metadata Transaction(string token) => new() { { CallTokens.TransactionHeader, token } };

    private static Task<string> RefusalAsync<T>(AsyncUnaryCall<T> call) => RefusalAsync(() => call.ResponseAsync);

    private static async Task<string> RefusalAsync(Func<Task> call) => (await Assert.ThrowsAsync<ProblemException>(call)).Code;

    private async Task<Spiffe.JwtSvid> ProofAsync(string identity) =>
        await (await shop.ProofOfAsync(identity)).FetchAsync(ShopFixture.IdOf(AgentNames.User), CancellationToken.None);
}
