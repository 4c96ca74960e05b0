using System.Net;
using System.Text;
using A2A.Client;
using A2A.Errors;
using A2A.Json;
using A2A.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace A2A.Tests;

/// <summary>The client before agents that are not there, slow, or not to be trusted.</summary>
public sealed class ClientTests
{
    private const string Events = "text/event-stream";

    [Theory]
    [InlineData(A2AProtocol.JsonRpc)]
    [InlineData(A2AProtocol.HttpJson)]
    [InlineData(A2AProtocol.Grpc)]
    public async Task An_agent_that_cannot_be_reached_is_unavailable(string binding)
    {
        using var client = new A2AClient(Card(binding, "http://127.0.0.1:1"));
        await SendTests.ErrorAsync(A2AError.Unavailable, () => client.SendMessageAsync(Texts.Send("hello"), default));
        await SendTests.ErrorAsync(A2AError.Unavailable, client.SendStreamingMessageAsync(Texts.Send("hello"), default));
        await SendTests.ErrorAsync(A2AError.Unavailable, () => A2AClient.ConnectAsync(new("http://127.0.0.1:1"), null, default));
    }

    [Theory]
    [InlineData(A2AProtocol.JsonRpc)]
    [InlineData(A2AProtocol.HttpJson)]
    [InlineData(A2AProtocol.Grpc)]
    public async Task An_agent_that_does_not_answer_is_not_waited_for_and_a_caller_that_leaves_is_told_so(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var patient = await host.ConnectAsync(binding);
        var card = host.Card.Clone();
        card.SupportedInterfaces[2].Url = "http://" + card.SupportedInterfaces[2].Url;
        using var hasty = new A2AClient(card, new() { Bindings = [binding], CallTimeout = TimeSpan.FromMilliseconds(100) });

        await SendTests.ErrorAsync(A2AError.DeadlineExceeded, () => hasty.SendMessageAsync(Texts.Send("work"), default));
        using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => patient.SendMessageAsync(Texts.Send("work"), leaving.Token));
    }

    [Theory]
    [InlineData(200, "text/html", "<html>", "INVALID_AGENT_RESPONSE")]
    [InlineData(200, "application/json", """{"jsonrpc":"2.0","id":99,"result":{}}""", "INVALID_AGENT_RESPONSE")]
    [InlineData(200, "application/json", """{"jsonrpc":"2.0","id":1}""", "INVALID_AGENT_RESPONSE")]
    [InlineData(200, "application/json", """{"jsonrpc":"2.0","id":1,"error":{"code":-32001,"message":"none"}}""", "TASK_NOT_FOUND")]
    [InlineData(200, "application/json", """{"jsonrpc":"2.0","id":1,"error":{"code":12345}}""", "INTERNAL_ERROR")]
    [InlineData(200, "application/json", """{"jsonrpc":"2.0","id":1,"result":{"id":7}}""", "INVALID_AGENT_RESPONSE")]
    [InlineData(200, "application/json", "[]", "INVALID_AGENT_RESPONSE")]
    [InlineData(302, "text/html", "", "INVALID_REQUEST")]
    [InlineData(401, "text/plain", "who?", "UNAUTHENTICATED")]
    [InlineData(403, "application/json", "{}", "PERMISSION_DENIED")]
    [InlineData(429, "text/plain", "slower", "RESOURCE_EXHAUSTED")]
    [InlineData(502, "text/html", "<html>", "UNAVAILABLE")]
    [InlineData(503, "text/html", "<html>", "UNAVAILABLE")]
    public async Task What_something_between_answers_is_an_error_of_the_protocol(int status, string type, string body, string reason)
    {
        await using var server = await ServeAsync(async http =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = type;
            await http.Response.WriteAsync(body);
        });
        using var client = new A2AClient(Card(A2AProtocol.JsonRpc, server.Urls.First()));
        var exception = await Assert.ThrowsAsync<A2AException>(() => client.GetTaskAsync(new() { Id = "t" }, default));
        Assert.Equal(reason, exception.Error.Reason);
        Assert.DoesNotContain("html", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_are_read_as_the_standard_of_server_sent_events_has_them()
    {
        await using var server = await ServeAsync(async http =>
        {
            http.Response.ContentType = Events;
            await http.Response.WriteAsync(
                ": comment\r\n\r\nid: 7\r\ndata:{\"message\":\r\ndata: {\"messageId\":\"1\"}}\r\n\r\n"
                + "retry: 5\n\ndata: {\"message\":{\"messageId\":\"2\"}}\n\ndata: {\"cut");
        });
        using var client = new A2AClient(Card(A2AProtocol.HttpJson, server.Urls.First()));
        var events = await client.SendStreamingMessageAsync(Texts.Send("hello"), default).ToListAsync();
        Assert.Equal(["1", "2"], events.Select(item => item.Message.MessageId));
    }

    [Fact]
    public async Task A_reply_and_an_event_have_a_largest_size()
    {
        await using var server = await ServeAsync(async http =>
        {
            http.Response.ContentType = http.Request.Path.Value!.EndsWith("stream", StringComparison.Ordinal) ? Events : "application/json";
            for (var i = 0; i < 100; i++)
            {
                await http.Response.WriteAsync(new string('a', 1000));
            }
        });
        using var client = new A2AClient(Card(A2AProtocol.HttpJson, server.Urls.First()), new() { ReplyBytes = 10_000 });
        await SendTests.ErrorAsync(A2AError.InvalidAgentResponse, () => client.SendMessageAsync(Texts.Send("hello"), default));
        await SendTests.ErrorAsync(A2AError.InvalidAgentResponse, client.SendStreamingMessageAsync(Texts.Send("a"), default));
    }

    [Theory]
    [InlineData("https://shop.example/", "https://shop.example/a2a", "1.0", true)]
    [InlineData("https://shop.example/", "https://SHOP.example:8443/a2a", "1.0.1", true)]
    [InlineData("https://shop.example/", "http://shop.example/a2a", "1.0", false)]
    [InlineData("https://shop.example/", "https://evil.example/a2a", "1.0", false)]
    [InlineData("https://shop.example/", "https://shop.example.evil/a2a", "1.0", false)]
    [InlineData("https://shop.example/", "file:///etc/passwd", "1.0", false)]
    [InlineData("https://shop.example/", "https://shop.example/a2a", "0.3", false)]
    [InlineData("http://shop.example/", "http://shop.example/a2a", "1.0", true)]
    public void A_card_that_was_discovered_sends_a_caller_to_no_other_host_and_to_no_weaker_connection(
        string discovered, string url, string version, bool isTaken)
    {
        var offered = new AgentInterface { ProtocolBinding = "JSONRPC", Url = url, ProtocolVersion = version };
        var card = new AgentCard { SupportedInterfaces = { offered } };
        var choose = () => InterfaceChoice.Choose(card, ["JSONRPC"], new(discovered));
        if (isTaken)
        {
            Assert.Equal(url, choose().Interface.Url);
        }
        else
        {
            Assert.Throws<A2AException>(() => choose());
        }
    }

    [Theory]
    [InlineData("https://shop.example/", "https://shop.example:8443/")]
    [InlineData("http://shop.example/", "http://shop.example:8443/")]
    [InlineData(null, "https://shop.example:8443/")]
    public void An_address_of_gRPC_is_host_and_port(string? discovered, string expected)
    {
        var card = new AgentCard
        {
            SupportedInterfaces =
            {
                new AgentInterface { ProtocolBinding = "A-NEW-ONE", Url = "shop.example", ProtocolVersion = "1.0" },
                new AgentInterface { ProtocolBinding = "GRPC", Url = "shop.example:8443", ProtocolVersion = "1.0" },
            },
        };
        var chosen = InterfaceChoice.Choose(card, ["JSONRPC", "GRPC"], discovered is null ? null : new(discovered));
        Assert.Equal(expected, chosen.Address.AbsoluteUri);
    }

    [Fact]
    public async Task A_card_that_the_callers_check_refuses_is_not_used()
    {
        await using var host = await AgentHost.StartAsync();
        var options = new A2AClientOptions { CheckCard = (_, _) => throw new Cards.CardSignatureException("It is not signed.") };
        await Assert.ThrowsAsync<Cards.CardSignatureException>(() => A2AClient.ConnectAsync(host.Address, options, default));
    }

    [Theory]
    [InlineData(A2AProtocol.JsonRpc)]
    [InlineData(A2AProtocol.HttpJson)]
    [InlineData(A2AProtocol.Grpc)]
    public async Task Each_request_names_the_tenant_of_the_interface(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        var card = host.Card.Clone();
        foreach (var known in card.SupportedInterfaces)
        {
            known.Tenant = "acme";
            known.Url = known.ProtocolBinding == A2AProtocol.Grpc ? "http://" + known.Url : known.Url;
        }

        using var client = new A2AClient(card, new() { Bindings = [binding] });
        await client.SendMessageAsync(Texts.Send("hello"), default);
        await client.ListTasksAsync(new() { PageSize = 7 }, default);
        Assert.Equal("acme", ((SendMessageRequest)host.Clerk.Seen.First().Request).Tenant);
        Assert.Equal(new ListTasksRequest { Tenant = "acme", PageSize = 7 }, host.Clerk.Seen.Last().Request);
    }

    [Fact]
    public async Task A2A_4_3_3_and_13_2_a_push_notification_is_a_StreamResponse_with_the_token_and_authentication_of_its_configuration()
    {
        var config = new TaskPushNotificationConfig
        {
            Url = "https://example.org/hook",
            Token = "abc",
            Authentication = new() { Scheme = "Bearer", Credentials = "def" },
        };
        var update = new TaskStatusUpdateEvent { TaskId = "t", ContextId = "c", Status = new() { State = TaskState.Completed } };
        var told = new StreamResponse { StatusUpdate = update };
        using var request = PushNotification.ToRequest(config, told);
        Assert.Equal((HttpMethod.Post, config.Url), (request.Method, request.RequestUri!.AbsoluteUri));
        Assert.Equal("abc", request.Headers.GetValues("X-A2A-Notification-Token").Single());
        Assert.Equal("Bearer def", request.Headers.Authorization!.ToString());
        Assert.Equal(A2AProtocol.MediaType, request.Content!.Headers.ContentType!.MediaType);
        Assert.Equal(told, A2AJson.Parse<StreamResponse>(Encoding.UTF8.GetString(await request.Content.ReadAsByteArrayAsync())));
    }

    private static AgentCard Card(string binding, string url) =>
        new() { SupportedInterfaces = { new AgentInterface { ProtocolBinding = binding, Url = url, ProtocolVersion = "1.0" } } };

    private static async Task<WebApplication> ServeAsync(RequestDelegate handle)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(handle);
        await app.StartAsync();
        return app;
    }
}
