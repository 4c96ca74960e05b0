using Ecommerce.Contracts;

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

        return FaultPage.ShowAsync(context, ErrorCodes.RateLimited, StatusCodes.Status429TooManyRequests);
    }
}
