using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Spiffe.Authority;

/// <summary>Refuses calls without exactly one <c>workload.spiffe.io: true</c>, before anything else (Workload Endpoint 3).</summary>
internal sealed class SecurityHeader : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Demand(context);
        return continuation(request, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Demand(context);
        return continuation(request, responseStream, context);
    }

    private static void Demand(ServerCallContext context)
    {
        var values = context.RequestHeaders.Where(header => header.Key == "workload.spiffe.io").Select(header => header.Value).ToList();
        if (values is not ["true"])
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, "security header missing from request"));
        }
    }
}
