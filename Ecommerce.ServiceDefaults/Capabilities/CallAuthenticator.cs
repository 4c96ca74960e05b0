using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tokens;

namespace Ecommerce.ServiceDefaults.Capabilities;

/// <summary>
/// Finds out who calls. At the gateway a user's access token names the user, and the connection the actor; a transaction token counts for
/// nothing there. Elsewhere the transaction token names both, and without one the caller acts on its own authority.
/// </summary>
internal sealed class CallAuthenticator(AgentInfo agent, TokenVerifier tokens)
{
    private readonly string _gateway = agent.IdOf(AgentNames.Gateway);
    private readonly bool _isGateway = agent.Name == AgentNames.Gateway;

    /// <summary>Verifies what came with a call.</summary>
    /// <param name="peer">As <see cref="InboundCall.Caller"/>.</param>
    /// <param name="sent">The tokens.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ProblemException"><c>unauthenticated</c>: a token does not verify; <c>unavailable</c>: it cannot be
    /// verified.</exception>
    public ValueTask<CallIdentity> IdentifyAsync(string? peer, in CallTokens sent, CancellationToken cancellationToken)
    {
        var caller = peer ?? agent.SpiffeId;
        var verified = _isGateway
            ? sent.Authorization is { } authorization ? tokens.VerifyBearerAsync(authorization, cancellationToken) : default
            : sent.Transaction is { } transaction ? tokens.VerifyTransactionAsync(transaction, cancellationToken) : default;
        return verified.IsCompletedSuccessfully ? new(IdentityOf(peer, caller, verified.Result)) : WaitAsync(peer, caller, verified);
    }

    private async ValueTask<CallIdentity> WaitAsync(string? peer, string caller, ValueTask<VerifiedToken> verified) =>
        IdentityOf(peer, caller, await verified);

    private CallIdentity IdentityOf(string? peer, string caller, VerifiedToken? token)
    {
        var actor = token?.Actor ?? caller;

        // The gateway calls only for its own callers.
        var isAnonymous = token?.UserId is null && (_isGateway ? peer is null : caller == _gateway && actor == _gateway);
        return new(caller, actor, token?.UserId, token?.SessionId, token?.Scope, isAnonymous);
    }
}
