using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ecommerce.Contracts.V1;

namespace Ecommerce.ServiceDefaults.Sealing;

/// <summary>
/// A witness's signature under the key of its X.509-SVID: ECDSA or RSA-PSS, with SHA-256. SVIDs live for an hour and their authorities are
/// replaced, so what a receipt shows later is that the holder of this certificate's key signed; who that is was verified when it was given.
/// </summary>
public static class AuditSignature
{
    // RFC 5280 4.2.1.6: uniformResourceIdentifier [6] of a GeneralName.
    private static readonly Asn1Tag Uri = new(TagClass.ContextSpecific, 6);

    /// <summary>Whether a receipt was signed for this head with the certificate's key, and the certificate names the witness.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="agent">Whose chain it is.</param>
    /// <param name="head">Its head.</param>
    public static bool IsValid(AuditReceipt receipt, string agent, AuditHead head)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(receipt.Certificate.Span);
            var (text, signature) = (AuditChain.TextOf(agent, head), receipt.Signature.ToByteArray());
            using var ecdsa = certificate.GetECDsaPublicKey();
            using var rsa = ecdsa is null ? certificate.GetRSAPublicKey() : null;
            return Names(certificate, receipt.Witness)
                && (ecdsa?.VerifyData(text, signature, HashAlgorithmName.SHA256)
                    ?? rsa?.VerifyData(text, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss) ?? false);
        }
        catch (Exception exception) when (exception is CryptographicException or AsnContentException)
        {
            return false;
        }
    }

    internal static byte[] Sign(X509Certificate2 leaf, string agent, AuditHead head)
    {
        var text = AuditChain.TextOf(agent, head);
        using var ecdsa = leaf.GetECDsaPrivateKey();
        if (ecdsa is not null)
        {
            return ecdsa.SignData(text, HashAlgorithmName.SHA256);
        }

        using var rsa = leaf.GetRSAPrivateKey()!;
        return rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
    }

    private static bool Names(X509Certificate2 certificate, string spiffeId)
    {
        if (certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault() is not { } names)
        {
            return false;
        }

        var reader = new AsnReader(names.RawData, AsnEncodingRules.DER).ReadSequence();
        while (reader.HasData)
        {
            if (reader.PeekTag() != Uri)
            {
                reader.ReadEncodedValue();
            }
            else if (reader.ReadCharacterString(UniversalTagNumber.IA5String, Uri) == spiffeId)
            {
                return true;
            }
        }

        return false;
    }
}
