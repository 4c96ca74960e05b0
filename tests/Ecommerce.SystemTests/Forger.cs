using System.Formats.Asn1;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>Signs leaves for any SPIFFE ID: with the key of a shop's authority, or with one of its own.</summary>
internal sealed class Forger : IDisposable
{
    private readonly X509Certificate2 _root;

    private Forger(X509Certificate2 root) => _root = root;

    /// <summary>Whoever holds the authority's key is the authority: its leaves are good.</summary>
    public static Forger WithKeyOf(ShopFixture shop)
    {
        var folder = Path.Combine(shop.DataFolder, "authority");
        return new(X509Certificate2.CreateFromPemFile(Path.Combine(folder, "ca.pem"), Path.Combine(folder, "ca.key")));
    }

    /// <summary>An authority that nobody trusts, under the name of the shop's.</summary>
    public static Forger WithOwnKey(ShopFixture shop)
    {
        using var known = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(shop.DataFolder, "authority", "ca.pem"));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(known.SubjectName, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        return new(request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1)));
    }

    /// <summary>A leaf as SPIFFE wants it.</summary>
    public SslStreamCertificateContext Leaf(string spiffeId)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=leaf", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        request.CertificateExtensions.Add(NameOf(spiffeId));
        var now = TimeProvider.System.GetUtcNow();
        using var signed = request.Create(
            _root.SubjectName, X509SignatureGenerator.CreateForECDsa(_root.GetECDsaPrivateKey()!), now.AddMinutes(-1), now.AddHours(1),
            RandomNumberGenerator.GetBytes(8));
        return SslStreamCertificateContext.Create(signed.CopyWithPrivateKey(key), [], offline: true);
    }

    public void Dispose() => _root.Dispose();

    private static X509Extension NameOf(string uri)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteCharacterString(UniversalTagNumber.IA5String, uri, new Asn1Tag(TagClass.ContextSpecific, 6));
        }

        return new("2.5.29.17", writer.Encode(), critical: false);
    }
}
