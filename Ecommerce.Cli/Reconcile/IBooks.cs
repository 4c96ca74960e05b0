using Ecommerce.Contracts.V1;

namespace Ecommerce.Cli.Reconcile;

/// <summary>The agents' books: those of a running shop, or a test's. Each is in the order of <c>order_id</c>.</summary>
public interface IBooks
{
    /// <summary>The order agent's, after an order; all if it is empty.</summary>
    IAsyncEnumerable<OrderBook> OrdersAsync(string after, CancellationToken cancellationToken);

    /// <summary>The payment agent's.</summary>
    IAsyncEnumerable<PaymentBook> PaymentsAsync(string after, CancellationToken cancellationToken);

    /// <summary>The inventory agent's.</summary>
    IAsyncEnumerable<ReservationBook> ReservationsAsync(string after, CancellationToken cancellationToken);
}
