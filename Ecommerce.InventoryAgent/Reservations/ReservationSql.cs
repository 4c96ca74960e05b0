using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace Ecommerce.InventoryAgent.Reservations;

/// <summary>
/// The statements that move stock. Locks are always taken in one order, so that transactions do not deadlock: the order's
/// advisory lock, its reservation, then products by SKU. Time is the database's clock, one for all replicas.
/// </summary>
/// <remarks>
/// Statements that take stock are preceded by one that locks the products: an update checks constraints on the row version of its snapshot
/// before it finds a newer one, and could refuse units that another order has just given back.
/// </remarks>
internal static class ReservationSql
{
    /// <summary>$1: lock keys, sorted. One transaction at a time works on an order, so that what it reads does not change.</summary>
    public const string LockOrders = "SELECT pg_advisory_xact_lock(key) FROM unnest($1::bigint[]) AS key";

    /// <summary>$1: order.</summary>
    public const string Find = "SELECT order_id, status, skus, quantities, expires_at FROM reservations WHERE order_id = $1";

    /// <summary>$1: order, $2: SKUs. Locks the products, unless the order has a reservation that stays as it is.</summary>
    public const string LockProducts =
        """
        SELECT FROM products WHERE sku = ANY ($2)
        AND NOT EXISTS (SELECT FROM reservations WHERE order_id = $1 AND status <> 'expired')
        ORDER BY sku FOR NO KEY UPDATE
        """;

    /// <summary>
    /// $1: order, $2: SKUs, $3: quantities, $4: seconds. Holds all lines or none; an expired hold is renewed, any other
    /// reservation stays as it is. Returns the lines that are short; available is null where the SKU is unknown.
    /// </summary>
    public const string Hold =
        """
        WITH asked AS (
            SELECT sku, quantity FROM unnest($2::text[], $3::int[]) AS a (sku, quantity)),
        short AS (
            SELECT a.sku, p.available FROM asked a LEFT JOIN products p USING (sku)
            WHERE p.available IS NULL OR p.available < a.quantity),
        held AS (
            INSERT INTO reservations AS r (order_id, status, skus, quantities, expires_at)
            SELECT $1, 'held', $2, $3, clock_timestamp() + make_interval(secs => $4)
            WHERE NOT EXISTS (SELECT FROM short)
            AND NOT EXISTS (SELECT FROM reservations WHERE order_id = $1 AND status <> 'expired')
            ON CONFLICT (order_id) DO UPDATE SET status = 'held', expires_at = excluded.expires_at
            WHERE r.skus = excluded.skus AND r.quantities = excluded.quantities
            RETURNING order_id),
        taken AS (
            UPDATE products p SET reserved = p.reserved + a.quantity FROM asked a, held WHERE p.sku = a.sku),
        noted AS (
            INSERT INTO stock_movements (sku, order_id, kind, quantity)
            SELECT a.sku, h.order_id, 'held', a.quantity FROM asked a, held h)
        SELECT sku, available FROM short
        """;

    /// <summary>
    /// $1: order, $2: SKU, $3: units, $4: seconds, $5: lock key, from $6 on: the call's record. Holds a single line for an order that has
    /// no reservation: the usual hold, as one statement. Returns when it ends; no row, and no change, if the statements above have to tell
    /// why not. It sees the tables as they were before it got its locks, and needs no more: the row's condition is checked again once the
    /// row is locked, and the key of reservations refuses a second hold, or one after the release.
    /// </summary>
    public static readonly string HoldFirst =
        $"""
        WITH taken AS (
            UPDATE products SET reserved = reserved + $3 FROM (SELECT pg_advisory_xact_lock($5)) AS one_at_a_time
            WHERE sku = $2 AND available >= $3 AND NOT EXISTS (SELECT FROM reservations WHERE order_id = $1) RETURNING sku),
        held AS (
            INSERT INTO reservations (order_id, status, skus, quantities, expires_at)
            SELECT $1, 'held', ARRAY[sku], ARRAY[$3], clock_timestamp() + make_interval(secs => $4) FROM taken RETURNING expires_at),
        noted AS (
            INSERT INTO stock_movements (sku, order_id, kind, quantity) SELECT sku, $1, 'held', $3 FROM taken),
        audited AS (
            {ChangeRecord.InsertFrom("taken", 6)})
        SELECT expires_at FROM held
        """;

    /// <summary>$1: SKU.</summary>
    public const string LockProduct = "SELECT FROM products WHERE sku = $1 FOR NO KEY UPDATE";

    /// <summary>
    /// $1: SKU, $2: orders, $3: quantities, $4: seconds. Serves the orders in turn from one update of the product's row, each wholly or
    /// not at all. Returns an order, when its hold ends (null if too few were left) and how many were left; no row for an order that has a
    /// reservation already, nor for any if the SKU is unknown.
    /// </summary>
    public const string HoldMany =
        """
        WITH RECURSIVE asked AS (
            SELECT a.order_id, a.quantity, a.seconds, row_number() OVER (ORDER BY a.turn) AS turn
            FROM unnest($2::uuid[], $3::int[], $4::float8[]) WITH ORDINALITY AS a (order_id, quantity, seconds, turn)
            WHERE NOT EXISTS (SELECT FROM reservations r WHERE r.order_id = a.order_id)),
        stock AS (
            SELECT available FROM products WHERE sku = $1),
        served (turn, order_id, quantity, seconds, granted, remaining) AS (
            SELECT 0::bigint, NULL::uuid, 0, 0::float8, false, available FROM stock
            UNION ALL
            SELECT a.turn, a.order_id, a.quantity, a.seconds, a.quantity <= s.remaining,
                CASE WHEN a.quantity <= s.remaining THEN s.remaining - a.quantity ELSE s.remaining END
            FROM served s JOIN asked a ON a.turn = s.turn + 1),
        held AS (
            INSERT INTO reservations (order_id, status, skus, quantities, expires_at)
            SELECT order_id, 'held', ARRAY[$1], ARRAY[quantity], clock_timestamp() + make_interval(secs => seconds)
            FROM served WHERE granted
            RETURNING order_id, quantities[1] AS quantity, expires_at),
        taken AS (
            UPDATE products SET reserved = reserved + (SELECT sum(quantity) FROM held) WHERE sku = $1 AND EXISTS (SELECT FROM held)),
        noted AS (
            INSERT INTO stock_movements (sku, order_id, kind, quantity) SELECT $1, order_id, 'held', quantity FROM held)
        SELECT s.order_id, h.expires_at, s.remaining FROM served s LEFT JOIN held h USING (order_id) WHERE s.turn > 0
        """;

    /// <summary>$1: order. One guarded update of one row decides whether confirmation or expiry came first.</summary>
    public static readonly string Confirm = EndHolds(ConfirmHeld());

    /// <summary>
    /// $1: order, $2: lock key, from $3 on: the call's record. As <see cref="Confirm"/>, by itself; returns the reservation, and no row if
    /// nothing was held any more.
    /// </summary>
    public static readonly string ConfirmFirst = EndHolds(
        ConfirmHeld("FROM (SELECT pg_advisory_xact_lock($2)) AS one_at_a_time"),
        "order_id, status, skus, quantities, expires_at",
        $", audited AS ({ChangeRecord.InsertFrom("ended", 3)})");

    /// <summary>$1: order. Gives back what it holds.</summary>
    public static readonly string Release = EndHolds(
        "UPDATE reservations SET status = 'released' WHERE order_id = $1 AND status = 'held'");

    /// <summary>$1: order. Records a released reservation if nothing is held, so that a late hold is refused.</summary>
    public const string Bury =
        """
        INSERT INTO reservations AS r (order_id, status, skus, quantities) VALUES ($1, 'released', '{}', '{}')
        ON CONFLICT (order_id) DO UPDATE SET status = 'released' WHERE r.status = 'expired'
        RETURNING order_id
        """;

    /// <summary>$1: order, $2: SKUs, $3: quantities. Expires its hold of just these if the time is over.</summary>
    public static readonly string ExpireOne = EndHolds(
        """
        UPDATE reservations SET status = 'expired'
        WHERE order_id = $1 AND skus = $2 AND quantities = $3 AND status = 'held' AND expires_at <= clock_timestamp()
        """);

    /// <summary>$1: the maximum number of rows. Expires the holds whose time is over, the oldest first, skipping locked ones.</summary>
    public static readonly string Expire = EndHolds(
        """
        UPDATE reservations SET status = 'expired' FROM (
            SELECT order_id FROM reservations WHERE status = 'held' AND expires_at <= now()
            ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED) due
        WHERE reservations.order_id = due.order_id AND status = 'held'
        """);

    /// <summary>$1: order, $2: SKUs, $3: quantities. Takes sold items back.</summary>
    public const string Return =
        """
        WITH asked AS (
            SELECT sku, quantity FROM unnest($2::text[], $3::int[]) AS a (sku, quantity)),
        stock AS (
            SELECT sku FROM products WHERE sku = ANY ($2) ORDER BY sku FOR NO KEY UPDATE),
        taken AS (
            UPDATE products p SET sold = p.sold - a.quantity FROM asked a JOIN stock USING (sku) WHERE p.sku = a.sku)
        INSERT INTO stock_movements (sku, order_id, kind, quantity) SELECT sku, $1, 'returned', quantity FROM asked
        """;

    /// <summary>$1: order.</summary>
    public const string FindReturned =
        """
        SELECT movement_id, order_id, sku, quantity, at FROM stock_movements WHERE order_id = $1 AND kind = 'returned' ORDER BY sku
        """;

    /// <summary>Reads what <see cref="Find"/> selects.</summary>
    public static Reservation Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0), reader.GetEnum<ReservationStatus>(1), reader.GetFieldValue<string[]>(2), reader.GetFieldValue<int[]>(3),
        reader.GetNullable<DateTimeOffset>(4));

    /// <summary>Reads what <see cref="FindReturned"/> selects.</summary>
    public static StockMovement ReadMovement(NpgsqlDataReader reader) => new()
    {
        MovementId = reader.GetGuid(0).ToString(),
        OrderId = reader.GetGuid(1).ToString(),
        Sku = reader.GetString(2),
        Delta = reader.GetInt64(3),
        Reason = "returned",
        Kind = "returned",
        At = reader.GetFieldValue<DateTimeOffset>(4).ToTimestamp(),
    };

    private static string ConfirmHeld(string from = "") =>
        $"""
        UPDATE reservations SET status = CASE WHEN expires_at > clock_timestamp() THEN 'confirmed' ELSE 'expired' END
        {from} WHERE order_id = $1 AND status = 'held'
        """;

    // The end of a hold: its stock is no longer reserved, and sold if it was confirmed. Returns how many ended, or what is asked for.
    // Locking and updating in one statement is safe here: in every row version that the statement can see, the units to give back are
    // still reserved.
    private static string EndHolds(string update, string result = "count(*)", string further = "") =>
        $"""
        WITH ended AS ({update} RETURNING reservations.*),
        lines AS (
            SELECT e.order_id, e.status, l.sku, l.quantity FROM ended e, unnest(e.skus, e.quantities) AS l (sku, quantity)),
        totals AS (
            SELECT sku, sum(quantity) AS freed, COALESCE(sum(quantity) FILTER (WHERE status = 'confirmed'), 0) AS sold
            FROM lines GROUP BY sku),
        stock AS (
            SELECT sku FROM products WHERE sku = ANY (ARRAY(SELECT sku FROM totals)) ORDER BY sku FOR NO KEY UPDATE),
        moved AS (
            UPDATE products p SET reserved = p.reserved - t.freed, sold = p.sold + t.sold
            FROM totals t JOIN stock USING (sku) WHERE p.sku = t.sku),
        noted AS (
            INSERT INTO stock_movements (sku, order_id, kind, quantity) SELECT sku, order_id, status, quantity FROM lines)
            {further}
        SELECT {result} FROM ended
        """;
}
