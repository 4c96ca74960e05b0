using Ecommerce.Contracts;
using Ecommerce.Contracts.Agent;
using Ecommerce.Contracts.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Ecommerce.ServiceDefaults.Tests.Capabilities;

/// <summary>What is asked of a request first, and what a caller hears who may not see the capability.</summary>
[Collection(nameof(AllocationCollection))]
public sealed class OrderOfChecksTests
{
    private const string Typed = "/ecommerce.v1.OrderService/CreateOrder";
    private const string Generic = "/agent.AgentService/ProcessTask";
    private const string Gateway = "agent/gateway";
    private const string Operator = "client/cli";
    private const int Many = 250_000;
    private const int Cheap = 4 * 1024 * 1024;

    public static TheoryData<string, string> Surfaces => new()
    {
        { Typed, Gateway }, { Generic, Gateway }, { Typed, "agent/inventory" }, { Generic, "agent/inventory" },
    };

    [Theory]
    [MemberData(nameof(Surfaces))]
    public async Task A_flood_of_items_costs_nothing_and_names_no_field(string surface, string peer)
    {
        await using var door = await Door.OpenAsync<Orders>(AgentNames.Order);
        var flood = surface == Typed
            ? [.. Enumerable.Repeat<byte[]>([0x12, 0], Many).SelectMany(item => item)]
            : Ask("create_order", $$"""{"items": [{{string.Join(',', Enumerable.Repeat("{}", Many))}}]}""");
        await door.SendAsync(surface, flood, peer);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var answer = await door.SendAsync(surface, flood, peer);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.Equal((StatusCode.InvalidArgument, "INVALID_REQUEST", null), (answer.Status, answer.Reason, answer.Field));

        // The flood itself is held four times: by the client, by Kestrel, as a message and as text.
        Assert.InRange(allocated, 0, Cheap + 4 * flood.Length);
    }

    [Theory]
    [InlineData(Typed)]
    [InlineData(Generic)]
    public async Task A_field_that_breaks_a_rule_is_named_to_those_alone_who_may_see_the_capability(string surface)
    {
        await using var door = await Door.OpenAsync<Orders>(AgentNames.Order);
        var tooMany = surface == Typed
            ? new CreateOrderRequest { Items = { Enumerable.Repeat(new Item(), 101) } }.ToByteArray()
            : Ask("create_order", $$"""{"items": [{{string.Join(',', Enumerable.Repeat("{}", 101))}}]}""");

        var named = await door.SendAsync(surface, tooMany, Gateway, actor: Operator);
        Assert.Equal((StatusCode.InvalidArgument, "items"), (named.Status, named.Field));

        // Without a user and an actor the gateway may not order; inventory may not either.
        foreach (var peer in new[] { Gateway, "agent/inventory" })
        {
            var refused = await door.SendAsync(surface, tooMany, peer);
            Assert.Equal((StatusCode.PermissionDenied, "FORBIDDEN", null), (refused.Status, refused.Reason, refused.Field));
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"sku": 1}""")]
    [InlineData("{")]
    [InlineData("""{"sku": "A", "delta": 1, "reason": "count"}""")]
    public async Task What_a_caller_may_not_see_is_answered_as_what_there_is_not(string input)
    {
        await using var door = await Door.OpenAsync<Inventory>(AgentNames.Inventory);

        var hidden = await door.SendAsync(Generic, Ask("adjust_stock", input), Gateway, actor: Operator);
        var unknown = await door.SendAsync(Generic, Ask("no_such_thing", input), Gateway, actor: Operator);

        Assert.Equal(input == "{" ? StatusCode.InvalidArgument : StatusCode.PermissionDenied, hidden.Status);
        Assert.Equal(
            (unknown.Status, unknown.Detail, unknown.Reason, unknown.Field), (hidden.Status, hidden.Detail, hidden.Reason, hidden.Field));
    }

    [Theory]
    [InlineData("agent/order", "reserve_items", "adjust_stock")]
    [InlineData("agent/admin", "adjust_stock", "reserve_items")]
    public async Task Who_names_no_capability_is_told_those_that_it_may_see(string peer, string visible, string hidden)
    {
        await using var door = await Door.OpenAsync<Inventory>(AgentNames.Inventory);

        var answer = await door.SendAsync(Generic, new TaskRequest { Input = "three widgets, please" }.ToByteArray(), peer);

        Assert.Equal((StatusCode.InvalidArgument, "metadata.capability"), (answer.Status, answer.Field));
        Assert.Contains(visible, answer.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(hidden, answer.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Typed, "0A0541")]
    [InlineData(Typed, "FF")]
    [InlineData(Typed, "0A01FF")] // no UTF-8
    [InlineData(Generic, "22C801")]
    [InlineData(Generic, "0A01FF")]
    [InlineData("/agent.AgentService/HealthCheck", "0B")]
    public async Task What_is_no_message_is_INVALID_ARGUMENT_and_one_short_line_of_the_log(string method, string hex)
    {
        await using var door = await Door.OpenAsync<Orders>(AgentNames.Order);

        for (var i = 0; i < 10; i++)
        {
            var answer = await door.SendAsync(method, Convert.FromHexString(hex), Gateway, actor: Operator);
            Assert.Equal((StatusCode.InvalidArgument, "INVALID_REQUEST", null), (answer.Status, answer.Reason, answer.Field));
        }

        var lines = door.Log.All.Where(line => line.Contains("cannot be read", StringComparison.Ordinal)).ToList();
        Assert.InRange(lines.Count, 1, 9);
        Assert.DoesNotContain(lines, line => line.Length > 300);
        Assert.DoesNotContain(door.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public async Task A_number_that_JSON_has_not_is_INVALID_ARGUMENT(double number)
    {
        await using var door = await Door.OpenAsync<Routes>(AgentNames.Gateway);
        var route =
            new RouteRequest
            {
                Service = "user",
                Action = "get_user",
                Payload = new Struct { Fields = { ["a"] = Value.ForNumber(number) } }
            };

        var answer = await door.SendAsync("/ecommerce.v1.GatewayService/Route", route.ToByteArray(), Operator);

        Assert.Equal((StatusCode.InvalidArgument, "payload"), (answer.Status, answer.Field));
        Assert.DoesNotContain(door.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private static byte[] Ask(string capability, string input) =>
        new TaskRequest { Input = input, Metadata = { ["capability"] = capability } }.ToByteArray();

    private sealed class Orders : OrderService.OrderServiceBase;

    private sealed class Inventory : InventoryService.InventoryServiceBase;

    private sealed class Routes : GatewayService.GatewayServiceBase;
}
