using A2A.Errors;
using A2A.V1;

namespace A2A.Server;

/// <summary>
/// What an agent does. All bindings end here, with requests that are checked: what is required is there, is known and within the limits
/// of the server. Who calls is <see cref="A2ACall.Http"/>'s to say, and whose a task is, the handler's: another caller's is
/// <see cref="A2AError.TaskNotFound"/>. An <see cref="A2AException"/> reaches the caller; any other is logged and told as
/// <see cref="A2AError.Internal"/>. What it answers is the server's from then on, to be cut to what was asked for.
/// </summary>
public abstract class A2AHandler
{
    /// <summary>
    /// What the agent promises; its cards carry the same. An operation that needs more is refused before it comes here. Streams alone by
    /// default.
    /// </summary>
    public virtual AgentCapabilities Capabilities { get; } = new() { Streaming = true };

    /// <summary>
    /// The card, as this caller may see it. Sign it with <see cref="Cards.CardSignatures"/>, and keep it while it holds: the same object is
    /// the same card, which is written once. What changes is another object.
    /// </summary>
    public abstract ValueTask<AgentCard> GetAgentCardAsync(A2ACall call, CancellationToken cancellationToken);

    /// <summary>The card for callers that are known; null if there is none.</summary>
    public virtual ValueTask<AgentCard?> GetExtendedAgentCardAsync(
        GetExtendedAgentCardRequest request, A2ACall call, CancellationToken cancellationToken) => new(result: null);

    /// <summary>
    /// Answers a message: one message, or a task and then what happens to it (A2A 3.1.2). The same for a caller that streams, one that
    /// waits, and one that does not (<c>return_immediately</c>): the server reads as many events as each wants. So that the reading stops
    /// is no cancellation of the task; it goes on. A message to a task comes with the task's context, after the task was got;
    /// to one that has ended, only under the ID of a message of its history, so that the handler can answer a repeat.
    /// </summary>
    public abstract IAsyncEnumerable<StreamResponse> SendMessageAsync(
        SendMessageRequest request, A2ACall call, CancellationToken cancellationToken);

    /// <summary>A task as it stands. The server cuts its history to what was asked for.</summary>
    public virtual Task<AgentTask> GetTaskAsync(GetTaskRequest request, A2ACall call, CancellationToken cancellationToken) =>
        throw new A2AException(A2AError.TaskNotFound);

    /// <summary>
    /// A page of the caller's tasks, newest status first. <c>page_size</c> is set; the server takes away artifacts and history that were
    /// not asked for.
    /// </summary>
    public virtual Task<ListTasksResponse> ListTasksAsync(ListTasksRequest request, A2ACall call, CancellationToken cancellationToken) =>
        Task.FromResult(new ListTasksResponse());

    /// <summary>Cancels a task. One that is cancelled already is answered like one that is cancelled now.</summary>
    public virtual Task<AgentTask> CancelTaskAsync(CancelTaskRequest request, A2ACall call, CancellationToken cancellationToken) =>
        throw new A2AException(A2AError.TaskNotFound);

    /// <summary>The task as it stands, and then what happens to it, without a gap (A2A 3.1.6).</summary>
    public virtual IAsyncEnumerable<StreamResponse> SubscribeToTaskAsync(
        SubscribeToTaskRequest request, A2ACall call, CancellationToken cancellationToken) =>
        throw new A2AException(A2AError.TaskNotFound);

    /// <summary>Keeps a configuration and answers it with its ID. Whether its URL may be called is for the handler to check.</summary>
    public virtual Task<TaskPushNotificationConfig> CreateTaskPushNotificationConfigAsync(
        TaskPushNotificationConfig request, A2ACall call, CancellationToken cancellationToken) =>
        throw new A2AException(A2AError.TaskNotFound);

    /// <summary>A configuration.</summary>
    public virtual Task<TaskPushNotificationConfig> GetTaskPushNotificationConfigAsync(
        GetTaskPushNotificationConfigRequest request, A2ACall call, CancellationToken cancellationToken) =>
        throw new A2AException(A2AError.TaskNotFound);

    /// <summary>The configurations of a task.</summary>
    public virtual Task<ListTaskPushNotificationConfigsResponse> ListTaskPushNotificationConfigsAsync(
        ListTaskPushNotificationConfigsRequest request, A2ACall call, CancellationToken cancellationToken) =>
        throw new A2AException(A2AError.TaskNotFound);

    /// <summary>Forgets a configuration; one that is forgotten already is no error.</summary>
    public virtual Task DeleteTaskPushNotificationConfigAsync(
        DeleteTaskPushNotificationConfigRequest request, A2ACall call, CancellationToken cancellationToken) =>
        throw new A2AException(A2AError.TaskNotFound);
}
