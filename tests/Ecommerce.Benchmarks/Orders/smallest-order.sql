-- The smallest order that the rules of the checkout allow: one transaction a step, the audit row of a change in its transaction.
-- The provider's own books are left out, and so are reads, which wait for nothing.
\set n random(1, :skus)

-- The order is accepted under its key, and the reservation is intended.
BEGIN;
INSERT INTO orders (user_id, total_minor, status) VALUES (gen_random_uuid(), 1999, 'pending') RETURNING order_id, user_id \gset
INSERT INTO idempotency (scope, request_hash, resource_id, expires_at)
    VALUES (sha256(uuid_send(:order_id::uuid)), sha256(uuid_send(:user_id::uuid)), :order_id::uuid, now() + interval '24 hours');
INSERT INTO order_items VALUES (:order_id::uuid, 'SKU-' || :n::int, 1, 1999);
INSERT INTO checkouts
    VALUES (:order_id::uuid, 1, 'reserving', now() + interval '5 seconds', now() + interval '5 seconds', now() + interval '120 seconds');
INSERT INTO order_events (order_id, event_id, type) VALUES (:order_id::uuid, 1, 'created');
INSERT INTO audit (caller_id, action, resource, decision, outcome) VALUES ('gateway', 'create_order', 'order', 'allow', 'completed');
COMMIT;

-- The stock is held.
BEGIN;
INSERT INTO reservations
    VALUES (:order_id::uuid, 'held', ARRAY['SKU-' || :n::int], ARRAY[1], now() + interval '180 seconds');
INSERT INTO stock_movements (sku, order_id, kind, quantity) VALUES ('SKU-' || :n::int, :order_id::uuid, 'held', 1);
INSERT INTO audit (caller_id, action, resource, decision, outcome) VALUES ('order', 'reserve_items', 'stock', 'allow', 'completed');
UPDATE products SET reserved = reserved + 1 WHERE sku = 'SKU-' || :n::int AND available >= 1;
COMMIT;

-- The hold is known, and the payment is intended.
BEGIN;
UPDATE checkouts SET version = 2, phase = 'paying' WHERE order_id = :order_id::uuid AND version = 1;
INSERT INTO order_events (order_id, event_id, type) VALUES (:order_id::uuid, 2, 'reserved');
COMMIT;

-- The payment begins: the provider may be asked from now on.
BEGIN;
INSERT INTO payments (order_id, user_id, amount_minor, status, next_attempt_at)
    VALUES (:order_id::uuid, :user_id::uuid, 1999, 'pending', now() + interval '5 seconds') RETURNING transaction_id \gset
INSERT INTO audit (caller_id, action, resource, decision, outcome) VALUES ('order', 'process_payment', 'payment', 'allow', 'completed');
COMMIT;

-- The provider has captured it.
BEGIN;
UPDATE payments SET status = 'captured', captured_minor = amount_minor WHERE transaction_id = :transaction_id::uuid AND status = 'pending';
INSERT INTO ledger_entries (transaction_id, debit_account, credit_account, amount_minor)
    VALUES (:transaction_id::uuid, 'buyer', 'shop', 1999);
INSERT INTO payment_events (order_id, transaction_id, type, amount_minor)
    VALUES (:order_id::uuid, :transaction_id::uuid, 'captured', 1999);
COMMIT;

-- The payment is known, and the confirmation is intended.
BEGIN;
UPDATE checkouts SET version = 3, phase = 'confirming' WHERE order_id = :order_id::uuid AND version = 2;
UPDATE orders SET transaction_id = :transaction_id::uuid WHERE order_id = :order_id::uuid;
INSERT INTO order_events (order_id, event_id, type) VALUES (:order_id::uuid, 3, 'paid');
COMMIT;

-- The pivot: the stock is sold.
BEGIN;
UPDATE reservations SET status = 'confirmed' WHERE order_id = :order_id::uuid AND status = 'held';
INSERT INTO stock_movements (sku, order_id, kind, quantity) VALUES ('SKU-' || :n::int, :order_id::uuid, 'confirmed', 1);
INSERT INTO audit (caller_id, action, resource, decision, outcome) VALUES ('order', 'confirm_reservation', 'stock', 'allow', 'completed');
UPDATE products SET reserved = reserved - 1, sold = sold + 1 WHERE sku = 'SKU-' || :n::int;
COMMIT;

-- The order is confirmed, and its answer is kept.
BEGIN;
UPDATE checkouts SET version = 4, phase = 'confirmed', next_attempt_at = NULL, leased_until = NULL
    WHERE order_id = :order_id::uuid AND version = 3;
UPDATE orders SET status = 'confirmed' WHERE order_id = :order_id::uuid;
INSERT INTO order_events (order_id, event_id, type) VALUES (:order_id::uuid, 4, 'confirmed');
UPDATE idempotency SET reply = uuid_send(:order_id::uuid) WHERE scope = sha256(uuid_send(:order_id::uuid));
COMMIT;
