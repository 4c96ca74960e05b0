using Ecommerce.Cli.OperatorConsole.Pages;
using Ecommerce.Pages;
using Ecommerce.Pages.Security;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.Cli.OperatorConsole.Door;

/// <summary>
/// What stands between a browser on this machine and the operator's powers. In this order: the host that is asked for is exactly ours, so
/// that no name of somebody else's that resolves to this machine reaches us (DNS rebinding); no other origin's page sends the request
/// (Fetch Metadata); it comes with the session's cookie, which only the link gives; and what changes something comes from a form of ours.
/// </summary>
/// <param name="authority">Host and port as a browser sends them.</param>
/// <param name="link">The link that opens the session.</param>
/// <param name="session">The session.</param>
/// <param name="idle">What ends the console.</param>
internal sealed class ConsoleDoor(string authority, OneTimeLink link, ConsoleSession session, IdleEnd idle)
{
    /// <summary>The path of the link.</summary>
    public const string LoginPath = "/login";

    private readonly string _origin = $"http://{authority}";

    // Cookies know no ports: another console of this machine has a cookie of its own.
    private readonly string _cookie = $"console-{authority[(authority.LastIndexOf(':') + 1)..]}";

    /// <summary>Lets a request in, or answers why not.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (request.Host.Value != authority)
        {
            await RefuseAsync(context, StatusCodes.Status421MisdirectedRequest, "This is not the host that you asked for.");
        }
        else if (request.Path == LoginPath)
        {
            await LogInAsync(context);
        }
        else if (!SameSite.Admits(request))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "Another page may not ask the console for anything.");
        }
        else if (!session.IsOpenTo(request.Cookies[_cookie]) && !request.Path.StartsWithSegments("/assets"))
        {
            await DoorPage.WriteAsync(context, "console.door.signed_out");
        }
        else if (!HttpMethods.IsGet(request.Method) && !await IsOwnFormAsync(request))
        {
            await RefuseAsync(
                context, StatusCodes.Status403Forbidden, "This form is not the console's, or is of another run. Load the page anew.");
        }
        else
        {
            if (session.IsOpenTo(request.Cookies[_cookie]) && !IsOfAPage(request))
            {
                idle.Touch();
            }

            await next(context);
        }
    }

    // The page that follows the link may be another site's, such as a terminal in the browser. What then leads on is a page of ours, so
    // that the strict cookie is sent with the next request, and the link is nobody's referrer.
    private async Task LogInAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || !link.TryUse(context.Request.Query["t"]))
        {
            await DoorPage.WriteAsync(context, "console.door.used");
            return;
        }

        idle.Touch();
        context.Response.Cookies.Append(_cookie, session.Open(), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Path = "/",
            IsEssential = true,
        });
        context.Response.Headers["Refresh"] = "0; url=/";
        await DoorPage.WriteAsync(context, "console.door.open", StatusCodes.Status200OK);
    }

    // What a page that stays open asks for by itself: its files, its events, and its parts anew.
    private static bool IsOfAPage(HttpRequest request) =>
        request.Path.StartsWithSegments("/assets")
        || request.Headers.Accept == "text/event-stream"
        || (request.Headers["X-Part"] is { Count: > 0 } part && part != "page");

    private async Task<bool> IsOwnFormAsync(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || request.Headers.Origin != _origin || !request.HasFormContentType)
        {
            return false;
        }

        // Language and theme change nothing else, and their forms carry no token.
        return request.Path == Preferences.Path
            || session.IsOwnForm((await request.ReadFormAsync(request.HttpContext.RequestAborted))[PageContext.TokenField]);
    }

    private static Task RefuseAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(sentence + "\n", context.RequestAborted);
    }
}
