namespace Ecommerce.OrderAgent.Checkouts;

/// <summary>The statements on refunds that the payment agent reports, and on who applies them.</summary>
internal static class PaymentInboxSql
{
    /// <summary>$1: replica, $2: lease. Returns the last event that was applied, 0 for none; no row while another replica leads.</summary>
    public const string Lead =
        """
        UPDATE payment_cursor SET leader = $1, leased_until = now() + $2
        WHERE leader = $1 OR leased_until IS NULL OR leased_until <= now() RETURNING after_event_id
        """;

    /// <summary>$1: replica, $2: lease, $3: event up to which none has to be applied.</summary>
    public const string Renew =
        "UPDATE payment_cursor SET leased_until = now() + $2, after_event_id = greatest(after_event_id, $3) WHERE leader = $1";

    /// <summary>$1: replica, $2: event up to which none has to be applied.</summary>
    public const string Release =
        """
        UPDATE payment_cursor SET leader = NULL, leased_until = NULL, after_event_id = greatest(after_event_id, $2) WHERE leader = $1
        """;

    /// <summary>$1: orders, $2: newest known schema. Those whose capture the saga has learned of.</summary>
    public const string HaveLearned =
        """
        SELECT order_id FROM checkouts
        WHERE order_id = ANY ($1) AND schema_version <= $2 AND phase IN ('confirming', 'confirmed', 'returning', 'refunded')
        """;

    /// <summary>$1: event, $2: replica.</summary>
    public const string MoveCursor = "UPDATE payment_cursor SET after_event_id = greatest(after_event_id, $1) WHERE leader = $2";

    /// <summary>The event up to which none has to be applied.</summary>
    public const string Position = "SELECT after_event_id FROM payment_cursor";

    /// <summary>$1: order. Whether it is here.</summary>
    public const string IsKnown = "SELECT EXISTS (SELECT FROM checkouts WHERE order_id = $1)";

    /// <summary>$1: event, $2: order, $3: the event as it came.</summary>
    public const string Keep =
        "INSERT INTO skipped_payment_events (event_id, order_id, event) VALUES ($1, $2, $3) ON CONFLICT (event_id) DO NOTHING";

    /// <summary>$1: order. Returns its events that were left out, in any order, and keeps them no longer.</summary>
    public const string TakeKept = "DELETE FROM skipped_payment_events WHERE order_id = $1 RETURNING event";

    /// <summary>$1: event.</summary>
    public const string IsBooked = "SELECT EXISTS (SELECT FROM order_refunds WHERE event_id = $1)";

    /// <summary>
    /// $1: event, $2: order, $3: amount in minor units, $4: amount as the buyer reads it. Returns whether all of the order is refunded; no
    /// row for an event that was booked before.
    /// </summary>
    public const string Book =
        """
        WITH booked AS (
            INSERT INTO order_refunds (event_id, order_id, amount_minor) VALUES ($1, $2, $3) ON CONFLICT (event_id) DO NOTHING
            RETURNING order_id, amount_minor),
        changed AS (
            UPDATE orders o SET refunded_minor = refunded_minor + booked.amount_minor, last_event_id = last_event_id + 1, updated_at = now()
            FROM booked WHERE o.order_id = booked.order_id
            RETURNING o.order_id, o.last_event_id, o.status, o.refunded_minor = o.total_minor AS repaid),
        noted AS (
            INSERT INTO order_events (order_id, event_id, type, status, detail)
            SELECT order_id, last_event_id, 'refund', status, $4 FROM changed)
        SELECT repaid FROM changed
        """;
}
