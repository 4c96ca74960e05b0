-- A payment's event with the attributes of CloudEvents 1.0. Its amount is in minor units of its currency.
CREATE FUNCTION payment_cloud_event(e payment_events) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object(
        'specversion', '1.0',
        'id', e.event_id::text,
        'source', '/agents/payment',
        'type', 'io.agentweave.payment.' || e.type,
        'subject', 'order/' || e.order_id,
        'time', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'datacontenttype', 'application/json',
        'dataschema', 'urn:proto:ecommerce.v1.PaymentEvent',
        'data', jsonb_build_object(
            'event_id', e.event_id, 'order_id', e.order_id, 'transaction_id', e.transaction_id, 'type', e.type, 'status', e.status,
            'amount_minor', e.amount_minor, 'currency', e.currency))
$$;

CREATE VIEW payment_cloud_events AS SELECT e.event_id, payment_cloud_event(e) AS event FROM payment_events e;

CREATE TRIGGER payment_events_publish AFTER INSERT ON payment_events FOR EACH ROW
    WHEN (current_setting('ecommerce.outbox', true) = 'on') EXECUTE FUNCTION publish_event('payment_cloud_event');
