using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Decisions;
using Google.Protobuf;

namespace Ecommerce.ServiceDefaults.Capabilities;

/// <summary>Who calls, and for whom: by the connection's SVID and by verified tokens, and by nothing else.</summary>
/// <param name="Caller">The direct peer's SPIFFE ID; the gateway's own for its public port.</param>
/// <param name="Actor">The SPIFFE ID for which the peer calls.</param>
/// <param name="UserId">The end user; null if there is none.</param>
/// <param name="SessionId">The end user's session.</param>
/// <param name="TokenScope">See <see cref="AuthorizationRequest.TokenScope"/>.</param>
/// <param name="IsAnonymous">Whether neither caller nor user is known.</param>
internal readonly record struct CallIdentity(
    string Caller, string Actor, string? UserId, Guid? SessionId, string? TokenScope, bool IsAnonymous)
{
    /// <summary>What the policy is asked about the call.</summary>
    public AuthorizationRequest Ask(string callee, string action, Capability? capability, IMessage? request) =>
        new(Direction.Inbound, Caller, callee, action, Actor, UserId, request)
        {
            Capability = capability,
            TokenScope = TokenScope,
            SessionId = SessionId,
            IsAnonymous = IsAnonymous,
        };
}
