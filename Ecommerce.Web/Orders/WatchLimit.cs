using System.Collections.Concurrent;

namespace Ecommerce.Web.Orders;

/// <summary>
/// Bounds the event streams of one session. The gateway bounds those of a user, so that who opens many in one browser would keep the
/// others from watching.
/// </summary>
internal sealed class WatchLimit
{
    private const int Most = 4;

    private readonly ConcurrentDictionary<string, int> _open = new();

    /// <summary>Begins a stream, which ends by <see cref="Leave"/>.</summary>
    /// <returns>Whether it is within the limit.</returns>
    public bool TryEnter(string sessionId)
    {
        if (_open.AddOrUpdate(sessionId, 1, (_, open) => open + 1) <= Most)
        {
            return true;
        }

        Leave(sessionId);
        return false;
    }

    /// <summary>Ends a stream.</summary>
    public void Leave(string sessionId)
    {
        _open.AddOrUpdate(sessionId, 0, (_, open) => open - 1);
        _open.TryRemove(KeyValuePair.Create(sessionId, 0));
    }
}
