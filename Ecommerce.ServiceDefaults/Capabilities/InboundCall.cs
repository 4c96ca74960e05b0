using Ecommerce.Contracts;

namespace Ecommerce.ServiceDefaults.Capabilities;

/// <summary>A call as a surface hands it to the <see cref="CapabilityInvoker"/>.</summary>
/// <param name="Capability">What is called.</param>
/// <param name="Caller">The direct peer's verified SPIFFE ID; null for the gateway's public port, where the gateway itself is the
/// caller.</param>
/// <param name="ForwardedActor">The actor that the peer claims to call for; honoured only from the gateway.</param>
/// <param name="IdempotencyKey">From the surface's header; see <see cref="IdempotencyKeys"/>.</param>
/// <param name="Deadline">The caller's; null if it set none.</param>
/// <param name="Limit">The surface's longest deadline.</param>
/// <param name="IsOutermost">Whether no caller upstream retries: true for REST.</param>
/// <param name="PeerRetiring">Cancelled before the peer's SVID ends, and with it a stream.</param>
public sealed record InboundCall(
    Capability Capability,
    string? Caller,
    string? ForwardedActor,
    string? IdempotencyKey,
    DateTimeOffset? Deadline,
    TimeSpan Limit,
    CancellationToken PeerRetiring,
    bool IsOutermost = false)
{
    /// <summary>The key of gRPC metadata with which the gateway names the actor.</summary>
    internal const string ActorHeader = "agentweave-actor";
}
