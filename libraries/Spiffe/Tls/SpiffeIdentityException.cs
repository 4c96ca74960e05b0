namespace Spiffe.Tls;

/// <summary>
/// A request was not sent since this workload has no valid SVID to present. That says nothing of the peer, which was not asked: a
/// circuit breaker must not count it.
/// </summary>
public sealed class SpiffeIdentityException(string message) : HttpRequestException(HttpRequestError.SecureConnectionError, message);
