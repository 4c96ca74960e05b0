using System.Collections.Concurrent;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Telemetry;
using Grpc.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ServiceDiscovery;
using Spiffe;

namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>What the calls of a process have in common.</summary>
/// <param name="Self">The process's SPIFFE ID where it decides by a policy.</param>
/// <param name="Authorizer">Decides outbound calls; null for a program without a policy of its own, such as the command line.</param>
/// <param name="ForwardsActor">Whether calls tell for whom they are made: the gateway's do.</param>
/// <param name="FailureThreshold">Failures in a row that open a breaker.</param>
/// <param name="FairTime">What a call must have been given for its timeout to count among them.</param>
/// <param name="Recovery">How long it stays open.</param>
/// <param name="RetryAttempts">Tries of an idempotent call by the outermost caller.</param>
/// <param name="Backoff">The longest wait before the first retry; it doubles with each.</param>
/// <param name="BackoffLimit">The longest wait before any.</param>
/// <param name="Time">The clock.</param>
/// <param name="Logger">Where failures are told.</param>
internal sealed record AgentClientServices(
    string? Self, Authorizer? Authorizer, bool ForwardsActor, int FailureThreshold, TimeSpan FairTime, TimeSpan Recovery, int RetryAttempts,
    TimeSpan Backoff, TimeSpan BackoffLimit, TimeProvider Time, ILogger Logger);

/// <summary>Makes typed clients whose calls are mutual TLS pinned to the callee's SPIFFE ID. Thread-safe; one a process.</summary>
public sealed class AgentClients : IDisposable
{
    private readonly AgentChannels _channels;
    private readonly AgentClientServices _services;
    private readonly AgentMetrics? _metrics;
    private readonly ConcurrentDictionary<string, AgentPeer> _peers = new();

    internal AgentClients(AgentChannels channels, AgentClientServices services, AgentMetrics? metrics)
    {
        _channels = channels;
        _services = services;
        _metrics = metrics;
    }

    /// <summary>The clients of a program that is no agent and has no policy of its own: the callee's decides.</summary>
    /// <param name="identity">The program's SVIDs.</param>
    /// <param name="configuration">Holds <c>services:{name}:https:0</c>, an address for each agent.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Where failures are told.</param>
    public static AgentClients ForProgram(X509Source identity, IConfiguration configuration, TimeProvider time, ILoggerFactory loggers)
    {
        var resolver = new ServiceCollection().AddSingleton(configuration).AddSingleton(loggers).AddLogging().AddServiceDiscovery()
            .BuildServiceProvider().GetRequiredService<ServiceEndpointResolver>();
        var services = new AgentClientServices(
            Self: null, Authorizer: null, ForwardsActor: false, FailureThreshold: 5, FairTime: TimeSpan.FromSeconds(1),
            Recovery: TimeSpan.FromSeconds(30), RetryAttempts: 3, Backoff: TimeSpan.FromSeconds(0.1), BackoffLimit: TimeSpan.FromSeconds(5),
            time, loggers.CreateLogger<AgentClients>());
        return new(new AgentChannels(identity, resolver, time), services, metrics: null);
    }

    /// <summary>The gRPC invoker for an agent, to construct a generated client with.</summary>
    /// <param name="spiffeId">The callee's SPIFFE ID; the only one that TLS accepts.</param>
    /// <param name="saga">Whether the caller has a backoff of its own: no breaker and no retry here.</param>
    public CallInvoker To(string spiffeId, bool saga = false) => new AgentCallInvoker(
        saga ? new AgentPeer(spiffeId, Breaker: null, new RetryBudget()) : _peers.GetOrAdd(spiffeId, CreatePeer),
        _channels.To(spiffeId), _services);

    /// <summary>
    /// Refuses, on behalf of the call that this code serves, what the own policy would not let out whatever the request: for who has no
    /// request yet.
    /// </summary>
    /// <param name="spiffeId">The callee.</param>
    /// <param name="capability">What would be called; null for a name that no capability has, which is refused alike.</param>
    /// <param name="cancellationToken">The caller leaves.</param>
    /// <exception cref="ProblemException"><c>forbidden</c>.</exception>
    public async Task RequireVisibleAsync(string spiffeId, Capability? capability, CancellationToken cancellationToken)
    {
        if (_services is not { Authorizer: { } authorizer, Self: { } self })
        {
            return;
        }

        var call = CapabilityContext.Current;
        var question = new AuthorizationRequest(
            Direction.Outbound, self, spiffeId, capability?.Name ?? Authorizer.UnknownAction, call?.Actor ?? self, call?.UserId,
            Request: null)
        {
            Capability = capability,
            IsAnonymous = call is { IsAnonymous: true },
        };
        await (capability is null
            ? throw await authorizer.RefuseAsync(question, cancellationToken)
            : authorizer.RequireVisibleAsync(question, cancellationToken));
    }

    /// <inheritdoc/>
    public void Dispose() => _channels.Dispose();

    private AgentPeer CreatePeer(string id)
    {
        var breaker = new CircuitBreaker(_services.FailureThreshold, _services.Recovery, _services.Time);
        _metrics?.Breaker(id, () => (int)breaker.State);
        return new(id, breaker, new RetryBudget());
    }
}
