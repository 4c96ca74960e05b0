using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Gateway.Tokens;

/// <summary>Whose token it is, and for what: by what the gateway itself has verified.</summary>
/// <param name="Actor">The peer of the connection, if it has sent a JWT-SVID of its own.</param>
/// <param name="User">The user; null if there is none.</param>
/// <param name="Session">The user's session; null if there is no user.</param>
/// <param name="Capability">The one capability.</param>
internal readonly record struct TokenKey(string? Actor, string? User, Guid? Session, string Capability);

/// <summary>A transaction token that is used until shortly before its end, and exchanged anew by one call at a time. Thread-safe.</summary>
/// <param name="proof">What it is exchanged for.</param>
/// <param name="time">The clock.</param>
internal sealed class ExchangedToken(TokenProof proof, TimeProvider time)
{
    // What is left of a token's life must cover the way to the agent, and the attempts to reach it.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private volatile Issued? _issued;
    private volatile TokenProof _proof = proof;
    private long _usedAt = time.GetTimestamp();
    private Exchange? _exchange;

    /// <summary>The last proof.</summary>
    public TokenProof Proof => _proof;

    /// <summary>How long ago it was last wanted.</summary>
    public TimeSpan Idle => time.GetElapsedTime(Volatile.Read(ref _usedAt));

    /// <summary>How long it is still good.</summary>
    public TimeSpan Left => _issued is { } issued ? issued.Expires - time.GetUtcNow() : TimeSpan.Zero;

    /// <summary>The token, if it is good enough for one more call.</summary>
    public string? Use(TokenProof proof)
    {
        _proof = proof;
        Volatile.Write(ref _usedAt, time.GetTimestamp());
        return _issued is { } issued && issued.Expires - time.GetUtcNow() > Margin ? issued.Token : null;
    }

    /// <summary>
    /// Exchanges a proof, or joins an exchange that is under way, which is all callers': none of them can end it. If that one fails by
    /// another's proof, this one is exchanged all the same.
    /// </summary>
    /// <param name="proof">The caller's own.</param>
    /// <param name="ask">Asks the user agent.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ProblemException">The user agent gives none.</exception>
    public async Task<string> RenewAsync(
        TokenProof proof, Func<TokenProof, Task<TransactionToken>> ask, CancellationToken cancellationToken)
    {
        Exchange exchange;
        lock (_gate)
        {
            exchange = _exchange is { Done.IsCompleted: false } joined ? joined : (_exchange = Begin(proof, ask));
        }

        try
        {
            await exchange.Done.WaitAsync(cancellationToken);
        }
        catch (ProblemException exception) when (
            exchange.Proof != proof && exception.Code is ErrorCodes.Unauthenticated or ErrorCodes.Forbidden)
        {
            await Begin(proof, ask).Done.WaitAsync(cancellationToken);
        }

        return _issued!.Token;
    }

    private Exchange Begin(TokenProof proof, Func<TokenProof, Task<TransactionToken>> ask)
    {
        using var own = ExecutionContext.SuppressFlow();
        return new(proof, Task.Run(() => ExchangeAsync(proof, ask), CancellationToken.None));
    }

    private async Task ExchangeAsync(TokenProof proof, Func<TokenProof, Task<TransactionToken>> ask)
    {
        var begun = time.GetUtcNow();
        var reply = await ask(proof);
        if (reply.TransactionToken_.Length == 0 || reply.ExpiresIn <= 0)
        {
            throw new ProblemException(ErrorCodes.Unavailable, "The user agent gave no token.");
        }

        _issued = new(reply.TransactionToken_, begun.AddSeconds(reply.ExpiresIn));
    }

    private sealed record Exchange(TokenProof Proof, Task Done);

    private sealed record Issued(string Token, DateTimeOffset Expires);
}
