using Ecommerce.ServiceDefaults.Capabilities;
using Grpc.AspNetCore.Server.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Ecommerce.ServiceDefaults.Hosting;

/// <summary>gRPC as every agent serves it.</summary>
internal static class AgentGrpc
{
    /// <summary>The largest request in bytes: 1 MiB of JSON, as REST takes it, and what surrounds it.</summary>
    public const int RequestLimit = 2 * 1024 * 1024;

    /// <summary>The largest reply in bytes, as the published contract has it.</summary>
    public const int ReplyLimit = 10 * 1024 * 1024;

    public static void AddAgentGrpc(this IServiceCollection services)
    {
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = RequestLimit;
            grpc.MaxSendMessageSize = ReplyLimit;
        });

        // Ours is the only binder, so that no method is served past the invoker.
        services.RemoveAll(typeof(IServiceMethodProvider<>)).AddSingleton(typeof(IServiceMethodProvider<>), typeof(AgentMethods<>));
        services.AddSingleton<UnreadableRequests>();
    }
}
