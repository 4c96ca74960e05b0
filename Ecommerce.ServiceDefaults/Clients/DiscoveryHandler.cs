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

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var service = request.RequestUri!;
        var addresses = await ResolveAsync(service, cancellationToken);
        var address = addresses[(int)(Interlocked.Increment(ref _next) % (uint)addresses.Length)];
        request.RequestUri = new UriBuilder(service) { Host = address.Host, Port = address.Port }.Uri;
        return await base.SendAsync(request, cancellationToken);
    }

    private async ValueTask<(string Host, int Port)[]> ResolveAsync(Uri service, CancellationToken cancellationToken)
    {
        if (_resolved is { } known && time.GetElapsedTime(known.At) < Lifetime)
        {
            return known.Addresses;
        }

        var found = await resolver.GetEndpointsAsync(service.GetLeftPart(UriPartial.Authority), cancellationToken);
        List<(string, int)> addresses = [];
        foreach (var endpoint in found.Endpoints)
        {
            switch (endpoint.EndPoint)
            {
                case UriEndPoint { Uri: var uri }:
                    addresses.Add((uri.Host, uri.Port));
                    break;
                case IPEndPoint ip:
                    addresses.Add((ip.Address.ToString(), ip.Port));
                    break;
                case DnsEndPoint dns:
                    // A headless Service resolves to one address for each pod.
                    var ips = await Dns.GetHostAddressesAsync(dns.Host, cancellationToken);
                    addresses.AddRange(ips.Select(ip => (ip.ToString(), dns.Port == 0 ? service.Port : dns.Port)));
                    break;
            }
        }

        if (addresses.Count == 0)
        {
            throw new HttpRequestException(HttpRequestError.NameResolutionError, $"No address is known for {service.Host}.");
        }

        _resolved = new([.. addresses], time.GetTimestamp());
        return _resolved.Addresses;
    }

    private sealed record Resolved((string Host, int Port)[] Addresses, long At);
}
