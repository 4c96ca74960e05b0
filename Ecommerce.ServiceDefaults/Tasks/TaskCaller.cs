using System.Net;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tokens;
using Microsoft.AspNetCore.Http;
using Spiffe.Tls;

namespace Ecommerce.ServiceDefaults.Tasks;

/// <summary>
/// Who has a task done: the connection's SVID and the tokens beside it, as on every other surface. It outlives the request that brought it.
/// </summary>
/// <param name="Peer">The verified SPIFFE ID of the peer; null at the gateway's public port.</param>
/// <param name="Tokens">What came with the request.</param>
/// <param name="Address">From where it came.</param>
/// <param name="PeerRetiring">Cancelled before the peer's SVID ends.</param>
public sealed record TaskCaller(string? Peer, CallTokens Tokens, IPAddress? Address, CancellationToken PeerRetiring)
{
    // As the other generic surface has it.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>The caller of a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isPublic">Whether it came in at the public port, where tokens alone say who calls.</param>
    /// <exception cref="ProblemException"><c>unauthenticated</c>: the connection has no verified peer.</exception>
    public static TaskCaller Of(HttpContext context, bool isPublic)
    {
        var (tokens, address) = (CallTokens.Read(context.Request.Headers), context.Connection.RemoteIpAddress);
        return context.Features.Get<ISpiffePeerFeature>() is { } peer ? new(peer.Id.ToString(), tokens, address, peer.Retiring)
            : isPublic ? new(Peer: null, tokens, address, CancellationToken.None)
            : throw new ProblemException(ErrorCodes.Unauthenticated, "The connection has no verified SPIFFE identity.");
    }

    /// <summary>
    /// A call of a capability. Nobody else repeats what fails in passing: the task's caller has an answer by then. Nor does anybody else
    /// resume a stream that can be: it has an end of its own, such as an order's, and the peer's SVID may end before.
    /// </summary>
    public InboundCall To(Capability capability, string? idempotencyKey = null)
    {
        var retiring = capability.LastEventField is null ? PeerRetiring : CancellationToken.None;
        return new(capability, Peer, Tokens, idempotencyKey, Deadline: null, Limit, retiring, IsOutermost: true);
    }
}
