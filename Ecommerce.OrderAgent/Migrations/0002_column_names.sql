-- Columns are named as in the other agents' databases: amounts in minor units end in _minor, and an idempotency key's second part is
-- request_hash. Constraints and indexes follow by themselves.

ALTER TABLE orders RENAME COLUMN total TO total_minor;
ALTER TABLE orders RENAME COLUMN refunded TO refunded_minor;
ALTER TABLE order_items RENAME COLUMN unit_price TO unit_price_minor;
ALTER TABLE order_items RENAME COLUMN line_total TO line_total_minor;
ALTER TABLE order_refunds RENAME COLUMN amount TO amount_minor;
ALTER TABLE checkouts RENAME COLUMN idempotency_hash TO request_hash;
