using System.Security.Cryptography.X509Certificates;

namespace Spiffe;

/// <summary>
/// The certificate extension by which an authority says that it is for development only. Not critical, so that every verifier can
/// read the certificate; a verifier that is configured to refuse development authorities finds it.
/// </summary>
public static class DevelopmentMarker
{
    /// <summary>
    /// The extension's object identifier, under the enterprise number that RFC 5612 reserves for documentation. (The arc 2.25 of UUIDs
    /// would be private too, but Go rejects certificates with an arc beyond 31 bits.)
    /// </summary>
    public const string Oid = "1.3.6.1.4.1.32473.25.1";

    /// <summary>The extension; its value is a DER NULL.</summary>
    public static X509Extension Create() => new(Oid, [0x05, 0x00], critical: false);

    /// <summary>Whether the certificate carries the marker.</summary>
    public static bool IsOn(X509Certificate2 certificate) => certificate.Extensions.Any(extension => extension.Oid?.Value == Oid);
}
