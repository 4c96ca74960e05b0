using System.Threading.RateLimiting;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.UserAgent.Erasure;

/// <summary>
/// Bounds the exports under way, of one user and of all: each reads everything that every agent holds of the user. It stands here, since
/// whichever way an export is asked for leads here.
/// </summary>
internal sealed class ExportLimits : IDisposable
{
    private const int MaxConcurrent = 4;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly PartitionedRateLimiter<Guid> _exports = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<Guid, Guid>(user => AtOnce(user, 1)),
        PartitionedRateLimiter.Create<Guid, bool>(_ => AtOnce(true, MaxConcurrent)));

    /// <summary>Lets an export through until the result is disposed of.</summary>
    /// <exception cref="ProblemException"><c>rate_limited</c>.</exception>
    public IDisposable Enter(Guid userId)
    {
        var lease = _exports.AttemptAcquire(userId);
        if (lease.IsAcquired)
        {
            return lease;
        }

        lease.Dispose();
        throw new ProblemException(ErrorCodes.RateLimited, "Too many exports are under way.", retryAfter: RetryAfter);
    }

    /// <inheritdoc/>
    public void Dispose() => _exports.Dispose();

    private static RateLimitPartition<TKey> AtOnce<TKey>(TKey key, int limit) =>
        RateLimitPartition.GetConcurrencyLimiter(key, _ => new ConcurrencyLimiterOptions { PermitLimit = limit, QueueLimit = 0 });
}
