-- The catalogue that a new shop opens with.
INSERT INTO products (sku, name, price_minor, currency, initial) VALUES
    ('WIDGET-001', 'Widget', 1999, 'USD', 1000),
    ('WIDGET-002', 'Widget, large', 2999, 'USD', 500),
    ('WIDGET-003', 'Widget, small', 999, 'USD', 2500),
    ('WIDGET-004', 'Widget, brushed steel', 4950, 'USD', 200),
    ('WIDGET-005', 'Widget, walnut', 7425, 'USD', 75),
    ('WIDGET-006', 'Widget, gold-plated', 24900, 'USD', 12),
    ('WIDGET-007', 'Widget case', 1250, 'USD', 800),
    ('WIDGET-008', 'Widget care kit', 595, 'USD', 1500),
    ('WIDGET-009', 'Widget, collector''s edition', 129900, 'USD', 1),
    ('WIDGET-010', 'Widget, first edition', 99900, 'USD', 0);
