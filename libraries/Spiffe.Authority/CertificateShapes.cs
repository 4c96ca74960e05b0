using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Spiffe.Authority;

/// <summary>
/// The certificates as SPIRE shapes them (and X509-SVID 3 and 4 demand), so that what works in development works with it.
/// </summary>
internal static class CertificateShapes
{
    private const string AlternativeName = "2.5.29.17";
    private static readonly OidCollection ServerAndClient = [new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")];

    /// <summary>A self-signed root that says it is for development.</summary>
    public static X509Certificate2 Root(ECDsa key, TrustDomain domain, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        var serial = NewSerial();
        var subject = new X500DistinguishedNameBuilder();
        subject.Add("2.5.4.5", new BigInteger(serial, isUnsigned: true, isBigEndian: true).ToString(), UniversalTagNumber.PrintableString);
        subject.AddOrganizationName("SPIFFE");
        subject.AddCountryOrRegion("US");
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(AlternativeNames(domain.IdString));
        request.CertificateExtensions.Add(DevelopmentMarker.Create());
        var signer = X509SignatureGenerator.CreateForECDsa(key);
        return request.Create(request.SubjectName, signer, notBefore, notAfter, serial).CopyWithPrivateKey(key);
    }

    /// <summary>A leaf SVID signed by <paramref name="issuer"/>.</summary>
    public static X509Certificate2 Leaf(
        ECDsa key, SpiffeId id, IReadOnlyList<string> dnsNames, X509Certificate2 issuer, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        var subject = new X500DistinguishedNameBuilder();
        if (dnsNames is [var name, ..])
        {
            subject.AddCommonName(name);
        }

        subject.AddOrganizationName("SPIRE");
        subject.AddCountryOrRegion("US");
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.KeyAgreement, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(ServerAndClient, critical: false));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));
        request.CertificateExtensions.Add(AlternativeNames(id.ToString(), dnsNames));
        return request.Create(issuer, notBefore, notAfter, NewSerial());
    }

    /// <summary>Whether the certificate's alternative names are this URI alone.</summary>
    public static bool IsNamed(X509Certificate2 certificate, string uri) =>
        certificate.Extensions.Where(extension => extension.Oid?.Value == AlternativeName).Select(extension => extension.RawData).ToList()
            is [var names] && names.AsSpan().SequenceEqual(AlternativeNames(uri).RawData);

    /// <summary>DNS SANs and a URI SAN, byte for byte: System.Uri would end a trust domain's ID with a slash.</summary>
    private static X509Extension AlternativeNames(string uri, params IReadOnlyList<string> dnsNames)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var name in dnsNames)
            {
                writer.WriteCharacterString(UniversalTagNumber.IA5String, name, new Asn1Tag(TagClass.ContextSpecific, 2));
            }

            writer.WriteCharacterString(UniversalTagNumber.IA5String, uri, new Asn1Tag(TagClass.ContextSpecific, 6));
        }

        return new X509Extension(AlternativeName, writer.Encode(), critical: false);
    }

    /// <summary>128 random bits, the first of which is clear and the second set: positive and of constant length.</summary>
    private static byte[] NewSerial()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)(serial[0] & 0x7f | 0x40);
        return serial;
    }
}
