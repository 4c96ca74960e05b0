using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Spiffe.Tls;

/// <summary>A peer that was verified, and what its verification rests on.</summary>
/// <param name="id">The verified ID.</param>
/// <param name="leaf">The leaf, DER.</param>
/// <param name="notAfter">The earliest end in the path.</param>
/// <param name="authority">The authority that the path ends at, DER.</param>
internal sealed class VerifiedPeer(SpiffeId id, ReadOnlyMemory<byte> leaf, DateTimeOffset notAfter, ReadOnlyMemory<byte> authority)
{
    // OpenSSL takes longer to decode a certificate than all the rest of its verification, and hardly any connection is asked for it.
    private readonly Lazy<X509Certificate2> _certificate = new(() => X509CertificateLoader.LoadCertificate(leaf.Span));

    /// <summary>The verified ID.</summary>
    public SpiffeId Id => id;

    /// <summary>The leaf.</summary>
    public X509Certificate2 Certificate => _certificate.Value;

    /// <summary>The earliest end in the path.</summary>
    public DateTimeOffset NotAfter => notAfter;

    /// <summary>Whether the peer would still be verified by these bundles; nothing else of its path can change before NotAfter.</summary>
    public bool IsTrustedBy(X509BundleSet bundles) => bundles.TryGet(id.TrustDomain, out var bundle) && bundle.Contains(authority.Span);
}

/// <summary>
/// The verification of the peer in one handshake, with the bundle of its own trust domain and no other (Workload API 4.6). SslStream
/// builds a path before it calls back, when the peer is not known yet: under the bundle of the domain that is presumed. So a second
/// path is built only for a peer of another domain, or where authorities of one name are mistaken for each other.
/// </summary>
/// <param name="context">The bundles to trust.</param>
/// <param name="time">The clock for validity.</param>
/// <param name="expected">The only peer that is expected, or null.</param>
/// <param name="authorize">Which peers are let in, or null for all that verify.</param>
internal sealed class PeerVerification(
    X509Context context, TimeProvider time, SpiffeId? expected = null, Func<SpiffeId, bool>? authorize = null)
{
    private readonly TrustDomain _presumed = (expected ?? context.Svid.Id).TrustDomain;

    /// <summary>What the verification used.</summary>
    public X509Context Context => context;

    /// <summary>The peer, once it is verified.</summary>
    public VerifiedPeer? Peer { get; private set; }

    /// <summary>Why the peer was refused, if it was.</summary>
    public PeerRefusal? Refusal { get; private set; }

    /// <summary>The refusal in words; empty if there is none.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>How SslStream builds its path: with the authorities of the presumed domain alone, no network and our clock.</summary>
    public X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTime = time.GetUtcNow().UtcDateTime,
        };
        if (context.Bundles.TryGet(_presumed, out var bundle))
        {
            policy.CustomTrustStore.AddRange(bundle.Authorities.ToArray());
        }

        return policy;
    }

    /// <summary>The callback for SslStream. A name mismatch does not count: the ID is what is verified, not the host's name.</summary>
    public bool Verify(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        // SslStream has an X509Certificate2, of which it disposes with the connection.
        if (certificate is not X509Certificate2 leaf || chain is null)
        {
            return Refuse(PeerRefusal.NoCertificate, "no certificate was presented");
        }

        if (!X509LeafRules.TryGetId(leaf, out var id, out var problem))
        {
            return Refuse(PeerRefusal.NotAnSvid, problem);
        }

        if (!context.Bundles.TryGet(id.TrustDomain, out var bundle))
        {
            return Refuse(PeerRefusal.UnknownTrustDomain, $"{id} belongs to a trust domain that is not trusted");
        }

        if (expected is not null && id != expected)
        {
            return Refuse(PeerRefusal.UnexpectedId, $"the peer is {id}, expected is {expected}");
        }

        var isValid = !errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors);
        if (PeerPath.Find(leaf, bundle, chain, id.MemberOf(_presumed), isValid, out problem) is not { } path)
        {
            return Refuse(PeerRefusal.InvalidChain, $"{id}: {problem}");
        }

        if (authorize is not null && !authorize(id))
        {
            return Refuse(PeerRefusal.UnexpectedId, $"{id} is not let in here");
        }

        Peer = new VerifiedPeer(id, leaf.RawDataMemory, path.NotAfter, path.Authority);
        return true;
    }

    private bool Refuse(PeerRefusal refusal, string reason)
    {
        (Refusal, Reason) = (refusal, reason);
        return false;
    }
}
