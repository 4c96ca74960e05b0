using System.Collections.Concurrent;
using Grpc.Net.Client;
using Microsoft.Extensions.ServiceDiscovery;
using Spiffe;

namespace Ecommerce.ServiceDefaults;

/// <summary>One channel a peer, pinned to the peer's SPIFFE ID.</summary>
internal sealed class AgentChannels(X509Source identity, ServiceEndpointResolver resolver, TimeProvider time) : IDisposable
{
    // As the published contract has it.
    private const int MessageLimit = 10 * 1024 * 1024;

    // The caller's span is the one above: AgentCallInvoker writes it into the headers.
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

    private GrpcChannel Create(SpiffeId peer) => GrpcChannel.ForAddress(
        $"https://{peer.Path.Split('/')[^1]}:8443",
        new GrpcChannelOptions
        {
            HttpHandler = new DiscoveryHandler(resolver, time) { InnerHandler = new SpiffeHttpHandler(identity, peer, NoSpans) },
            DisposeHttpClient = true,
            MaxReceiveMessageSize = MessageLimit,
            MaxSendMessageSize = MessageLimit,
            MaxRetryAttempts = null,
            ThrowOperationCanceledOnCancellation = true,
        });
}
