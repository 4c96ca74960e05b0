using System.Net.Security;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;

namespace Spiffe.Tls;

/// <summary>
/// Sends to one peer, over mutual TLS with SVIDs. There is one connection pool for each generation of the source: a rotation or a
/// change of bundles starts a new pool, and the old one goes as soon as its last request and stream have ended, at the latest with
/// its SVIDs. So no call fails of a rotation.
/// </summary>
public sealed class SpiffeHttpHandler : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private readonly HashSet<SpiffeClientStream> _connections = [];
    private readonly X509Source _source;
    private readonly SpiffeId _peer;
    private readonly SpiffeHttpOptions _options;
    private readonly ILogger _logger;
    private readonly RefusalLog _refusals;
    private volatile Pool? _current;
    private bool _disposed;

    /// <summary>Makes a handler for one peer.</summary>
    /// <param name="source">The own SVIDs and bundles.</param>
    /// <param name="peer">The ID that the peer must have.</param>
    /// <param name="options">How to connect.</param>
    public SpiffeHttpHandler(X509Source source, SpiffeId peer, SpiffeHttpOptions? options = null)
    {
        (_source, _peer, _options) = (source, peer, options ?? new SpiffeHttpOptions());
        _logger = source.LoggerFactory.CreateLogger<SpiffeHttpHandler>();
        _refusals = new RefusalLog(_logger, source.TimeProvider);
        source.Changed += OnChanged;
        source.Revoked += OnRevoked;
    }

    /// <inheritdoc/>
    /// <exception cref="SpiffeIdentityException">There is no valid SVID to present; nothing was sent.</exception>
    /// <exception cref="HttpRequestException">The peer was refused, out of reach or went away.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var pool = Enter();
        try
        {
            return await pool.Invoker.SendAsync(request, cancellationToken);
        }
        finally
        {
            pool.Leave();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _source.Changed -= OnChanged;
            _source.Revoked -= OnRevoked;
            lock (_gate)
            {
                _disposed = true;
                Retire(_current);
            }
        }

        base.Dispose(disposing);
    }

    // Without a lock unless the identity has changed: every request passes here.
    private Pool Enter()
    {
        while (true)
        {
            var context = _source.Current;
            if (context is null || !context.Svid.IsValidAt(_source.TimeProvider.GetUtcNow()))
            {
                throw new SpiffeIdentityException(
                    "there is no valid SVID to present" + (_source.Problem is { } problem ? ": " + problem : ""));
            }

            var pool = _current is { } current && current.Context == context ? current : Renew(context);
            if (pool.TryEnter())
            {
                return pool;
            }
        }
    }

    private Pool Renew(X509Context context)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_current is not { } current || current.Context != context)
            {
                Retire(_current);
                _current = current = new Pool(this, context);
            }

            return current;
        }
    }

    /// <summary>Lets no new request into the pool. Under the lock.</summary>
    private void Retire(Pool? pool)
    {
        if (_current == pool)
        {
            _current = null;
        }

        pool?.Retire();
    }

    private void OnChanged(X509Context context)
    {
        lock (_gate)
        {
            // A request may have been quicker than this event.
            if (_current?.Context != context)
            {
                Retire(_current);
            }
        }

        Abort(connection => !connection.Peer.IsTrustedBy(context.Bundles), "its authority is no longer trusted");
    }

    private void OnRevoked()
    {
        lock (_gate)
        {
            Retire(_current);
        }

        Abort(_ => true, "this workload's registration was revoked");
    }

    private void Abort(Func<SpiffeClientStream, bool> which, string reason)
    {
        List<SpiffeClientStream> ended;
        lock (_gate)
        {
            ended = [.. _connections.Where(which)];
        }

        foreach (var connection in ended)
        {
            Log.ConnectionClosed(_logger, connection.Peer.Id, reason);
            connection.Abort();
        }
    }

    private async ValueTask<Stream> ConnectAsync(Pool pool, SocketsHttpConnectionContext connect, CancellationToken cancellationToken)
    {
        var verification = new PeerVerification(pool.Context, _source.TimeProvider, _peer);
        var versions = SslProtocols.Tls13 | (_options.AllowTls12 ? SslProtocols.Tls12 : SslProtocols.None);
        SpiffeClientStream stream;
        try
        {
            stream = await SpiffeClientStream.ConnectAsync(
                connect.DnsEndPoint, verification, Protocols(connect.InitialRequestMessage), versions, cancellationToken);
        }
        catch (SpiffePeerException exception)
        {
            _refusals.Write(new(exception.Refusal, connect.DnsEndPoint, exception.Message));
            throw;
        }

        stream.Begin(_source.TimeProvider, retire: () =>
        {
            lock (_gate)
            {
                Retire(pool);
            }
        }, closed: Forget);
        lock (_gate)
        {
            _connections.Add(stream);
        }

        // The bundles may have changed, or the identity gone, between the handshake and the registration.
        if (_source.Current is not { } current || !stream.Peer.IsTrustedBy(current.Bundles))
        {
            stream.Abort();
        }

        return stream;
    }

    private void Forget(SpiffeClientStream stream)
    {
        lock (_gate)
        {
            _connections.Remove(stream);
        }
    }

    /// <summary>What SocketsHttpHandler itself would offer for the request that it opens the connection for.</summary>
    private static List<SslApplicationProtocol> Protocols(HttpRequestMessage request) =>
        (request.Version.Major >= 2, request.VersionPolicy) switch
        {
            (true, HttpVersionPolicy.RequestVersionOrLower) => [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
            (true, _) => [SslApplicationProtocol.Http2],
            (false, HttpVersionPolicy.RequestVersionOrHigher) => [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
            _ => [SslApplicationProtocol.Http11],
        };

    /// <summary>
    /// The connections of one generation. A disposed SocketsHttpHandler closes idle connections at once and the others after their last
    /// HTTP/2 stream, but fails requests that still wait for a connection: it is disposed when the last request has its response.
    /// </summary>
    private sealed class Pool
    {
        // Set once the pool is retired; the other bits count the requests inside.
        private const int Retired = int.MinValue;

        private int _state;

        public Pool(SpiffeHttpHandler owner, X509Context context)
        {
            Context = context;
            Invoker = new HttpMessageInvoker(new SocketsHttpHandler
            {
                UseProxy = false,
                UseCookies = false,
                AllowAutoRedirect = false,
                EnableMultipleHttp2Connections = true,
                ActivityHeadersPropagator = owner._options.ActivityHeadersPropagator,
                ConnectTimeout = owner._options.ConnectTimeout,
                KeepAlivePingDelay = owner._options.KeepAlivePingDelay,
                KeepAlivePingTimeout = owner._options.KeepAlivePingTimeout,
                KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
                ConnectCallback = (connect, cancellationToken) => owner.ConnectAsync(this, connect, cancellationToken),
            });
        }

        public X509Context Context { get; }
        public HttpMessageInvoker Invoker { get; }

        /// <summary>Counts a request that enters; false if the pool takes no more.</summary>
        public bool TryEnter()
        {
            if (Interlocked.Increment(ref _state) > 0)
            {
                return true;
            }

            Leave();
            return false;
        }

        public void Leave()
        {
            if (Interlocked.Decrement(ref _state) == Retired)
            {
                Invoker.Dispose();
            }
        }

        public void Retire()
        {
            if (Interlocked.Or(ref _state, Retired) == 0)
            {
                Invoker.Dispose();
            }
        }
    }
}
