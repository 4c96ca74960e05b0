using System.Text.Json.Nodes;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.OrderAgent.Tests.Orders;

public sealed class CloudEventTests(PostgresFixture postgres)
{
    [Fact]
    public async Task An_orders_events_go_to_the_outbox_in_their_transaction_where_events_are_published_and_nowhere_else()
    {
        await using var rig = await Rig.StartAsync(postgres);
        await rig.OpenAsync();
        Assert.Empty(await ReadAsync(rig, "SELECT event::text FROM outbox"));

        await using var publishing = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(rig.ConnectionString) { Options = "-c ecommerce.outbox=on" });
        CheckoutStore checkouts = new(publishing, rig.Options, TimeProvider.System, rig.Log.Of<CheckoutStore>());
        var order = Rig.NewOrder();
        await checkouts.OpenAsync(order, new CheckoutEvent.Due(), key: null, problem: null, CancellationToken.None);

        var happened = JsonNode.Parse(Assert.Single(await ReadAsync(rig, "SELECT event::text FROM outbox")))!;
        foreach (var (attribute, value) in new[]
        {
            ("specversion", "1.0"), ("id", $"{order.OrderId}/1"), ("source", "/agents/order"), ("type", "io.agentweave.order.created"),
            ("subject", $"order/{order.OrderId}"), ("datacontenttype", "application/json"),
            ("dataschema", "urn:proto:ecommerce.v1.OrderEvent"),
        })
        {
            Assert.Equal(value, (string?)happened[attribute]);
        }

        Assert.InRange((DateTimeOffset)happened["time"]!, order.CreatedAt, TimeProvider.System.GetUtcNow() + Rig.Timeout);
        Assert.Equal(("created", "pending"), ((string?)happened["data"]!["type"], (string?)happened["data"]!["status"]));
        Assert.Equal(2, (await ReadAsync(rig, "SELECT event::text FROM order_cloud_events")).Count);
    }

    [Fact]
    public async Task What_a_buyer_wrote_and_the_link_to_pay_do_not_leave()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var checkout = await rig.OpenAsync();
        await rig.StepAsync(checkout, new CheckoutEvent.CancelRequested("my neighbour Mary Jones has one"));

        Assert.DoesNotContain(
            await ReadAsync(rig, "SELECT event::text FROM order_cloud_events"), text => text.Contains("Mary", StringComparison.Ordinal));
    }

    private static async Task<List<string>> ReadAsync(Rig rig, string sql)
    {
        await using var command = rig.Database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
