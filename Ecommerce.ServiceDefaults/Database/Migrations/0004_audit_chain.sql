-- The audit becomes a table of months, so that what is old is dropped as a whole, and its rows are sealed in a chain. Nothing is copied
-- here: the table that was is renamed, and joins the months in the next file.

ALTER TABLE audit RENAME TO audit_before;
ALTER INDEX audit_pkey RENAME TO audit_before_pkey;
DROP INDEX audit_at;

-- A row's place in the order of transactions. A transaction that has ended never adds a row, so what lies before the oldest running one
-- is final.
ALTER TABLE audit_before ADD COLUMN position bigint NOT NULL DEFAULT 0;

CREATE TABLE audit (LIKE audit_before INCLUDING DEFAULTS, PRIMARY KEY (audit_id)) PARTITION BY RANGE (audit_id);
ALTER TABLE audit ALTER COLUMN position SET DEFAULT pg_current_xact_id()::text::bigint;
CREATE INDEX audit_position ON audit (position, audit_id);

-- Takes what no month has room for, such as rows of a clock that is far off: no change waits for a partition.
CREATE TABLE audit_other PARTITION OF audit DEFAULT;

-- What is added to a transaction's number. It grows where the database was restored to a server whose numbers are lower.
CREATE TABLE audit_origin (
    id int PRIMARY KEY CHECK (id = 1),
    shift bigint NOT NULL
);

INSERT INTO audit_origin VALUES (1, 0);

-- A link of the chain: rows that follow one another in the order (position, audit_id), from after the last link's to last_position and
-- last_id. The links stay when the rows are dropped.
CREATE TABLE audit_seal (
    seal bigint PRIMARY KEY,
    sealed_at timestamptz NOT NULL,
    last_position bigint NOT NULL,
    last_id uuid NOT NULL,
    -- The ID and the SHA-256 of each row, 48 bytes.
    entries bytea NOT NULL,
    -- Not null in a link that says that the rows of earlier months were dropped.
    dropped_before date,
    previous bytea NOT NULL,
    hash bytea NOT NULL
);

-- They are hashes, which cannot be compressed.
ALTER TABLE audit_seal ALTER COLUMN entries SET STORAGE EXTERNAL;

-- The answers of the agent that witnesses this chain.
CREATE TABLE audit_receipt (
    seal bigint PRIMARY KEY,
    witness text NOT NULL,
    signature bytea NOT NULL,
    certificate bytea NOT NULL
);

-- What this agent has witnessed of others' chains.
CREATE TABLE audit_witnessed (
    agent text NOT NULL,
    seal bigint NOT NULL,
    hash bytea NOT NULL,
    sealed_at timestamptz NOT NULL,
    witnessed_at timestamptz NOT NULL,
    PRIMARY KEY (agent, seal)
);

-- The smallest ID of a time: IDs are of version 7 (RFC 9562, 5.7).
CREATE FUNCTION audit_id_of(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT rpad(lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0'), 32, '0')::uuid
$$;

-- The first moment of the month of a time, in UTC.
CREATE FUNCTION audit_month_of(at timestamptz) RETURNS timestamptz LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT date_trunc('month', at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
$$;

-- The serving role reaches a partition through the audit alone.
CREATE FUNCTION audit_attach(name text, lower uuid, upper uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TABLE %I (LIKE audit INCLUDING DEFAULTS)', name);
    EXECUTE format('REVOKE ALL ON %I FROM %I', name, regexp_replace(current_user, '_owner$', '_app'));
    EXECUTE format(
        'WITH moved AS (DELETE FROM audit_other WHERE audit_id >= %L AND audit_id < %L RETURNING *) INSERT INTO %I SELECT * FROM moved',
        lower, upper, name);
    EXECUTE format('ALTER TABLE audit ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name, lower, upper);
END
$$;

-- Makes the partitions of this month and the two that follow.
CREATE FUNCTION audit_add_months() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET lock_timeout = '200ms' AS $$
DECLARE
    month timestamptz;
    name text;
BEGIN
    FOR month IN SELECT audit_month_of(now() + make_interval(months => ahead)) FROM generate_series(0, 2) ahead LOOP
        name := to_char(month AT TIME ZONE 'UTC', '"audit_"YYYY_MM');
        IF to_regclass(name) IS NULL THEN
            BEGIN
                PERFORM audit_attach(name, audit_id_of(month), audit_id_of(audit_month_of(month + interval '32 days')));
            EXCEPTION WHEN invalid_object_definition THEN
                -- The rows from before the months reach into it.
                NULL;
            END;
        END IF;
    END LOOP;
END
$$;

-- The partitions whose rows are all older than a month's first day.
CREATE FUNCTION audit_months_before(day date) RETURNS SETOF regclass LANGUAGE sql STABLE AS $$
    SELECT c.oid::regclass FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'audit'::regclass
        AND substring(pg_get_expr(c.relpartbound, c.oid) FROM 'TO \(''([0-9a-f-]{36})''\)')::uuid
            <= audit_id_of(day::timestamp AT TIME ZONE 'UTC')
$$;

-- Drops the partitions whose rows are all older than a month's first day. A link of the chain must say so, all of their rows must be
-- sealed, and none be younger than 30 days.
CREATE FUNCTION audit_drop(before date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET lock_timeout = '200ms' AS $$
DECLARE
    bound timestamptz := before::timestamp AT TIME ZONE 'UTC';
    head audit_seal := (SELECT s FROM audit_seal s ORDER BY seal DESC LIMIT 1);
    month regclass;
    unsealed boolean;
BEGIN
    IF bound <> audit_month_of(bound) OR bound > now() - interval '30 days' THEN
        RAISE EXCEPTION 'rows since % are kept', bound;
    END IF;
    IF head.dropped_before IS DISTINCT FROM before THEN
        RAISE EXCEPTION 'the chain does not say that rows before % are dropped', before;
    END IF;
    FOR month IN SELECT audit_months_before(before) LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE (position, audit_id) > ($1, $2))', month)
            INTO unsealed USING head.last_position, head.last_id;
        IF unsealed THEN
            RAISE EXCEPTION '% has rows that are not sealed', month;
        END IF;
        EXECUTE format('DROP TABLE %s', month);
    END LOOP;
    DELETE FROM audit_other WHERE audit_id < audit_id_of(bound) AND (position, audit_id) <= (head.last_position, head.last_id);
END
$$;

-- Run by the owner with every migration: goes on after the last position where the database was restored to another server.
CREATE FUNCTION audit_continue() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    last bigint;
    next bigint;
BEGIN
    -- In one snapshot, every row's position is below its xmax.
    SELECT greatest(
            (SELECT position FROM audit ORDER BY position DESC, audit_id DESC LIMIT 1),
            (SELECT last_position FROM audit_seal ORDER BY seal DESC LIMIT 1), 0),
        pg_snapshot_xmax(pg_current_snapshot())::text::bigint + (SELECT shift FROM audit_origin)
        INTO last, next;
    IF last >= next THEN
        UPDATE audit_origin SET shift = shift + last + 1 - next;
        EXECUTE format(
            'ALTER TABLE audit ALTER COLUMN position SET DEFAULT pg_current_xact_id()::text::bigint + %s', (SELECT shift FROM audit_origin));
    END IF;
    PERFORM audit_add_months();
END
$$;

-- This month's partition begins after the rows that are there.
DO $$
DECLARE
    app text := regexp_replace(current_user, '_owner$', '_app');
    month timestamptz := audit_month_of(now());
    next timestamptz := audit_month_of(month + interval '32 days');
    newest uuid := (SELECT audit_id FROM audit_before WHERE audit_id < audit_id_of(next) ORDER BY audit_id DESC LIMIT 1);
    first uuid := greatest(audit_id_of(now()), audit_id_of(to_timestamp(
        (('x' || substr(replace(newest::text, '-', ''), 1, 12))::bit(48)::bigint + 1) / 1000.0)));
BEGIN
    IF first >= audit_id_of(next) THEN
        month := next;
        next := audit_month_of(month + interval '32 days');
        first := audit_id_of(month);
    END IF;
    PERFORM audit_attach(to_char(month AT TIME ZONE 'UTC', '"audit_"YYYY_MM'), first, audit_id_of(next));
    EXECUTE format('REVOKE ALL ON audit_before, audit_other, audit_origin FROM %I', app);
    EXECUTE format('GRANT SELECT ON audit_origin TO %I', app);
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON audit, audit_seal, audit_receipt, audit_witnessed FROM %I', app);
    REVOKE EXECUTE ON FUNCTION audit_attach, audit_add_months, audit_drop, audit_continue FROM PUBLIC;
    EXECUTE format('GRANT EXECUTE ON FUNCTION audit_add_months, audit_drop TO %I', app);
END
$$;
