using System.Diagnostics;
using Ecommerce.Contracts;
using Ecommerce.Pages;
using Ecommerce.Web.Refusals;
using Ecommerce.Web.Sessions;
using Ecommerce.Web.Views;
using Microsoft.AspNetCore.Connections;

namespace Ecommerce.Web.Hosting;

/// <summary>Shows a page where a request failed, or nothing answers at its path; the cause is only logged.</summary>
internal sealed class FaultPage(RequestDelegate next, ILogger<FaultPage> logger)
{
    private static string TraceId => Activity.Current?.TraceId.ToString() ?? "";

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, ContentType: null }
                && context.Response.StatusCode is StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed)
            {
                // Who looks for what is not there is signed in all the same.
                var visit = Visit.Of(context);
                visit.Open();
                await ShowAsync(context, ErrorCodes.NotFound, context.Response.StatusCode, visit);
            }
        }
        catch (Exception exception) when (exception is ConnectionResetException
            || (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested))
        {
            // Nobody waits any more, and what is missing of the request is not to be read.
            context.Abort();
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await ShowAsync(context, ErrorCodes.InvalidRequest, exception.StatusCode);
        }
        catch (InvalidDataException) when (!context.Response.HasStarted)
        {
            // A form with more fields, or longer ones, than any of ours.
            await ShowAsync(context, ErrorCodes.InvalidRequest, StatusCodes.Status400BadRequest);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            Log.RequestFailed(logger, TraceId, exception);
            await ShowAsync(context, ErrorCodes.Internal, StatusCodes.Status500InternalServerError);
        }
    }

    /// <summary>Shows the page of a refusal, which sets no cookie.</summary>
    /// <param name="context">The request.</param>
    /// <param name="code">A code of the contract.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="visit">Who is to be named on it; null if nobody.</param>
    public static Task ShowAsync(HttpContext context, string code, int status, Visit? visit = null)
    {
        context.Response.Clear();
        if (status == StatusCodes.Status429TooManyRequests)
        {
            context.Response.Headers.RetryAfter = "1";
        }

        return context.RenderAsync<RefusedPage>(
            new Dictionary<string, object?>
            {
                ["Page"] = context.Page(token: ""),
                ["Visit"] = visit,
                ["Refusal"] = ShopRefusals.Of(code),
                ["TraceId"] = TraceId,
            },
            status);
    }
}
