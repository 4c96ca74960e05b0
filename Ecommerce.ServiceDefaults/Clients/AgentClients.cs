using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Grpc.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ServiceDiscovery;
using Spiffe;

namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>
/// Creates typed clients whose calls are mutual TLS pinned to the callee's SPIFFE ID. Thread-safe; one for each process.
/// </summary>
public sealed class AgentClients : IDisposable
{
    private readonly AgentChannels _channels;
    private readonly AgentClientOptions _options;
    private readonly PeerPipelines _pipelines;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal AgentClients(
        AgentChannels channels, AgentSettings settings, AgentClientOptions options, TimeProvider time, ILogger<AgentClients> logger)
    {
        (_channels, _options, _time, _logger) = (channels, options, time, logger);
        _pipelines = new PeerPipelines(settings, options.Metrics, time, logger);
    }

    /// <summary>
    /// The clients of a program that is not an agent and has no policy of its own: the callee's decides. Retries and breakers are set as
    /// an agent's are where nothing is configured.
    /// </summary>
    /// <param name="identity">The program's SVIDs.</param>
    /// <param name="proof">The program's JWT-SVIDs, by which it proves itself through the gateway to the agents behind; null if it does
    /// not.</param>
    /// <param name="configuration">Holds <c>services:{name}:https:0</c>, the address of each agent.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Where failures are logged.</param>
    public static AgentClients ForProgram(
        X509Source identity, JwtSource? proof, IConfiguration configuration, TimeProvider time, ILoggerFactory loggers)
    {
        var resolver = new ServiceCollection().AddSingleton(configuration).AddSingleton(loggers).AddLogging().AddServiceDiscovery()
            .BuildServiceProvider().GetRequiredService<ServiceEndpointResolver>();
        var settings = new AgentSettings(new ConfigurationBuilder().Build());
        var options = new AgentClientOptions { Tokens = proof is null ? null : new ProgramProof(proof).OfAsync };
        return new(
            new AgentChannels(identity, resolver, settings, time, loggers.CreateLogger<AgentChannels>()), settings, options, time,
            loggers.CreateLogger<AgentClients>());
    }

    /// <summary>The gRPC invoker for an agent, to construct a generated client with.</summary>
    /// <param name="spiffeId">The callee's SPIFFE ID; the only one that TLS accepts.</param>
    /// <param name="resilience">What the client does about failures of the callee.</param>
    public CallInvoker To(string spiffeId, CallResilience resilience = CallResilience.Default) => new AgentCallInvoker(
        new AgentPeer(spiffeId, _pipelines.For(spiffeId, resilience)), _channels.To(spiffeId), _options, _time, _logger);

    /// <summary>The gRPC invoker for an agent and one action, whichever method is called.</summary>
    /// <param name="spiffeId">The callee's SPIFFE ID; the only one that TLS accepts.</param>
    /// <param name="action">As what the policies decide the call.</param>
    public CallInvoker To(string spiffeId, OutboundAction action) => new AgentCallInvoker(
        new AgentPeer(spiffeId, _pipelines.For(spiffeId, CallResilience.Default)), _channels.To(spiffeId), _options, _time, _logger,
        action);

    /// <summary>
    /// Refuses, on behalf of the call that this code serves, a capability that this agent's policy would not allow with any request: for a
    /// caller that has no request yet.
    /// </summary>
    /// <param name="spiffeId">The callee.</param>
    /// <param name="capability">What would be called; null for a name that no capability has, which is refused alike.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ProblemException"><c>forbidden</c>.</exception>
    public Task RequireVisibleAsync(string spiffeId, Capability? capability, CancellationToken cancellationToken) =>
        _options.Policy?.RequireVisibleAsync(spiffeId, capability, cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _channels.Dispose();
}
