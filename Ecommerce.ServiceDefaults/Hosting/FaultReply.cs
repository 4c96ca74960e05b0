using Ecommerce.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Hosting;

/// <summary>Answers a request that failed outside every capability as <c>internal</c>; the cause is only logged.</summary>
internal sealed class FaultReply(RequestDelegate next, ILogger<FaultReply> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception)
            when (exception is not (OperationCanceledException or BadHttpRequestException) && !context.Response.HasStarted)
        {
            Log.RequestFailed(logger, exception);
            context.Response.Clear();
            await ProblemReply.WriteAsync(context, ProblemException.Internal(exception));
        }
    }
}
