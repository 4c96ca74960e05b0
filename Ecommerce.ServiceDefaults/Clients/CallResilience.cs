namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>What a client does about a peer that fails. The caller's deadline bounds the call either way.</summary>
public enum CallResilience
{
    /// <summary>One circuit breaker for all calls to the peer, and budgeted retries of what may be repeated.</summary>
    Default,

    /// <summary>Neither breaker nor retry: for a caller with attempts of its own, such as a saga.</summary>
    None,
}
