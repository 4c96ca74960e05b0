using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Spiffe.Tests;

/// <summary>A client that knows nothing of SPIFFE's rules and believes any server.</summary>
internal static class RawClient
{
    /// <summary>What a server answers to an HTTP/1.1 request; empty if it closes without a byte.</summary>
    public static async Task<string> AskAsync(
        Uri address, SslStreamCertificateContext? certificate, SslProtocols versions = SslProtocols.Tls13)
    {
        using var tcp = new TcpClient();
        try
        {
            await tcp.ConnectAsync(IPAddress.Loopback, address.Port);
        }
        catch (SocketException)
        {
            return "";
        }

        await using var tls = new SslStream(tcp.GetStream());
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                EnabledSslProtocols = versions,
                ClientCertificateContext = certificate,
                ApplicationProtocols = [SslApplicationProtocol.Http11],
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
            });
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException)
        {
            return "";
        }

        return await AskAsync(tls);
    }

    /// <summary>What comes back to a request on this stream.</summary>
    public static async Task<string> AskAsync(Stream stream)
    {
        var answer = new MemoryStream();
        try
        {
            await stream.WriteAsync("GET /peer HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray());
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await stream.CopyToAsync(answer, deadline.Token);
        }
        catch (IOException)
        {
            // Closed by the server; what came before counts.
        }

        return Encoding.ASCII.GetString(answer.ToArray());
    }
}
