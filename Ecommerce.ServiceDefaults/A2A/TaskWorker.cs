using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Resilience;
using Ecommerce.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Logging;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>
/// Keeps tasks from hanging: says again that this replica works on its own, ends those whose replica is gone or goes on with them, and
/// deletes what has expired.
/// </summary>
internal sealed class TaskWorker(
    TaskStore store, TaskRuns runs, TaskWriter writer, TaskProgress progress, IdempotencyStore idempotency, AgentInfo agent,
    TimeProvider time, ILogger<TaskWorker> logger)
    : BackgroundLoop(time, logger)
{
    private const int TakenAtOnce = 20;
    private const int SweptAtOnce = 1000;
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(5);

    // How long an outcome is waited for that a call under a key has not left yet.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [RenewAsync, TakeOverAsync, SweepAsync];

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await runs.EndAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        using var unrecorded = AgentTelemetry.Unrecorded();
        if (runs.Ids is { Length: > 0 } ids)
        {
            var held = await store.RenewAsync(ids, writer.Holder, cancellationToken);
            foreach (var lost in ids.Except(held))
            {
                runs.Stop(lost);
            }
        }

        await PauseAsync(TaskStore.Lease / 4, cancellationToken);
    }

    private async Task TakeOverAsync(CancellationToken cancellationToken)
    {
        using var unrecorded = AgentTelemetry.Unrecorded();
        // Where the database was away for longer than a lease, this replica's own have to be renewed, not ended.
        foreach (var task in await store.TakeOverAsync(writer.Holder, runs.Ids, TakenAtOnce, cancellationToken))
        {
            if (await OutcomeAsync(task, cancellationToken) is { } end)
            {
                var texts = TaskTexts.Of(agent, task.Begun.Key, task.Begun.ContextId);
                await writer.EndAsync(task.Begun.Key, texts, end, cancellationToken);
            }
        }

        await PauseAsync(TaskStore.Lease / 4, cancellationToken);
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        using var unrecorded = AgentTelemetry.Unrecorded();
        while (await store.SweepAsync(SweptAtOnce, cancellationToken) == SweptAtOnce)
        {
        }

        await PauseAsync(SweepInterval, cancellationToken);
    }

    // What the call left under its key; null if it may still leave something: then this replica goes on with the task, or it is looked at
    // again when this lease is over.
    private async Task<TaskEnd?> OutcomeAsync(AbandonedTask abandoned, CancellationToken cancellationToken)
    {
        var task = abandoned.Begun;
        if (TaskProposal.Of(task.Note) is { } proposal)
        {
            return proposal.IsGiven == false ? new(TaskState.Canceled) : TaskEnd.Left(proposal, task.Note) ?? TaskEnd.Asking(
                "The agent was stopped while it carried this out: approve it again to learn what became of it.", proposal);
        }

        var left = task.Idempotency is null ? null : await idempotency.FindAsync(task.Idempotency, cancellationToken);
        var capability = CapabilityCatalogue.Find(agent.Name, task.Capability ?? "");
        if (capability is null && task.Capability is not null)
        {
            return TaskEnd.With(ProblemException.Unavailable(
                "The agent was stopped while another one worked on the task, which may be done: look for its outcome before you send the "
                + "message again, under another ID."));
        }

        if (capability is null || left is null)
        {
            return TaskEnd.With(ProblemException.Unavailable(
                "The agent was stopped while it worked on the task: send the message again, under another ID."));
        }

        if (capability.Task is not null && Time.GetUtcNow() - abandoned.ChangedAt < TaskProgress.Longest)
        {
            progress.GoOn(abandoned);
            return null;
        }

        return TaskEnd.Of(capability, left)
            ?? (Time.GetUtcNow() - abandoned.ChangedAt < Patience ? null
                : TaskEnd.With(ProblemException.Unavailable(
                    "The agent was stopped while it worked on the task, and the work goes on: look for its outcome yourself.")));
    }
}
