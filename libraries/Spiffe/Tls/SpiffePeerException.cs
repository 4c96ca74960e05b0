using System.Security.Authentication;

namespace Spiffe.Tls;

/// <summary>A peer was refused. From <see cref="SpiffeHttpHandler"/> it comes as the inner exception of an HttpRequestException.</summary>
public sealed class SpiffePeerException(PeerRefusal refusal, string message, Exception? innerException = null)
    : AuthenticationException(message, innerException)
{
    /// <summary>Why.</summary>
    public PeerRefusal Refusal { get; } = refusal;
}
