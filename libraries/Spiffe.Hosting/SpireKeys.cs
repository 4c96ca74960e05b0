using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Spiffe.Hosting;

/// <summary>A certificate with its key, both in PEM.</summary>
internal sealed record SpireKey(string Certificate, string Key, string Fingerprint);

/// <summary>
/// The keys that SPIRE's server and agent start from, new at each start: the authority above the server's, which the agent trusts, and
/// the certificate by which the agent's node proves itself (SPIRE's node attestor x509pop).
/// </summary>
internal sealed record SpireKeys(SpireKey Root, SpireKey Node)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Makes them.</summary>
    public static SpireKeys Create(TimeProvider time) => new(
        CreateKey("root", time, X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, isAuthority: true),
        CreateKey("node", time, X509KeyUsageFlags.DigitalSignature, isAuthority: false));

    private static SpireKey CreateKey(string name, TimeProvider time, X509KeyUsageFlags usage, bool isAuthority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"O=aspire, CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = time.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddMinutes(-1), now + Lifetime);
        // SPIRE names a node by the SHA-1 of its certificate.
        return new(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem(), certificate.Thumbprint.ToLowerInvariant());
    }
}
