using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.Development;
using Ecommerce.Development.Processes;

namespace Ecommerce.Cli.Tests.Commands;

public sealed class BenchTests
{
    [Fact]
    public async Task Bench_call_reports_every_variant_at_every_number_of_callers()
    {
        var (code, output) = await Tool.RunAsync(
            TimeSpan.FromSeconds(60), Path.Combine(AgentProgram.DotnetRoot, "dotnet"),
            Path.Combine(AppContext.BaseDirectory, "ecommerce.dll"),
            "bench", "call", "--seconds", "1");
        Assert.True(code == ExitCodes.Done, output);
        var report = JsonNode.Parse(output)!;
        Assert.Equal(["secured", "plaintext", "mtls", "ratio", "added_to_mtls"], report.AsObject().Select(member => member.Key));
        foreach (var callers in (string[])["1", "16"])
        {
            foreach (var variant in (string[])["secured", "plaintext", "mtls"])
            {
                var measured = report[variant]![callers]!;
                Assert.True((double)measured["rps"]! > 0, output);
                Assert.InRange((double)measured["p50_us"]!, 1, (double)measured["p99_us"]!);
                Assert.All((string[])["client", "server"], end =>
                {
                    Assert.True((double)measured["cpu_us_per_call"]![end]! > 0, output);
                    Assert.True((double)measured["bytes_per_call"]![end]! > 0, output);
                });
            }

            Assert.True((double)report["ratio"]![callers]!["secured_to_plaintext"]! > 0, output);
            Assert.True((double)report["ratio"]![callers]!["secured_to_mtls"]! > 0, output);
            Assert.True((double)report["added_to_mtls"]![callers]!["bytes_per_call"]! > 0, output);
        }
    }
}
