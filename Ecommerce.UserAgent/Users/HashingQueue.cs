namespace Ecommerce.UserAgent.Users;

/// <summary>
/// Who waits for a hash. It takes no more than what is hashed within <see cref="LongestWait"/>, going by what hashes have lately taken
/// here.
/// </summary>
/// <param name="hands">How many hashes are made at the same time.</param>
internal sealed class HashingQueue(int hands)
{
    /// <summary>How long the last in the queue waits.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    // Weight of a new measurement in the moving average.
    private const double Weight = 0.2;

    private readonly Lock _lock = new();
    private TimeSpan _usual = TimeSpan.FromMilliseconds(250); // until one is measured
    private int _inside;

    /// <summary>Joins the queue; whoever may, leaves it too.</summary>
    /// <param name="wait">How long whoever joins waits; if that is too long, when to come again.</param>
    public bool TryEnter(out TimeSpan wait)
    {
        lock (_lock)
        {
            // Those at work are nearly done on average.
            wait = Math.Max(0, _inside - hands + 1) * _usual / hands;
            if (wait > LongestWait)
            {
                return false;
            }
            _inside++;
            return true;
        }
    }

    /// <summary>Leaves the queue.</summary>
    /// <param name="took">How long the hash took; null if there was none.</param>
    public void Leave(TimeSpan? took)
    {
        lock (_lock)
        {
            _inside--;
            if (took is { } measured)
            {
                _usual += (measured - _usual) * Weight;
            }
        }
    }
}
