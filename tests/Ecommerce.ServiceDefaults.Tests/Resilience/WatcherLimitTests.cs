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
}
