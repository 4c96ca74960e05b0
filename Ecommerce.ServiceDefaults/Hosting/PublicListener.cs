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
    /// <exception cref="AgentSetupException">The certificate cannot be used.</exception>
    public static void ListenPublic(this KestrelServerOptions kestrel, IPAddress host, PublicSettings settings)
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
                var services = kestrel.ApplicationServices;
                var certificate = new PublicCertificate(
                    settings, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<PublicCertificate>>());
                listen.UseHttps(new TlsHandshakeCallbackOptions
                {
                    HandshakeTimeout = HandshakeTimeout,
                    OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
                    {
                        ServerCertificateContext = certificate.Current,
                        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                        AllowRenegotiation = false,
                    }),
                });
            }
        });
    }

    private static void BoundSilence(ConnectionContext connection)
    {
        if (OperatingSystem.IsLinux() && connection.Features.Get<IConnectionSocketFeature>() is { } transport)
        {
            transport.Socket.SetRawSocketOption(Tcp, UserTimeout, BitConverter.GetBytes((int)SilenceTimeout.TotalMilliseconds));
        }
    }
}
