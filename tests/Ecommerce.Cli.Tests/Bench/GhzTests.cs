using System.Diagnostics;
using Ecommerce.Cli.Bench;

namespace Ecommerce.Cli.Tests.Bench;

public sealed class GhzTests
{
    [Fact]
    public void Its_report_is_read_as_every_call_that_succeeded()
    {
        var slice = Ghz.Parse("""
            {"total": 2000000000, "details": [
                {"latency": 1000000, "status": "OK"}, {"latency": 5, "status": "Unavailable"}, {"latency": 3000000, "status": "OK"}]}
            """);
        Assert.Equal(TimeSpan.FromSeconds(2), slice.Elapsed);
        Assert.Equal([Stopwatch.Frequency / 1000, Stopwatch.Frequency * 3 / 1000], slice.Durations);
    }

    [Fact]
    public void A_report_without_a_call_that_succeeded_is_a_failure()
    {
        const string Report = """{"total": 1, "errorDistribution": {"refused": 1}, "details": [{"latency": 5, "status": "Unavailable"}]}""";
        Assert.Contains("refused", Assert.ThrowsAny<Exception>(() => Ghz.Parse(Report)).Message, StringComparison.Ordinal);
    }
}
