namespace Spiffe.Tls;

/// <summary>How a Kestrel endpoint demands and presents SVIDs.</summary>
public sealed class SpiffeTlsOptions
{
    /// <summary>Whether TLS 1.2 is accepted beside 1.3; only for platforms that lack 1.3.</summary>
    public bool AllowTls12 { get; init; }

    /// <summary>Which verified peers may connect at all; null lets in all of the trusted domains.</summary>
    public Func<SpiffeId, bool>? Authorize { get; init; }

    /// <summary>
    /// Told of each refused peer, on the thread of its connection: it must be quick, must not throw, and bounds what it keeps, since a
    /// stranger decides how often it is called.
    /// </summary>
    public Action<RefusedPeer>? Refused { get; init; }

    /// <summary>
    /// How many connections may be open whose handshake has not finished; for a further one the oldest is cut. 1,000 unless set.
    /// </summary>
    public int MaxHandshakes { get; init; } = 1_000;

    /// <summary>The same for one address, or one IPv6 network of 64 bits. 200 unless set.</summary>
    public int MaxHandshakesPerAddress { get; init; } = 200;

    /// <summary>How long a handshake may take. 10 seconds unless set.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
