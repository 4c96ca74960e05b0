using System.Globalization;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.Testing;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.ServiceDefaults.Tests.Authorization;

[Collection(nameof(AllocationCollection))]
public sealed class DecisionLogTests
{
    private const string Caller = "spiffe://agentweave.io/agent/gateway";
    private const string Callee = "spiffe://agentweave.io/agent/user";

    private static readonly Decision Allowed = new(true, "sign-up comes through the gateway", "user.authz/inbound/gateway", Scope.Any);

    private const string Revision = "0123456789ab";

    private readonly DecisionLog _log = new(new ManualTime());

    [Fact]
    public void What_was_decided_is_told_in_order_with_its_rule()
    {
        _log.Add(Ask("get_user"), Allowed, Revision, TimeSpan.FromMicroseconds(7));
        _log.Add(Ask("update_tier"), Decision.Deny("no rule"), Revision, TimeSpan.Zero);
        _log.Add(Ask("create_user"), Allowed, Revision, TimeSpan.Zero);

        Assert.Equal(["get_user", "update_tier", "create_user"], _log.After(0, deniedOnly: false).Select(kept => kept.Action));
        Assert.Equal(["create_user"], _log.After(2, deniedOnly: false).Select(kept => kept.Action));
        var denied = Assert.Single(_log.After(0, deniedOnly: true));
        Assert.Equal(("update_tier", "no rule", "none"), (denied.Action, denied.Decision.Reason, denied.Decision.PolicyId));
    }

    [Fact]
    public void So_many_are_kept_and_what_is_allowed_displaces_no_denial()
    {
        _log.Add(Ask("first"), Decision.Deny("no rule"), Revision, TimeSpan.Zero);
        for (var i = 0; i < DecisionLog.Kept + 10; i++)
        {
            _log.Add(Ask(i.ToString(CultureInfo.InvariantCulture)), Allowed, Revision, TimeSpan.Zero);
        }

        var kept = _log.After(0, deniedOnly: false);
        Assert.Equal(DecisionLog.Kept + 1, kept.Count);
        Assert.Equal(("first", "10"), (kept[0].Action, kept[1].Action));
    }

    [Fact]
    public void What_was_asked_is_kept_of_denials_and_while_somebody_watches()
    {
        var request = new GetUserRequest { UserId = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b" };
        _log.Add(Ask("get_user", request), Allowed, Revision, TimeSpan.Zero);
        _log.Add(Ask("get_user", request), Decision.Deny("no rule"), Revision, TimeSpan.Zero);
        using (_log.Watch())
        {
            _log.Add(Ask("get_user", request), Allowed, Revision, TimeSpan.Zero);
        }

        _log.Add(Ask("get_user", request), Allowed, Revision, TimeSpan.Zero);
        const string Shown = """{"user_id":"0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"}""";
        Assert.Equal(["", Shown, Shown, ""], _log.After(0, deniedOnly: false).Select(kept => kept.Input));
    }

    [Fact]
    public void A_decision_that_nobody_watches_allocates_nothing()
    {
        var asked = Ask("get_user", new GetUserRequest { UserId = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b" });
        _log.Add(asked, Allowed, Revision, TimeSpan.Zero);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _log.Add(asked, Allowed, Revision, TimeSpan.Zero);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void What_is_shown_of_a_request_holds_no_secret_and_nothing_of_a_person()
    {
        var text = ShownRequest.Of(new CreateUserRequest
        {
            Email = "ann@example.com",
            Name = "Ann Doe",
            Tier = Tier.Premium,
            Password = "correct horse battery",
        });
        Assert.Equal("""{"email":"[redacted]","name":"[redacted]","tier":"premium"}""", text);

        text = ShownRequest.Of(new RefundPaymentRequest { TransactionId = "t", Reason = "Ann Doe called", Amount = "1.00" });
        Assert.Contains("\"1.00\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ann", text, StringComparison.Ordinal);
    }

    // Whatever the contract comes to hold: a text is shown only if somebody has said that it may be, or what form it has.
    [Fact]
    public void A_text_is_shown_only_where_the_contract_says_what_it_is()
    {
        const string Free = "Ann was here";
        var types = CapabilityCatalogue.All.Select(capability => capability.Request).Distinct().ToList();
        List<string> shown = [];
        foreach (var type in types)
        {
            foreach (var field in type.Fields.InDeclarationOrder().Where(field => field is { FieldType: FieldType.String, IsMap: false }))
            {
                var message = type.Parser.ParseFrom(ByteString.Empty);
                if (field.IsRepeated)
                {
                    ((System.Collections.IList)field.Accessor.GetValue(message)).Add(Free);
                }
                else
                {
                    field.Accessor.SetValue(message, Free);
                }

                if (ShownRequest.Of(message).Contains("Ann", StringComparison.Ordinal))
                {
                    shown.Add($"{type.Name}.{field.Name}");
                }
            }
        }

        Assert.DoesNotContain(
            shown, name => name.Contains("token", StringComparison.Ordinal) || name.EndsWith("reason", StringComparison.Ordinal)
                || name.EndsWith("email", StringComparison.Ordinal) || name.EndsWith("key", StringComparison.Ordinal));
        Assert.Contains("RouteRequest.action", shown);
        Assert.Equal("""{"page_size":0,"page_token":"[redacted]"}""", ShownRequest.Of(new ListProductsRequest { PageToken = Free }));
    }

    [Fact]
    public void What_the_contract_does_not_know_the_inside_of_is_not_shown()
    {
        var routed = new RouteRequest { Service = "user", Action = "create_user", Payload = new() };
        routed.Payload.Fields["x"] = Value.ForString("Ann was here");
        Assert.Equal("""{"service":"user","action":"create_user"}""", ShownRequest.Of(routed));
    }

    [Fact]
    public void A_long_request_is_cut()
    {
        var order = new CreateOrderRequest { PaymentMethod = "credit_card" };
        order.Items.AddRange(Enumerable.Range(0, 50).Select(_ => new Item { Sku = new string('x', 64), Quantity = 1 }));
        var text = ShownRequest.Of(order);
        Assert.Equal(ShownRequest.Longest + ShownRequest.More.Length, text.Length);
        Assert.EndsWith(ShownRequest.More, text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_very_long_request_is_not_looked_into()
    {
        var order = new CreateOrderRequest { PaymentMethod = new string('@', 1_000_000) };
        ShownRequest.Of(order);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal($"{ShownRequest.More} ({order.CalculateSize()} bytes)", ShownRequest.Of(order));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    private static AuthorizationRequest Ask(string action, IMessage? request = null) =>
        new(Direction.Inbound, Caller, Callee, action, Caller, UserId: null, request);
}
