using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Decisions;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.ServiceDefaults.Tests.Decisions;

public sealed class AuditResourceTests
{
    private const string Id = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";
    private const string Other = "0190a1b2-c3d4-7e5f-8a9b-000000000000";

    public static TheoryData<string, IMessage, string?> Messages => new()
    {
        { AgentNames.User, new User { UserId = Id, Email = "a@example.com" }, $"user/{Id}" },
        { AgentNames.Order, new Order { OrderId = Id, UserId = Other, TransactionId = Other }, $"order/{Id}" },
        { AgentNames.Order, new CreateOrderRequest { UserId = Id }, $"user/{Id}" },
        { AgentNames.Payment, new RefundPaymentRequest { TransactionId = Id }, $"payment/{Id}" },
        { AgentNames.Payment, new ProcessPaymentRequest { OrderId = Id, UserId = Other }, $"order/{Id}" },
        { AgentNames.Inventory, new AdjustStockRequest { Sku = "WIDGET-001" }, "product/WIDGET-001" },
        { AgentNames.Inventory, new ReservationRequest { OrderId = Id }, $"order/{Id}" },
        { AgentNames.Gateway, Route("payment", "refund_payment", "transaction_id", Id), $"payment/{Id}" },
        { AgentNames.Order, new OrderList(), null },
        { AgentNames.User, new GetUserRequest { UserId = "someone@example.com" }, null },
        { AgentNames.User, new GetUserRequest { UserId = "a\0b" }, null },
        { AgentNames.User, new GetUserRequest { UserId = new string('a', 1000) }, null },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_says_what_it_is_about(string agent, IMessage message, string? resource) =>
        Assert.Equal(resource, AuditResource.Of(agent, message));

    private static RouteRequest Route(string service, string action, string field, string value) => new()
    {
        Service = service,
        Action = action,
        Payload = new Struct { Fields = { [field] = Value.ForString(value) } },
    };
}
