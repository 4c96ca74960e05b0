using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Ecommerce.Gateway;

/// <summary>The gateway's own capabilities.</summary>
internal sealed class GatewayService(AgentRouter router, ShopHealthReport report) : Contracts.GatewayService.GatewayServiceBase
{
    public override async Task<Struct> Route(RouteRequest request, ServerCallContext context)
    {
        var capability = AgentRouter.Find(request.Service, request.Action);
        if (capability.ServerStreaming)
        {
            throw new ProblemException(ErrorCodes.InvalidRequest, "A stream cannot be routed.", "action");
        }

        try
        {
            var payload = ContractJson.Parse(capability.Request, ContractJson.FormatUtf8(request.Payload ?? new Struct()));
            var reply = await router.CallAsync(capability, payload, idempotencyKey: null, context.CancellationToken);
            return ContractJson.Parse<Struct>(ContractJson.FormatUtf8(reply));
        }
        catch (ContractJsonException e)
        {
            throw ProblemException.Invalid(e);
        }
    }

    public override async Task<ShopHealth> Health(HealthQuery request, ServerCallContext context)
    {
        var agents = await report.AskAsync(context.CancellationToken);
        var health = new ShopHealth { Gateway = "healthy" };
        foreach (var (name, answer) in agents)
        {
            health.Services[name] = answer is { Healthy: true } ? "healthy" : "unhealthy";
            context.Capability().IsDegraded |= answer is not { Healthy: true };
        }

        return health;
    }
}
