using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.Testing;

namespace Ecommerce.ServiceDefaults.Tests.Clients;

public class CircuitBreakerTests
{
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(30);
    private readonly ManualTime _time = new();

    [Fact]
    public void Five_failures_in_a_row_open_it()
    {
        var breaker = Breaker();
        Fail(breaker, 4);
        Assert.Equal(CircuitState.Closed, breaker.State);

        Fail(breaker, 1);

        Assert.Equal(CircuitState.Open, breaker.State);
        Assert.False(breaker.TryEnter(out var retryAfter));
        Assert.Equal(Recovery, retryAfter);
    }

    [Fact]
    public void A_success_between_failures_starts_the_count_again()
    {
        var breaker = Breaker();
        Fail(breaker, 4);
        Succeed(breaker, 1);
        Fail(breaker, 4);

        Assert.Equal(CircuitState.Closed, breaker.State);
    }

    [Fact]
    public void What_says_nothing_of_the_peer_does_not_count()
    {
        var breaker = Breaker();
        Fail(breaker, 4);
        Assert.True(breaker.TryEnter(out _));
        breaker.Report(null);

        Assert.Equal(CircuitState.Closed, breaker.State);
    }

    [Fact]
    public void After_thirty_seconds_three_probes_are_let_through_at_a_time()
    {
        var breaker = Open();
        _time.Advance(Recovery);

        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => breaker.TryEnter(out var _)));
    }

    [Fact]
    public void Three_successful_probes_close_it()
    {
        var breaker = Open();
        _time.Advance(Recovery);
        Succeed(breaker, 2);
        Assert.Equal(CircuitState.HalfOpen, breaker.State);

        Succeed(breaker, 1);

        Assert.Equal(CircuitState.Closed, breaker.State);
    }

    [Fact]
    public void A_failed_probe_opens_it_for_another_thirty_seconds()
    {
        var breaker = Open();
        _time.Advance(Recovery);
        Succeed(breaker, 2);
        Fail(breaker, 1);

        Assert.Equal(CircuitState.Open, breaker.State);
        _time.Advance(Recovery - TimeSpan.FromTicks(1));
        Assert.False(breaker.TryEnter(out _));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.True(breaker.TryEnter(out _));
    }

    private CircuitBreaker Breaker() => new(threshold: 5, Recovery, _time);

    private CircuitBreaker Open()
    {
        var breaker = Breaker();
        Fail(breaker, 5);
        return breaker;
    }

    private static void Fail(CircuitBreaker breaker, int times) => Repeat(breaker, false, times);

    private static void Succeed(CircuitBreaker breaker, int times) => Repeat(breaker, true, times);

    private static void Repeat(CircuitBreaker breaker, bool reached, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.True(breaker.TryEnter(out _));
            breaker.Report(reached);
        }
    }
}
