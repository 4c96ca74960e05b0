using Ecommerce.ServiceDefaults.A2A;
using Ecommerce.ServiceDefaults.Transport;
using Grpc.AspNetCore.Server.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Ecommerce.ServiceDefaults.Agents;

/// <summary>gRPC as every agent serves it.</summary>
internal static class AgentGrpc
{
    public static void AddAgentGrpc(this IServiceCollection services)
    {
        services.AddAgentA2A();
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = MessageLimits.Request;
            grpc.MaxSendMessageSize = MessageLimits.Reply;
        });

        // The only binder, so that no method bypasses the invoker.
        services.RemoveAll(typeof(IServiceMethodProvider<>)).AddSingleton(typeof(IServiceMethodProvider<>), typeof(AgentMethods<>));
        services.AddSingleton<UnreadableRequests>();
    }
}
