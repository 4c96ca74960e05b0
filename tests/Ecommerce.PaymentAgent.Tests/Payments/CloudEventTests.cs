using System.Text.Json.Nodes;

namespace Ecommerce.PaymentAgent.Tests.Payments;

public class CloudEventTests(Rig rig) : IClassFixture<Rig>
{
    [Fact]
    public async Task A_payments_events_go_to_the_outbox_where_events_are_published_and_nowhere_else()
    {
        await rig.StartAsync();
        var request = Rig.Request();
        var payment = await rig.PayAsync(request);
        Assert.Equal(0, await Rig.ReadAsync<long>(rig.Payments, "SELECT count(*) FROM outbox"));

        await Rig.ExecuteAsync(
            rig.Payments,
            """
            BEGIN;
            SET LOCAL ecommerce.outbox = 'on';
            INSERT INTO payment_events (order_id, transaction_id, user_id, type, status, amount_minor, currency, at)
                SELECT order_id, transaction_id, user_id, 'refunded', 'refunded', 1050, currency, '2026-01-02T03:04:05.678Z' FROM payments;
            COMMIT
            """);

        var happened = JsonNode.Parse(await Rig.ReadAsync<string>(rig.Payments, "SELECT event::text FROM outbox"))!;
        var id = await Rig.ReadAsync<long>(rig.Payments, "SELECT max(event_id) FROM payment_events");
        JsonObject expected = new()
        {
            ["specversion"] = "1.0",
            ["id"] = $"{id}",
            ["source"] = "/agents/payment",
            ["type"] = "io.agentweave.payment.refunded",
            ["subject"] = $"order/{request.OrderId}",
            ["time"] = "2026-01-02T03:04:05.678000Z",
            ["datacontenttype"] = "application/json",
            ["dataschema"] = "urn:proto:ecommerce.v1.PaymentEvent",
            ["data"] = new JsonObject
            {
                ["event_id"] = id,
                ["order_id"] = $"{request.OrderId}",
                ["transaction_id"] = payment.TransactionId,
                ["type"] = "refunded",
                ["status"] = "refunded",
                ["amount_minor"] = 1050,
                ["currency"] = "USD",
            },
        };
        Assert.True(JsonNode.DeepEquals(expected, happened), happened.ToJsonString());
        Assert.Equal(2, await Rig.ReadAsync<long>(rig.Payments, "SELECT count(event) FROM payment_cloud_events"));
    }
}
