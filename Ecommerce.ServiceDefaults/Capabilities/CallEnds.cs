using Microsoft.Extensions.ObjectPool;

namespace Ecommerce.ServiceDefaults.Capabilities;

/// <summary>
/// The ends of calls: each call's token is cancelled at its deadline, or earlier if its caller leaves or its peer's identity ends. The
/// sources of tokens are reused. Thread-safe.
/// </summary>
internal sealed class CallEnds(TimeProvider time)
{
    // A timer holds at most about 49 days; SVIDs and deadlines end earlier.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    private readonly DefaultObjectPool<CancellationTokenSource> _sources = new(new Sources(time), maximumRetained: 256);

    /// <summary>Begins a call; to be disposed at its end.</summary>
    /// <param name="deadline">When it must have ended.</param>
    /// <param name="retiring">The peer's identity ends.</param>
    /// <param name="cancellationToken">The caller leaves.</param>
    public CallEnd Begin(DateTimeOffset deadline, CancellationToken retiring, CancellationToken cancellationToken)
    {
        var source = _sources.Get();
        var left = deadline - time.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            source.Cancel();
        }
        else
        {
            source.CancelAfter(left > LongestTimer ? LongestTimer : left);
        }

        return new(_sources, source, retiring, cancellationToken);
    }

    private sealed class Sources(TimeProvider time) : IPooledObjectPolicy<CancellationTokenSource>
    {
        public CancellationTokenSource Create() => new(Timeout.InfiniteTimeSpan, time);

        public bool Return(CancellationTokenSource source)
        {
            if (source.TryReset())
            {
                return true;
            }

            source.Dispose();
            return false;
        }
    }
}
