using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Mcp;
using Ecommerce.Cli.Output;

namespace Ecommerce.Cli.Tests.Mcp;

public sealed class McpRelayTests
{
    private const string Initialize =
        """{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-11-25"}}""";

    private const string Ping = """{"jsonrpc": "2.0", "id": "two", "method": "ping"}""";

    [Fact]
    public async Task After_the_handshake_each_message_names_the_version_that_was_agreed_on()
    {
        List<string> versions = [];
        var answers = await RelayAsync(
            [Initialize, """{"jsonrpc": "2.0", "method": "notifications/initialized"}""", Ping],
            (request, message) =>
            {
                const string Result = """{"protocolVersion": "2025-06-18"}""";
                versions.Add(Header(request, "MCP-Protocol-Version"));
                return message["id"] is not { } id ? new(HttpStatusCode.Accepted)
                    : Events($$"""{"jsonrpc": "2.0", "id": {{id.ToJsonString()}}, "result": {{Result}} }""");
            });
        Assert.Equal(["", "2025-06-18", "2025-06-18"], versions);
        Assert.Equal(["1", "\"two\""], answers.Select(answer => answer["id"]!.ToJsonString()));
    }

    [Fact]
    public async Task A_message_that_says_what_it_speaks_has_the_headers_of_that()
    {
        const string Call =
            """
            {"jsonrpc": "2.0", "id": 1, "method": "tools/call",
            "params": {"name": "größe", "_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28"}}}
            """;
        await RelayAsync([Call.ReplaceLineEndings("")], (request, _) =>
        {
            Assert.Equal("2026-07-28", Header(request, "MCP-Protocol-Version"));
            Assert.Equal("tools/call", Header(request, "Mcp-Method"));
            Assert.Equal("=?base64?Z3LDtsOfZQ==?=", Header(request, "Mcp-Name"));
            return Events("""{"jsonrpc": "2.0", "id": 1, "result": {}}""");
        });
    }

    [Fact]
    public async Task Each_message_of_a_stream_is_a_line()
    {
        var answers = await RelayAsync([Ping], (_, _) => Events(
            """{"jsonrpc": "2.0", "method": "notifications/progress", "params": {}}""",
            """{"jsonrpc": "2.0", "id": "two", "result": {}}"""));
        Assert.Equal(["notifications/progress", null], answers.Select(answer => (string?)answer["method"]));
    }

    [Fact]
    public async Task What_the_gateway_refuses_before_the_protocol_is_an_error_with_the_problem()
    {
        var answers = await RelayAsync(
            [Ping, """{"jsonrpc": "2.0", "method": "notifications/initialized"}"""],
            (_, _) => new(HttpStatusCode.TooManyRequests)
            {
                Content = new StringContent(
                    """{"detail": "Too many requests.", "code": "rate_limited"}""", Encoding.UTF8, "application/problem+json"),
            });
        var error = Assert.Single(answers)["error"]!;
        Assert.Equal((-32000, "Too many requests."), ((int)error["code"]!, (string?)error["message"]));
        Assert.Equal("rate_limited", (string?)error["data"]!["code"]);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"jsonrpc": "2.0", "id": 1, "method": "\ud83d"}""")]
    [InlineData("""{"jsonrpc": "2.0", "id": 1, "id": 2, "method": "ping"}""")]
    [InlineData("""{"jsonrpc": "2.0", "id": 1, "method": "ping", "\ud83d": 1}""")]
    public async Task An_error_of_the_protocol_is_handed_on_and_the_next_message_is_answered(string line)
    {
        const string Error = """{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"The request is not valid JSON."}}""";
        var isFirst = true;
        var answers = await RelayAsync([line, Initialize], (_, _) =>
        {
            var isRefused = isFirst;
            isFirst = false;
            return !isRefused ? Events("""{"jsonrpc": "2.0", "id": 1, "result": {}}""") : new(HttpStatusCode.BadRequest)
            {
                Content = new StringContent(Error, Encoding.UTF8, "application/json"),
            };
        });
        Assert.Equal([Error, """{"jsonrpc":"2.0","id":1,"result":{}}"""], answers.Select(answer => answer.ToJsonString()));
    }

    [Fact]
    public async Task Whoever_waits_for_an_answer_is_told_that_none_will_come()
    {
        foreach (var answer in new Func<HttpResponseMessage>[]
        {
            () => throw new HttpRequestException("refused"),
            () => throw new CommandException("The session has ended."),
            () => Events(),
            () => new(HttpStatusCode.BadGateway) { Content = new StringContent("<html>") },
        })
        {
            var error = Assert.Single(await RelayAsync([Ping], (_, _) => answer()));
            Assert.Equal(("two", -32000), ((string?)error["id"], (int)error["error"]!["code"]!));
        }
    }

    [Fact]
    public async Task Cancelling_ends_the_call_and_nothing_answers_it()
    {
        var (begun, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var door = Door(async (_, _, cancellationToken) =>
        {
            begun.SetResult();
            await using var end = cancellationToken.Register(ended.SetResult);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException("It was not cancelled.");
        });
        var (pipe, output) = (new Pipe(), new StringWriter());
        using var relay = new McpRelay(door, _ => Task.FromResult<string?>(null), output);
        using var input = new StreamReader(pipe.Reader.AsStream());
        var serving = relay.RunAsync(input, CancellationToken.None);
        await WriteAsync(pipe, Ping);
        await begun.Task;
        await WriteAsync(pipe, """{"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": "two"}}""");
        await ended.Task;
        await pipe.Writer.CompleteAsync();
        await serving;
        Assert.Empty(output.ToString());
    }

    [Fact]
    public async Task Calls_run_beside_each_other_but_not_without_end()
    {
        var (running, most, gate) = (0, 0, new TaskCompletionSource());
        using var door = Door(async (_, message, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            if (most == 16)
            {
                gate.TrySetResult();
            }

            await gate.Task;
            Interlocked.Decrement(ref running);
            return Events($$$"""{"jsonrpc": "2.0", "id": {{{message["id"]!.ToJsonString()}}}, "result": {}}""");
        });
        var lines = Enumerable.Range(0, 64).Select(id => $$"""{"jsonrpc": "2.0", "id": {{id}}, "method": "ping"}""");
        using var output = new StringWriter();
        using var relay = new McpRelay(door, _ => Task.FromResult<string?>(null), output);
        await relay.RunAsync(new StringReader(string.Join('\n', lines)), CancellationToken.None);
        Assert.Equal(16, most);
        Assert.Equal(64, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Count());
    }

    [Theory]
    [InlineData(40, 0)]
    [InlineData(1100, 60)]
    public async Task What_cancels_a_call_is_heard_behind_more_calls_than_may_run_or_wait(int calls, int refused)
    {
        var (asked, ended) = (0, 0);
        using var door = Door(async (_, _, cancellationToken) =>
        {
            Interlocked.Increment(ref asked);
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }
            finally
            {
                Interlocked.Increment(ref ended);
            }

            throw new InvalidOperationException("It was not cancelled.");
        });
        // The last ones have never had a turn when they are cancelled.
        var ids = Enumerable.Range(0, calls).ToList();
        var lines = ids.Select(id => $$"""{"jsonrpc": "2.0", "id": {{id}}, "method": "ping"}""").Concat(ids.AsEnumerable().Reverse().Select(
            id => $$$"""{"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": {{{id}}}}}"""));
        using var output = new StringWriter();
        using var relay = new McpRelay(door, _ => Task.FromResult<string?>(null), output);
        await relay.RunAsync(new StringReader(string.Join('\n', lines)), CancellationToken.None)
            .WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        Assert.Equal((16, 16), (asked, ended));
        var answers = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!);
        Assert.Equal(refused, answers.Count(answer => (int)answer["error"]!["code"]! == -32000));
    }

    private static async Task<IReadOnlyList<JsonNode>> RelayAsync(
        string[] lines, Func<HttpRequestMessage, JsonObject, HttpResponseMessage> answer)
    {
        using var door = Door((request, message, _) => Task.FromResult(answer(request, message)));
        using var output = new StringWriter();
        using var relay = new McpRelay(door, _ => Task.FromResult<string?>("the-token"), output);
        await relay.RunAsync(new StringReader(string.Join('\n', lines)), CancellationToken.None);
        return [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }

    private static async Task WriteAsync(Pipe pipe, string line) => await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));

    private static HttpResponseMessage Events(params string[] messages) => new()
    {
        Content = new StringContent(
            string.Concat(messages.Select(message => $"event: message\ndata: {message}\n\n")), Encoding.UTF8, "text/event-stream"),
    };

    private static string Header(HttpRequestMessage request, string name) =>
        request.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

    private static HttpClient Door(Func<HttpRequestMessage, JsonObject, CancellationToken, Task<HttpResponseMessage>> answer) =>
        new(new Gateway(answer)) { BaseAddress = new Uri("https://gateway") };

    private sealed class Gateway(Func<HttpRequestMessage, JsonObject, CancellationToken, Task<HttpResponseMessage>> answer)
        : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal((HttpMethod.Post, "/mcp"), (request.Method, request.RequestUri!.AbsolutePath));
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            return await answer(request, body == "{" ? [] : JsonNode.Parse(body)!.AsObject(), cancellationToken);
        }
    }
}
