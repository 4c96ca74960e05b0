using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Spiffe.Tls;

/// <summary>
/// Bounds the connections whose handshake has not finished, in total and by address: until then the peer is unknown, and any host can
/// open connections. At a bound the oldest connection is closed and the new one accepted: a genuine handshake takes milliseconds, so a
/// client that only holds connections open does not keep others out. For endpoints of TLS without SVIDs too.
/// </summary>
/// <param name="total">How many may be unfinished.</param>
/// <param name="perAddress">How many of one address, or of one IPv6 network of 64 bits.</param>
/// <param name="refuse">Told of each that is cut or ends without a handshake, as <see cref="SpiffeTlsOptions.Refused"/>.</param>
/// <param name="isShared">Which addresses bring the connections of many, as a proxy does: only the total holds for them.</param>
public sealed class HandshakeGate(int total, int perAddress, Action<RefusedPeer> refuse, Predicate<IPAddress>? isShared = null)
{
    private readonly Action<RefusedPeer> _refuse = refuse;
    private readonly Predicate<IPAddress>? _isShared = isShared;
    private readonly Lock _gate = new();
    private readonly LinkedList<Handshake> _unfinished = new(); // the oldest first
    private readonly Dictionary<IPAddress, LinkedList<Handshake>> _byAddress = []; // at most as many as the total

    /// <summary>Bounds the handshakes of an endpoint.</summary>
    /// <param name="listen">The endpoint.</param>
    /// <param name="useTls">Adds TLS to it.</param>
    public void Guard(ListenOptions listen, Action useTls)
    {
        listen.Use(next => connection => RunAsync(connection, next));
        useTls();
        listen.Use(next => connection =>
        {
            connection.Features.Get<Handshake>()?.Finish();
            return next(connection);
        });
    }

    private async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var handshake = new Handshake(this, connection);
        Enter(handshake)?.Cut();
        connection.Features.Set(handshake);
        try
        {
            await next(connection);
        }
        finally
        {
            if (handshake.Finish() && connection.Features.Get<PeerVerification>()?.Refusal is null)
            {
                _refuse(new(PeerRefusal.HandshakeFailed, connection.RemoteEndPoint, "it ended before its handshake did"));
            }
        }
    }

    /// <summary>Takes it in; gives the one that has to go for it.</summary>
    private Handshake? Enter(Handshake handshake)
    {
        lock (_gate)
        {
            var oldest =
                _byAddress.TryGetValue(handshake.Address, out var ofAddress) && ofAddress.Count >= perAddress && !handshake.IsShared
                    ? ofAddress.First!.Value
                : _unfinished.Count >= total ? _unfinished.First!.Value
                : null;
            if (oldest is not null)
            {
                Leave(oldest);
            }

            if (!_byAddress.TryGetValue(handshake.Address, out ofAddress))
            {
                _byAddress.Add(handshake.Address, ofAddress = new());
            }

            _unfinished.AddLast(handshake.InAll);
            ofAddress.AddLast(handshake.OfAddress);
            return oldest;
        }
    }

    private bool Leave(Handshake handshake)
    {
        lock (_gate)
        {
            if (handshake.OfAddress.List is not { } ofAddress)
            {
                return false;
            }

            _unfinished.Remove(handshake.InAll);
            ofAddress.Remove(handshake.OfAddress);
            if (ofAddress.Count == 0)
            {
                _byAddress.Remove(handshake.Address);
            }

            return true;
        }
    }

    /// <summary>IPv6 by its network of 64 bits: a host may choose the rest.</summary>
    private static IPAddress AddressOf(EndPoint? remote)
    {
        if (remote is not IPEndPoint { Address: var address })
        {
            return IPAddress.None;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes);
    }

    /// <summary>A connection's place among the unfinished; on its features.</summary>
    private sealed class Handshake
    {
        private readonly HandshakeGate _gate;
        private readonly ConnectionContext _connection;

        public Handshake(HandshakeGate gate, ConnectionContext connection)
        {
            (_gate, _connection, Address) = (gate, connection, AddressOf(connection.RemoteEndPoint));
            IsShared = connection.RemoteEndPoint is IPEndPoint { Address: var exact } && gate._isShared?.Invoke(exact) == true;
            (InAll, OfAddress) = (new(this), new(this));
        }

        public IPAddress Address { get; }
        public bool IsShared { get; }
        public LinkedListNode<Handshake> InAll { get; }
        public LinkedListNode<Handshake> OfAddress { get; }

        /// <summary>It counts no longer: it is done, or the connection is gone.</summary>
        /// <returns>Whether it counted until now.</returns>
        public bool Finish() => _gate.Leave(this);

        public void Cut()
        {
            const string Reason = "its handshake was the oldest of too many that had not finished";
            _gate._refuse(new(PeerRefusal.TooManyHandshakes, _connection.RemoteEndPoint, Reason));
            _connection.Abort(new ConnectionAbortedException(Reason));
        }
    }
}
