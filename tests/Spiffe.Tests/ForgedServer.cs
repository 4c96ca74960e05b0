using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Spiffe.Tests;

/// <summary>A TLS server with a certificate of the test's choice that accepts any client and listens to what it says.</summary>
internal sealed class ForgedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public ForgedServer(SslStreamCertificateContext certificate)
    {
        _listener.Start();
        Address = new Uri($"https://{_listener.LocalEndpoint}");
        _ = ServeAsync(certificate);
    }

    public Uri Address { get; }

    /// <summary>Whether any byte of a request came.</summary>
    public bool HeardSomething { get; private set; }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(SslStreamCertificateContext certificate)
    {
        try
        {
            while (true)
            {
                using var connection = await _listener.AcceptTcpClientAsync();
                await using var tls = new SslStream(connection.GetStream());
                try
                {
                    await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
                    {
                        ServerCertificateContext = certificate,
                        ClientCertificateRequired = true,
                        RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
                        ApplicationProtocols = [SslApplicationProtocol.Http2],
                    });
                    while (await tls.ReadAsync(new byte[1024]) > 0)
                    {
                        HeardSomething = true;
                    }
                }
                catch (Exception exception) when (exception is IOException or AuthenticationException)
                {
                    // The client went away, as it should.
                }
            }
        }
        catch (SocketException)
        {
            // Stopped.
        }
        catch (ObjectDisposedException)
        {
            // Stopped.
        }
    }
}
