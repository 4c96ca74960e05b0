-- An agent that has confirmed is asked once more: when next_attempt_at is 'infinity', never again.
UPDATE erasures SET next_attempt_at = 'infinity' WHERE confirmed_at IS NOT NULL;

DROP INDEX erasures_due;

CREATE INDEX erasures_due ON erasures (next_attempt_at);
