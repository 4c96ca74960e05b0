using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using A2A.Errors;
using A2A.Server;
using A2A.V1;

namespace A2A.Tests;

/// <summary>An agent that does what the first word of a message says. Its callers are those of the header X-Caller.</summary>
internal sealed class Clerk(AgentCard card) : A2AHandler
{
    public const string CallerHeader = "X-Caller";

    private readonly ConcurrentDictionary<string, TaskPushNotificationConfig> _configs = new();
    private int _last;

    /// <summary>All tasks, of every caller.</summary>
    public ConcurrentDictionary<string, LiveTask> Tasks { get; } = new();

    /// <summary>Each request that came through.</summary>
    public ConcurrentQueue<(object Request, A2ACall Call)> Seen { get; } = new();

    public override AgentCapabilities Capabilities => card.Capabilities;

    public AgentCard? ExtendedCard { get; set; }

    public override ValueTask<AgentCard> GetAgentCardAsync(A2ACall call, CancellationToken cancellationToken) => new(card.Clone());

    public override ValueTask<AgentCard?> GetExtendedAgentCardAsync(
        GetExtendedAgentCardRequest request, A2ACall call, CancellationToken cancellationToken) => new(ExtendedCard);

    public override async IAsyncEnumerable<StreamResponse> SendMessageAsync(
        SendMessageRequest request, A2ACall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Seen.Enqueue((request, call));
        var words = request.Message.Parts[0].Text.Split(' ');
        if (request.Message.TaskId.Length > 0)
        {
            var known = Find(request.Message.TaskId, call);
            known.Status(TaskState.Completed);
            yield return new() { Task = known.Snapshot() };
            yield break;
        }

        switch (words[0])
        {
            case "hello":
                yield return new() { Message = Texts.Message("hello", Role.Agent) };
                yield break;
            case "twice":
                yield return new() { Message = Texts.Message("one", Role.Agent) };
                yield return new() { Message = Texts.Message("two", Role.Agent) };
                yield break;
            case "nothing":
                yield break;
            case "update":
                yield return new() { StatusUpdate = Update("t") };
                yield break;
            case "error":
                throw new A2AException(A2AError.All.Single(error => error.Reason == words[1]))
                {
                    Metadata = new Dictionary<string, string> { ["about"] = "this" },
                };
            case "crash":
                throw new InvalidOperationException("a secret");
            case "extend":
                call.Activate("https://example.org/extension");
                yield return new() { Message = Texts.Message("hello", Role.Agent) };
                yield break;
        }

        var task = New(call, request.Message);
        switch (words[0])
        {
            case "order":
                task.Status(TaskState.Working, "Working on it.");
                break;
            case "ask":
                task.Status(TaskState.InputRequired, "Which colour?");
                break;
            case "login":
                task.Status(TaskState.AuthRequired, "Approve it with your bank.");
                break;
            case "stranger":
                yield return new() { Task = task.Snapshot() };
                yield return new() { StatusUpdate = Update("another") };
                yield break;
        }

        await foreach (var item in task.FollowAsync(cancellationToken))
        {
            yield return item;
            if (item.PayloadCase == StreamResponse.PayloadOneofCase.Task && words[0] == "order")
            {
                task.Artifact("receipt", "Paid.");
                task.Status(TaskState.Completed);
            }
        }
    }

    public override Task<AgentTask> GetTaskAsync(GetTaskRequest request, A2ACall call, CancellationToken cancellationToken) =>
        Task.FromResult(Find(request.Id, call).Snapshot());

    public override Task<ListTasksResponse> ListTasksAsync(ListTasksRequest request, A2ACall call, CancellationToken cancellationToken)
    {
        Seen.Enqueue((request, call));
        var own = Tasks.Values.Where(task => task.Owner == Caller(call)).Select(task => task.Snapshot())
            .OrderByDescending(task => task.Status.Timestamp.ToDateTimeOffset()).ThenByDescending(task => task.Id).ToList();
        var start = request.PageToken.Length > 0 ? int.Parse(request.PageToken, null) : 0;
        var page = own.Skip(start).Take(request.PageSize).ToList();
        var next = start + page.Count < own.Count ? $"{start + page.Count}" : "";
        return Task.FromResult(new ListTasksResponse { Tasks = { page }, TotalSize = own.Count, NextPageToken = next });
    }

    public override Task<AgentTask> CancelTaskAsync(CancelTaskRequest request, A2ACall call, CancellationToken cancellationToken)
    {
        var task = Find(request.Id, call);
        if (task.Task.Status.State is not TaskState.Canceled)
        {
            if (task.Task.Status.State.IsTerminal())
            {
                throw new A2AException(A2AError.TaskNotCancelable);
            }

            task.Status(TaskState.Canceled);
        }

        return Task.FromResult(task.Snapshot());
    }

    public override IAsyncEnumerable<StreamResponse> SubscribeToTaskAsync(
        SubscribeToTaskRequest request, A2ACall call, CancellationToken cancellationToken) =>
        Find(request.Id, call).FollowAsync(cancellationToken);

    public override Task<TaskPushNotificationConfig> CreateTaskPushNotificationConfigAsync(
        TaskPushNotificationConfig request, A2ACall call, CancellationToken cancellationToken)
    {
        Find(request.TaskId, call);
        request.Id = request.Id.Length > 0 ? request.Id : $"p-{Interlocked.Increment(ref _last)}";
        _configs[request.TaskId + request.Id] = request;
        return Task.FromResult(request);
    }

    public override Task<TaskPushNotificationConfig> GetTaskPushNotificationConfigAsync(
        GetTaskPushNotificationConfigRequest request, A2ACall call, CancellationToken cancellationToken)
    {
        Find(request.TaskId, call);
        return Task.FromResult(_configs.GetValueOrDefault(request.TaskId + request.Id) ?? throw new A2AException(A2AError.TaskNotFound));
    }

    public override Task<ListTaskPushNotificationConfigsResponse> ListTaskPushNotificationConfigsAsync(
        ListTaskPushNotificationConfigsRequest request, A2ACall call, CancellationToken cancellationToken)
    {
        Find(request.TaskId, call);
        var configs = _configs.Values.Where(config => config.TaskId == request.TaskId);
        return Task.FromResult(new ListTaskPushNotificationConfigsResponse { Configs = { configs } });
    }

    public override Task DeleteTaskPushNotificationConfigAsync(
        DeleteTaskPushNotificationConfigRequest request, A2ACall call, CancellationToken cancellationToken)
    {
        Find(request.TaskId, call);
        _configs.TryRemove(request.TaskId + request.Id, out _);
        return Task.CompletedTask;
    }

    private static TaskStatusUpdateEvent Update(string taskId) =>
        new() { TaskId = taskId, ContextId = "c", Status = new() { State = TaskState.Working } };

    private static string Caller(A2ACall call) => call.Http.Request.Headers[CallerHeader].ToString();

    private LiveTask New(A2ACall call, Message message)
    {
        var id = $"t-{Interlocked.Increment(ref _last)}";
        var task = new LiveTask(id, message.ContextId.Length > 0 ? message.ContextId : "c-" + id, Caller(call));
        task.Task.History.Add(message.Clone());
        task.Task.History.Add(Texts.Message("On it.", Role.Agent));
        task.Status(TaskState.Submitted);
        return Tasks[id] = task;
    }

    private LiveTask Find(string id, A2ACall call) =>
        Tasks.TryGetValue(id, out var task) && task.Owner == Caller(call) ? task : throw new A2AException(A2AError.TaskNotFound);
}
