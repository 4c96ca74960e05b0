using Ecommerce.ServiceDefaults.Telemetry;
using Ecommerce.Testing;

namespace Ecommerce.ServiceDefaults.Tests.Telemetry;

public sealed class FailureLogTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Failures_are_counted_by_capability_and_code_the_most_frequent_first()
    {
        var log = new FailureLog(_time);
        log.Add("get_order", "not_found");
        log.Add("create_order", "out_of_stock");
        log.Add("create_order", "out_of_stock");

        Assert.Equal(
            [("create_order", "out_of_stock", 2), ("get_order", "not_found", 1)],
            log.Read().Select(failure => (failure.Capability, failure.Code, failure.Count)));
    }

    [Fact]
    public void After_an_hour_a_failure_is_forgotten()
    {
        var log = new FailureLog(_time);
        log.Add("get_order", "not_found");
        _time.Advance(TimeSpan.FromMinutes(30));
        log.Add("get_order", "not_found");
        _time.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(1, Assert.Single(log.Read()).Count);
        _time.Advance(TimeSpan.FromMinutes(60));
        Assert.Empty(log.Read());
    }

    [Fact]
    public void More_kinds_than_an_agent_has_share_one()
    {
        var log = new FailureLog(_time);
        for (var i = 0; i < 1000; i++)
        {
            log.Add($"capability_{i}", "not_found");
        }

        Assert.InRange(log.Read().Count, 1, 501);
        Assert.Equal(1000, log.Read().Sum(failure => failure.Count));
    }
}
