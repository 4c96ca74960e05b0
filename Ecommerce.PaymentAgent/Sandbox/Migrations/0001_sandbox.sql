-- The sandbox provider's own truth. It outlives the payment agent, and knows payments by the agent's keys only.
CREATE TABLE charges (
    key text PRIMARY KEY,
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    currency text NOT NULL,
    payment_method text NOT NULL,
    -- error: the provider failed, and took nothing.
    status text NOT NULL CHECK (status IN ('captured', 'declined', 'requires_action', 'error')),
    decline_code text,
    -- Until then the charge is being processed.
    effective_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE refunds (
    key text PRIMARY KEY,
    charge_key text NOT NULL REFERENCES charges,
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX refunds_charge ON refunds (charge_key);

-- The buyer's part in a charge that requires an action: completes it, or fails it, by the transaction's ID. Returns the charge's new
-- status; NULL if no charge of that ID waits for the buyer. The payment agent learns of it by its next inquiry, within about a second.
CREATE FUNCTION finish_action(transaction_id uuid, completed boolean) RETURNS text LANGUAGE sql AS $$
    UPDATE charges SET
        status = CASE WHEN completed THEN 'captured' ELSE 'declined' END,
        decline_code = CASE WHEN completed THEN NULL ELSE 'payment_declined' END,
        effective_at = now()
    WHERE key = transaction_id || '/charge' AND status = 'requires_action'
    RETURNING status
$$;
