using System.Security.Authentication;

namespace Spiffe;

/// <summary>A peer was refused. Sending through <see cref="SpiffeHttpHandler"/>, it is the inner exception of the HttpRequestException.</summary>
public sealed class SpiffePeerException(PeerRefusal refusal, string message, Exception? innerException = null)
    : AuthenticationException(message, innerException)
{
    /// <summary>Why.</summary>
    public PeerRefusal Refusal { get; } = refusal;
}
