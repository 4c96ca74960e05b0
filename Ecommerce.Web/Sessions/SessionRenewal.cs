using System.Collections.Concurrent;
using Ecommerce.Contracts;
using Ecommerce.Web.Gateway;

namespace Ecommerce.Web.Sessions;

/// <summary>
/// Renews access tokens before they end. A refresh token is good for one use and a second one ends the session, so of the requests that
/// come with one cookie (tabs, pictures, a page and its events) one alone renews; the others wait for it, and those that still come with
/// the cookie of before get what it got.
/// </summary>
/// <param name="gateway">Who renews.</param>
/// <param name="time">The clock.</param>
public sealed class SessionRenewal(GatewayClient gateway, TimeProvider time)
{
    /// <summary>How long before its end an access token is renewed.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromSeconds(60);

    // A browser that has not taken the new cookie by then has lost it.
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);
    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<string, Renewed> _renewed = new();

    /// <summary>The session with an access token that is good for a while; null if the session has ended.</summary>
    /// <exception cref="RefusedException">The token has ended, and cannot be renewed now.</exception>
    public async Task<UserSession?> CurrentAsync(UserSession session, CancellationToken cancellationToken)
    {
        for (var current = session; ;)
        {
            if (current.AccessUntil - time.GetUtcNow() > Ahead)
            {
                return current;
            }

            var mine = new Renewed(new(TaskCreationOptions.RunContinuationsAsynchronously), time.GetUtcNow());
            var running = _renewed.GetOrAdd(current.RefreshToken, mine);
            if (running == mine)
            {
                _ = RenewAsync(current, mine);
            }

            if (await running.Session.Task.WaitAsync(cancellationToken) is not { } next)
            {
                return null;
            }

            if (next.RefreshToken == current.RefreshToken)
            {
                return next;
            }

            current = next;
        }
    }

    // It goes on if the browser leaves: the new token has to be kept, since the last one is spent.
    private async Task RenewAsync(UserSession session, Renewed renewed)
    {
        try
        {
            var tokens = await gateway.SendAsync(
                HttpMethod.Post, "/sessions/refresh", GatewayClient.Body(new() { ["refresh_token"] = session.RefreshToken }),
                AnswerJson.Default.SessionTokens, accessToken: null, key: null, CancellationToken.None);
            renewed.Session.SetResult(UserSession.From(tokens, time.GetUtcNow()));
        }
        catch (RefusedException exception) when (exception.Code == ErrorCodes.Unauthenticated)
        {
            renewed.Session.SetResult(null);
        }
        catch (Exception exception)
        {
            // The next request tries again; until its end the token of before is as good.
            _renewed.TryRemove(new(session.RefreshToken, renewed));
            if (session.AccessUntil > time.GetUtcNow())
            {
                renewed.Session.SetResult(session);
            }
            else
            {
                renewed.Session.SetException(
                    exception as RefusedException ?? new RefusedException(ErrorCodes.Unavailable, inner: exception));
            }
        }

        Forget();
    }

    private void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var (token, renewed) in _renewed)
        {
            if (renewed.Session.Task.IsCompleted && (now - renewed.At > KeptFor || _renewed.Count > MostKept))
            {
                _renewed.TryRemove(new(token, renewed));
            }
        }
    }

    private sealed record Renewed(TaskCompletionSource<UserSession?> Session, DateTimeOffset At);
}
