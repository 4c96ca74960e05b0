using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.ServiceDiscovery;

namespace Microsoft.Extensions.DependencyInjection
{
    /// <summary>What Microsoft.Extensions.ServiceDiscovery's extension of the same name does, as far as it is used here.</summary>
    internal static class ServiceDiscoveryServiceCollectionExtensions
    {
        /// <summary>Registers one <see cref="ServiceEndpointResolver"/>.</summary>
        public static IServiceCollection AddServiceDiscovery(this IServiceCollection services)
        {
            services.TryAddSingleton(provider => new ServiceEndpointResolver(provider.GetRequiredService<IConfiguration>()));
            return services;
        }
    }
}

namespace Microsoft.Extensions.ServiceDiscovery
{
    /// <summary>Finds a service's addresses in configuration, else leaves its name to DNS.</summary>
    internal sealed class ServiceEndpointResolver(IConfiguration configuration)
    {
        /// <summary>
        /// <c>https://order:8443</c> gives the addresses in <c>services:order:https</c> (one value, or a list of them) as
        /// <see cref="UriEndPoint"/>; where there is none, one <see cref="DnsEndPoint"/> of that host and port.
        /// </summary>
        public ValueTask<ServiceEndpointSource> GetEndpointsAsync(string serviceName, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = new Uri(serviceName);
            var section = configuration.GetSection($"services:{name.Host}:{name.Scheme}");
            string?[] addresses = section.Value is { } single ? [single] : [.. section.GetChildren().Select(child => child.Value)];
            EndPoint[] found = addresses.Length == 0
                ? [new DnsEndPoint(name.Host, name.Port)]
                : [.. addresses.Select(address => new UriEndPoint(new Uri(address!)))];
            return new(new ServiceEndpointSource([.. found.Select(endPoint => new ServiceEndpoint(endPoint))]));
        }
    }

    /// <summary>The addresses of one service.</summary>
    internal sealed record ServiceEndpointSource(IReadOnlyList<ServiceEndpoint> Endpoints);

    /// <summary>One address of a service.</summary>
    internal sealed record ServiceEndpoint(EndPoint EndPoint);

    /// <summary>An address written as a URI.</summary>
    internal sealed class UriEndPoint(Uri uri) : EndPoint
    {
        /// <summary>Scheme, host and port.</summary>
        public Uri Uri { get; } = uri;
    }
}
