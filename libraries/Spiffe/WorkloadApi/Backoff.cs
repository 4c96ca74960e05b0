namespace Spiffe.WorkloadApi;

/// <summary>
/// The waits between attempts: the longest one doubles from 0.1 seconds, and chance chooses below it (full jitter). The library has its
/// own, since it depends on no code of the shop, and a general backoff does not belong to its public surface.
/// </summary>
internal sealed class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private TimeSpan _longest = First;

    public void Reset() => _longest = First;

    /// <summary>The next wait, between a least one and a cap, which is at least twice as long.</summary>
    public TimeSpan Next(TimeSpan least, TimeSpan cap)
    {
        var longest = _longest < least * 2 ? least * 2 : _longest > cap ? cap : _longest;
        _longest = longest * 2;
        return least + ((longest - least) * Random.Shared.NextDouble());
    }
}
