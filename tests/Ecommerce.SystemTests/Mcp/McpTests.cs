using Ecommerce.Testing;

namespace Ecommerce.SystemTests.Mcp;

/// <summary>The Model Context Protocol at the gateway.</summary>
public sealed class McpTests(ShopFixture shop)
{
    private static readonly string[] OfAnyone = ["check_availability", "get_product", "get_signing_keys", "health", "list_products"];

    private static readonly string[] HintNames = ["readOnlyHint", "idempotentHint", "destructiveHint"];

    [Fact]
    public async Task Whoever_connects_is_told_what_there_is_and_gets_no_session()
    {
        var answer = await shop.Public.AskAsync(
            "initialize",
            """{"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}""",
            ("MCP-Protocol-Version", ""));
        Assert.Equal(200, answer.Http.Status);
        Assert.Equal("2025-11-25", (string?)answer.Result["protocolVersion"]);
        Assert.NotNull(answer.Result["capabilities"]!["tools"]);
        Assert.False(answer.Http.Headers.Contains("Mcp-Session-Id"));
        Assert.Equal(202, (await shop.Public.SendAsync("""{"jsonrpc": "2.0", "method": "notifications/initialized"}""")).Http.Status);
        Assert.Empty((await shop.Public.AskAsync("ping")).Result.AsObject());
        Assert.Equal(-32601, (int)(await shop.Public.AskAsync("prompts/list")).Response["error"]!["code"]!);
    }

    [Fact]
    public async Task Each_caller_sees_the_tools_that_the_policy_lets_through()
    {
        var ann = await SignedIn.CreateAsync(shop);
        using var client = await shop.HttpOfAsync("cli");
        using var admin = await shop.HttpOfAsync("admin");
        string[] ofUsers =
        [
            .. OfAnyone, "cancel_order", "create_order", "delete_user", "export_user", "get_order", "get_payment", "get_user",
            "list_orders", "list_payments", "list_sessions", "watch_order",
        ];

        Assert.Equal(OfAnyone, (await shop.Public.ToolsAsync()).Keys.Order());
        Assert.Equal(ofUsers.Order(), (await shop.Public.ToolsAsync(ann.Bearer)).Keys.Order());
        Assert.Equal([.. ofUsers.Append("refund_payment").Order()], (await client.ToolsAsync()).Keys.Order());
        Assert.Equal(["health"], (await admin.ToolsAsync()).Keys);
    }

    [Fact]
    public async Task A_tool_says_what_it_takes_and_does()
    {
        using var client = await shop.HttpOfAsync("cli");
        var tools = await client.ToolsAsync();
        bool[] Hints(string tool) =>
            [.. HintNames.Select(hint => (bool)tools[tool]["annotations"]![hint]!)];
        Assert.Equal([true, true, false], Hints("get_order"));
        Assert.Equal([false, false, true], Hints("create_order"));
        Assert.Equal([false, true, true], Hints("cancel_order"));
        Assert.False((bool)tools["create_order"]["inputSchema"]!["additionalProperties"]!);
        Assert.NotNull(tools["create_order"]["outputSchema"]!["properties"]!["order_id"]);
    }

    [Fact]
    public async Task A_user_orders_once_under_a_key_and_watches_the_order()
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        var arguments = Rest.OrderOf(ann.UserId, sku).TrimEnd()[..^1] + """, "idempotency_key": "k-1"}""";
        var order = (await shop.Public.ToolAsync("create_order", arguments, ann.Bearer)).Content;
        Assert.Equal("39.98", (string?)order["total"]);
        var again = (await shop.Public.ToolAsync("create_order", arguments, ann.Bearer)).Content;
        Assert.Equal((string?)order["order_id"], (string?)again["order_id"]);
        Assert.Equal(8, (await shop.Public.ToolAsync("get_product", $$"""{"sku": "{{sku}}"}""")).Content["available"]!.GetValue<long>());

        var watched = await shop.Public.AskAsync(
            "tools/call",
            $$$"""{"name": "watch_order", "arguments": {"order_id": "{{{order["order_id"]}}}"}, "_meta": {"progressToken": "p-1"}}""",
            ann.Bearer);
        var events = watched.Content["events"]!.AsArray();
        Assert.Equal(("created", "confirmed"), ((string?)events[0]!["type"], (string?)events[^1]!["type"]));
        var progress = watched.Messages.SkipLast(1).ToList();
        Assert.Equal(events.Select(e => (string?)e!["type"]), progress.Select(p => (string?)p["params"]!["message"]));
        Assert.All(progress, p => Assert.Equal(
            ("notifications/progress", "p-1"), ((string?)p["method"], (string?)p["params"]!["progressToken"])));
    }

    [Fact]
    public async Task A_key_beside_the_arguments_makes_a_repeat_the_same_call()
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        var order = (await shop.Public.ToolAsync("create_order", Rest.OrderOf(ann.UserId, sku), ann.Bearer)).Content;
        Task<McpAnswer> CancelAsync(string reason) => shop.Public.AskAsync(
            "tools/call",
            $$$"""
            {"name": "cancel_order", "arguments": {"order_id": "{{{order["order_id"]}}}", "reason": "{{{reason}}}"},
            "_meta": {"idempotency_key": "c-1"}}
            """,
            ann.Bearer);
        var first = (await CancelAsync("one")).Content;
        Assert.Equal(first.ToJsonString(), (await CancelAsync("one")).Content.ToJsonString());
        Assert.Equal("idempotency_key_reused", (string?)(await CancelAsync("two")).Problem["code"]);
    }

    [Fact]
    public async Task A_refusal_is_a_result_with_the_problem()
    {
        var missing = (await shop.Public.ToolAsync("get_product", """{"sku": "NO-SUCH-SKU"}""")).Problem;
        Assert.Equal((404, "not_found"), ((int)missing["status"]!, (string?)missing["code"]));
        var invalid = (await shop.Public.ToolAsync("get_product", """{"sku": 5, "colour": "red"}""")).Problem;
        Assert.Equal("invalid_request", (string?)invalid["code"]);
        Assert.Equal("sku", (string?)invalid["errors"]![0]!["field"]);
        Assert.NotEmpty((string?)invalid["detail"] ?? "");
    }

    [Fact]
    public async Task The_revision_without_a_handshake_is_spoken_too()
    {
        const string Meta =
            """
            "_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {},
            "io.modelcontextprotocol/clientInfo": {"name": "t", "version": "1"}}
            """;
        const string Call = $$"""{"name": "get_product", "arguments": {"sku": "WIDGET-001"}, {{Meta}}}""";
        var version = ("MCP-Protocol-Version", "2026-07-28");
        Task<McpAnswer> AskAsync(string method, string parameters, params (string, string)[] headers) =>
            shop.Public.AskAsync(method, parameters, [version, ("Mcp-Session-Id", "stale"), .. headers]);

        Assert.NotNull((await AskAsync("server/discover", $$"""{{{Meta}}}""", ("Mcp-Method", "server/discover"))).Result["capabilities"]);
        var list = (await AskAsync("tools/list", $$"""{{{Meta}}}""", ("Mcp-Method", "tools/list"))).Result;
        Assert.Equal("private", (string?)list["cacheScope"]);
        var product = await AskAsync("tools/call", Call, ("Mcp-Method", "tools/call"), ("Mcp-Name", "get_product"));
        Assert.Equal("WIDGET-001", (string?)product.Content["sku"]);

        var other = await AskAsync("tools/call", Call, ("Mcp-Method", "tools/call"), ("Mcp-Name", "list_products"));
        Assert.Equal((400, -32020), (other.Http.Status, (int)other.Response["error"]!["code"]!));
        var none = await AskAsync("ping", $$"""{{{Meta}}}""", ("Mcp-Method", "ping"));
        Assert.Equal((404, -32601), (none.Http.Status, (int)none.Response["error"]!["code"]!));
    }

    [Fact]
    public async Task Whoever_has_no_token_is_told_how_to_send_one_and_no_authorization_server_is_named()
    {
        var (site, metadata) = (shop.Public.BaseAddress!.GetLeftPart(UriPartial.Authority), "/.well-known/oauth-protected-resource/mcp");
        foreach (var (answer, challenge) in new[]
        {
            (await shop.Public.ToolAsync("list_orders", "{}"), "Bearer resource_metadata="),
            (await shop.Public.AskAsync("tools/list", "{}", ("Authorization", "Bearer x.y.z")), "Bearer error=\"invalid_token\","),
        })
        {
            answer.Http.Problem(401, "unauthenticated");
            var header = answer.Http.Headers.WwwAuthenticate.ToString();
            Assert.StartsWith(challenge, header, StringComparison.Ordinal);
            Assert.EndsWith($"resource_metadata=\"{site}{metadata}\"", header, StringComparison.Ordinal);
        }

        foreach (var path in new[] { metadata, "/.well-known/oauth-protected-resource" })
        {
            var answer = (await shop.Public.ReadAsync(path)).Json;
            Assert.Equal(($"{site}/mcp", "header"), ((string?)answer["resource"], (string?)answer["bearer_methods_supported"]![0]));
            Assert.Null(answer["authorization_servers"]);
        }

        Assert.Equal(404, (await shop.Public.ReadAsync("/.well-known/oauth-authorization-server")).Status);
    }
}
