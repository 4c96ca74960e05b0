using System.Text.Json;
using A2A.Errors;
using A2A.V1;
using Grpc.Core;

namespace A2A.Tests;

/// <summary>Errors (A2A 3.3.2, 5.4, 9.5, 10.6, 11.6), capabilities (3.3.4), versions (3.6) and extensions (4.6).</summary>
public sealed class ErrorTests
{
    private const string Type = "type.googleapis.com/google.rpc.ErrorInfo";

    public static TheoryData<string> Bindings => SendTests.Bindings;

    public static TheoryData<string> Reasons { get; } = new(A2AError.All.Select(error => error.Reason));

    [Theory]
    [InlineData("TASK_NOT_FOUND", -32001, 404, StatusCode.NotFound)]
    [InlineData("TASK_NOT_CANCELABLE", -32002, 400, StatusCode.FailedPrecondition)]
    [InlineData("PUSH_NOTIFICATION_NOT_SUPPORTED", -32003, 400, StatusCode.FailedPrecondition)]
    [InlineData("UNSUPPORTED_OPERATION", -32004, 400, StatusCode.FailedPrecondition)]
    [InlineData("CONTENT_TYPE_NOT_SUPPORTED", -32005, 400, StatusCode.InvalidArgument)]
    [InlineData("INVALID_AGENT_RESPONSE", -32006, 500, StatusCode.Internal)]
    [InlineData("EXTENDED_AGENT_CARD_NOT_CONFIGURED", -32007, 400, StatusCode.FailedPrecondition)]
    [InlineData("EXTENSION_SUPPORT_REQUIRED", -32008, 400, StatusCode.FailedPrecondition)]
    [InlineData("VERSION_NOT_SUPPORTED", -32009, 400, StatusCode.FailedPrecondition)]
    public void A2A_5_4_each_error_has_its_codes(string reason, int code, int http, StatusCode grpc)
    {
        var error = A2AError.All.Single(known => known.Reason == reason);
        Assert.Equal((code, http, grpc), (error.Code, error.HttpStatus, error.GrpcStatus));
    }

    [Theory, MemberData(nameof(Reasons))]
    public async Task Each_error_reaches_a_client_of_each_binding_whole(string reason)
    {
        await using var host = await AgentHost.StartAsync();
        var error = A2AError.All.Single(known => known.Reason == reason);
        foreach (var binding in new[] { A2AProtocol.JsonRpc, A2AProtocol.HttpJson, A2AProtocol.Grpc })
        {
            using var client = await host.ConnectAsync(binding);
            var exception = await SendTests.ErrorAsync(error, () => client.SendMessageAsync(Texts.Send($"error {reason}"), default));
            Assert.Equal("this", exception.Metadata["about"]);
            Assert.Equal(error.Message, exception.Message);
        }
    }

    [Theory, MemberData(nameof(Reasons))]
    public async Task A2A_9_5_and_11_6_errors_in_JSON_carry_their_detail(string reason)
    {
        await using var host = await AgentHost.StartAsync();
        var error = A2AError.All.Single(known => known.Reason == reason);
        var message = $$$"""{"message":{"messageId":"1","role":"ROLE_USER","parts":[{"text":"error {{{reason}}}"}]}}""";

        var (rpcResponse, rpc) = await host.RpcAsync($$"""{"jsonrpc":"2.0","id":7,"method":"SendMessage","params":{{message}}}""");
        Assert.Equal(error.HttpStatus is 401 or 403 ? error.HttpStatus : 200, (int)rpcResponse.StatusCode);
        Assert.Equal(error.Code, rpc.GetProperty("error").GetProperty("code").GetInt32());
        AssertDetail(rpc.GetProperty("error").GetProperty("data"), reason);

        var (httpResponse, http) = await host.SendAsync("POST", "/a2a/message:send", message);
        Assert.Equal(error.HttpStatus, (int)httpResponse.StatusCode);
        Assert.Equal(error.HttpStatus, http.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(error.StatusName, http.GetProperty("error").GetProperty("status").GetString());
        AssertDetail(http.GetProperty("error").GetProperty("details"), reason);
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A_fault_tells_nothing_of_itself(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);

        var exception = await SendTests.ErrorAsync(A2AError.Internal, () => client.SendMessageAsync(Texts.Send("crash"), default));
        Assert.Equal(A2AError.Internal.Message, exception.Message);
        await SendTests.ErrorAsync(A2AError.Internal, client.SendStreamingMessageAsync(Texts.Send("crash"), default));
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A2A_3_3_4_what_the_card_does_not_promise_is_refused(string binding)
    {
        await using var host = await AgentHost.StartAsync(card => card.Capabilities = new());
        using var client = await host.ConnectAsync(binding);
        var push = new TaskPushNotificationConfig { TaskId = "t", Url = "https://example.org/" };

        await SendTests.ErrorAsync(A2AError.UnsupportedOperation, client.SendStreamingMessageAsync(Texts.Send("hello"), default));
        await SendTests.ErrorAsync(A2AError.UnsupportedOperation, client.SubscribeToTaskAsync(new() { Id = "t" }, default));
        await SendTests.ErrorAsync(A2AError.UnsupportedOperation, () => client.GetExtendedAgentCardAsync(default));
        var none = A2AError.PushNotificationNotSupported;
        await SendTests.ErrorAsync(none, () => client.CreateTaskPushNotificationConfigAsync(push, default));
        await SendTests.ErrorAsync(none, () => client.GetTaskPushNotificationConfigAsync(new() { TaskId = "t", Id = "p" }, default));
        await SendTests.ErrorAsync(none, () => client.ListTaskPushNotificationConfigsAsync(new() { TaskId = "t" }, default));
        await SendTests.ErrorAsync(none, () => client.DeleteTaskPushNotificationConfigAsync(new() { TaskId = "t", Id = "p" }, default));
        var withPush = Texts.Send("hello", new() { TaskPushNotificationConfig = push });
        await SendTests.ErrorAsync(none, () => client.SendMessageAsync(withPush, default));
        Assert.Equal("hello", (await client.SendMessageAsync(Texts.Send("hello"), default)).Message.Parts[0].Text);
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A2A_3_1_11_and_3_3_4_and_13_3_an_extended_card_that_is_promised_and_not_there_has_its_own_error(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);

        await SendTests.ErrorAsync(A2AError.ExtendedAgentCardNotConfigured, () => client.GetExtendedAgentCardAsync(default));
        host.Clerk.ExtendedCard = AgentHost.NewCard();
        host.Clerk.ExtendedCard.Skills.Add(new AgentSkill { Id = "more", Name = "More", Description = "More.", Tags = { "shop" } });
        Assert.Equal(2, (await client.GetExtendedAgentCardAsync(default)).Skills.Count);
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A2A_4_6_an_extension_that_is_required_must_be_among_those_of_the_request(string binding)
    {
        const string Extension = "https://example.org/extension";
        await using var host = await AgentHost.StartAsync(
            card => card.Capabilities.Extensions.Add(new AgentExtension { Uri = Extension, Required = true }));
        host.Clerk.ExtendedCard = AgentHost.NewCard();
        using var without = await host.ConnectAsync(binding);
        using var with = await host.ConnectAsync(binding, "ann", "https://example.org/other", Extension);

        await SendTests.ErrorAsync(A2AError.ExtensionSupportRequired, () => without.SendMessageAsync(Texts.Send("hello"), default));
        await SendTests.ErrorAsync(A2AError.ExtensionSupportRequired, () => without.ListTasksAsync(new(), default));
        await without.GetExtendedAgentCardAsync(default);
        await with.SendMessageAsync(Texts.Send("extend"), default);
        Assert.Equal(["https://example.org/other", Extension], host.Clerk.Seen.Single().Call.Extensions);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0.3")]
    [InlineData("1.1")]
    [InlineData("2.0")]
    [InlineData("1.0.x")]
    public async Task A2A_3_6_2_and_14_2_1_no_version_means_0_3_and_what_is_not_spoken_is_refused(string? version)
    {
        await using var host = await AgentHost.StartAsync();
        var (_, rpc) = await host.RpcAsync("""{"jsonrpc":"2.0","id":1,"method":"ListTasks"}""", version);
        Assert.Equal(-32009, rpc.GetProperty("error").GetProperty("code").GetInt32());
        var (_, http) = await host.SendAsync("GET", "/a2a/tasks", version: version);
        AssertDetail(http.GetProperty("error").GetProperty("details"), "VERSION_NOT_SUPPORTED");
    }

    [Fact]
    public async Task A2A_3_6_and_3_6_1_a_version_may_be_a_query_parameter_and_patches_do_not_count()
    {
        await using var host = await AgentHost.StartAsync();
        var (query, _) = await host.SendAsync("GET", "/a2a/tasks?A2A-Version=1.0", version: null);
        var (patch, _) = await host.SendAsync("GET", "/a2a/tasks", version: "1.0.1");
        Assert.Equal((200, 200), ((int)query.StatusCode, (int)patch.StatusCode));
    }

    private static void AssertDetail(JsonElement details, string reason)
    {
        var detail = details.EnumerateArray().First();
        Assert.Equal(Type, detail.GetProperty("@type").GetString());
        Assert.Equal(reason, detail.GetProperty("reason").GetString());
        Assert.Equal("a2a-protocol.org", detail.GetProperty("domain").GetString());
    }
}
