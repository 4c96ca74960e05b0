namespace Ecommerce.Web.Sessions;

/// <summary>
/// The storefront's cookies. Over TLS their names begin with <c>__Host-</c>, so that a browser takes them from this host alone
/// (RFC 6265bis, 4.1.3.2); over plain HTTP, which is for development on this machine, they cannot.
/// </summary>
internal static class WebCookies
{
    /// <summary>Who is signed in.</summary>
    public const string Session = "session";

    /// <summary>A random number, to which the token of forms is bound: another one after signing in or out.</summary>
    public const string Visitor = "visitor";

    /// <summary>The basket of who is not signed in.</summary>
    public const string Cart = "cart";

    /// <summary>The basket of the user who last used one here.</summary>
    public const string UserCart = "user-cart";

    /// <summary>What the next page says.</summary>
    public const string Flash = "flash";

    private const int MostLength = 4000;

    /// <summary>Reads one.</summary>
    public static string? Read(HttpContext context, string name) => context.Request.Cookies[NameOf(context, name)];

    /// <summary>Sets one.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">Which.</param>
    /// <param name="value">Its value.</param>
    /// <param name="lifetime">How long it is kept; null for until the browser is closed.</param>
    /// <exception cref="InvalidOperationException">It is longer than browsers keep.</exception>
    public static void Set(HttpContext context, string name, string value, TimeSpan? lifetime = null)
    {
        if (value.Length > MostLength)
        {
            throw new InvalidOperationException($"The cookie {name} is too long.");
        }

        context.Response.Cookies.Append(NameOf(context, name), value, Options(context, lifetime));
    }

    /// <summary>Whether a value is short enough for a cookie.</summary>
    public static bool Fits(string value) => value.Length <= MostLength;

    /// <summary>Has the browser forget one.</summary>
    public static void Clear(HttpContext context, string name)
    {
        if (context.Request.Cookies.ContainsKey(NameOf(context, name)))
        {
            context.Response.Cookies.Delete(NameOf(context, name), Options(context, lifetime: null));
        }
    }

    private static string NameOf(HttpContext context, string name) => context.Request.IsHttps ? $"__Host-{name}" : name;

    private static CookieOptions Options(HttpContext context, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = lifetime,
    };
}
