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
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = MessageLimits.Request;
            grpc.MaxSendMessageSize = MessageLimits.Reply;
        });

        services.AddSingleton<UnreadableRequests>();
        services.UseAgentMethods();
    }

    /// <summary>Makes the agent's binder the only one, so that no method bypasses the invoker; after all that adds gRPC.</summary>
    public static void UseAgentMethods(this IServiceCollection services) =>
        services.RemoveAll(typeof(IServiceMethodProvider<>)).AddSingleton(typeof(IServiceMethodProvider<>), typeof(AgentMethods<>));
}
