using System.Collections.Concurrent;
using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Resilience;
using Ecommerce.ServiceDefaults.Tasks;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>
/// The tasks that this replica works on. The work goes on whether its caller waits or not; it ends in the database, where every replica's
/// subscribers read it.
/// </summary>
internal sealed class TaskRuns(
    CapabilityInvoker invoker, TaskStore store, Signals signals, AgentInfo agent, TimeProvider time, ILogger<TaskRuns> logger)
{
    // Work that nobody waits for must not pile up.
    private const int MostRuns = 500;
    private const int MostItems = 1000;
    private const int MostBytes = 4 * 1024 * 1024;
    private const int MostAttempts = 8;

    private static readonly Backoff Pauses = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2));

    private readonly ConcurrentDictionary<Guid, Run> _runs = new();

    /// <summary>This replica, as the database knows it.</summary>
    public Guid Holder { get; } = Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>The tasks that this replica works on.</summary>
    public Guid[] Ids => [.. _runs.Keys];

    /// <summary>
    /// Runs a capability for its caller as a task, which there is once the call has passed the checks of every surface: policy, rules, and
    /// the audit.
    /// </summary>
    /// <param name="begun">The task; its holder is this replica.</param>
    /// <param name="isFollowUp">Whether the message goes to a task that waits for it.</param>
    /// <param name="call">The caller's call.</param>
    /// <param name="method">The capability's method.</param>
    /// <param name="read">Reads its request.</param>
    /// <returns>The task, or the one that the same message began before.</returns>
    /// <exception cref="ProblemException">There is no task: the call is refused.</exception>
    public Task<TaskKey> BeginAsync(NewTask begun, bool isFollowUp, InboundCall call, CapabilityMethod method, Func<IMessage> read)
    {
        if (_runs.Count >= MostRuns)
        {
            throw new ProblemException(ErrorCodes.RateLimited, "The agent works on too many tasks already.");
        }

        var run = new Run(begun, isFollowUp, new(TaskKey.TextOf(agent.Name, begun.Key.Id), begun.ContextId), call, method, read);
        run.Work = WorkAsync(run);
        return run.Begun.Task;
    }

    /// <summary>Ends the work on a task: it is not this replica's any more.</summary>
    public void Stop(Guid id)
    {
        if (_runs.TryGetValue(id, out var run))
        {
            run.End.Cancel();
        }
    }

    /// <summary>Waits until the work that goes on has ended.</summary>
    public Task EndAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_runs.Values.Select(run => run.Work)).WaitAsync(cancellationToken);

    /// <summary>Writes a task's end; false if the task is not this replica's any more.</summary>
    public async Task<bool> EndAsync(
        TaskKey key, TaskTexts texts, string capability, TaskEnd end, CancellationToken cancellationToken)
    {
        var now = store.Now();
        var (note, events) = end.Tell(texts, capability, now, Guid.CreateVersion7(now));
        var isEnded = await store.AppendAsync(key, Holder, end.State, note, events, cancellationToken);
        signals.Wake(key.Id);
        return isEnded;
    }

    private async Task WorkAsync(Run run)
    {
        try
        {
            var task = new CapabilityTask(run.Texts.Id, run.Method.Capability);
            if (await OutcomeAsync(run, task) is { } end)
            {
                await EndAsync(run, end);
            }
        }
        finally
        {
            _runs.TryRemove(new(run.Key.Id, run));
            run.End.Dispose();
        }
    }

    // Null if there is no new task, or if it is not this replica's any more.
    private async Task<TaskEnd?> OutcomeAsync(Run run, CapabilityTask task)
    {
        try
        {
            await task.RunAsync(() => InvokeAsync(run, task), time);
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
            : TaskEnd.With(task.Capability.ServerStreaming ? null : task.Reply);
    }

    private Task<IMessage> InvokeAsync(Run run, CapabilityTask task)
    {
        async Task<IMessage> HandleAsync(IMessage message, Grpc.Core.ServerCallContext inner)
        {
            task.Admit(inner.Call());
            if (!await HoldAsync(run, inner.Call(), inner.CancellationToken))
            {
                return new Empty();
            }

            if (!run.Method.Capability.ServerStreaming)
            {
                return await run.Method.Unary(message, inner);
            }

            await run.Method.Stream(message, item => AddAsync(run, item, inner.CancellationToken), inner);
            return new Empty();
        }

        return run.Method.Capability.ServerStreaming
            ? StreamAsync()
            : invoker.InvokeAsync(run.Call, run.Read, HandleAsync, run.End.Token);

        async Task<IMessage> StreamAsync()
        {
            await invoker.InvokeStreamAsync(run.Call, run.Read, HandleAsync, run.End.Token);
            return new Empty();
        }
    }

    // From here on there is a task, and it is this replica's.
    private async Task<bool> HoldAsync(Run run, CapabilityContext call, CancellationToken cancellationToken)
    {
        var begun = run.Asked with
        {
            Capability = run.Method.Capability.Name,
            Idempotency = call.Idempotency,
            Holder = Holder,
        };
        var (isNew, key) = run.IsFollowUp
            ? await store.GoOnAsync(begun, run.Texts.Status(TaskState.Working, store.Now()), cancellationToken)
            : await store.BeginAsync(begun, cancellationToken);
        if (isNew)
        {
            run.IsHeld = true;
            _runs[key.Id] = run;
            signals.Wake(key.Id);
        }

        run.Begun.TrySetResult(key);
        return isNew;
    }

    private async Task AddAsync(Run run, IMessage item, CancellationToken cancellationToken)
    {
        run.Bytes += item.CalculateSize();
        if (run.Items == MostItems || run.Bytes > MostBytes)
        {
            throw new ProblemException(
                ErrorCodes.RateLimited, $"A task has at most {MostItems} items and {MostBytes} bytes: call the capability itself.");
        }

        var told = run.Texts.Artifact(run.Method.Capability.Name, item, isFurther: run.Items++ > 0, isLast: false);
        if (!await store.AppendAsync(run.Key, Holder, TaskState.Working, note: null, [told], cancellationToken))
        {
            run.End.Cancel();
            throw new OperationCanceledException("The task is not this replica's any more.", run.End.Token);
        }

        signals.Wake(run.Key.Id);
    }

    // Until then the task is held, so that no other replica ends it otherwise. What cannot be written is taken over later.
    private async Task EndAsync(Run run, TaskEnd end)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await EndAsync(run.Key, run.Texts, run.Method.Capability.Name, end, CancellationToken.None);
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

    private sealed class Run(
        NewTask asked, bool isFollowUp, TaskTexts texts, InboundCall call, CapabilityMethod method, Func<IMessage> read)
    {
        public NewTask Asked => asked;

        public TaskKey Key => asked.Key;

        public bool IsFollowUp => isFollowUp;

        public TaskTexts Texts => texts;

        public InboundCall Call => call;

        public CapabilityMethod Method => method;

        public Func<IMessage> Read => read;

        public TaskCompletionSource<TaskKey> Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationTokenSource End { get; } = new();

        public Task Work { get; set; } = Task.CompletedTask;

        public bool IsHeld { get; set; }

        public int Items { get; set; }

        public long Bytes { get; set; }
    }
}
