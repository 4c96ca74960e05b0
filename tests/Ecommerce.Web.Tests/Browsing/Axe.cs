using System.Text.Json.Nodes;
using Ecommerce.Testing;
using Microsoft.Playwright;

namespace Ecommerce.Web.Tests.Browsing;

/// <summary>axe-core, which npm brings. It runs in a world of its own, so that the page's policies need no exception for it.</summary>
public sealed class Axe
{
    private const string Package = "axe-core@4.10.3";
    private const string Run = """
        axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
            .then(found => JSON.stringify({ passes: found.passes.length, violations: found.violations.map(violation =>
                violation.id + ': ' + violation.nodes.map(node => node.target.join(' ') + ' ' + node.failureSummary).join('; ')) }))
        """;

    private readonly string _code;

    private Axe(string code) => _code = code;

    /// <summary>Gets it; the test is skipped where it cannot be had.</summary>
    public static async Task<Axe> GetAsync()
    {
        var (tools, missing) = await NpmTools.InstallAsync("axe", Package);
        Assert.SkipWhen(tools is null, missing);
        return new(await File.ReadAllTextAsync(tools!.File("axe-core/axe.min.js")));
    }

    /// <summary>What is wrong with the page as it is now.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        var tree = await session.SendAsync("Page.getFrameTree");
        var frame = tree!.Value.GetProperty("frameTree").GetProperty("frame").GetProperty("id").GetString()!;
        var world = await session.SendAsync("Page.createIsolatedWorld", new() { ["frameId"] = frame, ["worldName"] = "axe" });
        var context = world!.Value.GetProperty("executionContextId").GetInt32();
        await session.SendAsync("Runtime.evaluate", new() { ["expression"] = _code, ["contextId"] = context });
        var answer = await session.SendAsync("Runtime.evaluate", new()
        {
            ["expression"] = Run,
            ["contextId"] = context,
            ["awaitPromise"] = true,
            ["returnByValue"] = true,
        });
        await session.DetachAsync();
        var found = JsonNode.Parse(answer!.Value.GetProperty("result").GetProperty("value").GetString()!)!;
        Assert.NotEqual(0, (int)found["passes"]!);
        return [.. found["violations"]!.AsArray().Select(violation => (string)violation!)];
    }
}
