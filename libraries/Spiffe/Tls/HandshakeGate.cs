using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Spiffe;

/// <summary>
/// Bounds the connections whose handshake has not finished, in total and by address: until then nobody has shown who he is, and a
/// connection is all that a stranger can have.
/// </summary>
internal sealed class HandshakeGate(int total, int perAddress, Action<RefusedPeer> refuse)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _unfinished = []; // at most as many as the total
    private int _count;

    /// <summary>The connection middleware before TLS.</summary>
    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var address = AddressOf(connection.RemoteEndPoint);
        if (!TryEnter(address))
        {
            const string Reason = "too many connections have not finished their handshake";
            refuse(new(PeerRefusal.TooManyHandshakes, connection.RemoteEndPoint, Reason));
            connection.Abort(new ConnectionAbortedException(Reason));
            return;
        }
        var handshake = new Handshake(this, address);
        connection.Features.Set(handshake);
        try
        {
            await next(connection);
        }
        finally
        {
            handshake.Finish();
        }
    }

    private bool TryEnter(IPAddress address)
    {
        lock (_gate)
        {
            var count = _unfinished.GetValueOrDefault(address);
            if (_count >= total || count >= perAddress)
                return false;
            _count++;
            _unfinished[address] = count + 1;
            return true;
        }
    }

    private void Leave(IPAddress address)
    {
        lock (_gate)
        {
            _count--;
            if (--_unfinished[address] == 0)
                _unfinished.Remove(address);
        }
    }

    /// <summary>IPv6 by its network of 64 bits: a host may choose the rest.</summary>
    private static IPAddress AddressOf(EndPoint? remote)
    {
        if (remote is not IPEndPoint { Address: var address })
            return IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes);
    }

    /// <summary>A connection's place among the unfinished; on its features.</summary>
    internal sealed class Handshake(HandshakeGate gate, IPAddress address)
    {
        private int _finished;

        public void Finish()
        {
            if (Interlocked.Exchange(ref _finished, 1) == 0)
                gate.Leave(address);
        }
    }
}
