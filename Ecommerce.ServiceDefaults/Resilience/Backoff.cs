namespace Ecommerce.ServiceDefaults.Resilience;

/// <summary>
/// The waits between attempts: the longest one doubles with each attempt, and chance chooses below it (full jitter), so that those who
/// failed together do not come back together.
/// </summary>
/// <param name="First">The longest wait after the first attempt.</param>
/// <param name="Cap">The longest wait after any attempt.</param>
/// <param name="Least">The shortest wait.</param>
public sealed record Backoff(TimeSpan First, TimeSpan Cap, TimeSpan Least = default)
{
    /// <summary>The wait after so many attempts in a row without success.</summary>
    /// <param name="attempts">From 1; fewer count as 1.</param>
    public TimeSpan After(int attempts) => After(attempts, Random.Shared.NextDouble());

    /// <summary>As <see cref="After(int)"/>, for a given chance.</summary>
    /// <param name="attempts">From 1; fewer count as 1.</param>
    /// <param name="chance">From 0, which is the shortest wait, to 1.</param>
    public TimeSpan After(int attempts, double chance)
    {
        var doubled = First * Math.Pow(2, Math.Clamp(attempts - 1, 0, 30));
        var longest = doubled < Cap ? doubled : Cap;
        return longest > Least ? Least + ((longest - Least) * chance) : Least;
    }

    /// <summary>Half to all of a poll's interval, so that replicas do not poll in step.</summary>
    public static TimeSpan Spread(TimeSpan interval) => interval * (0.5 + (Random.Shared.NextDouble() / 2));
}
