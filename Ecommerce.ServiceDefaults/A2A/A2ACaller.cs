using A2A.Server;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tasks;
using Ecommerce.ServiceDefaults.Tokens;
using Spiffe.Tls;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>Who calls by the protocol: the connection's SVID and the tokens beside it, as on every other surface.</summary>
/// <param name="Peer">The verified SPIFFE ID of the peer; null at the gateway's public port.</param>
/// <param name="Tokens">What came with the call.</param>
/// <param name="PeerRetiring">Cancelled before the peer's SVID ends.</param>
internal sealed record A2ACaller(string? Peer, CallTokens Tokens, CancellationToken PeerRetiring)
{
    // As the other generic surface has it.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>The caller of a request.</summary>
    /// <param name="call">The request.</param>
    /// <param name="isPublic">Whether it came in at the public port, where tokens alone say who calls.</param>
    /// <exception cref="ProblemException"><c>unauthenticated</c>: the connection has no verified peer.</exception>
    public static A2ACaller Of(A2ACall call, bool isPublic) => call.Http.Features.Get<ISpiffePeerFeature>() is { } peer
        ? new(peer.Id.ToString(), CallTokens.Read(call.Http.Request.Headers), peer.Retiring)
        : isPublic ? new(Peer: null, CallTokens.Read(call.Http.Request.Headers), CancellationToken.None)
        : throw new ProblemException(ErrorCodes.Unauthenticated, "The connection has no verified SPIFFE identity.");

    /// <summary>A call of a capability. Nobody else repeats what fails in passing: the task's caller has an answer by then.</summary>
    public InboundCall To(Capability capability, string? idempotencyKey = null) =>
        new(capability, Peer, Tokens, idempotencyKey, Deadline: null, Limit, PeerRetiring, IsOutermost: true);

    /// <summary>Whose tasks the caller has.</summary>
    /// <exception cref="ProblemException"><c>unauthenticated</c>: those of nobody in particular would be everybody's.</exception>
    public static TaskOwner OwnerOf(CallIdentity identity) => identity.IsAnonymous
        ? throw new ProblemException(ErrorCodes.Unauthenticated, "Tasks belong to who is known.")
        : new(identity.Actor, identity.UserId);
}
