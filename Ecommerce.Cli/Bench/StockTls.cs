using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Spiffe;

namespace Ecommerce.Cli.Bench;

/// <summary>The framework's own mutual TLS: the same certificates, verified against their root, and nothing else.</summary>
internal static class StockTls
{
    /// <summary>For Kestrel.</summary>
    public static void Configure(HttpsConnectionAdapterOptions https, X509Context identity)
    {
        https.ServerCertificate = identity.Svid.Leaf;
        https.SslProtocols = SslProtocols.Tls13;
        https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
        https.ClientCertificateValidation = (certificate, _, _) => IsTrusted(certificate, identity);
    }

    /// <summary>For SocketsHttpHandler.</summary>
    public static SslClientAuthenticationOptions ForClient(X509Context identity) => new()
    {
        EnabledSslProtocols = SslProtocols.Tls13,
        ClientCertificateContext = SslStreamCertificateContext.Create(identity.Svid.Leaf, additionalCertificates: null, offline: true),
        RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            certificate is X509Certificate2 peer && IsTrusted(peer, identity),
    };

    private static bool IsTrusted(X509Certificate2 certificate, X509Context identity)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var authority in identity.Bundles.All.SelectMany(bundle => bundle.Authorities))
        {
            chain.ChainPolicy.CustomTrustStore.Add(authority);
        }

        return chain.Build(certificate);
    }
}
