using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.Development;
using Ecommerce.Testing;

namespace Ecommerce.Cli.Tests.Chaos;

/// <summary><c>ecommerce chaos</c> as it is typed.</summary>
public sealed class ChaosTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(9);

    [Fact]
    public async Task An_unknown_case_is_refused_and_all_are_named()
    {
        var (code, output) = await CommandRun.OfAsync("chaos", "--cases", "kill-order,kill-time");
        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("--cases: kill-time is not one of kill-gateway, ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--seed", "-1", "--seed must be a number from 0 to 2147483647, not -1.")]
    [InlineData("--minutes", "0", "--minutes must be a number from 0.05 to 600, not 0.")]
    public async Task A_number_out_of_bounds_is_refused(string option, string value, string message)
    {
        var (code, output) = await CommandRun.OfAsync("chaos", option, value);
        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains(message, output, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Form", "short")]
    public Task Nothing_is_lost_while_faults_overlap() => RunAsync(seed: 1, minutes: "0.6");

    [Fact]
    [Trait("Form", "long")]
    public Task Nothing_is_lost_in_two_minutes_of_overlapping_faults() => RunAsync(seed: 2, minutes: "2");

    private static async Task RunAsync(int seed, string minutes)
    {
        Assert.SkipUnless(AgentProgram.All.All(agent => File.Exists(agent.Executable)), "The agents are not built: eng/build.sh.");
        var (code, output) = await CommandRun.OfAsync(
            Limit, "chaos", "--seed", $"{seed}", "--minutes", minutes, "--port-base", $"{FreePorts.FindBase()}");
        Assert.True(code == ExitCodes.Done, output);
        var report = JsonNode.Parse(output)!;
        Assert.Empty(report["violations"]!.AsArray());
        Assert.NotEqual(0, report["cases"]!.AsArray().Sum(row => (int)row!["occurred"]!));
        Assert.NotEqual(0, (int)report["orders"]!["confirmed"]!);
    }
}
