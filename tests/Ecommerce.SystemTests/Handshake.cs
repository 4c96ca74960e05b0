using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>Attempts to connect to an agent as somebody in particular.</summary>
internal static class Handshake
{
    /// <summary>A request that any agent answers in some way.</summary>
    public static readonly byte[] Http1 = "GET /api/v1/products HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n"u8.ToArray();

    // The empty line, without which a request has only begun.
    private const int EndLength = 2;

    /// <summary>What an agent answers on its port of mutual TLS; nothing if the handshake fails.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="agent">Whose port.</param>
    /// <param name="leaf">The client's certificate; null for none.</param>
    /// <param name="version">The one version that the client speaks.</param>
    public static Task<string> TryAsync(
        ShopFixture shop, string agent, SslStreamCertificateContext? leaf, SslProtocols version = SslProtocols.Tls13) =>
        TryAsync(shop.MtlsPort(agent), leaf, version);

    /// <summary>The same by an agent's port.</summary>
    /// <param name="port">The port.</param>
    /// <param name="leaf">The client's certificate; null for none.</param>
    /// <param name="version">The one version that the client speaks.</param>
    /// <param name="beforeEnd">What happens before the last bytes of the request are sent; null if all are sent at once.</param>
    public static async Task<string> TryAsync(
        int port, SslStreamCertificateContext? leaf, SslProtocols version = SslProtocols.Tls13, Func<Task>? beforeEnd = null)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        await using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "agent",
                EnabledSslProtocols = version,
                ClientCertificateContext = leaf,
                RemoteCertificateValidationCallback = (_, server, _, _) => server is not null, // an attacker does not mind who answers
            });
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException)
        {
            return "";
        }

        var left = Http1;
        if (beforeEnd is not null)
        {
            await tls.WriteAsync(Http1.AsMemory(..^EndLength));
            await beforeEnd();
            left = Http1[^EndLength..];
        }

        return Encoding.Latin1.GetString(await ExchangeAsync(tls, left));
    }

    /// <summary>What an agent answers on its port of mutual TLS to bytes that are none of TLS.</summary>
    public static async Task<string> InPlainTextAsync(ShopFixture shop, string agent, byte[] request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", shop.MtlsPort(agent));
        return Encoding.Latin1.GetString(await ExchangeAsync(client.GetStream(), request));
    }

    /// <summary>All that comes back until the other end closes, as it must within the time.</summary>
    private static async Task<byte[]> ExchangeAsync(Stream stream, byte[] request)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        using var answer = new MemoryStream();
        try
        {
            await stream.WriteAsync(request, limit.Token);
            await stream.CopyToAsync(answer, limit.Token);
        }
        catch (IOException)
        {
            // Cut off: what came before that counts.
        }

        return answer.ToArray();
    }
}
