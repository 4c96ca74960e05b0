-- Events of the payment agent that could not be applied, as they came, until a retry of their order's checkout applies them.

CREATE TABLE skipped_payment_events (
    event_id bigint PRIMARY KEY,
    order_id uuid NOT NULL,
    event bytea NOT NULL -- ecommerce.v1.PaymentEvent
);

CREATE INDEX skipped_payment_events_by_order ON skipped_payment_events (order_id);
