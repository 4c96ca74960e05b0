using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using Spiffe;
using Spiffe.Tls;

namespace Ecommerce.Cli.Bench;

/// <summary>Whose mutual TLS shakes hands.</summary>
public enum HandshakeWay
{
    /// <summary><c>UseSpiffeTls</c> and <c>SpiffeHttpHandler</c>.</summary>
    Spiffe,

    /// <summary>Kestrel and SocketsHttpHandler, set up for speed: certificates prepared once, one root, no revocation.</summary>
    Stock,
}

/// <summary>
/// Server and client in one process, so that its processor time is that of both ends. Each call is a request of HTTP/1.1 on a connection of
/// its own: TLS 1.3, both ends verified in full, nothing resumed.
/// </summary>
internal static class Handshakes
{
    /// <summary>Answers each <see cref="SliceOrder"/> with its <see cref="Slice"/>, until standard input ends.</summary>
    public static async Task<int> RunAsync(HandshakeWay way, CancellationToken cancellationToken)
    {
        // Both ends are the gateway: a process has one Workload API socket.
        await using var source = BenchAgent.FollowIdentity(AgentNames.Gateway);
        await source.WaitForFirstAsync(cancellationToken);
        await using var server = CreateServer(way, source);
        await server.StartAsync(cancellationToken);
        using var client = new HttpClient(CreateHandler(way, source)) { BaseAddress = new(server.Urls.Single()) };
        return await BenchLoop.RunAsync(
            line => JsonSerializer.Deserialize<SliceOrder>(line)!.RunAsync(() => ConnectAsync(client)), cancellationToken);
    }

    private static async Task ConnectAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, (Uri?)null) { Headers = { ConnectionClose = true } };
        using var response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    private static WebApplication CreateServer(HandshakeWay way, X509Source source)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var prepared = new Lazy<SslServerAuthenticationOptions>(() => StockServer(source.Current!));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (way == HandshakeWay.Spiffe)
            {
                listen.UseSpiffeTls(source);
            }
            else
            {
                listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(prepared.Value) });
            }
        }));
        var app = builder.Build();
        app.Run(_ => Task.CompletedTask);
        return app;
    }

    private static HttpMessageHandler CreateHandler(HandshakeWay way, X509Source source) => way == HandshakeWay.Spiffe
        ? new SpiffeHttpHandler(source, SpiffeId.Parse(Registrations.AgentId(AgentNames.Gateway)))
        : new SocketsHttpHandler { UseProxy = false, UseCookies = false, SslOptions = StockClient(source.Current!) };

    private static SslServerAuthenticationOptions StockServer(X509Context identity) => new()
    {
        ServerCertificateContext = CertificateOf(identity),
        ClientCertificateRequired = true,
        EnabledSslProtocols = SslProtocols.Tls13,
        AllowTlsResume = false,
        CertificateChainPolicy = RootOf(identity),
        RemoteCertificateValidationCallback = IsVerified,
    };

    private static SslClientAuthenticationOptions StockClient(X509Context identity) => new()
    {
        ClientCertificateContext = CertificateOf(identity),
        EnabledSslProtocols = SslProtocols.Tls13,
        AllowTlsResume = false,
        CertificateChainPolicy = RootOf(identity),
        RemoteCertificateValidationCallback = IsVerified,
    };

    private static SslStreamCertificateContext CertificateOf(X509Context identity) =>
        SslStreamCertificateContext.Create(identity.Svid.Leaf, identity.Svid.Intermediates, offline: true);

    private static X509ChainPolicy RootOf(X509Context identity)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(identity.Bundles.All.SelectMany(bundle => bundle.Authorities).ToArray());
        return policy;
    }

    // An SVID names no host.
    private static bool IsVerified(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None;
}
