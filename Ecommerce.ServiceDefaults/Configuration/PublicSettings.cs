using System.Net;

namespace Ecommerce.ServiceDefaults.Configuration;

/// <summary>The gateway's public port; see <c>server</c> in <c>config/gateway.yaml</c>.</summary>
/// <param name="Port">The port; 0 where there is none.</param>
/// <param name="CertificateFile">A file in PEM, the certificate first and then its issuers, or <see cref="DevelopmentCertificate"/>; empty
/// for plain HTTP.</param>
/// <param name="KeyFile">The certificate's key in PEM; empty if it is in the certificate's file.</param>
/// <param name="TrustedProxies">The networks of proxies whose forwarded headers are believed.</param>
/// <param name="Origins">Web origins whose pages may use the port; none but its own if empty.</param>
public sealed record PublicSettings(
    int Port, string CertificateFile, string KeyFile, IReadOnlyList<IPNetwork> TrustedProxies, IReadOnlyList<string> Origins)
{
    /// <summary>Stands for the certificate that <c>dotnet dev-certs https</c> made.</summary>
    public const string DevelopmentCertificate = "dev-certs";

    /// <summary>The port's address for those outside; null if it is not known.</summary>
    public Uri? Url { get; init; }

    /// <summary>How many connections of TLS may be open whose handshake has not finished.</summary>
    public int MaxHandshakes { get; init; } = 1_000;

    /// <summary>The same for one address, or one IPv6 network of 64 bits, that is no trusted proxy's.</summary>
    public int MaxHandshakesPerAddress { get; init; } = 200;

    /// <summary>Whether the port itself speaks TLS.</summary>
    public bool IsTls => CertificateFile.Length > 0;

    /// <summary>Whether others than this machine may connect: by TLS, or from a trusted proxy.</summary>
    public bool IsOpen => IsTls || TrustedProxies.Count > 0;

    /// <summary>
    /// Whether a connection from this address is served. Without TLS only this machine and the trusted proxies are: what anyone else sent
    /// would cross the network in the clear.
    /// </summary>
    public bool Admits(IPAddress? address) => IsTls || address is null || IPAddress.IsLoopback(address) || IsProxy(address);

    /// <summary>Whether it is a trusted proxy's address.</summary>
    public bool IsProxy(IPAddress address) =>
        TrustedProxies.Any(network => network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));
}
