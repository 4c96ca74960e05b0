using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Spiffe;

/// <summary>What makes a certificate an X.509-SVID leaf, beyond path validation (X509-SVID 2, 3.1, 4.1, 4.3, 4.4, 5.2).</summary>
internal static class X509LeafRules
{
    private const string SubjectAlternativeName = "2.5.29.17";
    private const string ServerAuth = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuth = "1.3.6.1.5.5.7.3.2";
    private static readonly Asn1Tag Uri = new(TagClass.ContextSpecific, 6);

    /// <summary>Gives the leaf's SPIFFE ID, or the reason why the certificate is not a leaf SVID.</summary>
    public static bool TryGetId(X509Certificate2 certificate, [NotNullWhen(true)] out SpiffeId? id, [NotNullWhen(false)] out string? reason)
    {
        id = null;
        try
        {
            reason = UsageProblem(certificate) ?? IdProblem(certificate, out id);
        }
        catch (Exception exception) when (exception is CryptographicException or AsnContentException)
        {
            reason = "an extension cannot be decoded";
        }

        if (reason is not null)
        {
            id = null;
        }

        return id is not null;
    }

    private static string? UsageProblem(X509Certificate2 certificate)
    {
        if (certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority))
        {
            return "the certificate is a CA";
        }

        var usages = certificate.Extensions.OfType<X509KeyUsageExtension>().ToList();
        if (usages is not [{ Critical: true } usage])
        {
            return "key usage is absent, not critical, or there twice";
        }

        if (!usage.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature))
        {
            return "key usage lacks digitalSignature";
        }

        if ((usage.KeyUsages & (X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign)) != 0)
        {
            return "key usage has keyCertSign or cRLSign";
        }

        foreach (var extended in certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>())
        {
            var purposes = extended.EnhancedKeyUsages.Cast<Oid>().Select(purpose => purpose.Value).ToHashSet();
            if (!purposes.Contains(ServerAuth) || !purposes.Contains(ClientAuth))
            {
                return "extended key usage lacks serverAuth or clientAuth";
            }
        }

        return null;
    }

    private static string? IdProblem(X509Certificate2 certificate, out SpiffeId? id)
    {
        id = null;
        var uris = certificate.Extensions.Where(extension => extension.Oid?.Value == SubjectAlternativeName)
            .SelectMany(extension => Uris(extension.RawData)).ToList();
        if (uris.Count != 1)
        {
            return $"{uris.Count} URI SANs instead of one";
        }

        if (!SpiffeId.TryParse(uris[0], out id))
        {
            return "the URI SAN is not a SPIFFE ID";
        }

        return id.Path.Length == 0 ? "the SPIFFE ID has no path" : null;
    }

    private static List<string> Uris(byte[] subjectAlternativeName)
    {
        var uris = new List<string>();
        var names = new AsnReader(subjectAlternativeName, AsnEncodingRules.DER).ReadSequence();
        while (names.HasData)
        {
            if (names.PeekTag().HasSameClassAndValue(Uri))
            {
                uris.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, Uri));
            }
            else
            {
                names.ReadEncodedValue();
            }
        }

        return uris;
    }
}
