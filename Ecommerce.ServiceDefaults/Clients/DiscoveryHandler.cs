using System.Globalization;
using System.Net;
using System.Runtime.ExceptionServices;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ServiceDiscovery;

namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>
/// Sends each request to one of the service's addresses, in turn. Where nothing can be sent, it is sent to the next one, and the address
/// is left out for a while. Names are resolved again after <see cref="Lifetime"/>; TLS verifies the peer at the address.
/// </summary>
internal sealed class DiscoveryHandler(ServiceEndpointResolver resolver, TimeProvider time, ILogger logger) : DelegatingHandler
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    // Between what gRPC writes into its header and the deadline at which it cancels.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(100);

    private volatile Resolved? _resolved;
    private uint _next;

    /// <summary>How much time a request must be given for its timeout to count against the address.</summary>
    public TimeSpan FairTime { get; init; } = TimeSpan.FromSeconds(1);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _resolved is { } known && time.GetElapsedTime(known.At) < Lifetime
            ? SendAsync(request, known.Addresses, cancellationToken)
            : ResolveAndSendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> ResolveAndSendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await SendAsync(request, await ResolveAsync(request.RequestUri!, cancellationToken), cancellationToken);

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, PeerAddress[] addresses, CancellationToken cancellationToken)
    {
        if (addresses is not [var only])
        {
            return BalanceAsync(request, addresses, cancellationToken);
        }

        request.RequestUri = only.Of(request.RequestUri!);
        return base.SendAsync(request, cancellationToken);
    }

    private async Task<HttpResponseMessage> BalanceAsync(
        HttpRequestMessage request, PeerAddress[] addresses, CancellationToken cancellationToken)
    {
        var (service, turn) = (request.RequestUri!, Interlocked.Increment(ref _next));
        var began = time.GetTimestamp();
        List<PeerAddress> leftOut = [];
        ExceptionDispatchInfo? unreachable = null;
        for (var i = 0u; i < addresses.Length; i++)
        {
            var address = addresses[(turn + i) % (uint)addresses.Length];
            if (!address.Admits())
            {
                leftOut.Add(address);
            }
            else if (await TryAsync(address, isServing: true) is { } response)
            {
                return response;
            }
        }

        // Where no other address serves, one that was left out may.
        foreach (var address in leftOut)
        {
            if (await TryAsync(address, isServing: false) is { } response)
            {
                return response;
            }
        }

        unreachable!.Throw();
        throw unreachable.SourceException;

        // Null if nothing could be sent.
        async Task<HttpResponseMessage?> TryAsync(PeerAddress address, bool isServing)
        {
            try
            {
                request.RequestUri = address.Of(service);
                return await SendAsync(request, address, began, cancellationToken);
            }
            catch (Exception exception) when (IsUnreachable(exception, cancellationToken))
            {
                unreachable = ExceptionDispatchInfo.Capture(exception);
                return null;
            }
            catch (Exception exception) when (isServing && (exception is HttpRequestException or IOException))
            {
                throw new AddressFailedException(exception);
            }
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, PeerAddress address, long began, CancellationToken cancellationToken)
    {
        var sent = time.GetTimestamp();
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (!IsUnavailable(response))
            {
                address.Serves();
            }
            else if (address.Fails())
            {
                Log.AddressLeftOut(logger, address, "it says that it is unavailable");
            }

            return response;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || IsUnreachable(exception, cancellationToken))
        {
            if (IsUnreachable(exception, cancellationToken) ? address.LeaveOut() : address.Fails())
            {
                Log.AddressLeftOut(logger, address, exception.Message);
            }

            throw;
        }
        catch (OperationCanceledException) when (time.GetElapsedTime(sent) >= FairTime && IsLate(request, began))
        {
            if (address.Fails())
            {
                Log.AddressLeftOut(logger, address, "it does not answer");
            }

            throw;
        }
    }

    // Whether the request's own time is over (gRPC over HTTP/2, Requests, Timeout), and not its caller's patience. A stream has no end.
    private bool IsLate(HttpRequestMessage request, long began)
    {
        if (!request.Headers.NonValidated.TryGetValues("grpc-timeout", out var values) || values.ToString() is not [.. var digits, var unit]
            || !long.TryParse(digits, CultureInfo.InvariantCulture, out var count))
        {
            return false;
        }

        var seconds = unit switch { 'H' => 3600, 'M' => 60, 'S' => 1, 'm' => 1e-3, 'u' => 1e-6, _ => 1e-9 };
        return time.GetElapsedTime(began) + Slack >= TimeSpan.FromSeconds(count * seconds);
    }

    // No connection, so that no byte of the request has left. The last is SocketsHttpHandler's ConnectTimeout.
    private static bool IsUnreachable(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        HttpRequestException { HttpRequestError: var error } => error
            is HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.NameResolutionError,
        OperationCanceledException => !cancellationToken.IsCancellationRequested && exception.GetBaseException() is TimeoutException,
        _ => false,
    };

    // A gRPC answer without a message has its status among the headers (gRPC over HTTP/2, Trailers-Only).
    private static bool IsUnavailable(HttpResponseMessage response) =>
        response.Headers.TryGetValues("grpc-status", out var status)
        && status.SequenceEqual([((int)StatusCode.Unavailable).ToString(CultureInfo.InvariantCulture)]);

    private async ValueTask<PeerAddress[]> ResolveAsync(Uri service, CancellationToken cancellationToken)
    {
        var found = await resolver.GetEndpointsAsync(service.GetLeftPart(UriPartial.Authority), cancellationToken);
        List<PeerAddress> addresses = [];
        foreach (var endpoint in found.Endpoints)
        {
            switch (endpoint.EndPoint)
            {
                case UriEndPoint { Uri: var uri }:
                    Add(uri.Host, uri.Port);
                    break;
                case IPEndPoint ip:
                    Add(ip.Address.ToString(), ip.Port);
                    break;
                case DnsEndPoint dns:
                    // A headless Service resolves to one address for each pod.
                    foreach (var ip in await Dns.GetHostAddressesAsync(dns.Host, cancellationToken))
                    {
                        Add(ip.ToString(), dns.Port == 0 ? service.Port : dns.Port);
                    }

                    break;
            }
        }

        if (addresses.Count == 0)
        {
            throw new HttpRequestException(HttpRequestError.NameResolutionError, $"No address is known for {service.Host}.");
        }

        _resolved = new([.. addresses], time.GetTimestamp());
        return _resolved.Addresses;

        // What is known of an address stays known.
        void Add(string host, int port) => addresses.Add(
            _resolved?.Addresses.FirstOrDefault(address => address.Is(host, port)) ?? new PeerAddress(host, port, time));
    }

    private sealed record Resolved(PeerAddress[] Addresses, long At);
}
