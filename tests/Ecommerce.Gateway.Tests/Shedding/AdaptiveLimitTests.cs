using Ecommerce.Contracts;
using Ecommerce.Gateway.Shedding;

namespace Ecommerce.Gateway.Tests.Shedding;

/// <summary>A shop that does so many calls at a time, and has all further ones queue behind the gateway.</summary>
public sealed class AdaptiveLimitTests
{
    private static readonly Capability Checkout = CapabilityCatalogue.Find(AgentNames.Order, "create_order")!;
    private static readonly Capability Look = CapabilityCatalogue.Find(AgentNames.Inventory, "get_product")!;
    private static readonly TimeSpan Needed = TimeSpan.FromMilliseconds(10);

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(40)]
    public void It_finds_how_many_calls_the_shop_can_do_and_lets_few_queue(int shop)
    {
        var limit = new AdaptiveLimit();
        Run(limit, shop, 1, 200);
        Run(limit, shop, int.MaxValue, 20_000);
        Assert.InRange(limit.Current, Math.Max(AdaptiveLimit.Least, 2 * shop), Math.Max(AdaptiveLimit.Least, 6 * shop));
    }

    [Fact]
    public void A_long_overload_does_not_pass_for_what_calls_need()
    {
        var limit = new AdaptiveLimit();
        Run(limit, 4, 1, 200);
        Run(limit, 4, int.MaxValue, 1_000);
        var soon = limit.Current;
        Run(limit, 4, int.MaxValue, 100_000);
        Assert.InRange(limit.Current, soon - 4, soon + 4);
    }

    [Fact]
    public void A_start_under_load_does_not_pass_for_what_calls_need()
    {
        var limit = new AdaptiveLimit();
        limit.Record(Checkout, 80 * Needed, isFew: true);
        Run(limit, 8, 8, 5_000);
        Run(limit, 8, int.MaxValue, 20_000);
        Assert.InRange(limit.Current, 16, 48);
    }

    [Fact]
    public void A_few_calls_that_take_next_to_nothing_do_not_pass_for_what_calls_need()
    {
        var limit = new AdaptiveLimit();
        for (var i = 0; i < 10_000; i++)
        {
            limit.Reached();
            limit.Record(Checkout, i % 20 == 0 ? Needed / 50 : Needed, limit.IsFew(limit.Current));
        }

        Assert.Equal(AdaptiveLimit.Most, limit.Current);
    }

    [Fact]
    public void A_shop_that_has_become_slow_is_known_anew()
    {
        var limit = new AdaptiveLimit();
        Run(limit, 40, 1, 200);
        for (var i = 0; i < 5_000; i++)
        {
            limit.Reached();
            limit.Record(Checkout, 10 * Needed, limit.IsFew(limit.Current));
        }

        Assert.InRange(limit.Current, AdaptiveLimit.First, AdaptiveLimit.Most);
    }

    [Fact]
    public void A_limit_that_nobody_reaches_stays()
    {
        var limit = new AdaptiveLimit();
        Run(limit, 8, 4, 10_000);
        Assert.Equal(AdaptiveLimit.First, limit.Current);
    }

    [Fact]
    public void A_capability_that_takes_long_by_itself_is_no_overload()
    {
        var limit = new AdaptiveLimit();
        for (var i = 0; i < 10_000; i++)
        {
            limit.Record(i % 2 == 0 ? Look : Checkout, i % 2 == 0 ? Needed / 10 : Needed * 10, isFew: true);
        }

        Assert.Equal(AdaptiveLimit.First, limit.Current);
    }

    [Fact]
    public void It_comes_back_when_the_shop_is_fast_again()
    {
        var limit = new AdaptiveLimit();
        Run(limit, 40, 1, 200);
        Run(limit, 2, int.MaxValue, 5_000);
        var low = limit.Current;
        Run(limit, 40, int.MaxValue, 20_000);
        Assert.InRange(low, AdaptiveLimit.Least, AdaptiveLimit.First);
        Assert.InRange(limit.Current, 80, 240);
    }

    // Of so many callers; each call takes as long as the work of all that run, shared among those that the shop can do at a time.
    private static void Run(AdaptiveLimit limit, int shop, int callers, int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            var running = Math.Min(limit.Current, callers);
            if (running == limit.Current)
            {
                limit.Reached();
            }

            limit.Record(Checkout, Needed * Math.Max(1, (double)running / shop), limit.IsFew(running));
        }
    }
}
