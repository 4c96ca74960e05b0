using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Orders;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecommerce.OrderAgent.Tests.Checkouts;

/// <summary>The agents that are asked before an order is recorded, as far as they are asked: all is there and at its price.</summary>
internal static class Callees
{
    public static OrderPlacement Placement(Rig rig, Replica replica, CheckoutStore checkouts, TimeProvider time) => new(
        checkouts, rig.Idempotency, replica.Worker, replica.Signals, new Users(), new Inventory(),
        new PaymentMethods(new Payments(), TimeProvider.System, NullLogger<PaymentMethods>.Instance), time);

    public static CreateOrderRequest Request() => new()
    {
        UserId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString(),
        PaymentMethod = "credit_card",
        Items = { new Item { Sku = "WIDGET-001", Quantity = 2 } },
    };

    private static AsyncUnaryCall<T> Reply<T>(T reply) =>
        new(Task.FromResult(reply), Task.FromResult<Metadata>([]), () => Status.DefaultSuccess, () => [], () => { });

    private sealed class Users : UserService.UserServiceClient
    {
        public override AsyncUnaryCall<User> GetUserAsync(GetUserRequest request, CallOptions options) =>
            Reply(new User { UserId = request.UserId });
    }

    private sealed class Payments : PaymentService.PaymentServiceClient
    {
        public override AsyncUnaryCall<PaymentMethodList> ListPaymentMethodsAsync(ListPaymentMethodsRequest request, CallOptions options) =>
            Reply(new PaymentMethodList { Methods = { "credit_card" } });
    }

    private sealed class Inventory : InventoryService.InventoryServiceClient
    {
        public override AsyncUnaryCall<Availability> CheckAvailabilityAsync(CheckAvailabilityRequest request, CallOptions options)
        {
            var reply = new Availability { Available = true };
            reply.Items.Add(request.Items.Select(item => new ItemAvailability
            {
                Sku = item.Sku,
                Name = item.Sku,
                Price = "19.99",
                Currency = "USD",
            }));
            return Reply(reply);
        }
    }
}
