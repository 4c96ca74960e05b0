using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.ServiceDiscovery;

namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>
/// Sends each request to one of the service's addresses, in turn. Names are resolved again after <see cref="Lifetime"/>; TLS verifies the
/// peer at the address.
/// </summary>
internal sealed class DiscoveryHandler(ServiceEndpointResolver resolver, TimeProvider time) : DelegatingHandler
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private volatile Resolved? _resolved;
    private uint _next;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _resolved is { } known && time.GetElapsedTime(known.At) < Lifetime
            ? SendAsync(request, known, cancellationToken)
            : ResolveAndSendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> ResolveAndSendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await SendAsync(request, await ResolveAsync(request.RequestUri!, cancellationToken), cancellationToken);

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Resolved resolved, CancellationToken cancellationToken)
    {
        var address = resolved.Addresses[(int)(Interlocked.Increment(ref _next) % (uint)resolved.Addresses.Length)];
        request.RequestUri = address.Of(request.RequestUri!);
        return base.SendAsync(request, cancellationToken);
    }

    private async ValueTask<Resolved> ResolveAsync(Uri service, CancellationToken cancellationToken)
    {
        var found = await resolver.GetEndpointsAsync(service.GetLeftPart(UriPartial.Authority), cancellationToken);
        List<Address> addresses = [];
        foreach (var endpoint in found.Endpoints)
        {
            switch (endpoint.EndPoint)
            {
                case UriEndPoint { Uri: var uri }:
                    addresses.Add(new(uri.Host, uri.Port));
                    break;
                case IPEndPoint ip:
                    addresses.Add(new(ip.Address.ToString(), ip.Port));
                    break;
                case DnsEndPoint dns:
                    // A headless Service resolves to one address for each pod.
                    var ips = await Dns.GetHostAddressesAsync(dns.Host, cancellationToken);
                    addresses.AddRange(ips.Select(ip => new Address(ip.ToString(), dns.Port == 0 ? service.Port : dns.Port)));
                    break;
            }
        }

        if (addresses.Count == 0)
        {
            throw new HttpRequestException(HttpRequestError.NameResolutionError, $"No address is known for {service.Host}.");
        }

        return _resolved = new([.. addresses], time.GetTimestamp());
    }

    private sealed record Resolved(Address[] Addresses, long At);

    private sealed class Address(string host, int port)
    {
        // The channel has one URI for each method, and this goes with the next resolution.
        private readonly ConcurrentDictionary<Uri, Uri> _known = new(ReferenceEqualityComparer.Instance);

        /// <summary>The URI with this address in place of the service's name.</summary>
        public Uri Of(Uri service) =>
            _known.TryGetValue(service, out var known)
                ? known : _known.GetOrAdd(service, new UriBuilder(service) { Host = host, Port = port }.Uri);
    }
}
