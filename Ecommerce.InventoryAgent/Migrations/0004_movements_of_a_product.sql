-- A page of one product's movements is read from here, however many others there are between them.
CREATE INDEX stock_movements_sku_newest ON stock_movements (sku, movement_id DESC);
