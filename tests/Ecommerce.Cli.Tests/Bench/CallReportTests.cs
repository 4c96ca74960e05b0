using Ecommerce.Cli.Bench;

namespace Ecommerce.Cli.Tests.Bench;

public sealed class CallReportTests
{
    private readonly CallReport _report = new();

    public CallReportTests()
    {
        // Each rung uses one unit more than the one before, at the server twice as much.
        foreach (var rung in Rungs.All)
        {
            foreach (var callers in CallReport.CallerCounts)
            {
                var units = UnitsOf(rung);
                _report.Of(rung, callers).Add(
                    new(TimeSpan.FromSeconds(units), new(units, 10 * units), [1]), new(2 * units, 20 * units));
            }
        }
    }

    [Fact]
    public void A_ratio_divides_throughputs()
    {
        var ratio = _report.ToJson()["ratio"]!["16"]!;
        Assert.Equal(Math.Round(1.0 / UnitsOf(Rung.Secured), 3), (double)ratio["secured_to_plaintext"]!);
        Assert.Equal(Math.Round(2.0 / UnitsOf(Rung.Secured), 3), (double)ratio["secured_to_mtls"]!);
        Assert.Equal(Math.Round((double)UnitsOf(Rung.Invoker) / UnitsOf(Rung.Tokens), 3), (double)ratio["token_to_none"]!);
    }

    [Fact]
    public void What_was_not_measured_has_no_ratio()
    {
        var report = new CallReport();
        foreach (var rung in Rungs.Compared)
        {
            report.Of(rung, 16).Add(new(TimeSpan.FromSeconds(1), new(1, 1), [1]), new(1, 1));
            report.Of(rung, 1).Add(new(TimeSpan.FromSeconds(1), new(1, 1), [1]), new(1, 1));
        }

        Assert.Null(report.ToJson()["ratio"]!["16"]!["token_to_none"]);
    }

    [Fact]
    public void What_secured_adds_to_mutual_tls_is_the_difference_of_both_ends_together()
    {
        var rungs = UnitsOf(Rung.Secured) - UnitsOf(Rung.Mtls);
        var added = _report.ToJson()["added_to_mtls"]!["16"]!;
        Assert.Equal(3 * rungs, (double)added["cpu_us_per_call"]!);
        Assert.Equal(30 * rungs, (double)added["bytes_per_call"]!);
    }

    [Fact]
    public void A_stage_costs_what_its_rung_uses_beyond_the_rung_before_it()
    {
        var rows = Breakdown.Create(_report);
        Assert.Equal(
            ["plaintext call", .. Rungs.All.Skip(1).Select(rung => rung.Stage()), "all beyond mtls"],
            rows.Select(row => (string)row!["stage"]!));
        Assert.All(rows.Take(Rungs.All.Count), row =>
        {
            Assert.Equal(1, (double)row!["client_cpu_us"]!);
            Assert.Equal(2, (double)row["server_cpu_us"]!);
            Assert.Equal(10, (double)row["client_bytes"]!);
            Assert.Equal(20, (double)row["server_bytes"]!);
        });
        Assert.Equal(10 * (UnitsOf(Rung.Secured) - UnitsOf(Rung.Mtls)), (double)rows[^1]!["client_bytes"]!);
    }

    private static int UnitsOf(Rung rung) => (int)rung + 1;
}
