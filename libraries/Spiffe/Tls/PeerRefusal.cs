namespace Spiffe.Tls;

/// <summary>Why a peer was refused. The names are stable: they stand in logs and metrics.</summary>
public enum PeerRefusal
{
    /// <summary>The peer presented no certificate.</summary>
    NoCertificate,

    /// <summary>The certificate breaks the rules of leaf SVIDs (X509-SVID 5.2).</summary>
    NotAnSvid,

    /// <summary>There is no bundle of the peer's trust domain (Workload API 4.6).</summary>
    UnknownTrustDomain,

    /// <summary>
    /// No valid path leads to an authority of the ID's own trust domain: foreign signature, expired, not yet valid (X509-SVID 5.1).
    /// </summary>
    InvalidChain,

    /// <summary>A good SVID, but not of the peer that is expected here.</summary>
    UnexpectedId,

    /// <summary>The connection was the oldest of too many that had not finished their handshake; its peer is not known.</summary>
    TooManyHandshakes,

    /// <summary>
    /// The connection ended before its handshake did, and before a certificate was looked at: plain text, an older version of TLS, or a
    /// peer that left in the middle.
    /// </summary>
    HandshakeFailed,
}
