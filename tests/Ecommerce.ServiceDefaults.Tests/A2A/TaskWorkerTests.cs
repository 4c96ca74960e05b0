using A2A;
using A2A.Client;
using A2A.V1;
using Ecommerce.ServiceDefaults.A2A;
using Ecommerce.Testing;
using AgentTask = A2A.V1.Task;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.ServiceDefaults.Tests.A2A;

/// <summary>A task whose replica is gone ends on another one, and what has ended goes after a day.</summary>
public sealed class TaskWorkerTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData(PlayedOrders.Plain, TaskState.Completed)]
    [InlineData(PlayedOrders.Missing, TaskState.Rejected)]
    public async Task The_outcome_that_a_call_left_under_its_key_is_its_tasks(string order, TaskState state)
    {
        await using var database = await CreateAsync();
        var time = new ManualTime(TimeProvider.System.GetUtcNow());
        await using var agent = await TaskAgent.StartAsync(database, time);
        var request = TaskAgent.Ask("cancel_order", $$"""{"order_id": "{{order}}"}""");
        var ended = (await agent.OfGateway(A2AProtocol.JsonRpc, "cancel_order").SendMessageAsync(request, CancellationToken.None)).Task;

        // As if the replica had died between the two.
        await ExecuteAsync(
            database,
            """
            UPDATE a2a_tasks SET state = 'working', holder = gen_random_uuid(), held_until = '2020-01-01', expires_at = NULL, last_event = 0
            """);
        await ExecuteAsync(database, "DELETE FROM a2a_task_events");

        var again = await EndedAsync(agent.OfGateway(A2AProtocol.JsonRpc, "task.get"), ended.Id, time);
        Assert.Equal(state, again.Status.State);
        Assert.Equal(ended.Artifacts, again.Artifacts);
        Assert.Equal(1, agent.Orders.Calls);
    }

    [Fact]
    public async Task A_task_that_left_nothing_has_failed_and_its_subscriber_is_told()
    {
        await using var database = await CreateAsync();
        var time = new ManualTime(TimeProvider.System.GetUtcNow());
        await using var frozen = await TaskAgent.StartAsync(database, time);
        var request = TaskAgent.Ask("get_order", $$"""{"order_id": "{{PlayedOrders.Slow}}"}""");
        request.Configuration = new() { ReturnImmediately = true };
        var begun = (await frozen.OfAdmin().SendMessageAsync(request, CancellationToken.None)).Task;
        await ExecuteAsync(database, "UPDATE a2a_tasks SET holder = gen_random_uuid(), held_until = '2020-01-01'");

        var failed = await EndedAsync(frozen.OfAdmin(), begun.Id, time);
        Assert.Equal(TaskState.Failed, failed.Status.State);
        Assert.Equal("unavailable", failed.Status.Message.Parts[1].Data.StructValue.Fields["code"].StringValue);

        // What comes too late is nobody's.
        frozen.Orders.Release();
        await Eventually.HoldsAsync(() => frozen.Runs == 0, "the work has ended");
        Assert.Equal(failed, await frozen.OfAdmin().GetTaskAsync(new() { Id = begun.Id }, CancellationToken.None));
    }

    /// <summary>After an outage that outlasted a lease, what a replica works on is renewed by it, not ended.</summary>
    [Fact]
    public async Task A_replica_does_not_take_over_what_it_works_on_itself()
    {
        await using var database = await CreateAsync();
        await using var agent = await TaskAgent.StartAsync(database, new ManualTime(TimeProvider.System.GetUtcNow()));
        var request = TaskAgent.Ask("get_order", $$"""{"order_id": "{{PlayedOrders.Slow}}"}""");
        request.Configuration = new() { ReturnImmediately = true };
        var begun = (await agent.OfAdmin().SendMessageAsync(request, CancellationToken.None)).Task;
        await ExecuteAsync(database, "UPDATE a2a_tasks SET held_until = '2020-01-01'");
        var store = agent.ServicesOf<TaskStore>().Single();
        await using var read = database.Owner.CreateCommand("SELECT task_id, holder FROM a2a_tasks");
        await using var row = await read.ExecuteReaderAsync();
        Assert.True(await row.ReadAsync());
        var (task, holder) = (row.GetGuid(0), row.GetGuid(1));

        Assert.Empty(await store.TakeOverAsync(holder, [task], 20, CancellationToken.None));
        Assert.Equal(task, Assert.Single(await store.TakeOverAsync(holder, [], 20, CancellationToken.None)).Begun.Key.Id);
        agent.Orders.Release();
        await Eventually.HoldsAsync(() => agent.Runs == 0, "the work has ended");
        Assert.Equal(
            TaskState.Completed, (await agent.OfAdmin().GetTaskAsync(new() { Id = begun.Id }, CancellationToken.None)).Status.State);
    }

    [Fact]
    public async Task What_has_expired_goes_and_the_rest_stays()
    {
        await using var database = await CreateAsync();
        var time = new ManualTime(TimeProvider.System.GetUtcNow());
        await using var agent = await TaskAgent.StartAsync(database, time);
        var kept = "";
        foreach (var order in new[] { PlayedOrders.Plain, PlayedOrders.Slow })
        {
            var request = TaskAgent.Ask("get_order", $$"""{"order_id": "{{order}}"}""");
            request.Configuration = new() { ReturnImmediately = order == PlayedOrders.Slow };
            kept = (await agent.OfAdmin().SendMessageAsync(request, CancellationToken.None)).Task.Id;
        }

        await ExecuteAsync(database, "UPDATE a2a_tasks SET expires_at = '2020-01-01' WHERE state = 'completed'");
        await Eventually.HoldsAsync(
            async () =>
            {
                time.Advance(TimeSpan.FromSeconds(5));
                return (await agent.OfAdmin().ListTasksAsync(new(), CancellationToken.None)).Tasks.Select(task => task.Id)
                    .SequenceEqual([kept]);
            },
            () => "the task that has expired is gone");
    }

    private Task<TestDatabase> CreateAsync() => postgres.CreateDatabaseAsync("orders", typeof(TaskWorkerTests).Assembly);

    private static async Task<AgentTask> EndedAsync(A2AClient client, string id, ManualTime time)
    {
        AgentTask? task = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                time.Advance(TaskStore.Lease / 4);
                task = await client.GetTaskAsync(new() { Id = id }, CancellationToken.None);
                return task.Status.State != TaskState.Working;
            },
            () => $"the task has ended, not {task}");
        return task!;
    }

    private static async Task ExecuteAsync(TestDatabase database, string sql)
    {
        await using var command = database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
