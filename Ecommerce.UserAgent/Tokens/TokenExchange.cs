using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tokens;
using Ecommerce.UserAgent.Sessions;

namespace Ecommerce.UserAgent.Tokens;

/// <summary>
/// Exchanges what the gateway's caller has sent, a user's access token and a workload's JWT-SVID, for a token of one capability, or of one
/// thing that is done with tasks (RFC 8693).
/// The gateway says nothing about its caller that is believed: what is not proven is not in the token.
/// </summary>
internal sealed class TokenExchange(
    TokenVerifier verifier, WorkloadProof workloads, SessionStore sessions, SigningKeys keys)
{
    /// <summary>Issues a token.</summary>
    /// <exception cref="ProblemException"><c>unauthenticated</c>: a token is not valid, or the session has ended; <c>forbidden</c>: nobody
    /// is proven, and the capability is not for everybody; <c>invalid_request</c>: there is no such capability; <c>unavailable</c>: the
    /// Workload API does not answer.</exception>
    public async Task<TransactionToken> ExchangeAsync(ExchangeTokenRequest request, string gateway, CancellationToken cancellationToken)
    {
        var offered = CapabilityCatalogue.All.Where(capability => capability.Name == request.Capability).ToList();
        if (offered.Count == 0 && !AuthorizationRequest.TaskActions.Contains(request.Capability))
        {
            throw new ProblemException(ErrorCodes.InvalidRequest, "There is no such capability.", "capability");
        }

        var user = request.SubjectToken.Length == 0 ? null : await UserAsync(request.SubjectToken, cancellationToken);
        var actor = request.ActorToken.Length == 0 ? null : await workloads.FindAsync(request.ActorToken, cancellationToken);
        if (user is null && actor is null && offered.All(capability => capability.Audience != Audience.Anyone))
        {
            throw new ProblemException(ErrorCodes.Forbidden, "A token of this capability is for a user or a workload that is proven.");
        }

        using var signer = await keys.SignerAsync(cancellationToken);
        return new()
        {
            TransactionToken_ = signer.SignTransaction(user, actor ?? gateway, gateway, request.Capability),
            ExpiresIn = (long)TokenKind.TransactionLifetime.TotalSeconds,
        };
    }

    private async Task<VerifiedToken> UserAsync(string token, CancellationToken cancellationToken)
    {
        var user = await verifier.VerifyAccessAsync(token, cancellationToken);
        return await sessions.IsOpenAsync(user.SessionId!.Value, Guid.Parse(user.UserId!), cancellationToken)
            ? user : throw ProblemException.InvalidToken();
    }
}
