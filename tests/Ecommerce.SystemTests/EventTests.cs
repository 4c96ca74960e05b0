using System.Text.Json;
using Ecommerce.Development;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>A shop of its own that publishes to a broker.</summary>
public sealed class EventTests(Broker broker) : IClassFixture<Broker>
{
    private const string Exchange = "ecommerce.events";
    private const int Buyers = 8;
    private const int MoreOrders = 24;

    [Fact]
    [Trait("Form", "long")]
    public async Task Orders_go_on_while_the_broker_dies_under_load_and_all_of_their_history_reaches_it_in_order()
    {
        Assert.SkipUnless(RabbitServer.IsInstalled, RabbitServer.Missing);
        await broker.BindAsync(Exchange, Exchange);
        await using var shop = new PublishingShop(broker.Address);
        await shop.InitializeAsync();
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 1000));

        using var enough = new CancellationTokenSource();
        var buying = Task.WhenAll(Enumerable.Range(0, Buyers).Select(_ => BuyAsync(shop, user, sku, enough.Token)));
        await UntilMoreAsync(shop);
        await broker.Server.KillAsync();
        await UntilMoreAsync(shop);
        await broker.Server.StartAsync();
        await UntilMoreAsync(shop);
        await enough.CancelAsync();
        await buying;

        foreach (var database in new[] { "orders", "payments" })
        {
            await Eventually.HoldsAsync(
                async () => await shop.CountAsync(database, "SELECT count(*) FROM outbox") == 0, () => $"{database} has an empty outbox");
        }

        var published = (await broker.TakeAsync(Exchange)).DistinctBy(IdOf).ToList();
        string[] history =
        [
            .. await HistoryAsync(shop, "orders", "order_cloud_events"), .. await HistoryAsync(shop, "payments", "payment_cloud_events"),
        ];
        Assert.Equal(history.Order(StringComparer.Ordinal), published.Select(IdOf).Order(StringComparer.Ordinal));
        foreach (var order in published.GroupBy(item => (Text(item, "source"), Text(item, "subject"))))
        {
            var numbers = order.Select(item => item.GetProperty("data").GetProperty("event_id").GetInt64()).ToList();
            Assert.Equal(numbers.Order(), numbers);
        }
    }

    private static async Task BuyAsync(ShopFixture shop, string user, string sku, CancellationToken cancellationToken)
    {
        for (var number = 1; !cancellationToken.IsCancellationRequested; number++)
        {
            var declined = number % 6 == 0;
            var answer = await shop.OrderAsync(user, sku, method: declined ? "test_declined" : "credit_card");
            Assert.Equal(declined ? "payment_declined" : null, answer.Code);
        }
    }

    // The buyers go on while it waits.
    private static async Task UntilMoreAsync(ShopFixture shop)
    {
        const string Orders = "SELECT count(*) FROM orders";
        var before = await shop.CountAsync("orders", Orders);
        await Eventually.HoldsAsync(
            async () => await shop.CountAsync("orders", Orders) >= before + MoreOrders, () => $"{MoreOrders} orders after {before}");
    }

    private static async Task<List<string>> HistoryAsync(ShopFixture shop, string database, string view)
    {
        await using var command = shop.Owner(database).CreateCommand($"SELECT event::text FROM {view}");
        await using var reader = await command.ExecuteReaderAsync();
        List<string> ids = [];
        while (await reader.ReadAsync())
        {
            ids.Add(IdOf(JsonElement.Parse(reader.GetString(0))));
        }

        return ids;
    }

    // What makes a CloudEvent the same one.
    private static string IdOf(JsonElement item) => $"{Text(item, "source")} {Text(item, "id")}";

    private static string Text(JsonElement item, string attribute) => item.GetProperty(attribute).GetString()!;

    private sealed class PublishingShop : ShopFixture
    {
        public PublishingShop(Uri broker) => AgentVariables["AGENTWEAVE_EVENTS_BROKER"] = broker.OriginalString;
    }
}
