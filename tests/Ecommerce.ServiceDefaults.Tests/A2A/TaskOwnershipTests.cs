using A2A.Client;
using A2A.Errors;
using A2A.V1;
using Ecommerce.ServiceDefaults.A2A;
using Ecommerce.Testing;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.ServiceDefaults.Tests.A2A;

/// <summary>
/// What is done with a task, whether it lives or has ended, by its owner, by another user and by another agent, on each binding: what is
/// another's is not there, by the same answer and the same statements as what nobody has.
/// </summary>
public sealed class TaskOwnershipTests(PostgresFixture postgres)
{
    private const string Ann = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";
    private const string Config = "a configuration";
    private const string Bob = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c";
    private const string Nobodys = "order.00000000000000000000000000000000";

    public static TheoryData<string, bool> Cases => new(
        AgentTaskTests.Bindings.SelectMany(binding => new[] { (binding.Data, true), (binding.Data, false) }));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A2A_13_1_anothers_task_is_not_there(string binding, bool lives)
    {
        await using var database = await postgres.CreateDatabaseAsync("orders", typeof(TaskOwnershipTests).Assembly);
        await using var agent = await TaskAgent.StartAsync(database);
        var order = lives ? PlayedOrders.Slow : PlayedOrders.Plain;
        var request = TaskAgent.Ask("get_order", $$"""{"order_id": "{{order}}"}""", "m-1");
        request.Configuration = new() { ReturnImmediately = lives };
        var task = (await agent.OfGateway(binding, "get_order", "client/shop", Ann)
            .SendMessageAsync(request, CancellationToken.None)).Task;
        Assert.Equal(lives ? TaskState.Working : TaskState.Completed, task.Status.State);
        var push = agent.OfGateway(binding, "task.push", "client/shop", Ann);
        var kept = await push.CreateTaskPushNotificationConfigAsync(ConfigOf(task.Id), CancellationToken.None);

        using var log = new StatementLog();
        foreach (var (name, ask) in Operations)
        {
            var scope = name == "task.send" ? "task.get" : name;
            A2AClient[] others =
            [
                agent.OfGateway(binding, scope, "client/shop", Bob), agent.OfGateway(binding, scope, "client/other", Ann),
                agent.OfGateway(binding, scope, "client/shop"), agent.OfAdmin(binding),
            ];
            var (none, asked) = await log.OfAsync(() => ToldAsync(() => ask(others[0], Nobodys, task.ContextId)));
            Assert.Equal(A2AError.TaskNotFound, none.Error);
            Assert.NotEmpty(asked);
            foreach (var other in others)
            {
                var (told, statements) = await log.OfAsync(() => ToldAsync(() => ask(other, task.Id, task.ContextId)));
                Assert.Equal((none.Error, none.Message), (told.Error, told.Message));
                Assert.Equal(asked, statements);
            }
        }

        var listed = await push.ListTaskPushNotificationConfigsAsync(new() { TaskId = task.Id }, CancellationToken.None);
        Assert.Equal(kept, Assert.Single(listed.Configs));

        // A list, a context and a message ID of another are empty, unknown and free.
        var bob = agent.OfGateway(binding, "task.list", "client/shop", Bob);
        var (_, ofNone) = await log.OfAsync(() => bob.ListTasksAsync(new() { ContextId = "nobody's" }, CancellationToken.None));
        foreach (var filter in new ListTasksRequest[] { new(), new() { ContextId = task.ContextId }, new() { Status = task.Status.State } })
        {
            var (list, statements) = await log.OfAsync(() => bob.ListTasksAsync(filter, CancellationToken.None));
            Assert.Equal((0, 0), (list.Tasks.Count, list.TotalSize));
            Assert.True(filter.ContextId.Length == 0 || ofNone.SequenceEqual(statements), string.Join("\n", statements));
            var own = await agent.OfGateway(binding, "task.list", "client/shop", Ann).ListTasksAsync(filter, CancellationToken.None);
            Assert.Equal((task.Id, 1), (Assert.Single(own.Tasks).Id, own.TotalSize));
        }

        var (fresh, taken) = (await BeginAsync("m-2", "nobody's"), await BeginAsync("m-1", task.ContextId));
        Assert.Equal(fresh, taken);
        Assert.Equal(task.Id, (await agent.OfGateway(binding, "task.get", "client/shop", Ann)
            .GetTaskAsync(new() { Id = task.Id }, CancellationToken.None)).Id);

        // The statements of Bob's new task, but for its end and the looking for it, which are up to time.
        async Task<IReadOnlyList<string>> BeginAsync(string messageId, string contextId)
        {
            var bobs = TaskAgent.Ask("get_order", $$"""{"order_id": "{{PlayedOrders.Plain}}"}""", messageId);
            bobs.Message.ContextId = contextId;
            var (reply, statements) = await log.OfAsync(() => agent.OfGateway(binding, "get_order", "client/shop", Bob)
                .SendMessageAsync(bobs, CancellationToken.None));
            Assert.NotEqual(task.Id, reply.Task.Id);
            Assert.Equal((TaskState.Completed, contextId), (reply.Task.Status.State, reply.Task.ContextId));
            return [.. statements.Where(statement => statement is not (TaskSql.Append or TaskSql.EventsAfter))];
        }
    }

    private static (string Name, Func<A2AClient, string, string, Task> Ask)[] Operations =>
    [
        ("task.get", (client, id, _) => client.GetTaskAsync(new() { Id = id }, CancellationToken.None)),
        ("task.cancel", (client, id, _) => client.CancelTaskAsync(new() { Id = id }, CancellationToken.None)),
        ("task.subscribe", async (client, id, _) =>
        {
            await foreach (var told in client.SubscribeToTaskAsync(new() { Id = id }, CancellationToken.None))
            {
                Assert.Fail($"{told} is another's");
            }
        }),
        ("task.push", (client, id, _) => client.CreateTaskPushNotificationConfigAsync(ConfigOf(id), CancellationToken.None)),
        ("task.push", (client, id, _) =>
            client.GetTaskPushNotificationConfigAsync(new() { TaskId = id, Id = Config }, CancellationToken.None)),
        ("task.push", (client, id, _) =>
            client.ListTaskPushNotificationConfigsAsync(new() { TaskId = id }, CancellationToken.None)),
        ("task.push", (client, id, _) =>
            client.DeleteTaskPushNotificationConfigAsync(new() { TaskId = id, Id = Config }, CancellationToken.None)),
        ("task.send", (client, id, context) =>
        {
            var request = TaskAgent.Ask("get_order", $$"""{"order_id": "{{PlayedOrders.Plain}}"}""");
            (request.Message.TaskId, request.Message.ContextId) = (id, context);
            return client.SendMessageAsync(request, CancellationToken.None);
        }),
    ];

    private static TaskPushNotificationConfig ConfigOf(string task) =>
        new() { TaskId = task, Id = Config, Url = "https://1.1.1.1/hook", Token = "a secret" };

    private static Task<A2AException> ToldAsync(Func<Task> ask) => Assert.ThrowsAsync<A2AException>(ask);
}
