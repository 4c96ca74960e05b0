using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Tokens;

namespace Ecommerce.ServiceDefaults.Capabilities;

/// <summary>A call as a surface hands it to the <see cref="CapabilityInvoker"/>.</summary>
/// <param name="Capability">What is called.</param>
/// <param name="Caller">The direct peer's verified SPIFFE ID; null for the gateway's public port, where the gateway itself is the
/// caller.</param>
/// <param name="Tokens">What came with it.</param>
/// <param name="IdempotencyKey">From the surface's header; see <see cref="IdempotencyKeys"/>.</param>
/// <param name="Deadline">The caller's; null if it set none.</param>
/// <param name="Limit">The surface's longest deadline.</param>
/// <param name="IsOutermost">Whether no caller upstream retries: true for REST.</param>
/// <param name="PeerRetiring">Cancelled before the peer's SVID ends, and with it a stream.</param>
public sealed record InboundCall(
    Capability Capability,
    string? Caller,
    CallTokens Tokens,
    string? IdempotencyKey,
    DateTimeOffset? Deadline,
    TimeSpan Limit,
    CancellationToken PeerRetiring,
    bool IsOutermost = false);
