using System.Security.Cryptography.X509Certificates;

namespace Spiffe;

/// <summary>
/// The certificate extension by which an authority says that it is for development only. Not critical, so that every verifier can
/// read the certificate; one that was told to refuse development authorities refuses by it.
/// </summary>
public static class DevelopmentMarker
{
    /// <summary>The extension's object identifier, in the arc 2.25 of UUIDs (ITU-T X.667).</summary>
    public const string Oid = "2.25.187294629471058356094028517638204917345";

    /// <summary>The extension; its value is a DER NULL.</summary>
    public static X509Extension Create() => new(Oid, [0x05, 0x00], critical: false);

    /// <summary>Whether the certificate carries the marker.</summary>
    public static bool IsOn(X509Certificate2 certificate) => certificate.Extensions.Any(extension => extension.Oid?.Value == Oid);
}
