using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Spiffe.Tls;

/// <summary>
/// A chain of certificates that came otherwise than in a handshake, such as in a signature. Whom it names is believed once it leads to an
/// authority of that ID's own trust domain (X509-SVID 5, Federation 4.2).
/// </summary>
/// <param name="Id">The verified ID.</param>
/// <param name="Leaf">Its certificate.</param>
/// <param name="NotAfter">The earliest end in the path.</param>
public sealed record SvidChain(SpiffeId Id, X509Certificate2 Leaf, DateTimeOffset NotAfter)
{
    // More are no chain.
    private const int MaxCertificates = 10;

    /// <summary>Verifies a chain.</summary>
    /// <param name="certificates">In DER: the leaf, then the intermediates.</param>
    /// <param name="bundles">The authorities of each trust domain.</param>
    /// <param name="at">When it has to be valid.</param>
    /// <exception cref="SpiffePeerException">It is no X.509-SVID, or leads to no authority of its ID's trust domain.</exception>
    public static SvidChain Verify(IReadOnlyList<byte[]> certificates, X509BundleSet bundles, DateTimeOffset at)
    {
        if (certificates.Count is 0 or > MaxCertificates)
        {
            throw new SpiffePeerException(
                PeerRefusal.NoCertificate, $"there is no certificate, or there are more than {MaxCertificates}");
        }

        var parsed = certificates.Select(Parse).ToList();
        if (!X509LeafRules.TryGetId(parsed[0], out var id, out var problem))
        {
            throw new SpiffePeerException(PeerRefusal.NotAnSvid, problem);
        }

        if (!bundles.TryGet(id.TrustDomain, out var bundle))
        {
            throw new SpiffePeerException(
                PeerRefusal.UnknownTrustDomain, $"{id} belongs to a trust domain that is not trusted");
        }

        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
                VerificationTime = at.UtcDateTime,
            },
        };
        chain.ChainPolicy.ExtraStore.AddRange(parsed.Skip(1).ToArray());
        return PeerPath.Find(parsed[0], bundle, chain, isTried: false, isValid: false, out problem) is { } path
            ? new(id, parsed[0], path.NotAfter)
            : throw new SpiffePeerException(PeerRefusal.InvalidChain, $"{id}: {problem}");
    }

    private static X509Certificate2 Parse(byte[] der)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(der);
        }
        catch (CryptographicException exception)
        {
            throw new SpiffePeerException(PeerRefusal.NotAnSvid, "a certificate cannot be decoded", exception);
        }
    }
}
