using Ecommerce.Contracts;
using Ecommerce.Gateway.Rest;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Gateway.BrowserSessions;

/// <summary>
/// Turns a browser's cookie into the access token of its session, before anything else reads the request: the rest of the gateway knows
/// bearer tokens only.
/// </summary>
internal sealed class BrowserSessionGate(RequestDelegate next, AgentSettings settings, BrowserSessionTokens sessions, RestCalls calls)
{
    private readonly int _port = settings.Public.Port;

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Connection.LocalPort == _port && context.Request.Path.StartsWithSegments(RestRoutes.Root)
            && context.Request.Cookies[SessionCookie.Name] is { } cookie)
        {
            try
            {
                await AdmitAsync(context, cookie);
            }
            catch (ProblemException exception)
            {
                await ProblemReply.WriteAsync(context, exception);
                return;
            }
        }

        await next(context);
    }

    private async Task AdmitAsync(HttpContext context, string text)
    {
        var request = context.Request;
        if (request.Headers.Authorization.Count > 0)
        {
            throw new ProblemException(ErrorCodes.InvalidRequest, $"Send the cookie {SessionCookie.Name} or a bearer token, not both.");
        }

        if (!request.IsHttps)
        {
            throw new ProblemException(ErrorCodes.Unauthenticated, "The cookie of a session is for TLS alone.");
        }

        request.Headers.Remove("Cookie");
        var isSignIn = HttpMethods.IsPost(request.Method) && request.Path == RestRoutes.Root + RestRoutes.Sessions;
        if (!SessionCookie.TryRead(text, out var cookie))
        {
            Forget(context, isSignIn);
            return;
        }

        var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        if (!isSafe && !isSignIn && !cookie.IsMyCsrfToken(request.Headers[SessionCookie.CsrfHeader]))
        {
            throw new ProblemException(ErrorCodes.Forbidden, $"Send the session's token in the header {SessionCookie.CsrfHeader}.");
        }

        var found = await sessions.FindAsync(
            cookie, (token, cancellationToken) => calls.RefreshAsync(context, token, cancellationToken), context.RequestAborted);
        if (found is not { } session)
        {
            Forget(context, isSignIn);
            return;
        }

        context.Features.Set(new BrowserSession(cookie, session.Tokens));
        if (isSignIn)
        {
            return; // which needs no proof of an earlier session, and ends it
        }

        request.Headers.Authorization = $"Bearer {session.Tokens.AccessToken}";
        if (isSafe)
        {
            context.Response.Headers[SessionCookie.CsrfHeader] = cookie.CsrfToken;
        }
    }

    // Whoever signs in again may do so with the cookie of a session that has ended.
    private static void Forget(HttpContext context, bool isSignIn)
    {
        if (!isSignIn)
        {
            SessionCookie.ClearOn(context.Response);
            throw new ProblemException(ErrorCodes.Unauthenticated, "The session has ended: sign in again.");
        }
    }
}
