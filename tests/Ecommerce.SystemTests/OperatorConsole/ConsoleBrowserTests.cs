using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests.OperatorConsole;

/// <summary>The console in a real browser, with axe-core in every page, light and dark.</summary>
public sealed class ConsoleBrowserTests(ShopFixture shop)
{
    private const string Chromium = "/usr/bin/chromium";

    [Fact]
    [Trait("Form", "long")]
    public async Task An_operator_finds_a_stuck_order_and_a_denials_rule_and_every_page_is_accessible()
    {
        var seen = await SeeAsync("admin", "en");
        Assert.Empty(seen["complaints"]!.AsArray());
        var steps = seen["steps"]!;
        Assert.All((string[])["retried", "gone", "rule", "live", "focused", "quiet"], step => Assert.True((bool?)steps[step], step));
        Assert.Equal(401, (int)steps["again"]!);
    }

    [Theory]
    [Trait("Form", "long")]
    [InlineData("admin")]
    [InlineData("cli")]
    public async Task Every_page_is_accessible_in_German_to_administrators_and_to_others(string identity) => await SeeAsync(identity, "de");

    private async Task<JsonNode> SeeAsync(string identity, string language)
    {
        Assert.SkipUnless(File.Exists(Chromium), $"There is no {Chromium}.");
        var (tools, missing) = await NpmTools.InstallAsync("console-browser", "playwright-core@1.62.0", "axe-core@4.14.1");
        Assert.SkipWhen(tools is null, missing);
        var order = await StuckAsync();
        Assert.Equal("forbidden", (await shop.CallAsync("retry_checkout", $$"""{"order_id": "{{order}}"}""", AgentNames.Order)).Code);
        await using var console = await ConsoleRun.StartAsync(shop.DataFolder, identity, signIn: false);

        var (exit, output) = await tools!.RunAsync(
            RepositoryRoot.At("tests", "Ecommerce.SystemTests", "OperatorConsole", "browser.mjs"),
            [Chromium, console.Link.ToString(), order, identity, language, .. Pictures]);

        Assert.True(exit == 0, output);
        var seen = JsonNode.Parse(output)!;
        Assert.True(seen["failed"] is null, (string?)seen["failed"]);
        Assert.Empty(seen["violations"]!.AsArray());
        Assert.Empty(seen["wide"]!.AsArray());
        return seen;
    }

    // Where to put a picture of each page, if somebody wants them.
    private static string[] Pictures =>
        Environment.GetEnvironmentVariable("CONSOLE_PICTURES") is { Length: > 0 } folder ? [folder] : [];

    private async Task<string> StuckAsync()
    {
        var order = (string)(await shop.OrderAsync(await shop.NewUserAsync(), "WIDGET-001")).Completed["order_id"]!;
        await using var command = shop.Owner("orders").CreateCommand(
            $"UPDATE checkouts SET parked_reason = 'stuck as a test' WHERE order_id = '{order}'");
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return order;
    }
}
