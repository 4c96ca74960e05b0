using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Agents;

/// <summary>Tells of requests that cannot be read: a line a second at most, since whoever can connect can send them. Thread-safe.</summary>
internal sealed class UnreadableRequests(TimeProvider time, ILogger<UnreadableRequests> logger)
{
    private readonly Lock _lock = new();
    private long? _told;
    private int _untold;

    /// <param name="method">Which of our methods it was sent to.</param>
    /// <param name="reason">What is wrong with it, in our own words.</param>
    public void Tell(string method, string reason)
    {
        int count;
        lock (_lock)
        {
            _untold++;
            if (_told is { } last && time.GetElapsedTime(last) < TimeSpan.FromSeconds(1))
            {
                return;
            }

            (count, _told, _untold) = (_untold, time.GetTimestamp(), 0);
        }

        Log.RequestUnreadable(logger, method, reason, count);
    }
}
