using Polly;

namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>A peer, and how calls to it are made.</summary>
/// <param name="Id">The peer's SPIFFE ID.</param>
/// <param name="Pipeline">The strategies that every unary call passes.</param>
internal sealed record AgentPeer(string Id, ResiliencePipeline Pipeline);
