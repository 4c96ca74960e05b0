using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Ecommerce.Development.Processes;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests.TaskClients;

/// <summary>
/// The Agent2Agent protocol of a running agent, and of the whole shop at the gateway, before clients of others: by mutual TLS with an
/// exported identity.
/// </summary>
public sealed class TaskClientTests(ShopFixture shop) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly Lazy<Task<(NpmTools? Tools, string Missing)>> Sdk = new(() => NpmTools.InstallAsync(
        "a2a-client", "@a2a-js/sdk@1.3.0", "@grpc/grpc-js@1.14.7", "@bufbuild/protobuf@2.17.0", "undici@7.30.2"));

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(AgentNames.Inventory, "admin")]
    [InlineData(AgentNames.Gateway, "cli")]
    public async Task The_SDK_for_JavaScript_does_everything_on_each_binding(string agent, string identity)
    {
        var (tools, missing) = await Sdk.Value;
        Assert.SkipWhen(tools is null, missing);

        var (exit, output) = await tools!.RunAsync(
            Script("client.mjs"), UrlOf(agent), ShopFixture.IdOf(agent), await ExportAsync(identity));

        Assert.True(exit == 0, output);
        Assert.Equal(["ok JSONRPC", "ok HTTP+JSON", "ok GRPC"], PassedIn(output));
    }

    [Theory]
    [InlineData(AgentNames.Inventory, "admin")]
    [InlineData(AgentNames.Gateway, "cli")]
    public async Task The_SDK_for_Python_does_everything_on_the_bindings_of_HTTP(string agent, string identity)
    {
        var venv = Path.Combine(SharedTools.Folder, "python", "venv");
        Assert.SkipUnless(File.Exists(venv), SharedTools.Missing);
        var (made, tools) = await Tool.RunAsync(Limit, venv);
        Assert.SkipUnless(made == 0, tools);

        var (exit, output) = await Tool.RunAsync(
            Limit, Path.Combine(tools.Split('\n')[^1], "python"), Script("client.py"), UrlOf(agent), ShopFixture.IdOf(agent),
            await ExportAsync(identity));

        Assert.True(exit == 0, output);
        Assert.Equal(["ok JSONRPC", "ok HTTP+JSON"], PassedIn(output));
    }

    private string UrlOf(string agent) => $"https://127.0.0.1:{shop.MtlsPort(agent)}";

    private async Task<string> ExportAsync(string identity)
    {
        var folder = _folder.At("identity");
        var (exit, output) = await CommandRun.InShellAsync(
            $"ECOMMERCE_IDENTITY={identity} exec \"$@\"", "identity", "export", folder, "--data-dir", shop.DataFolder);
        Assert.True(exit == ExitCodes.Done, output);
        return folder;
    }

    // Node warns of servers that are named by their address.
    private static IEnumerable<string> PassedIn(string output) =>
        output.Split('\n').Where(line => line.StartsWith("ok ", StringComparison.Ordinal));

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "TaskClients", name);
}
