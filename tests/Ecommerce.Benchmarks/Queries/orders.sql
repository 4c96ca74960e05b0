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

-- A tenth as many tasks of one owner, in some contexts, and as many again of others; one message and one artifact each.
ALTER TABLE a2a_task_pushes SET UNLOGGED;
ALTER TABLE a2a_task_messages SET UNLOGGED;
ALTER TABLE a2a_task_events SET UNLOGGED;
ALTER TABLE a2a_task_pushes SET UNLOGGED;
ALTER TABLE a2a_tasks SET UNLOGGED;

INSERT INTO a2a_tasks (task_id, owner, actor, context_id, state, changed_at, last_event, capability, expires_at)
SELECT pg_temp.id(n), CASE WHEN n % 2 = 0 THEN '\x01' ELSE int8send(n) END, 'measured', 'c-' || n % 1000,
    CASE WHEN n % 20 = 0 THEN 'failed' ELSE 'completed' END, '2026-01-01'::timestamptz + n * interval '0.1 s', 2, 'create_order', 'infinity'
FROM generate_series(1, :orders / 5) AS n;

INSERT INTO a2a_task_messages (owner, message_id, hash, task_id, message)
SELECT CASE WHEN n % 2 = 0 THEN '\x01'::bytea ELSE int8send(n) END, 'm-' || n, sha256(n::text::bytea), pg_temp.id(n),
    convert_to(repeat('m', 200), 'UTF8')
FROM generate_series(1, :orders / 5) AS n;

INSERT INTO a2a_task_events (task_id, number, is_artifact, event)
SELECT pg_temp.id(n), 1, true, convert_to(repeat('e', 800), 'UTF8') FROM generate_series(1, :orders / 5) AS n;

INSERT INTO a2a_task_counts (owner, state, tasks) SELECT owner, state, count(*) FROM a2a_tasks GROUP BY owner, state;

VACUUM ANALYZE;
