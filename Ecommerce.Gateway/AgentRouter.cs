using System.Collections.Concurrent;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Google.Protobuf;
using Grpc.Core;

namespace Ecommerce.Gateway;

/// <summary>Calls any capability of any agent behind the gateway, by the catalogue alone.</summary>
internal sealed class AgentRouter(AgentClients clients, AgentInfo agent)
{
    private readonly ConcurrentDictionary<Capability, Method<IMessage, IMessage>> _methods = new();
    private readonly ConcurrentDictionary<string, CallInvoker> _invokers = new();

    /// <summary>Finds a capability behind the gateway by the names that a client gives.</summary>
    /// <exception cref="ProblemException"><c>not_found</c>, naming the field.</exception>
    public static Capability Find(string service, string action, string serviceField = "service", string actionField = "action")
    {
        if (service == AgentNames.Gateway || CapabilityCatalogue.Of(service).Count == 0)
        {
            throw new ProblemException(ErrorCodes.NotFound, "There is no such service.", serviceField);
        }

        return CapabilityCatalogue.Find(service, action)
            ?? throw new ProblemException(ErrorCodes.NotFound, "The service has no such action.", actionField);
    }

    /// <summary>Calls a unary capability; the key goes on only where the capability is keyed.</summary>
    /// <exception cref="ProblemException">It is refused or fails.</exception>
    public Task<IMessage> CallAsync(Capability capability, IMessage request, string? idempotencyKey, CancellationToken ct) =>
        Invoker(capability.Agent).AsyncUnaryCall(Method(capability), null, Options(capability, idempotencyKey, ct), request).ResponseAsync;

    /// <summary>Opens a streaming capability.</summary>
    public AsyncServerStreamingCall<IMessage> Stream(Capability capability, IMessage request, CancellationToken ct) =>
        Invoker(capability.Agent).AsyncServerStreamingCall(Method(capability), null, new CallOptions(cancellationToken: ct), request);

    /// <summary>The invoker for an agent.</summary>
    public CallInvoker Invoker(string name) => _invokers.GetOrAdd(name, static (n, self) => self.clients.To(self.agent.IdOf(n)), (clients, agent));

    private Method<IMessage, IMessage> Method(Capability capability) => _methods.GetOrAdd(capability, static c => new(
        c.ServerStreaming ? MethodType.ServerStreaming : MethodType.Unary,
        c.Method.Service.FullName,
        c.Method.Name,
        Marshallers.Create<IMessage>(message => message.ToByteArray(), _ => throw new NotSupportedException()),
        Marshallers.Create<IMessage>(_ => throw new NotSupportedException(), bytes => c.ResponseParser.ParseFrom(bytes))));

    private static CallOptions Options(Capability capability, string? idempotencyKey, CancellationToken ct) => new(
        capability.Idempotency == Idempotency.Keyed && idempotencyKey is { } key ? new Metadata { { IdempotencyKeys.MetadataKey, key } } : null,
        cancellationToken: ct);
}
