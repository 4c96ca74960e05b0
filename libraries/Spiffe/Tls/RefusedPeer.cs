using System.Net;

namespace Spiffe.Tls;

/// <summary>A peer that an endpoint refused, before any byte of a request.</summary>
/// <param name="Refusal">Why.</param>
/// <param name="Address">Where it came from; null if the transport cannot tell.</param>
/// <param name="Reason">Why, in words; it may repeat what the peer's certificate says.</param>
public sealed record RefusedPeer(PeerRefusal Refusal, EndPoint? Address, string Reason);
