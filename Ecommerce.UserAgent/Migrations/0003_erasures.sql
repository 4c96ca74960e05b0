-- Who was erased, and which agents have confirmed that they hold nothing more. The user's own row is gone.
CREATE TABLE erasures (
    user_id uuid NOT NULL,
    agent text NOT NULL,
    requested_at timestamptz NOT NULL,
    attempts int NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL,
    confirmed_at timestamptz,
    PRIMARY KEY (user_id, agent)
);

CREATE INDEX erasures_due ON erasures (next_attempt_at) WHERE confirmed_at IS NULL;
