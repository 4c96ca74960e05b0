-- Calls that a model wants to make and a person has to approve first. The key is SHA-256 over all that is in the row but approved_at, so
-- that whoever approves has approved exactly this. A row goes with its user, and half a day after it has expired, as others come.
CREATE TABLE proposals (
    proposal_id bytea PRIMARY KEY CHECK (octet_length(proposal_id) = 32),
    nonce uuid NOT NULL,
    capability text NOT NULL,
    arguments text NOT NULL,
    -- What it takes; empty where the arguments say it, or nothing is taken.
    amount text NOT NULL,
    currency text NOT NULL,
    actor text NOT NULL,
    user_id uuid,
    -- Whom the call is for, where an operator asked.
    about_user_id uuid,
    expires_at timestamptz NOT NULL,
    -- When it was approved: once. What repeats the approval gets the first answer, by the call's idempotency key.
    approved_at timestamptz
);

CREATE INDEX proposals_expires_at ON proposals (expires_at);

CREATE INDEX proposals_user_id ON proposals (user_id);

CREATE INDEX proposals_about_user_id ON proposals (about_user_id);
