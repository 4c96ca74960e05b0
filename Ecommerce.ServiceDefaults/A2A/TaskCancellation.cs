using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tasks;
using Google.Protobuf;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>
/// Cancels tasks: what changes nothing and what waits for its owner ends at once; work that a capability undoes ends by a call of that one,
/// as whoever cancels. All else goes on to its end.
/// </summary>
internal sealed class TaskCancellation(
    CapabilityInvoker invoker, AgentSkills skills, TaskStore store, TaskRuns runs, TaskFollower follower, TaskProgress progress,
    AgentInfo agent, TimeProvider time)
{
    private static readonly string[] Harmless =
        [.. CapabilityCatalogue.All.Where(capability => capability.Idempotency == Contracts.V1.Idempotency.Safe).Select(c => c.Name)];

    // Until there is something to undo, and until it is undone; together less than a call through the gateway may take.
    private static readonly TimeSpan Beginning = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(15);

    /// <summary>Cancels a task, if it can be.</summary>
    /// <param name="key">The task.</param>
    /// <param name="task">The task as it stands.</param>
    /// <param name="caller">Who cancels.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Whether it is cancelled, or is being cancelled.</returns>
    /// <exception cref="ProblemException">The capability that undoes the work refuses.</exception>
    public async Task<bool> CancelAsync(TaskKey key, TaskRow task, TaskCaller caller, CancellationToken cancellationToken)
    {
        if (task is { State: TaskState.Working or TaskState.AuthRequired, Capability: { } name }
            && skills.Find(name)?.Capability is { Task: { } option } capability
            && (task.Idempotency is not null || ToldOf(task, option.IdField) is not null))
        {
            await UndoAsync(task, capability, skills.Find(option.Cancel)!, caller, cancellationToken);
            await WaitAsync(key, task, cancellationToken);
            return true;
        }

        var told = TaskTexts.Of(agent, key, task.ContextId).Status(TaskState.Canceled, store.Now());
        if (await store.CancelAsync(key, told, Harmless, cancellationToken))
        {
            runs.Stop(key.Id);
            follower.Wake(key.Id);
            return true;
        }

        return task.State == TaskState.Canceled;
    }

    private async Task UndoAsync(
        TaskRow task, Capability capability, CapabilityMethod undo, TaskCaller caller, CancellationToken cancellationToken)
    {
        IMessage request;
        using (var waiting = new CancellationTokenSource(Beginning, time))
        using (var end = CancellationTokenSource.CreateLinkedTokenSource(waiting.Token, cancellationToken))
        {
            try
            {
                var made = ToldOf(task, capability.Task!.IdField) ?? await progress.MadeAsync(task.Idempotency!, end.Token);
                request = TaskProgress.RequestOf(capability, undo.Capability, made);
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw ProblemException.Unavailable("There is nothing to cancel yet: try it again.", exception);
            }
        }

        await invoker.InvokeAsync(caller.To(undo.Capability), () => request, undo.Unary, cancellationToken);
    }

    // What the last event says that is made: the agent that makes it may be another one, as for what was approved at the gateway.
    private static Guid? ToldOf(TaskRow task, string field) =>
        TaskTexts.DataOf(task.Note, field) is { } told && Guid.TryParse(told.Fields[field].StringValue, out var id) ? id : null;

    // Whoever works on the task ends it, as the outcome of its work says.
    private async Task WaitAsync(TaskKey key, TaskRow task, CancellationToken cancellationToken)
    {
        using var waiting = new CancellationTokenSource(Ending, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(waiting.Token, cancellationToken);
        try
        {
            await foreach (var _ in follower.FollowAsync(key, task.LastEvent, end.Token))
            {
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It goes on to its end.
        }
    }
}
