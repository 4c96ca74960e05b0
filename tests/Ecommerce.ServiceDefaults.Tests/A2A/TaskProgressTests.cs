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
