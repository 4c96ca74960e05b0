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
        Assert.SkipUnless(File.Exists(Chromium), $"There is no {Chromium}.");
        var (tools, missing) = await NpmTools.InstallAsync("console-browser", "playwright-core@1.62.0", "axe-core@4.14.1");
        Assert.SkipWhen(tools is null, missing);
        var order = await StuckAsync();
        Assert.Equal("forbidden", (await shop.CallAsync("retry_checkout", $$"""{"order_id": "{{order}}"}""", AgentNames.Order)).Code);
        await using var console = await ConsoleRun.StartAsync(shop.DataFolder, "admin", signIn: false);

        var (exit, output) = await tools!.RunAsync(
            RepositoryRoot.At("tests", "Ecommerce.SystemTests", "OperatorConsole", "browser.mjs"),
            [Chromium, console.Link.ToString(), order, .. Pictures]);

        Assert.True(exit == 0, output);
        var seen = JsonNode.Parse(output)!;
        Assert.True(seen["failed"] is null, (string?)seen["failed"]);
        Assert.Empty(seen["violations"]!.AsArray());
        Assert.Empty(seen["complaints"]!.AsArray());
        Assert.Empty(seen["wide"]!.AsArray());
        var steps = seen["steps"]!;
        Assert.All((string[])["retried", "gone", "rule", "live", "quiet"], step => Assert.True((bool?)steps[step], step));
        Assert.Equal(401, (int)steps["again"]!);
    }

    // Where to put a picture of each page, if somebody wants them.
    private static string[] Pictures =>
        Environment.GetEnvironmentVariable("CONSOLE_PICTURES") is { Length: > 0 } folder ? [folder] : [];

    private async Task<string> StuckAsync()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var order = (string)(await shop.OrderAsync(user, sku)).Completed["order_id"]!;
        await using var command = shop.Owner("orders").CreateCommand(
            $"UPDATE checkouts SET parked_reason = 'stuck as a test' WHERE order_id = '{order}'");
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return order;
    }
}
