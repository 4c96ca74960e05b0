using System.Reflection;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Wire;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Agents;

/// <summary>
/// Replaces gRPC's own binder, so that every method is mapped here. A capability goes through the <see cref="CapabilityInvoker"/>.
/// <c>AgentService</c>, A2A and <c>grpc.health.v1</c> are not capabilities: they call the invoker or answer on a listener of their own.
/// Any other method fails the start-up.
/// </summary>
internal sealed class AgentMethods<TService>(
    TService service, CapabilityInvoker invoker, UnreadableRequests unreadable, ILogger<AgentMethods<TService>> logger)
    : IServiceMethodProvider<TService>
    where TService : class
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<TService> context)
    {
        var generated = typeof(TService).GetCustomAttribute<BindServiceMethodAttribute>(inherit: true)
            ?? throw new InvalidOperationException($"{typeof(TService)} does not derive from a generated service.");
        generated.BindType.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Single(
                method => method.Name == generated.BindMethodName && method.GetParameters()[0].ParameterType == typeof(ServiceBinderBase))
            .Invoke(null, [new Binder(context, invoker, unreadable, logger), service]);
    }

    // Streams of requests are not overridden: the base class refuses them, and no capability takes one.
    private sealed class Binder(
        ServiceMethodProviderContext<TService> context, CapabilityInvoker invoker, UnreadableRequests unreadable, ILogger logger)
        : ServiceBinderBase
    {
        private static readonly HashSet<string> OwnServices = ["agent.AgentService", "grpc.health.v1.Health", "lf.a2a.v1.A2AService"];

        // gRPC over HTTP/2, Requests: other HTTP methods find nothing at the path.
        private static readonly HttpMethodMetadata PostOnly = new([HttpMethods.Post]);

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
        {
            var capability = CapabilityOf(method);
            Func<TRequest, ServerCallContext, Task<TResponse>> run = handler!.Invoke;
            // The invoker ends the call at its deadline; see GrpcDeadline.
            context.AddUnaryMethod(Reading(method), [PostOnly], async (_, request, call) =>
            {
                try
                {
                    return capability is null
                        ? await run(request.Read(), call)
                        : await invoker.InvokeAsync(
                            GrpcInboundCall.Read(call, capability), request.Bounded().Read, run, call.GetHttpContext().RequestAborted);
                }
                catch (Exception exception) when (exception is not RpcException)
                {
                    throw ToRpc(exception, method, call);
                }
            });
        }

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
        {
            var capability = CapabilityOf(method);
            context.AddServerStreamingMethod(Reading(method), [PostOnly], async (_, request, replies, call) =>
            {
                try
                {
                    await (capability is null
                        ? handler!(request.Read(), replies, call)
                        : invoker.InvokeStreamAsync(
                            GrpcInboundCall.Read(call, capability), request.Bounded().Read,
                            (message, inner) => handler!(message, replies, inner),
                            call.CancellationToken));
                }
                catch (Exception exception) when (exception is not RpcException)
                {
                    throw ToRpc(exception, method, call);
                }
            });
        }

        private static Capability? CapabilityOf(IMethod method) =>
            CapabilityCatalogue.FindByMethod(method.FullName)
            ?? (OwnServices.Contains(method.ServiceName)
                ? null : throw new InvalidOperationException($"{method.FullName} is not a capability."));

        private Method<ReceivedRequest<TRequest>, TResponse> Reading<TRequest, TResponse>(Method<TRequest, TResponse> method)
            where TRequest : class
            where TResponse : class
        {
            var type = ((IMessage)Activator.CreateInstance<TRequest>()).Descriptor;
            return new(method.Type, method.ServiceName, method.Name,
                Marshallers.Create<ReceivedRequest<TRequest>>(
                    (_, _) => throw new NotSupportedException("Requests are only received here."), bytes => Receive(method, type, bytes)),
                method.ResponseMarshaller);
        }

        // Errors are kept and not thrown: gRPC would log them with their stack, and the policy has not been asked yet.
        private ReceivedRequest<TRequest> Receive<TRequest, TResponse>(
            Method<TRequest, TResponse> method, MessageDescriptor type, DeserializationContext bytes)
            where TRequest : class
        {
            try
            {
                return ContractWire.Check(type, bytes.PayloadAsReadOnlySequence()) is { } violation
                    ? ReceivedRequest<TRequest>.Of(violation)
                    : new(method.RequestMarshaller.ContextualDeserializer(bytes));
            }
            catch (Exception exception) when (exception is ContractWireException or InvalidProtocolBufferException)
            {
                var reason = exception is ContractWireException ? exception.Message : "is not a protobuf message";
                unreadable.Report(method.FullName, $"it {reason}");
                return ReceivedRequest<TRequest>.Unreadable(reason);
            }
        }

        private RpcException ToRpc(Exception exception, IMethod method, ServerCallContext call)
        {
            switch (exception)
            {
                case ProblemException problem:
                    return problem.ToRpcException();
                case var _ when call.CancellationToken.IsCancellationRequested:
                    return new RpcException(new(StatusCode.Cancelled, "The caller cancelled the request."));
                default:
                    Log.CapabilityFailed(logger, exception, method.FullName);
                    return ProblemException.Internal(exception).ToRpcException();
            }
        }
    }
}
