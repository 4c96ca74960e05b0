using Ecommerce.ServiceDefaults.Resilience;

namespace Ecommerce.ServiceDefaults.Tests.Resilience;

public sealed class WatcherLimitTests
{
    [Fact]
    public void No_more_than_the_maximum_enter_and_one_that_leaves_twice_is_counted_once()
    {
        WatcherLimit limit = new(max: 2);
        var first = limit.TryEnter();
        using var second = limit.TryEnter();

        Assert.NotNull(first);
        Assert.NotNull(second);
        Assert.Null(limit.TryEnter());

        first.Dispose();
        first.Dispose();
        using var third = limit.TryEnter();

        Assert.NotNull(third);
        Assert.Null(limit.TryEnter());
    }

    [Fact]
    public void One_caller_leaves_places_for_the_others()
    {
        WatcherLimit limit = new(max: 3, maxOfOne: 2);
        using var first = limit.TryEnter("one");
        var second = limit.TryEnter("one");

        Assert.Null(limit.TryEnter("one"));
        using var other = limit.TryEnter("other");
        Assert.NotNull(other);
        Assert.Null(limit.TryEnter("other"));

        second!.Dispose();
        using var third = limit.TryEnter("one");
        Assert.NotNull(third);
    }
}
