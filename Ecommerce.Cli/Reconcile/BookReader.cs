using Ecommerce.Cli.Clients;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Clients;

namespace Ecommerce.Cli.Reconcile;

/// <summary>Reads the agents' books, each in the order of the orders' IDs.</summary>
/// <param name="clients">Under an administrator's identity.</param>
/// <param name="askProvider">Whether the payment agent asks its provider about each payment.</param>
internal sealed class BookReader(AgentClients clients, bool askProvider) : IBooks
{
    private readonly OrderService.OrderServiceClient _orders = new(clients.To(Registrations.AgentId(AgentNames.Order)));
    private readonly PaymentService.PaymentServiceClient _payments = new(clients.To(Registrations.AgentId(AgentNames.Payment)));
    private readonly InventoryService.InventoryServiceClient _inventory = new(clients.To(Registrations.AgentId(AgentNames.Inventory)));

    /// <inheritdoc/>
    public IAsyncEnumerable<OrderBook> OrdersAsync(string after, CancellationToken cancellationToken) => RenewedStream.ReadAsync(
        after, last => _orders.ListBooks(new() { AfterOrderId = last }, cancellationToken: cancellationToken),
        (book, _) => book.OrderId, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<PaymentBook> PaymentsAsync(string after, CancellationToken cancellationToken) => RenewedStream.ReadAsync(
        after, last => _payments.ListBooks(new() { AfterOrderId = last, AskProvider = askProvider }, cancellationToken: cancellationToken),
        (book, _) => book.OrderId, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ReservationBook> ReservationsAsync(string after, CancellationToken cancellationToken) =>
        RenewedStream.ReadAsync(
            after, last => _inventory.ListBooks(new() { AfterOrderId = last }, cancellationToken: cancellationToken),
            (book, _) => book.OrderId, cancellationToken);
}
