using System.Globalization;
using System.Text;
using A2A.Errors;
using A2A.V1;
using A2A.Validation;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace A2A.Tests;

/// <summary>What never reaches a handler (A2A 3.3.2, 5.7).</summary>
public sealed class ValidationTests
{
    public static TheoryData<string> Bindings => SendTests.Bindings;

    public static TheoryData<string, string> Faults { get; } = new()
    {
        { "no message", "message" },
        { "no ID", "message.messageId" },
        { "no role", "message.role" },
        { "an agent's role", "message.role" },
        { "an unknown role", "message.role" },
        { "no part", "message.parts" },
        { "an empty part", "message.parts[1]" },
        { "too many parts", "message.parts" },
        { "a long ID", "message.messageId" },
        { "a control character in an ID", "message.contextId" },
        { "a null character in a text", "message.parts[0].text" },
        { "deep data", "message.parts[0].data" },
        { "wide data", "message.parts[0].data" },
        { "too many references", "message.referenceTaskIds" },
        { "a negative history", "configuration.historyLength" },
        { "a push URL of a file", "configuration.taskPushNotificationConfig.url" },
        { "a push URL with a user", "configuration.taskPushNotificationConfig.url" },
        { "a push token with a line", "configuration.taskPushNotificationConfig.token" },
        { "push without a scheme", "configuration.taskPushNotificationConfig.authentication.scheme" },
        { "push without a URL", "configuration.taskPushNotificationConfig.url" },
        { "a long push URL", "configuration.taskPushNotificationConfig.url" },
        { "push of another task", "configuration.taskPushNotificationConfig.taskId" },
    };

    [Theory, MemberData(nameof(Faults))]
    public async Task A2A_3_3_2_and_5_7_and_13_4_parameters_are_checked_before_processing_on_each_binding(string fault, string field)
    {
        await using var host = await AgentHost.StartAsync();
        foreach (var binding in new[] { A2AProtocol.JsonRpc, A2AProtocol.HttpJson, A2AProtocol.Grpc })
        {
            using var client = await host.ConnectAsync(binding);
            var exception = await SendTests.ErrorAsync(A2AError.InvalidParams, () => client.SendMessageAsync(Broken(fault), default));
            // JSON has no way to an unknown role: its reader refuses it first.
            if (!(fault == "an unknown role" && exception.Violations.Count == 0))
            {
                Assert.Contains(exception.Violations, violation => violation.Field.StartsWith(field, StringComparison.Ordinal));
            }

            await SendTests.ErrorAsync(A2AError.InvalidParams, client.SendStreamingMessageAsync(Broken(fault), default));
        }

        Assert.Empty(host.Clerk.Seen);
    }

    [Theory]
    [InlineData("""{"text":"a","data":{}}""")]
    [InlineData("""{"text":"a","text":"b"}""")]
    [InlineData("""{"mediaType":"text/plain"}""")]
    [InlineData("""{"raw":"not base64!"}""")]
    public async Task A_part_has_exactly_one_content(string part)
    {
        await using var host = await AgentHost.StartAsync();
        var (response, _) = await host.SendAsync(
            "POST", "/a2a/message:send", $$$"""{"message":{"messageId":"1","role":"ROLE_USER","parts":[{{{part}}}]}}""");
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Empty(host.Clerk.Seen);
    }

    [Theory]
    [InlineData("\"user\"")]
    [InlineData("\"ROLE_UNSPECIFIED\"")]
    [InlineData("0")]
    [InlineData("7")]
    public async Task An_older_or_unknown_role_is_not_taken_for_none(string role)
    {
        await using var host = await AgentHost.StartAsync();
        var (response, _) = await host.SendAsync(
            "POST", "/a2a/message:send", $$$"""{"message":{"messageId":"1","role":{{{role}}},"parts":[{"text":"hello"}]}}""");
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Empty(host.Clerk.Seen);
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task All_contents_of_a_part_arrive(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);
        var request = Texts.Send("hello");
        request.Message.Parts.Add(
        [
            new Part { Raw = ByteString.CopyFrom(0, 1, 255), MediaType = "image/png", Filename = "a.png" },
            new Part { Url = "https://example.org/" },
            new Part { Data = Value.ForList(Value.ForNull(), Value.ForNumber(1.5), Value.ForList(Value.ForBool(true))) },
            new Part { Text = "" },
            new Part { Data = Value.ForNull() },
        ]);
        request.Metadata = new() { Fields = { ["skillId"] = Value.ForString("order \u2028 \"é\"") } };

        await client.SendMessageAsync(request, default);

        Assert.Equal(request, host.Clerk.Seen.Single().Request);
    }

    [Fact]
    public async Task JSON_that_is_too_deep_or_too_large_is_refused()
    {
        await using var host = await AgentHost.StartAsync(configure: options => options.Limits = new() { RequestBytes = 10_000 });
        var deep = string.Concat(Enumerable.Repeat("[", 5000));
        var (tooDeep, _) = await host.SendAsync("POST", "/a2a/message:send", deep);
        Assert.Equal(400, (int)tooDeep.StatusCode);

        var (tooLarge, body) = await host.SendAsync("POST", "/a2a/message:send", $"\"{new string('a', 10_000)}\"");
        Assert.Equal(413, (int)tooLarge.StatusCode);
        Assert.Equal("TOO_LARGE", body.GetProperty("error").GetProperty("details")[0].GetProperty("reason").GetString());
        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/a2a/message:send") { Content = new StreamContent(new Endless()) };
        chunked.Headers.Add(A2AProtocol.VersionHeader, A2AProtocol.Version);
        chunked.Headers.TransferEncodingChunked = true;
        var endless = await host.Http.SendAsync(chunked);
        Assert.Equal(413, (int)endless.StatusCode);

        using var client = await host.ConnectAsync(A2AProtocol.Grpc);
        await SendTests.ErrorAsync(A2AError.ResourceExhausted, () => client.SendMessageAsync(Texts.Send(new string('a', 10_000)), default));
        Assert.Empty(host.Clerk.Seen);
    }

    private static SendMessageRequest Broken(string fault)
    {
        var request = Texts.Send("hello", new());
        var message = request.Message;
        var push = request.Configuration.TaskPushNotificationConfig = new() { Url = "https://example.org/" };
        var limits = new A2ALimits();
        switch (fault)
        {
            case "no message": request.Message = null; break;
            case "no ID": message.MessageId = ""; break;
            case "no role": message.Role = Role.Unspecified; break;
            case "an agent's role": message.Role = Role.Agent; break;
            case "an unknown role": message.Role = (Role)7; break;
            case "no part": message.Parts.Clear(); break;
            case "an empty part": message.Parts.Add(new Part { MediaType = "text/plain" }); break;
            case "too many parts": message.Parts.Add(Enumerable.Range(0, limits.Parts).Select(_ => new Part { Text = "a" })); break;
            case "a long ID": message.MessageId = new('a', limits.NameLength + 1); break;
            case "a control character in an ID": message.ContextId = "a\nb"; break;
            case "a null character in a text": message.Parts[0].Text = "a\0b"; break;
            case "deep data": message.Parts[0].Data = Deep(limits.Depth + 1); break;
            case "wide data":
                message.Parts[0].Data = Value.ForList([.. Enumerable.Range(0, limits.Items + 1).Select(i => Value.ForNumber(i))]);
                break;
            case "too many references":
                message.ReferenceTaskIds.Add(Enumerable.Range(0, limits.Items + 1).Select(i => i.ToString(CultureInfo.InvariantCulture)));
                break;
            case "a negative history": request.Configuration.HistoryLength = -1; break;
            case "a push URL of a file": push.Url = "file:///etc/passwd"; break;
            case "a push URL with a user": push.Url = "https://user@example.org/"; break;
            case "a push token with a line": push.Token = "a\r\nHost: b"; break;
            case "push without a URL": push.Url = ""; break;
            case "a long push URL": push.Url += new string('a', limits.NameLength); break;
            case "push of another task": push.TaskId = "another"; break;
            case "push without a scheme": push.Authentication = new() { Credentials = "a" }; break;
        }

        return request;
    }

    private static Value Deep(int levels)
    {
        var value = Value.ForBool(true);
        for (var i = 0; i < levels; i++)
        {
            value = Value.ForList(value);
        }

        return value;
    }

    private sealed class Endless : MemoryStream
    {
        private int _left = 1 << 20;

        public override int Read(byte[] buffer, int offset, int count)
        {
            count = Math.Min(count, _left);
            Encoding.UTF8.GetBytes(new string(' ', count)).CopyTo(buffer, offset);
            _left -= count;
            return count;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var bytes = new byte[buffer.Length];
            var read = Read(bytes, 0, bytes.Length);
            bytes.AsMemory(0, read).CopyTo(buffer);
            return new(read);
        }
    }
}
