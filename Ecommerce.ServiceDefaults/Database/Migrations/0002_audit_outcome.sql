-- What became of a call, the call that a row belongs to, and rows that stand for many requests of a minute.
ALTER TABLE audit
    ADD COLUMN outcome text,
    ADD COLUMN call_id uuid,
    ADD COLUMN listener text,
    ADD COLUMN address text,
    ADD COLUMN count bigint;
