using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tokens;
using Spiffe;

namespace Ecommerce.Gateway.Tokens;

/// <summary>What the gateway's caller has sent to be exchanged.</summary>
/// <param name="Access">The user's access token, which the gateway has verified; null if there is no user.</param>
/// <param name="Actor">The JWT-SVID of the caller, which only the user agent verifies; null if there is none.</param>
internal sealed record TokenProof(string? Access, JwtSvid? Actor)
{
    /// <summary>Nothing of the tokens: it may end in a log.</summary>
    public override string ToString() => $"{Actor}";

    /// <summary>Reads what came with a call. At the public port a JWT-SVID counts for nothing, since no connection goes with it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="before">What the same caller sent before; null if nothing is known.</param>
    /// <param name="gateway">The gateway's SPIFFE ID.</param>
    /// <param name="audience">The user agent's SPIFFE ID.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="ProblemException"><c>unauthenticated</c>: the JWT-SVID is not one of the connection's peer, is for another
    /// audience, or has expired.</exception>
    public static TokenProof Of(CapabilityContext call, TokenProof? before, string gateway, string audience, DateTimeOffset now)
    {
        var access = call.Tokens.Authorization is { } authorization ? TokenVerifier.BearerOf(authorization) : null;
        var actor = call.Caller == gateway ? null : ActorOf(call, before?.Actor, audience, now);
        return before is not null && before.Access == access && ReferenceEquals(before.Actor, actor) ? before : new(access, actor);
    }

    private static JwtSvid? ActorOf(CapabilityContext call, JwtSvid? before, string audience, DateTimeOffset now)
    {
        if (call.Tokens.Actor is not { } token)
        {
            return null;
        }

        var svid = before?.Token == token ? before : JwtSvid.TryParse(token, out var sent) ? sent : null;
        return svid is not null && svid.Id.ToString() == call.Caller && svid.Audience.Contains(audience) && now < svid.NotAfter
            ? svid
            : throw new ProblemException(
                ErrorCodes.Unauthenticated, "The JWT-SVID is not the caller's own, is not for the user agent, or has expired.");
    }
}
