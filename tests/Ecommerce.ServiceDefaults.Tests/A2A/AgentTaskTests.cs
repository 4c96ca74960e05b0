using A2A;
using A2A.Client;
using A2A.Errors;
using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.A2A;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using AgentTask = A2A.V1.Task;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.ServiceDefaults.Tests.A2A;

/// <summary>A message is a call of a capability, and what comes of it is a task.</summary>
public sealed class AgentTaskTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private TaskAgent _agent = null!;

    public static TheoryData<string> Bindings => [A2AProtocol.JsonRpc, A2AProtocol.HttpJson, A2AProtocol.Grpc];

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync("orders", typeof(AgentTaskTests).Assembly);
        _agent = await TaskAgent.StartAsync(_database);
    }

    public async ValueTask DisposeAsync()
    {
        await _agent.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_reply_completes_a_task_and_is_its_artifact(string binding)
    {
        var task = await SendAsync(_agent.OfAdmin(binding), TaskAgent.Ask("get_order", Of(PlayedOrders.Plain), "m-1"));

        Assert.Equal(TaskState.Completed, task.Status.State);
        Assert.StartsWith("order.", task.Id, StringComparison.Ordinal);
        var part = Assert.Single(Assert.Single(task.Artifacts).Parts);
        Assert.Equal(PlayedOrders.Plain, part.Data.StructValue.Fields["order_id"].StringValue);
        Assert.Equal("m-1", Assert.Single(task.History).MessageId);
        Assert.Equal("get_order", task.Metadata.Fields["skillId"].StringValue);
        Assert.Equal(task, await _agent.OfAdmin(binding).GetTaskAsync(new() { Id = task.Id }, CancellationToken.None));
    }

    [Fact]
    public async Task A_degraded_reply_completes_a_task_and_its_artifact_says_so()
    {
        var task = await SendAsync(_agent.OfAdmin(), TaskAgent.Ask("get_order", Of(PlayedOrders.Degraded)));

        Assert.Equal(TaskState.Completed, task.Status.State);
        Assert.True(Assert.Single(task.Artifacts).Metadata.Fields["degraded"].BoolValue);
        Assert.Null((await SendAsync(_agent.OfAdmin(), TaskAgent.Ask("get_order", Of(PlayedOrders.Plain)))).Artifacts[0].Metadata);
    }

    [Theory]
    [InlineData(PlayedOrders.Missing, TaskState.Rejected, "not_found")]
    [InlineData(PlayedOrders.Broken, TaskState.Failed, "internal")]
    public async Task A_refusal_rejects_a_task_and_a_fault_fails_it(string order, TaskState state, string code)
    {
        var task = await SendAsync(_agent.OfAdmin(), TaskAgent.Ask("get_order", Of(order)));

        Assert.Equal(state, task.Status.State);
        Assert.Equal(code, task.Status.Message.Parts[1].Data.StructValue.Fields["code"].StringValue);
        Assert.Empty(task.Artifacts);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task What_breaks_the_rules_is_an_error_that_names_the_field_and_is_no_task(string binding)
    {
        var client = _agent.OfAdmin(binding);
        foreach (var json in new[] { """{"order_id": "1"}""", """{"order": "1"}""" })
        {
            var refused = await RefusedAsync(client.SendMessageAsync(TaskAgent.Ask("get_order", json), CancellationToken.None));
            Assert.Equal(A2AError.InvalidParams, refused.Error);
            Assert.Contains(refused.Violations, violation => violation.Field.StartsWith("order", StringComparison.Ordinal));
        }

        Assert.Equal(0, (await client.ListTasksAsync(new(), CancellationToken.None)).TotalSize);
        Assert.Equal(0, _agent.Orders.Calls);
    }

    [Theory]
    [InlineData("no_such_thing", "{}")]
    [InlineData("create_order", "{}")]
    [InlineData("create_order", """{"user_id": 1}""")]
    [InlineData("no_such_thing", null)]
    [InlineData("create_order", null)]
    public async Task A_skill_that_the_caller_may_not_see_is_refused_as_one_that_there_is_not(string skill, string? json)
    {
        var request = TaskAgent.Ask(skill, json ?? "{}");
        if (json is null)
        {
            request.Message.Parts[0] = new() { Text = "an order" };
        }

        var refused = await RefusedAsync(_agent.OfAdmin().SendMessageAsync(request, CancellationToken.None));

        Assert.Equal((A2AError.PermissionDenied, "The policy does not allow this call, or there is no such capability."),
            (refused.Error, refused.Message));
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task Words_alone_are_told_which_skills_there_are_and_the_task_goes_on_with_one(string binding)
    {
        var client = _agent.OfAdmin(binding);
        var waiting = await SendAsync(client, TaskAgent.Ask(null, "What about my order?"));
        Assert.Equal(TaskState.InputRequired, waiting.Status.State);
        Assert.Contains("get_order", waiting.Status.Message.Parts[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("create_order", waiting.Status.Message.Parts[0].Text, StringComparison.Ordinal);

        var answer = TaskAgent.Ask("get_order", Of(PlayedOrders.Plain));
        answer.Message.TaskId = waiting.Id;
        var task = await SendAsync(client, answer);

        Assert.Equal((waiting.Id, waiting.ContextId, TaskState.Completed), (task.Id, task.ContextId, task.Status.State));
        Assert.Equal(2, (await client.GetTaskAsync(new() { Id = task.Id }, CancellationToken.None)).History.Count);
        var again = await SendAsync(client, answer);
        Assert.Equal((task.Id, TaskState.Completed, task.Artifacts[0]), (again.Id, again.Status.State, again.Artifacts[0]));
        var changed = TaskAgent.Ask("get_order", Of(PlayedOrders.Missing), answer.Message.MessageId);
        changed.Message.TaskId = waiting.Id;
        Assert.Equal(A2AError.InvalidParams, (await RefusedAsync(client.SendMessageAsync(changed, CancellationToken.None))).Error);
        Assert.Equal(1, _agent.Orders.Calls);
        var late = TaskAgent.Ask("get_order", Of(PlayedOrders.Plain));
        late.Message.TaskId = waiting.Id;
        Assert.Equal(A2AError.UnsupportedOperation, (await RefusedAsync(client.SendMessageAsync(late, CancellationToken.None))).Error);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A2A_3_3_2_content_that_no_skill_takes_is_refused_and_nothing_is_fetched(string binding)
    {
        var client = _agent.OfAdmin(binding);
        foreach (var part in new Part[]
        {
            new() { Url = "http://127.0.0.1:1/order.json" }, new() { Raw = ByteString.CopyFromUtf8("{}"), MediaType = "application/json" },
            new() { Text = "<order/>", MediaType = "application/xml" }, new() { Data = Value.ForNull(), MediaType = "image/png" },
        })
        {
            var request = TaskAgent.Ask("get_order", Of(PlayedOrders.Plain));
            request.Message.Parts[0] = part;
            var refused = await RefusedAsync(client.SendMessageAsync(request, CancellationToken.None));
            Assert.Equal(A2AError.ContentTypeNotSupported, refused.Error);
        }

        var taken = TaskAgent.Ask("get_order", Of(PlayedOrders.Plain));
        taken.Message.Parts[0].MediaType = "application/JSON; charset=utf-8";
        Assert.Equal(TaskState.Completed, (await SendAsync(client, taken)).Status.State);
        Assert.Equal(1, (await client.ListTasksAsync(new(), CancellationToken.None)).TotalSize);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A2A_3_1_4_a_page_token_that_the_agent_did_not_give_is_refused(string binding)
    {
        foreach (var token in new[] { "1", "!", new string('_', 32), new string('A', 1000) })
        {
            var refused = await RefusedAsync(
                _agent.OfAdmin(binding).ListTasksAsync(new() { PageToken = token }, CancellationToken.None));
            Assert.Equal((A2AError.InvalidParams, "pageToken"), (refused.Error, Assert.Single(refused.Violations).Field));
        }
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A2A_3_4_1_a_context_of_the_callers_is_kept_and_a_new_one_is_told(string binding)
    {
        var client = _agent.OfAdmin(binding);
        var first = await SendAsync(client, TaskAgent.Ask("get_order", Of(PlayedOrders.Plain)));
        var request = TaskAgent.Ask("get_order", Of(PlayedOrders.Plain));
        request.Message.ContextId = "my cart";
        var second = await SendAsync(client, request);

        Assert.NotEmpty(first.ContextId);
        Assert.Equal("my cart", second.ContextId);
        var listed = await client.ListTasksAsync(new() { ContextId = "my cart" }, CancellationToken.None);
        Assert.Equal(second.Id, Assert.Single(listed.Tasks).Id);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task The_same_message_is_the_same_task_and_another_under_its_ID_is_none(string binding)
    {
        var client = _agent.OfAdmin(binding);
        var first = await SendAsync(client, TaskAgent.Ask("get_order", Of(PlayedOrders.Plain), "m-1"));
        var again = await SendAsync(client, TaskAgent.Ask("get_order", Of(PlayedOrders.Plain), "m-1"));
        var other = await RefusedAsync(
            client.SendMessageAsync(TaskAgent.Ask("get_order", Of(PlayedOrders.Missing), "m-1"), CancellationToken.None));

        Assert.Equal(first.Id, again.Id);
        Assert.Equal((A2AError.InvalidParams, "message.messageId"), (other.Error, Assert.Single(other.Violations).Field));
        Assert.Equal(1, _agent.Orders.Calls);
        Assert.Equal(1, (await client.ListTasksAsync(new(), CancellationToken.None)).TotalSize);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_task_goes_on_when_its_caller_has_left(string binding)
    {
        var client = _agent.OfAdmin(binding);
        var request = TaskAgent.Ask("get_order", Of(PlayedOrders.Slow));
        request.Configuration = new() { ReturnImmediately = true };
        var begun = await SendAsync(client, request);
        Assert.Equal(TaskState.Working, begun.Status.State);

        _agent.Orders.Release();

        var task = await EndedAsync(client, begun.Id);
        Assert.Equal(TaskState.Completed, task.Status.State);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task Every_subscriber_sees_the_same_events_in_order_on_another_replica_too(string binding)
    {
        await using var replica = await TaskAgent.StartAsync(_database);
        var watch = $$"""{"order_id": "{{PlayedOrders.Slow}}"}""";
        var begun = new TaskCompletionSource<string>();
        var sender = ReadAsync(
            _agent.OfGateway(binding, "watch_order").SendStreamingMessageAsync(TaskAgent.Ask("watch_order", watch), CancellationToken.None),
            begun);
        var id = await begun.Task;
        var joined = new TaskCompletionSource<string>();
        var subscriber = ReadAsync(
            replica.OfGateway(binding, "task.subscribe").SubscribeToTaskAsync(new() { Id = id }, CancellationToken.None), joined);
        await joined.Task;
        _agent.Orders.Release();

        var (sent, subscribed) = (await sender, await subscriber);

        Assert.Equal(["step 1", "step 2", "step 3"], StepsOf(sent));
        Assert.Equal(["step 1", "step 2", "step 3"], StepsOf(subscribed));
        Assert.Equal(TaskState.Completed, sent[^1].StatusUpdate.Status.State);
        Assert.Equal(sent[^1], subscribed[^1]);
        var task = await replica.OfGateway(binding, "task.get").GetTaskAsync(new() { Id = id }, CancellationToken.None);
        Assert.Equal(3, Assert.Single(task.Artifacts).Parts.Count);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task What_changes_nothing_can_be_cancelled_and_what_may_have_changed_something_not(string binding)
    {
        var cancel = _agent.OfGateway(binding, "task.cancel");
        var read = await BeginAsync(_agent.OfGateway(binding, "get_order"), "get_order");
        Assert.Equal(TaskState.Canceled, (await cancel.CancelTaskAsync(new() { Id = read }, CancellationToken.None)).Status.State);
        Assert.Equal(TaskState.Canceled, (await cancel.CancelTaskAsync(new() { Id = read }, CancellationToken.None)).Status.State);

        var change = await BeginAsync(_agent.OfGateway(binding, "cancel_order"), "cancel_order");
        Assert.Equal(
            A2AError.TaskNotCancelable, (await RefusedAsync(cancel.CancelTaskAsync(new() { Id = change }, CancellationToken.None))).Error);
        _agent.Orders.Release();
        var ended = await EndedAsync(_agent.OfGateway(binding, "task.get"), change);
        Assert.Equal(TaskState.Completed, ended.Status.State);
        Assert.Equal(
            A2AError.TaskNotCancelable, (await RefusedAsync(cancel.CancelTaskAsync(new() { Id = change }, CancellationToken.None))).Error);
    }

    [Fact]
    public async Task The_same_message_beside_the_name_of_another_skill_is_another_message()
    {
        var client = _agent.OfAdmin();
        _agent.Orders.Release();
        var begun = await SendAsync(client, Beside("get_order"));
        Assert.Equal(begun.Id, (await SendAsync(client, Beside("get_order"))).Id);
        var refused = await RefusedAsync(client.SendMessageAsync(Beside("get_checkout"), CancellationToken.None));
        Assert.Equal(A2AError.InvalidParams, refused.Error);

        static SendMessageRequest Beside(string skill)
        {
            var request = TaskAgent.Ask("get_order", Of(PlayedOrders.Plain), "m-1");
            (request.Metadata, request.Message.Metadata) = (new() { Fields = { ["skillId"] = Value.ForString(skill) } }, null);
            return request;
        }
    }

    [Fact]
    public async Task A_replica_works_on_a_part_of_its_tasks_for_one_owner_and_goes_on_for_others()
    {
        var client = _agent.OfAdmin();
        var refused = (await Task.WhenAll(Enumerable.Range(0, TaskPlaces.MostOfOwner + 10)
            .Select(_ => Record.ExceptionAsync(() => BeginAsync(client, "get_order")).AsTask()))).OfType<Exception>().ToList();

        Assert.Equal(10, refused.Count);
        Assert.All(refused, exception => Assert.Equal(A2AError.ResourceExhausted, Assert.IsType<A2AException>(exception).Error));
        await BeginAsync(_agent.OfGateway(A2AProtocol.JsonRpc, "get_order"), "get_order");
        _agent.Orders.Release();
        await Eventually.HoldsAsync(() => _agent.Runs == 0, "all of it ends");
        await BeginAsync(client, "get_order");
    }

    [Fact]
    public void All_owners_together_have_no_more_places_than_there_are()
    {
        var places = new TaskPlaces();
        byte[][] owners = [.. Enumerable.Range(0, TaskPlaces.Most).Select(i => BitConverter.GetBytes(i))];
        Assert.All(owners, owner => places.Take(owner, isStream: false));
        Assert.Throws<ProblemException>(() => places.Take([1], isStream: false));
        places.Leave(owners[0]);
        places.Take([1], isStream: false);
    }

    [Fact]
    public void Five_owners_that_take_all_they_get_leave_places_to_others()
    {
        var places = new TaskPlaces();
        var taken = Enumerable.Range(0, 5).Select(owner => TakeAll((byte)owner)).ToList();

        Assert.Equal(TaskPlaces.MostOfOwner, taken[0]);
        Assert.All(Enumerable.Range(5, 5), owner => places.Take([(byte)owner], isStream: false));
        Assert.InRange(TakeAll(10), 20, TaskPlaces.MostOfOwner);

        int TakeAll(byte owner)
        {
            for (var i = 0; ; i++)
            {
                if (Record.Exception(() => places.Take([owner], isStream: false)) is { } exception)
                {
                    Assert.Equal(ErrorCodes.RateLimited, Assert.IsType<ProblemException>(exception).Code);
                    return i;
                }
            }
        }
    }

    [Fact]
    public void What_is_taken_over_has_a_place_in_any_case_and_others_have_fewer()
    {
        var places = new TaskPlaces();
        for (var i = 0; i <= TaskPlaces.Most; i++)
        {
            places.TakeOver([1]);
        }

        Assert.Throws<ProblemException>(() => places.Take([2], isStream: false));
        places.Leave([1]);
        places.Leave([1]);
        places.Take([2], isStream: false);
    }

    [Fact]
    public void Streams_that_nobody_waits_for_are_few_of_each_owner()
    {
        var places = new TaskPlaces();
        for (var i = 0; i < TaskPlaces.MostBesideStream; i++)
        {
            places.Take([1], isStream: true);
        }

        Assert.Throws<ProblemException>(() => places.Take([1], isStream: true));
        places.Take([1], isStream: false);
        places.Take([2], isStream: true);
    }

    [Fact]
    public async Task A2A_7_4_nobody_in_particular_has_no_tasks()
    {
        var refused = await RefusedAsync(
            _agent.Of("agent/gateway").SendMessageAsync(TaskAgent.Ask("get_order", Of(PlayedOrders.Plain)), CancellationToken.None));
        Assert.Equal(A2AError.Unauthenticated, refused.Error);
        Assert.Equal(
            A2AError.PermissionDenied,
            (await RefusedAsync(_agent.Of("agent/inventory").ListTasksAsync(new(), CancellationToken.None))).Error);
    }

    private static string Of(string order) => $$"""{"order_id": "{{order}}"}""";

    private static async Task<AgentTask> SendAsync(A2AClient client, SendMessageRequest request) =>
        (await client.SendMessageAsync(request, CancellationToken.None)).Task;

    private static async Task<string> BeginAsync(A2AClient client, string skill)
    {
        var request = TaskAgent.Ask(skill, Of(PlayedOrders.Slow));
        request.Configuration = new() { ReturnImmediately = true };
        return (await SendAsync(client, request)).Id;
    }

    private static async Task<AgentTask> EndedAsync(A2AClient client, string id)
    {
        AgentTask? task = null;
        await Eventually.HoldsAsync(
            async () => (task = await client.GetTaskAsync(new() { Id = id }, CancellationToken.None)).Status.State != TaskState.Working,
            () => "the task has ended");
        return task!;
    }

    private static async Task<List<StreamResponse>> ReadAsync(IAsyncEnumerable<StreamResponse> events, TaskCompletionSource<string> begun)
    {
        List<StreamResponse> read = [];
        try
        {
            await foreach (var told in events)
            {
                read.Add(told);
                if (told.PayloadCase == StreamResponse.PayloadOneofCase.Task)
                {
                    begun.TrySetResult(told.Task.Id);
                }
            }
        }
        catch (A2AException exception)
        {
            begun.TrySetException(exception);
            throw;
        }

        return read;
    }

    // Of the task as it stood, and of what came after.
    private static IEnumerable<string> StepsOf(List<StreamResponse> events) =>
        events[0].Task.Artifacts.SelectMany(artifact => artifact.Parts)
            .Concat(events.Where(told => told.ArtifactUpdate is not null).SelectMany(told => told.ArtifactUpdate.Artifact.Parts))
            .Select(part => part.Data.StructValue.Fields["type"].StringValue);

    private static Task<A2AException> RefusedAsync(Task call) => Assert.ThrowsAsync<A2AException>(() => call);
}
