using Ecommerce.ServiceDefaults.Resilience;

namespace Ecommerce.ServiceDefaults.Tests.Resilience;

public sealed class BackoffTests
{
    private static readonly Backoff Waits = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1));

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 0.5, 1.5)]
    [InlineData(1, 1, 2)]
    [InlineData(3, 1, 8)]
    [InlineData(5, 1, 30)]
    [InlineData(int.MaxValue, 0, 1)]
    [InlineData(int.MaxValue, 1, 30)]
    public void The_longest_wait_doubles_up_to_the_cap_and_chance_chooses_below_it(int attempts, double chance, double seconds) =>
        Assert.Equal(seconds, Waits.After(attempts, chance).TotalSeconds);

    [Fact]
    public void Without_a_least_wait_chance_chooses_from_zero() =>
        Assert.Equal(TimeSpan.Zero, new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)).After(1, chance: 0));

    [Fact]
    public void Waits_differ()
    {
        var waits = Enumerable.Range(0, 200).Select(_ => Waits.After(5).TotalSeconds).ToList();

        Assert.All(waits, wait => Assert.InRange(wait, 1, 30));
        Assert.True(waits.Distinct().Count() > 1);
    }

    [Fact]
    public void A_spread_interval_is_half_to_all_of_it() =>
        Assert.All(
            Enumerable.Range(0, 200).Select(_ => Backoff.Spread(TimeSpan.FromSeconds(2)).TotalSeconds), s => Assert.InRange(s, 1, 2));
}
