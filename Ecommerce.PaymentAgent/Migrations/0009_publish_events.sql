-- As publish_event, but planned once a session and not once an event.
CREATE FUNCTION publish_payment_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO outbox (subject, event) SELECT event->>'subject', event FROM payment_cloud_event(NEW) AS event;
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER payment_events_publish AFTER INSERT ON payment_events FOR EACH ROW
    WHEN (current_setting('ecommerce.outbox', true) = 'on') EXECUTE FUNCTION publish_payment_events();
