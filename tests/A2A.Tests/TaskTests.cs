using System.Text.Json;
using A2A.Errors;
using A2A.V1;
using Ecommerce.Testing;

namespace A2A.Tests;

/// <summary>GetTask, ListTasks, CancelTask, SubscribeToTask and push configurations (A2A 3.1.3 to 3.1.10) on each binding.</summary>
public sealed class TaskTests
{
    public static TheoryData<string> Bindings => SendTests.Bindings;

    [Theory, MemberData(nameof(Bindings))]
    public async Task A2A_3_3_2_another_callers_task_is_not_there_for_any_operation(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var owner = await host.ConnectAsync(binding);
        using var other = await host.ConnectAsync(binding, "bob");
        foreach (var text in new[] { "ask", "order" })
        {
            var id = (await owner.SendMessageAsync(Texts.Send(text), default)).Task.Id;
            foreach (var (client, task) in new[] { (other, id), (owner, "t-none") })
            {
                Func<Task>[] calls =
                [
                    () => client.GetTaskAsync(new() { Id = task }, default),
                    () => client.CancelTaskAsync(new() { Id = task }, default),
                    () => client.SendMessageAsync(Texts.Send("more", taskId: task), default),
                    () => client.SendStreamingMessageAsync(Texts.Send("more", taskId: task), default).ToListAsync(),
                    () => client.SubscribeToTaskAsync(new() { Id = task }, default).ToListAsync(),
                    () => client.CreateTaskPushNotificationConfigAsync(new() { TaskId = task, Url = "https://example.org/" }, default),
                    () => client.GetTaskPushNotificationConfigAsync(new() { TaskId = task, Id = "p" }, default),
                    () => client.ListTaskPushNotificationConfigsAsync(new() { TaskId = task }, default),
                    () => client.DeleteTaskPushNotificationConfigAsync(new() { TaskId = task, Id = "p" }, default),
                ];
                foreach (var call in calls)
                {
                    Assert.Equal(A2AError.TaskNotFound.Message, (await SendTests.ErrorAsync(A2AError.TaskNotFound, call)).Message);
                }
            }

            Assert.Empty((await other.ListTasksAsync(new(), default)).Tasks);
        }
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A2A_3_1_4_tasks_come_in_pages_newest_first_without_artifacts_unless_asked_for(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);
        for (var i = 0; i < 5; i++)
        {
            await client.SendMessageAsync(Texts.Send("order"), default);
        }

        List<AgentTask> all = [];
        var request = new ListTasksRequest { PageSize = 2, HistoryLength = 1 };
        do
        {
            var page = await client.ListTasksAsync(request, default);
            Assert.Equal((2, 5), (page.PageSize, page.TotalSize));
            all.AddRange(page.Tasks);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(5, all.Select(task => task.Id).Distinct().Count());
        var times = all.Select(task => task.Status.Timestamp.ToDateTimeOffset()).ToList();
        Assert.Equal(times.OrderDescending(), times);
        Assert.All(all, task => Assert.Empty(task.Artifacts));
        Assert.All(all, task => Assert.Single(task.History));
        Assert.All((await client.ListTasksAsync(new() { IncludeArtifacts = true }, default)).Tasks, task => Assert.Single(task.Artifacts));
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A2A_3_1_4_a_page_has_1_to_100_tasks_and_50_if_nothing_is_said(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);

        Assert.Equal(50, (await client.ListTasksAsync(new(), default)).PageSize);
        Assert.Equal(100, (await client.ListTasksAsync(new() { PageSize = 100 }, default)).PageSize);
        foreach (var size in new[] { -1, 0, 101 })
        {
            var error = await SendTests.ErrorAsync(A2AError.InvalidParams, () => client.ListTasksAsync(new() { PageSize = size }, default));
            Assert.Equal("pageSize", error.Violations.Single().Field);
        }
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task All_filters_of_a_list_arrive(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);
        var request = new ListTasksRequest
        {
            ContextId = "a b/c&d=é",
            Status = TaskState.Working,
            PageSize = 3,
            HistoryLength = 0,
            StatusTimestampAfter = new() { Seconds = 1, Nanos = 234_000_000 },
            IncludeArtifacts = true,
        };

        await client.ListTasksAsync(request, default);

        Assert.Equal(request, host.Clerk.Seen.Single().Request);
    }

    [Fact]
    public async Task A2A_3_1_4_nextPageToken_is_always_printed_and_artifacts_are_left_out()
    {
        await using var host = await AgentHost.StartAsync();
        var (_, empty) = await host.SendAsync("GET", "/a2a/tasks");
        Assert.Equal("""{"tasks":[],"nextPageToken":"","pageSize":50,"totalSize":0}""", JsonSerializer.Serialize(empty));

        await host.SendAsync(
            "POST", "/a2a/message:send", """{"message":{"messageId":"1","role":"ROLE_USER","parts":[{"text":"order"}]}}""");
        var (_, page) = await host.SendAsync("GET", "/a2a/tasks");
        Assert.False(page.GetProperty("tasks")[0].TryGetProperty("artifacts", out _));
        var status = page.GetProperty("tasks")[0].GetProperty("status");
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", status.GetProperty("timestamp").GetString());
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A2A_3_1_5_cancelling_is_idempotent_and_what_has_ended_otherwise_is_not_cancelable(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);
        var open = (await client.SendMessageAsync(Texts.Send("ask"), default)).Task.Id;
        var ended = (await client.SendMessageAsync(Texts.Send("order"), default)).Task.Id;

        Assert.Equal(TaskState.Canceled, (await client.CancelTaskAsync(new() { Id = open }, default)).Status.State);
        Assert.Equal(TaskState.Canceled, (await client.CancelTaskAsync(new() { Id = open }, default)).Status.State);
        await SendTests.ErrorAsync(A2AError.TaskNotCancelable, () => client.CancelTaskAsync(new() { Id = ended }, default));
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A2A_3_1_6_a_subscription_begins_with_the_task_and_closes_at_its_end(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);
        var id = (await client.SendMessageAsync(Texts.Send("ask"), default)).Task.Id;

        List<StreamResponse> events = [];
        await foreach (var item in client.SubscribeToTaskAsync(new() { Id = id }, default))
        {
            events.Add(item);
            if (events.Count == 1)
            {
                host.Clerk.Tasks[id].Status(TaskState.Working);
                host.Clerk.Tasks[id].Status(TaskState.Completed);
            }
        }

        Assert.Equal(TaskState.InputRequired, events[0].Task.Status.State);
        Assert.Equal([TaskState.Working, TaskState.Completed], events.Skip(1).Select(item => item.StatusUpdate.Status.State));
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A2A_3_1_6_a_task_that_has_ended_cannot_be_subscribed_to(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);
        var id = (await client.SendMessageAsync(Texts.Send("order"), default)).Task.Id;

        await SendTests.ErrorAsync(A2AError.UnsupportedOperation, client.SubscribeToTaskAsync(new() { Id = id }, default));
    }

    [Fact]
    public async Task A2A_3_5_2_all_streams_of_a_task_get_the_same_events_in_order_and_one_that_closes_disturbs_none()
    {
        await using var host = await AgentHost.StartAsync();
        using var first = await host.ConnectAsync(A2AProtocol.JsonRpc);
        using var second = await host.ConnectAsync(A2AProtocol.HttpJson);
        using var third = await host.ConnectAsync(A2AProtocol.Grpc);
        var id = (await first.SendMessageAsync(Texts.Send("ask"), default)).Task.Id;
        using var leaving = new CancellationTokenSource();
        var clients = new[] { first, second, third };
        var readers = clients.Select(client => client.SubscribeToTaskAsync(new() { Id = id }, default).ToListAsync()).ToList();
        var left = third.SubscribeToTaskAsync(new() { Id = id }, leaving.Token).ToListAsync();
        var task = host.Clerk.Tasks[id];
        await Eventually.HoldsAsync(() => task.Readers == 4, "four read");

        task.Artifact("a", "1");
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        await Eventually.HoldsAsync(() => task.Readers == 3, "three read");
        for (var i = 2; i < 20; i++)
        {
            task.Artifact("a", $"{i}", append: true);
        }

        task.Status(TaskState.Completed);
        var streams = await Task.WhenAll(readers);
        Assert.All(streams, stream => Assert.Equal(
            Enumerable.Range(1, 19).Select(i => $"{i}"),
            stream.Where(item => item.ArtifactUpdate is not null).Select(item => item.ArtifactUpdate.Artifact.Parts[0].Text)));
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A2A_3_1_7_to_10_push_configurations_are_kept_listed_and_deleted_twice(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);
        var id = (await client.SendMessageAsync(Texts.Send("ask"), default)).Task.Id;
        var wanted = new TaskPushNotificationConfig
        {
            TaskId = id,
            Url = "https://example.org/hook?a=1",
            Token = "token",
            Authentication = new() { Scheme = "Bearer", Credentials = "abc" },
        };

        var config = await client.CreateTaskPushNotificationConfigAsync(wanted, default);
        wanted.Id = config.Id;
        Assert.Equal(wanted, config);
        Assert.Equal(wanted, await client.GetTaskPushNotificationConfigAsync(new() { TaskId = id, Id = config.Id }, default));
        Assert.Equal(wanted, (await client.ListTaskPushNotificationConfigsAsync(new() { TaskId = id }, default)).Configs.Single());
        await client.DeleteTaskPushNotificationConfigAsync(new() { TaskId = id, Id = config.Id }, default);
        await client.DeleteTaskPushNotificationConfigAsync(new() { TaskId = id, Id = config.Id }, default);
        Assert.Empty((await client.ListTaskPushNotificationConfigsAsync(new() { TaskId = id }, default)).Configs);
    }
}
