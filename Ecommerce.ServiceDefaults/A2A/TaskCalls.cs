using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tasks;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>
/// Calls the capabilities of tasks for their callers. There is a task once the call has passed the checks of every surface: policy, rules,
/// and the audit.
/// </summary>
internal sealed class TaskCalls(
    CapabilityInvoker invoker, TaskRuns runs, TaskWriter writer, TaskProgress progress, AgentInfo agent, TimeProvider time)
{
    private const int MostItems = 1000;
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Runs a capability for its caller as a task.</summary>
    /// <param name="asked">The task.</param>
    /// <param name="isFollowUp">Whether the message goes to a task that waits for it.</param>
    /// <param name="call">The caller's call.</param>
    /// <param name="method">The capability's method.</param>
    /// <param name="read">Reads its request.</param>
    /// <returns>The task, or the one that the same message began before.</returns>
    /// <exception cref="ProblemException">There is no task: the call is refused.</exception>
    public Task<TaskKey> BeginAsync(NewTask asked, bool isFollowUp, InboundCall call, CapabilityMethod method, Func<IMessage> read)
    {
        var run = new SkillRun(asked, isFollowUp, TaskTexts.Of(agent, asked.Key, asked.ContextId), method);
        return runs.BeginAsync(run, method.Capability.ServerStreaming, () => RunAsync(run, call, read));
    }

    private async Task<TaskEnd?> RunAsync(SkillRun run, InboundCall call, Func<IMessage> read)
    {
        var end = await AnswerAsync(run, call, read);
        return run.IsHeld && run.Capability.Task is not null ? await progress.OutcomeAsync(run, end) : end;
    }

    // What the call was answered with.
    private async Task<TaskEnd> AnswerAsync(SkillRun run, InboundCall call, Func<IMessage> read)
    {
        var task = new CapabilityTask(run.Texts.Id, run.Capability);
        try
        {
            await task.RunAsync(() => InvokeAsync(run, call, read, task), time);
        }
        catch (ProblemException exception) when (run.IsHeld && !run.End.IsCancellationRequested)
        {
            return TaskEnd.With(exception);
        }

        return task.Problem is { } problem ? run.IsHeld ? TaskEnd.With(problem) : throw problem
            : TaskEnd.With(task.Capability, task.Capability.ServerStreaming ? null : task.Reply) with { IsDegraded = task.IsDegraded };
    }

    private async Task<IMessage> InvokeAsync(SkillRun run, InboundCall call, Func<IMessage> read, CapabilityTask task)
    {
        if (!run.Capability.ServerStreaming)
        {
            return await invoker.InvokeAsync(call, read, HandleAsync, run.End);
        }

        await invoker.InvokeStreamAsync(call, read, HandleAsync, run.End);
        return new Empty();

        async Task<IMessage> HandleAsync(IMessage message, ServerCallContext inner)
        {
            task.Admit(inner.Call());
            run.Idempotency = inner.Call().Idempotency;
            var begun = run.Asked with { Capability = run.Capability.Name, Idempotency = run.Idempotency };
            if (!await runs.HoldAsync(run, begun, inner.CancellationToken))
            {
                return new Empty();
            }

            run.Telling = run.Capability.Task is null ? Task.CompletedTask : progress.TellAsync(run, call);
            if (!run.Capability.ServerStreaming)
            {
                return await run.Method.Unary(message, inner);
            }

            // To its end, though nobody may follow: what it yields is the task's artifact, for who gets the task later, subscribes again or
            // is told of it by push. What an owner has begun and left is bounded by TaskPlaces, and each by AddAsync.
            await run.Method.Stream(message, item => AddAsync(run, item, inner.CancellationToken), inner);
            return new Empty();
        }
    }

    private async Task AddAsync(SkillRun run, IMessage item, CancellationToken cancellationToken)
    {
        run.Bytes += item.CalculateSize();
        if (run.Items == MostItems || run.Bytes > MostBytes)
        {
            throw new ProblemException(
                ErrorCodes.RateLimited, $"A task has at most {MostItems} items and {MostBytes} bytes: call the capability itself.");
        }

        var told = run.Texts.Artifact(run.Capability.Name, TaskTexts.PartOf(item), isFurther: run.Items++ > 0, isLast: false);
        await writer.TellAsync(run, TaskState.Working, note: null, told, cancellationToken);
    }
}
