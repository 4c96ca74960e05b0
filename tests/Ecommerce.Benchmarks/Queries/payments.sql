-- The payments of the orders, captured; a few are unanswered.
SET session_replication_role = replica;
ALTER TABLE ledger_entries SET UNLOGGED;
ALTER TABLE payment_events SET UNLOGGED;
ALTER TABLE refunds SET UNLOGGED;
ALTER TABLE payments SET UNLOGGED;
ALTER TABLE payment_orders SET UNLOGGED;

INSERT INTO payment_orders (order_id) SELECT pg_temp.id(n) FROM generate_series(1, :orders) AS n;

INSERT INTO payments (transaction_id, order_id, user_id, amount_minor, currency, payment_method, status, captured_minor, settled,
    idempotency_key, attempts, next_attempt_at, created_at)
SELECT pg_temp.id(n), pg_temp.id(n), pg_temp.buyer(n), 1999, 'USD', 'credit_card',
    CASE WHEN n % 50000 = 0 THEN 'pending' ELSE 'captured' END, CASE WHEN n % 50000 = 0 THEN 0 ELSE 1999 END, n % 50000 <> 0,
    'pay', 1, now(), now()
FROM generate_series(1, :orders) AS n;

INSERT INTO ledger_entries (transaction_id, debit_account, credit_account, amount_minor, currency, at)
SELECT pg_temp.id(n), 'buyer', 'shop', 1999, 'USD', now() FROM generate_series(1, :orders) AS n WHERE n % 50000 <> 0;

INSERT INTO payment_events (event_id, order_id, transaction_id, user_id, type, status, amount_minor, currency, at)
SELECT n, pg_temp.id(n), pg_temp.id(n), pg_temp.buyer(n), 'captured', 'captured', 1999, 'USD', now()
FROM generate_series(1, :orders) AS n;

INSERT INTO refunds (refund_id, transaction_id, amount_minor, reason, kind, status, attempts, next_attempt_at, created_at)
SELECT pg_temp.id(n), pg_temp.id(n), 1, 'measured', 'refund', CASE WHEN n % 5000 = 0 THEN 'pending' ELSE 'succeeded' END, 1, now(), now()
FROM generate_series(100, :orders, 100) AS n;

VACUUM ANALYZE;
