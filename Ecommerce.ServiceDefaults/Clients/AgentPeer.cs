namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>What a client remembers of one peer.</summary>
/// <param name="Id">The peer's SPIFFE ID.</param>
/// <param name="Breaker">Its circuit breaker; null for the saga's calls, which have their own backoff and do not pass it.</param>
/// <param name="Budget">Its retry budget.</param>
internal sealed record AgentPeer(string Id, CircuitBreaker? Breaker, RetryBudget Budget);
