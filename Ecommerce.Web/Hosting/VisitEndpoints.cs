using Ecommerce.Contracts;
using Ecommerce.Pages;
using Ecommerce.Pages.Security;
using Ecommerce.Web.Gateway;
using Ecommerce.Web.Refusals;
using Ecommerce.Web.Sessions;
using Ecommerce.Web.Views;

namespace Ecommerce.Web.Hosting;

/// <summary>How requests become visits: who it is, whether a form is the visitor's own, and what is shown of a refusal.</summary>
internal static class VisitEndpoints
{
    /// <summary>Maps a page for everybody.</summary>
    public static void MapPage(this IEndpointRouteBuilder app, string path, Func<Visit, Task> show) =>
        app.MapRead(path, visit => ShowAsync(visit, show));

    /// <summary>Maps a page for who is signed in.</summary>
    public static void MapUserPage(this IEndpointRouteBuilder app, string path, Func<Visit, Task> show) =>
        app.MapRead(path, visit => RenewedAsync(visit, renewed => ShowAsync(renewed, show)));

    /// <summary>Maps what a page of who is signed in asks for: a stream or a file. What the next page says is not for it.</summary>
    public static void MapUserData(this IEndpointRouteBuilder app, string path, Func<Visit, Task> send) =>
        app.MapGet(path, context => ServeAsync(context, visit => RenewedAsync(visit, send), back: null, isPage: false));

    /// <summary>Maps a form of who is signed in.</summary>
    public static void MapUserForm(
        this IEndpointRouteBuilder app, string path, string back, Func<Visit, IFormCollection, Task> send) =>
        app.MapForm(path, back, (visit, form) => RenewedAsync(visit, renewed => send(renewed, form)));

    /// <summary>
    /// Maps a form. It is read only if the browser says that a page of this site sent it, and if it brings back the visitor's token; what
    /// it does ends in a redirect (303), also if it is refused.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <param name="path">Where it is posted to.</param>
    /// <param name="back">The page that it is on; values of the path in braces.</param>
    /// <param name="send">What it does.</param>
    public static void MapForm(this IEndpointRouteBuilder app, string path, string back, Func<Visit, IFormCollection, Task> send) =>
        app.MapPost(path, context => ServeAsync(context, visit => SendAsync(visit, send), Fill(back, context)));

    private static void MapRead(this IEndpointRouteBuilder app, string path, Func<Visit, Task> show) =>
        app.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], context => ServeAsync(context, show, back: null));

    private static async Task RenewedAsync(Visit visit, Func<Visit, Task> serve)
    {
        await visit.RenewAsync();
        await serve(visit);
    }

    // A part of a page says nothing of its own: what is to be said waits for the next page.
    private static Task ShowAsync(Visit visit, Func<Visit, Task> show)
    {
        if (visit.IsNavigation)
        {
            visit.Listen();
        }

        return show(visit);
    }

    private static async Task SendAsync(Visit visit, Func<Visit, IFormCollection, Task> send)
    {
        var request = visit.Context.Request;
        if (!SameSite.Admits(request) || !PageForm.IsOne(request))
        {
            throw new RefusedException(ErrorCodes.Forbidden);
        }

        var form = await request.ReadFormAsync(visit.Aborted);
        if (!visit.IsMyToken(form[PageContext.TokenField]))
        {
            throw new RefusedException(ShopRefusals.StaleForm);
        }

        await send(visit, form);
    }

    private static async Task ServeAsync(HttpContext context, Func<Visit, Task> serve, string? back, bool isPage = true)
    {
        var visit = Visit.Of(context);
        try
        {
            visit.Open();
            await serve(visit);
        }
        catch (RefusedException exception) when (!context.Response.HasStarted)
        {
            Log.Refused(context.RequestServices.GetRequiredService<ILogger<Visit>>(), exception.Code, exception.TraceId);
            await RefuseAsync(visit, exception, back, isPage);
        }
    }

    private static Task RefuseAsync(Visit visit, RefusedException exception, string? back, bool isPage)
    {
        // A form of another site gets an answer, and no cookie: it comes without the visitor's, who would become another one by it.
        if (exception.Code == ErrorCodes.Forbidden && back is not null && !SameSite.Admits(visit.Context.Request))
        {
            return FaultPage.ShowAsync(visit.Context, ErrorCodes.Forbidden, StatusCodes.Status403Forbidden);
        }

        if (exception.Code == ErrorCodes.Unauthenticated)
        {
            var request = visit.Context.Request;
            if (visit.IsByScript)
            {
                visit.Context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return Task.CompletedTask;
            }

            if (!isPage)
            {
                return ShowAsync(visit, exception);
            }

            visit.SignOut();
            visit.Say(new(ErrorCodes.Unauthenticated, Refused: true));
            return visit.GoAsync($"/sign-in?return={Uri.EscapeDataString(back ?? request.Path + request.QueryString)}");
        }

        if (back is null)
        {
            return ShowAsync(visit, exception);
        }

        visit.Say(new(exception.Code, Refused: true) { TraceId = exception.TraceId });
        return visit.GoAsync(back);
    }

    private static Task ShowAsync(Visit visit, RefusedException exception) => visit.ShowAsync<RefusedPage>(
        new() { ["Refusal"] = ShopRefusals.Of(exception.Code), ["TraceId"] = exception.TraceId },
        ErrorCodes.HttpStatus(exception.Code));

    private static string Fill(string back, HttpContext context) => back.Replace(
        "{id}", Uri.EscapeDataString((string?)context.Request.RouteValues["id"] ?? ""), StringComparison.Ordinal);
}
