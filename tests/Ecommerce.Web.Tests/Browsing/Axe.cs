using Ecommerce.Testing;
using Microsoft.Playwright;

namespace Ecommerce.Web.Tests.Browsing;

/// <summary>axe-core, which npm brings. It runs in a world of its own, so that the page's policies need no exception for it.</summary>
public sealed class Axe
{
    /// <summary>All rules of WCAG 2.2 AA, and what is good practice.</summary>
    public const string AllRules = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";

    /// <summary>The rules that depend on colours.</summary>
    public const string OfColours = "{ type: 'rule', values: ['color-contrast'] }";

    /// <summary>The rules that depend on the width.</summary>
    public const string OfWidth = "{ type: 'rule', values: ['target-size', 'scrollable-region-focusable'] }";

    private const string Package = "axe-core@4.10.3";

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
        await using var world = await EnterAsync(page);
        return await world.CheckAsync(AllRules);
    }

    /// <summary>Goes into the document that a page shows now, which can then be looked at again and again.</summary>
    public async Task<AxeWorld> EnterAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        var tree = await session.SendAsync("Page.getFrameTree");
        var frame = tree!.Value.GetProperty("frameTree").GetProperty("frame").GetProperty("id").GetString()!;
        var world = await session.SendAsync("Page.createIsolatedWorld", new() { ["frameId"] = frame, ["worldName"] = "axe" });
        var context = world!.Value.GetProperty("executionContextId").GetInt32();
        await session.SendAsync("Runtime.evaluate", new() { ["expression"] = _code, ["contextId"] = context });
        return new(session, context);
    }
}
