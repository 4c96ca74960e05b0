using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary><c>ecommerce demo</c> on a real shop.</summary>
[Collection<DisturbedShopCollection>]
public sealed class DemoTests(DisturbedShop shop)
{
    [Fact]
    public async Task Every_check_of_the_tour_passes()
    {
        var (code, output) = await DemoAsync();
        Assert.True(code == ExitCodes.Done, output);
        Assert.Contains("All checks passed.", output, StringComparison.Ordinal);
        Assert.Contains("payment.authz/default", output, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task The_tour_can_be_repeated()
    {
        for (var time = 0; time < 2; time++)
        {
            var (code, output) = await DemoAsync();
            Assert.True(code == ExitCodes.Done, output);
        }
    }

    [Fact]
    public async Task Buyers_are_all_served_and_counted()
    {
        var (code, output) = await DemoAsync("--minutes", "0.03", "--load", "2");
        Assert.True(code == ExitCodes.Done, output);
        var summary = JsonNode.Parse(output)!;
        Assert.Equal(2, (int)summary["buyers"]!);
        Assert.Equal((int)summary["requests"]!, summary["statuses"]!.AsObject().Sum(status => (int)status.Value!));
        Assert.Equal(["201"], summary["statuses"]!.AsObject().Select(status => status.Key));
    }

    private Task<(int ExitCode, string Output)> DemoAsync(params string[] arguments) =>
        CommandRun.OfAsync(["demo", "--data-dir", shop.DataFolder, .. arguments]);
}
