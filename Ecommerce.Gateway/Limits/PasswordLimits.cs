using System.Threading.RateLimiting;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;

namespace Ecommerce.Gateway.Limits;

/// <summary>
/// Bounds the requests that carry a password, which takes long to hash, by address at the public port. One address may have few of them
/// at the same time, so that many from one address do not hold up all others.
/// </summary>
internal sealed class PasswordLimits(AgentSettings settings) : IDisposable
{
    private const int MaxConcurrent = 2;

    private readonly PartitionedRateLimiter<HttpContext> _limiter = Create(settings.Limits.AddressPasswordsPerMinute);

    /// <summary>Lets a request through until the result is disposed of.</summary>
    /// <exception cref="ProblemException"><c>rate_limited</c>.</exception>
    public IDisposable? Enter(HttpContext context, Capability capability, IMessage request)
    {
        if (Callers.IsClient(context) || !capability.CarriesPassword(request))
        {
            return null;
        }

        var lease = _limiter.AttemptAcquire(context);
        return lease.IsAcquired ? lease : throw RateLimiting.Refusal(lease, "Too many requests with a password from this address.");
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    private static PartitionedRateLimiter<HttpContext> Create(int perMinute) => PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<HttpContext, int>(context => RequestLimits.AtOnce(Callers.CounterOf(context), MaxConcurrent)),
        PartitionedRateLimiter.Create<HttpContext, int>(
            context => RateLimitPartition.GetFixedWindowLimiter(Callers.CounterOf(context), _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = perMinute,
                Window = TimeSpan.FromMinutes(1),
                QueueLimit = 0,
            })));
}
