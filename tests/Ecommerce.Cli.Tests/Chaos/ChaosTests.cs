using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.Development;
using Ecommerce.Testing;

namespace Ecommerce.Cli.Tests.Chaos;

/// <summary><c>ecommerce chaos</c> as it is typed.</summary>
public sealed class ChaosTests
{
    [Fact]
    public async Task An_unknown_case_is_refused_and_all_are_named()
    {
        var (code, output) = await CommandRun.OfAsync("chaos", "--cases", "kill-order,kill-time");
        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("--cases: kill-time is not one of kill-gateway, ", output, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task Nothing_is_lost_in_a_minute_of_overlapping_faults()
    {
        Assert.SkipUnless(AgentProgram.All.All(agent => File.Exists(agent.Executable)), "The agents are not built: eng/build.sh.");
        var (code, output) = await CommandRun.OfAsync("chaos", "--seed", "1", "--minutes", "0.8", "--port-base", $"{FreePorts.FindBase()}");
        Assert.True(code == ExitCodes.Done, output);
        var report = JsonNode.Parse(output)!;
        Assert.Empty(report["violations"]!.AsArray());
        Assert.NotEqual(0, report["cases"]!.AsArray().Sum(row => (int)row!["occurred"]!));
        Assert.NotEqual(0, (int)report["orders"]!["confirmed"]!);
    }
}
