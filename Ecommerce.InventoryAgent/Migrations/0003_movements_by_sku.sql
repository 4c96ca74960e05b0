-- What a product's movements add up to is read from this index alone.
CREATE INDEX stock_movements_sku ON stock_movements (sku, kind, quantity);
