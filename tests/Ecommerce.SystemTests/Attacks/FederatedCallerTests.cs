using System.Net.Security;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Testing;
using Grpc.Core;
using Spiffe.Tests;

namespace Ecommerce.SystemTests.Attacks;

/// <summary>A partner's workloads connect, and may do what a rule grants to them, which is nothing.</summary>
[Collection<QuietShopCollection>]
public sealed class FederatedCallerTests(QuietShop shop)
{
    private const string Partner = "partner.example";

    [Fact]
    public async Task A_partners_workload_is_denied_what_no_rule_grants_it_however_familiar_its_path()
    {
        var ann = await Buyer.CreateAsync(shop);
        var mint = Mint.Stranger("CN=partner");
        await using var agent = await FederatedAgent.StartAsync(shop, Partner, mint);
        foreach (var path in new[] { "agent/warehouse", "agent/admin", "agent/gateway", "client/cli" })
        {
            var id = $"spiffe://{Partner}/{path}";
            using var channel = agent.Channel(mint.Chain(mint.Leaf([id])));
            var inventory = new InventoryService.InventoryServiceClient(channel);
            await Attack.FailAsync(
                shop,
                By($"get_product product/{ann.Sku}", () => inventory.GetProductAsync(new() { Sku = ann.Sku })),
                By($"adjust_stock product/{ann.Sku}", () => inventory.AdjustStockAsync(
                    new() { Sku = ann.Sku, Delta = 5, Reason = "mine" })),
                By($"release_reservation order/{ann.Order}", () => inventory.ReleaseReservationAsync(new() { OrderId = ann.Order })));
            Assert.Equal(3, await shop.CountAsync(
                "inventory", "SELECT count(*) FROM audit WHERE caller_id = $1 AND decision = 'deny' AND resource = ANY ($2)", id,
                new[] { $"product/{ann.Sku}", $"order/{ann.Order}" }));

            Attack By<T>(string what, Func<AsyncUnaryCall<T>> call) =>
                new($"{id}: {what}", () => Attack.AnswerAsync(call()), "PermissionDenied", "inventory", $"{what} deny forbidden");
        }
    }

    [Fact]
    public async Task No_authority_signs_for_the_other_ones_domain()
    {
        using var authority = Forger.WithKeyOf(shop);
        var (own, partner) = (authority.Mint, Mint.Stranger(authority.Mint.Root.Subject));
        var (ours, theirs) = (ShopFixture.IdOf(AgentNames.Gateway), $"spiffe://{Partner}/agent/gateway");
        await using var agent = await FederatedAgent.StartAsync(shop, Partner, partner);
        Assert.StartsWith("HTTP/1.1 ", await Handshake.TryAsync(agent.Port, LeafOf(own, ours)), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 ", await Handshake.TryAsync(agent.Port, LeafOf(partner, theirs)), StringComparison.Ordinal);
        var held = await shop.HoldingsAsync();
        var before = await CountAsync();

        Assert.Equal("", await Handshake.TryAsync(agent.Port, LeafOf(partner, ours)));
        Assert.Equal("", await Handshake.TryAsync(agent.Port, LeafOf(own, theirs)));

        await shop.UnchangedAsync(held, "a handshake");
        await agent.StopAsync();
        Assert.Equal(before + 2, await CountAsync());

        static SslStreamCertificateContext LeafOf(Mint mint, string id) => mint.Chain(mint.Leaf([id]));

        Task<long> CountAsync() => shop.CountAsync(
            "inventory",
            """
            SELECT coalesce(sum(count), 0)::bigint FROM audit WHERE event_type = 'PEER_VERIFICATION' AND outcome = 'invalid_chain'
            """);
    }
}
