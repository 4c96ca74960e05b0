namespace Ecommerce.Development.Processes;

/// <summary>How long to wait before a dead child is started again.</summary>
internal static class Backoff
{
    private const double ShortestSeconds = 1;
    private const double LongestSeconds = 30;

    /// <summary>Between 1 s and 30 s: the limit doubles with every attempt, and chance chooses below it, so that no herd forms.</summary>
    /// <param name="attempt">1 for the first restart in a row.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan Delay(int attempt, double chance)
    {
        var limit = Math.Min(LongestSeconds, Math.Pow(2, Math.Min(attempt, 10)));
        return TimeSpan.FromSeconds(ShortestSeconds + (chance * (limit - ShortestSeconds)));
    }
}
