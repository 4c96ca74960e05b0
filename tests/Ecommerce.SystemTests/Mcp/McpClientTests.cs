using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests.Mcp;

/// <summary>The shop before a client and conformance tests that the protocol's makers wrote, over HTTP and over stdio.</summary>
public sealed class McpClientTests(ShopFixture shop)
{
    private static readonly Lazy<Task<(NpmTools? Tools, string Missing)>> Sdk =
        new(() => NpmTools.InstallAsync("mcp-client", "@modelcontextprotocol/sdk@1.32.2"));

    [Fact]
    public async Task The_official_client_shops_for_a_user_over_HTTP()
    {
        var ann = await SignedIn.CreateAsync(shop);
        var seen = await RunAsync("http", new Uri(shop.Public.BaseAddress!, "/mcp").ToString(), ann.Token, ann.UserId, await SkuAsync());
        Passed(seen);
        Assert.Equal(4, Progress(seen).Count());
    }

    [Fact]
    public async Task The_official_client_shops_as_an_operator_over_stdio()
    {
        var seen = await RunAsync(
            ["stdio", .. CommandRun.Program, "mcp", "--data-dir", shop.DataFolder, await shop.NewUserAsync(), await SkuAsync()]);
        Passed(seen);
        Assert.Contains("refund_payment", seen["tools"]!.AsArray().Select(tool => (string?)tool));
    }

    [Theory]
    [InlineData("server-initialize")]
    [InlineData("ping")]
    [InlineData("tools-list")]
    [InlineData("dns-rebinding-protection")]
    public async Task The_gateway_conforms(string scenario)
    {
        Assert.SkipWhen(await McpConformance.MissingAsync() is not null, await McpConformance.MissingAsync() ?? "");
        using var folder = new TestFolder();
        var url = new Uri(shop.Public.BaseAddress!, "/mcp").ToString();
        var (exit, output) = await McpConformance.OfServerAsync(url, "--scenario", scenario, "--output-dir", folder.At("results"));
        Assert.True(exit == 0, output);
        Assert.Contains("0 failed", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stdio_and_HTTP_give_the_same_answers()
    {
        var sku = await SkuAsync(); // whose stock no other test takes
        string[] messages =
        [
            """
            {"jsonrpc": "2.0", "id": 1, "method": "initialize",
            "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}}
            """,
            """{"jsonrpc": "2.0", "method": "notifications/initialized"}""",
            """{"jsonrpc": "2.0", "id": 2, "method": "ping"}""",
            """{"jsonrpc": "2.0", "id": 3, "method": "tools/list", "params": {}}""",
            $$$$"""
            {"jsonrpc": "2.0", "id": 4, "method": "tools/call", "params": {"name": "get_product", "arguments": {"sku": "{{{{sku}}}}"}}}
            """,
            """{"jsonrpc": "2.0", "id": 5, "method": "tools/call", "params": {"name": "get_product", "arguments": {"sku": "none"}}}""",
            """{"jsonrpc": "2.0", "id": 55, "method": "tools/call", "params": {"name": "adjust_stock", "arguments": {}}}""",
            """{"jsonrpc": "2.0", "id": 6, "method": "prompts/list"}""",
            """{"jsonrpc": "2.0", "id": "seven", "method": "tools/list", "params": {"cursor": "x"}}""",
            """{"jsonrpc": "2.0", "id": 8, "method": 8}""",
            """
            {"jsonrpc": "2.0", "id": 9, "method": "tools/list", "params": {"_meta":
            {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}}}
            """,
            "{",
        ];
        using var client = await shop.HttpOfAsync("cli");
        List<string> overHttp = [];
        foreach (var message in messages)
        {
            (string, string)[] headers = message.Contains("2026-07-28", StringComparison.Ordinal)
                ? [("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", "tools/list")] : [];
            overHttp.AddRange((await client.SendAsync(message, headers)).Messages.Select(answer => answer.ToJsonString()));
        }

        using var folder = new TestFolder();
        var input = folder.At("input");
        await File.WriteAllLinesAsync(input, messages.Select(message => message.ReplaceLineEndings("")));
        var (exit, output) = await CommandRun.InShellAsync($"exec \"$@\" <'{input}'", "mcp", "--data-dir", shop.DataFolder);
        Assert.True(exit == 0, output);
        var overStdio = output.Split('\n').Select(line => JsonNode.Parse(line)!.ToJsonString());
        Assert.Equal(11, overHttp.Count);
        Assert.Equal(overHttp.Select(Untraced).Order(), overStdio.Select(Untraced).Order());
    }

    [Fact]
    public async Task Over_stdio_too_a_call_is_refused_with_the_reason()
    {
        using var folder = new TestFolder();
        var input = folder.At("input");
        await File.WriteAllTextAsync(input, """{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}""" + "\n");
        var (exit, output) = await CommandRun.InShellAsync($"exec \"$@\" <'{input}'", "mcp", "--user", "--data-dir", folder.At("nothing"));
        Assert.True(exit != 0, output);
        Assert.DoesNotContain("jsonrpc", output, StringComparison.Ordinal);
    }

    // Each request has a trace of its own.
    private static string Untraced(string answer) => Regex.Replace(answer, "(?<=u0022)[0-9a-f]{32}", "trace");

    private static void Passed(JsonNode seen)
    {
        Assert.Equal("ecommerce", (string?)seen["server"]);
        Assert.Contains("create_order", seen["tools"]!.AsArray().Select(tool => (string?)tool));
        Assert.Equal((string?)seen["order"], (string?)seen["again"]);
        var events = seen["events"]!.AsArray().Select(type => (string?)type).ToList();
        Assert.Equal(("created", "confirmed"), (events[0], events[^1]));
        // Over stdio that client drops what comes in one piece with the answer.
        Assert.Subset(events.ToHashSet(), Progress(seen).ToHashSet());
        Assert.Equal("""[true,"not_found"]""", seen["missing"]!.ToJsonString());
        Assert.Equal(-32602, (int)seen["unknown"]!);
    }

    private static IEnumerable<string?> Progress(JsonNode seen) => seen["progress"]!.AsArray().Select(type => (string?)type);

    private static async Task<JsonNode> RunAsync(params string[] arguments)
    {
        var (tools, missing) = await Sdk.Value;
        Assert.SkipWhen(tools is null, missing);
        var (exit, output) = await tools!.RunAsync(Path.Combine(AppContext.BaseDirectory, "Mcp", "client.mjs"), arguments);
        Assert.True(exit == 0, output);
        return JsonNode.Parse(output)!;
    }

    private Task<string> SkuAsync() => shop.NewProductAsync(1999, 10);
}
