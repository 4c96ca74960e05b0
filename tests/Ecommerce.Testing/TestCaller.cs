using Ecommerce.Contracts;
using Ecommerce.Contracts.Validation;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;
using Grpc.Core;

namespace Ecommerce.Testing;

/// <summary>
/// Calls an agent's service as the capability invoker does once the policy has allowed it: the request passes the rules of its proto, and
/// the method gets the call's context.
/// </summary>
/// <param name="Agent">Whose service it is.</param>
/// <param name="Scope">What the policy let the call see.</param>
/// <param name="UserId">The end user; null if there is none.</param>
/// <param name="SessionId">The end user's session; null if there is none.</param>
/// <param name="Caller">The name of the agent that calls.</param>
public sealed record TestCaller(
    string Agent, Scope Scope = Scope.Any, string? UserId = null, Guid? SessionId = null, string Caller = AgentNames.Gateway)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Calls a method of the service, such as <c>service.GetUser</c>.</summary>
    /// <param name="method">The method; its name is the RPC's.</param>
    /// <param name="request">Checked before the method sees it.</param>
    /// <param name="key">The idempotency key, if any.</param>
    /// <param name="cancellationToken">The caller leaves.</param>
    /// <exception cref="ProblemException">The request is invalid, or the method refuses it.</exception>
    public async Task<TReply> CallAsync<TRequest, TReply>(
        Func<TRequest, ServerCallContext, Task<TReply>> method, TRequest request, string? key = null,
        CancellationToken cancellationToken = default)
        where TRequest : class, IMessage
    {
        var call = Admit(method.Method.Name, request, key);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(CallTimeout);
        return await method(request, new CapabilityCallContext(call, deadline.Token));
    }

    /// <summary>Reads the whole of a stream that ends.</summary>
    /// <inheritdoc cref="CallAsync{TRequest, TReply}"/>
    public async Task<IReadOnlyList<TReply>> ReadAllAsync<TRequest, TReply>(
        Func<TRequest, IServerStreamWriter<TReply>, ServerCallContext, Task> method, TRequest request)
        where TRequest : class, IMessage
    {
        var call = Admit(method.Method.Name, request, key: null);
        using var deadline = new CancellationTokenSource(CallTimeout, TimeProvider.System);
        var read = new Reader<TReply>();
        await method(request, read, new CapabilityCallContext(call, deadline.Token));
        return read.Messages;
    }

    private CapabilityContext Admit(string method, IMessage request, string? key)
    {
        if (RequestValidator.Validate(request) is { Count: > 0 } violations)
        {
            throw ProblemException.Invalid(violations);
        }

        var capability = CapabilityCatalogue.Of(Agent).Single(capability => capability.Method.Name == method);
        var caller = $"spiffe://agentweave.io/agent/{Caller}";
        return new()
        {
            Capability = capability,
            Caller = caller,
            Actor = caller,
            UserId = UserId,
            SessionId = SessionId,
            Scope = Scope,
            Idempotency = IdempotencyKeys.Create(capability, caller, UserId, key, request),
            Deadline = TimeProvider.System.GetUtcNow() + CallTimeout,
        };
    }

    private sealed class Reader<T> : IServerStreamWriter<T>
    {
        public List<T> Messages { get; } = [];

        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(T message)
        {
            Messages.Add(message);
            return Task.CompletedTask;
        }

        // The interface's default implementation refuses every token that can be cancelled.
        public Task WriteAsync(T message, CancellationToken cancellationToken) => WriteAsync(message);
    }
}
