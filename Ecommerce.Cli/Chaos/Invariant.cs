namespace Ecommerce.Cli.Chaos;

/// <summary>What has to hold once every order has ended, asked of one database.</summary>
/// <param name="Name">How it is called in a violation.</param>
/// <param name="Database">Which database.</param>
/// <param name="Sql">Returns a text for each violation.</param>
internal sealed record Invariant(string Name, string Database, string Sql)
{
    /// <summary>The table. Money and stock between the databases is compared by <c>reconcile</c>.</summary>
    public static IReadOnlyList<Invariant> All { get; } =
    [
        new("money", "payments",
            """
            SELECT p.transaction_id || ': the ledger has ' || coalesce(l.shop, 0) || ', not ' || p.captured_minor - p.refunded_minor
            FROM payments p LEFT JOIN (
                SELECT transaction_id, sum(CASE WHEN refund_id IS NULL THEN amount_minor ELSE -amount_minor END) AS shop
                FROM ledger_entries GROUP BY transaction_id) l USING (transaction_id)
            WHERE coalesce(l.shop, 0) <> p.captured_minor - p.refunded_minor
            """),
        new("money", "payments",
            "SELECT order_id || ' was charged ' || count(*) || ' times' FROM payments WHERE captured_minor > 0 GROUP BY order_id "
                + "HAVING count(*) > 1"),
        new("stock", "inventory", "SELECT sku || ': its counts are not the sum of its movements' FROM stock_drift"),
        new("end", "orders",
            "SELECT order_id || ' is ' || phase || coalesce(', parked: ' || parked_reason, '') FROM checkouts "
                + "WHERE phase NOT IN ('confirmed', 'failed', 'cancelled', 'refunded')"),
        new("reservation", "inventory",
            """
            SELECT order_id || ': held ' || held || ' of ' || sku || ', confirmed or released ' || ended FROM (
                SELECT order_id, sku, sum(quantity) FILTER (WHERE kind = 'held') AS held,
                    coalesce(sum(quantity) FILTER (WHERE kind IN ('confirmed', 'released', 'expired')), 0) AS ended
                FROM stock_movements WHERE order_id IS NOT NULL GROUP BY order_id, sku) m
            WHERE held IS DISTINCT FROM ended
            """),
        new("compensation", "payments",
            "SELECT transaction_id || ' was voided and keeps ' || captured_minor - refunded_minor FROM payments "
                + "WHERE void_requested AND captured_minor <> refunded_minor"),
        // A charge that the provider does not know is looked for for a day, should it turn up late.
        new("compensation", "payments",
            "SELECT transaction_id || ' is not settled' FROM payments "
                + "WHERE NOT settled AND NOT (status = 'voided' AND captured_minor = 0)"),
        // Of each change there is a row, committed with it: create_order's by its trace, since its request names no order.
        new("audit", "orders",
            """
            SELECT order_id || ' has no row of create_order' FROM checkouts WHERE NOT EXISTS (
                SELECT FROM audit WHERE action = 'create_order' AND trace_id = split_part(traceparent, '-', 2))
            """),
        new("audit", "payments",
            """
            SELECT order_id || ' has no row of process_payment' FROM payments WHERE NOT EXISTS (
                SELECT FROM audit WHERE action = 'process_payment' AND resource = 'order/' || order_id)
            """),
        new("audit", "payments",
            """
            SELECT order_id || ' was refunded and has no row of it' FROM payments WHERE refunded_minor > 0 AND NOT EXISTS (
                SELECT FROM audit WHERE (action, resource) IN
                    (('refund_payment', 'payment/' || transaction_id), ('void_payment', 'order/' || order_id)))
            """),
        new("audit", "inventory",
            """
            SELECT order_id || ' has no row of ' || action FROM stock_movements JOIN (VALUES
                ('held', 'reserve_items'), ('confirmed', 'confirm_reservation'), ('released', 'release_reservation'),
                ('returned', 'return_items')) AS made_by (kind, action) USING (kind)
            WHERE NOT EXISTS (SELECT FROM audit a WHERE a.action = made_by.action AND a.resource = 'order/' || order_id)
            """),
    ];
}
