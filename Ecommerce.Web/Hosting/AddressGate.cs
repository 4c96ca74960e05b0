namespace Ecommerce.Web.Hosting;

/// <summary>Refuses a request beyond the limit of its address.</summary>
internal sealed class AddressGate(RequestDelegate next, AddressLimits limits)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (limits.Admit(context))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = "1";
        return context.Response.WriteAsync("Too many requests. Try again in a moment.", context.RequestAborted);
    }
}
