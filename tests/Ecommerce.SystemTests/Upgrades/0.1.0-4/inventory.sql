-- Taken at 2026-11-22T13:58:05.925Z
-- PostgreSQL database dump
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
-- Name: public; Type: SCHEMA; Schema: -; Owner: -
-- *not* creating schema, since initdb creates it
-- Name: audit_add_months(); Type: FUNCTION; Schema: public; Owner: -
CREATE FUNCTION public.audit_add_months() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET lock_timeout TO '200ms'
    AS $$
DECLARE
    month timestamptz;
    name text;
BEGIN
    FOR month IN SELECT audit_month_of(now() + make_interval(months => ahead)) FROM generate_series(0, 2) ahead LOOP
        name := to_char(month AT TIME ZONE 'UTC', '"audit_"YYYY_MM');
        IF to_regclass(name) IS NULL THEN
            LOCK TABLE ONLY audit IN SHARE ROW EXCLUSIVE MODE;
        END IF;
        -- Another replica may have made it.
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
-- Name: audit_attach(text, uuid, uuid); Type: FUNCTION; Schema: public; Owner: -
CREATE FUNCTION public.audit_attach(name text, lower uuid, upper uuid) RETURNS void
    LANGUAGE plpgsql
    AS $_$
BEGIN
    EXECUTE format('CREATE TABLE %I (LIKE audit INCLUDING DEFAULTS)', name);
    EXECUTE format('REVOKE ALL ON %I FROM %I', name, regexp_replace(current_user, '_owner$', '_app'));
    EXECUTE format(
        'WITH moved AS (DELETE FROM audit_other WHERE audit_id >= %L AND audit_id < %L RETURNING *) INSERT INTO %I SELECT * FROM moved',
        lower, upper, name);
    EXECUTE format('ALTER TABLE audit ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name, lower, upper);
END
$_$;
-- Name: audit_continue(); Type: FUNCTION; Schema: public; Owner: -
CREATE FUNCTION public.audit_continue() RETURNS void
    LANGUAGE plpgsql
    AS $$
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
-- Name: audit_drop(date); Type: FUNCTION; Schema: public; Owner: -
CREATE FUNCTION public.audit_drop(before date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET lock_timeout TO '200ms'
    AS $_$
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
$_$;
-- Name: audit_id_of(timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
CREATE FUNCTION public.audit_id_of(at timestamp with time zone) RETURNS uuid
    LANGUAGE sql IMMUTABLE STRICT
    AS $$
    SELECT rpad(lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0'), 32, '0')::uuid
$$;
-- Name: audit_month_of(timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
CREATE FUNCTION public.audit_month_of(at timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE STRICT
    AS $$
    SELECT date_trunc('month', at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
$$;
-- Name: audit_months_before(date); Type: FUNCTION; Schema: public; Owner: -
CREATE FUNCTION public.audit_months_before(day date) RETURNS SETOF regclass
    LANGUAGE sql STABLE
    AS $$
    SELECT c.oid::regclass FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'audit'::regclass
        AND substring(pg_get_expr(c.relpartbound, c.oid) FROM 'TO \(''([0-9a-f-]{36})''\)')::uuid
            <= audit_id_of(day::timestamp AT TIME ZONE 'UTC')
$$;
-- Name: publish_event(); Type: FUNCTION; Schema: public; Owner: -
CREATE FUNCTION public.publish_event() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
DECLARE
    event jsonb;
BEGIN
    EXECUTE format('SELECT %I($1)', TG_ARGV[0]) INTO event USING NEW;
    INSERT INTO outbox (subject, event) VALUES (event->>'subject', event);
    RETURN NULL;
END
$_$;
-- Name: uuid_v7(); Type: FUNCTION; Schema: public; Owner: -
CREATE FUNCTION public.uuid_v7() RETURNS uuid
    LANGUAGE sql PARALLEL SAFE
    AS $$
    SELECT encode(
        set_bit(set_bit(
            overlay(uuid_send(gen_random_uuid())
                PLACING substring(int8send(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
            52, 1), 53, 1),
        'hex')::uuid
$$;
SET default_tablespace = '';
-- Name: audit; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.audit (
    audit_id uuid NOT NULL,
    event_type text NOT NULL,
    at timestamp with time zone NOT NULL,
    agent_name text NOT NULL,
    trace_id text,
    span_id text,
    caller_id text,
    actor_id text,
    peer_id text,
    action text,
    resource text,
    decision text,
    reason text,
    duration_us bigint,
    context jsonb,
    outcome text,
    call_id uuid,
    listener text,
    address text,
    count bigint,
    "position" bigint DEFAULT ((pg_current_xact_id())::text)::bigint NOT NULL
)
PARTITION BY RANGE (audit_id);
SET default_table_access_method = heap;
-- Name: audit_2026_11; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.audit_2026_11 (
    audit_id uuid NOT NULL,
    event_type text NOT NULL,
    at timestamp with time zone NOT NULL,
    agent_name text NOT NULL,
    trace_id text,
    span_id text,
    caller_id text,
    actor_id text,
    peer_id text,
    action text,
    resource text,
    decision text,
    reason text,
    duration_us bigint,
    context jsonb,
    outcome text,
    call_id uuid,
    listener text,
    address text,
    count bigint,
    "position" bigint DEFAULT ((pg_current_xact_id())::text)::bigint NOT NULL
);
-- Name: audit_2026_12; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.audit_2026_12 (
    audit_id uuid NOT NULL,
    event_type text NOT NULL,
    at timestamp with time zone NOT NULL,
    agent_name text NOT NULL,
    trace_id text,
    span_id text,
    caller_id text,
    actor_id text,
    peer_id text,
    action text,
    resource text,
    decision text,
    reason text,
    duration_us bigint,
    context jsonb,
    outcome text,
    call_id uuid,
    listener text,
    address text,
    count bigint,
    "position" bigint DEFAULT ((pg_current_xact_id())::text)::bigint NOT NULL
);
-- Name: audit_2027_01; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.audit_2027_01 (
    audit_id uuid NOT NULL,
    event_type text NOT NULL,
    at timestamp with time zone NOT NULL,
    agent_name text NOT NULL,
    trace_id text,
    span_id text,
    caller_id text,
    actor_id text,
    peer_id text,
    action text,
    resource text,
    decision text,
    reason text,
    duration_us bigint,
    context jsonb,
    outcome text,
    call_id uuid,
    listener text,
    address text,
    count bigint,
    "position" bigint DEFAULT ((pg_current_xact_id())::text)::bigint NOT NULL
);
-- Name: audit_before; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.audit_before (
    audit_id uuid NOT NULL,
    event_type text NOT NULL,
    at timestamp with time zone NOT NULL,
    agent_name text NOT NULL,
    trace_id text,
    span_id text,
    caller_id text,
    actor_id text,
    peer_id text,
    action text,
    resource text,
    decision text,
    reason text,
    duration_us bigint,
    context jsonb,
    outcome text,
    call_id uuid,
    listener text,
    address text,
    count bigint,
    "position" bigint DEFAULT 0 NOT NULL
);
-- Name: audit_origin; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.audit_origin (
    id integer NOT NULL,
    shift bigint NOT NULL,
    CONSTRAINT audit_origin_id_check CHECK ((id = 1))
);
-- Name: audit_other; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.audit_other (
    audit_id uuid NOT NULL,
    event_type text NOT NULL,
    at timestamp with time zone NOT NULL,
    agent_name text NOT NULL,
    trace_id text,
    span_id text,
    caller_id text,
    actor_id text,
    peer_id text,
    action text,
    resource text,
    decision text,
    reason text,
    duration_us bigint,
    context jsonb,
    outcome text,
    call_id uuid,
    listener text,
    address text,
    count bigint,
    "position" bigint DEFAULT ((pg_current_xact_id())::text)::bigint NOT NULL
);
-- Name: audit_receipt; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.audit_receipt (
    seal bigint NOT NULL,
    witness text NOT NULL,
    signature bytea NOT NULL,
    certificate bytea NOT NULL
);
-- Name: audit_seal; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.audit_seal (
    seal bigint NOT NULL,
    sealed_at timestamp with time zone NOT NULL,
    last_position bigint NOT NULL,
    last_id uuid NOT NULL,
    entries bytea NOT NULL,
    dropped_before date,
    previous bytea NOT NULL,
    hash bytea NOT NULL
);
ALTER TABLE ONLY public.audit_seal ALTER COLUMN entries SET STORAGE EXTERNAL;
-- Name: audit_witnessed; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.audit_witnessed (
    agent text NOT NULL,
    seal bigint NOT NULL,
    hash bytea NOT NULL,
    sealed_at timestamp with time zone NOT NULL,
    witnessed_at timestamp with time zone NOT NULL
);
-- Name: idempotency; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.idempotency (
    scope bytea NOT NULL,
    request_hash bytea NOT NULL,
    resource_id uuid NOT NULL,
    reply bytea,
    problem_code text,
    problem_message text,
    problem_field text,
    expires_at timestamp with time zone NOT NULL
);
-- Name: outbox; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.outbox (
    "position" bigint NOT NULL,
    subject text NOT NULL,
    event jsonb NOT NULL
);
-- Name: outbox_lease; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.outbox_lease (
    id integer NOT NULL,
    holder uuid,
    held_until timestamp with time zone,
    CONSTRAINT outbox_lease_id_check CHECK ((id = 1))
);
-- Name: outbox_position_seq; Type: SEQUENCE; Schema: public; Owner: -
ALTER TABLE public.outbox ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.outbox_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
-- Name: products; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.products (
    sku text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    price_minor bigint NOT NULL,
    currency text NOT NULL,
    initial bigint NOT NULL,
    received bigint DEFAULT 0 NOT NULL,
    reserved bigint DEFAULT 0 NOT NULL,
    sold bigint DEFAULT 0 NOT NULL,
    available bigint GENERATED ALWAYS AS ((((initial + received) - reserved) - sold)) STORED NOT NULL,
    CONSTRAINT products_available_check CHECK ((available >= 0)),
    CONSTRAINT products_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT products_initial_check CHECK ((initial >= 0)),
    CONSTRAINT products_price_minor_check CHECK ((price_minor > 0)),
    CONSTRAINT products_reserved_check CHECK ((reserved >= 0)),
    CONSTRAINT products_sold_check CHECK ((sold >= 0))
)
WITH (fillfactor='50');
-- Name: reservations; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.reservations (
    order_id uuid NOT NULL,
    status text NOT NULL,
    skus text[] NOT NULL,
    quantities integer[] NOT NULL,
    expires_at timestamp with time zone,
    CONSTRAINT reservations_check CHECK ((cardinality(skus) = cardinality(quantities))),
    CONSTRAINT reservations_check1 CHECK (((status = 'released'::text) OR ((cardinality(skus) > 0) AND (expires_at IS NOT NULL)))),
    CONSTRAINT reservations_quantities_check CHECK ((0 < ALL (quantities))),
    CONSTRAINT reservations_status_check CHECK ((status = ANY (ARRAY['held'::text, 'confirmed'::text, 'released'::text, 'expired'::text])))
);
-- Name: schema_migrations; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.schema_migrations (
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);
-- Name: stock_movements; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.stock_movements (
    movement_id uuid DEFAULT public.uuid_v7() NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    sku text NOT NULL COLLATE pg_catalog."C",
    order_id uuid,
    kind text NOT NULL,
    quantity bigint NOT NULL,
    reason text,
    CONSTRAINT stock_movements_check CHECK (
CASE kind
    WHEN 'adjusted'::text THEN ((quantity <> 0) AND (order_id IS NULL))
    ELSE ((quantity > 0) AND (order_id IS NOT NULL))
END),
    CONSTRAINT stock_movements_kind_check CHECK ((kind = ANY (ARRAY['held'::text, 'confirmed'::text, 'released'::text, 'expired'::text, 'returned'::text, 'adjusted'::text])))
);
-- Name: stock_drift; Type: VIEW; Schema: public; Owner: -
CREATE VIEW public.stock_drift AS
 SELECT p.sku,
    p.received,
    p.reserved,
    p.sold,
    m.received AS moved_received,
    m.reserved AS moved_reserved,
    m.sold AS moved_sold
   FROM (public.products p
     CROSS JOIN LATERAL ( SELECT COALESCE(sum(s.quantity) FILTER (WHERE (s.kind = 'adjusted'::text)), (0)::numeric) AS received,
            COALESCE(sum(
                CASE s.kind
                    WHEN 'held'::text THEN s.quantity
                    ELSE (- s.quantity)
                END) FILTER (WHERE (s.kind = ANY (ARRAY['held'::text, 'confirmed'::text, 'released'::text, 'expired'::text]))), (0)::numeric) AS reserved,
            COALESCE(sum(
                CASE s.kind
                    WHEN 'confirmed'::text THEN s.quantity
                    ELSE (- s.quantity)
                END) FILTER (WHERE (s.kind = ANY (ARRAY['confirmed'::text, 'returned'::text]))), (0)::numeric) AS sold
           FROM public.stock_movements s
          WHERE (s.sku = p.sku)) m)
  WHERE ((((p.received)::numeric IS DISTINCT FROM m.received) OR ((p.reserved)::numeric IS DISTINCT FROM m.reserved)) OR ((p.sold)::numeric IS DISTINCT FROM m.sold));
-- Name: audit_2026_11; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_2026_11 FOR VALUES FROM ('01a2038c-5e5a-0000-0000-000000000000') TO ('01a22ee6-b000-0000-0000-000000000000');
-- Name: audit_2026_12; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_2026_12 FOR VALUES FROM ('01a22ee6-b000-0000-0000-000000000000') TO ('01a2ce8b-d400-0000-0000-000000000000');
-- Name: audit_2027_01; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_2027_01 FOR VALUES FROM ('01a2ce8b-d400-0000-0000-000000000000') TO ('01a36e30-f800-0000-0000-000000000000');
-- Name: audit_before; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_before FOR VALUES FROM (MINVALUE) TO ('01a2038c-5e5a-0000-0000-000000000000');
-- Name: audit_other; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_other DEFAULT;
-- Data for Name: audit_2026_11; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_2026_11 (audit_id, event_type, at, agent_name, trace_id, span_id, caller_id, actor_id, peer_id, action, resource, decision, reason, duration_us, context, outcome, call_id, listener, address, count, "position") VALUES
	('01a2038c-6878-71f1-a813-5bcf2c5d9c80', 'IDENTITY_ROTATION', '2026-11-22 13:57:43.160803+00', 'inventory', NULL, NULL, 'spiffe://agentweave.io/agent/inventory', NULL, NULL, NULL, NULL, NULL, 'generation 1, valid until 2026-11-22T14:57:35Z', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 851),
	('01a2038c-6a73-7ee5-8721-7d37833e9b97', 'STARTUP', '2026-11-22 13:57:43.667371+00', 'inventory', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'version 0.1.0', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 851),
	('01a2038c-90af-7887-8e1d-6310cf6dcd62', 'CAPABILITY_CALL', '2026-11-22 13:57:53.455186+00', 'inventory', '456167ad4fd309e5d169bb3d3c4959ec', 'de03e72a971e5d8e', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'adjust_stock', 'product/WIDGET-001', 'allow', 'administrators book stock', NULL, NULL, NULL, '01a2038c-90af-75b7-90f1-025a5382a167', NULL, NULL, NULL, 887),
	('01a2038c-90ba-7ad7-8298-0aa4dc861e03', 'CAPABILITY_CALL', '2026-11-22 13:57:53.466477+00', 'inventory', '456167ad4fd309e5d169bb3d3c4959ec', 'de03e72a971e5d8e', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'adjust_stock', 'product/WIDGET-001', 'allow', 'administrators book stock', 46624, NULL, 'ok', '01a2038c-90af-75b7-90f1-025a5382a167', NULL, NULL, NULL, 890),
	('01a2038c-9255-707a-a118-72fa793e7e62', 'AUTH_CHECK', '2026-11-22 13:57:53.877016+00', 'inventory', '9b8aecb47ff0b7df91095661ffee06cd', 'a71b37f266fa8821', 'spiffe://agentweave.io/agent/inventory', 'spiffe://agentweave.io/agent/inventory', 'spiffe://agentweave.io/agent/user', 'get_signing_keys', NULL, 'allow', 'a token is verified', 828, NULL, NULL, NULL, NULL, NULL, NULL, 890),
	('01a2038c-93cd-753e-9a4b-7d0b01a9f6b1', 'CAPABILITY_CALL', '2026-11-22 13:57:54.253278+00', 'inventory', 'e6d2776a0aeeb694682ee5c0d89837c8', '872320f6baaf5eff', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a2038c-932e-709b-920e-585f33fe7351', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a2038c-93cd-775c-9108-da56f338ee73', NULL, NULL, NULL, 895),
	('01a2038c-9322-77e5-ade5-0b5fb5f99391', 'CAPABILITY_CALL', '2026-11-22 13:57:54.082065+00', 'inventory', 'e6d2776a0aeeb694682ee5c0d89837c8', '3cbe39a6a8546b0b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 49521, NULL, 'ok', '01a2038c-9322-791c-93b1-baae9cd8961b', NULL, NULL, NULL, 907),
	('01a2038c-93ed-7a8a-ac2f-f2fb8b4de08c', 'CAPABILITY_CALL', '2026-11-22 13:57:54.285411+00', 'inventory', 'e6d2776a0aeeb694682ee5c0d89837c8', '872320f6baaf5eff', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a2038c-932e-709b-920e-585f33fe7351', 'allow', 'a checkout reserves stock', 39647, NULL, 'ok', '01a2038c-93cd-775c-9108-da56f338ee73', NULL, NULL, NULL, 907),
	('01a2038c-9540-70ca-a65c-50c4a98ac9db', 'CAPABILITY_CALL', '2026-11-22 13:57:54.624393+00', 'inventory', 'e6d2776a0aeeb694682ee5c0d89837c8', '8fcb112df8338f9d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a2038c-932e-709b-920e-585f33fe7351', 'allow', 'a paid order''s stock is sold', NULL, NULL, NULL, '01a2038c-9540-7e39-92d3-66534044be07', NULL, NULL, NULL, 909),
	('01a2038c-95c2-72e0-8eee-5a2e4f302642', 'CAPABILITY_CALL', '2026-11-22 13:57:54.754882+00', 'inventory', '6b2e79f89bffd6dfc8bfd7e81aca7bb4', '741f64726568308e', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a2038c-95b4-7633-b0a6-5e052bb8c681', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a2038c-95c2-7f36-9368-6f644ce86b79', NULL, NULL, NULL, 916),
	('01a2038c-960f-77ea-99c9-3785347d2718', 'CAPABILITY_CALL', '2026-11-22 13:57:54.831845+00', 'inventory', '6b2e79f89bffd6dfc8bfd7e81aca7bb4', 'b789dff8e679cdb7', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'release_reservation', 'order/01a2038c-95b4-7633-b0a6-5e052bb8c681', 'allow', 'a failed checkout gives its stock back', NULL, NULL, NULL, '01a2038c-960f-706b-bba3-2c893f8b9d90', NULL, NULL, NULL, 924),
	('01a2038c-9667-7fab-913c-d3e133fa4822', 'CAPABILITY_CALL', '2026-11-22 13:57:54.919003+00', 'inventory', 'a5bdb933b4b9e8911893906bd3846a8a', '5fe9554144342310', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a2038c-965c-7b42-b243-4c82ec90a6cb', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a2038c-9665-7b9d-9bf2-a6e5aa10bfc8', NULL, NULL, NULL, 929),
	('01a2038c-9577-75fc-8c71-5f276d449790', 'CAPABILITY_CALL', '2026-11-22 13:57:54.679458+00', 'inventory', 'e6d2776a0aeeb694682ee5c0d89837c8', '8fcb112df8338f9d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a2038c-932e-709b-920e-585f33fe7351', 'allow', 'a paid order''s stock is sold', 55815, NULL, 'ok', '01a2038c-9540-7e39-92d3-66534044be07', NULL, NULL, NULL, 931),
	('01a2038c-95b3-779c-8824-409328851e34', 'CAPABILITY_CALL', '2026-11-22 13:57:54.739304+00', 'inventory', '6b2e79f89bffd6dfc8bfd7e81aca7bb4', '1934759379388fe3', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 5528, NULL, 'ok', '01a2038c-95b3-78ee-9212-b10606c45084', NULL, NULL, NULL, 931),
	('01a2038c-95c5-7091-b50b-2e2a93277afd', 'CAPABILITY_CALL', '2026-11-22 13:57:54.757969+00', 'inventory', '6b2e79f89bffd6dfc8bfd7e81aca7bb4', '741f64726568308e', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a2038c-95b4-7633-b0a6-5e052bb8c681', 'allow', 'a checkout reserves stock', 3484, NULL, 'ok', '01a2038c-95c2-7f36-9368-6f644ce86b79', NULL, NULL, NULL, 931),
	('01a2038c-9635-7e51-9b3d-63c88d9e27b5', 'CAPABILITY_CALL', '2026-11-22 13:57:54.869673+00', 'inventory', '6b2e79f89bffd6dfc8bfd7e81aca7bb4', 'b789dff8e679cdb7', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'release_reservation', 'order/01a2038c-95b4-7633-b0a6-5e052bb8c681', 'allow', 'a failed checkout gives its stock back', 38576, NULL, 'ok', '01a2038c-960f-706b-bba3-2c893f8b9d90', NULL, NULL, NULL, 931),
	('01a2038c-9659-7b34-9308-6f65c5226d3b', 'CAPABILITY_CALL', '2026-11-22 13:57:54.905746+00', 'inventory', 'a5bdb933b4b9e8911893906bd3846a8a', '83e0b48345127e3b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 2197, NULL, 'ok', '01a2038c-9659-7ece-93c8-d92d8ce30564', NULL, NULL, NULL, 931),
	('01a2038c-9685-7151-a08e-1d2943a8d04a', 'CAPABILITY_CALL', '2026-11-22 13:57:54.949715+00', 'inventory', 'a5bdb933b4b9e8911893906bd3846a8a', '5fe9554144342310', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a2038c-965c-7b42-b243-4c82ec90a6cb', 'allow', 'a checkout reserves stock', 32502, NULL, 'out_of_stock', '01a2038c-9665-7b9d-9bf2-a6e5aa10bfc8', NULL, NULL, NULL, 931),
	('01a2038c-96c7-7650-9433-ee947206d42c', 'CAPABILITY_CALL', '2026-11-22 13:57:55.015915+00', 'inventory', '0c4bbca544aec4f87426890bdc616bc2', 'e2c948ea191c3478', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a2038c-96b9-78a6-b106-95d986df8d4d', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a2038c-96c7-7ddf-a804-118c6a4df603', NULL, NULL, NULL, 935),
	('01a2038c-977a-7b5a-857a-27fc33f519ec', 'CAPABILITY_CALL', '2026-11-22 13:57:55.194884+00', 'inventory', '0c4bbca544aec4f87426890bdc616bc2', '9eb07675ad735345', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a2038c-96b9-78a6-b106-95d986df8d4d', 'allow', 'a paid order''s stock is sold', NULL, NULL, NULL, '01a2038c-977a-7ce2-aed4-8e51ed17285b', NULL, NULL, NULL, 948),
	('01a2038c-97f1-71ba-b0ec-aa926335f8b8', 'CAPABILITY_CALL', '2026-11-22 13:57:55.313255+00', 'inventory', '922a11f6347d705fb21d3d0611f6bdaa', '7e7fe19d813745f3', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a2038c-97f1-7e09-9e08-cd9267b8212c', NULL, NULL, NULL, 956),
	('01a2038c-96b9-75c4-9d4c-e9599c2d3d10', 'CAPABILITY_CALL', '2026-11-22 13:57:55.001029+00', 'inventory', '0c4bbca544aec4f87426890bdc616bc2', '9928dd84cc70c012', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 1075, NULL, 'ok', '01a2038c-96b9-7af9-abac-71ec26ad56ba', NULL, NULL, NULL, 970),
	('01a2038c-96d6-7914-b0a1-930816cf7374', 'CAPABILITY_CALL', '2026-11-22 13:57:55.030323+00', 'inventory', '0c4bbca544aec4f87426890bdc616bc2', 'e2c948ea191c3478', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a2038c-96b9-78a6-b106-95d986df8d4d', 'allow', 'a checkout reserves stock', 14692, NULL, 'ok', '01a2038c-96c7-7ddf-a804-118c6a4df603', NULL, NULL, NULL, 970),
	('01a2038c-9790-7eac-b02f-3cecbb0041d5', 'CAPABILITY_CALL', '2026-11-22 13:57:55.216193+00', 'inventory', '0c4bbca544aec4f87426890bdc616bc2', '9eb07675ad735345', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a2038c-96b9-78a6-b106-95d986df8d4d', 'allow', 'a paid order''s stock is sold', 21446, NULL, 'ok', '01a2038c-977a-7ce2-aed4-8e51ed17285b', NULL, NULL, NULL, 970),
	('01a2038c-97e1-71ed-b1e4-e28756cf175b', 'CAPABILITY_CALL', '2026-11-22 13:57:55.297301+00', 'inventory', '922a11f6347d705fb21d3d0611f6bdaa', 'b46af7470817f91c', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 938, NULL, 'ok', '01a2038c-97e1-7a7a-b32e-e2bb3bd21673', NULL, NULL, NULL, 970),
	('01a2038c-97f5-7c53-b2ad-31acad88435c', 'CAPABILITY_CALL', '2026-11-22 13:57:55.317959+00', 'inventory', '922a11f6347d705fb21d3d0611f6bdaa', '7e7fe19d813745f3', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 'allow', 'a checkout reserves stock', 4955, NULL, 'ok', '01a2038c-97f1-7e09-9e08-cd9267b8212c', NULL, NULL, NULL, 970),
	('01a2038c-9a08-7c65-b032-64236ddf857c', 'CAPABILITY_CALL', '2026-11-22 13:57:55.848528+00', 'inventory', 'f04236ff0b7e24d7b0af180229e81ed7', '97e71ceb347bda93', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'return_items', 'order/01a2038c-9908-7c4a-8893-a307d74f7a03', 'allow', 'a returned order gives its stock back', NULL, NULL, NULL, '01a2038c-9a08-7a1c-90ba-93e0b8e9c2f4', NULL, NULL, NULL, 1002),
	('01a2038c-b41c-7acd-9ce5-a3959980f193', 'CAPABILITY_CALL', '2026-11-22 13:58:02.524269+00', 'inventory', 'cdee2e53338e69920b43019a5ec75fbf', 'c08cd475ba824119', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01900000-0000-7000-8000-000000000002', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a2038c-b41c-7ffd-8879-c73a3e8826d1', NULL, NULL, NULL, 1090),
	('01a2038c-98c7-7df5-b9a3-6b4f032f3815', 'CAPABILITY_CALL', '2026-11-22 13:57:55.527129+00', 'inventory', '922a11f6347d705fb21d3d0611f6bdaa', 'b4f430d94c5889d2', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'release_reservation', 'order/01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 'allow', 'a failed checkout gives its stock back', NULL, NULL, NULL, '01a2038c-98c7-7dd8-a575-de62a1e7db91', NULL, NULL, NULL, 972),
	('01a2038c-9a65-7a8f-bcda-ecc3589e385c', 'CAPABILITY_CALL', '2026-11-22 13:57:55.941525+00', 'inventory', 'f04236ff0b7e24d7b0af180229e81ed7', '4a0835e9343501b6', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'return_items', 'order/01a2038c-9908-7c4a-8893-a307d74f7a03', 'allow', 'a returned order gives its stock back', NULL, NULL, NULL, '01a2038c-9a65-73f4-af81-ad6858a4227a', NULL, NULL, NULL, 1007),
	('01a2038c-a0e0-790a-b2da-f78c83784922', 'CAPABILITY_CALL', '2026-11-22 13:57:57.600925+00', 'inventory', 'cf51b9feda357a7eb49179fbdd96f047', '32f1493be5d97021', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 2575, NULL, 'ok', '01a2038c-a0e0-7e94-977a-a36353413ad8', NULL, NULL, NULL, 1058),
	('01a2038c-a0f6-78a4-a461-1d2c2f621e73', 'CAPABILITY_CALL', '2026-11-22 13:57:57.622907+00', 'inventory', 'cf51b9feda357a7eb49179fbdd96f047', '05f146a48ec8e352', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a2038c-a0e5-71e7-b228-f78ada62f91b', 'allow', 'a checkout reserves stock', 12358, NULL, 'ok', '01a2038c-a0ea-7ede-a31e-fe5f84005bd3', NULL, NULL, NULL, 1058),
	('01a2038c-a129-7d3a-b523-08652902dab0', 'CAPABILITY_CALL', '2026-11-22 13:57:57.673614+00', 'inventory', 'cf51b9feda357a7eb49179fbdd96f047', 'b82a051d90fe9358', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a2038c-a0e5-71e7-b228-f78ada62f91b', 'allow', 'a paid order''s stock is sold', 3435, NULL, 'ok', '01a2038c-a126-705c-b00d-b32832cf4e81', NULL, NULL, NULL, 1058),
	('01a2038c-a1fe-76e0-ba48-94872457a951', 'CAPABILITY_CALL', '2026-11-22 13:57:57.886629+00', 'inventory', 'd6f8018bf01d336815f93f55aa4187c9', '8b77444be3bdca3a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 10005, NULL, 'ok', '01a2038c-a1fe-7031-8cd8-9839d09b5298', NULL, NULL, NULL, 1058),
	('01a2038c-a232-79e0-a3f9-fb4da51827c5', 'CAPABILITY_CALL', '2026-11-22 13:57:57.938275+00', 'inventory', 'd6f8018bf01d336815f93f55aa4187c9', '56fb10803f91fa65', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a2038c-a200-712b-b1c0-b15c65117bdd', 'allow', 'a checkout reserves stock', 15620, NULL, 'ok', '01a2038c-a222-7b11-9c9b-6cf24bc18c01', NULL, NULL, NULL, 1058),
	('01a2038c-a272-7046-8806-6cad0d21ace3', 'CAPABILITY_CALL', '2026-11-22 13:57:58.00261+00', 'inventory', 'd6f8018bf01d336815f93f55aa4187c9', '6da6a1c550e11aae', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a2038c-a200-712b-b1c0-b15c65117bdd', 'allow', 'a paid order''s stock is sold', 17651, NULL, 'ok', '01a2038c-a261-7de6-b190-37db5f9a2c0e', NULL, NULL, NULL, 1058),
	('01a2038c-ab29-788d-8df3-eb6fda51b346', 'CAPABILITY_CALL', '2026-11-22 13:58:00.233716+00', 'inventory', 'cf19417963194a32a5b7d774bad91045', '2823e3bcb778bd95', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01900000-0000-7000-8000-000000000001', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a2038c-ab29-7bd9-8456-a77472038f3a', NULL, NULL, NULL, 1073),
	('01a2038c-c0b6-7881-b834-8628e44af2b2', 'CAPABILITY_CALL', '2026-11-22 13:58:05.750119+00', 'inventory', '450e30211d6813baf1c0d89d796bf503', '08267d51671d9a19', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a2038c-c0b0-75c1-a602-01e1c15679dd', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a2038c-c0b6-7015-a019-e93319ec8e44', NULL, NULL, NULL, 1109),
	('01a2038c-c0af-71e0-bd2c-5775a728d662', 'CAPABILITY_CALL', '2026-11-22 13:58:05.743753+00', 'inventory', '450e30211d6813baf1c0d89d796bf503', 'df10aab1b666ae07', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 1067, NULL, 'ok', '01a2038c-c0af-710f-b5b2-3a4afbea6f01', NULL, NULL, NULL, 1135),
	('01a2038c-c0bb-7e0a-8bb3-56145628aaf2', 'CAPABILITY_CALL', '2026-11-22 13:58:05.755191+00', 'inventory', '450e30211d6813baf1c0d89d796bf503', '08267d51671d9a19', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a2038c-c0b0-75c1-a602-01e1c15679dd', 'allow', 'a checkout reserves stock', 5429, NULL, 'ok', '01a2038c-c0b6-7015-a019-e93319ec8e44', NULL, NULL, NULL, 1135),
	('01a2038c-c0fa-7bf9-8e29-9ef76aeb89e3', 'CAPABILITY_CALL', '2026-11-22 13:58:05.818388+00', 'inventory', '19c22d80b42f6ac44960d2f48aae9d7d', '6daee4cec6895125', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 1024, NULL, 'ok', '01a2038c-c0fa-7768-9843-bd3cd8f8d05c', NULL, NULL, NULL, 1135),
	('01a2038c-c102-7ac9-a1f5-a17e5a747004', 'CAPABILITY_CALL', '2026-11-22 13:58:05.826192+00', 'inventory', '19c22d80b42f6ac44960d2f48aae9d7d', '13d86e0f2a960b9c', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a2038c-c0fb-7c4a-bb96-6bc47495cb52', 'allow', 'a checkout reserves stock', 2972, NULL, 'ok', '01a2038c-c0ff-7c95-91a2-fa4c5d9eb3b9', NULL, NULL, NULL, 1135),
	('01a2038c-9914-7bc5-81ce-31b4fbb32194', 'CAPABILITY_CALL', '2026-11-22 13:57:55.604745+00', 'inventory', 'f04236ff0b7e24d7b0af180229e81ed7', '48019705644af3a5', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a2038c-9908-7c4a-8893-a307d74f7a03', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a2038c-9914-7651-bcd8-70b1b21d03d5', NULL, NULL, NULL, 982),
	('01a2038c-a0ea-7856-b49f-39ee75e9332f', 'CAPABILITY_CALL', '2026-11-22 13:57:57.610828+00', 'inventory', 'cf51b9feda357a7eb49179fbdd96f047', '05f146a48ec8e352', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a2038c-a0e5-71e7-b228-f78ada62f91b', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a2038c-a0ea-7ede-a31e-fe5f84005bd3', NULL, NULL, NULL, 1026),
	('01a2038c-a261-7663-a1a2-3767156267ea', 'CAPABILITY_CALL', '2026-11-22 13:57:57.98506+00', 'inventory', 'd6f8018bf01d336815f93f55aa4187c9', '6da6a1c550e11aae', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a2038c-a200-712b-b1c0-b15c65117bdd', 'allow', 'a paid order''s stock is sold', NULL, NULL, NULL, '01a2038c-a261-7de6-b190-37db5f9a2c0e', NULL, NULL, NULL, 1053),
	('01a2038c-aa68-7eda-8b8c-e87a172aa640', 'AUTH_CHECK', '2026-11-22 13:58:00.040542+00', 'inventory', 'b54f0b6b56d9a9581ca0f3d61abce9b3', 'c29fec39b34f3758', 'spiffe://agentweave.io/agent/inventory', 'spiffe://agentweave.io/agent/inventory', 'spiffe://agentweave.io/agent/gateway', 'countersign_audit', NULL, 'allow', 'the agent''s audit is witnessed', 1007, NULL, NULL, NULL, NULL, NULL, NULL, 1075),
	('01a2038c-ab3a-70a2-bb11-abb9f2ae4536', 'CAPABILITY_CALL', '2026-11-22 13:58:00.250359+00', 'inventory', 'cf19417963194a32a5b7d774bad91045', '2823e3bcb778bd95', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01900000-0000-7000-8000-000000000001', 'allow', 'a checkout reserves stock', 17095, NULL, 'ok', '01a2038c-ab29-7bd9-8456-a77472038f3a', NULL, NULL, NULL, 1075),
	('01a2038c-aed3-7ac9-b80e-71dff962003b', 'CAPABILITY_CALL', '2026-11-22 13:58:01.171441+00', 'inventory', 'a8656355abbf74a026c016c9ac8bb9bd', 'a4435a2da8cd09a4', 'spiffe://agentweave.io/agent/payment', 'spiffe://agentweave.io/agent/payment', 'spiffe://agentweave.io/agent/payment', 'countersign_audit', NULL, 'allow', 'the caller''s audit is witnessed', 19262, NULL, 'ok', '01a2038c-aed3-733c-87f9-e6f8b764d5d0', NULL, NULL, NULL, 1079),
	('01a2038c-9948-79ea-a3e6-767e2c9e3381', 'CAPABILITY_CALL', '2026-11-22 13:57:55.656528+00', 'inventory', 'f04236ff0b7e24d7b0af180229e81ed7', 'ca61603fc08019af', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a2038c-9908-7c4a-8893-a307d74f7a03', 'allow', 'a paid order''s stock is sold', NULL, NULL, NULL, '01a2038c-9948-7fb8-8475-d98e360e722e', NULL, NULL, NULL, 988),
	('01a2038c-a126-71cb-97fc-3314b52e6bf5', 'CAPABILITY_CALL', '2026-11-22 13:57:57.670293+00', 'inventory', 'cf51b9feda357a7eb49179fbdd96f047', 'b82a051d90fe9358', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a2038c-a0e5-71e7-b228-f78ada62f91b', 'allow', 'a paid order''s stock is sold', NULL, NULL, NULL, '01a2038c-a126-705c-b00d-b32832cf4e81', NULL, NULL, NULL, 1035),
	('01a2038c-98d7-7a4d-b29c-f141f8b49cc8', 'CAPABILITY_CALL', '2026-11-22 13:57:55.54302+00', 'inventory', '922a11f6347d705fb21d3d0611f6bdaa', 'b4f430d94c5889d2', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'release_reservation', 'order/01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 'allow', 'a failed checkout gives its stock back', 16038, NULL, 'ok', '01a2038c-98c7-7dd8-a575-de62a1e7db91', NULL, NULL, NULL, 1011),
	('01a2038c-9905-7d1f-9ec8-977ed40f069e', 'CAPABILITY_CALL', '2026-11-22 13:57:55.589011+00', 'inventory', 'f04236ff0b7e24d7b0af180229e81ed7', 'd05a1af19cba1208', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 2763, NULL, 'ok', '01a2038c-9904-7485-9e8a-e15d5fe3f859', NULL, NULL, NULL, 1011),
	('01a2038c-9926-74b0-8a7f-36205c86ba48', 'CAPABILITY_CALL', '2026-11-22 13:57:55.622914+00', 'inventory', 'f04236ff0b7e24d7b0af180229e81ed7', '48019705644af3a5', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a2038c-9908-7c4a-8893-a307d74f7a03', 'allow', 'a checkout reserves stock', 18473, NULL, 'ok', '01a2038c-9914-7651-bcd8-70b1b21d03d5', NULL, NULL, NULL, 1011),
	('01a2038c-9965-74c2-a5a7-708f75ee62cb', 'CAPABILITY_CALL', '2026-11-22 13:57:55.68519+00', 'inventory', 'f04236ff0b7e24d7b0af180229e81ed7', 'ca61603fc08019af', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a2038c-9908-7c4a-8893-a307d74f7a03', 'allow', 'a paid order''s stock is sold', 28768, NULL, 'ok', '01a2038c-9948-7fb8-8475-d98e360e722e', NULL, NULL, NULL, 1011),
	('01a2038c-9a17-7022-a2cd-e49a2ef67755', 'CAPABILITY_CALL', '2026-11-22 13:57:55.863368+00', 'inventory', 'f04236ff0b7e24d7b0af180229e81ed7', '97e71ceb347bda93', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'return_items', 'order/01a2038c-9908-7c4a-8893-a307d74f7a03', 'allow', 'a returned order gives its stock back', 50451, NULL, 'ok', '01a2038c-9a08-7a1c-90ba-93e0b8e9c2f4', NULL, NULL, NULL, 1011),
	('01a2038c-9a68-7b40-bf39-c81546818cd8', 'CAPABILITY_CALL', '2026-11-22 13:57:55.944608+00', 'inventory', 'f04236ff0b7e24d7b0af180229e81ed7', '4a0835e9343501b6', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'return_items', 'order/01a2038c-9908-7c4a-8893-a307d74f7a03', 'allow', 'a returned order gives its stock back', 7839, NULL, 'ok', '01a2038c-9a65-73f4-af81-ad6858a4227a', NULL, NULL, NULL, 1011),
	('01a2038c-a222-740d-885f-50db1b99ea0b', 'CAPABILITY_CALL', '2026-11-22 13:57:57.922914+00', 'inventory', 'd6f8018bf01d336815f93f55aa4187c9', '56fb10803f91fa65', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a2038c-a200-712b-b1c0-b15c65117bdd', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a2038c-a222-7b11-9c9b-6cf24bc18c01', NULL, NULL, NULL, 1046),
	('01a2038c-b420-777b-a86d-3615cdbb310a', 'CAPABILITY_CALL', '2026-11-22 13:58:02.528629+00', 'inventory', 'cdee2e53338e69920b43019a5ec75fbf', 'c08cd475ba824119', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01900000-0000-7000-8000-000000000002', 'allow', 'a checkout reserves stock', 4711, NULL, 'ok', '01a2038c-b41c-7ffd-8879-c73a3e8826d1', NULL, NULL, NULL, 1091),
	('01a2038c-c0ff-7ab5-9440-96711eca383e', 'CAPABILITY_CALL', '2026-11-22 13:58:05.82348+00', 'inventory', '19c22d80b42f6ac44960d2f48aae9d7d', '13d86e0f2a960b9c', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a2038c-c0fb-7c4a-bb96-6bc47495cb52', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a2038c-c0ff-7c95-91a2-fa4c5d9eb3b9', NULL, NULL, NULL, 1120);
-- Data for Name: audit_2026_12; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: audit_2027_01; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: audit_before; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: audit_origin; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_origin (id, shift) VALUES
	(1, 0);
-- Data for Name: audit_other; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: audit_receipt; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_receipt (seal, witness, signature, certificate) VALUES
	(6, 'spiffe://agentweave.io/agent/gateway', '\x2be5c7700b05b01f21ae978c97519e4f07defa769b203a55a1e52d0fbe24637401b396aa926891c4ad8a8dc2bef35c14623afbabe2c6bda4c90afa1af53242f4', '\x3082021b308201c2a00302010202104c2b14a6e851aea0b990273f714486c4300a06082a8648ce3d040302304f310b3009060355040613025553310f300d060355040a0c06535049464645312f302d060355040513263935393033343535303931353334373533373435383039373336383338373535323039393435301e170d3236313132323133353732355a170d3236313132323134353733355a301d310b3009060355040613025553310e300c060355040a0c0553504952453059301306072a8648ce3d020106082a8648ce3d0301070342000411eb19b6836ea722102d4200a6a414f7d4727a3a0e641ed6c48509334befb4631f8a69493efa423522eeb297da9e3122867d4e421796c7b5d9a0228ef683f517a381b13081ae300e0603551d0f0101ff0404030203a8301d0603551d250416301406082b0601050507030106082b06010505070302300c0603551d130101ff04023000301d0603551d0e041604144b8c0dac21c9de46b9f20dd73bb4c9de53bdb879301f0603551d230418301680145b20d003eeb9ae951bd43178ecee57535b4db442302f0603551d110428302686247370696666653a2f2f6167656e7477656176652e696f2f6167656e742f67617465776179300a06082a8648ce3d04030203470030440220205196c28d9316d9ccf708e91176878f69e52c620ee16108ca64338b700a508102202f2b6288f737889f198f1afc92f70422b2dd7c6103a2baa1e34e9732d1b04380');
-- Data for Name: audit_seal; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_seal (seal, sealed_at, last_position, last_id, entries, dropped_before, previous, hash) VALUES
	(1, '2026-11-22 13:57:45.147094+00', 851, '01a2038c-6a73-7ee5-8721-7d37833e9b97', '\x01a2038c687871f1a8135bcf2c5d9c80d3832754b13f7e7d81120d9854e02e87691cb5f35fe1189cc698dfe17030b75f01a2038c6a737ee587217d37833e9b974fcc22f4c76a4e0c17d94bc95f4cac3a7d5a0c41bdc643e4a613abb989ca2bbb', NULL, '\x', '\x205ed060eecf94ec73be6e6045253f50490fe5a2192e599ae4ef02e80a71121b'),
	(2, '2026-11-22 13:57:53.910524+00', 887, '01a2038c-90af-7887-8e1d-6310cf6dcd62', '\x01a2038c90af78878e1d6310cf6dcd6271322fc0f6002d3af6546ec694f202a47f4c040bbe46a48d282d6de3aca8607d', NULL, '\x205ed060eecf94ec73be6e6045253f50490fe5a2192e599ae4ef02e80a71121b', '\x1b27b4362b38629c860dae295af1afb9189e1e92bb0919cddf9dc43b517f9448'),
	(3, '2026-11-22 13:57:54.652397+00', 909, '01a2038c-9540-70ca-a65c-50c4a98ac9db', '\x01a2038c90ba7ad782980aa4dc861e035d5a0543531d6758a773cda04a8b12e2fa697aeeb07dd4e8a1d69fe2cc4a28de01a2038c9255707aa11872fa793e7e62756a4cc4acd7df4ba6988c1d3282fd6a59a881ace8b68899383570b4449367d001a2038c93cd753e9a4b7d0b01a9f6b1d4dc858c269483808177b496f777d8e393f792778dea0bf8d8dc55216db075df01a2038c932277e5ade50b5fb5f993916f092950c1543568a52a855ccc566fba83fe9e9f54420633817cb4b1e81d5dab01a2038c93ed7a8aac2ff2fb8b4de08c5cb46f996ab725850a266dc8563169c4b0247a467d11169624dad644f643662101a2038c954070caa65c50c4a98ac9db0450b4df208f5f9ffe032b70072c6c163601bed50567a74bb690a3bbb9f84234', NULL, '\x1b27b4362b38629c860dae295af1afb9189e1e92bb0919cddf9dc43b517f9448', '\x8572fce9662251d44288f8e00ccadfb602f3a4a127daf51d730d946f0e4e8994'),
	(4, '2026-11-22 13:57:55.292832+00', 948, '01a2038c-977a-7b5a-857a-27fc33f519ec', '\x01a2038c95c272e08eee5a2e4f3026426b0fef2489fcc2e52f7004daab56f795a6a7df9180b3782dd9376d45e964078101a2038c960f77ea99c93785347d2718710ee15e4ded76054b51e84b0e5c55758bb9abf1dd6f870e2ee0c4ffe59e4b2e01a2038c96677fab913cd3e133fa48222a738a2b45a36942bcd431a63cfd1f39c5d21bb609178bbc0f3655ad122d3e6a01a2038c957775fc8c715f276d4497909be0b49b25a453107b2e8a9535529b6115759edc5fc31055cc3e2704f470e51801a2038c95b3779c8824409328851e34a821747f648d8e62dd52e22250cea495f6b5d501c6dd31eafced0821bd4a4ffb01a2038c95c57091b50b2e2a93277afd7627a212fa6e2af50cc008cea84a7ac4d508fb64cc86a412b33fb741ac7981f301a2038c96357e519b3d63c88d9e27b5e851aade6e2938b48dde4f86a935dd9e117c71194e8700ae5718085eb489691c01a2038c96597b3493086f65c5226d3bd3680c9b017e414088c22edb6498119e6c5c9839e3759a0801f2f3a2a6ed8bd701a2038c96857151a08e1d2943a8d04a6ab3255825a3281b9c555bd009b5e398eb6cb28a2d7ce17c55fb74dcf4b9936601a2038c96c776509433ee947206d42caaf47e527b97d2cd5ed01ae9780cf5bb3ebb231837f0379f71b1e9ad9460e3b501a2038c977a7b5a857a27fc33f519ec0e1fd3d8d65d322c8c3bb98109a3299c10cd1ef8d75d38f65c5ad258635915be', NULL, '\x8572fce9662251d44288f8e00ccadfb602f3a4a127daf51d730d946f0e4e8994', '\x1ab051237c6fd91faad05d16eb58333201bdfbb9e78ae2c814b57aafd7e70df7'),
	(5, '2026-11-22 13:57:56.206199+00', 1011, '01a2038c-9a68-7b40-bf39-c81546818cd8', '\x01a2038c97f171bab0ecaa926335f8b85b84e55335e778e80330615319e4235b67952229670bde3e16507920b6682b5d01a2038c96b975c49d4ce9599c2d3d10a577529a07a618a0ba4808a1efe982a19ecc509a4debb2a48e2ed790090a641501a2038c96d67914b0a1930816cf7374a82a0a19198eeab58c50eb01e69a2e2117b7a24528e893c7cd4460161733393e01a2038c97907eacb02f3cecbb0041d5b6b6c7661515aad1fa6775abbdc5111df6d12ddfa28dc1d88c54d0c0971eab8d01a2038c97e171edb1e4e28756cf175b0c517537084b3285215829ef7892fc5dbccb87c0dba70a7a198bbbedd9712ed501a2038c97f57c53b2ad31acad88435c79995b21921e56ee9a4cff1e0072e691e73e077cbcfdfb169be339e97e974a4601a2038c98c77df5b9a36b4f032f3815b76eec66c5af886fe72cbd7d3e4ec11d74774d17f9fcde9db9a258861427957501a2038c99147bc581ce31b4fbb32194c4973e6cb6a259db27459c5b46948677a655afb2da691cd8e8afd710c61fa4e801a2038c994879eaa3e6767e2c9e3381193caf04d5f7bd2436ced519c0ec5a20dd9a3cc84bfa68e259413a5ee25c705801a2038c9a087c65b03264236ddf857cc7d872c41d1712fab9dff5c04be21feb7ab58ec143506c03c1d658781fd54dcb01a2038c9a657a8fbcdaecc3589e385c67a931c62eb1288b459fbfbce725e204a970cbaaf20854a042dd8e8c975949d001a2038c98d77a4db29cf141f8b49cc8b4a51bd5b871458b979d3e8e70905b2a02a0f38190a5fd8e2110dcfb915324eb01a2038c99057d1f9ec8977ed40f069ec1325e7b7d446e46b54c57d679ee1ce4a5a02d2f4914ba0cb93f520f53ccd6bc01a2038c992674b08a7f36205c86ba48409aeefd5a02f51a43744d4eda5da09615f87c393ca2a63005b27aa1e544167701a2038c996574c2a5a7708f75ee62cbd6cf105548b161d85c5ed348460e572e6078ca4796edb92c6eb6d4494e3ffbad01a2038c9a177022a2cde49a2ef677557018a21e8c80d6637c05df364020b0172ab81edaec7a6fc3d5066f23f0709a5701a2038c9a687b40bf39c81546818cd80e768f56478e84fc24f931518087672028052fea0c1b72ac6cd39b59fbcb9bc6', NULL, '\x1ab051237c6fd91faad05d16eb58333201bdfbb9e78ae2c814b57aafd7e70df7', '\xce12c8d6c527d7f43b25c6e7392900605b530084fe8d8bc095f51be48ea755e9'),
	(6, '2026-11-22 13:57:58.105766+00', 1058, '01a2038c-a272-7046-8806-6cad0d21ace3', '\x01a2038ca0ea7856b49f39ee75e9332fbc1e1dd44c2db076437049621e7dc8db34a2709f2fd8a235183af0f57b97424201a2038ca12671cb97fc3314b52e6bf508fffe7fbd8b15f462f4205bf64b55a548ae2b470ca6c07d08f533a5287a9d1701a2038ca222740d885f50db1b99ea0b417ca636bb874014692606fa163d9167ea32cb31c45b48fafd0e2486145c8c7c01a2038ca2617663a1a23767156267ea79f30b9c6f55116ff1c912c3aa4b7f6450888ae15b6315ed003e4f8f75cf56ba01a2038ca0e0790ab2daf78c837849225fe1cc53caefb3f063bcdd9a811672afc2c9c269caf5bd45b7be80a36433c28b01a2038ca0f678a4a4611d2c2f621e737282700a206aa3b643cac078cb538465fe5fbf8bf897e90202404f8ef90b37fc01a2038ca1297d3ab52308652902dab0ad509556d5320834ce5e295820cb8d4144d820b45fb5e930ef724acc3afd61d901a2038ca1fe76e0ba4894872457a951ff5668ff7dcf489f84bb6b26c56bfe719e5346c1b8c2d4230ca8b6472dac7c1d01a2038ca23279e0a3f9fb4da51827c50babab2d1ab9a0bbc926522458d607e35aab53e228da7b5c2da36eddb70fc71f01a2038ca272704688066cad0d21ace38ac54bedb527ea19e1c2bbe63d2823abdd86d2756892cd1ffdd8a402e30032a9', NULL, '\xce12c8d6c527d7f43b25c6e7392900605b530084fe8d8bc095f51be48ea755e9', '\xcd48fce364412779e3536730abc41b7ae2fc53c32530d5c7054527b3ab7708f8'),
	(7, '2026-11-22 13:58:00.613093+00', 1075, '01a2038c-ab3a-70a2-bb11-abb9f2ae4536', '\x01a2038cab29788d8df3eb6fda51b346150be0954a0b441aeea1c5d12fa785c8e437da4ffbbe5bfd842a9504c9f787f501a2038caa687eda8b8ce87a172aa640ec82ab4450a33441a46705d6ca5bd1d5451d11564fe56ae5cc0b1817e14047af01a2038cab3a70a2bb11abb9f2ae4536e44b846f7447d1924e3c1cef32c77639a5bfa70b07ab3f00cefbbea133e66424', NULL, '\xcd48fce364412779e3536730abc41b7ae2fc53c32530d5c7054527b3ab7708f8', '\xa27d06eb7c079716253b4612e73d8f0d86d5dd3f02886f6a10950a12fbebd032'),
	(8, '2026-11-22 13:58:01.605803+00', 1079, '01a2038c-aed3-7ac9-b80e-71dff962003b', '\x01a2038caed37ac9b80e71dff962003ba21edc56cb6f151278da0027d06d0c3010f90187fe33871dbfaae01a3a4eed1a', NULL, '\xa27d06eb7c079716253b4612e73d8f0d86d5dd3f02886f6a10950a12fbebd032', '\xb53c3d2194874e47071fc7cd1e6a2db9b072731cdc6d6b1cffafe4a19daae926'),
	(9, '2026-11-22 13:58:02.558058+00', 1091, '01a2038c-b420-777b-a86d-3615cdbb310a', '\x01a2038cb41c7acd9ce5a3959980f193752d74554877850f9cd5feb06b9f0a7e5b3e0b99d0b7a75bf3ca30cffffb97f301a2038cb420777ba86d3615cdbb310ac0d036d2e4786a1ec3e007160ca530a9dbe553702cb89e5b9666ec64a0913cfe', NULL, '\xb53c3d2194874e47071fc7cd1e6a2db9b072731cdc6d6b1cffafe4a19daae926', '\x820ec2af16a8465d43e08ac92d2f0d82cd2d9ae90cbc03a7704df2fb6516d7ed'),
	(10, '2026-11-22 13:58:06.241326+00', 1120, '01a2038c-c0ff-7ab5-9440-96711eca383e', '\x01a2038cc0b67881b8348628e44af2b218da6f8e7b3e772d51f639ed746e9411d8f631505c177019d6638de34133762801a2038cc0ff7ab5944096711eca383ef5e9a2880db69b9bdb3db0c7df9b59d863abc4902b18d3d32fe12deb43a8d9f5', NULL, '\x820ec2af16a8465d43e08ac92d2f0d82cd2d9ae90cbc03a7704df2fb6516d7ed', '\xc422e371f4cc29c1431fa7f24d06113b96dbd9981690bfc419bcad4ed0cdc6a1');
-- Data for Name: audit_witnessed; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_witnessed (agent, seal, hash, sealed_at, witnessed_at) VALUES
	('payment', 8, '\x51e97001133ff3ead7221facdf72a7cde401b3bc9b41cc59bb8e977c143cf32d', '2026-11-22 13:57:58.71752+00', '2026-11-22 13:58:01.160164+00');
-- Data for Name: idempotency; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: outbox_lease; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.outbox_lease (id, holder, held_until) VALUES
	(1, NULL, NULL);
-- Data for Name: products; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.products (sku, name, price_minor, currency, initial, received, reserved, sold) VALUES
	('WIDGET-006', 'Widget, gold-plated', 24900, 'USD', 12, 0, 0, 0),
	('WIDGET-009', 'Widget, collector''s edition', 129900, 'USD', 1, 0, 0, 0),
	('WIDGET-010', 'Widget, first edition', 99900, 'USD', 0, 0, 0, 0),
	('WIDGET-002', 'Widget, large', 2999, 'USD', 500, 0, 0, 0),
	('WIDGET-004', 'Widget, brushed steel', 4950, 'USD', 200, 0, 0, 1),
	('WIDGET-005', 'Widget, walnut', 7425, 'USD', 75, 0, 0, 0),
	('WIDGET-003', 'Widget, small', 999, 'USD', 2500, 0, 0, 3),
	('WIDGET-007', 'Widget case', 1250, 'USD', 800, 0, 0, 1),
	('WIDGET-001', 'Widget', 1999, 'USD', 1000, 25, 5, 2),
	('WIDGET-008', 'Widget care kit', 595, 'USD', 1500, 0, 5, 0);
-- Data for Name: reservations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.reservations (order_id, status, skus, quantities, expires_at) VALUES
	('01a2038c-932e-709b-920e-585f33fe7351', 'confirmed', '{WIDGET-001}', '{2}', '2026-11-22 14:00:54.269538+00'),
	('01a2038c-95b4-7633-b0a6-5e052bb8c681', 'released', '{WIDGET-002}', '{1}', '2026-11-22 14:00:54.756249+00'),
	('01a2038c-96b9-78a6-b106-95d986df8d4d', 'confirmed', '{WIDGET-004}', '{1}', '2026-11-22 14:00:55.019008+00'),
	('01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 'released', '{WIDGET-005}', '{1}', '2026-11-22 14:00:55.314465+00'),
	('01a2038c-9908-7c4a-8893-a307d74f7a03', 'confirmed', '{WIDGET-005}', '{2}', '2026-11-22 14:00:55.606149+00'),
	('01a2038c-a0e5-71e7-b228-f78ada62f91b', 'confirmed', '{WIDGET-003}', '{3}', '2026-11-22 14:00:57.614713+00'),
	('01a2038c-a200-712b-b1c0-b15c65117bdd', 'confirmed', '{WIDGET-007}', '{1}', '2026-11-22 14:00:57.924131+00'),
	('01900000-0000-7000-8000-000000000002', 'held', '{WIDGET-008}', '{5}', '2026-11-22 14:58:02.526912+00'),
	('01a2038c-c0b0-75c1-a602-01e1c15679dd', 'held', '{WIDGET-001}', '{1}', '2026-11-22 14:01:05.751613+00'),
	('01a2038c-c0fb-7c4a-bb96-6bc47495cb52', 'held', '{WIDGET-001}', '{4}', '2026-11-22 14:01:05.824722+00'),
	('01900000-0000-7000-8000-000000000001', 'expired', '{WIDGET-008}', '{5}', '2026-11-22 13:58:01.246932+00');
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_migrations (name, applied_at) VALUES
	('common/0001_common', '2026-11-22 13:57:40.39333+00'),
	('common/0002_audit_outcome', '2026-11-22 13:57:40.505007+00'),
	('common/0003_outbox', '2026-11-22 13:57:40.520549+00'),
	('common/0004_audit_chain', '2026-11-22 13:57:40.570272+00'),
	('common/0005_audit_before', '2026-11-22 13:57:40.693341+00'),
	('common/0006_audit_months', '2026-11-22 13:57:40.722477+00'),
	('0001_inventory', '2026-11-22 13:57:40.726693+00'),
	('0002_catalogue', '2026-11-22 13:57:40.853858+00'),
	('0003_movements_by_sku', '2026-11-22 13:57:40.870178+00');
-- Data for Name: stock_movements; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.stock_movements (movement_id, at, sku, order_id, kind, quantity, reason) VALUES
	('01a2038c-9093-7a14-91b2-941c328c5000', '2026-11-22 13:57:53.427672+00', 'WIDGET-001', NULL, 'adjusted', 25, 'delivery'),
	('01a2038c-93e1-79ff-b01f-d73a9bfba26d', '2026-11-22 13:57:54.273546+00', 'WIDGET-001', '01a2038c-932e-709b-920e-585f33fe7351', 'held', 2, NULL),
	('01a2038c-9544-736e-b6de-23d6425ebd05', '2026-11-22 13:57:54.628624+00', 'WIDGET-001', '01a2038c-932e-709b-920e-585f33fe7351', 'confirmed', 2, NULL),
	('01a2038c-95c4-7da0-b7e7-f58cb7df4393', '2026-11-22 13:57:54.756388+00', 'WIDGET-002', '01a2038c-95b4-7633-b0a6-5e052bb8c681', 'held', 1, NULL),
	('01a2038c-9615-779f-b773-8015c80f2cd5', '2026-11-22 13:57:54.83736+00', 'WIDGET-002', '01a2038c-95b4-7633-b0a6-5e052bb8c681', 'released', 1, NULL),
	('01a2038c-96cb-755a-b21f-e7e0530c021b', '2026-11-22 13:57:55.019195+00', 'WIDGET-004', '01a2038c-96b9-78a6-b106-95d986df8d4d', 'held', 1, NULL),
	('01a2038c-977c-7318-ab38-aaa4f1ec5b22', '2026-11-22 13:57:55.196871+00', 'WIDGET-004', '01a2038c-96b9-78a6-b106-95d986df8d4d', 'confirmed', 1, NULL),
	('01a2038c-97f2-73fa-b419-a8ccd991f155', '2026-11-22 13:57:55.314586+00', 'WIDGET-005', '01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 'held', 1, NULL),
	('01a2038c-98c8-712d-a7a1-5ea395bb31ec', '2026-11-22 13:57:55.528849+00', 'WIDGET-005', '01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 'released', 1, NULL),
	('01a2038c-9916-7099-823f-412a6e5bcea5', '2026-11-22 13:57:55.606439+00', 'WIDGET-005', '01a2038c-9908-7c4a-8893-a307d74f7a03', 'held', 2, NULL),
	('01a2038c-994a-7dc8-9970-7546a967dd75', '2026-11-22 13:57:55.65867+00', 'WIDGET-005', '01a2038c-9908-7c4a-8893-a307d74f7a03', 'confirmed', 2, NULL),
	('01a2038c-9a04-726e-8853-575828a31eb7', '2026-11-22 13:57:55.844329+00', 'WIDGET-005', '01a2038c-9908-7c4a-8893-a307d74f7a03', 'returned', 2, NULL),
	('01a2038c-a0ee-78f0-b4cf-009637ef20bd', '2026-11-22 13:57:57.614844+00', 'WIDGET-003', '01a2038c-a0e5-71e7-b228-f78ada62f91b', 'held', 3, NULL),
	('01a2038c-a128-7023-b620-29329042f513', '2026-11-22 13:57:57.67202+00', 'WIDGET-003', '01a2038c-a0e5-71e7-b228-f78ada62f91b', 'confirmed', 3, NULL),
	('01a2038c-a224-7943-ac3c-8c18c6aacce1', '2026-11-22 13:57:57.92426+00', 'WIDGET-007', '01a2038c-a200-712b-b1c0-b15c65117bdd', 'held', 1, NULL),
	('01a2038c-a266-725d-a7c2-372c924740a7', '2026-11-22 13:57:57.990436+00', 'WIDGET-007', '01a2038c-a200-712b-b1c0-b15c65117bdd', 'confirmed', 1, NULL),
	('01a2038c-ab37-7040-b7ee-577b9e2f7835', '2026-11-22 13:58:00.247078+00', 'WIDGET-008', '01900000-0000-7000-8000-000000000001', 'held', 5, NULL),
	('01a2038c-b41f-73b3-9766-c720dbe55731', '2026-11-22 13:58:02.527091+00', 'WIDGET-008', '01900000-0000-7000-8000-000000000002', 'held', 5, NULL),
	('01a2038c-c0b7-7844-9c82-26c3c56a0289', '2026-11-22 13:58:05.751743+00', 'WIDGET-001', '01a2038c-c0b0-75c1-a602-01e1c15679dd', 'held', 1, NULL),
	('01a2038c-c100-7c0c-9a69-6a8b1805ff73', '2026-11-22 13:58:05.824857+00', 'WIDGET-001', '01a2038c-c0fb-7c4a-bb96-6bc47495cb52', 'held', 4, NULL),
	('01a2038c-c2d3-7678-b5ba-1bf2dd10c233', '2026-11-22 13:58:06.291938+00', 'WIDGET-008', '01900000-0000-7000-8000-000000000001', 'expired', 5, NULL);
-- Name: outbox_position_seq; Type: SEQUENCE SET; Schema: public; Owner: -
SELECT pg_catalog.setval('public.outbox_position_seq', 1, false);
-- Name: audit audit_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (audit_id);
-- Name: audit_2026_11 audit_2026_11_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.audit_2026_11
    ADD CONSTRAINT audit_2026_11_pkey PRIMARY KEY (audit_id);
-- Name: audit_2026_12 audit_2026_12_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.audit_2026_12
    ADD CONSTRAINT audit_2026_12_pkey PRIMARY KEY (audit_id);
-- Name: audit_2027_01 audit_2027_01_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.audit_2027_01
    ADD CONSTRAINT audit_2027_01_pkey PRIMARY KEY (audit_id);
-- Name: audit_before audit_before_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.audit_before
    ADD CONSTRAINT audit_before_pkey PRIMARY KEY (audit_id);
-- Name: audit_origin audit_origin_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.audit_origin
    ADD CONSTRAINT audit_origin_pkey PRIMARY KEY (id);
-- Name: audit_other audit_other_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.audit_other
    ADD CONSTRAINT audit_other_pkey PRIMARY KEY (audit_id);
-- Name: audit_receipt audit_receipt_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.audit_receipt
    ADD CONSTRAINT audit_receipt_pkey PRIMARY KEY (seal);
-- Name: audit_seal audit_seal_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.audit_seal
    ADD CONSTRAINT audit_seal_pkey PRIMARY KEY (seal);
-- Name: audit_witnessed audit_witnessed_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.audit_witnessed
    ADD CONSTRAINT audit_witnessed_pkey PRIMARY KEY (agent, seal);
-- Name: idempotency idempotency_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (scope);
-- Name: outbox_lease outbox_lease_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.outbox_lease
    ADD CONSTRAINT outbox_lease_pkey PRIMARY KEY (id);
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY ("position");
-- Name: products products_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.products
    ADD CONSTRAINT products_pkey PRIMARY KEY (sku);
-- Name: reservations reservations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.reservations
    ADD CONSTRAINT reservations_pkey PRIMARY KEY (order_id);
-- Name: schema_migrations schema_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (name);
-- Name: stock_movements stock_movements_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.stock_movements
    ADD CONSTRAINT stock_movements_pkey PRIMARY KEY (movement_id);
-- Name: audit_position; Type: INDEX; Schema: public; Owner: -
CREATE INDEX audit_position ON ONLY public.audit USING btree ("position", audit_id);
-- Name: audit_2026_11_position_audit_id_idx; Type: INDEX; Schema: public; Owner: -
CREATE INDEX audit_2026_11_position_audit_id_idx ON public.audit_2026_11 USING btree ("position", audit_id);
-- Name: audit_2026_12_position_audit_id_idx; Type: INDEX; Schema: public; Owner: -
CREATE INDEX audit_2026_12_position_audit_id_idx ON public.audit_2026_12 USING btree ("position", audit_id);
-- Name: audit_2027_01_position_audit_id_idx; Type: INDEX; Schema: public; Owner: -
CREATE INDEX audit_2027_01_position_audit_id_idx ON public.audit_2027_01 USING btree ("position", audit_id);
-- Name: audit_before_position; Type: INDEX; Schema: public; Owner: -
CREATE INDEX audit_before_position ON public.audit_before USING btree ("position", audit_id);
-- Name: audit_other_position_audit_id_idx; Type: INDEX; Schema: public; Owner: -
CREATE INDEX audit_other_position_audit_id_idx ON public.audit_other USING btree ("position", audit_id);
-- Name: idempotency_expires_at; Type: INDEX; Schema: public; Owner: -
CREATE INDEX idempotency_expires_at ON public.idempotency USING btree (expires_at);
-- Name: reservations_expires_at; Type: INDEX; Schema: public; Owner: -
CREATE INDEX reservations_expires_at ON public.reservations USING btree (expires_at) WHERE (status = 'held'::text);
-- Name: stock_movements_outcome; Type: INDEX; Schema: public; Owner: -
CREATE UNIQUE INDEX stock_movements_outcome ON public.stock_movements USING btree (order_id, sku) WHERE (kind = ANY (ARRAY['confirmed'::text, 'released'::text]));
-- Name: stock_movements_returned; Type: INDEX; Schema: public; Owner: -
CREATE UNIQUE INDEX stock_movements_returned ON public.stock_movements USING btree (order_id, sku) WHERE (kind = 'returned'::text);
-- Name: stock_movements_sku; Type: INDEX; Schema: public; Owner: -
CREATE INDEX stock_movements_sku ON public.stock_movements USING btree (sku, kind, quantity);
-- Name: audit_2026_11_pkey; Type: INDEX ATTACH; Schema: public; Owner: -
ALTER INDEX public.audit_pkey ATTACH PARTITION public.audit_2026_11_pkey;
-- Name: audit_2026_11_position_audit_id_idx; Type: INDEX ATTACH; Schema: public; Owner: -
ALTER INDEX public.audit_position ATTACH PARTITION public.audit_2026_11_position_audit_id_idx;
-- Name: audit_2026_12_pkey; Type: INDEX ATTACH; Schema: public; Owner: -
ALTER INDEX public.audit_pkey ATTACH PARTITION public.audit_2026_12_pkey;
-- Name: audit_2026_12_position_audit_id_idx; Type: INDEX ATTACH; Schema: public; Owner: -
ALTER INDEX public.audit_position ATTACH PARTITION public.audit_2026_12_position_audit_id_idx;
-- Name: audit_2027_01_pkey; Type: INDEX ATTACH; Schema: public; Owner: -
ALTER INDEX public.audit_pkey ATTACH PARTITION public.audit_2027_01_pkey;
-- Name: audit_2027_01_position_audit_id_idx; Type: INDEX ATTACH; Schema: public; Owner: -
ALTER INDEX public.audit_position ATTACH PARTITION public.audit_2027_01_position_audit_id_idx;
-- Name: audit_before_pkey; Type: INDEX ATTACH; Schema: public; Owner: -
ALTER INDEX public.audit_pkey ATTACH PARTITION public.audit_before_pkey;
-- Name: audit_before_position; Type: INDEX ATTACH; Schema: public; Owner: -
ALTER INDEX public.audit_position ATTACH PARTITION public.audit_before_position;
-- Name: audit_other_pkey; Type: INDEX ATTACH; Schema: public; Owner: -
ALTER INDEX public.audit_pkey ATTACH PARTITION public.audit_other_pkey;
-- Name: audit_other_position_audit_id_idx; Type: INDEX ATTACH; Schema: public; Owner: -
ALTER INDEX public.audit_position ATTACH PARTITION public.audit_other_position_audit_id_idx;
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: -
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO inventory_app;
-- Name: FUNCTION audit_add_months(); Type: ACL; Schema: public; Owner: -
REVOKE ALL ON FUNCTION public.audit_add_months() FROM PUBLIC;
GRANT ALL ON FUNCTION public.audit_add_months() TO inventory_app;
-- Name: FUNCTION audit_attach(name text, lower uuid, upper uuid); Type: ACL; Schema: public; Owner: -
REVOKE ALL ON FUNCTION public.audit_attach(name text, lower uuid, upper uuid) FROM PUBLIC;
-- Name: FUNCTION audit_continue(); Type: ACL; Schema: public; Owner: -
REVOKE ALL ON FUNCTION public.audit_continue() FROM PUBLIC;
-- Name: FUNCTION audit_drop(before date); Type: ACL; Schema: public; Owner: -
REVOKE ALL ON FUNCTION public.audit_drop(before date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.audit_drop(before date) TO inventory_app;
-- Name: TABLE audit; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit TO inventory_app;
-- Name: TABLE audit_origin; Type: ACL; Schema: public; Owner: -
GRANT SELECT ON TABLE public.audit_origin TO inventory_app;
-- Name: TABLE audit_receipt; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit_receipt TO inventory_app;
-- Name: TABLE audit_seal; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit_seal TO inventory_app;
-- Name: TABLE audit_witnessed; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit_witnessed TO inventory_app;
-- Name: TABLE idempotency; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency TO inventory_app;
-- Name: TABLE outbox; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outbox TO inventory_app;
-- Name: TABLE outbox_lease; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outbox_lease TO inventory_app;
-- Name: SEQUENCE outbox_position_seq; Type: ACL; Schema: public; Owner: -
GRANT SELECT,USAGE ON SEQUENCE public.outbox_position_seq TO inventory_app;
-- Name: TABLE products; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.products TO inventory_app;
-- Name: TABLE reservations; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.reservations TO inventory_app;
-- Name: TABLE schema_migrations; Type: ACL; Schema: public; Owner: -
GRANT SELECT ON TABLE public.schema_migrations TO inventory_app;
-- Name: TABLE stock_movements; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.stock_movements TO inventory_app;
-- Name: TABLE stock_drift; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.stock_drift TO inventory_app;
-- Name: DEFAULT PRIVILEGES FOR SEQUENCES; Type: DEFAULT ACL; Schema: public; Owner: -
ALTER DEFAULT PRIVILEGES FOR ROLE inventory_owner IN SCHEMA public GRANT SELECT,USAGE ON SEQUENCES  TO inventory_app;
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: public; Owner: -
ALTER DEFAULT PRIVILEGES FOR ROLE inventory_owner IN SCHEMA public GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES  TO inventory_app;
-- PostgreSQL database dump complete
