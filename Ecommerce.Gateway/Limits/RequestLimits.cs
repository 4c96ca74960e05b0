using System.Threading.RateLimiting;
using Ecommerce.ServiceDefaults.Configuration;

namespace Ecommerce.Gateway.Limits;

/// <summary>Bounds requests, by caller and in total. There is no queue: requests beyond a limit are refused at once.</summary>
internal static class RequestLimits
{
    /// <summary>How many times as much as an address a wider network of IPv6 may have; see <see cref="CallerCounter.Network"/>.</summary>
    public const int NetworkMultiple = 8;

    // The caller's own limits come first, so that what they refuse takes nothing from the others.
    public static PartitionedRateLimiter<HttpContext> Create(LimitSettings limits) => PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<HttpContext, int>(context => OfCaller(Callers.CounterOf(context), limits)),
        PartitionedRateLimiter.Create<HttpContext, int>(context => OfNetwork(
            Callers.CounterOf(context),
            network => Rate(network, limits.AddressRequestsPerSecond, limits.AddressBurst, NetworkMultiple))),
        PartitionedRateLimiter.Create<HttpContext, bool>(
            context => Rate(Callers.IsClient(context), limits.RequestsPerSecond, limits.RequestsPerSecond)));

    private static RateLimitPartition<int> OfCaller(int caller, LimitSettings limits) => Callers.IsClient(caller)
        ? Rate(caller, limits.ClientRequestsPerSecond, limits.ClientRequestsPerSecond)
        : Rate(caller, limits.AddressRequestsPerSecond, limits.AddressBurst);

    /// <summary>The limit of a caller's wider network; none for a caller that has no such network.</summary>
    public static RateLimitPartition<int> OfNetwork(CallerCounter caller, Func<int, RateLimitPartition<int>> limit) =>
        caller.Network is { } network ? limit(network) : RateLimitPartition.GetNoLimiter(-1);

    /// <summary>So many a second on average, and so many at once; some times as much if that is given.</summary>
    public static RateLimitPartition<TKey> Rate<TKey>(TKey key, int perSecond, int burst, int times = 1) =>
        RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = times * burst,
            TokensPerPeriod = times,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1) / perSecond,
            QueueLimit = 0,
        });

    /// <summary>So many at the same time.</summary>
    public static RateLimitPartition<TKey> AtOnce<TKey>(TKey key, int limit) =>
        RateLimitPartition.GetConcurrencyLimiter(key, _ => new ConcurrencyLimiterOptions { PermitLimit = limit, QueueLimit = 0 });
}
