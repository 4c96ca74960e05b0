-- What leaves for a broker: events as CloudEvents 1.0 has them, in JSON. Those of one subject are drawn in the order of their
-- transactions. A row goes when the broker has confirmed it, so the table is as long as the broker is away.
CREATE TABLE outbox (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject text NOT NULL,
    event jsonb NOT NULL
);

-- Which replica publishes.
CREATE TABLE outbox_lease (
    id int PRIMARY KEY CHECK (id = 1),
    holder uuid,
    held_until timestamptz
);

INSERT INTO outbox_lease VALUES (1);

-- A history's trigger, for each row that the function in its argument turns into a CloudEvent. It fires only where the connection says that
-- events are published, so that without a broker nothing is written.
CREATE FUNCTION publish_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    event jsonb;
BEGIN
    EXECUTE format('SELECT %I($1)', TG_ARGV[0]) INTO event USING NEW;
    INSERT INTO outbox (subject, event) VALUES (event->>'subject', event);
    RETURN NULL;
END
$$;
