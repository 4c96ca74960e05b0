using A2A;
using A2A.Client;
using A2A.Errors;
using A2A.V1;
using Ecommerce.ServiceDefaults.A2A;
using Ecommerce.Testing;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using AgentTask = A2A.V1.Task;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.ServiceDefaults.Tests.A2A;

/// <summary>An order as a task: its events are status updates, its receipt is the artifact, and cancelling the task cancels it.</summary>
public sealed class TaskProgressTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Ann = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

    private TestDatabase _database = null!;
    private TaskAgent _agent = null!;

    public static TheoryData<string> Bindings => AgentTaskTests.Bindings;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync("orders", typeof(TaskProgressTests).Assembly);
        _agent = await TaskAgent.StartAsync(_database);
    }

    public async ValueTask DisposeAsync()
    {
        await _agent.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task Each_event_is_a_status_update_and_the_receipt_is_the_artifact(string binding)
    {
        // Until the stream has begun: the task as it stands then has what has happened before.
        var hasBegun = new TaskCompletionSource();
        _agent.Checkout.Placing = hasBegun.Task;
        List<StreamResponse> told = [];
        await foreach (var item in ClientOf(binding, "create_order").SendStreamingMessageAsync(
            Order(PlayedCheckout.Plain), CancellationToken.None))
        {
            told.Add(item);
            hasBegun.TrySetResult();
        }

        Assert.Equal(TaskState.Working, told[0].Task.Status.State);
        Assert.Equal(["created", "paid", "confirmed", null], told.Where(IsStatus).Select(TypeOf));
        var receipt = Assert.Single(told, item => item.ArtifactUpdate is not null).ArtifactUpdate.Artifact;
        Assert.Equal("confirmed", DataOf(receipt.Parts[0])["status"].StringValue);
        Assert.Equal(TaskState.Completed, told[^1].StatusUpdate.Status.State);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A2A_7_6_1_and_7_6_4_a_payment_that_needs_the_buyer_says_where_to_go_and_goes_on_by_itself(string binding)
    {
        var waiting = await SendAsync(binding, PlayedCheckout.UpToBuyer);
        Assert.Equal(TaskState.AuthRequired, waiting.Status.State);
        Assert.Contains(PlayedCheckout.Url, waiting.Status.Message.Parts[0].Text, StringComparison.Ordinal);
        Assert.Equal(PlayedCheckout.Url, DataOf(waiting.Status.Message.Parts[1])["detail"].StringValue);

        await using var events = ClientOf(binding, "task.subscribe")
            .SubscribeToTaskAsync(new() { Id = waiting.Id }, CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(TaskState.AuthRequired, events.Current.Task.Status.State);
        Assert.Equal(["created"], HistoryOf(events.Current.Task));
        await _agent.Checkout.PayAsync();
        List<StreamResponse> told = [];
        while (await events.MoveNextAsync())
        {
            told.Add(events.Current);
        }

        Assert.Equal(["paid", "confirmed", null], told.Where(IsStatus).Select(TypeOf));
        Assert.Equal(
            [TaskState.Working, TaskState.Working, TaskState.Completed],
            told.Where(IsStatus).Select(item => item.StatusUpdate.Status.State));
        var ended = await ClientOf(binding, "task.get").GetTaskAsync(new() { Id = waiting.Id }, CancellationToken.None);
        Assert.Equal(["created", "action_required", "paid", "confirmed"], HistoryOf(ended));
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task What_an_answer_says_of_a_task_is_what_the_task_says_of_itself(string binding)
    {
        var sent = await SendAsync(binding, PlayedCheckout.Plain);
        Assert.Equal(["created", "paid", "confirmed"], HistoryOf(sent));
        Assert.Equal(sent, await ClientOf(binding, "task.get").GetTaskAsync(new() { Id = sent.Id }, CancellationToken.None));
    }

    [Fact]
    public async Task A_refused_order_rejects_its_task_and_a_fault_fails_it()
    {
        var declined = await SendAsync(A2AProtocol.JsonRpc, PlayedCheckout.Declined);
        Assert.Equal(TaskState.Rejected, declined.Status.State);
        Assert.Equal("payment_declined", DataOf(declined.Status.Message.Parts[1])["code"].StringValue);

        var broken = await SendAsync(A2AProtocol.JsonRpc, PlayedCheckout.Broken);
        Assert.Equal(TaskState.Failed, broken.Status.State);
        Assert.Equal("internal", DataOf(broken.Status.Message.Parts[1])["code"].StringValue);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task Cancelling_the_task_cancels_the_order_as_its_caller(string binding)
    {
        var waiting = await SendAsync(binding, PlayedCheckout.UpToBuyer);

        var canceled = await ClientOf(binding, "task.cancel").CancelTaskAsync(new() { Id = waiting.Id }, CancellationToken.None);

        Assert.Equal(TaskState.Canceled, canceled.Status.State);
        Assert.Equal("cancelled", DataOf(Assert.Single(canceled.Artifacts).Parts[0])["status"].StringValue);
        Assert.Equal("spiffe://agentweave.io/client/shop", _agent.Checkout.CanceledFor);
        var again = await ClientOf(binding, "task.cancel").CancelTaskAsync(new() { Id = waiting.Id }, CancellationToken.None);
        Assert.Equal(canceled, again);
    }

    [Fact]
    public async Task Nobody_else_cancels_it_and_what_has_ended_stays()
    {
        var done = await SendAsync(A2AProtocol.JsonRpc, PlayedCheckout.Plain);
        foreach (var (client, error) in new[]
        {
            (ClientOf(A2AProtocol.JsonRpc, "task.cancel"), A2AError.TaskNotCancelable),
            (_agent.OfGateway(A2AProtocol.JsonRpc, "task.cancel", "client/other", Ann), A2AError.TaskNotFound),
        })
        {
            var refused = await Assert.ThrowsAsync<A2AException>(
                () => client.CancelTaskAsync(new() { Id = done.Id }, CancellationToken.None));
            Assert.Equal(error, refused.Error);
        }

        Assert.Null(_agent.Checkout.CanceledFor);
    }

    [Fact]
    public async Task An_order_whose_replica_is_gone_ends_its_task_on_another()
    {
        await using var database = await postgres.CreateDatabaseAsync("orders", typeof(TaskProgressTests).Assembly);
        var time = new ManualTime(TimeProvider.System.GetUtcNow());
        await using var agent = await TaskAgent.StartAsync(database, time);
        var request = Order(PlayedCheckout.UpToBuyer);
        request.Configuration = new() { ReturnImmediately = true };
        var begun = (await agent.OfGateway(A2AProtocol.JsonRpc, "create_order", "client/shop", Ann)
            .SendMessageAsync(request, CancellationToken.None)).Task;
        await Eventually.HoldsAsync(() => agent.Checkout.IsPlaced, "the order is placed");
        await using (var command = database.Owner.CreateCommand(
            "UPDATE a2a_tasks SET holder = gen_random_uuid(), held_until = '2020-01-01'"))
        {
            await command.ExecuteNonQueryAsync();
        }

        await agent.Checkout.PayAsync();
        AgentTask? task = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                time.Advance(TaskStore.Lease / 4);
                task = await agent.OfGateway(A2AProtocol.JsonRpc, "task.get", "client/shop", Ann)
                    .GetTaskAsync(new() { Id = begun.Id }, CancellationToken.None);
                return task.Status.State is TaskState.Completed;
            },
            () => $"the task has ended, not {task}");
        Assert.Equal("confirmed", DataOf(Assert.Single(task!.Artifacts).Parts[0])["status"].StringValue);
    }

    /// <summary>What the buyer has to do, too: it is told by the replica that goes on, which has no token of the caller's.</summary>
    [Fact]
    public async Task An_order_whose_replica_is_gone_is_told_on_by_another_from_where_the_first_one_stopped()
    {
        await using var database = await postgres.CreateDatabaseAsync("orders", typeof(TaskProgressTests).Assembly);
        var time = new ManualTime(TimeProvider.System.GetUtcNow());
        await using var agent = await TaskAgent.StartAsync(database, time);
        var request = Order(PlayedCheckout.Slow);
        request.Configuration = new() { ReturnImmediately = true };
        var begun = (await agent.OfGateway(A2AProtocol.JsonRpc, "create_order", "client/shop", Ann)
            .SendMessageAsync(request, CancellationToken.None)).Task;
        await ReachesAsync(task => task.Status.Message is not null);
        await using (var command = database.Owner.CreateCommand(
            "UPDATE a2a_tasks SET holder = gen_random_uuid(), held_until = '2020-01-01'"))
        {
            await command.ExecuteNonQueryAsync();
        }

        agent.Checkout.AskBuyer();
        var waiting = await ReachesAsync(task => task.Status.State == TaskState.AuthRequired);
        Assert.Equal(PlayedCheckout.Url, DataOf(waiting.Status.Message.Parts[1])["detail"].StringValue);
        await agent.Checkout.PayAsync();
        var ended = await ReachesAsync(task => task.Status.State == TaskState.Completed);
        Assert.Equal(["created", "action_required", "paid", "confirmed"], HistoryOf(ended));

        async Task<AgentTask> ReachesAsync(Func<AgentTask, bool> isThere)
        {
            AgentTask? task = null;
            await Eventually.HoldsAsync(
                async () =>
                {
                    time.Advance(TaskStore.Lease / 4);
                    task = await agent.OfGateway(A2AProtocol.JsonRpc, "task.get", "client/shop", Ann)
                        .GetTaskAsync(new() { Id = begun.Id }, CancellationToken.None);
                    return isThere(task);
                },
                () => $"the task goes on, and is not {task}");
            return task!;
        }
    }

    /// <summary>Where the answer to a commit is lost, nobody knows whether the event is there.</summary>
    [Fact]
    public async Task An_event_that_is_told_twice_is_there_once()
    {
        await SendAsync(A2AProtocol.JsonRpc, PlayedCheckout.UpToBuyer);
        await using var read = _database.Owner.CreateCommand("SELECT task_id, owner, holder FROM a2a_tasks");
        await using var row = await read.ExecuteReaderAsync();
        Assert.True(await row.ReadAsync());
        var (key, holder) = (new TaskKey(row.GetGuid(0), row.GetFieldValue<byte[]>(1)), row.GetGuid(2));
        var store = _agent.ServicesOf<TaskStore>().Single();

        Assert.Equal((true, 2), await TellAsync(holder, 2));
        Assert.Equal((true, 3), await TellAsync(holder, 3));
        Assert.Equal((true, 3), await TellAsync(holder, 3));
        Assert.Equal((false, 3), await TellAsync(Guid.Empty, 3));

        async Task<(bool IsHeld, int Events)> TellAsync(Guid by, long source)
        {
            var told = new TaskTexts("order", "c").Status(TaskState.Working, store.Now());
            var isHeld = await store.AppendAsync(key, by, TaskState.Working, note: null, [told], source, CancellationToken.None);
            var (events, _) = (await store.EventsAfterAsync(key, 0, 10, CancellationToken.None)).GetValueOrDefault();
            return (isHeld, events.Count);
        }
    }

    private static IEnumerable<string> HistoryOf(AgentTask task) =>
        task.History.Where(said => said.Role == Role.Agent).Select(said => DataOf(said.Parts[1])["type"].StringValue);

    private static SendMessageRequest Order(string method) => TaskAgent.Ask(
        "create_order",
        $$"""{"user_id": "{{Ann}}", "items": [{"sku": "WIDGET-001", "quantity": 1}], "payment_method": "{{method}}"}""");

    private A2AClient ClientOf(string binding, string scope) => _agent.OfGateway(binding, scope, "client/shop", Ann);

    private async Task<AgentTask> SendAsync(string binding, string method) =>
        (await ClientOf(binding, "create_order").SendMessageAsync(Order(method), CancellationToken.None)).Task;

    private static bool IsStatus(StreamResponse told) => told.StatusUpdate is not null;

    private static string? TypeOf(StreamResponse told) => told.StatusUpdate.Status.Message is { } note
        ? DataOf(note.Parts[1])["type"].StringValue : null;

    private static MapField<string, Value> DataOf(Part part) => part.Data.StructValue.Fields;
}
