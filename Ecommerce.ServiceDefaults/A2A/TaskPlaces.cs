using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>
/// Places for work that goes on when nobody waits for it, which must not pile up: so many at this replica, and a part of them for each
/// owner, which is less the fewer are free, so that no few of them keep all others out: what an owner has is at most half of what is left.
/// </summary>
internal sealed class TaskPlaces
{
    /// <summary>Most tasks that a replica works on.</summary>
    public const int Most = 500;

    /// <summary>Most of one owner's, as long as twice as many are free.</summary>
    public const int MostOfOwner = 100;

    /// <summary>Most of one owner's beside which it begins another one that lasts: a stream.</summary>
    public const int MostBesideStream = 10;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _taken = [];
    private int _all;

    /// <summary>Takes a place; <see cref="Leave"/> gives it back.</summary>
    /// <param name="owner">See <see cref="TaskKey.HashOf"/>.</param>
    /// <param name="isStream">Whether the work lasts as long as there is something to tell.</param>
    /// <exception cref="ProblemException"><c>rate_limited</c>: the owner has taken its part, or all are taken.</exception>
    public void Take(byte[] owner, bool isStream)
    {
        var (name, most) = (Convert.ToHexString(owner), isStream ? MostBesideStream : MostOfOwner);
        lock (_lock)
        {
            var taken = _taken.GetValueOrDefault(name);
            if (taken >= most || 2 * taken >= Most - _all)
            {
                throw new ProblemException(
                    ErrorCodes.RateLimited,
                    taken > 0 ? $"The agent works on {taken} tasks of yours already." : "The agent works on too many tasks already.");
            }

            _taken[name] = taken + 1;
            _all++;
        }
    }

    /// <summary>Takes a place for work that has begun elsewhere, where there is none too.</summary>
    public void TakeOver(byte[] owner)
    {
        var name = Convert.ToHexString(owner);
        lock (_lock)
        {
            _taken[name] = _taken.GetValueOrDefault(name) + 1;
            _all++;
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Leave(byte[] owner)
    {
        var name = Convert.ToHexString(owner);
        lock (_lock)
        {
            _all--;
            if (--_taken[name] == 0)
            {
                _taken.Remove(name);
            }
        }
    }
}
