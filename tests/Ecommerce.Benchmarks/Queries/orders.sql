-- Orders as they are long after their end, one line and one event each; every hundredth is the same buyer's. A few are due, a few parked.
SET session_replication_role = replica;
ALTER TABLE order_items SET UNLOGGED;
ALTER TABLE order_events SET UNLOGGED;
ALTER TABLE order_refunds SET UNLOGGED;
ALTER TABLE checkouts SET UNLOGGED;
ALTER TABLE orders SET UNLOGGED;
ALTER TABLE idempotency SET UNLOGGED;

INSERT INTO orders (order_id, user_id, currency, total_minor, payment_method, transaction_id, status, last_event_id)
SELECT pg_temp.id(n), pg_temp.buyer(n), 'USD', 1999, 'credit_card', pg_temp.id(n), 'confirmed', 4 FROM generate_series(1, :orders) AS n;

INSERT INTO order_items (order_id, position, sku, name, quantity, unit_price_minor, line_total_minor)
SELECT pg_temp.id(n), 1, 'SKU-' || n % 1000, 'Measured', 1, 1999, 1999 FROM generate_series(1, :orders) AS n;

INSERT INTO order_events (order_id, event_id, type, status, detail)
SELECT pg_temp.id(n), 4, 'confirmed', 'confirmed', '' FROM generate_series(1, :orders) AS n;

INSERT INTO checkouts (order_id, schema_version, version, phase, todo, in_doubt, reserved_again, cancel_requested, repaid, overdue,
    attempts, expires_at, next_attempt_at, parked_reason)
SELECT pg_temp.id(n), 1, 4, CASE WHEN n % 50000 < 2 THEN 'paying' ELSE 'confirmed' END, '{}', false, false, false, false, false,
    0, now(), CASE WHEN n % 50000 < 2 THEN now() END, CASE WHEN n % 50000 = 1 THEN 'measured' END
FROM generate_series(1, :orders) AS n;

-- A day's keys, of which some have expired.
INSERT INTO idempotency (scope, request_hash, resource_id, expires_at)
SELECT sha256(n::text::bytea), sha256(n::text::bytea), pg_temp.id(n), now() + n * interval '0.1 s' - interval '1000 s'
FROM generate_series(1, :orders / 10) AS n;

VACUUM ANALYZE;
