-- An order's event with the attributes of CloudEvents 1.0. What a buyer wrote, and the link at which a buyer pays, stay here.
CREATE FUNCTION order_cloud_event(e order_events) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object(
        'specversion', '1.0',
        'id', e.order_id || '/' || e.event_id,
        'source', '/agents/order',
        'type', 'io.agentweave.order.' || e.type,
        'subject', 'order/' || e.order_id,
        'time', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'datacontenttype', 'application/json',
        'dataschema', 'urn:proto:ecommerce.v1.OrderEvent',
        'data', jsonb_build_object(
            'event_id', e.event_id, 'order_id', e.order_id, 'type', e.type, 'status', e.status,
            'detail', CASE WHEN e.type IN ('failed', 'refund') THEN e.detail ELSE '' END))
$$;

CREATE VIEW order_cloud_events AS SELECT e.order_id, e.event_id, order_cloud_event(e) AS event FROM order_events e;

CREATE TRIGGER order_events_publish AFTER INSERT ON order_events FOR EACH ROW
    WHEN (current_setting('ecommerce.outbox', true) = 'on') EXECUTE FUNCTION publish_event('order_cloud_event');
