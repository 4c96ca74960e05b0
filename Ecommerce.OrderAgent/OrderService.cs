using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Orders;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Grpc.Core;

namespace Ecommerce.OrderAgent;

/// <summary>The order agent's capabilities.</summary>
internal sealed class OrderService(OrderStore orders, OrderPlacement placement, OrderWatch watch)
    : Contracts.V1.OrderService.OrderServiceBase
{
    private const int DefaultPageSize = 50;

    /// <inheritdoc/>
    public override Task<Contracts.V1.Order> CreateOrder(CreateOrderRequest request, ServerCallContext context)
    {
        var call = context.Call();
        return call.Owner is { } owner && owner != Guid.Parse(request.UserId)
            ? throw new ProblemException(ErrorCodes.NotFound, "There is no such user.", "user_id")
            : placement.PlaceAsync(request, call, context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<Contracts.V1.Order> GetOrder(GetOrderRequest request, ServerCallContext context) =>
        (await FindAsync(request.OrderId, context)).ToMessage();

    /// <inheritdoc/>
    public override async Task<Contracts.V1.Order> CancelOrder(CancelOrderRequest request, ServerCallContext context)
    {
        var order = await FindAsync(request.OrderId, context);
        return await placement.CancelAsync(order, request.Reason, context.Call(), context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<OrderList> ListOrders(ListOrdersRequest request, ServerCallContext context)
    {
        var size = request.PageSize == 0 ? DefaultPageSize : request.PageSize;
        // One more than the page, to see whether there is a next one.
        var before = PageToken.ReadGuid(request.PageToken);
        var page = await orders.ListAsync(
            Guid.Parse(request.UserId), context.Call().Owner, before, size + 1, context.CancellationToken);
        return new()
        {
            Orders = { page.Take(size).Select(order => order.ToMessage()) },
            NextPageToken = page.Count > size ? PageToken.After(page[size - 1].OrderId) : "",
        };
    }

    /// <inheritdoc/>
    public override async Task WatchOrder(
        WatchOrderRequest request, IServerStreamWriter<OrderEvent> responseStream, ServerCallContext context)
    {
        var order = await FindAsync(request.OrderId, context);
        await foreach (var happened in watch.WatchAsync(order.OrderId, request.LastEventId, context.CancellationToken))
        {
            await responseStream.WriteAsync(happened, context.CancellationToken);
        }
    }

    private async Task<Orders.Order> FindAsync(string orderId, ServerCallContext context) =>
        await orders.FindAsync(Guid.Parse(orderId), context.Call().Owner, context.CancellationToken)
        ?? throw new ProblemException(ErrorCodes.NotFound, "There is no such order.", "order_id");
}
