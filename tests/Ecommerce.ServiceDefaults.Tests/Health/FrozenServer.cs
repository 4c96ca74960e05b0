using System.Net;
using System.Net.Sockets;

namespace Ecommerce.ServiceDefaults.Tests.Health;

/// <summary>A PostgreSQL that lets everybody in and then answers nothing, not even that a statement is to be cancelled.</summary>
internal sealed class FrozenServer : IDisposable
{
    // PostgreSQL, 53.7 message formats: AuthenticationOk, ParameterStatus server_version 15.0, BackendKeyData, ReadyForQuery.
    private static readonly byte[] Welcome =
        [.. "R\0\0\0\b\0\0\0\0"u8, .. "S\0\0\0\u0018server_version\015.0\0"u8, .. "K\0\0\0\f\0\0\0\u0001\0\0\0\u0001"u8,
            .. "Z\0\0\0\u0005I"u8];

    // The request to cancel has a code in the protocol's place (53.2.8).
    private const int CancelCode = 80877102;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _clients = [];
    private int _sessions;

    public FrozenServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>How to connect to it.</summary>
    public string ConnectionString =>
        $"Host=127.0.0.1;Port={((IPEndPoint)_listener.LocalEndpoint).Port};Username=u;Password=p;"
        + "SSL Mode=Disable;GSS Encryption Mode=Disable;Server Compatibility Mode=NoTypeLoading";

    /// <summary>Sessions that were begun.</summary>
    public int Sessions => Volatile.Read(ref _sessions);

    public void Dispose()
    {
        _listener.Dispose();
        lock (_clients)
        {
            _clients.ForEach(client => client.Dispose());
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                lock (_clients)
                {
                    _clients.Add(client);
                }

                _ = ServeAsync(client.GetStream());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        var start = new byte[8];
        await stream.ReadExactlyAsync(start);
        if (BitConverter.ToInt32([start[7], start[6], start[5], start[4]]) != CancelCode)
        {
            Interlocked.Increment(ref _sessions);
            await stream.WriteAsync(Welcome);
        }
    }
}
