using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Books;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Orders;
using Ecommerce.OrderAgent.Review;
using Ecommerce.OrderAgent.UserData;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Health;
using Ecommerce.ServiceDefaults.Sealing;
using Grpc.Core;

namespace Ecommerce.OrderAgent;

/// <summary>The order agent's capabilities.</summary>
internal sealed class OrderService(
    OrderStore orders, OrderPlacement placement, OrderWatch watch, IdempotencyStore idempotency, ReviewStore review,
    CheckoutWorker checkouts, BookStore books, UserDataStore userData, AuditCapabilities audit, ObservationCapabilities observation)
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

    /// <inheritdoc/>
    public override Task<CheckoutList> ListCheckouts(ListCheckoutsRequest request, ServerCallContext context) =>
        review.ListAsync(request, context.CancellationToken);

    /// <inheritdoc/>
    public override async Task<CheckoutReview> GetCheckout(GetCheckoutRequest request, ServerCallContext context)
    {
        var orderId = Guid.Parse(request.OrderId);
        var checkout = await review.GetAsync(orderId, context.CancellationToken);
        var (history, _) = await orders.EventsAfterAsync(orderId, eventId: 0, context.CancellationToken);
        checkout.History.Add(history);
        return checkout;
    }

    /// <inheritdoc/>
    public override async Task<CheckoutReview> RetryCheckout(RetryCheckoutRequest request, ServerCallContext context)
    {
        var (checkout, steps, saved) = await review.RetryAsync(
            Guid.Parse(request.OrderId), context.Call().Idempotency, context.CancellationToken);
        foreach (var step in steps)
        {
            checkouts.Continue(step, saved: null);
        }

        checkouts.Continue(step: null, saved);
        return checkout;
    }

    /// <inheritdoc/>
    public override async Task ListBooks(
        ListOrderBooksRequest request, IServerStreamWriter<OrderBook> responseStream, ServerCallContext context)
    {
        var after = request.AfterOrderId.Length == 0 ? Guid.Empty : Guid.Parse(request.AfterOrderId);
        await foreach (var book in books.ListAsync(after, context.CancellationToken))
        {
            await responseStream.WriteAsync(book, context.CancellationToken);
        }
    }

    /// <inheritdoc/>
    public override Task<Contracts.V1.UserData> ExportUserData(UserDataRequest request, ServerCallContext context) =>
        userData.ExportAsync(Guid.Parse(request.UserId), context.CancellationToken);

    /// <inheritdoc/>
    public override Task ReadAudit(ReadAuditRequest request, IServerStreamWriter<AuditRecord> responseStream, ServerCallContext context) =>
        audit.ReadAsync(request, responseStream, context);

    /// <inheritdoc/>
    public override Task<UserDataErased> EraseUserData(UserDataRequest request, ServerCallContext context) =>
        userData.EraseAsync(Guid.Parse(request.UserId), context.Call().Idempotency, context.CancellationToken);

    /// <inheritdoc/>
    public override Task<AuditReceipt> CountersignAudit(AuditHead request, ServerCallContext context) =>
        audit.CountersignAsync(request, context);

    /// <inheritdoc/>
    public override Task<AgentDescription> DescribeAgent(DescribeAgentRequest request, ServerCallContext context) =>
        observation.DescribeAsync(context);

    /// <inheritdoc/>
    public override Task WatchDecisions(
        WatchDecisionsRequest request, IServerStreamWriter<DecisionRecord> responseStream, ServerCallContext context) =>
        observation.WatchAsync(request, responseStream, context);

    private async Task<Orders.Order> FindAsync(string orderId, ServerCallContext context) =>
        await orders.FindAsync(Guid.Parse(orderId), context.Call().Owner, context.CancellationToken)
        ?? throw ProblemException.NotFound("order", "order_id");
}
