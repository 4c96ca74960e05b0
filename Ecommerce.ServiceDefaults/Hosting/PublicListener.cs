using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Ecommerce.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spiffe.Tls;

namespace Ecommerce.ServiceDefaults.Hosting;

/// <summary>Opens a port for browsers: on loopback only, unless it speaks TLS or a proxy stands in front of it.</summary>
public static class PublicListener
{
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    // A client that sends its headers byte by byte holds a connection for no longer.
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    // A client that takes nothing of its answer holds one for no longer. Kestrel's least rate is slow to see it: what lies in the kernel's
    // buffers, some megabytes, is sent as it sees it. The option of TCP is RFC 5482's, and Linux counts a closed window by it too.
    private static readonly TimeSpan SilenceTimeout = TimeSpan.FromSeconds(30);
    private const int Tcp = 6;
    private const int UserTimeout = 18;

    /// <summary>Opens it.</summary>
    /// <param name="kestrel">Whose port.</param>
    /// <param name="host">The address for others than this machine.</param>
    /// <param name="settings">Who may connect, and how.</param>
    /// <param name="refused">Told of each connection of TLS without a handshake, as <see cref="SpiffeTlsOptions.Refused"/>.</param>
    /// <exception cref="AgentSetupException">The certificate cannot be used.</exception>
    public static void ListenPublic(
        this KestrelServerOptions kestrel, IPAddress host, PublicSettings settings, Action<RefusedPeer>? refused = null)
    {
        kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
        kestrel.Listen(settings.IsOpen ? host : IPAddress.Loopback, settings.Port, listen =>
        {
            listen.Use(next => connection =>
            {
                if (!settings.Admits((connection.RemoteEndPoint as IPEndPoint)?.Address))
                {
                    return Task.CompletedTask;
                }

                BoundSilence(connection);
                return next(connection);
            });
            listen.Protocols = settings.IsTls ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http1;
            if (settings.IsTls)
            {
                UseTls(listen, settings, refused);
            }
        });
    }

    private static void UseTls(ListenOptions listen, PublicSettings settings, Action<RefusedPeer>? refused)
    {
        var services = listen.ApplicationServices;
        var time = services.GetRequiredService<TimeProvider>();
        var certificate = new PublicCertificate(settings, time, services.GetRequiredService<ILogger<PublicCertificate>>());
        var refusals = new RefusalLog(services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(PublicListener)), time);
        var gate = new HandshakeGate(settings.MaxHandshakes, settings.MaxHandshakesPerAddress, Refuse, settings.IsProxy);
        gate.Guard(listen, () => listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = HandshakeTimeout,
            OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = certificate.Current,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                AllowRenegotiation = false,
            }),
        }));

        void Refuse(RefusedPeer peer)
        {
            refusals.Write(peer);
            refused?.Invoke(peer);
        }
    }

    private static void BoundSilence(ConnectionContext connection)
    {
        if (OperatingSystem.IsLinux() && connection.Features.Get<IConnectionSocketFeature>() is { } transport)
        {
            transport.Socket.SetRawSocketOption(Tcp, UserTimeout, BitConverter.GetBytes((int)SilenceTimeout.TotalMilliseconds));
        }
    }
}
