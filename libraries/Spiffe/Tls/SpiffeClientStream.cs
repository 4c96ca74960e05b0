using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Spiffe.Tls;

/// <summary>A client's authenticated connection. SocketsHttpHandler takes an SslStream of its ConnectCallback as it is.</summary>
internal sealed class SpiffeClientStream : SslStream
{
    private readonly Socket _socket;
    private readonly PeerVerification _verification;
    private ConnectionLifetime? _lifetime;
    private Action<SpiffeClientStream>? _closed;

    private SpiffeClientStream(Socket socket, PeerVerification verification) : base(new NetworkStream(socket, ownsSocket: true)) =>
        (_socket, _verification) = (socket, verification);

    public VerifiedPeer Peer => _verification.Peer!;

    /// <summary>Connects to the address and authenticates both ends.</summary>
    /// <exception cref="SpiffePeerException">The peer is not the expected one, or not verified.</exception>
    public static async Task<SpiffeClientStream> ConnectAsync(
        DnsEndPoint address, PeerVerification verification, List<SslApplicationProtocol> protocols, SslProtocols versions,
        CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        SpiffeClientStream? stream = null;
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            stream = new SpiffeClientStream(socket, verification);
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = address.Host,
                ApplicationProtocols = protocols,
                EnabledSslProtocols = versions,
                ClientCertificateContext = verification.Context.Tls,
                AllowTlsResume = false, // a resumed session skips the peer's verification
                AllowRenegotiation = false,
                CertificateChainPolicy = verification.Policy(),
                RemoteCertificateValidationCallback = verification.Verify,
            }, cancellationToken);
            return stream;
        }
        catch (Exception exception)
        {
            stream?.Dispose();
            socket.Dispose();
            if (exception is AuthenticationException && verification.Refusal is { } refusal)
            {
                throw new SpiffePeerException(refusal, verification.Reason, exception);
            }

            throw;
        }
    }

    /// <summary>Starts the clock of the connection's end, set by the SVIDs of both ends.</summary>
    public void Begin(TimeProvider time, Action retire, Action<SpiffeClientStream> closed)
    {
        var own = _verification.Context.Svid.NotAfter;
        _closed = closed;
        _lifetime = new ConnectionLifetime(time, own < Peer.NotAfter ? own : Peer.NotAfter, retire, Abort);
    }

    /// <summary>Closes the connection, even if calls are in progress.</summary>
    public void Abort() => _socket.Dispose();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _lifetime?.Dispose();
            Interlocked.Exchange(ref _closed, null)?.Invoke(this);
        }

        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _lifetime?.Dispose();
        Interlocked.Exchange(ref _closed, null)?.Invoke(this);
        return base.DisposeAsync();
    }
}
