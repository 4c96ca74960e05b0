using Ecommerce.Contracts;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests.TaskClients;

/// <summary>
/// The Agent2Agent protocol of a running agent, and of the whole shop at the gateway, before clients of others: by mutual TLS with an
/// exported identity.
/// </summary>
public sealed class TaskClientTests(ShopFixture shop) : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(AgentNames.Inventory, "admin", Traits = ["Form", "long"])]
    [InlineData(AgentNames.Gateway, "cli")]
    public async Task The_SDK_for_JavaScript_does_everything_on_each_binding(string agent, string identity) =>
        Assert.Equal(["ok JSONRPC", "ok HTTP+JSON", "ok GRPC"], await PassAsync("client.mjs", agent, identity));

    [Theory]
    [InlineData(AgentNames.Inventory, "admin", Traits = ["Form", "long"])]
    [InlineData(AgentNames.Gateway, "cli")]
    public async Task The_SDK_for_Python_does_everything_on_each_binding(string agent, string identity) =>
        Assert.Equal(["ok JSONRPC", "ok HTTP+JSON", "ok GRPC"], await PassAsync("client.py", agent, identity));

    private async Task<IEnumerable<string>> PassAsync(string script, string agent, string identity) => await TaskSdks.PassAsync(
        script, $"https://127.0.0.1:{shop.MtlsPort(agent)}", ShopFixture.IdOf(agent),
        await TaskSdks.ExportAsync(shop, identity, _folder.At("identity")));
}
