using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tokens;

namespace Ecommerce.ServiceDefaults.Capabilities;

/// <summary>
/// Finds out who calls. At the gateway's doors a user's access token names the user, and the connection the actor; a transaction token
/// counts for nothing there. Between agents, the gateway among them, the transaction token names both, and without one the caller acts on
/// its own authority.
/// </summary>
internal sealed class CallAuthenticator(AgentInfo agent, TokenVerifier tokens)
{
    private readonly string _gateway = agent.IdOf(AgentNames.Gateway);
    private readonly string _agents = agent.IdOf("");
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
        var isAgent = !_isGateway || peer?.StartsWith(_agents, StringComparison.Ordinal) == true;
        ValueTask<VerifiedToken> verified = default;
        if (isAgent && sent.Transaction is { } transaction)
        {
            verified = tokens.VerifyTransactionAsync(transaction, cancellationToken);
        }
        else if (_isGateway && sent.Authorization is { } authorization)
        {
            verified = tokens.VerifyBearerAsync(authorization, cancellationToken);
        }

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
