using A2A.V1;

namespace A2A.Tests;

/// <summary>The binding of HTTP with JSON (A2A 11), byte by byte.</summary>
public sealed class HttpJsonTests
{
    private const string Ask = """{"message":{"messageId":"1","role":"ROLE_USER","parts":[{"text":"ask"}]}}""";

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/a2a+json", "application/a2a+json")]
    [InlineData("text/html, application/a2a+json;q=0.5", "application/a2a+json")]
    public async Task The_protocols_media_type_is_answered_only_to_who_names_it(string? accept, string expected)
    {
        await using var host = await AgentHost.StartAsync();
        var (response, _) = await host.SendAsync("GET", "/a2a/tasks", accept: accept);
        Assert.Equal(expected, response.Content.Headers.ContentType?.MediaType);
        var (error, _) = await host.SendAsync("GET", "/a2a/tasks/none", accept: accept);
        Assert.Equal(expected, error.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/a2a+json; charset=utf-8")]
    public async Task A2A_14_1_1_both_media_types_are_taken(string contentType)
    {
        await using var host = await AgentHost.StartAsync();
        var (response, _) = await host.SendAsync("POST", "/a2a/message:send", Ask, contentType: contentType);
        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task Cancel_and_subscribe_take_an_empty_body_with_a_content_type_and_subscribe_both_verbs()
    {
        await using var host = await AgentHost.StartAsync();
        foreach (var body in new[] { null, "", "{}" })
        {
            await host.SendAsync("POST", "/a2a/message:send", Ask);
            var id = host.Clerk.Tasks.Values.Single(task => task.Task.Status.State == TaskState.InputRequired).Task.Id;
            foreach (var verb in new[] { "GET", "POST" })
            {
                using var request = new HttpRequestMessage(new(verb), $"/a2a/tasks/{id}:subscribe");
                request.Headers.Add(A2AProtocol.VersionHeader, A2AProtocol.Version);
                request.Content = body is null || verb == "GET" ? null : new StringContent(body, null, "application/json");
                using var response = await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
            }

            var (cancelled, task) = await host.SendAsync("POST", $"/a2a/tasks/{id}:cancel", body);
            Assert.Equal(200, (int)cancelled.StatusCode);
            Assert.Equal("TASK_STATE_CANCELED", task.GetProperty("status").GetProperty("state").GetString());
        }
    }

    [Fact]
    public async Task Every_path_is_below_a_tenant_too_which_the_handler_gets()
    {
        await using var host = await AgentHost.StartAsync();
        var (sent, _) = await host.SendAsync("POST", "/a2a/acme/message:send", Ask);
        var (listed, _) = await host.SendAsync("GET", "/a2a/acme/tasks?pageSize=3");
        Assert.Equal((200, 200), ((int)sent.StatusCode, (int)listed.StatusCode));
        Assert.Equal("acme", ((SendMessageRequest)host.Clerk.Seen.First().Request).Tenant);
        Assert.Equal(("acme", 3), host.Clerk.Seen.Last().Request is ListTasksRequest list ? (list.Tenant, list.PageSize) : default);
    }

    [Theory]
    [InlineData("POST", "/a2a/acme/message:send", """{"tenant":"other","message":{"messageId":"1","role":"ROLE_USER"}}""", "tenant")]
    [InlineData("POST", "/a2a/tasks/t-1:cancel", """{"id":"t-2"}""", "id")]
    [InlineData("GET", "/a2a/tasks?pageSize=ten", null, "pageSize")]
    [InlineData("GET", "/a2a/tasks?pageSize=1&pageSize=2", null, "pageSize")]
    [InlineData("GET", "/a2a/tasks?status=7", null, "status")]
    [InlineData("GET", "/a2a/tasks?includeArtifacts=yes", null, "includeArtifacts")]
    [InlineData("GET", "/a2a/tasks?statusTimestampAfter=yesterday", null, "statusTimestampAfter")]
    [InlineData("GET", "/a2a/tasks/t-1?historyLength=-1", null, "historyLength")]
    public async Task A2A_11_5_a_field_that_is_wrong_is_named(string verb, string path, string? body, string field)
    {
        await using var host = await AgentHost.StartAsync();
        var (response, reply) = await host.SendAsync(verb, path, body);
        Assert.Equal(400, (int)response.StatusCode);
        var violation = reply.GetProperty("error").GetProperty("details")[1];
        Assert.Equal("type.googleapis.com/google.rpc.BadRequest", violation.GetProperty("@type").GetString());
        Assert.Equal(field, violation.GetProperty("fieldViolations")[0].GetProperty("field").GetString());
        Assert.Empty(host.Clerk.Seen);
    }

    [Fact]
    public async Task An_error_after_the_first_event_is_an_event_named_error()
    {
        await using var host = await AgentHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/a2a/message:stream");
        request.Headers.Add(A2AProtocol.VersionHeader, A2AProtocol.Version);
        request.Content = new StringContent(Ask.Replace("ask", "stranger", StringComparison.Ordinal), null, "application/json");
        using var response = await host.Http.SendAsync(request);
        var events = (await response.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("data: {\"task\":", events[0], StringComparison.Ordinal);
        Assert.StartsWith("event: error\ndata: {\"error\":{\"code\":500,\"status\":\"INTERNAL\"", events[1], StringComparison.Ordinal);
    }
}
