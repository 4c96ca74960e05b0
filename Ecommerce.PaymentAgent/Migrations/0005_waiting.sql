-- What waits for the provider for too long is counted without reading what has ended.
CREATE INDEX payments_waiting ON payments (created_at) WHERE status = 'pending';
CREATE INDEX refunds_waiting ON refunds (created_at) WHERE status = 'pending';
