using System.Collections.Concurrent;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Transport;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ServiceDiscovery;
using Spiffe;
using Spiffe.Tls;

namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>One channel for each peer, pinned to the peer's SPIFFE ID.</summary>
internal sealed class AgentChannels(
    X509Source identity, ServiceEndpointResolver resolver, AgentSettings settings, TimeProvider time, ILogger<AgentChannels> logger)
    : IDisposable
{
    // AgentCallInvoker writes the caller's span into the headers.
    private static readonly SpiffeHttpOptions NoSpans = new() { ActivityHeadersPropagator = null };

    private readonly ConcurrentDictionary<string, Lazy<GrpcChannel>> _channels = new();

    /// <summary>The channel to a SPIFFE ID; the last segment of its path is the service's name.</summary>
    public GrpcChannel To(string id) => _channels.GetOrAdd(id, key => new(() => Create(SpiffeId.Parse(key)))).Value;

    public void Dispose()
    {
        foreach (var channel in _channels.Values.Where(channel => channel.IsValueCreated))
        {
            channel.Value.Dispose();
        }
    }

    /// <summary>The options of every channel.</summary>
    internal static GrpcChannelOptions Options(HttpMessageHandler handler) => new()
    {
        HttpHandler = handler,
        DisposeHttpClient = true,
        MaxReceiveMessageSize = MessageLimits.Reply,
        MaxSendMessageSize = MessageLimits.Request,

        // Agents do not compress, and the limit is enforced on the bytes as they arrive.
        CompressionProviders = [],
        MaxRetryAttempts = null,
        ThrowOperationCanceledOnCancellation = true,
    };

    private GrpcChannel Create(SpiffeId peer) => GrpcChannel.ForAddress(
        $"https://{peer.Path.Split('/')[^1]}:8443",
        Options(new DiscoveryHandler(resolver, time, logger)
        {
            FairTime = settings.BreakerFairTime,
            InnerHandler = new SpiffeHttpHandler(identity, peer, NoSpans),
        }));
}
