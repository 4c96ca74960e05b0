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
        builder.Services.AddSingleton<PasswordLimits>().AddSingleton<UserLimits>().AddSingleton<StreamLimits>()
            .AddSingleton<QuestionLimits>().AddSingleton<BodyLimits>();
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>().Configure<AgentSettings>((options, settings) =>
        {
            options.GlobalLimiter = RequestLimits.Create(settings.Limits);
            options.OnRejected = (rejected, _) =>
            {
                var refusal = Refusal(rejected.Lease, GatewayTelemetry.Requests, "Too many requests.");
                return new(ProblemReply.WriteAsync(rejected.HttpContext, refusal));
            };
        });
    }

    /// <summary>Counts a request that a limiter has refused; the problem says when the next may come.</summary>
    /// <param name="lease">What the limiter has answered.</param>
    /// <param name="reason">What there is too much of; see <see cref="GatewayTelemetry"/>.</param>
    /// <param name="message">The same for people.</param>
    public static ProblemException Refusal(RateLimitLease lease, string reason, string message)
    {
        GatewayTelemetry.Refused(reason);
        var retryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : DefaultRetryAfter;
        lease.Dispose();
        return new(ErrorCodes.RateLimited, message, retryAfter: retryAfter);
    }

    /// <summary>The problem of a body that could not be read, whoever reads it; see <see cref="BoundedBody"/>.</summary>
    public static ProblemException Refusal(BadHttpRequestException exception)
    {
        switch (exception.StatusCode)
        {
            case StatusCodes.Status408RequestTimeout:
                return new(ErrorCodes.RequestTimeout, "The request body timed out.", inner: exception);
            case StatusCodes.Status429TooManyRequests:
                GatewayTelemetry.Refused(GatewayTelemetry.Requests);
                return new(ErrorCodes.RateLimited, exception.Message, retryAfter: BodyGate.Limit, inner: exception);
            default:
                return new(ErrorCodes.InvalidRequest, "The request cannot be read.", inner: exception);
        }
    }
}
