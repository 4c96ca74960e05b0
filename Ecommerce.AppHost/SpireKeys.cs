using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ecommerce.OrderAgent;

namespace Ecommerce.AppHost;

/// <summary>
/// The keys that SPIRE's server and agent start from, new at each start: the authority above the server's, which the agent trusts, and
/// the certificate by which the agent's node proves itself (SPIRE's node attestor x509pop).
/// </summary>
internal static class SpireKeys
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Writes root.crt, root.key, node.crt and node.key.</summary>
    /// <returns>The node's fingerprint, the last segment of the SPIRE agent's ID.</returns>
    public static string Create(string folder, TimeProvider time)
    {
        Write(folder, "root", time, X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, isAuthority: true);
        return Write(folder, "node", time, X509KeyUsageFlags.DigitalSignature, isAuthority: false);
    }

    private static string Write(string folder, string name, TimeProvider time, X509KeyUsageFlags usage, bool isAuthority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"O=ecommerce, CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = time.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddMinutes(-1), now + Lifetime);
        File.WriteAllText(Path.Combine(folder, $"{name}.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, $"{name}.key"), key.ExportPkcs8PrivateKeyPem());
        return certificate.Thumbprint.ToLowerInvariant();
    }
}
