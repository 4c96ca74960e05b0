using System.Runtime.CompilerServices;
using A2A.Errors;
using A2A.Operations;
using A2A.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace A2A.Server;

/// <summary>An operation and who does it: either <paramref name="Reply"/> or <paramref name="Stream"/> is there.</summary>
internal sealed record HandledOperation(Operation Operation, HandledOperation.Call? Reply, HandledOperation.Events? Stream)
{
    // ListTasks without a page size.
    private const int DefaultPageSize = 50;

    public delegate Task<IMessage> Call(A2AHandler handler, IMessage request, A2ACall call, CancellationToken cancellationToken);

    public delegate IAsyncEnumerable<StreamResponse> Events(
        A2AHandler handler, IMessage request, A2ACall call, CancellationToken cancellationToken);

    /// <summary>All operations.</summary>
    public static IReadOnlyList<HandledOperation> All { get; } =
    [
        Replies(OperationTable.SendMessage, SendAsync),
        Streams(OperationTable.SendStreamingMessage, Send),
        Replies(OperationTable.GetTask, async (handler, request, call, cancellationToken) => TaskReplies.CutHistory(
            TaskReplies.Check(await handler.GetTaskAsync(request, call, cancellationToken)),
            request.HasHistoryLength ? request.HistoryLength : null)),
        Replies(OperationTable.ListTasks, (handler, request, call, cancellationToken) =>
        {
            request.PageSize = request.HasPageSize ? request.PageSize : DefaultPageSize;
            return ListAsync(handler, request, call, cancellationToken);
        }),
        Replies(OperationTable.CancelTask, async (handler, request, call, cancellationToken) =>
            TaskReplies.Check(await handler.CancelTaskAsync(request, call, cancellationToken))),
        Streams(OperationTable.SubscribeToTask, (handler, request, call, cancellationToken) => TaskEvents.OrderedAsync(
            handler.SubscribeToTaskAsync(request, call, cancellationToken), isSubscription: true, historyLength: null, cancellationToken)),
        Replies(OperationTable.CreateTaskPushNotificationConfig, (handler, request, call, cancellationToken) =>
            handler.CreateTaskPushNotificationConfigAsync(request, call, cancellationToken)),
        Replies(OperationTable.GetTaskPushNotificationConfig, (handler, request, call, cancellationToken) =>
            handler.GetTaskPushNotificationConfigAsync(request, call, cancellationToken)),
        Replies(OperationTable.ListTaskPushNotificationConfigs, (handler, request, call, cancellationToken) =>
            handler.ListTaskPushNotificationConfigsAsync(request, call, cancellationToken)),
        Replies(OperationTable.DeleteTaskPushNotificationConfig, async (handler, request, call, cancellationToken) =>
        {
            await handler.DeleteTaskPushNotificationConfigAsync(request, call, cancellationToken);
            return new Empty();
        }),
        Replies(OperationTable.GetExtendedAgentCard, async (handler, request, call, cancellationToken) =>
            await handler.GetExtendedAgentCardAsync(request, call, cancellationToken)
                ?? throw new A2AException(A2AError.ExtendedAgentCardNotConfigured)),
    ];

    /// <summary>The row of an operation.</summary>
    public static HandledOperation Of(Operation operation) => All.First(handled => handled.Operation == operation);

    private static HandledOperation Replies<TRequest, TReply>(
        Operation<TRequest, TReply> operation, Func<A2AHandler, TRequest, A2ACall, CancellationToken, Task<TReply>> reply)
        where TRequest : class, IMessage<TRequest>, new()
        where TReply : class, IMessage<TReply>, new() =>
        new(operation, async (handler, request, call, cancellationToken) =>
            await reply(handler, (TRequest)request, call, cancellationToken), null);

    private static HandledOperation Streams<TRequest>(
        Operation<TRequest, StreamResponse> operation,
        Func<A2AHandler, TRequest, A2ACall, CancellationToken, IAsyncEnumerable<StreamResponse>> events)
        where TRequest : class, IMessage<TRequest>, new() =>
        new(operation, null, (handler, request, call, cancellationToken) => events(handler, (TRequest)request, call, cancellationToken));

    private static async IAsyncEnumerable<StreamResponse> Send(
        A2AHandler handler, SendMessageRequest request, A2ACall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (request.Message.TaskId.Length > 0)
        {
            await FitAsync(handler, request.Message, call, cancellationToken);
        }

        var events = handler.SendMessageAsync(request, call, cancellationToken);
        await foreach (var item in TaskEvents.OrderedAsync(events, isSubscription: false, HistoryOf(request), cancellationToken))
        {
            yield return item;
        }
    }

    // A2A 3.4.2, 3.4.3: a message to a task is one to a task that is there, has not ended, and is of the message's context. One that the
    // task has already may be a repeat of it, by a caller that lost the answer.
    private static async Task FitAsync(A2AHandler handler, Message message, A2ACall call, CancellationToken cancellationToken)
    {
        var task = await handler.GetTaskAsync(new() { Id = message.TaskId, HistoryLength = 0 }, call, cancellationToken);
        if (message.ContextId.Length > 0 && message.ContextId != task.ContextId)
        {
            throw A2AException.Invalid("message.contextId", "It is not the context of the task.");
        }

        if (task.Status.State.IsTerminal() && !await HasAsync())
        {
            throw new A2AException(A2AError.UnsupportedOperation, "The task has ended and takes no more messages.");
        }

        message.ContextId = task.ContextId;

        async Task<bool> HasAsync() => (await handler.GetTaskAsync(new() { Id = message.TaskId }, call, cancellationToken))
            .History.Any(said => said.Role == message.Role && said.MessageId == message.MessageId);
    }

    // Waits for the end or an interruption, unless the caller does not want to (A2A 3.2.2).
    private static async Task<SendMessageResponse> SendAsync(
        A2AHandler handler, SendMessageRequest request, A2ACall call, CancellationToken cancellationToken)
    {
        AgentTask? task = null;
        try
        {
            await foreach (var item in Send(handler, request, call, cancellationToken))
            {
                if (item.PayloadCase == StreamResponse.PayloadOneofCase.Message)
                {
                    return new() { Message = item.Message };
                }

                task = TaskEvents.Apply(task, item);
                if (request.Configuration is { ReturnImmediately: true } || task.Status.State.IsInterrupted())
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (task is not null && !call.Http.RequestAborted.IsCancellationRequested)
        {
            // The server's time is over; the task's is not.
        }

        // What came since the first event has made it longer.
        return new() { Task = TaskReplies.CutHistory(task!, HistoryOf(request)) };
    }

    private static int? HistoryOf(SendMessageRequest request) =>
        request.Configuration is { HasHistoryLength: true } configuration ? configuration.HistoryLength : null;

    private static async Task<ListTasksResponse> ListAsync(
        A2AHandler handler, ListTasksRequest request, A2ACall call, CancellationToken cancellationToken) =>
        TaskReplies.Cut(await handler.ListTasksAsync(request, call, cancellationToken), request);
}
