-- Time-ordered UUIDs (RFC 9562, 5.7); PostgreSQL has its own from version 18 on.
CREATE FUNCTION uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
    SELECT encode(
        set_bit(set_bit(
            overlay(uuid_send(gen_random_uuid())
                PLACING substring(int8send(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
            52, 1), 53, 1),
        'hex')::uuid
$$;

-- The catalogue and its stock. "initial" is what the shop opened with, "received" the net of what was booked in and out since.
-- Free space in each page keeps the updates of a hot row on its page, without new index entries.
CREATE TABLE products (
    sku text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    price_minor bigint NOT NULL CHECK (price_minor > 0),
    currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    initial bigint NOT NULL CHECK (initial >= 0),
    received bigint NOT NULL DEFAULT 0,
    reserved bigint NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    sold bigint NOT NULL DEFAULT 0 CHECK (sold >= 0),
    available bigint NOT NULL GENERATED ALWAYS AS (initial + received - reserved - sold) STORED CHECK (available >= 0)
) WITH (fillfactor = 50);

-- One row an order, never deleted: a released one also refuses a late hold. Lines are arrays, sorted by SKU, so that a hold is one row.
CREATE TABLE reservations (
    order_id uuid PRIMARY KEY,
    status text NOT NULL CHECK (status IN ('held', 'confirmed', 'released', 'expired')),
    skus text[] NOT NULL,
    quantities int[] NOT NULL CHECK (0 < ALL (quantities)),
    expires_at timestamptz,
    CHECK (cardinality(skus) = cardinality(quantities)),
    CHECK (status = 'released' OR (cardinality(skus) > 0 AND expires_at IS NOT NULL))
);

CREATE INDEX reservations_expires_at ON reservations (expires_at) WHERE status = 'held';

-- Every change of a product's counts. There is no foreign key to products: its check would lock the hot row once more.
CREATE TABLE stock_movements (
    movement_id uuid PRIMARY KEY DEFAULT uuid_v7(),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    sku text COLLATE "C" NOT NULL,
    order_id uuid,
    kind text NOT NULL CHECK (kind IN ('held', 'confirmed', 'released', 'expired', 'returned', 'adjusted')),
    quantity bigint NOT NULL,
    reason text,
    CHECK (CASE kind WHEN 'adjusted' THEN quantity <> 0 AND order_id IS NULL ELSE quantity > 0 AND order_id IS NOT NULL END)
);

-- What an order held is sold or given back, never both, and comes back at most once.
CREATE UNIQUE INDEX stock_movements_outcome ON stock_movements (order_id, sku) WHERE kind IN ('confirmed', 'released');
CREATE UNIQUE INDEX stock_movements_returned ON stock_movements (order_id, sku) WHERE kind = 'returned';

-- Products whose counts are not what their movements add up to; empty as long as all is well.
CREATE VIEW stock_drift AS
SELECT p.sku, p.received, p.reserved, p.sold, m.received AS moved_received, m.reserved AS moved_reserved, m.sold AS moved_sold
FROM products p
CROSS JOIN LATERAL (
    SELECT
        COALESCE(sum(quantity) FILTER (WHERE kind = 'adjusted'), 0) AS received,
        COALESCE(sum(CASE kind WHEN 'held' THEN quantity ELSE -quantity END)
            FILTER (WHERE kind IN ('held', 'confirmed', 'released', 'expired')), 0) AS reserved,
        COALESCE(sum(CASE kind WHEN 'confirmed' THEN quantity ELSE -quantity END)
            FILTER (WHERE kind IN ('confirmed', 'returned')), 0) AS sold
    FROM stock_movements s WHERE s.sku = p.sku
) m
WHERE (p.received, p.reserved, p.sold) IS DISTINCT FROM (m.received, m.reserved, m.sold);
