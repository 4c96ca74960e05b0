using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.Pages.Security;

/// <summary>
/// What every answer tells a browser that shows it: nothing is loaded from elsewhere, and nobody frames it (OWASP ASVS 5, 3.4).
/// </summary>
public static class PageHeaders
{
    /// <summary>
    /// No inline script or style, no other origin. Text becomes HTML by the policy <c>shop</c> of the script alone (Trusted Types).
    /// </summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types shop";

    /// <summary>With which the script asks for a page, or for a part of the one that it is on.</summary>
    public const string Part = "X-Part";

    /// <summary>What the script sends in <see cref="Part"/> when it goes to a page.</summary>
    public const string WholePage = "page";

    private const string ForAYear = "max-age=31536000; includeSubDomains";

    /// <summary>Adds the headers to every answer, also of requests that fail.</summary>
    public static void UsePageHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(AddAsync, context);
        return next(context);
    });

    private static Task AddAsync(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (headers.CacheControl.Count == 0)
        {
            // Pages hold what is the user's, and the back button must ask again.
            headers.CacheControl = "no-store";
        }

        // RFC 6797 7.2: not over plain HTTP. And not for this machine, whose other ports a browser would ask by TLS from then on.
        if (context.Request.IsHttps && !context.Request.Host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            headers.StrictTransportSecurity = ForAYear;
        }

        return Task.CompletedTask;
    }
}
