using System.Runtime.CompilerServices;
using A2A.Errors;
using A2A.V1;

namespace A2A.Server;

/// <summary>The order of a stream (A2A 3.1.2, 3.1.6): one message, or a task and then its updates.</summary>
internal static class TaskEvents
{
    /// <summary>Passes events on until the one that ends the stream.</summary>
    /// <param name="events">The handler's.</param>
    /// <param name="isSubscription">Whether the task was there before.</param>
    /// <param name="historyLength">Most messages of a task's history; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="A2AException">The handler breaks the order, or the task of a subscription has ended.</exception>
    public static async IAsyncEnumerable<StreamResponse> OrderedAsync(
        IAsyncEnumerable<StreamResponse> events, bool isSubscription, int? historyLength,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        AgentTask? task = null;
        await foreach (var item in events.WithCancellation(cancellationToken))
        {
            switch (item.PayloadCase)
            {
                case StreamResponse.PayloadOneofCase.Message when task is null && !isSubscription:
                    yield return item;
                    yield break;
                case StreamResponse.PayloadOneofCase.Task when task is null || task.Id == item.Task.Id:
                    TaskReplies.Check(item.Task);
                    if (task is null && isSubscription && item.Task.Status.State.IsTerminal())
                    {
                        throw new A2AException(A2AError.UnsupportedOperation, "The task has ended; get it instead.");
                    }

                    // A subscriber that finds a task waiting for input waits with it.
                    var isEnd = (task is not null || !isSubscription) && item.Task.Status.State.EndsStream();
                    task = item.Task;
                    TaskReplies.CutHistory(item.Task, historyLength);
                    yield return item;
                    if (isEnd)
                    {
                        yield break;
                    }

                    break;
                case StreamResponse.PayloadOneofCase.StatusUpdate
                    when Belongs(task, item.StatusUpdate.TaskId, item.StatusUpdate.ContextId):
                    TaskReplies.Check(item.StatusUpdate.Status);
                    yield return item;
                    if (item.StatusUpdate.Status.State.EndsStream())
                    {
                        yield break;
                    }

                    break;
                case StreamResponse.PayloadOneofCase.ArtifactUpdate
                    when item.ArtifactUpdate is { Artifact: not null } update && Belongs(task, update.TaskId, update.ContextId):
                    yield return item;
                    break;
                default:
                    throw new A2AException(A2AError.InvalidAgentResponse);
            }
        }

        if (task is null)
        {
            throw new A2AException(A2AError.InvalidAgentResponse, "The agent answered nothing.");
        }
    }

    /// <summary>The task after an event that is no message. What was said of it before is its history.</summary>
    public static AgentTask Apply(AgentTask? task, StreamResponse item)
    {
        switch (item.PayloadCase)
        {
            case StreamResponse.PayloadOneofCase.Task:
                return item.Task;
            case StreamResponse.PayloadOneofCase.StatusUpdate:
                if (task!.Status.Message is { } before)
                {
                    task.History.Add(before);
                }

                task.Status = item.StatusUpdate.Status;
                return task;
            default:
                Add(task!, item.ArtifactUpdate);
                return task!;
        }
    }

    private static void Add(AgentTask task, TaskArtifactUpdateEvent update)
    {
        var known = task.Artifacts.FirstOrDefault(artifact => artifact.ArtifactId == update.Artifact.ArtifactId);
        if (known is null)
        {
            task.Artifacts.Add(update.Artifact.Clone());
        }
        else if (update.Append)
        {
            known.Parts.Add(update.Artifact.Parts);
        }
        else
        {
            task.Artifacts[task.Artifacts.IndexOf(known)] = update.Artifact.Clone();
        }
    }

    private static bool Belongs(AgentTask? task, string taskId, string contextId) => task?.Id == taskId && task.ContextId == contextId;
}
