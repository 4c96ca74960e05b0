using Ecommerce.Pages.Localization;
using Ecommerce.Pages.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ecommerce.Pages;

/// <summary>What a reader chooses: language and theme, each kept in a cookie that says nothing else.</summary>
public static class Preferences
{
    /// <summary>Where a choice is posted to.</summary>
    public const string Path = "/preferences";

    /// <summary>The cookie of the theme.</summary>
    public const string ThemeCookie = "theme";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    /// <summary>The theme that the request asks for; empty for the system's.</summary>
    public static string ThemeOf(HttpRequest request) => request.Cookies[ThemeCookie] switch
    {
        "light" => "light",
        "dark" => "dark",
        _ => "",
    };

    /// <summary>Keeps a choice, and returns to where it was made. Nothing but looks depends on it, so it needs no token.</summary>
    public static void MapPreferences(this IEndpointRouteBuilder app) => app.MapPost(Path, async context =>
    {
        if (!SameSite.Admits(context.Request) || !PageForm.IsOne(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (Language.Find(form["language"]) is { } language)
        {
            Keep(context, Language.Cookie, language.Code);
        }

        if (form["theme"] is [var theme] && theme is "light" or "dark" or "system")
        {
            Keep(context, ThemeCookie, theme);
        }

        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = SameSite.LocalPath(form["return"]);
    });

    private static void Keep(HttpContext context, string cookie, string value) => context.Response.Cookies.Append(
        cookie, value, new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = Lifetime });
}
