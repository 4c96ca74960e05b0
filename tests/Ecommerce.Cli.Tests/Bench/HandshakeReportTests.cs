using Ecommerce.Cli.Bench;

namespace Ecommerce.Cli.Tests.Bench;

public sealed class HandshakeReportTests
{
    [Fact]
    public void The_ratio_is_ours_by_the_stock_connections_of_the_median_slice()
    {
        var report = new HandshakeReport();
        foreach (var extra in (int[])[0, 10, 9000])
        {
            report.Of(HandshakeWay.Spiffe).Add(new(TimeSpan.FromSeconds(1), new(2 * (95 + extra), 2 * 300), [1, 1]), server: default);
            report.Of(HandshakeWay.Stock).Add(new(TimeSpan.FromSeconds(1), new(100, 200), [1]), server: default);
        }

        var json = report.ToJson();
        Assert.Equal(105, (double)json["spiffe"]!["cpu_us"]!);
        Assert.Equal(1.05, (double)json["ratio"]!["cpu"]!);
        Assert.Equal(1.5, (double)json["ratio"]!["bytes"]!);
    }
}
