using A2A.Errors;
using A2A.V1;

namespace A2A.Tests;

/// <summary>SendMessage and SendStreamingMessage (A2A 3.1.1, 3.1.2, 3.2.2, 3.4) on each binding.</summary>
public sealed class SendTests
{
    public static TheoryData<string> Bindings { get; } = [A2AProtocol.JsonRpc, A2AProtocol.HttpJson, A2AProtocol.Grpc];

    [Theory, MemberData(nameof(Bindings))]
    public async Task A2A_3_1_1_an_agent_may_answer_with_a_message(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);

        var reply = await client.SendMessageAsync(Texts.Send("hello"), default);

        Assert.Equal("hello", reply.Message.Parts[0].Text);
        Assert.Equal(binding, client.Binding);
        Assert.Equal(binding, host.Clerk.Seen.Single().Call.Binding);
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A2A_3_2_2_a_caller_waits_for_the_end_and_gets_all_artifacts(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);

        var task = (await client.SendMessageAsync(Texts.Send("order"), default)).Task;

        Assert.Equal(TaskState.Completed, task.Status.State);
        Assert.Equal("Paid.", task.Artifacts.Single().Parts.Single().Text);
        Assert.NotEmpty(task.ContextId);
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A2A_3_2_2_a_caller_waits_until_something_is_asked_of_it(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);

        Assert.Equal(TaskState.InputRequired, (await client.SendMessageAsync(Texts.Send("ask"), default)).Task.Status.State);
        Assert.Equal(TaskState.AuthRequired, (await client.SendMessageAsync(Texts.Send("login"), default)).Task.Status.State);
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A2A_3_2_2_return_immediately_does_not_wait(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);

        var task = (await client.SendMessageAsync(Texts.Send("work", new() { ReturnImmediately = true }), default)).Task;

        Assert.Equal(TaskState.Submitted, task.Status.State);
        await Ecommerce.Testing.Eventually.HoldsAsync(() => host.Clerk.Tasks[task.Id].Readers == 0, "nobody reads the task's events");
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A2A_3_1_2_a_stream_is_one_message_and_closes(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);

        foreach (var text in new[] { "hello", "twice" })
        {
            var events = await client.SendStreamingMessageAsync(Texts.Send(text), default).ToListAsync();
            Assert.Equal(StreamResponse.PayloadOneofCase.Message, events.Single().PayloadCase);
        }
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A2A_3_1_2_a_stream_begins_with_the_task_and_closes_at_its_end(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);

        var events = await client.SendStreamingMessageAsync(Texts.Send("order"), default).ToListAsync();

        Assert.Equal(
            ["Task", "ArtifactUpdate", "StatusUpdate"], events.Select(item => $"{item.PayloadCase}"));
        Assert.Equal(TaskState.Completed, events[^1].StatusUpdate.Status.State);
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A_stream_closes_at_INPUT_REQUIRED_and_stays_open_at_AUTH_REQUIRED(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);

        var asked = await client.SendStreamingMessageAsync(Texts.Send("ask"), default).ToListAsync();
        Assert.Equal(TaskState.InputRequired, asked.Single().Task.Status.State);

        List<TaskState> states = [];
        await foreach (var item in client.SendStreamingMessageAsync(Texts.Send("login"), default))
        {
            states.Add(item.Task?.Status.State ?? item.StatusUpdate.Status.State);
            if (item.Task is { } task)
            {
                host.Clerk.Tasks[task.Id].Status(TaskState.Completed);
            }
        }

        Assert.Equal([TaskState.AuthRequired, TaskState.Completed], states);
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A2A_3_2_4_no_more_messages_of_the_history_come_than_were_asked_for(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);

        Assert.Equal(3, (await client.SendMessageAsync(Texts.Send("order"), default)).Task.History.Count);
        Assert.Empty((await client.SendMessageAsync(Texts.Send("order", new() { HistoryLength = 0 }), default)).Task.History);
        var task = (await client.SendMessageAsync(Texts.Send("order", new() { HistoryLength = 1 }), default)).Task;
        Assert.Equal("Working on it.", task.History.Single().Parts[0].Text);
        Assert.Single((await client.GetTaskAsync(new() { Id = task.Id, HistoryLength = 1 }, default)).History);
        Assert.Equal(3, (await client.GetTaskAsync(new() { Id = task.Id }, default)).History.Count);
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A2A_3_4_2_a_message_to_a_task_that_is_not_there_is_refused_before_the_handler(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);

        await ErrorAsync(A2AError.TaskNotFound, () => client.SendMessageAsync(Texts.Send("more", taskId: "t-9"), default));
        Assert.Empty(host.Clerk.Seen);
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A2A_3_4_3_the_context_follows_from_the_task_and_a_mismatch_is_refused(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);
        var task = (await client.SendMessageAsync(Texts.Send("ask"), default)).Task;

        var mismatch = await ErrorAsync(A2AError.InvalidParams,
            () => client.SendMessageAsync(Texts.Send("red", taskId: task.Id, contextId: "another"), default));
        Assert.Equal("message.contextId", mismatch.Violations.Single().Field);

        var done = (await client.SendMessageAsync(Texts.Send("red", taskId: task.Id), default)).Task;
        Assert.Equal((TaskState.Completed, task.ContextId), (done.Status.State, done.ContextId));
        Assert.Equal(task.ContextId, ((SendMessageRequest)host.Clerk.Seen.Last().Request).Message.ContextId);
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A2A_3_1_1_a_task_that_has_ended_takes_no_more_messages(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);
        var task = (await client.SendMessageAsync(Texts.Send("order"), default)).Task;

        await ErrorAsync(A2AError.UnsupportedOperation, () => client.SendMessageAsync(Texts.Send("more", taskId: task.Id), default));
        await ErrorAsync(A2AError.UnsupportedOperation,
            () => client.SendStreamingMessageAsync(Texts.Send("more", taskId: task.Id), default).ToListAsync());
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A_handler_that_breaks_the_order_of_a_stream_is_an_invalid_agent(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await host.ConnectAsync(binding);

        foreach (var text in new[] { "nothing", "update", "stranger" })
        {
            await ErrorAsync(A2AError.InvalidAgentResponse, () => client.SendMessageAsync(Texts.Send(text), default));
            await ErrorAsync(A2AError.InvalidAgentResponse, client.SendStreamingMessageAsync(Texts.Send(text), default));
        }
    }

    internal static Task<A2AException> ErrorAsync(A2AError error, IAsyncEnumerable<StreamResponse> events) =>
        ErrorAsync(error, () => events.ToListAsync());

    internal static async Task<A2AException> ErrorAsync(A2AError error, Func<Task> call)
    {
        var exception = await Assert.ThrowsAsync<A2AException>(call);
        Assert.Equal(error.Reason, exception.Error.Reason);
        return exception;
    }
}
