using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Spiffe.Tls;

/// <summary>Mutual TLS with SVIDs for Kestrel.</summary>
public static class SpiffeKestrelExtensions
{
    /// <summary>
    /// Makes the endpoint speak mutual TLS only. Each handshake presents the SVID that is current then and demands one of the peer;
    /// each connection ends with the SVIDs and bundles that it rests on. Requests find the peer as <see cref="ISpiffePeerFeature"/>.
    /// </summary>
    public static ListenOptions UseSpiffeTls(this ListenOptions listen, X509Source source, SpiffeTlsOptions? options = null)
    {
        options ??= new SpiffeTlsOptions();
        var connections = new SpiffeServerConnections(source);
        var refusals = new RefusalLog(source.LoggerFactory.CreateLogger(typeof(SpiffeKestrelExtensions)), source.TimeProvider);
        var gate = new HandshakeGate(options.MaxHandshakes, options.MaxHandshakesPerAddress, Refuse);
        gate.Guard(listen, () => listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = options.HandshakeTimeout,
            OnConnection = handshake =>
            {
                var context = source.Current;
                if (context is null || !context.Svid.IsValidAt(source.TimeProvider.GetUtcNow()))
                {
                    throw new AuthenticationException("there is no valid SVID to present");
                }

                var verification = new PeerVerification(context, source.TimeProvider, authorize: options.Authorize);
                handshake.Connection.Features.Set(verification);
                return ValueTask.FromResult(new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = context.Tls,
                    ClientCertificateRequired = true,
                    EnabledSslProtocols = SslProtocols.Tls13 | (options.AllowTls12 ? SslProtocols.Tls12 : SslProtocols.None),
                    AllowTlsResume = false, // a resumed session skips the peer's verification
                    AllowRenegotiation = false,
                    CertificateChainPolicy = verification.Policy(),
                    RemoteCertificateValidationCallback = (sender, certificate, chain, errors) =>
                    {
                        var verified = verification.Verify(sender, certificate, chain, errors);
                        if (verification.Refusal is { } refusal)
                        {
                            Refuse(new(refusal, handshake.Connection.RemoteEndPoint, verification.Reason));
                        }

                        return verified;
                    },
                });
            },
        }));
        listen.Use(next => connection => connections.RunAsync(connection, next));
        return listen;

        void Refuse(RefusedPeer peer)
        {
            refusals.Write(peer);
            options.Refused?.Invoke(peer);
        }
    }
}
