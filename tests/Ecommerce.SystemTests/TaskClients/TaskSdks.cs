using Ecommerce.Cli.Output;
using Ecommerce.Development;
using Ecommerce.Development.Processes;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests.TaskClients;

/// <summary>The official SDKs of Agent2Agent, where they can be had, and what they run.</summary>
internal static class TaskSdks
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly Lazy<Task<(NpmTools? Tools, string Missing)>> Npm = new(() => NpmTools.InstallAsync(
        "a2a-client", "@a2a-js/sdk@1.3.0", "@grpc/grpc-js@1.14.7", "@bufbuild/protobuf@2.17.0", "undici@7.30.2"));

    /// <summary>Runs a script of this folder, and skips the test where its SDK is not there.</summary>
    /// <param name="script">The script's name: .mjs or .py.</param>
    /// <param name="arguments">What it is given.</param>
    /// <returns>The lines with which it says what has passed.</returns>
    public static async Task<IEnumerable<string>> PassAsync(string script, params string[] arguments)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "TaskClients", script);
        var (exit, output) = script.EndsWith(".py", StringComparison.Ordinal)
            ? await PythonAsync([path, .. arguments]) : await JavaScriptAsync(path, arguments);
        Assert.True(exit == 0, output);

        // Node warns of servers that are named by their address.
        return output.Split('\n').Where(line => line.StartsWith("ok ", StringComparison.Ordinal));
    }

    /// <summary>Writes an identity of the shop into a folder.</summary>
    public static async Task<string> ExportAsync(ShopFixture shop, string identity, string folder)
    {
        var (exit, output) = await CommandRun.InShellAsync(
            $"ECOMMERCE_IDENTITY={identity} exec \"$@\"", "identity", "export", folder, "--data-dir", shop.DataFolder);
        Assert.True(exit == ExitCodes.Done, output);
        return folder;
    }

    private static async Task<(int Exit, string Output)> JavaScriptAsync(string script, string[] arguments)
    {
        var (tools, missing) = await Npm.Value;
        Assert.SkipWhen(tools is null, missing);
        return await tools!.RunAsync(script, arguments);
    }

    private static async Task<(int Exit, string Output)> PythonAsync(string[] arguments)
    {
        var venv = Path.Combine(SharedTools.Folder, "python", "venv");
        Assert.SkipUnless(File.Exists(venv), SharedTools.Missing);
        var (made, tools) = await Tool.RunAsync(Limit, venv);
        Assert.SkipUnless(made == 0, tools);
        return await Tool.RunAsync(Limit, [Path.Combine(tools.Split('\n')[^1], "python"), .. arguments]);
    }
}
