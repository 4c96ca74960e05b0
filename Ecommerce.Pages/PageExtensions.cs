using Ecommerce.Pages.Localization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Pages;

/// <summary>Pages in a web application: Razor components that the server renders, and no other way of making HTML.</summary>
public static class PageExtensions
{
    /// <summary>Registers what renders pages, and their texts.</summary>
    /// <param name="services">The application's.</param>
    /// <param name="texts">The texts of the site.</param>
    public static void AddPages(this IServiceCollection services, Texts texts)
    {
        services.AddRazorComponents();
        services.AddSingleton(texts);
    }

    /// <summary>What a page knows of the request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="token">What its forms send back.</param>
    public static PageContext Page(this HttpContext context, string token)
    {
        var request = context.Request;
        return new(
            Language.Of(request), context.RequestServices.GetRequiredService<Texts>(), Preferences.ThemeOf(request),
            request.PathBase + request.Path + request.QueryString, token, request.PathBase);
    }

    /// <summary>Answers with a page.</summary>
    /// <typeparam name="TPage">The component.</typeparam>
    /// <param name="context">The request.</param>
    /// <param name="parameters">The component's parameters by name.</param>
    /// <param name="status">The HTTP status.</param>
    public static Task RenderAsync<TPage>(
        this HttpContext context, IReadOnlyDictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where TPage : Microsoft.AspNetCore.Components.IComponent =>
        new RazorComponentResult<TPage>(parameters) { StatusCode = status, PreventStreamingRendering = true }.ExecuteAsync(context);
}
