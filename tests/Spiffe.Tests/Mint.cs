using System.Formats.Asn1;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Spiffe.Tests;

/// <summary>Certificates that an honest authority would not issue, signed by the root of a data folder or by another.</summary>
internal sealed class Mint(X509Certificate2 root)
{
    public const string ServerAuth = "1.3.6.1.5.5.7.3.1";
    public const string ClientAuth = "1.3.6.1.5.5.7.3.2";

    public X509Certificate2 Root => root;

    /// <summary>Signs as the authority whose data folder this is.</summary>
    public static Mint OfAuthority(string folder) =>
        new(X509Certificate2.CreateFromPemFile(Path.Combine(folder, "ca.pem"), Path.Combine(folder, "ca.key")));

    /// <summary>Signs as an untrusted authority, under the name of the trusted one.</summary>
    public static Mint Stranger(string name = "CN=stranger") => new(SelfSigned(name));

    /// <summary>An intermediate under this root.</summary>
    public Mint Intermediate(DateTimeOffset? notAfter = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Authority("CN=intermediate", key);
        var signed = request.Create(root, Now.AddMinutes(-1), notAfter ?? Now.AddHours(1), RandomNumberGenerator.GetBytes(8));
        return new Mint(signed.CopyWithPrivateKey(key));
    }

    /// <summary>A leaf that is good in all but what the arguments change.</summary>
    public X509Certificate2 Leaf(
        string[] uris, bool isAuthority = false, X509KeyUsageFlags? usage = X509KeyUsageFlags.DigitalSignature, bool usageCritical = true,
        string[]? purposes = null, TimeSpan start = default, TimeSpan? end = null, X509Extension? extra = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=leaf", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, critical: true));
        if (usage is { } flags)
        {
            request.CertificateExtensions.Add(new X509KeyUsageExtension(flags, usageCritical));
        }

        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [.. (purposes ?? [ServerAuth, ClientAuth]).Select(purpose => new Oid(purpose))], critical: false));
        if (uris.Length > 0)
        {
            request.CertificateExtensions.Add(Names(uris));
        }

        if (extra is not null)
        {
            request.CertificateExtensions.Add(extra);
        }

        var signed = request.Create(
            root.SubjectName, X509SignatureGenerator.CreateForECDsa(root.GetECDsaPrivateKey()!),
            Now + start - TimeSpan.FromMinutes(1), Now + (end ?? TimeSpan.FromHours(1)), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    /// <summary>As TLS sends it, with this root's certificate if it is an intermediate.</summary>
    public SslStreamCertificateContext Chain(X509Certificate2 leaf, bool withIssuer = false) =>
        SslStreamCertificateContext.Create(leaf, withIssuer ? [X509CertificateLoader.LoadCertificate(root.RawData)] : [], offline: true);

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Authority(name, key).CreateSelfSigned(Now.AddDays(-1), Now.AddDays(1));
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        return request;
    }

    private static X509Extension Names(string[] uris)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var uri in uris)
            {
                writer.WriteCharacterString(UniversalTagNumber.IA5String, uri, new Asn1Tag(TagClass.ContextSpecific, 6));
            }
        }

        return new X509Extension("2.5.29.17", writer.Encode(), critical: false);
    }
}
