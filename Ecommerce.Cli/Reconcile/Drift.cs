using System.Globalization;
using Ecommerce.Contracts.V1;

namespace Ecommerce.Cli.Reconcile;

/// <summary>Something in which the books of one order disagree.</summary>
/// <param name="Kind">
/// order_missing, payment_missing, transaction, captured, refunded, money_kept, ledger, provider_captured, provider_refunded,
/// reservation_missing, reservation, items or returned.
/// </param>
/// <param name="OrderId">The order.</param>
/// <param name="Expected">What follows from the order's book, or from the payment's for the ledger and the provider.</param>
/// <param name="Found">What the other book says.</param>
public sealed record Drift(string Kind, string OrderId, string Expected, string Found)
{
    private const string Nothing = "nothing";

    /// <summary>Compares what the books say of one order; null for a book that does not have it.</summary>
    public static IEnumerable<Drift> Find(OrderBook? order, PaymentBook? payment, ReservationBook? reservation)
    {
        var id = order?.OrderId ?? payment?.OrderId ?? reservation!.OrderId;
        var drifts = order switch
        {
            null => [("order_missing", "an order", payment is null ? "a reservation" : "a payment")],
            // What is under way is compared once it has ended.
            { Ended: false } => [],
            { Status: OrderStatus.Confirmed or OrderStatus.Refunded } => OfSale(order, payment, reservation),
            _ => OfFailure(order, payment, reservation),
        };
        return drifts.Concat(payment is { TransactionId.Length: > 0 } ? OfPayment(payment, order is { Ended: true }) : [])
            .Select(drift => new Drift(drift.Kind, id, drift.Expected, drift.Found));
    }

    private static IEnumerable<(string Kind, string Expected, string Found)> OfSale(
        OrderBook order, PaymentBook? payment, ReservationBook? reservation)
    {
        if (payment is not { TransactionId.Length: > 0 })
        {
            yield return ("payment_missing", order.Total, Nothing);
        }
        else
        {
            foreach (var drift in Differ("transaction", order.TransactionId, payment.TransactionId)
                .Concat(Differ("captured", order.Total, payment.Captured)).Concat(Differ("refunded", order.Refunded, payment.Refunded)))
            {
                yield return drift;
            }
        }

        var sold = Lines(order.Items.Select(item => (item.Sku, item.Quantity)));
        if (reservation is null)
        {
            yield return ("reservation_missing", sold, Nothing);
            yield break;
        }

        foreach (var drift in Differ("reservation", "confirmed", NameOf(reservation.Status))
            .Concat(Differ("items", sold, Lines(reservation.Items)))
            .Concat(Differ("returned", order.Returned ? sold : Nothing, Lines(reservation.Returned))))
        {
            yield return drift;
        }
    }

    // Nothing of the money may be kept, and nothing of the stock held or sold.
    private static IEnumerable<(string Kind, string Expected, string Found)> OfFailure(
        OrderBook order, PaymentBook? payment, ReservationBook? reservation)
    {
        if (payment is { TransactionId.Length: > 0 })
        {
            if (Kept(payment) != 0)
            {
                yield return ("money_kept", "0", Kept(payment).ToString(CultureInfo.InvariantCulture));
            }

            foreach (var drift in Differ("refunded", order.Refunded, payment.Refunded))
            {
                yield return drift;
            }
        }

        if (reservation is { Status: ReservationStatus.Held }
            || (reservation is { Status: ReservationStatus.Confirmed } && Lines(reservation.Items) != Lines(reservation.Returned)))
        {
            yield return ("reservation", "released", NameOf(reservation.Status));
        }
    }

    private static IEnumerable<(string Kind, string Expected, string Found)> OfPayment(PaymentBook payment, bool isSettled)
    {
        var left = Amount(payment.Captured) - Amount(payment.Refunded);
        if (Amount(payment.Ledger) != left)
        {
            yield return ("ledger", left.ToString(CultureInfo.InvariantCulture), payment.Ledger);
        }

        if (!isSettled || payment.Provider is not { State: not "unknown" } provider)
        {
            yield break;
        }

        foreach (var drift in Differ("provider_captured", payment.Captured, provider.Captured))
        {
            yield return drift;
        }

        // What is promised may have gone back already.
        var (known, promised) = (Amount(payment.Refunded), Amount(payment.Refunding));
        if (Amount(provider.Refunded) < known || Amount(provider.Refunded) > known + promised)
        {
            yield return ("provider_refunded", payment.Refunded, provider.Refunded);
        }
    }

    private static IEnumerable<(string Kind, string Expected, string Found)> Differ(string kind, string expected, string found)
    {
        var isSame = decimal.TryParse(expected, CultureInfo.InvariantCulture, out var amount) ? amount == Amount(found) : expected == found;
        return isSame ? [] : [(kind, expected, found)];
    }

    private static decimal Kept(PaymentBook payment) => Amount(payment.Captured) - Amount(payment.Refunded) - Amount(payment.Refunding);

    private static decimal Amount(string text) => decimal.TryParse(text, CultureInfo.InvariantCulture, out var amount) ? amount : 0;

    private static string NameOf(ReservationStatus status) => status.ToString().ToLowerInvariant();

    private static string Lines(IEnumerable<ReservedItem> items) => Lines(items.Select(item => (item.Sku, item.Quantity)));

    private static string Lines(IEnumerable<(string Sku, int Quantity)> items)
    {
        var sorted = items.OrderBy(item => item.Sku, StringComparer.Ordinal);
        var lines = string.Join(", ", sorted.Select(item => $"{item.Quantity} {item.Sku}"));
        return lines.Length == 0 ? Nothing : lines;
    }
}
