using System.Threading.RateLimiting;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Gateway.Limits;

/// <summary>Applies the limits before anything else that the gateway does for a caller.</summary>
internal static class RateLimiting
{
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(1);

    public static void AddLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PasswordLimits>().AddSingleton<UserLimits>();
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>().Configure<AgentSettings>((options, settings) =>
        {
            options.GlobalLimiter = RequestLimits.Create(settings.Limits);
            options.OnRejected = (rejected, _) =>
                new(ProblemReply.WriteAsync(rejected.HttpContext, Refusal(rejected.Lease, "Too many requests.")));
        });
    }

    /// <summary>The problem of a request that a limiter has refused, and when the next may come.</summary>
    public static ProblemException Refusal(RateLimitLease lease, string message)
    {
        var retryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : DefaultRetryAfter;
        lease.Dispose();
        return new(ErrorCodes.RateLimited, message, retryAfter: retryAfter);
    }
}
