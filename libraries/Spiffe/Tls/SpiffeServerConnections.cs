using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Spiffe.Tls;

/// <summary>The open connections of an endpoint, each of which ends with the SVIDs and bundles that it rests on.</summary>
internal sealed class SpiffeServerConnections
{
    private readonly ConcurrentDictionary<Connection, byte> _open = new();
    private readonly X509Source _source;
    private readonly ILogger _logger;

    public SpiffeServerConnections(X509Source source)
    {
        _source = source;
        _logger = source.LoggerFactory.CreateLogger<SpiffeServerConnections>();
        source.Changed += _ => CloseUntrusted();
        source.Revoked += CloseUntrusted;
    }

    /// <summary>The connection middleware after TLS.</summary>
    public async Task RunAsync(ConnectionContext context, ConnectionDelegate next)
    {
        // Without a verified peer no byte reaches the HTTP layer, whatever happened in the handshake.
        if (context.Features.Get<PeerVerification>() is not { Peer: { } peer } verification)
        {
            context.Abort(new ConnectionAbortedException("the peer is not verified"));
            return;
        }

        var lifetime = context.Features.GetRequiredFeature<IConnectionLifetimeNotificationFeature>();
        var own = verification.Context.Svid;
        var connection = new Connection(context, peer, own, lifetime.ConnectionClosedRequested);
        context.Features.Set<ISpiffePeerFeature>(connection);
        using var ends = new ConnectionLifetime(_source.TimeProvider, own.NotAfter < peer.NotAfter ? own.NotAfter : peer.NotAfter,
            retire: lifetime.RequestClose, close: () => Close(connection, "an SVID has expired"));
        connection.Lifetime = ends;
        _open.TryAdd(connection, 0);
        try
        {
            // The bundles may have changed, or the identity gone, between the handshake and the registration.
            CloseIfUntrusted(connection);
            await next(context);
        }
        finally
        {
            _open.TryRemove(connection, out _);
        }
    }

    private void CloseUntrusted()
    {
        foreach (var connection in _open.Keys)
        {
            CloseIfUntrusted(connection);
        }
    }

    private void CloseIfUntrusted(Connection connection)
    {
        if (_source.Current is not { } current)
        {
            Close(connection, "this workload's registration was revoked");
        }
        else if (!connection.Peer.IsTrustedBy(current.Bundles))
        {
            Close(connection, "its authority is no longer trusted");
        }
        else if (!current.Svid.HasIssuerOf(connection.Own))
        {
            connection.Lifetime?.RetireSoon(); // the authority before is about to go, and what is under way then would be cut
        }
    }

    private void Close(Connection connection, string reason)
    {
        Log.ConnectionClosed(_logger, connection.Peer.Id, reason);
        connection.Context.Abort(new ConnectionAbortedException(reason));
    }

    private sealed class Connection(ConnectionContext context, VerifiedPeer peer, X509Svid own, CancellationToken retiring)
        : ISpiffePeerFeature
    {
        public ConnectionContext Context => context;
        public VerifiedPeer Peer => peer;
        public X509Svid Own => own;
        public ConnectionLifetime? Lifetime { get; set; }
        public SpiffeId Id => peer.Id;
        public X509Certificate2 Certificate => peer.Certificate;
        public DateTimeOffset NotAfter => peer.NotAfter;
        public CancellationToken Retiring => retiring;
    }
}
