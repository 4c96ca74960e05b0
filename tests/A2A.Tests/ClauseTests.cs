using System.Reflection;
using System.Text.RegularExpressions;
using A2A.Client;
using A2A.Errors;
using A2A.Json;
using A2A.V1;
using Ecommerce.Development;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Grpc.Net.Client;
using RpcStatus = Google.Rpc.Status;

namespace A2A.Tests;

/// <summary>
/// Clauses of the specification that are no one operation's, and that each clause with a MUST for an agent or a client has a test that
/// names it.
/// </summary>
public sealed partial class ClauseTests
{
    private const string Ask = """{"message":{"messageId":"1","role":"ROLE_USER","parts":[{"text":"ask"}]}}""";
    private const string Extension = "https://example.org/extension";

    // Those of A2A 1.0.1 but for documents (1.4, 2.1, A), what is never to be relied upon (3.7), what 5.1 says again (4) and bindings of
    // one's own (5.8, 12).
    private static readonly string[] Clauses =
    [
        "3.1.1", "3.1.2", "3.1.4", "3.1.6", "3.1.7", "3.1.8", "3.1.9", "3.1.10", "3.1.11", "3.2.2", "3.2.6", "3.3.2", "3.3.4", "3.4.1",
        "3.4.2", "3.4.3", "3.5.2", "3.6", "3.6.1", "3.6.2", "3.6.3", "4.3.3", "4.6.3", "5.1", "5.2", "5.4", "5.5", "5.6.1", "5.7", "7.1",
        "7.4", "7.6.1", "7.6.4", "8.1", "8.3", "8.3.1", "8.3.2", "8.4.1", "8.4.2", "8.4.3", "9.2", "9.3", "9.5", "10.2", "10.6", "11.2",
        "11.5", "11.6", "13.1", "13.2", "13.3", "13.4", "14.1.1", "14.2.1", "14.3",
    ];

    // What a library cannot prove, since it is the agents'. The file names the clause as the tests here do.
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["7.1"] = "tests/Ecommerce.SystemTests/AgentTaskTests.cs",
        ["7.4"] = "tests/Ecommerce.ServiceDefaults.Tests/A2A/AgentTaskTests.cs",
        ["7.6.1"] = "tests/Ecommerce.ServiceDefaults.Tests/A2A/TaskProgressTests.cs",
        ["7.6.4"] = "tests/Ecommerce.ServiceDefaults.Tests/A2A/TaskProgressTests.cs",
        ["13.1"] = "tests/Ecommerce.ServiceDefaults.Tests/A2A/TaskOwnershipTests.cs",
    };

    public static TheoryData<string> Bindings => SendTests.Bindings;

    public static TheoryData<string> AllClauses { get; } = [.. Clauses];

    [Theory, MemberData(nameof(AllClauses))]
    public void A_clause_that_demands_something_has_a_test_that_names_it(string clause)
    {
        var named = Elsewhere.TryGetValue(clause, out var file)
            ? NamedIn(File.ReadAllText(RepositoryRoot.At(file.Split('/'))))
            : typeof(ClauseTests).Assembly.GetTypes().SelectMany(type => type.GetMethods())
                .Where(method => method.GetCustomAttribute<FactAttribute>() is not null).SelectMany(method => NamedIn(method.Name));
        Assert.Contains(named, name => name == clause || clause.StartsWith($"{name}.", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A2A_3_4_1_a_new_context_is_told_and_one_that_the_caller_brings_is_kept(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);

        var first = (await client.SendMessageAsync(Texts.Send("order"), default)).Task;
        var second = (await client.SendMessageAsync(Texts.Send("order", contextId: first.ContextId), default)).Task;

        Assert.NotEmpty(first.ContextId);
        Assert.Equal(first.ContextId, second.ContextId);
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A2A_3_4_2_each_task_has_an_ID_of_its_own_from_the_first_event_on(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);

        HashSet<string> ids = [];
        for (var i = 0; i < 5; i++)
        {
            var events = await client.SendStreamingMessageAsync(Texts.Send("order"), default).ToListAsync();
            Assert.True(ids.Add(events[0].Task.Id));
            Assert.Equal(ids.Last(), events[^1].StatusUpdate.TaskId);
        }

        Assert.DoesNotContain("", ids);
    }

    [Fact]
    public async Task A2A_5_1_every_binding_answers_the_same()
    {
        await using var host = await AgentHost.StartAsync();
        List<(AgentTask Task, ListTasksResponse Page, AgentCard Card, string Missing)> answers = [];
        using var sender = await host.ConnectAsync(A2AProtocol.JsonRpc);
        var id = (await sender.SendMessageAsync(Texts.Send("order"), default)).Task.Id;
        foreach (var binding in new[] { A2AProtocol.JsonRpc, A2AProtocol.HttpJson, A2AProtocol.Grpc })
        {
            using var client = await host.ConnectAsync(binding);
            var missing = await SendTests.ErrorAsync(A2AError.TaskNotFound, () => client.GetTaskAsync(new() { Id = "t-none" }, default));
            answers.Add((
                await client.GetTaskAsync(new() { Id = id }, default),
                await client.ListTasksAsync(new() { IncludeArtifacts = true }, default), client.Card, missing.Message));
        }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public void A2A_5_6_1_times_are_read_with_any_offset_and_written_in_UTC()
    {
        var status = A2AJson.Parse<V1.TaskStatus>(
            """{"state":"TASK_STATE_WORKING","timestamp":"2026-11-22T23:30:00.5+01:00"}""");
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 22, 30, 0, 500, TimeSpan.Zero), status.Timestamp.ToDateTimeOffset());
        Assert.Equal("""{"state":"TASK_STATE_WORKING","timestamp":"2026-11-22T22:30:00.500Z"}""", A2AJson.Format(status));
    }

    [Theory]
    [InlineData("A2A-Version", "A2A-Extensions")]
    [InlineData("a2a-version", "a2a-extensions")]
    [InlineData("A2A-VERSION", "a2A-eXTENSIONS")]
    public async Task A2A_3_2_6_and_9_2_and_11_2_service_parameters_are_headers_whatever_their_case(string version, string extensions)
    {
        await using var host = await AgentHost.StartAsync();
        foreach (var (path, body) in new[]
        {
            ("/a2a", $$$"""{"jsonrpc":"2.0","id":1,"method":"SendMessage","params":{{{Ask}}}}"""), ("/a2a/message:send", Ask),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path);
            request.Content = new StringContent(body, null, "application/json");
            request.Headers.Add(version, "1.0");
            request.Headers.Add(extensions, $"{Extension}, https://example.org/Other");
            using var response = await host.Http.SendAsync(request);
            Assert.Equal(200, (int)response.StatusCode);
        }

        Assert.Equal(2, host.Clerk.Seen.Count);
        Assert.All(host.Clerk.Seen, seen => Assert.Equal([Extension, "https://example.org/Other"], seen.Call.Extensions));
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A2A_3_6_1_and_3_6_3_a_client_names_its_version_and_speaks_no_other(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var recorder = new Recorder();
        using var client = await A2AClient.ConnectAsync(host.Address, new() { Http = new(recorder), Bindings = [binding] }, default);
        await client.SendMessageAsync(Texts.Send("hello"), default);
        Assert.Equal(["1.0"], recorder.Last!.RequestMessage!.Headers.GetValues("A2A-Version"));

        var old = new AgentCard
        {
            SupportedInterfaces =
            {
                new AgentInterface { ProtocolBinding = binding, Url = "https://example.org", ProtocolVersion = "0.3" },
            },
        };
        Assert.Equal(A2AError.VersionNotSupported, Assert.Throws<A2AException>(() => new A2AClient(old)).Error);
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A2A_4_6_3_an_extension_that_is_not_known_is_ignored(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var recorder = new Recorder();
        using var client = await A2AClient.ConnectAsync(
            host.Address, new() { Http = new(recorder), Bindings = [binding], Extensions = [$"{Extension}/v9"] }, default);
        Assert.Equal("hello", (await client.SendMessageAsync(Texts.Send("hello"), default)).Message.Parts[0].Text);
        Assert.Equal([$"{Extension}/v9"], host.Clerk.Seen.Single().Call.Extensions);
        Assert.False(recorder.Last!.Headers.Contains("A2A-Extensions"));
    }

    [Fact]
    public void A2A_8_3_2_a_client_takes_the_first_interface_that_it_speaks()
    {
        var card = new AgentCard
        {
            SupportedInterfaces =
            {
                new AgentInterface { ProtocolBinding = "A-NEW-ONE", Url = "https://example.org/0", ProtocolVersion = "1.0" },
                new AgentInterface { ProtocolBinding = "HTTP+JSON", Url = "https://example.org/1", ProtocolVersion = "2.0" },
                new AgentInterface { ProtocolBinding = "HTTP+JSON", Url = "https://example.org/2", ProtocolVersion = "1.0" },
                new AgentInterface { ProtocolBinding = "JSONRPC", Url = "https://example.org/3", ProtocolVersion = "1.0" },
            },
        };
        Assert.Equal("https://example.org/2", InterfaceChoice.Choose(card, ["JSONRPC", "HTTP+JSON"], null).Interface.Url);
        Assert.Equal("https://example.org/3", InterfaceChoice.Choose(card, ["JSONRPC"], null).Interface.Url);
    }

    [Theory]
    [InlineData("\"jsonrpc\":\"1.0\",", false)]
    [InlineData("", false)]
    [InlineData("\"jsonrpc\":\"2.0\",", true)]
    public async Task A2A_9_3_a_request_and_its_reply_are_of_JSON_RPC_2_0(string version, bool isTaken)
    {
        await using var host = await AgentHost.StartAsync();
        var (_, reply) = await host.RpcAsync("{" + version + "\"id\":\"a\",\"method\":\"ListTasks\",\"params\":{}}");
        Assert.Equal("2.0", reply.GetProperty("jsonrpc").GetString());
        Assert.Equal(isTaken, reply.TryGetProperty("result", out _));
        Assert.Equal(isTaken ? (int?)null : -32600, isTaken ? null : reply.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Theory]
    [InlineData("1.0", StatusCode.NotFound, "TASK_NOT_FOUND")]
    [InlineData("0.3", StatusCode.FailedPrecondition, "VERSION_NOT_SUPPORTED")]
    [InlineData(null, StatusCode.FailedPrecondition, "VERSION_NOT_SUPPORTED")]
    public async Task A2A_10_2_and_10_6_gRPC_takes_parameters_as_metadata_and_tells_errors_by_ErrorInfo(
        string? version, StatusCode code, string reason)
    {
        await using var host = await AgentHost.StartAsync();
        using var channel = GrpcChannel.ForAddress($"http://{host.Card.SupportedInterfaces[2].Url}");
        var method = new Method<GetTaskRequest, AgentTask>(
            MethodType.Unary, "lf.a2a.v1.A2AService", "GetTask",
            Marshallers.Create(request => request.ToByteArray(), GetTaskRequest.Parser.ParseFrom),
            Marshallers.Create(task => task.ToByteArray(), AgentTask.Parser.ParseFrom));
        var metadata = new Metadata();
        if (version is not null)
        {
            metadata.Add("a2a-version", version);
        }

        var exception = await Assert.ThrowsAsync<RpcException>(async () => await channel.CreateCallInvoker().AsyncUnaryCall(
            method, null, new CallOptions(metadata), new() { Id = "t-none" }).ResponseAsync);

        Assert.Equal(code, exception.StatusCode);
        var status = RpcStatus.Parser.ParseFrom(exception.Trailers.GetValueBytes("grpc-status-details-bin"));
        Assert.Equal((int)code, status.Code);
        var info = status.Details.Single(detail => detail.Is(ErrorInfo.Descriptor)).Unpack<ErrorInfo>();
        Assert.Equal((reason, "a2a-protocol.org"), (info.Reason, info.Domain));
    }

    [Fact]
    public async Task A2A_11_5_names_in_a_query_are_camelCase_and_values_are_encoded()
    {
        await using var host = await AgentHost.StartAsync();
        var (response, _) = await host.SendAsync(
            "GET", "/a2a/tasks?page_size=3&pageSize=7&contextId=a%2Bb%26c%20d&status=TASK_STATE_WORKING&includeArtifacts=true");
        Assert.Equal(200, (int)response.StatusCode);
        var request = (ListTasksRequest)host.Clerk.Seen.Single().Request;
        Assert.Equal(
            (7, "a+b&c d", TaskState.Working, true), (request.PageSize, request.ContextId, request.Status, request.IncludeArtifacts));
    }

    // Such as 3.1.1 and 3.3.4 in A2A_3_1_1_and_3_3_4_a_task, and each number from 7 to 10 in A2A_3_1_7_to_10.
    private static IEnumerable<string> NamedIn(string text)
    {
        foreach (Match match in Name().Matches(text))
        {
            foreach (var clause in match.Groups["clause"].Captures.Select(capture => capture.Value))
            {
                yield return clause.Replace('_', '.');
            }

            if (match.Groups["to"] is { Success: true } last)
            {
                var first = match.Groups["clause"].Captures[^1].Value.Split('_');
                for (var i = int.Parse(first[^1], null) + 1; i <= int.Parse(last.Value, null); i++)
                {
                    yield return string.Join('.', [.. first[..^1], $"{i}"]);
                }
            }
        }
    }

    private sealed class Recorder() : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
    {
        public HttpResponseMessage? Last { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Last = await base.SendAsync(request, cancellationToken);
    }

    [GeneratedRegex(@"A2A_(?<clause>\d+(_\d+)+)(_and_(?<clause>\d+(_\d+)+))*(_to_(?<to>\d+))?_")]
    private static partial Regex Name();
}
