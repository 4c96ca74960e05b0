-- The rows from before the months become the first partition. Nothing writes there any more, so no change waits while it is indexed and
-- checked.

CREATE INDEX audit_before_position ON audit_before (position, audit_id);

DO $$
DECLARE
    first uuid := (
        SELECT substring(pg_get_expr(c.relpartbound, c.oid) FROM 'FROM \(''([0-9a-f-]{36})''\)')::uuid
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'audit'::regclass AND c.relname <> 'audit_other'
        ORDER BY 1 LIMIT 1);
BEGIN
    -- What a clock wrote that was far ahead, and what came late from one that is behind.
    WITH moved AS (DELETE FROM audit_before WHERE audit_id >= first RETURNING *) INSERT INTO audit_other SELECT * FROM moved;
    WITH moved AS (DELETE FROM audit_other WHERE audit_id < first RETURNING *) INSERT INTO audit_before SELECT * FROM moved;
    EXECUTE format('ALTER TABLE audit ATTACH PARTITION audit_before FOR VALUES FROM (MINVALUE) TO (%L)', first);
END
$$;
