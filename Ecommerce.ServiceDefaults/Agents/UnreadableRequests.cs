using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Agents;

/// <summary>Logs requests that cannot be read: at most one line a second, since any peer can send them. Thread-safe.</summary>
internal sealed class UnreadableRequests(TimeProvider time, ILogger<UnreadableRequests> logger)
{
    private readonly Lock _lock = new();
    private long? _logged;
    private int _unlogged;

    /// <param name="method">The method it was sent to.</param>
    /// <param name="reason">What is wrong with it; never the sender's own text.</param>
    public void Report(string method, string reason)
    {
        int count;
        lock (_lock)
        {
            _unlogged++;
            if (_logged is { } last && time.GetElapsedTime(last) < TimeSpan.FromSeconds(1))
            {
                return;
            }

            (count, _logged, _unlogged) = (_unlogged, time.GetTimestamp(), 0);
        }

        Log.RequestUnreadable(logger, method, reason, count);
    }
}
