using System.Diagnostics;
using Ecommerce.Contracts;
using Ecommerce.Pages;
using Ecommerce.Web.Refusals;
using Ecommerce.Web.Views;

namespace Ecommerce.Web.Hosting;

/// <summary>Shows a page where a request failed, or nothing answers at its path; the cause is only logged.</summary>
internal sealed class FaultPage(RequestDelegate next, ILogger<FaultPage> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, ContentType: null }
                && context.Response.StatusCode is StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed)
            {
                await ShowAsync(context, ErrorCodes.NotFound, context.Response.StatusCode);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits any more.
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
            Log.RequestFailed(logger, exception);
            await ShowAsync(context, ErrorCodes.Internal, StatusCodes.Status500InternalServerError);
        }
    }

    private static Task ShowAsync(HttpContext context, string code, int status)
    {
        context.Response.Clear();
        return context.RenderAsync<RefusedPage>(
            new Dictionary<string, object?>
            {
                ["Page"] = context.Page(token: ""),
                ["Refusal"] = ShopRefusals.Of(code),
                ["TraceId"] = Activity.Current?.TraceId.ToString() ?? "",
            },
            status);
    }
}
