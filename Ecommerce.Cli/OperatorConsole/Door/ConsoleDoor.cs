using Ecommerce.Cli.OperatorConsole.Pages;
using Ecommerce.Pages;
using Ecommerce.Pages.Security;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.Cli.OperatorConsole.Door;

/// <summary>
/// What stands between a browser on this machine and the operator's powers. In this order: the host that is asked for is exactly ours, so
/// that no name of somebody else's that resolves to this machine reaches us (DNS rebinding); the path begins as that of this run; no
/// other origin's page sends the request (Fetch Metadata); it comes with the session's cookie, which only the link gives; and what changes
/// something comes from a form of ours.
/// </summary>
/// <remarks>
/// Cookies know no ports (RFC 6265, 8.5): every other server on 127.0.0.1 is sent the cookies of this one, unless their path is another.
/// So everything is served under a path that nobody else knows, and the cookie is for that path alone. Nothing outside of it says what it
/// is: only the files, which are the same everywhere, are where anybody finds them.
/// </remarks>
/// <param name="authority">Host and port as a browser sends them.</param>
/// <param name="root">What the path of every page begins with, such as <c>/x1</c>.</param>
/// <param name="link">The link that opens the session.</param>
/// <param name="session">The session.</param>
/// <param name="idle">What ends the console.</param>
internal sealed class ConsoleDoor(string authority, PathString root, OneTimeLink link, ConsoleSession session, IdleEnd idle)
{
    /// <summary>The path of the link.</summary>
    public const string LoginPath = "/login";

    private const string Cookie = "console";

    private readonly string _origin = $"http://{authority}";

    /// <summary>Lets a request in, or answers why not.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (request.Host.Value != authority)
        {
            await RefuseAsync(context, StatusCodes.Status421MisdirectedRequest, "This is not the host that you asked for.");
        }
        else if (request.Path.StartsWithSegments("/assets"))
        {
            await next(context);
        }
        else if (!IsWithin(request))
        {
            await DoorPage.WriteAsync(context, "console.door.signed_out");
        }
        else if (request.Path == LoginPath)
        {
            await LogInAsync(context);
        }
        else if (!SameSite.Admits(request))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "Another page may not ask the console for anything.");
        }
        else if (!session.IsOpenTo(request.Cookies[Cookie]))
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
            if (!IsOfAPage(request))
            {
                idle.Touch();
            }

            await next(context);
        }
    }

    // From here on paths are those of the pages.
    private bool IsWithin(HttpRequest request)
    {
        if (!request.Path.StartsWithSegments(root, StringComparison.Ordinal, out var rest))
        {
            return false;
        }

        (request.PathBase, request.Path) = (root, rest.HasValue ? rest : "/");
        return true;
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
        context.Response.Cookies.Append(Cookie, session.Open(), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Path = root,
            IsEssential = true,
        });
        context.Response.Headers["Refresh"] = $"0; url={root}/";
        await DoorPage.WriteAsync(context, "console.door.open", StatusCodes.Status200OK);
    }

    // What a page that stays open asks for by itself: its events, and its parts anew.
    private static bool IsOfAPage(HttpRequest request) =>
        request.Headers.Accept == "text/event-stream"
        || (request.Headers["X-Part"] is { Count: > 0 } part && part != "page");

    private async Task<bool> IsOwnFormAsync(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || request.Headers.Origin != _origin || !PageForm.IsOne(request))
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
