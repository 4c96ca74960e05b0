using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Spiffe;

/// <summary>A peer that was verified, and what its verification rests on.</summary>
/// <param name="Id">The verified ID.</param>
/// <param name="Certificate">The leaf.</param>
/// <param name="NotAfter">The earliest end in the path.</param>
/// <param name="Authority">The authority that the path ends at, DER.</param>
internal sealed record VerifiedPeer(SpiffeId Id, X509Certificate2 Certificate, DateTimeOffset NotAfter, ReadOnlyMemory<byte> Authority)
{
    /// <summary>Whether the peer would still be verified by these bundles; nothing else of its path can change before NotAfter.</summary>
    public bool IsTrustedBy(X509BundleSet bundles) => bundles.TryGet(Id.TrustDomain, out var bundle) && bundle.Contains(Authority.Span);
}

/// <summary>
/// The verification of the peer in one handshake. SslStream builds the path once, under <see cref="Policy"/>; the callback then adds
/// what SPIFFE asks beyond path validation (X509-SVID 5.2, Workload API 4.6).
/// </summary>
/// <param name="context">The bundles to trust.</param>
/// <param name="time">The clock for validity.</param>
/// <param name="expected">The only peer that is expected, or null.</param>
/// <param name="authorize">Which peers are let in, or null for all that verify.</param>
internal sealed class PeerVerification(
    X509Context context, TimeProvider time, SpiffeId? expected = null, Func<SpiffeId, bool>? authorize = null)
{
    /// <summary>What the verification used.</summary>
    public X509Context Context => context;

    /// <summary>The peer, once it is verified.</summary>
    public VerifiedPeer? Peer { get; private set; }

    /// <summary>Why the peer was refused, if it was.</summary>
    public PeerRefusal? Refusal { get; private set; }

    /// <summary>The refusal in words; empty if there is none.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>
    /// How the path is built: with these authorities alone, no network and our clock. A server does not know the peer's trust
    /// domain yet, so it starts from all bundles, and the callback checks that the path's end belongs to the right one.
    /// </summary>
    public X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTime = time.GetUtcNow().UtcDateTime,
        };
        foreach (var bundle in context.Bundles.All)
        {
            if (expected is null || expected.MemberOf(bundle.TrustDomain))
                policy.CustomTrustStore.AddRange(bundle.Authorities.ToArray());
        }
        return policy;
    }

    /// <summary>The callback for SslStream. A name mismatch does not count: the ID is what is verified, not the host's name.</summary>
    public bool Verify(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || chain is null)
            return Refuse(PeerRefusal.NoCertificate, "no certificate was presented");
        // A copy, since SslStream disposes of its own.
        var leaf = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        if (!X509LeafRules.TryGetId(leaf, out var id, out var problem))
            return Refuse(PeerRefusal.NotAnSvid, problem);
        if (!context.Bundles.TryGet(id.TrustDomain, out var bundle))
            return Refuse(PeerRefusal.UnknownTrustDomain, $"{id} belongs to a trust domain that is not trusted");
        if (expected is not null && id != expected)
            return Refuse(PeerRefusal.UnexpectedId, $"the peer is {id}, expected is {expected}");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) || chain.ChainElements.Count == 0)
            return Refuse(PeerRefusal.InvalidChain, $"{id}: {string.Join(", ", chain.ChainStatus.Select(status => status.Status))}");
        var authority = chain.ChainElements[^1].Certificate.RawData;
        if (!bundle.Contains(authority))
            return Refuse(PeerRefusal.ForeignAuthority, $"{id} was signed by an authority of another trust domain");
        if (authorize is not null && !authorize(id))
            return Refuse(PeerRefusal.UnexpectedId, $"{id} is not let in here");
        var notAfter = chain.ChainElements.Min(element => element.Certificate.NotAfter.ToUniversalTime());
        Peer = new VerifiedPeer(id, leaf, notAfter, authority);
        return true;
    }

    private bool Refuse(PeerRefusal refusal, string reason)
    {
        (Refusal, Reason) = (refusal, reason);
        return false;
    }
}
