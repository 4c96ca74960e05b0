using System.Net;
using System.Net.Sockets;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.ServiceDefaults.A2A.Push;

/// <summary>
/// Keeps a URL that a caller names from leading inside: it is checked when it is named, and what its name stands for at each connection,
/// which goes to the very address that was checked.
/// </summary>
/// <param name="settings">What may be called.</param>
/// <param name="resolve">The addresses of a host.</param>
internal sealed class PushGuard(PushSettings settings, Func<string, CancellationToken, Task<IPAddress[]>> resolve) : IDisposable
{
    // A name that takes longer is looked at when it is called.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // The system's resolver holds a thread for as long as a name server of the caller's choice takes.
    private readonly SemaphoreSlim _lookups = new(8);

    /// <summary>Resolves names as the system does.</summary>
    public static Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        Dns.GetHostAddressesAsync(host, cancellationToken);

    /// <summary>Checks a URL as it is named. One whose host has no address now may have one later.</summary>
    /// <param name="url">An absolute URL of http or https.</param>
    /// <param name="field">The request's field that holds it.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="ProblemException"><c>invalid_request</c>: it must not be called.</exception>
    public async Task CheckAsync(Uri url, string field, CancellationToken cancellationToken)
    {
        if (!settings.AllowsPlaintext && url.Scheme != Uri.UriSchemeHttps)
        {
            throw ProblemException.Invalid([new(field, "must be https")]);
        }

        try
        {
            await FindAsync(url.IdnHost, cancellationToken).WaitAsync(Patience, cancellationToken);
        }
        catch (PushRefusedException)
        {
            throw ProblemException.Invalid([new(field, "leads to an address that is not public")]);
        }
        catch (Exception exception) when (exception is SocketException or TimeoutException or ArgumentException)
        {
            // It has none at the moment.
        }
    }

    /// <summary>Connects to a host, for <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="PushRefusedException">One of its addresses must not be called.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint host, CancellationToken cancellationToken)
    {
        var addresses = await FindAsync(host.Host, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, host.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lookups.Dispose();

    // One address that must not be called spoils the name: another question may be answered with that one alone.
    private async Task<IPAddress[]> FindAsync(string host, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host.TrimEnd('.'), out var literal) ? [literal] : await LookUpAsync(host, cancellationToken);
        return addresses.Length == 0 ? throw new SocketException((int)SocketError.HostNotFound)
            : addresses.All(address => PublicAddress.MayBeCalled(address, settings.AllowedNetworks)) ? addresses
            : throw new PushRefusedException();
    }

    // Its place is taken until the look-up has ended, whether anybody waits for it or not.
    private async Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellationToken)
    {
        await _lookups.WaitAsync(cancellationToken);
        return await HoldAsync().WaitAsync(cancellationToken);

        async Task<IPAddress[]> HoldAsync()
        {
            try
            {
                return await resolve(host, CancellationToken.None);
            }
            finally
            {
                _lookups.Release();
            }
        }
    }
}

/// <summary>A receiver's name stands for an address that must not be called.</summary>
internal sealed class PushRefusedException() : Exception("The receiver's address is not public.");
