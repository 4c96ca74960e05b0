using System.Net;
using System.Text;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests.Mcp;

/// <summary>What the Model Context Protocol must not become: a way to more than the caller may do, or to less for everybody else.</summary>
public sealed class McpAttackTests(ShopFixture shop)
{
    private const string Initialize =
        """
        {"jsonrpc": "2.0", "id": 1, "method": "initialize",
        "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}}
        """;

    [Fact]
    public async Task Anothers_data_is_answered_as_what_is_not_there()
    {
        var (ann, bob, sku) = (await SignedIn.CreateAsync(shop), await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10));
        var order = (await shop.Public.ToolAsync("create_order", Rest.OrderOf(ann.UserId, sku), ann.Bearer)).Content;
        async Task<string?> AsBobAsync(string tool, string arguments) =>
            (string?)(await shop.Public.ToolAsync(tool, arguments, bob.Bearer)).Problem["code"];

        var (ofOrder, ofUser) = ($$"""{"order_id": "{{order["order_id"]}}"}""", $$"""{"user_id": "{{ann.UserId}}"}""");
        Assert.Equal("not_found", await AsBobAsync("get_order", ofOrder));
        Assert.Equal("not_found", await AsBobAsync("cancel_order", ofOrder));
        Assert.Equal("not_found", await AsBobAsync("watch_order", ofOrder));
        Assert.Equal("not_found", await AsBobAsync("get_user", ofUser));
        Assert.Equal("not_found", await AsBobAsync("delete_user", ofUser));
        Assert.Equal("not_found", await AsBobAsync("create_order", Rest.OrderOf(ann.UserId, sku)));
        Assert.Equal("not_found", await AsBobAsync("get_payment", $$"""{"transaction_id": "{{order["transaction_id"]}}"}"""));
        Assert.Empty((await shop.Public.ToolAsync("list_orders", ofUser, bob.Bearer)).Content["orders"]!.AsArray());
        Assert.NotEqual("cancelled", (string?)(await shop.Public.ToolAsync("get_order", ofOrder, ann.Bearer)).Content["status"]);
    }

    [Theory]
    [InlineData("refund_payment")]
    [InlineData("adjust_stock")]
    [InlineData("process_payment")]
    [InlineData("route")]
    [InlineData("read_audit")]
    [InlineData("exchange_token")]
    public async Task A_tool_that_the_caller_may_not_use_is_answered_as_one_that_is_not_there(string tool)
    {
        var ann = await SignedIn.CreateAsync(shop);
        var hidden = await shop.Public.ToolAsync(tool, "{}", ann.Bearer);
        var none = await shop.Public.ToolAsync("no_such_tool", "{}", ann.Bearer);
        Assert.Equal(200, hidden.Http.Status);
        Assert.Equal(none.Http.Body.Replace("no_such_tool", tool, StringComparison.Ordinal), hidden.Http.Body);
        Assert.Equal(-32602, (int)hidden.Response["error"]!["code"]!);
        string Anonymous(RestAnswer answer)
        {
            var problem = answer.Problem(401, "unauthenticated").AsObject();
            problem.Remove("trace_id");
            return problem.ToJsonString();
        }

        Assert.Equal(
            Anonymous((await shop.Public.ToolAsync("no_such_tool", "{}")).Http), Anonymous((await shop.Public.ToolAsync(tool, "{}")).Http));
    }

    [Fact]
    public async Task An_operator_is_no_operator_for_a_user_and_an_admin_reaches_nothing_behind_the_gateway()
    {
        var (ann, bob) = (await SignedIn.CreateAsync(shop), await SignedIn.CreateAsync(shop));
        using var client = await shop.HttpOfAsync("cli");
        using var admin = await shop.HttpOfAsync("admin");
        var ofBob = $$"""{"user_id": "{{bob.UserId}}"}""";
        Assert.Equal("not_found", (string?)(await client.ToolAsync("get_user", ofBob, ann.Bearer)).Problem["code"]);
        Assert.Equal(bob.UserId, (string?)(await client.ToolAsync("get_user", ofBob)).Content["user_id"]);
        Assert.Equal(-32602, (int)(await admin.ToolAsync("get_user", ofBob)).Response["error"]!["code"]!);
    }

    [Theory]
    [InlineData("http://evil.example.com")]
    [InlineData("null")]
    [InlineData("https://shop.example.com.evil.example.com")]
    public async Task A_page_of_another_origin_may_not_ask(string origin)
    {
        Assert.Equal(403, (await shop.Public.SendAsync(Initialize, ("Origin", origin))).Http.Status);
        Assert.Equal(403, (await shop.Public.ReadAsync("/mcp", ("Origin", origin))).Status);
        using var client = await shop.HttpOfAsync("cli");
        Assert.Equal(403, (await client.SendAsync(Initialize, ("Origin", origin))).Http.Status);
    }

    [Fact]
    public async Task A_name_that_was_pointed_at_this_machine_is_no_origin_of_its_own()
    {
        var port = shop.Public.BaseAddress!.Port;
        Assert.Equal(
            403,
            (await shop.Public.SendAsync(Initialize, ("Host", $"evil.example.com:{port}"), ("Origin", $"http://evil.example.com:{port}")))
            .Http.Status);
        Assert.Equal(200, (await shop.Public.SendAsync(Initialize, ("Origin", $"http://127.0.0.1:{port}"))).Http.Status);
    }

    [Fact]
    public async Task There_are_no_sessions_to_take_over_or_to_flood()
    {
        var ann = await SignedIn.CreateAsync(shop);
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => shop.Public.SendAsync(Initialize)));
        Assert.All(answers, answer => Assert.Equal((200, false), (answer.Http.Status, answer.Http.Headers.Contains("Mcp-Session-Id"))));
        var taken = await shop.Public.AskAsync("tools/list", "{}", ann.Bearer, ("Mcp-Session-Id", "5f4dcc3b5aa765d61d8327deb882cf99"));
        Assert.Equal(404, taken.Http.Status);
        Assert.Equal(405, (await shop.Public.ReadAsync("/mcp")).Status);
        Assert.Equal(405, (await shop.Public.SendAsync("DELETE", "/mcp", (string?)null, ("Mcp-Session-Id", "x"))).Status);
    }

    public static TheoryData<string, int> Malformed => new()
    {
        { "", 400 },
        { "{", 400 },
        { "[]", 400 },
        { "7", 400 },
        { "null", 400 },
        { "{}", 400 },
        { """[{"jsonrpc": "2.0", "id": 1, "method": "ping"}, {"jsonrpc": "2.0", "id": 2, "method": "ping"}]""", 400 },
        { """{"id": 1, "method": "ping"}""", 400 },
        { """{"jsonrpc": "1.0", "id": 1, "method": "ping"}""", 400 },
        { """{"jsonrpc": "2.0", "id": null, "method": "ping"}""", 400 },
        { """{"jsonrpc": "2.0", "id": {}, "method": "ping"}""", 400 },
        { """{"jsonrpc": "2.0", "id": 1, "method": 7}""", 400 },
        { """{"jsonrpc": "2.0", "id": 1, "id": 2, "method": "ping"}""", 400 },
        { """{"jsonrpc": "2.0", "id": 1, "method": "ping", "params": {"\ud83d": 1}}""", 400 },
        { """{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "\ud83d"}}""", 400 },
        { """{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "health", "arguments": {"a": "\udc00"}}}""", 400 },
        { """{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "health", "name": "list_orders"}}""", 400 },
        { $$"""{"jsonrpc": "2.0", "id": 1, "method": "ping", "params": {{new string('[', 40)}}{{new string(']', 40)}}}""", 400 },
        { $$"""{"jsonrpc": "2.0", "id": 1, "method": "ping", "params": [{{string.Join(',', Enumerable.Repeat("1", 11_000))}}]}""", 400 },
        { $$$"""{"jsonrpc": "2.0", "id": 1, "method": "ping", "params": {"a": "{{{new string('a', 1024 * 1024)}}}"}}""", 400 },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task What_is_no_message_is_refused(string body, int status)
    {
        var answer = await shop.Public.SendAsync(body);
        Assert.True(answer.Http.Status == status, $"{answer.Http.Status}: {answer.Http.Body}");
        Assert.InRange((int)answer.Response["error"]!["code"]!, -32700, -32600);
    }

    [Theory]
    [InlineData("tools/call", """{"name": 7}""")]
    [InlineData("tools/call", """{"arguments": {}}""")]
    [InlineData("tools/call", """{"name": "health", "arguments": []}""")]
    [InlineData("tools/call", """{"name": "health", "arguments": "x"}""")]
    [InlineData("tools/call", """{"name": "health", "_meta": 7}""")]
    [InlineData("tools/call", "[]")]
    [InlineData("tools/call", "7")]
    [InlineData("tools/list", "[]")]
    [InlineData("tools/list", """{"cursor": 7}""")]
    [InlineData("initialize", "{}")]
    [InlineData("initialize", """{"protocolVersion": 7, "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}""")]
    [InlineData("initialize", """{"protocolVersion": "2025-11-25", "capabilities": [], "clientInfo": {"name": "x", "version": "1"}}""")]
    [InlineData("initialize", """{"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": 7}""")]
    public async Task Parameters_that_are_not_the_protocols_are_told_so(string method, string parameters)
    {
        var answer = await shop.Public.AskAsync(method, parameters);
        Assert.True(answer.Http.Status == 400, $"{answer.Http.Status}: {answer.Http.Body}");
        Assert.Equal(-32602, (int)answer.Response["error"]!["code"]!);
        Assert.DoesNotContain("Exception", answer.Http.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_that_no_client_sends_are_refused()
    {
        Assert.Equal(400, (await shop.Public.AskAsync("ping", "{}", ("MCP-Protocol-Version", "2020-01-01"))).Http.Status);
        (await shop.Public.AskAsync("ping", "{}", ("Accept", "text/html"))).Http.Problem(406, "not_acceptable");
        var text = await shop.Public.SendAsync("POST", "/mcp", Rest.Content(Encoding.UTF8.GetBytes(Initialize), "text/plain"));
        text.Problem(415, "unsupported_media_type");
        using var probe = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{shop.HttpHealthPort("gateway")}") };
        Assert.Equal(HttpStatusCode.NotFound, (await probe.PostAsync("/mcp", new StringContent(Initialize))).StatusCode);
    }

    [Fact]
    public async Task What_takes_a_secret_is_no_tool_and_what_a_tool_is_called_with_stays_out_of_the_log()
    {
        var ann = await SignedIn.CreateAsync(shop);
        var secret = $"horse-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        var answer = await shop.Public.ToolAsync(
            "authenticate", $$"""{"email": "nobody@example.com", "password": "{{secret}}"}""", ann.Bearer);
        Assert.Equal(-32602, (int)answer.Response["error"]!["code"]!);
        Assert.DoesNotContain(secret, shop.LogOf("gateway"), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, answer.Http.Body, StringComparison.Ordinal);
    }
}
