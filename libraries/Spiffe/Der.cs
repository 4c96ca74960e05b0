using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Spiffe;

/// <summary>Concatenated DER, as the Workload API carries chains and bundles.</summary>
internal static class Der
{
    /// <exception cref="FormatException">The bytes are not whole certificates.</exception>
    public static List<X509Certificate2> Certificates(ReadOnlyMemory<byte> der)
    {
        var certificates = new List<X509Certificate2>();
        try
        {
            while (!der.IsEmpty)
            {
                AsnDecoder.ReadEncodedValue(der.Span, AsnEncodingRules.DER, out _, out _, out var length);
                certificates.Add(X509CertificateLoader.LoadCertificate(der.Span[..length]));
                der = der[length..];
            }
        }
        catch (Exception exception) when (exception is AsnContentException or CryptographicException)
        {
            throw new FormatException("certificates that cannot be decoded: " + exception.Message, exception);
        }

        return certificates;
    }
}
