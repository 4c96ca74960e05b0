using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Hosting;
using Grpc.Core;

namespace Ecommerce.ServiceDefaults.Tests.Capabilities;

public class ServiceConformanceTests
{
    [Fact]
    public void An_RPC_without_a_method_is_named_with_the_file_to_edit_and_what_to_override()
    {
        var missing = ServiceConformance.Missing(typeof(Orders));

        Assert.Contains(
            "Ecommerce.ServiceDefaults.Tests/Orders.cs: the RPC GetOrder has no method: "
            + "override Task<Order> GetOrder(GetOrderRequest request, ServerCallContext context)",
            missing);
        Assert.Contains(
            "Ecommerce.ServiceDefaults.Tests/Orders.cs: the RPC WatchOrder has no method: "
            + "override Task WatchOrder(WatchOrderRequest request, IServerStreamWriter<OrderEvent> responseStream, ServerCallContext "
            + "context)",
            missing);
        Assert.Equal(CapabilityCatalogue.Of(AgentNames.Order).Count - 1, missing.Count);
    }

    [Fact]
    public async Task An_agent_whose_service_lacks_a_method_does_not_start()
    {
        using var errors = new StringWriter();
        var standard = Console.Error;
        Console.SetError(errors);
        try
        {
            Assert.Equal(1, await AgentProcess.RunAsync([], AgentNames.Order, builder => builder.AddAgentService<Orders>()));
        }
        finally
        {
            Console.SetError(standard);
        }

        Assert.Contains("order: Ecommerce.ServiceDefaults.Tests/Orders.cs: the RPC GetOrder has no method", errors.ToString(),
            StringComparison.Ordinal);
    }

    private sealed class Orders : OrderService.OrderServiceBase
    {
        public override Task<OrderList> ListOrders(ListOrdersRequest request, ServerCallContext context) =>
            Task.FromResult(new OrderList());
    }
}
