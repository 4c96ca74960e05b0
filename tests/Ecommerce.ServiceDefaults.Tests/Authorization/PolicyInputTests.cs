using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Json;
using Ecommerce.Contracts.Tests;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.ServiceDefaults.Decisions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Rego.Values;

namespace Ecommerce.ServiceDefaults.Tests.Authorization;

/// <summary>The document of a decision against its definition: the request's JSON, read as the policy language reads JSON.</summary>
[Collection(nameof(AllocationCollection))]
public sealed class PolicyInputTests
{
    private const int Messages = 200;
    private const string Gateway = "spiffe://agentweave.io/agent/gateway";
    private const string Order = "spiffe://agentweave.io/agent/order";

    private static readonly DateTimeOffset Now = new(2030, 1, 31, 12, 0, 0, 7, TimeSpan.FromHours(2));

    public static TheoryData<string> Capabilities => [.. CapabilityCatalogue.All.Select(capability => capability.ToString())];

    [Theory]
    [MemberData(nameof(Capabilities))]
    public void A_capabilitys_messages_become_what_their_json_reads_as(string name)
    {
        var capability = CapabilityCatalogue.All.Single(capability => capability.ToString() == name);
        HoldsFor(capability.Request);
        HoldsFor(capability.Response);
    }

    [Fact]
    public void Fields_of_every_kind_become_what_their_json_reads_as()
    {
        HoldsFor(EveryKind.Descriptor);
        HoldsFor(Inner.Descriptor);
    }

    [Fact]
    public void A_secret_is_left_out_wherever_it_stands()
    {
        var inner = new EveryKind { Password = "hunter22" };
        var message = new EveryKind { Password = "hunter22", Messages = { new Inner { Token = "hunter22" } }, Inner = inner };

        Assert.DoesNotContain("hunter22", PolicyInput.Document(message).ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Direction.Inbound, Gateway, Order, "get_order", null)]
    [InlineData(Direction.Inbound, Gateway, Order, "get_order", "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b")]
    [InlineData(Direction.Outbound, Order, "spiffe://partner.example/agent/payment", "process_payment", null)]
    [InlineData(Direction.Inbound, "spiffe://agentweave.io.evil.example/x", Order, "agent.health", null)]
    [InlineData(Direction.Inbound, "spiffe://agentweave.io", Order, "unknown", "")]
    public void A_decision_sees_who_calls_whom_for_what(Direction direction, string caller, string callee, string action, string? user)
    {
        foreach (var request in new IMessage?[] { null, new GetOrderRequest { OrderId = "a" } })
        {
            foreach (var (actor, scope) in new[] { (caller, (string?)null), (Gateway, action), (Gateway, "none") })
            {
                var call = new AuthorizationRequest(direction, caller, callee, action, actor, user, request) { TokenScope = scope };
                Same(Expected(call), new PolicyInput(Order).Create(call, Now));
            }
        }
    }

    [Fact]
    public void What_is_asked_by_hand_adds_to_the_call_and_does_not_change_what_it_is()
    {
        var call = new AuthorizationRequest(Direction.Inbound, Gateway, Order, "get_order", Gateway, UserId: null, Request: null);
        var further = RegoValue.ParseJson(
            """
            {"actor": "a", "request": {"order_id": "1"}, "user": {"tier": "free"}, "more": [1], "action": "b", "caller_spiffe_id": "c"}
            """);

        var input = new PolicyInput(Order).Create(call, Now, further);

        Assert.Equal("a", input.Member("actor")?.Text);
        Assert.Equal("""{"order_id":"1"}""", input.Member("request")?.ToJson());
        Assert.Equal("""{"tier":"free"}""", input.Member("user")?.ToJson());
        Assert.Equal("[1]", input.Member("more")?.ToJson());
        Assert.Equal(("get_order", Gateway), (input.Member("action")?.Text, input.Member("caller_spiffe_id")?.Text));
        Assert.Equal("2030-01-31T10:00:00.007Z", input.Member("timestamp")?.Text);
    }

    [Fact]
    public void The_input_of_an_order_of_two_items_takes_at_most_900_bytes()
    {
        const int Times = 1000;
        var order = new CreateOrderRequest
        {
            UserId = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b",
            Items = { new Item { Sku = "keyboard", Quantity = 1 }, new Item { Sku = "mouse", Quantity = 2, Price = "19.99" } },
            PaymentMethod = "credit_card",
        };
        var call = new AuthorizationRequest(Direction.Inbound, Gateway, Order, "create_order", Gateway, UserId: null, order);
        var input = new PolicyInput(Order);
        input.Create(call, Now);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Times; i++)
        {
            input.Create(call, Now);
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Times, 1, 900);
    }

    private static void HoldsFor(MessageDescriptor type)
    {
        for (var seed = 0; seed < Messages; seed++)
        {
            var message = new RandomMessage(seed).Of(type);
            Same(Read(message), PolicyInput.Document(message));
        }
    }

    // Equal numbers may be written differently, so the text is compared too.
    private static void Same(RegoValue expected, RegoValue actual)
    {
        Assert.Equal(expected.ToJson(), actual.ToJson());
        Assert.Equal(expected, actual);
        Assert.Equal(expected.GetHashCode(), actual.GetHashCode());
    }

    private static RegoValue Expected(AuthorizationRequest call)
    {
        (string, RegoValue)[] members =
        [
            ("direction", RegoValue.From(call.Direction == Direction.Inbound ? "inbound" : "outbound")),
            ("caller_spiffe_id", RegoValue.From(call.Caller)),
            ("callee_spiffe_id", RegoValue.From(call.Callee)),
            ("resource_spiffe_id", RegoValue.From(call.Callee)),
            ("action", RegoValue.From(call.Action)),
            ("actor", RegoValue.From(call.Actor)),
            ("timestamp", RegoValue.From(Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture))),
            ("caller_trust_domain", RegoValue.From(call.Caller.Split('/')[2])),
            ("resource_trust_domain", RegoValue.From(call.Callee.Split('/')[2])),
            ("context", RegoValue.Object()),
            ("request", call.Request is null ? RegoValue.Object() : Read(call.Request)),
        ];
        if (call.TokenScope is { } scope)
        {
            members = [.. members, ("token", RegoValue.Object(("scope", RegoValue.From(scope))))];
        }

        return call.UserId is { } user
            ? RegoValue.Object([.. members, ("user", RegoValue.Object(("user_id", RegoValue.From(user))))])
            : RegoValue.Object(members);
    }

    private static RegoValue Read(IMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            ContractJson.WriteWithoutSecrets(writer, message);
        }

        using var json = JsonDocument.Parse(buffer.WrittenMemory);
        return RegoValue.FromJson(json.RootElement);
    }
}
