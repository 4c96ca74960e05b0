using Ecommerce.Contracts;
using Ecommerce.Contracts.Agent;
using Ecommerce.Contracts.Json;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Health;
using Ecommerce.ServiceDefaults.Hosting;
using Ecommerce.ServiceDefaults.Tasks;
using Grpc.Core;
using Spiffe.Tls;
using Status = Ecommerce.Contracts.Agent.Status;

namespace Ecommerce.ServiceDefaults.Agents;

/// <summary>
/// <c>agent.AgentService</c>: any capability by its name, JSON in and JSON out. A business refusal is an OK reply with status FAILED;
/// authentication, policy and validation are gRPC errors.
/// </summary>
internal sealed class AgentGrpcService(
    AgentInfo agent, CapabilityMethods methods, CapabilityInvoker invoker, AgentHealthReport health, TimeProvider time,
    PlainWords? words = null)
    : AgentService.AgentServiceBase
{
    private const string CapabilityKey = "capability";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public override async Task<TaskResponse> ProcessTask(TaskRequest request, ServerCallContext context)
    {
        if (IsPlain(request))
        {
            return await AnswerAsync(request, context);
        }

        var (method, input) = await FindAsync(request, context);
        var task = new CapabilityTask(TaskId(request), method.Capability);
        await task.RunAsync(
            () => invoker.InvokeAsync(
                GrpcInboundCall.Read(context, method.Capability, Limit),
                () => RequestJson.Parse(method.Capability, input),
                (message, inner) =>
                {
                    task.Admit(inner.Call());
                    return method.Unary(message, inner);
                },
                context.CancellationToken),
            time);
        return new()
        {
            TaskId = task.Id,
            Output = task.Output,
            Status = StatusOf(task),
            LatencyMs = (long)task.Latency.TotalMilliseconds,
            ToolCalls = { task.ToolCalls.Select(entry => new ToolCall { ToolName = entry.Name, LatencyMs = entry.LatencyMs }) },
        };
    }

    public override async Task StreamProcess(TaskRequest request, IServerStreamWriter<TaskChunk> responseStream, ServerCallContext context)
    {
        if (IsPlain(request))
        {
            var answer = await AnswerAsync(request, context);
            await responseStream.WriteAsync(
                new TaskChunk { Chunk = answer.Output, IsFinal = true, Approval = answer.Approval }, context.CancellationToken);
            return;
        }

        var (method, input) = await FindAsync(request, context);
        if (!method.Capability.ServerStreaming)
        {
            var response = await ProcessTask(request, context);
            await responseStream.WriteAsync(new TaskChunk { Chunk = response.Output, IsFinal = true }, context.CancellationToken);
            return;
        }

        await invoker.InvokeStreamAsync(
            GrpcInboundCall.Read(context, method.Capability, Limit),
            () => RequestJson.Parse(method.Capability, input),
            (message, inner) => method.Stream(
                message,
                item => responseStream.WriteAsync(new TaskChunk { Chunk = ContractJson.Format(item) }, inner.CancellationToken),
                inner),
            context.CancellationToken);
        await responseStream.WriteAsync(new TaskChunk { IsFinal = true }, context.CancellationToken);
    }

    public override async Task<HealthResponse> HealthCheck(HealthRequest request, ServerCallContext context)
    {
        var peer = context.GetHttpContext().Features.Get<ISpiffePeerFeature>()!.Id.ToString();
        await invoker.AllowAsync(AuthorizationRequest.HealthAction, peer, default, context.CancellationToken);
        return await health.CreateAsync(context.CancellationToken);
    }

    private bool IsPlain(TaskRequest request) => words is not null && !request.Metadata.ContainsKey(CapabilityKey);

    private Task<TaskResponse> AnswerAsync(TaskRequest request, ServerCallContext context)
    {
        var limit = time.GetUtcNow() + Limit;
        var deadline = GrpcInboundCall.DeadlineOf(context) is { } asked && asked < limit ? asked : limit;
        var http = context.GetHttpContext();
        return words!.Answer(request, TaskCaller.Of(http, isPublic: false), deadline, steps: null, http.RequestAborted);
    }

    private async Task<(CapabilityMethod Method, BoundedJson Input)> FindAsync(TaskRequest request, ServerCallContext context)
    {
        if (request.AgentType.Length > 0 && request.AgentType != agent.Name)
        {
            throw new ProblemException(ErrorCodes.NotFound, $"This is the {agent.Name} agent.", "agent_type");
        }

        if (!request.Metadata.TryGetValue(CapabilityKey, out var name))
        {
            throw await UnnamedAsync(context);
        }

        var input = RequestJson.Check(request.Input);
        if (methods.Find(name) is { } method)
        {
            RequestTrace.Name(context.GetHttpContext(), method.Capability);
            return (method, input);
        }

        var (caller, tokens) = GrpcInboundCall.Peer(context);
        throw await invoker.UnknownAsync(caller, tokens, context.CancellationToken);
    }

    private async Task<ProblemException> UnnamedAsync(ServerCallContext context)
    {
        var visible = await invoker.VisibleAsync(
            CapabilityCatalogue.Of(agent.Name).Select(capability => GrpcInboundCall.Read(context, capability, Limit)),
            context.CancellationToken);
        return new ProblemException(
            ErrorCodes.InvalidRequest, $"Name the capability in metadata[\"capability\"]: {ProblemException.OneOf(visible)}.",
            "metadata.capability");
    }

    private string TaskId(TaskRequest request) =>
        request.TaskId.Length > 0 ? request.TaskId : Guid.CreateVersion7(time.GetUtcNow()).ToString();

    private static Status StatusOf(CapabilityTask task) => task.Outcome switch
    {
        TaskOutcome.Completed => task.IsDegraded ? Status.Partial : Status.Success,
        TaskOutcome.TimedOut => Status.Timeout,
        _ => Status.Failed,
    };
}
