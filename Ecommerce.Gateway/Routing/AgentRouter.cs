using System.Collections.Concurrent;
using Ecommerce.Contracts;
using Ecommerce.Gateway.Tokens;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;
using Grpc.Core;

namespace Ecommerce.Gateway.Routing;

/// <summary>Calls any capability of any agent behind the gateway, using the catalogue alone.</summary>
internal sealed class AgentRouter(AgentClients clients, AgentInfo agent, TokenExchanger tokens, TimeProvider time)
{
    private readonly ConcurrentDictionary<Capability, Method<IMessage, IMessage>> _methods = new();
    private readonly ConcurrentDictionary<string, CallInvoker> _invokers = new();

    /// <summary>
    /// Finds a capability behind the gateway by the names that a client gives; null if the service has none of that name, which must be
    /// answered like a capability that the client may not see.
    /// </summary>
    /// <exception cref="ProblemException"><c>not_found</c>, naming the field: there is no such service.</exception>
    public static Capability? Find(string service, string action, string serviceField = "service") =>
        service == AgentNames.Gateway || CapabilityCatalogue.Of(service).Count == 0
            ? throw new ProblemException(ErrorCodes.NotFound, "There is no such service.", serviceField)
            : CapabilityCatalogue.Find(service, action);

    /// <summary>Refuses what the call's actor could reach with no request; see <see cref="AgentClients.RequireVisibleAsync"/>.</summary>
    /// <exception cref="ProblemException"><c>forbidden</c>.</exception>
    public Task RequireVisibleAsync(string service, Capability? capability, CancellationToken cancellationToken) =>
        clients.RequireVisibleAsync(agent.IdOf(service), capability, cancellationToken);

    /// <summary>Calls a unary capability; the key is passed on only where the capability is keyed.</summary>
    /// <exception cref="ProblemException">It is refused or fails.</exception>
    public async Task<IMessage> CallAsync(
        Capability capability, IMessage request, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var options = Options(capability, idempotencyKey, cancellationToken);
        var reply = await Invoker(capability.Agent).AsyncUnaryCall(Method(capability), null, options, request).ResponseAsync;
        if (EndedSessions.UserOf(request, CapabilityContext.Current?.UserId) is { } user)
        {
            tokens.Forget(Guid.Parse(user));
        }

        return reply;
    }

    /// <summary>Opens a streaming capability.</summary>
    public RenewedStream Stream(Capability capability, IMessage request, CancellationToken cancellationToken) => new(
        capability, request, time,
        (asked, ending) => Invoker(capability.Agent)
            .AsyncServerStreamingCall(Method(capability), null, new CallOptions(cancellationToken: ending), asked),
        cancellationToken);

    /// <summary>The invoker for an agent.</summary>
    public CallInvoker Invoker(string name) =>
        _invokers.GetOrAdd(name, static (n, self) => self.clients.To(self.agent.IdOf(n)), (clients, agent));

    private Method<IMessage, IMessage> Method(Capability capability) => _methods.GetOrAdd(capability, static c => new(
        c.ServerStreaming ? MethodType.ServerStreaming : MethodType.Unary,
        c.Method.Service.FullName,
        c.Method.Name,
        Marshallers.Create<IMessage>(Serialize, _ => throw new NotSupportedException("Requests are only sent here.")),
        Marshallers.Create<IMessage>(
            (_, _) => throw new NotSupportedException("Replies are only received here."),
            reply => c.ResponseParser.ParseFrom(reply.PayloadAsReadOnlySequence()))));

    private static void Serialize(IMessage request, SerializationContext context)
    {
        context.SetPayloadLength(request.CalculateSize());
        request.WriteTo(context.GetBufferWriter());
        context.Complete();
    }

    private static CallOptions Options(Capability capability, string? idempotencyKey, CancellationToken cancellationToken) => new(
        capability.TakesKey && idempotencyKey is { } key
            ? new Metadata { { IdempotencyKeys.MetadataKey, key } } : null,
        cancellationToken: cancellationToken);
}
