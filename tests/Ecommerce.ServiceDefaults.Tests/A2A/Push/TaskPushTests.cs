using System.Security.Cryptography;
using System.Text;
using A2A;
using A2A.Client;
using A2A.Errors;
using A2A.Json;
using A2A.V1;
using Ecommerce.ServiceDefaults.A2A;
using Ecommerce.ServiceDefaults.A2A.Push;
using Ecommerce.Testing;
using AgentTask = A2A.V1.Task;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.ServiceDefaults.Tests.A2A.Push;

/// <summary>Owners are told of their tasks at least once and in order, at receivers that are real.</summary>
public sealed class TaskPushTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Url = "https://1.1.1.1/hook";

    private TestDatabase _database = null!;
    private PushReceiver _receiver = null!;

    public static TheoryData<string> Bindings => AgentTaskTests.Bindings;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync("orders", typeof(TaskPushTests).Assembly);
        _receiver = await PushReceiver.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_receiver_is_told_the_task_and_then_each_event_with_its_token_and_credentials(string binding)
    {
        await using var agent = await TaskAgent.StartAsync(_database);

        var task = await SendAsync(agent.OfAdmin(binding), PlayedOrders.Plain, Config());
        await _receiver.WaitAsync(all => all.Any(told => told.State == "TASK_STATE_COMPLETED"));

        Assert.Equal(["task", "artifactUpdate", "statusUpdate"], Taken());
        Assert.All(_receiver.All, told =>
        {
            Assert.Equal("application/a2a+json", told.Headers["Content-Type"]);
            Assert.Equal("a token", told.Headers[A2AProtocol.NotificationTokenHeader]);
            Assert.Equal("Bearer abc", told.Headers["Authorization"]);
            Assert.DoesNotContain("traceparent", told.Headers.Keys);
            A2AJson.Parse<StreamResponse>(told.Body.ToJsonString());
        });
        var begun = A2AJson.Parse<StreamResponse>(_receiver.All[0].Body.ToJsonString()).Task;
        Assert.Equal((task.Id, task.ContextId, TaskState.Working), (begun.Id, begun.ContextId, begun.Status.State));
        Assert.Equal(task.History, begun.History);
        Assert.Empty(begun.Artifacts);
    }

    [Fact]
    public async Task Who_asks_later_is_told_from_then_on()
    {
        await using var agent = await TaskAgent.StartAsync(_database);
        var client = agent.OfAdmin();
        var waiting = (await client.SendMessageAsync(TaskAgent.Ask(null, "What can you do?"), CancellationToken.None)).Task;
        await CreateAsync(client, waiting.Id, Config());

        var answer = TaskAgent.Ask("get_order", Of(PlayedOrders.Plain));
        answer.Message.TaskId = waiting.Id;
        await client.SendMessageAsync(answer, CancellationToken.None);
        await _receiver.WaitAsync(all => all.Any(told => told.State == "TASK_STATE_COMPLETED"));

        Assert.Equal(["statusUpdate", "artifactUpdate", "statusUpdate"], Taken());
    }

    [Fact]
    public async Task A_task_that_waits_for_its_owner_says_so_and_tells_what_the_answer_does()
    {
        await using var agent = await TaskAgent.StartAsync(_database);
        var client = agent.OfAdmin();
        var request = TaskAgent.Ask(null, "What can you do?");
        request.Configuration = new() { TaskPushNotificationConfig = Config() };
        var waiting = (await client.SendMessageAsync(request, CancellationToken.None)).Task;
        await _receiver.WaitAsync(all => all.Count > 0);
        Assert.Equal("TASK_STATE_INPUT_REQUIRED", _receiver.All[0].State);

        var answer = TaskAgent.Ask("get_order", Of(PlayedOrders.Plain));
        answer.Message.TaskId = waiting.Id;
        answer.Configuration = new() { TaskPushNotificationConfig = Config() };
        await client.SendMessageAsync(answer, CancellationToken.None);
        await _receiver.WaitAsync(all => all.Any(told => told.State == "TASK_STATE_COMPLETED"));

        Assert.Equal(["task", "statusUpdate", "artifactUpdate", "statusUpdate"], Taken());
        Assert.Single((await client.ListTaskPushNotificationConfigsAsync(new() { TaskId = waiting.Id }, CancellationToken.None)).Configs);
    }

    [Fact]
    public async Task A_message_with_one_configuration_too_many_is_refused_and_its_task_still_waits_for_it()
    {
        await using var agent = await TaskAgent.StartAsync(_database);
        var client = agent.OfAdmin();
        var waiting = (await client.SendMessageAsync(TaskAgent.Ask(null, "What can you do?"), CancellationToken.None)).Task;
        foreach (var i in Enumerable.Range(0, TaskPushes.MostOfTask))
        {
            await CreateAsync(client, waiting.Id, Further($"z{i}"));
        }

        await RefusedAsync(A2AError.ResourceExhausted, () => client.SendMessageAsync(Answer("further"), CancellationToken.None));
        Assert.Equal(waiting, await client.GetTaskAsync(new() { Id = waiting.Id }, CancellationToken.None));

        await client.SendMessageAsync(Answer("z0"), CancellationToken.None);
        await _receiver.WaitAsync(all => all.Any(told => told.State == "TASK_STATE_COMPLETED"));

        SendMessageRequest Answer(string config)
        {
            var answer = TaskAgent.Ask("get_order", Of(PlayedOrders.Plain));
            answer.Message.TaskId = waiting.Id;
            answer.Configuration = new() { TaskPushNotificationConfig = Further(config) };
            return answer;
        }

        TaskPushNotificationConfig Further(string id)
        {
            var config = Config();
            config.Id = id;
            return config;
        }
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task Configurations_are_kept_listed_by_pages_bounded_and_deleted(string binding)
    {
        await using var agent = await TaskAgent.StartAsync(_database);
        var client = agent.OfAdmin(binding);
        var task = await SendAsync(client, PlayedOrders.Plain);
        var first = await CreateAsync(client, task.Id, new() { Url = Url, Token = "t" });
        Assert.NotEmpty(first.Id);
        Assert.Equal(
            first, await client.GetTaskPushNotificationConfigAsync(new() { TaskId = task.Id, Id = first.Id }, CancellationToken.None));

        foreach (var i in Enumerable.Range(1, TaskPushes.MostOfTask - 1))
        {
            await CreateAsync(client, task.Id, new() { Id = $"z{i}", Url = Url });
        }

        Assert.Equal("again", (await CreateAsync(client, task.Id, new() { Id = "z1", Url = Url, Token = "again" })).Token);
        await RefusedAsync(A2AError.ResourceExhausted, () => CreateAsync(client, task.Id, new() { Id = "further", Url = Url }));
        List<string> seen = [];
        var page = new ListTaskPushNotificationConfigsRequest { TaskId = task.Id, PageSize = 4 };
        do
        {
            var listed = await client.ListTaskPushNotificationConfigsAsync(page, CancellationToken.None);
            Assert.True(listed.Configs.Count <= 4);
            seen.AddRange(listed.Configs.Select(config => config.Id));
            page.PageToken = listed.NextPageToken;
        }
        while (page.PageToken.Length > 0);

        Assert.Equal(TaskPushes.MostOfTask, seen.Distinct().Count());
        var reference = new DeleteTaskPushNotificationConfigRequest { TaskId = task.Id, Id = first.Id };
        await client.DeleteTaskPushNotificationConfigAsync(reference, CancellationToken.None);
        await client.DeleteTaskPushNotificationConfigAsync(reference, CancellationToken.None);
        await RefusedAsync(A2AError.TaskNotFound, () => client.GetTaskPushNotificationConfigAsync(
            new() { TaskId = task.Id, Id = first.Id }, CancellationToken.None));
    }

    [Fact]
    public async Task A_receiver_that_is_down_is_told_everything_in_order_once_it_is_up_by_another_replica_too()
    {
        _receiver.Answer = 503;
        string id;
        await using (var agent = await TaskAgent.StartAsync(_database))
        {
            id = (await SendAsync(agent.OfAdmin(), PlayedOrders.Plain, Config())).Id;
            await _receiver.WaitAsync(all => all.Count >= 2);
        }

        Assert.All(_receiver.All, told => Assert.Equal("task", told.Kind));
        _receiver.Answer = 200;
        await using var replica = await TaskAgent.StartAsync(_database);
        await _receiver.WaitAsync(all => all.Any(told => told.State == "TASK_STATE_COMPLETED"));

        Assert.Equal(["task", "artifactUpdate", "statusUpdate"], Taken());
        Assert.Equal("TASK_STATE_COMPLETED", _receiver.All[^1].State);
        Assert.Equal(id, (string?)_receiver.All[^1].Body["statusUpdate"]!["taskId"]);
    }

    [Fact]
    public async Task What_a_replica_had_when_it_died_another_tells()
    {
        await using var agent = await TaskAgent.StartAsync(_database);
        await SendAsync(agent.OfAdmin(), PlayedOrders.Plain, Config());
        await _receiver.WaitAsync(all => all.Any(told => told.State == "TASK_STATE_COMPLETED"));

        // As if it had died before it could write down that the last event was taken.
        await ExecuteAsync("UPDATE a2a_task_pushes SET sent = sent - 1, holder = gen_random_uuid(), due_at = '2020-01-01'");
        await _receiver.WaitAsync(all => all.Count(told => told.State == "TASK_STATE_COMPLETED") == 2);
    }

    [Fact]
    public async Task No_redirect_is_followed()
    {
        _receiver.Answer = 307;
        await using var agent = await TaskAgent.StartAsync(_database);
        await SendAsync(agent.OfAdmin(), PlayedOrders.Plain, Config());

        await _receiver.WaitAsync(all => all.Count >= 2);

        Assert.All(_receiver.All, told => Assert.Equal("/hook?a=1", told.Path));
    }

    [Fact]
    public async Task A_receiver_that_never_takes_anything_is_given_up_until_it_is_configured_again()
    {
        _receiver.Answer = 500;
        var time = new ManualTime(TimeProvider.System.GetUtcNow());
        await using var agent = await TaskAgent.StartAsync(_database, time);
        var waiting = TaskAgent.Ask(null, "What can you do?");
        waiting.Configuration = new() { TaskPushNotificationConfig = Config() };
        var task = (await agent.OfAdmin().SendMessageAsync(waiting, CancellationToken.None)).Task;
        await Eventually.HoldsAsync(
            async () =>
            {
                // Not while it is being sent, which takes time of its own.
                if (await ExecuteAsync("SELECT count(*) FROM a2a_task_pushes WHERE holder IS NOT NULL") is 0L)
                {
                    time.Advance(TimeSpan.FromMinutes(1));
                }

                return await ExecuteAsync("SELECT count(*) FROM a2a_task_pushes WHERE failed_at IS NOT NULL") is 1L;
            },
            () => "it is given up", TimeSpan.FromMinutes(2));
        Assert.Equal(PushWorker.MostAttempts, await ExecuteAsync("SELECT attempts FROM a2a_task_pushes"));

        // A further event does not begin it again; its owner does.
        var told = _receiver.All.Count;
        _receiver.Answer = 200;
        await agent.OfAdmin().CancelTaskAsync(new() { Id = task.Id }, CancellationToken.None);
        Assert.Null(await ExecuteAsync("SELECT due_at FROM a2a_task_pushes") as DateTime?);
        Assert.Equal(told, _receiver.All.Count);
        var listed = await agent.OfAdmin().ListTaskPushNotificationConfigsAsync(new() { TaskId = task.Id }, CancellationToken.None);
        await CreateAsync(agent.OfAdmin(), task.Id, Assert.Single(listed.Configs));
        Assert.Equal(0L, await ExecuteAsync("SELECT count(*) FROM a2a_task_pushes WHERE failed_at IS NOT NULL"));
    }

    [Fact]
    public async Task What_leads_inside_is_refused_when_it_is_named_and_when_it_is_called()
    {
        _receiver.Answer = 503;
        await using (var allowing = await TaskAgent.StartAsync(_database))
        {
            await SendAsync(allowing.OfAdmin(), PlayedOrders.Plain, Config());
            await _receiver.WaitAsync(all => all.Count > 0);
        }

        var told = _receiver.All.Count;
        _receiver.Answer = 200;
        await using var agent = await TaskAgent.StartAsync(_database, settings: [("push:allowed_networks:0", "192.0.2.0/24")]);
        await ExecuteAsync("UPDATE a2a_task_pushes SET due_at = '2020-01-01', attempts = 0");
        await Eventually.HoldsAsync(
            async () => await ExecuteAsync("SELECT count(*) FROM a2a_task_pushes WHERE attempts > 0") is 1L, () => "it is tried");
        Assert.Equal(told, _receiver.All.Count);

        var task = await SendAsync(agent.OfAdmin(), PlayedOrders.Plain);
        var tasks = await ExecuteAsync("SELECT count(*) FROM a2a_tasks");
        foreach (var url in new[] { _receiver.Address, "http://localhost/", "http://[::ffff:10.0.0.1]/", "http://169.254.169.254/latest" })
        {
            var named = await RefusedAsync(A2AError.InvalidParams, () => CreateAsync(agent.OfAdmin(), task.Id, new() { Url = url }));
            Assert.Equal("url", Assert.Single(named.Violations).Field);
            var sent = await RefusedAsync(
                A2AError.InvalidParams, () => SendAsync(agent.OfAdmin(), PlayedOrders.Plain, new() { Url = url }));
            Assert.Equal("configuration.taskPushNotificationConfig.url", Assert.Single(sent.Violations).Field);
        }

        await RefusedAsync(
            A2AError.InvalidParams, () => CreateAsync(agent.OfAdmin(), task.Id, new() { Url = Url, Id = new('a', 256) }));
        Assert.Equal(tasks, await ExecuteAsync("SELECT count(*) FROM a2a_tasks"));
        Assert.Equal(1L, await ExecuteAsync("SELECT count(*) FROM a2a_task_pushes"));
    }

    [Fact]
    public async Task What_is_kept_is_encrypted_and_goes_with_the_task()
    {
        using var folder = new TestFolder();
        var key = folder.At("key");
        await File.WriteAllTextAsync(key, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        await using var agent = await TaskAgent.StartAsync(_database, settings: [("push:encryption_key_file", key)]);
        var task = await SendAsync(agent.OfAdmin(), PlayedOrders.Plain, Config());
        await _receiver.WaitAsync(all => all.Any(told => told.State == "TASK_STATE_COMPLETED"));

        var kept = (byte[])(await ExecuteAsync("SELECT config FROM a2a_task_pushes"))!;
        foreach (var secret in new[] { "hook", "a token", "abc" })
        {
            Assert.True(kept.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0);
        }

        var listed = await agent.OfAdmin().ListTaskPushNotificationConfigsAsync(new() { TaskId = task.Id }, CancellationToken.None);
        Assert.Equal("abc", Assert.Single(listed.Configs).Authentication.Credentials);
        var user = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        await ExecuteAsync($"UPDATE a2a_tasks SET user_id = '{user}'");
        await ExecuteAsync(UserTasks.EraseOwn.Replace("$1", $"'{user}'", StringComparison.Ordinal));
        Assert.Equal(0L, await ExecuteAsync("SELECT count(*) FROM a2a_task_pushes"));
    }

    private TaskPushNotificationConfig Config() => new()
    {
        Url = $"{_receiver.Address}/hook?a=1",
        Token = "a token",
        Authentication = new() { Scheme = "Bearer", Credentials = "abc" },
    };

    // What was taken or tried, without repeats of one and the same.
    private List<string> Taken() => [.. _receiver.All.DistinctBy(told => told.Body.ToJsonString()).Select(told => told.Kind)];

    private static async Task<AgentTask> SendAsync(A2AClient client, string order, TaskPushNotificationConfig? config = null)
    {
        var request = TaskAgent.Ask("get_order", Of(order));
        request.Configuration = new() { TaskPushNotificationConfig = config };
        return (await client.SendMessageAsync(request, CancellationToken.None)).Task;
    }

    private static Task<TaskPushNotificationConfig> CreateAsync(A2AClient client, string task, TaskPushNotificationConfig config)
    {
        config.TaskId = task;
        return client.CreateTaskPushNotificationConfigAsync(config, CancellationToken.None);
    }

    private static async Task<A2AException> RefusedAsync(A2AError error, Func<Task> act)
    {
        var refused = await Assert.ThrowsAsync<A2AException>(act);
        Assert.Equal(error, refused.Error);
        return refused;
    }

    private static string Of(string order) => $$"""{"order_id": "{{order}}"}""";

    private async Task<object?> ExecuteAsync(string sql)
    {
        await using var command = _database.Owner.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
