using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Ecommerce.Web.Tests.Browsing;

/// <summary><see cref="Axe"/> in a document.</summary>
/// <param name="session">With the browser.</param>
/// <param name="context">The world that it runs in.</param>
public sealed class AxeWorld(ICDPSession session, int context) : IAsyncDisposable
{
    private const string Run = """
        axe.run({ runOnly: RULES }).then(found => JSON.stringify({
            ran: found.passes.length + found.violations.length,
            violations: found.violations.map(violation => violation.id + ': '
                + violation.nodes.map(node => node.target.join(' ') + ' ' + node.failureSummary).join('; ')),
        }))
        """;

    /// <summary>What is wrong with the document as it is now, by some rules.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync(string rules)
    {
        var answer = await session.SendAsync("Runtime.evaluate", new()
        {
            ["expression"] = Run.Replace("RULES", rules, StringComparison.Ordinal),
            ["contextId"] = context,
            ["awaitPromise"] = true,
            ["returnByValue"] = true,
        });
        var found = JsonNode.Parse(answer!.Value.GetProperty("result").GetProperty("value").GetString()!)!;
        Assert.NotEqual(0, (int)found["ran"]!);
        return [.. found["violations"]!.AsArray().Select(violation => (string)violation!)];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await session.DetachAsync();
}
