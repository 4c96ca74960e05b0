-- The provider's messages that were acted on, so that a repeat is not. Kept for longer than a provider repeats them.
CREATE TABLE provider_events (
    provider text NOT NULL,
    event_id text NOT NULL,
    type text NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (provider, event_id)
);

CREATE INDEX provider_events_received ON provider_events (received_at);
