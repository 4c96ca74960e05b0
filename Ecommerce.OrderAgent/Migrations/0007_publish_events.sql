-- As publish_event, but planned once a session and not once an event.
CREATE FUNCTION publish_order_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO outbox (subject, event) SELECT event->>'subject', event FROM order_cloud_event(NEW) AS event;
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER order_events_publish AFTER INSERT ON order_events FOR EACH ROW
    WHEN (current_setting('ecommerce.outbox', true) = 'on') EXECUTE FUNCTION publish_order_events();
