-- Orders, their history, and the checkout that drives each of them.

CREATE TABLE orders (
    order_id uuid PRIMARY KEY, -- version 7, so that the key's order is the order of creation
    user_id uuid NOT NULL,
    currency text NOT NULL,
    total bigint NOT NULL CHECK (total > 0), -- minor units
    payment_method text NOT NULL,
    transaction_id uuid,
    status text NOT NULL CHECK (status IN ('pending', 'confirmed', 'cancelled', 'refunded', 'failed')),
    failure_code text,
    failure_message text,
    refunded bigint NOT NULL DEFAULT 0 CHECK (refunded BETWEEN 0 AND total),
    last_event_id bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((status = 'failed') = (failure_code IS NOT NULL)),
    CHECK (status NOT IN ('confirmed', 'refunded') OR transaction_id IS NOT NULL),
    CHECK (status <> 'refunded' OR refunded = total)
);

CREATE INDEX orders_by_user ON orders (user_id, order_id DESC);

CREATE TABLE order_items (
    order_id uuid NOT NULL REFERENCES orders,
    position int NOT NULL,
    sku text NOT NULL,
    name text NOT NULL,
    quantity int NOT NULL CHECK (quantity > 0),
    unit_price bigint NOT NULL CHECK (unit_price >= 0),
    line_total bigint NOT NULL CHECK (line_total = unit_price * quantity),
    PRIMARY KEY (order_id, position),
    UNIQUE (order_id, sku)
);

-- What happened to an order, one by one; written with what it tells of, never changed.
CREATE TABLE order_events (
    order_id uuid NOT NULL REFERENCES orders,
    event_id bigint NOT NULL CHECK (event_id > 0),
    type text NOT NULL,
    status text NOT NULL,
    detail text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (order_id, event_id)
);

-- The saga's state. Times are this database's.
CREATE TABLE checkouts (
    order_id uuid PRIMARY KEY REFERENCES orders,
    schema_version int NOT NULL, -- rows newer than a replica's code are left to newer replicas
    version bigint NOT NULL, -- grows with every write; a writer names the one that it read
    phase text NOT NULL,
    todo text[] NOT NULL, -- commands of this phase that have no final answer yet
    in_doubt boolean NOT NULL,
    reserved_again boolean NOT NULL,
    cancel_requested boolean NOT NULL,
    repaid boolean NOT NULL,
    overdue boolean NOT NULL,
    failure_code text,
    failure_message text,
    attempts int NOT NULL, -- since the phase began
    faults int NOT NULL DEFAULT 0, -- unexpected exceptions in a row
    parked_reason text,
    next_attempt_at timestamptz, -- nothing to do while null
    leased_until timestamptz,
    deadline_at timestamptz, -- of the phase
    expires_at timestamptz NOT NULL, -- of the checkout
    hold_until timestamptz, -- when the reservation ends
    idempotency_scope bytea,
    idempotency_hash bytea,
    traceparent text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX checkouts_due ON checkouts (next_attempt_at) WHERE next_attempt_at IS NOT NULL;

-- A refund that the payment agent told of, once per event.
CREATE TABLE order_refunds (
    event_id bigint PRIMARY KEY,
    order_id uuid NOT NULL REFERENCES orders,
    amount bigint NOT NULL CHECK (amount > 0)
);

CREATE INDEX order_refunds_by_order ON order_refunds (order_id);

-- How far the payment agent's events have been read.
CREATE TABLE payment_cursor (
    id int PRIMARY KEY CHECK (id = 1),
    after_event_id bigint NOT NULL
);

INSERT INTO payment_cursor VALUES (1, 0);
