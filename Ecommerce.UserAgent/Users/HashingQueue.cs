namespace Ecommerce.UserAgent.Users;

/// <summary>
/// Bounds the callers that wait for a hash to what can be hashed within <see cref="LongestWait"/>, estimated from the latest hashes.
/// </summary>
/// <param name="concurrency">How many hashes are computed at the same time.</param>
internal sealed class HashingQueue(int concurrency)
{
    /// <summary>The longest that the last in the queue waits.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    // Weight of a new measurement in the moving average.
    private const double Weight = 0.2;

    private readonly Lock _lock = new();
    private TimeSpan _average = TimeSpan.FromMilliseconds(250); // until one is measured
    private int _waiting;

    /// <summary>Joins the queue. A caller that joined must leave it.</summary>
    /// <param name="wait">The expected wait; if it is too long to join, when to retry.</param>
    public bool TryEnter(out TimeSpan wait)
    {
        lock (_lock)
        {
            // The hashes under way are nearly done on average.
            wait = Math.Max(0, _waiting - concurrency + 1) * _average / concurrency;
            if (wait > LongestWait)
            {
                return false;
            }

            _waiting++;
            return true;
        }
    }

    /// <summary>Leaves the queue.</summary>
    /// <param name="took">How long the hash took; null if there was none.</param>
    public void Leave(TimeSpan? took)
    {
        lock (_lock)
        {
            _waiting--;
            if (took is { } measured)
            {
                _average += (measured - _average) * Weight;
            }
        }
    }
}
