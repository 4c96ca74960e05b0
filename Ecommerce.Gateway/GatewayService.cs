using Ecommerce.Contracts;
using Ecommerce.Contracts.Json;
using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.Limits;
using Ecommerce.Gateway.Routing;
using Ecommerce.Gateway.Shedding;
using Ecommerce.Gateway.UserData;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Health;
using Ecommerce.ServiceDefaults.Sealing;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Ecommerce.Gateway;

/// <summary>The gateway's own capabilities.</summary>
internal sealed class GatewayService(
    AgentRouter router, ShopHealthReport report, PasswordLimits passwords, UserLimits users, Turns turns, AuditCapabilities audit,
    ObservationCapabilities observation, UserDataStore userData)
    : Contracts.V1.GatewayService.GatewayServiceBase
{
    public override async Task<Struct> Route(RouteRequest request, ServerCallContext context)
    {
        var cancellationToken = context.CancellationToken;
        var capability = AgentRouter.Find(request.Service, request.Action);
        IMessage payload;
        try
        {
            payload = capability switch
            {
                null => throw new ProblemException(ErrorCodes.InvalidRequest, "The service has no such action.", "action"),
                { ServerStreaming: true } => throw new ProblemException(ErrorCodes.InvalidRequest, "A stream cannot be routed.", "action"),
                _ => RequestJson.Parse(capability, RequestJson.Check(request.Payload ?? new Struct())),
            };
        }
        catch (ProblemException)
        {
            // Only callers that may see the capability learn what is wrong; an unknown name is refused in the same way.
            await router.RequireVisibleAsync(request.Service, capability, cancellationToken);
            throw;
        }

        using var turn = await turns.EnterAsync(capability, cancellationToken);
        users.Count(context.Call().UserId);
        using var password = passwords.Enter(Callers.CounterOf(context.Call().Caller), capability, payload);
        var reply = await router.CallAsync(capability, payload, idempotencyKey: null, cancellationToken);
        turn.Succeed();
        return ContractJson.ToStruct(reply);
    }

    /// <inheritdoc/>
    public override Task ReadAudit(ReadAuditRequest request, IServerStreamWriter<AuditRecord> responseStream, ServerCallContext context) =>
        audit.ReadAsync(request, responseStream, context);

    public override async Task<ShopHealth> Health(HealthQuery request, ServerCallContext context)
    {
        var agents = await report.AskAsync(context.CancellationToken);
        var health = new ShopHealth { Gateway = "healthy" };
        foreach (var (name, answer) in agents)
        {
            health.Services[name] = answer is { Healthy: true } ? "healthy" : "unhealthy";
            context.Call().IsDegraded |= answer is not { Healthy: true };
        }

        return health;
    }

    /// <inheritdoc/>
    public override Task<AuditReceipt> CountersignAudit(AuditHead request, ServerCallContext context) =>
        audit.CountersignAsync(request, context);

    /// <inheritdoc/>
    public override Task<AgentDescription> DescribeAgent(DescribeAgentRequest request, ServerCallContext context) =>
        observation.DescribeAsync(context);

    /// <inheritdoc/>
    public override Task WatchDecisions(
        WatchDecisionsRequest request, IServerStreamWriter<DecisionRecord> responseStream, ServerCallContext context) =>
        observation.WatchAsync(request, responseStream, context);

    /// <inheritdoc/>
    public override Task<Contracts.V1.UserData> ExportUserData(UserDataRequest request, ServerCallContext context) =>
        userData.ExportAsync(Guid.Parse(request.UserId), context.CancellationToken);

    /// <inheritdoc/>
    public override Task<UserDataErased> EraseUserData(UserDataRequest request, ServerCallContext context) =>
        userData.EraseAsync(Guid.Parse(request.UserId), context.Call().Idempotency, context.CancellationToken);
}
