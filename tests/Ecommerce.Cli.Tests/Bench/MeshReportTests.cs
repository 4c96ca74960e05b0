using System.Diagnostics;
using Ecommerce.Cli.Bench;

namespace Ecommerce.Cli.Tests.Bench;

public sealed class MeshReportTests
{
    [Fact]
    public void The_secured_call_is_compared_with_the_mesh_by_what_each_adds_to_the_direct_call()
    {
        var report = new MeshReport();
        Add(report, MeshReport.Direct, milliseconds: 1, calls: 100);
        Add(report, MeshReport.Mesh, milliseconds: 11, calls: 10);
        Add(report, MeshReport.Secured, milliseconds: 2, calls: 80);
        var compared = report.ToJson()["compared"]!["16"]!;
        Assert.Equal(8, (double)compared["secured_to_mesh_rps"]!);
        Assert.Equal(10_000, (double)compared["mesh_adds_p50_us"]!);
        Assert.Equal(1_000, (double)compared["secured_adds_p50_us"]!);
        Assert.Equal(0.1, (double)compared["secured_to_mesh_added_p50"]!);
        Assert.Equal(0.125, (double)compared["secured_to_mesh_cpu"]!);
    }

    [Fact]
    public void Processor_time_is_that_of_every_part_over_all_calls_of_all_slices()
    {
        var report = new MeshReport();
        Add(report, MeshReport.Mesh, milliseconds: 1, calls: 10);
        Add(report, MeshReport.Mesh, milliseconds: 1, calls: 30);
        Add(report, MeshReport.Direct, milliseconds: 1, calls: 1);
        Add(report, MeshReport.Secured, milliseconds: 1, calls: 1);
        var used = report.ToJson()["driver"]!["mesh"]!["16"]!["cpu_s_per_1000_calls"]!;
        Assert.Equal(100, (double)used["client"]!);
        Assert.Equal(50, (double)used["envoys"]!);
        Assert.Equal(150, (double)used["all"]!);
    }

    private static void Add(MeshReport report, string way, int milliseconds, int calls)
    {
        foreach (var client in (string[])[MeshReport.Driver, MeshReport.Ghz])
        {
            foreach (var callers in MeshReport.CallerCounts)
            {
                long[] durations = [.. Enumerable.Repeat(milliseconds * Stopwatch.Frequency / 1000, calls)];
                report.Add(
                    client, way, callers, new(TimeSpan.FromSeconds(1), Client: default, durations),
                    new Dictionary<string, double> { ["client"] = 2, ["envoys"] = 1 });
            }
        }
    }
}
