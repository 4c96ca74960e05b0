using System.Collections.Concurrent;
using A2A.V1;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Resilience;
using Microsoft.Extensions.Logging;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>
/// The tasks that this replica works on. The work goes on whether its caller waits or not; it ends in the database, where every replica's
/// subscribers read it.
/// </summary>
internal sealed class TaskRuns(TaskStore store, TaskWriter writer, TimeProvider time, ILogger<TaskRuns> logger)
{
    private const int MostAttempts = 8;

    private static readonly Backoff Pauses = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2));

    private readonly ConcurrentDictionary<Guid, TaskRun> _runs = new();
    private readonly TaskPlaces _places = new();

    /// <summary>The tasks that this replica works on.</summary>
    public Guid[] Ids => [.. _runs.Keys];

    /// <summary>Works on a task.</summary>
    /// <param name="run">The task.</param>
    /// <param name="isStream">Whether the work lasts as long as there is something to tell.</param>
    /// <param name="work">
    /// The work: it holds the task (<see cref="HoldAsync"/>) once it has passed the checks of every surface. Null if it has no end here.
    /// </param>
    /// <returns>The task, or the one that the same message began before.</returns>
    /// <exception cref="ProblemException">There is no task: the work was refused before.</exception>
    public Task<TaskKey> BeginAsync(TaskRun run, bool isStream, Func<Task<TaskEnd?>> work)
    {
        _places.Take(run.Key.Owner, isStream);
        run.Work = WorkAsync(run, work);
        return run.Begun.Task;
    }

    /// <summary>
    /// Goes on with a task that this replica has taken over. It has a place in any case, and others that begin have fewer.
    /// </summary>
    /// <param name="run">The task.</param>
    /// <param name="work">The work; null if it has no end here.</param>
    public void GoOn(TaskRun run, Func<Task<TaskEnd?>> work)
    {
        _places.TakeOver(run.Key.Owner);
        run.IsHeld = true;
        _runs[run.Key.Id] = run;
        run.Work = WorkAsync(run, work);
    }

    /// <summary>From now on there is the task, and it is this replica's.</summary>
    /// <param name="run">The task.</param>
    /// <param name="begun">The task as it is begun, or goes on.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>False if its message began it, or went to it, before.</returns>
    public async Task<bool> HoldAsync(TaskRun run, NewTask begun, CancellationToken cancellationToken)
    {
        begun = begun with { Holder = writer.Holder };
        var (isNew, key) = run.IsFollowUp
            ? await store.GoOnAsync(begun, run.Texts.Status(TaskState.Working, store.Now(), begun.Note), cancellationToken)
            : await store.BeginAsync(begun, cancellationToken);
        if (isNew)
        {
            run.IsHeld = true;
            _runs[run.Key.Id] = run;
        }

        run.Begun.TrySetResult(key);
        return isNew;
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

    private async Task WorkAsync(TaskRun run, Func<Task<TaskEnd?>> work)
    {
        try
        {
            if (await EndOfAsync(run, work) is { } end)
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

    // Null if there is no new task, or if it is not this replica's any more.
    private static async Task<TaskEnd?> EndOfAsync(TaskRun run, Func<Task<TaskEnd?>> work)
    {
        try
        {
            var end = await work();
            return run.IsHeld && !run.End.IsCancellationRequested ? end : null;
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
    }

    // Until then the task is held, so that no other replica ends it otherwise. What cannot be written is taken over later.
    private async Task EndAsync(TaskRun run, TaskEnd end)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await writer.EndAsync(run.Key, run.Texts, end, CancellationToken.None);
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
