using Ecommerce.Contracts;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Ecommerce.ServiceDefaults;

/// <summary>
/// Puts every gRPC call through the <see cref="CapabilityInvoker"/>, all four kinds of method, so that none passes unauthorized.
/// <c>AgentService</c> and <c>grpc.health.v1</c> are no capabilities: they ask the invoker, or answer on a listener of their own.
/// </summary>
internal sealed class CapabilityInterceptor(CapabilityInvoker invoker) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return CapabilityCatalogue.FindByMethod(context.Method) is { } capability
                ? await invoker.InvokeAsync(
                    InboundCalls.From(context, capability), AsMessage(request), (_, call) => continuation(request, Hosted(call, context)),
                    context.CancellationToken)
                : await continuation(request, Passing(context));
        }
        catch (ProblemException problem)
        {
            throw problem.ToRpcException();
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await (CapabilityCatalogue.FindByMethod(context.Method) is { } capability
                ? invoker.InvokeStreamAsync(
                    InboundCalls.From(context, capability), AsMessage(request), (_, call) => continuation(request, responseStream, Hosted(call, context)),
                    context.CancellationToken)
                : continuation(request, responseStream, Passing(context)));
        }
        catch (ProblemException problem)
        {
            throw problem.ToRpcException();
        }
    }

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        throw NoSuchMethod();

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        throw NoSuchMethod();

    private static readonly HashSet<string> OwnServices = ["agent.AgentService", "grpc.health.v1.Health"];

    // Where gRPC for ASP.NET Core looks for the request behind a context that is not its own.
    private const string HttpContextKey = "__HttpContext";

    private static ServerCallContext Hosted(ServerCallContext call, ServerCallContext original)
    {
        call.UserState[HttpContextKey] = original.GetHttpContext();
        return call;
    }

    // context.Method is /service/method.
    private static ServerCallContext Passing(ServerCallContext context) =>
        OwnServices.Contains(context.Method.Split('/')[1]) ? context : throw NoSuchMethod();

    private static IMessage AsMessage<TRequest>(TRequest request) => request as IMessage ?? throw NoSuchMethod();

    private static RpcException NoSuchMethod() => new(new(StatusCode.PermissionDenied, "The method is no capability."));
}
