using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Orders;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Grpc.Core;

namespace Ecommerce.OrderAgent;

/// <summary>The order agent's capabilities.</summary>
internal sealed class OrderService(OrderStore orders, OrderPlacement placement, OrderWatch watch, IdempotencyStore idempotency)
    : Contracts.V1.OrderService.OrderServiceBase
{
    /// <inheritdoc/>
    public override Task<Contracts.V1.Order> CreateOrder(CreateOrderRequest request, ServerCallContext context)
    {
        var call = context.Call();
        return call.Owner is { } owner && owner != Guid.Parse(request.UserId)
            ? throw ProblemException.NotFound("user", "user_id")
            : placement.PlaceAsync(request, call, context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<Contracts.V1.Order> GetOrder(GetOrderRequest request, ServerCallContext context) =>
        (await FindAsync(request.OrderId, context)).ToMessage();

    /// <inheritdoc/>
    public override async Task<Contracts.V1.Order> CancelOrder(CancelOrderRequest request, ServerCallContext context)
    {
        var (order, call) = (await FindAsync(request.OrderId, context), context.Call());
        return await idempotency.RunRepeatableAsync(
            call.Idempotency, cancellationToken => placement.CancelAsync(order, request.Reason, call, cancellationToken),
            reply => reply.Status is not (OrderStatus.Pending or OrderStatus.Confirmed), context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<OrderList> ListOrders(ListOrdersRequest request, ServerCallContext context)
    {
        var (userId, owner) = (Guid.Parse(request.UserId), context.Call().Owner);
        var before = PageToken.ReadGuid(request.PageToken);
        var page = await Page.ReadAsync(
            request.PageSize, limit => orders.ListAsync(userId, owner, before, limit, context.CancellationToken),
            order => PageToken.After(order.OrderId));
        return new() { Orders = { page.Rows.Select(order => order.ToMessage()) }, NextPageToken = page.NextToken };
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
        ?? throw ProblemException.NotFound("order", "order_id");
}
