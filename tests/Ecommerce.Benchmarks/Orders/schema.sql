-- What the smallest order needs, in one database: keys, constraints and indexes as the agents' tables have them where a rule needs them.

CREATE FUNCTION uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
    SELECT encode(
        set_bit(set_bit(
            overlay(uuid_send(gen_random_uuid())
                PLACING substring(int8send(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
            52, 1), 53, 1),
        'hex')::uuid
$$;

CREATE TABLE audit (
    audit_id uuid PRIMARY KEY DEFAULT uuid_v7(),
    at timestamptz NOT NULL DEFAULT now(),
    caller_id text NOT NULL,
    action text NOT NULL,
    resource text NOT NULL,
    decision text NOT NULL,
    outcome text NOT NULL
);
CREATE INDEX audit_at ON audit (at);

CREATE TABLE idempotency (
    scope bytea PRIMARY KEY,
    request_hash bytea NOT NULL,
    resource_id uuid NOT NULL,
    reply bytea,
    expires_at timestamptz NOT NULL
);
CREATE INDEX idempotency_expires_at ON idempotency (expires_at);

CREATE TABLE orders (
    order_id uuid PRIMARY KEY DEFAULT uuid_v7(),
    user_id uuid NOT NULL,
    total_minor bigint NOT NULL CHECK (total_minor > 0),
    transaction_id uuid,
    status text NOT NULL CHECK (status IN ('pending', 'confirmed')),
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK (status <> 'confirmed' OR transaction_id IS NOT NULL)
);
CREATE INDEX orders_by_user ON orders (user_id, order_id DESC);

CREATE TABLE order_items (
    order_id uuid NOT NULL REFERENCES orders,
    sku text NOT NULL,
    quantity int NOT NULL CHECK (quantity > 0),
    unit_price_minor bigint NOT NULL,
    PRIMARY KEY (order_id, sku)
);

CREATE TABLE checkouts (
    order_id uuid PRIMARY KEY REFERENCES orders,
    version bigint NOT NULL,
    phase text NOT NULL,
    next_attempt_at timestamptz,
    leased_until timestamptz,
    expires_at timestamptz NOT NULL
);
CREATE INDEX checkouts_due ON checkouts (next_attempt_at) WHERE next_attempt_at IS NOT NULL;

CREATE TABLE order_events (
    order_id uuid NOT NULL REFERENCES orders,
    event_id bigint NOT NULL,
    type text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (order_id, event_id)
);

CREATE TABLE products (
    sku text COLLATE "C" PRIMARY KEY,
    price_minor bigint NOT NULL,
    reserved bigint NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    sold bigint NOT NULL DEFAULT 0 CHECK (sold >= 0),
    initial bigint NOT NULL,
    available bigint NOT NULL GENERATED ALWAYS AS (initial - reserved - sold) STORED CHECK (available >= 0)
) WITH (fillfactor = 50);
INSERT INTO products (sku, price_minor, initial) SELECT 'SKU-' || n, 1999, 1000000000 FROM generate_series(1, 100) n;

CREATE TABLE reservations (
    order_id uuid PRIMARY KEY,
    status text NOT NULL CHECK (status IN ('held', 'confirmed')),
    skus text[] NOT NULL,
    quantities int[] NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX reservations_expires_at ON reservations (expires_at) WHERE status = 'held';

CREATE TABLE stock_movements (
    movement_id uuid PRIMARY KEY DEFAULT uuid_v7(),
    sku text COLLATE "C" NOT NULL,
    order_id uuid NOT NULL,
    kind text NOT NULL,
    quantity bigint NOT NULL
);
CREATE UNIQUE INDEX stock_movements_outcome ON stock_movements (order_id, sku) WHERE kind = 'confirmed';

CREATE TABLE payments (
    transaction_id uuid PRIMARY KEY DEFAULT uuid_v7(),
    order_id uuid NOT NULL,
    user_id uuid NOT NULL,
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    captured_minor bigint NOT NULL DEFAULT 0 CHECK (captured_minor IN (0, amount_minor)),
    status text NOT NULL CHECK (status IN ('pending', 'captured')),
    next_attempt_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX payments_one_per_order ON payments (order_id);
CREATE INDEX payments_due ON payments (next_attempt_at) WHERE status = 'pending';

CREATE TABLE ledger_entries (
    entry_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    transaction_id uuid NOT NULL REFERENCES payments,
    debit_account text NOT NULL,
    credit_account text NOT NULL,
    amount_minor bigint NOT NULL CHECK (amount_minor > 0)
);
CREATE UNIQUE INDEX ledger_captured_once ON ledger_entries (transaction_id);

CREATE TABLE payment_events (
    event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id uuid NOT NULL,
    transaction_id uuid NOT NULL REFERENCES payments,
    type text NOT NULL,
    amount_minor bigint NOT NULL
);
