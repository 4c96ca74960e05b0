using System.Collections.Frozen;
using System.Reflection;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;
using Grpc.Core;

namespace Ecommerce.ServiceDefaults.Capabilities;

/// <summary>
/// An agent's capabilities bound to the methods of its service, for the surfaces that name a capability in their request.
/// </summary>
internal sealed class CapabilityMethods
{
    private readonly FrozenDictionary<string, CapabilityMethod> _byName;

    /// <summary>Binds every capability of the agent.</summary>
    /// <param name="agent">The agent's name.</param>
    /// <param name="service">An instance of its service, derived from the generated base class.</param>
    public CapabilityMethods(string agent, object service) =>
        _byName = CapabilityCatalogue.Of(agent).ToFrozenDictionary(c => c.Name, c => CapabilityMethod.Bind(c, service));

    /// <summary>The capability's method; null if the agent has no such capability.</summary>
    public CapabilityMethod? Find(string name) => _byName.GetValueOrDefault(name);
}

/// <summary>One capability's method, without its types.</summary>
internal sealed record CapabilityMethod(
    Capability Capability,
    Func<IMessage, ServerCallContext, Task<IMessage>> Unary,
    Func<IMessage, Func<IMessage, Task>, ServerCallContext, Task> Stream)
{
    public static CapabilityMethod Bind(Capability capability, object service)
    {
        Type[] messages = [capability.Request.ClrType, capability.Response.ClrType];
        var binder = typeof(CapabilityMethod).GetMethod(
            capability.ServerStreaming ? nameof(BindStream) : nameof(BindUnary), BindingFlags.NonPublic | BindingFlags.Static)!;
        return (CapabilityMethod)binder.MakeGenericMethod(messages).Invoke(null, [capability, service])!;
    }

    private static CapabilityMethod BindUnary<TRequest, TReply>(Capability capability, object service)
        where TRequest : class, IMessage
        where TReply : class, IMessage
    {
        var method = service.GetType().GetMethod(capability.Method.Name, [typeof(TRequest), typeof(ServerCallContext)])!
            .CreateDelegate<Func<TRequest, ServerCallContext, Task<TReply>>>(service);
        return new(capability, async (request, context) => await method((TRequest)request, context), NoStream);
    }

    private static CapabilityMethod BindStream<TRequest, TReply>(Capability capability, object service)
        where TRequest : class, IMessage
        where TReply : class, IMessage
    {
        var method = service.GetType()
            .GetMethod(capability.Method.Name, [typeof(TRequest), typeof(IServerStreamWriter<TReply>), typeof(ServerCallContext)])!
            .CreateDelegate<Func<TRequest, IServerStreamWriter<TReply>, ServerCallContext, Task>>(service);
        return new(capability, NoUnary, (request, write, context) => method((TRequest)request, new ReplyWriter<TReply>(write), context));
    }

    private static Task<IMessage> NoUnary(IMessage request, ServerCallContext context) =>
        throw new ProblemException(ErrorCodes.InvalidRequest, "The capability streams: use StreamProcess.");

    private static Task NoStream(IMessage request, Func<IMessage, Task> write, ServerCallContext context) =>
        throw new ProblemException(ErrorCodes.InvalidRequest, "The capability does not stream.");

    private sealed class ReplyWriter<TReply>(Func<IMessage, Task> write) : IServerStreamWriter<TReply>
        where TReply : class, IMessage
    {
        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(TReply message) => write(message);

        // The interface's default implementation refuses every token that can be cancelled.
        public Task WriteAsync(TReply message, CancellationToken cancellationToken) => write(message).WaitAsync(cancellationToken);
    }
}
