-- One row for each order that a charge or a void was asked for. Its lock puts the two in order; voided_at is the tombstone that refuses
-- every later charge.
CREATE TABLE payment_orders (
    order_id uuid PRIMARY KEY,
    voided_at timestamptz,
    void_reason text
);

CREATE TABLE payments (
    transaction_id uuid PRIMARY KEY,
    order_id uuid NOT NULL REFERENCES payment_orders,
    user_id uuid NOT NULL,
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    payment_method text NOT NULL,
    status text NOT NULL CHECK (status IN ('pending', 'captured', 'declined', 'requires_action', 'voided', 'refunded')),
    captured_minor bigint NOT NULL DEFAULT 0 CHECK (captured_minor IN (0, amount_minor)),
    refunded_minor bigint NOT NULL DEFAULT 0 CHECK (refunded_minor >= 0),
    -- Refunds that are on their way: promised to one caller, so that no other can have them.
    refunding_minor bigint NOT NULL DEFAULT 0 CHECK (refunding_minor >= 0),
    decline_code text CHECK (decline_code IN ('payment_declined', 'insufficient_funds')),
    next_action_type text,
    next_action_url text,
    void_requested boolean NOT NULL DEFAULT false,
    -- The provider's last word is known; until then it is asked at next_attempt_at.
    settled boolean NOT NULL DEFAULT false,
    idempotency_key text,
    idempotency_scope bytea,
    request_hash bytea,
    attempts integer NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    CHECK (refunded_minor + refunding_minor <= captured_minor),
    CHECK ((next_action_type IS NULL) = (next_action_url IS NULL)),
    CHECK ((idempotency_scope IS NULL) = (request_hash IS NULL))
);

-- An order has one payment that was not declined, at most; a new attempt after a decline is a new row.
CREATE UNIQUE INDEX payments_one_per_order ON payments (order_id) WHERE status <> 'declined';
CREATE UNIQUE INDEX payments_key ON payments (order_id, idempotency_key);
CREATE INDEX payments_due ON payments (next_attempt_at) WHERE NOT settled;

CREATE TABLE refunds (
    refund_id uuid PRIMARY KEY,
    transaction_id uuid NOT NULL REFERENCES payments,
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    reason text NOT NULL,
    -- refund: asked for; void: an order's payment was voided after its capture; late: captured after it was voided.
    kind text NOT NULL CHECK (kind IN ('refund', 'void', 'late')),
    status text NOT NULL CHECK (status IN ('pending', 'succeeded', 'failed')),
    idempotency_key text,
    idempotency_scope bytea,
    request_hash bytea,
    attempts integer NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    CHECK ((idempotency_scope IS NULL) = (request_hash IS NULL))
);

CREATE UNIQUE INDEX refunds_void_once ON refunds (transaction_id) WHERE kind <> 'refund';
CREATE UNIQUE INDEX refunds_key ON refunds (transaction_id, idempotency_key);
CREATE INDEX refunds_due ON refunds (next_attempt_at) WHERE status = 'pending';

-- Double entry by construction: an entry debits one account and credits another by one amount, so that every transaction sums to zero and
-- none can be written that does not.
CREATE TABLE ledger_accounts (
    account text PRIMARY KEY
);

INSERT INTO ledger_accounts VALUES ('buyer'), ('shop');

CREATE TABLE ledger_entries (
    entry_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    transaction_id uuid NOT NULL REFERENCES payments,
    -- NULL: the capture.
    refund_id uuid UNIQUE REFERENCES refunds,
    debit_account text NOT NULL REFERENCES ledger_accounts,
    credit_account text NOT NULL REFERENCES ledger_accounts,
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    currency text NOT NULL,
    at timestamptz NOT NULL,
    CHECK (debit_account <> credit_account)
);

CREATE UNIQUE INDEX ledger_captured_once ON ledger_entries (transaction_id) WHERE refund_id IS NULL;

-- Both sides of each entry, signed: what a balance is summed from.
CREATE VIEW ledger_postings AS
    SELECT entry_id, transaction_id, refund_id, debit_account AS account, -amount_minor AS amount_minor, currency, at FROM ledger_entries
    UNION ALL
    SELECT entry_id, transaction_id, refund_id, credit_account, amount_minor, currency, at FROM ledger_entries;

-- What happened to payments, for ever. A reader resumes after an event_id, so the numbers have to become visible in their order: the
-- number is drawn under a lock that is held until its transaction has become visible (or is rolled back).
CREATE SEQUENCE payment_event_ids;

CREATE TABLE payment_events (
    event_id bigint PRIMARY KEY,
    order_id uuid NOT NULL,
    transaction_id uuid NOT NULL REFERENCES payments,
    user_id uuid NOT NULL,
    type text NOT NULL,
    status text NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    at timestamptz NOT NULL
);

CREATE FUNCTION payment_events_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('payment_events'));
    NEW.event_id := nextval('payment_event_ids');
    NOTIFY payment_events;
    RETURN NEW;
END
$$;

CREATE TRIGGER payment_events_number BEFORE INSERT ON payment_events FOR EACH ROW EXECUTE FUNCTION payment_events_number();

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;

CREATE TRIGGER ledger_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payment_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
