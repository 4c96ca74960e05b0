using Ecommerce.Contracts;
using Ecommerce.Gateway.Routing;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tasks;

namespace Ecommerce.Gateway.Rest;

/// <summary>
/// <c>POST /api/v1/tasks</c>: any capability by name, as the generic agent surface has it, and plain words where there is a model.
/// </summary>
internal sealed class RestTasks(CapabilityInvoker invoker, RestCalls calls, TimeProvider time, PlainWords? words = null)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Runs a task.</summary>
    /// <exception cref="ProblemException">It is refused or fails.</exception>
    public async Task AnswerAsync(HttpContext context)
    {
        RestRequests.RefuseQuery(context);
        var asked = RestTask.Parse(await RestRequests.BodyAsync(context));
        var answer = asked.Capability is null && words is not null
            ? asked.Format(await words.Answer(
                asked.ToRequest(), TaskCaller.Of(context, isPublic: true), time.GetUtcNow() + Limit, steps: null, context.RequestAborted))
            : asked.Format(await RunAsync(context, asked));
        await RestReplies.BytesAsync(context, StatusCodes.Status200OK, "application/json", answer);
    }

    private async Task<CapabilityTask> RunAsync(HttpContext context, RestTask asked)
    {
        var agent = asked.RequireAgent();
        if (asked.Capability is null)
        {
            throw await UnnamedAsync(context, agent);
        }

        var input = RequestJson.Check(asked.Input);
        var capability = await FindAsync(context, agent, asked.Capability);
        var task = new CapabilityTask(Guid.CreateVersion7(time.GetUtcNow()).ToString(), capability);
        await task.RunAsync(() => calls.RunAsync(context, capability, () => RequestJson.Parse(capability, input)), time);
        return task is { Outcome: TaskOutcome.TimedOut, Problem: { } late } ? throw late : task;
    }

    private async Task<ProblemException> UnnamedAsync(HttpContext context, string service)
    {
        AgentRouter.Find(service, "", "agent_type");
        var visible = await invoker.VisibleAsync(
            CapabilityCatalogue.Of(service).Select(capability => RestCalls.Inbound(context, capability)), context.RequestAborted);
        return new(ErrorCodes.InvalidRequest, $"Name the capability: {ProblemException.OneOf(visible)}.", "capability");
    }

    // What the task's caller may not see is answered as a name that no capability has.
    private async Task<Capability> FindAsync(HttpContext context, string service, string action)
    {
        var cancellationToken = context.RequestAborted;
        var found = AgentRouter.Find(service, action, "agent_type");
        if (found is null)
        {
            throw await invoker.UnknownAsync(OutsideCalls.PeerOf(context), OutsideCalls.TokensOf(context), cancellationToken);
        }

        if (found.ServerStreaming)
        {
            await invoker.RequireVisibleAsync(RestCalls.Inbound(context, found), cancellationToken);
            throw new ProblemException(ErrorCodes.InvalidRequest, "A stream cannot be a task.", "capability");
        }

        return found;
    }
}
