using System.Buffers.Binary;
using Ecommerce.Contracts.V1;

namespace Ecommerce.Cli.Reconcile;

/// <summary>
/// Compares the books of orders, payments and reservations, row by row in the order of the orders' IDs. They are read at slightly different
/// times: what seems to drift counts only if a second look, a little later, finds the same.
/// </summary>
public static class Reconciliation
{
    /// <summary>After so many differences, or a few more of the same order, the rest is not compared.</summary>
    internal const int MaxDrifts = 10_000;

    // Longer than a checkout that has ended takes to be known everywhere.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    /// <summary>Compares; changes nothing.</summary>
    /// <param name="books">The books.</param>
    /// <param name="since">Only orders placed since; all if null.</param>
    /// <param name="time">The clock of the pause before the second look.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<ReconciliationReport> RunAsync(
        IBooks books, DateTimeOffset? since, TimeProvider time, CancellationToken cancellationToken)
    {
        var after = since is { } start ? FirstIdOf(start) : "";
        var first = await CompareAsync(books, after, cancellationToken);
        if (first.Agrees)
        {
            return first;
        }

        await Task.Delay(Settling, time, cancellationToken);
        var second = await CompareAsync(books, after, cancellationToken);
        // What only one look got to cannot be confirmed by the other.
        return second with { Complete = first.Complete && second.Complete, Drifts = [.. second.Drifts.Intersect(first.Drifts)] };
    }

    private static async Task<ReconciliationReport> CompareAsync(IBooks books, string after, CancellationToken cancellationToken)
    {
        var report = new ReconciliationReport();
        await using var orders = new Peeked<OrderBook>(books.OrdersAsync(after, cancellationToken), book => book.OrderId);
        await using var payments = new Peeked<PaymentBook>(books.PaymentsAsync(after, cancellationToken), book => book.OrderId);
        await using var reservations = new Peeked<ReservationBook>(books.ReservationsAsync(after, cancellationToken), book => book.OrderId);
        while (true)
        {
            string?[] next = [await orders.PeekAsync(), await payments.PeekAsync(), await reservations.PeekAsync()];
            if (next.OfType<string>().Order(StringComparer.Ordinal).FirstOrDefault() is not { } id)
            {
                return report;
            }

            if (report.Drifts.Count >= MaxDrifts)
            {
                return report with { Complete = false };
            }

            var (order, payment, reservation) = (orders.TakeIf(id), payments.TakeIf(id), reservations.TakeIf(id));
            report = report with
            {
                Orders = report.Orders + (order is null ? 0 : 1),
                Open = report.Open + (order is { Ended: false } ? 1 : 0),
                Payments = report.Payments + (payment is { TransactionId.Length: > 0 } ? 1 : 0),
                Reservations = report.Reservations + (reservation is null ? 0 : 1),
                ProviderUnknown = report.ProviderUnknown + (payment?.Provider?.State == "unknown" ? 1 : 0),
            };
            report.Drifts.AddRange(Drift.Find(order, payment, reservation));
        }
    }

    // IDs of version 7 begin with the milliseconds since 1970 (RFC 9562, 5.7).
    private static string FirstIdOf(DateTimeOffset time)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Max(0, time.ToUnixTimeMilliseconds()) << 16);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private sealed class Peeked<T>(IAsyncEnumerable<T> rows, Func<T, string> orderOf) : IAsyncDisposable
        where T : class
    {
        private readonly IAsyncEnumerator<T> _rows = rows.GetAsyncEnumerator();
        private T? _next;

        /// <summary>The order of the next row; null after the last.</summary>
        public async ValueTask<string?> PeekAsync()
        {
            _next ??= await _rows.MoveNextAsync() ? _rows.Current : null;
            return _next is null ? null : orderOf(_next);
        }

        /// <summary>The next row if it is of that order.</summary>
        public T? TakeIf(string orderId)
        {
            if (_next is null || orderOf(_next) != orderId)
            {
                return null;
            }

            var row = _next;
            _next = null;
            return row;
        }

        public ValueTask DisposeAsync() => _rows.DisposeAsync();
    }
}
