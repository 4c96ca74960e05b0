using System.Diagnostics;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Bench;
using Ecommerce.Cli.Output;
using Ecommerce.Development;
using Ecommerce.Development.Processes;
using Ecommerce.Testing;

namespace Ecommerce.Cli.Tests.Commands;

public sealed class BenchTests
{
    // Of both ends: 1,600 to 1,800 on an idle machine; on a busy one fewer calls share what runs beside them.
    [Fact]
    [Trait("Form", "long")]
    public async Task Bench_call_reports_every_variant_and_that_a_secured_call_allocates_at_most_3072_bytes_more_than_mutual_TLS()
    {
        var report = await RunAsync("call", "--seconds", "4");
        Assert.Equal(["secured", "plaintext", "mtls", "ratio", "added_to_mtls"], report.AsObject().Select(member => member.Key));
        CheckCalls(report);
        Assert.All((string[])["1", "16"], callers =>
            Assert.True(Number(report["added_to_mtls"]![callers], "bytes_per_call") <= 3072, $"{report}"));
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task With_breakdown_it_also_reports_every_stage_and_piece()
    {
        var report = await RunAsync("call", "--breakdown", "--seconds", "3");
        CheckCalls(report);
        var stages = report["breakdown"]!.AsArray().ToDictionary(row => (string)row!["stage"]!, row => row!);
        Assert.Equal(Rungs.All.Count + 1, stages.Count);
        Assert.True(Number(stages["all beyond mtls"], "server_bytes") > 0, $"{report}");
        var pieces = report["pieces"]!.AsArray();
        Assert.NotEmpty(pieces);
        Assert.All(pieces, piece => Assert.True(Number(piece, "ns") > 0 && Number(piece, "bytes") >= 0, $"{report}"));
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task Bench_mesh_reports_every_way_by_both_clients_and_leaves_nothing_running()
    {
        Assert.SkipWhen(SharedTools.Find("envoy") is null, SharedTools.Missing);
        var report = await RunAsync("mesh", "--seconds", "6");
        foreach (var client in (string[])["driver", "ghz"])
        {
            foreach (var way in MeshReport.Ways)
            {
                Assert.All((string[])["1", "16"], callers =>
                {
                    var measured = report[client]![way]![callers];
                    Assert.True(Number(measured, "rps") > 0, $"{report}");
                    Assert.InRange(Number(measured, "p50_us"), 1, Number(measured, "p99_us"));
                });
            }
        }

        Assert.Equal(["client", "server", "envoys", "opa"], report["pss_mb"]!["mesh"]!.AsObject().Select(part => part.Key));
        Assert.All(["1", "16"], callers => Assert.True(Number(report["compared"]![callers], "secured_to_mesh_rps") > 0, $"{report}"));
        Assert.DoesNotContain(Process.GetProcessesByName("envoy"), IsOfABench);
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task Bench_handshake_reports_both_ways_and_their_ratio()
    {
        var report = await RunAsync("handshake", "--seconds", "2");
        Assert.All((string[])["spiffe", "stock"], way =>
        {
            Assert.True(Number(report[way], "rps") > 0, $"{report}");
            Assert.True(Number(report[way], "cpu_us") > 0 && Number(report[way], "bytes") > 0, $"{report}");
        });
        Assert.True(Number(report["ratio"], "cpu") > 0, $"{report}");
    }

    [Fact]
    public async Task Without_the_tools_bench_mesh_says_so()
    {
        var (code, output) = await Tool.RunAsync(
            TimeSpan.FromSeconds(60),
            ["env", "SHARED_TOOLS=/nonexistent", .. CommandRun.Program, "bench", "mesh"]);
        Assert.Equal(ExitCodes.Unreachable, code);
        Assert.Equal($"There is nothing to compare with: {SharedTools.Missing}.", output);
    }

    private static bool IsOfABench(Process envoy) =>
        File.ReadAllText($"/proc/{envoy.Id}/cmdline").Contains("ecommerce-bench-", StringComparison.Ordinal);

    private static async Task<JsonNode> RunAsync(params string[] arguments)
    {
        var (code, output) = await Tool.RunAsync(
            TimeSpan.FromMinutes(15), // thirty processes, where other tests run beside them
            [.. CommandRun.Program, "bench", .. arguments]);
        Assert.True(code == ExitCodes.Done, output);
        return JsonNode.Parse(output[..(output.LastIndexOf('}') + 1)])!; // a server may warn of a handshake that took too long
    }

    private static void CheckCalls(JsonNode report)
    {
        foreach (var callers in (string[])["1", "16"])
        {
            foreach (var variant in (string[])["secured", "plaintext", "mtls"])
            {
                var measured = report[variant]![callers];
                Assert.True(Number(measured, "rps") > 0, $"{report}");
                Assert.InRange(Number(measured, "p50_us"), 1, Number(measured, "p99_us"));
                Assert.All((string[])["client", "server"], end =>
                {
                    Assert.True(Number(measured!["cpu_us_per_call"], end) > 0, $"{report}");
                    Assert.True(Number(measured["bytes_per_call"], end) > 0, $"{report}");
                });
            }

            Assert.True(Number(report["ratio"]![callers], "secured_to_plaintext") > 0, $"{report}");
            Assert.True(Number(report["ratio"]![callers], "secured_to_mtls") > 0, $"{report}");
            Assert.True(double.IsFinite(Number(report["added_to_mtls"]![callers], "bytes_per_call")), $"{report}");
        }
    }

    private static double Number(JsonNode? members, string name) => (double)members![name]!;
}
