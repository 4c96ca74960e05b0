using System.Collections.Concurrent;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Resilience;
using Ecommerce.ServiceDefaults.Tasks;
using Google.Protobuf;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>
/// The tasks that this replica works on. The work goes on whether its caller waits or not; it ends in the database, where every replica's
/// subscribers read it.
/// </summary>
internal sealed class TaskRuns(
    TaskCalls calls, TaskProgress progress, TaskWriter writer, AgentInfo agent, TimeProvider time, ILogger<TaskRuns> logger)
{
    private const int MostAttempts = 8;

    private static readonly Backoff Pauses = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2));

    private readonly ConcurrentDictionary<Guid, TaskRun> _runs = new();
    private readonly TaskPlaces _places = new();

    /// <summary>The tasks that this replica works on.</summary>
    public Guid[] Ids => [.. _runs.Keys];

    /// <summary>Runs a capability for its caller as a task; see <see cref="TaskCalls"/>.</summary>
    /// <param name="begun">The task; its holder is this replica.</param>
    /// <param name="isFollowUp">Whether the message goes to a task that waits for it.</param>
    /// <param name="call">The caller's call.</param>
    /// <param name="method">The capability's method.</param>
    /// <param name="read">Reads its request.</param>
    /// <returns>The task, or the one that the same message began before.</returns>
    /// <exception cref="ProblemException">There is no task: the call is refused.</exception>
    public Task<TaskKey> BeginAsync(NewTask begun, bool isFollowUp, InboundCall call, CapabilityMethod method, Func<IMessage> read)
    {
        _places.Take(begun.Key.Owner, method.Capability.ServerStreaming);
        var texts = new TaskTexts(TaskKey.TextOf(agent.Name, begun.Key.Id), begun.ContextId);
        var run = new TaskRun(begun, isFollowUp, texts, call, method, read);
        run.Work = WorkAsync(run);
        return run.Begun.Task;
    }

    /// <summary>Ends the work on a task: it is not this replica's any more.</summary>
    public void Stop(Guid id) => _runs.GetValueOrDefault(id)?.Stop();

    /// <summary>Waits until the calls that go on have ended. What only waits is left to another replica.</summary>
    public Task EndAsync(CancellationToken cancellationToken)
    {
        var runs = _runs.Values;
        foreach (var run in runs)
        {
            run.Leave();
        }

        return Task.WhenAll(runs.Select(run => run.Work)).WaitAsync(cancellationToken);
    }

    private async Task WorkAsync(TaskRun run)
    {
        try
        {
            var task = new CapabilityTask(run.Texts.Id, run.Capability);
            var end = await AnswerAsync(run, task);
            if (end is not null && run.Capability.Task is not null)
            {
                end = await progress.OutcomeAsync(run, end);
            }

            if (end is not null)
            {
                await EndAsync(run, end);
            }
        }
        finally
        {
            // What still tells of it has nothing more to tell.
            run.Stop();
            _runs.TryRemove(new(run.Key.Id, run));
            _places.Leave(run.Key.Owner);
        }
    }

    // What the call was answered with. Null if there is no new task, or if it is not this replica's any more.
    private async Task<TaskEnd?> AnswerAsync(TaskRun run, CapabilityTask task)
    {
        try
        {
            await task.RunAsync(() => calls.InvokeAsync(run, task, () => _runs[run.Key.Id] = run), time);
        }
        catch (Exception exception) when (!run.IsHeld)
        {
            run.Begun.TrySetException(exception);
            return null;
        }
        catch (Exception) when (run.End.IsCancellationRequested)
        {
            return null;
        }
        catch (ProblemException exception)
        {
            return TaskEnd.With(exception);
        }

        if (!run.IsHeld)
        {
            // Refused before it was begun, or a repeat.
            if (task.Problem is not null)
            {
                run.Begun.TrySetException(task.Problem);
            }

            return null;
        }

        return run.End.IsCancellationRequested ? null
            : task.Problem is not null ? TaskEnd.With(task.Problem)
            : TaskEnd.With(task.Capability, task.Capability.ServerStreaming ? null : task.Reply);
    }

    // Until then the task is held, so that no other replica ends it otherwise. What cannot be written is taken over later.
    private async Task EndAsync(TaskRun run, TaskEnd end)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await writer.EndAsync(run.Key, run.Texts, run.Capability.Name, end, CancellationToken.None);
                return;
            }
            catch (Exception exception) when (attempt < MostAttempts)
            {
                Log.TaskNotWritten(logger, run.Texts.Id, exception.Message);
                await Task.Delay(Pauses.After(attempt), time, CancellationToken.None);
            }
            catch (Exception exception)
            {
                Log.TaskLeft(logger, exception, run.Texts.Id);
                return;
            }
        }
    }
}
