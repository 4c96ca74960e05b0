using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Grpc.Core;

namespace Ecommerce.OrderAgent;

/// <summary>The order agent's capabilities.</summary>
internal sealed class OrderService(OrderStore orders, OrderDesk desk, OrderWatch watch) : Contracts.V1.OrderService.OrderServiceBase
{
    private const int DefaultPageSize = 50;

    /// <inheritdoc/>
    public override Task<Contracts.V1.Order> CreateOrder(CreateOrderRequest request, ServerCallContext context)
    {
        var call = context.Call();
        return Owner(call) is { } owner && owner != Guid.Parse(request.UserId)
            ? throw new ProblemException(ErrorCodes.NotFound, "There is no such user.", "user_id")
            : desk.PlaceAsync(request, call, context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<Contracts.V1.Order> GetOrder(GetOrderRequest request, ServerCallContext context) =>
        (await FindAsync(request.OrderId, context)).ToMessage();

    /// <inheritdoc/>
    public override async Task<Contracts.V1.Order> CancelOrder(CancelOrderRequest request, ServerCallContext context)
    {
        var order = await FindAsync(request.OrderId, context);
        return await desk.CancelAsync(order, request.Reason, context.Call(), context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<OrderList> ListOrders(ListOrdersRequest request, ServerCallContext context)
    {
        var size = request.PageSize == 0 ? DefaultPageSize : request.PageSize;
        // One more than the page tells whether there is a next one.
        var before = PageToken.Read(request.PageToken);
        var page = await orders.ListAsync(
            Guid.Parse(request.UserId), Owner(context.Call()), before, size + 1, context.CancellationToken);
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

    private async Task<Order> FindAsync(string orderId, ServerCallContext context) =>
        await orders.FindAsync(Guid.Parse(orderId), Owner(context.Call()), context.CancellationToken)
        ?? throw new ProblemException(ErrorCodes.NotFound, "There is no such order.", "order_id");

    // Whose rows the call may see: everybody's (null), the user's own, or nobody's.
    private static Guid? Owner(CapabilityContext call) => call.Scope == Scope.Any ? null
        : Guid.TryParse(call.UserId, out var user) ? user : Guid.Empty;
}
