-- The reservations of the orders, confirmed, over a thousand SKUs whose counts agree with their movements; a few have run out.
SET session_replication_role = replica;
ALTER TABLE stock_movements SET UNLOGGED;
ALTER TABLE reservations SET UNLOGGED;

INSERT INTO products (sku, name, price_minor, currency, initial, sold, reserved)
SELECT 'SKU-' || sku, 'Measured', 1999, 'USD', 1000000000, count(*) FILTER (WHERE n % 50000 <> 0), count(*) FILTER (WHERE n % 50000 = 0)
FROM generate_series(1, :orders) AS n, LATERAL (SELECT n % 1000 AS sku) AS s GROUP BY sku;

INSERT INTO reservations (order_id, status, skus, quantities, expires_at)
SELECT pg_temp.id(n), CASE WHEN n % 50000 = 0 THEN 'held' ELSE 'confirmed' END, ARRAY['SKU-' || n % 1000], ARRAY[1], now()
FROM generate_series(1, :orders) AS n;

INSERT INTO stock_movements (movement_id, at, sku, order_id, kind, quantity)
SELECT pg_temp.id(2 * n), now(), 'SKU-' || n % 1000, pg_temp.id(n), 'held', 1 FROM generate_series(1, :orders) AS n;

INSERT INTO stock_movements (movement_id, at, sku, order_id, kind, quantity)
SELECT pg_temp.id(2 * n + 1), now(), 'SKU-' || n % 1000, pg_temp.id(n), 'confirmed', 1
FROM generate_series(1, :orders) AS n WHERE n % 50000 <> 0;

VACUUM ANALYZE;
