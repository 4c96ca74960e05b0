using Ecommerce.Contracts.V1;
using Ecommerce.InventoryAgent.Books;
using Ecommerce.InventoryAgent.Catalogue;
using Ecommerce.InventoryAgent.Reservations;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Development;
using Ecommerce.ServiceDefaults.Health;
using Ecommerce.ServiceDefaults.Sealing;
using Grpc.Core;

namespace Ecommerce.InventoryAgent;

/// <summary>The inventory agent's capabilities.</summary>
internal sealed class InventoryService(
    ProductStore catalogue, MovementStore movements, ReservationStore reservations, ReservationBatcher batcher, BookStore books,
    Failpoints failpoints, AuditCapabilities audit, ObservationCapabilities observation)
    : Contracts.V1.InventoryService.InventoryServiceBase
{
    // A checkout takes at most 120 s, and its hold lasts 60 s longer.
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromSeconds(180);

    /// <inheritdoc/>
    public override async Task<ProductList> ListProducts(ListProductsRequest request, ServerCallContext context)
    {
        var after = PageToken.ReadText(request.PageToken);
        var page = await Page.ReadAsync(
            request.PageSize, limit => catalogue.ListAsync(after, limit, context.CancellationToken),
            product => PageToken.After(product.Sku));
        return new() { Products = { page.Rows.Select(product => product.ToMessage()) }, NextPageToken = page.NextToken };
    }

    /// <inheritdoc/>
    public override async Task<Contracts.V1.Product> GetProduct(GetProductRequest request, ServerCallContext context) =>
        await catalogue.FindAsync([request.Sku], context.CancellationToken) is [var product]
            ? product.ToMessage()
            : throw Catalogue.Product.NotFound("sku");

    /// <inheritdoc/>
    public override async Task<Availability> CheckAvailability(CheckAvailabilityRequest request, ServerCallContext context)
    {
        var items = RequestedItems.From(request.Items);
        var products = (await catalogue.FindAsync(items.Skus, context.CancellationToken)).ToDictionary(product => product.Sku);
        var lines = request.Items.Select(item =>
            products.TryGetValue(item.Sku, out var product)
                ? product.ToAvailability(item.Quantity)
                : throw Catalogue.Product.NotFound(items.FieldOf(item.Sku))).ToList();
        return new() { Available = lines.TrueForAll(line => line.Requested <= line.Available), Items = { lines } };
    }

    /// <inheritdoc/>
    public override async Task<Contracts.V1.Reservation> ReserveItems(ReserveItemsRequest request, ServerCallContext context)
    {
        await failpoints.HitAsync("inventory.before_reserve", context.CancellationToken);
        var lifetime = request.ExpiresIn == 0 ? DefaultLifetime : TimeSpan.FromSeconds(request.ExpiresIn);
        var (orderId, items) = (Guid.Parse(request.OrderId), RequestedItems.From(request.Items));
        var reservation = context.Call().Idempotency is { } key
            ? await reservations.ReserveOnceAsync(orderId, items, lifetime, key, context.CancellationToken)
            : (await batcher.ReserveAsync(orderId, items, lifetime, context.CancellationToken)).ToMessage();
        await failpoints.HitAsync("inventory.after_reserve", context.CancellationToken);
        return reservation;
    }

    /// <inheritdoc/>
    public override async Task<Contracts.V1.Reservation> ConfirmReservation(ReservationRequest request, ServerCallContext context)
    {
        await failpoints.HitAsync("inventory.before_confirm", context.CancellationToken);
        var reservation = await reservations.ConfirmAsync(
            Guid.Parse(request.OrderId), context.Call().Idempotency, context.CancellationToken);
        await failpoints.HitAsync("inventory.after_confirm", context.CancellationToken);
        return reservation;
    }

    /// <inheritdoc/>
    public override async Task<Contracts.V1.Reservation> ReleaseReservation(ReservationRequest request, ServerCallContext context)
    {
        await failpoints.HitAsync("inventory.before_release", context.CancellationToken);
        var reservation = await reservations.ReleaseAsync(
            Guid.Parse(request.OrderId), context.Call().Idempotency, context.CancellationToken);
        await failpoints.HitAsync("inventory.after_release", context.CancellationToken);
        return reservation;
    }

    /// <inheritdoc/>
    public override async Task<StockMovementList> ReturnItems(ReturnItemsRequest request, ServerCallContext context)
    {
        await failpoints.HitAsync("inventory.before_return", context.CancellationToken);
        var movements = await reservations.ReturnAsync(
            Guid.Parse(request.OrderId), RequestedItems.From(request.Items), context.Call().Idempotency, context.CancellationToken);
        await failpoints.HitAsync("inventory.after_return", context.CancellationToken);
        return movements;
    }

    /// <inheritdoc/>
    public override async Task ListBooks(
        ListReservationBooksRequest request, IServerStreamWriter<ReservationBook> responseStream, ServerCallContext context)
    {
        var after = request.AfterOrderId.Length == 0 ? Guid.Empty : Guid.Parse(request.AfterOrderId);
        await foreach (var book in books.ListAsync(after, context.CancellationToken))
        {
            await responseStream.WriteAsync(book, context.CancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async Task<MovementList> ListMovements(ListMovementsRequest request, ServerCallContext context)
    {
        var before = PageToken.ReadGuid(request.PageToken);
        var page = await Page.ReadAsync(
            request.PageSize, limit => movements.ListAsync(request.Sku, before, limit, context.CancellationToken),
            movement => PageToken.After(Guid.Parse(movement.MovementId)));
        return new() { Movements = { page.Rows }, NextPageToken = page.NextToken };
    }

    /// <inheritdoc/>
    public override Task ReadAudit(ReadAuditRequest request, IServerStreamWriter<AuditRecord> responseStream, ServerCallContext context) =>
        audit.ReadAsync(request, responseStream, context);

    /// <inheritdoc/>
    public override Task<Contracts.V1.Product> AdjustStock(AdjustStockRequest request, ServerCallContext context) =>
        catalogue.AdjustAsync(
            request.Sku, request.Delta, request.Reason, context.Call().Idempotency, context.CancellationToken);

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
}
