using System.Net;
using System.Net.Sockets;

namespace Spiffe;

/// <summary>An HTTP client's connection to an address of its own, such as a Unix socket.</summary>
public static class SocketStream
{
    /// <summary>Connects, for <see cref="System.Net.Http.SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <param name="endpoint">The address: of a Unix socket, whose path has at most 107 bytes, or of IP.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SocketException">No process listens there, or this account may not connect.</exception>
    public static async ValueTask<Stream> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken)
    {
        var protocol = endpoint is IPEndPoint ? ProtocolType.Tcp : ProtocolType.Unspecified;
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, protocol);
        try
        {
            await socket.ConnectAsync(endpoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
