using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Resilience;
using Ecommerce.ServiceDefaults.Telemetry;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>
/// Tasks whose work goes on when the call has been answered, by the capability's option <c>task</c>: what happens is told as status
/// updates, and the task ends with the outcome that the work leaves under the call's key.
/// </summary>
internal sealed class TaskProgress(
    CapabilityInvoker invoker, CapabilityMethods methods, IdempotencyStore idempotency, TaskRuns runs, TaskWriter writer,
    AgentInfo agent, TimeProvider time, ILogger<TaskProgress> logger)
{
    /// <summary>What takes longer is left: the task ends once its lease is over.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private const int MostAttempts = 20;

    // For the last events, once the outcome is there.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);
    private static readonly Backoff Pauses = new(TimeSpan.FromMilliseconds(100), PollInterval);

    /// <summary>
    /// Goes on with a task whose holder is gone, whose call has begun its work: tells what happened since then, and how the work ends.
    /// </summary>
    public void GoOn(AbandonedTask task)
    {
        var begun = task.Begun;
        var run = new SkillRun(
            begun, isFollowUp: false, TaskTexts.Of(agent, begun.Key, begun.ContextId), methods.Find(begun.Capability!)!)
        {
            Idempotency = begun.Idempotency,
            LastTold = task.LastTold,
        };
        runs.GoOn(run, () =>
        {
            run.Telling = TellAsync(run, call: null);
            return OutcomeAsync(run, TaskEnd.With(ProblemException.Unavailable("What became of the work is not known any more.")));
        });
    }

    /// <summary>
    /// Tells what happens to a task until its run ends, by the capability that streams it, as the task's caller. A caller who may not call
    /// that one is told the outcome alone.
    /// </summary>
    /// <param name="run">The task.</param>
    /// <param name="call">
    /// Its caller's call; null where the agent goes on by itself, which reads from its own database what is the owner's.
    /// </param>
    public async Task TellAsync(SkillRun run, InboundCall? call)
    {
        var method = methods.Find(run.Capability.Task!.Progress)!;
        var attempt = 0;
        while (!run.End.IsCancellationRequested)
        {
            attempt++;
            try
            {
                var request = RequestOf(run.Capability, method.Capability, await MadeAsync(run.Idempotency!, run.End));
                method.Capability.LastEventField!.Accessor.SetValue(request, run.LastTold);
                await (call is null ? HandleAsync(request, new CapabilityCallContext(ContextOf(run, method.Capability), run.End))
                    : invoker.InvokeStreamAsync(
                        call with { Capability = method.Capability, IdempotencyKey = null, PeerRetiring = CancellationToken.None },
                        () => request, HandleAsync, run.End));
                return;
            }
            catch (Exception) when (run.End.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (IsPassing(exception) && attempt < MostAttempts)
            {
                await Task.Delay(Pauses.After(attempt), time, CancellationToken.None);
            }
            catch (Exception exception)
            {
                Log.TaskUntold(logger, run.Texts.Id, exception.Message);
                return;
            }
        }

        Task HandleAsync(IMessage request, Grpc.Core.ServerCallContext inner) => method.Stream(
            request,
            async happened =>
            {
                var data = await writer.TellAsync(run, run.Capability, happened, inner.CancellationToken);
                run.IsUndone = TaskEnd.IsUndone(run.Capability, data);
                run.LastTold = (long)method.Capability.EventField!.Accessor.GetValue(happened);
                attempt = 0;
            },
            inner);
    }

    /// <summary>Waits for a task's outcome.</summary>
    /// <param name="run">The task.</param>
    /// <param name="answered">What its call was answered with, which is the outcome if the call left nothing under its key.</param>
    /// <returns>Null if the task is not this replica's any more, or is left to another.</returns>
    public async Task<TaskEnd?> OutcomeAsync(SkillRun run, TaskEnd answered)
    {
        using var unrecorded = AgentTelemetry.Unrecorded();
        var started = time.GetTimestamp();
        while (!run.End.IsCancellationRequested && !run.Left.IsCompleted && time.GetElapsedTime(started) < Longest)
        {
            try
            {
                var left = run.Idempotency is null ? null : await idempotency.FindAsync(run.Idempotency, run.End);
                var end = left is null ? answered : TaskEnd.Of(run.Capability, left);
                if (end is not null)
                {
                    await (left is null ? Task.CompletedTask : run.Telling.WaitAsync(LastWords, time, run.End))
                        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    return run.IsUndone && end.Problem is null ? end with { State = TaskState.Canceled } : end;
                }
            }
            catch (Exception) when (run.End.IsCancellationRequested)
            {
                return null;
            }
            catch (ProblemException)
            {
                // The key is another request's.
                return answered;
            }
            catch (Exception exception) when (DatabaseProblems.IsOutage(exception))
            {
                // It is looked for again.
            }

            var pause = Task.Delay(PollInterval, time, run.End);
            await (run.Telling.IsCompleted ? Task.WhenAny(pause, run.Left) : Task.WhenAny(pause, run.Left, run.Telling));
        }

        return null;
    }

    /// <summary>The ID of what a call makes, once it has begun to.</summary>
    /// <exception cref="ProblemException"><c>idempotency_key_reused</c>: the key is another request's.</exception>
    public async Task<Guid> MadeAsync(IdempotencyKey key, CancellationToken cancellationToken)
    {
        using var unrecorded = AgentTelemetry.Unrecorded();
        for (var attempt = 1; ; attempt++)
        {
            if (await idempotency.FindAsync(key, cancellationToken) is { } made)
            {
                return made.ResourceId;
            }

            await Task.Delay(Pauses.After(attempt), time, cancellationToken);
        }
    }

    /// <summary>A request of a capability that a task's option names.</summary>
    /// <param name="capability">The task's.</param>
    /// <param name="sibling">The one that is named.</param>
    /// <param name="made">The ID of what the task's makes.</param>
    public static IMessage RequestOf(Capability capability, Capability sibling, Guid made)
    {
        var request = sibling.RequestParser.ParseFrom(ByteString.Empty);
        sibling.Request.FindFieldByName(capability.Task!.IdField).Accessor.SetValue(request, made.ToString());
        return request;
    }

    // Who was told something may be told the rest: the policy has let the caller, whose token is gone. Else only the user's own is shown.
    private CapabilityContext ContextOf(SkillRun run, Capability capability) => new()
    {
        Capability = capability,
        Caller = agent.SpiffeId.ToString(),
        Actor = run.Asked.Owner.Actor,
        UserId = run.Asked.Owner.UserId,
        Scope = run.LastTold > 0 ? Scope.Any : Scope.Own,
        Deadline = DateTimeOffset.MaxValue,
    };

    private static bool IsPassing(Exception exception) =>
        exception is ProblemException problem ? ErrorCodes.IsOutcomeUnknown(problem.Code) : DatabaseProblems.IsOutage(exception);
}
