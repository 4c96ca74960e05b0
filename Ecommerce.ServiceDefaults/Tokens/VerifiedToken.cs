namespace Ecommerce.ServiceDefaults.Tokens;

/// <summary>What a token says, now that its signature, kind, audience and time are verified.</summary>
/// <param name="UserId">The user, <c>sub</c>; null where there is none.</param>
/// <param name="SessionId">The user's session; null where there is no user.</param>
/// <param name="Actor">The SPIFFE ID for which the gateway calls; null in an access token.</param>
/// <param name="Scope">The one capability; null in an access token.</param>
/// <param name="Expires">When it ends.</param>
public sealed record VerifiedToken(string? UserId, Guid? SessionId, string? Actor, string? Scope, DateTimeOffset Expires);
