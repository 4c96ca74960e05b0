using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Capabilities;
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
internal sealed class TaskCalls(CapabilityInvoker invoker, TaskStore store, TaskWriter writer, TaskProgress progress)
{
    private const int MostItems = 1000;
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Calls a task's capability.</summary>
    /// <param name="run">The task.</param>
    /// <param name="task">What becomes of it.</param>
    /// <param name="held">Called once there is the task, and it is this replica's.</param>
    /// <returns>The reply; nothing in particular where it is a stream, or where there is no new task.</returns>
    /// <exception cref="ProblemException">The call is refused or fails.</exception>
    public async Task<IMessage> InvokeAsync(TaskRun run, CapabilityTask task, Action held)
    {
        if (!run.Capability.ServerStreaming)
        {
            return await invoker.InvokeAsync(run.Call, run.Read, HandleAsync, run.End);
        }

        await invoker.InvokeStreamAsync(run.Call, run.Read, HandleAsync, run.End);
        return new Empty();

        async Task<IMessage> HandleAsync(IMessage message, ServerCallContext inner)
        {
            task.Admit(inner.Call());
            if (!await HoldAsync(run, inner.Call(), held, inner.CancellationToken))
            {
                return new Empty();
            }

            run.Telling = run.Capability.Task is null ? Task.CompletedTask : progress.TellAsync(run);
            if (!run.Capability.ServerStreaming)
            {
                return await run.Method.Unary(message, inner);
            }

            await run.Method.Stream(message, item => AddAsync(run, item, inner.CancellationToken), inner);
            return new Empty();
        }
    }

    private async Task<bool> HoldAsync(TaskRun run, CapabilityContext call, Action held, CancellationToken cancellationToken)
    {
        var begun = run.Asked with
        {
            Capability = run.Capability.Name,
            Idempotency = call.Idempotency,
            Holder = writer.Holder,
        };
        var (isNew, key) = run.IsFollowUp
            ? await store.GoOnAsync(begun, run.Texts.Status(TaskState.Working, store.Now()), cancellationToken)
            : await store.BeginAsync(begun, cancellationToken);
        if (isNew)
        {
            (run.IsHeld, run.Idempotency) = (true, call.Idempotency);
            held();
        }

        run.Begun.TrySetResult(key);
        return isNew;
    }

    private async Task AddAsync(TaskRun run, IMessage item, CancellationToken cancellationToken)
    {
        run.Bytes += item.CalculateSize();
        if (run.Items == MostItems || run.Bytes > MostBytes)
        {
            throw new ProblemException(
                ErrorCodes.RateLimited, $"A task has at most {MostItems} items and {MostBytes} bytes: call the capability itself.");
        }

        var told = run.Texts.Artifact(run.Capability.Name, item, isFurther: run.Items++ > 0, isLast: false);
        if (!await writer.TellAsync(run.Key, TaskState.Working, note: null, [told], cancellationToken))
        {
            run.Stop();
            throw new OperationCanceledException("The task is not this replica's any more.", run.End);
        }
    }
}
