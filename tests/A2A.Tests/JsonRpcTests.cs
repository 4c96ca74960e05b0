using System.Text.Json;

namespace A2A.Tests;

/// <summary>The binding of JSON-RPC 2.0 (A2A 9), byte by byte.</summary>
public sealed class JsonRpcTests
{
    private const string Message = """{"message":{"messageId":"1","role":"ROLE_USER","parts":[{"text":"order"}]}}""";

    [Theory]
    [InlineData("1")]
    [InlineData("\"1\"")]
    [InlineData("\"é\"")]
    [InlineData("null")]
    [InlineData("1.50")]
    [InlineData("-9007199254740993")]
    public async Task The_id_comes_back_as_it_came(string id)
    {
        await using var host = await AgentHost.StartAsync();
        var (_, body) = await host.RpcAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"GetTask","params":{"id":"none"} }""");
        Assert.Equal(id, body.GetProperty("id").GetRawText());
        var stream = await host.Http.SendAsync(Stream(id));
        foreach (var line in (await stream.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            using var item = JsonDocument.Parse(line["data: ".Length..]);
            Assert.Equal(id, item.RootElement.GetProperty("id").GetRawText());
            Assert.Equal("2.0", item.RootElement.GetProperty("jsonrpc").GetString());
            Assert.True(item.RootElement.TryGetProperty("result", out _));
        }
    }

    [Theory]
    [InlineData("{", -32700)]
    [InlineData("", -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"id":2,"method":"ListTasks"}""", -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"\ud83d"}""", -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ListTasks","params":{"status":"\ud83d"}}""", -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ListTasks","params":{"\udc00":1}}""", -32700)]
    [InlineData("[]", -32600)]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"ListTasks"}]""", -32600)]
    [InlineData("\"text\"", -32600)]
    [InlineData("""{"jsonrpc":"2.0","method":"ListTasks"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"ListTasks"}""", -32600)]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"ListTasks"}""", -32600)]
    [InlineData("""{"id":1,"method":"ListTasks"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":7}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tasks/list"}""", -32601)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"listTasks"}""", -32601)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ListTasks","params":[]}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ListTasks","params":{"pageSize":"many"}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ListTasks","params":{"status":"working"}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"GetTask"}""", -32602)]
    public async Task A2A_9_5_what_is_no_request_has_the_error_of_JSON_RPC_on_status_200(string body, int code)
    {
        await using var host = await AgentHost.StartAsync();
        var (response, reply) = await host.RpcAsync(body);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("2.0", reply.GetProperty("jsonrpc").GetString());
        Assert.Equal(code, reply.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Empty(host.Clerk.Seen);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_body_that_a_foreign_page_could_send_unasked_is_refused(string contentType)
    {
        await using var host = await AgentHost.StartAsync();
        var (_, reply) = await host.RpcAsync("""{"jsonrpc":"2.0","id":1,"method":"ListTasks"}""", contentType: contentType);
        Assert.Equal(-32005, reply.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Empty(host.Clerk.Seen);
    }

    [Fact]
    public async Task A2A_9_4_2_a_stream_is_server_sent_events_and_an_error_before_the_first_is_an_ordinary_reply()
    {
        await using var host = await AgentHost.StartAsync();
        var stream = await host.Http.SendAsync(Stream("1"));
        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType?.MediaType);
        Assert.Equal(3, (await stream.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Length);

        var (refused, body) = await host.RpcAsync("""{"jsonrpc":"2.0","id":1,"method":"SubscribeToTask","params":{"id":"none"}}""");
        Assert.Equal("application/json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Equal(-32001, body.GetProperty("error").GetProperty("code").GetInt32());
    }

    private static HttpRequestMessage Stream(string id) => new(HttpMethod.Post, "/a2a")
    {
        Headers = { { A2AProtocol.VersionHeader, A2AProtocol.Version } },
        Content = new StringContent(
            $$"""{"jsonrpc":"2.0","id":{{id}},"method":"SendStreamingMessage","params":{{Message}} }""", null, "application/json"),
    };
}
