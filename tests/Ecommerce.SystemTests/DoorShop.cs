using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>The tests at <see cref="DoorShop"/>, which starts once.</summary>
[CollectionDefinition]
public sealed class DoorShopCollection : ICollectionFixture<DoorShop>;

/// <summary>A shop whose public port speaks TLS, stands behind a proxy and serves another origin's pages, with the usual limits.</summary>
public sealed class DoorShop : ShopFixture
{
    /// <summary>Where the proxy connects from.</summary>
    public const string Proxy = "127.0.0.99";

    /// <summary>What it is called outside, and whose pages may ask.</summary>
    public const string Origin = "https://shop.example.com";

    private readonly TestFolder _folder = new();

    public DoorShop()
        : base(defaultLimits: true)
    {
        WriteCertificate();
        AgentVariables["AGENTWEAVE_SERVER_PUBLIC_CERTIFICATE_FILE"] = CertificateFile;
        AgentVariables["AGENTWEAVE_SERVER_PUBLIC_KEY_FILE"] = KeyFile;
        AgentVariables["AGENTWEAVE_SERVER_TRUSTED_PROXIES"] = $"{Proxy}/32";
        AgentVariables["AGENTWEAVE_SERVER_CORS_ORIGINS"] = Origin;
        AgentVariables["AGENTWEAVE_SERVER_PUBLIC_URL"] = Origin;
    }

    public string CertificateFile => _folder.At("certificate.pem");

    public string KeyFile => _folder.At("key.pem");

    /// <summary>Replaces the files by a new certificate and its key; its thumbprint.</summary>
    public string WriteCertificate()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem() + "\n");
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem() + "\n");
        return certificate.Thumbprint;
    }

    /// <summary>Browsers at an address of this machine's own.</summary>
    /// <param name="address">From where they connect.</param>
    /// <param name="seen">Is given the thumbprint of the certificate that each connection is shown.</param>
    public HttpClient From(string address, Action<string>? seen = null) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        MaxConnectionsPerServer = 50,
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            {
                seen?.Invoke(certificate?.GetCertHashString() ?? "");
                return certificate is not null;
            },
        },
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri($"https://localhost:{Public.BaseAddress!.Port}"),
    };

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
