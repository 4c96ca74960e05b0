using System.Security.Cryptography.X509Certificates;

namespace Spiffe.Tls;

/// <summary>The verified peer of a connection; on the connection's features and those of each of its HTTP requests.</summary>
public interface ISpiffePeerFeature
{
    /// <summary>The peer's verified ID.</summary>
    SpiffeId Id { get; }

    /// <summary>The peer's leaf.</summary>
    X509Certificate2 Certificate { get; }

    /// <summary>
    /// When the peer's SVID, or an authority above it, ends. The connection is aborted then at the latest; a request that comes
    /// later must be refused.
    /// </summary>
    DateTimeOffset NotAfter { get; }

    /// <summary>
    /// Cancelled when the connection is asked to close, well before <see cref="NotAfter"/>: no new request comes on it, and long
    /// streams should end so that the client resumes them on a new connection.
    /// </summary>
    CancellationToken Retiring { get; }
}
