using Microsoft.AspNetCore.Http;

namespace Ecommerce.Pages.Security;

/// <summary>Whether a request that changes something comes from a page of the same origin.</summary>
public static class SameSite
{
    /// <summary>
    /// Refuses what a browser says that another site's page sent (Fetch Metadata), and what names another origin. A token of the session
    /// is asked for besides; a request that says nothing, as of an old browser, has to have that.
    /// </summary>
    public static bool Admits(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not ("same-origin" or "none"))
        {
            return false;
        }

        return request.Headers.Origin is not [{ } origin]
            || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// A path of this site to go on to, and nothing else: <c>//host</c>, <c>/\host</c>, addresses, and what no header holds
    /// (control characters, and letters that are not encoded) are <c>/</c>.
    /// </summary>
    public static string LocalPath(string? path) =>
        path is ['/', ..] && path.Length <= 1024 && !(path.Length > 1 && path[1] is '/' or '\\')
        && !path.Any(character => character is '\\' or < ' ' or > '~') && Uri.TryCreate(path, UriKind.Relative, out _)
            ? path
            : "/";
}
