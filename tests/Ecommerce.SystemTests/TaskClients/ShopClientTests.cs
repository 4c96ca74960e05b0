using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Tokens;
using Ecommerce.SystemTests.Assistants;
using Ecommerce.SystemTests.Attacks;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests.TaskClients;

/// <summary>
/// The Agent2Agent protocol of the whole shop before clients of others: a user at the public port, and a client by mutual TLS, with a
/// user's token beside its SVID or with its own proof.
/// </summary>
[Collection<QuietShopCollection>]
public sealed class ShopClientTests(QuietShop shop) : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("shop.mjs")]
    [InlineData("shop.py")]
    public async Task A_user_buys_at_the_public_port(string script)
    {
        var ann = await SignedIn.CreateAsync(shop);
        await BuyAsync(script, $"http://localhost:{shop.Public.BaseAddress!.Port}", ann.UserId, ann.Bearer);
    }

    [Theory]
    [InlineData("shop.mjs", Traits = ["Form", "long"])]
    [InlineData("shop.py")]
    public async Task A_client_with_an_SVID_buys_for_a_user_whose_token_it_has(string script)
    {
        var ann = await SignedIn.CreateAsync(shop);
        await BuyByMutualTlsAsync(script, ann.UserId, ann.Bearer);
    }

    [Theory]
    [InlineData("shop.mjs")]
    [InlineData("shop.py", Traits = ["Form", "long"])]
    public async Task A_client_with_an_SVID_buys_by_its_own_proof(string script)
    {
        var proof = await (await shop.ProofOfAsync("cli")).FetchAsync(ShopFixture.IdOf(AgentNames.User), CancellationToken.None);
        await BuyByMutualTlsAsync(script, await shop.NewUserAsync(), (CallTokens.ActorHeader, proof.Token));
    }

    private async Task BuyByMutualTlsAsync(string script, string user, (string Name, string Value) header) => await BuyAsync(
        script, $"https://127.0.0.1:{shop.MtlsPort(AgentNames.Gateway)}", user, header, ShopFixture.IdOf(AgentNames.Gateway),
        await TaskSdks.ExportAsync(shop, "cli", _folder.At("identity")));

    private async Task BuyAsync(string script, string url, string user, (string Name, string Value) header, params string[] identity)
    {
        var sku = await shop.NewProductAsync(1999, 100);
        var words = $"Two of {sku}, please.";
        shop.Model.Script(words, ScriptedModel.Calls(Asking.Order(user, sku)));
        var headers = JsonSerializer.Serialize(new Dictionary<string, string> { [header.Name] = header.Value });

        var passed = await TaskSdks.PassAsync(script, [url, headers, user, sku, words, .. identity]);

        // On each of them one that was named and one that was approved; gRPC is spoken by mutual TLS alone.
        string[] bindings = identity.Length > 0 ? ["ok JSONRPC", "ok HTTP+JSON", "ok GRPC"] : ["ok JSONRPC", "ok HTTP+JSON"];
        Assert.Equal(bindings, passed);
        Assert.Equal(2 * bindings.Length, (await shop.OrdersOfAsync(user)).Count);
        Assert.Equal(bindings.Length * (1999 + 3998), await shop.LedgerOfAsync(user));
    }
}
