using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Gateway.BrowserSessions;

/// <summary>
/// The tokens behind a cookie, renewed before they expire. A refresh token is good for one use, and a second one ends the session: so of
/// all requests at all instances of the gateway one alone renews, and the others go on with what they have or wait for it.
/// </summary>
internal sealed class BrowserSessionTokens(BrowserSessionStore store, TimeProvider time)
{
    /// <summary>How long before its end an access token is renewed.</summary>
    public static readonly TimeSpan RenewAhead = TimeSpan.FromSeconds(60);

    // An agent accepts a token to its last second.
    private static readonly TimeSpan TransitTime = TimeSpan.FromSeconds(5);

    // The call must have ended, one way or the other, before another may try.
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>The session with an access token that is good for a while; null if there is none, or it has ended.</summary>
    /// <param name="cookie">Whose session.</param>
    /// <param name="refresh">Exchanges a refresh token for new tokens.</param>
    /// <param name="cancellationToken">Ends the wait, but no renewal that has begun.</param>
    /// <exception cref="ProblemException"><c>unavailable</c>: the tokens have expired, and cannot be renewed now.</exception>
    public async Task<KeptSession?> FindAsync(
        SessionCookie cookie, Func<string, CancellationToken, Task<SessionTokens>> refresh, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (await store.FindAsync(cookie, cancellationToken) is { } session)
        {
            var left = session.AccessUntil - time.GetUtcNow();
            if (left > RenewAhead)
            {
                return session;
            }

            if (await store.ClaimAsync(cookie, session, Lease, cancellationToken))
            {
                return await RenewAsync(cookie, session, refresh);
            }

            if (left > TransitTime)
            {
                return session;
            }

            if (time.GetElapsedTime(started) > CallTimeout)
            {
                throw ProblemException.Unavailable("The session is being renewed.");
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }

        return null;
    }

    // It goes on if the browser leaves: the new token has to be kept, since the last one is spent.
    private async Task<KeptSession?> RenewAsync(
        SessionCookie cookie, KeptSession session, Func<string, CancellationToken, Task<SessionTokens>> refresh)
    {
        using var limit = new CancellationTokenSource(CallTimeout, time);
        try
        {
            var tokens = await refresh(session.Tokens.RefreshToken, limit.Token);
            await store.RenewAsync(cookie, session, tokens, CancellationToken.None);
            return session with { Tokens = tokens, AccessUntil = time.GetUtcNow() + TimeSpan.FromSeconds(tokens.ExpiresIn) };
        }
        catch (ProblemException exception) when (exception.Code == ErrorCodes.Unauthenticated)
        {
            await store.EndAsync(cookie, CancellationToken.None);
            return null;
        }
        catch (ProblemException)
        {
            await store.GiveUpAsync(cookie, session, CancellationToken.None);
            return session.AccessUntil - time.GetUtcNow() > TransitTime
                ? session
                : throw ProblemException.Unavailable("The session cannot be renewed now.");
        }
    }
}
