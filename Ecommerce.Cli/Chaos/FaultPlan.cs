namespace Ecommerce.Cli.Chaos;

/// <summary>A fault of a run.</summary>
/// <param name="At">When, after the run's begin.</param>
/// <param name="Case">Which.</param>
/// <param name="Seed">What its lengths are drawn from.</param>
internal sealed record PlannedFault(TimeSpan At, ChaosCase Case, int Seed);

/// <summary>Which faults happen when: of one seed, always the same ones.</summary>
internal static class FaultPlan
{
    // A killed agent is away for 2 to 5 s: more faults at a time would leave no time in which anything can be bought.
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(7);

    /// <summary>Draws the faults, in rounds, each of which has every case once.</summary>
    public static IEnumerable<PlannedFault> Of(int seed, IReadOnlyList<ChaosCase> cases, TimeSpan duration)
    {
        var random = new Random(seed);
        var at = TimeSpan.Zero;
        while (true)
        {
            foreach (var next in cases.Shuffled(random))
            {
                at += LongestGap * random.NextDouble();
                if (at >= duration)
                {
                    yield break;
                }

                yield return new(at, next, random.Next());
            }
        }
    }

    private static ChaosCase[] Shuffled(this IReadOnlyList<ChaosCase> cases, Random random)
    {
        ChaosCase[] shuffled = [.. cases];
        random.Shuffle(shuffled);
        return shuffled;
    }
}
