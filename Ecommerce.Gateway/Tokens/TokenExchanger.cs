using System.Collections.Concurrent;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tokens;

namespace Ecommerce.Gateway.Tokens;

/// <summary>Asks the user agent for a transaction token.</summary>
/// <param name="request">What is exchanged.</param>
/// <param name="isRenewal">Whether nobody waits for it.</param>
internal delegate Task<TransactionToken> TokenExchangeCall(ExchangeTokenRequest request, bool isRenewal);

/// <summary>
/// The transaction tokens of the gateway's callers: one for each caller, session and capability, exchanged when it is first needed. Those
/// that were used within the last minute are renewed while they have half a minute left, so that whoever uses a capability goes on with it
/// while the user agent is away for so long. Thread-safe.
/// </summary>
internal sealed class TokenExchanger(AgentInfo agent, TokenExchangeCall exchange, TimeProvider time)
{
    /// <summary>The most tokens that are kept. Beyond it each call exchanges one of its own.</summary>
    public const int Capacity = 32_768;

    private const int ConcurrentRenewals = 8;

    private static readonly TimeSpan MaxIdle = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RenewalLead = TimeSpan.FromSeconds(38);

    private readonly ConcurrentDictionary<TokenKey, ExchangedToken> _tokens = new();
    private readonly string _userAgent = agent.IdOf(AgentNames.User);

    /// <summary>The number of tokens that are kept.</summary>
    public int Count => _tokens.Count;

    /// <summary>
    /// What goes with a call that is made while another one is served. What has no scope, and background work, is the gateway's own.
    /// </summary>
    /// <param name="peer">The callee.</param>
    /// <param name="scope">What is called: a capability, or what is done with a task.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ProblemException"><c>unauthenticated</c>: the user agent does not accept what the caller has sent;
    /// <c>forbidden</c>: that is not enough for the capability; <c>unavailable</c>: the user agent is away.</exception>
    public async ValueTask<CallTokens> OfAsync(string peer, string? scope, CancellationToken cancellationToken) =>
        scope is null || CapabilityContext.Current is not { } call
            ? default
            : new(Transaction: await TokenAsync(call, scope, cancellationToken));

    /// <summary>
    /// Refuses a user whose session has ended, before the gateway does by itself what no other agent would refuse: an access token alone
    /// does not tell. A token for one's tasks serves, whatever is done, so that it costs one exchange a minute.
    /// </summary>
    /// <param name="call">The user's call; one without a user passes.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ProblemException"><c>unauthenticated</c>: the session has ended; <c>unavailable</c>: the user agent is
    /// away.</exception>
    public async ValueTask RequireSessionAsync(CapabilityContext call, CancellationToken cancellationToken)
    {
        if (call.UserId is not null)
        {
            await TokenAsync(call, AuthorizationRequest.TaskGetAction, cancellationToken);
        }
    }

    /// <summary>Forgets a user's tokens: the user agent is asked again.</summary>
    public void Forget(Guid userId)
    {
        var user = userId.ToString();
        foreach (var key in _tokens.Keys.Where(key => key.User == user))
        {
            _tokens.TryRemove(key, out _);
        }
    }

    /// <summary>Renews what is due and forgets what is no longer used.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        List<KeyValuePair<TokenKey, ExchangedToken>> due = [];
        foreach (var pair in _tokens)
        {
            var (idle, left) = (pair.Value.Idle, pair.Value.Left);
            if (idle > MaxIdle && left <= TimeSpan.Zero)
            {
                _tokens.TryRemove(pair);
            }
            else if (idle <= MaxIdle && left > TimeSpan.Zero && left < RenewalLead && !HasEnded(pair.Value.Proof))
            {
                due.Add(pair);
            }
        }

        await Parallel.ForEachAsync(
            due, new ParallelOptions { MaxDegreeOfParallelism = ConcurrentRenewals, CancellationToken = cancellationToken },
            async (pair, cancellationToken) =>
            {
                try
                {
                    await ExchangeAsync(pair.Key, pair.Value, pair.Value.Proof, isRenewal: true, cancellationToken);
                }
                catch (ProblemException)
                {
                    // It is good until its end; if it was refused, it is gone already.
                }
            });
    }

    private async ValueTask<string> TokenAsync(CapabilityContext call, string capability, CancellationToken cancellationToken)
    {
        var proven = call.Tokens.Actor is not null && call.Caller != agent.SpiffeId;
        var key = new TokenKey(proven ? call.Caller : null, call.UserId, call.SessionId, capability);
        var token = _tokens.GetValueOrDefault(key);
        var proof = TokenProof.Of(call, token?.Proof, agent.SpiffeId, _userAgent, time.GetUtcNow());
        token ??= Keep(key, new(proof, time));
        return token.Use(proof) ?? await ExchangeAsync(key, token, proof, isRenewal: false, cancellationToken);
    }

    private ExchangedToken Keep(TokenKey key, ExchangedToken token) =>
        _tokens.Count < Capacity ? _tokens.GetOrAdd(key, token) : token;

    private async Task<string> ExchangeAsync(
        TokenKey key, ExchangedToken token, TokenProof proof, bool isRenewal, CancellationToken cancellationToken)
    {
        try
        {
            return await token.RenewAsync(
                proof, sent => exchange(RequestOf(sent, key.Capability), isRenewal), cancellationToken);
        }
        catch (ProblemException exception) when (exception.Code is ErrorCodes.Unauthenticated or ErrorCodes.Forbidden)
        {
            _tokens.TryRemove(KeyValuePair.Create(key, token));
            throw key.Session is not null && exception.Code == ErrorCodes.Unauthenticated ? ProblemException.InvalidToken() : exception;
        }
    }

    private bool HasEnded(TokenProof proof) => proof.Actor is { } actor && actor.NotAfter <= time.GetUtcNow();

    private static ExchangeTokenRequest RequestOf(TokenProof proof, string capability) => new()
    {
        SubjectToken = proof.Access ?? "",
        ActorToken = proof.Actor?.Token ?? "",
        Capability = capability,
    };
}
