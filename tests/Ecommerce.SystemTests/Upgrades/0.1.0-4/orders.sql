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
SET default_tablespace = '';
SET default_table_access_method = heap;
-- Name: order_events; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.order_events (
    order_id uuid NOT NULL,
    event_id bigint NOT NULL,
    type text NOT NULL,
    status text NOT NULL,
    detail text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT order_events_event_id_check CHECK ((event_id > 0))
);
-- Name: order_cloud_event(public.order_events); Type: FUNCTION; Schema: public; Owner: -
CREATE FUNCTION public.order_cloud_event(e public.order_events) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
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
-- Name: publish_order_events(); Type: FUNCTION; Schema: public; Owner: -
CREATE FUNCTION public.publish_order_events() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO outbox (subject, event) SELECT event->>'subject', event FROM order_cloud_event(NEW) AS event;
    RETURN NULL;
END
$$;
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
-- Name: checkouts; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.checkouts (
    order_id uuid NOT NULL,
    schema_version integer NOT NULL,
    version bigint NOT NULL,
    phase text NOT NULL,
    todo text[] NOT NULL,
    in_doubt boolean NOT NULL,
    reserved_again boolean NOT NULL,
    cancel_requested boolean NOT NULL,
    repaid boolean NOT NULL,
    overdue boolean NOT NULL,
    failure_code text,
    failure_message text,
    attempts integer NOT NULL,
    faults integer DEFAULT 0 NOT NULL,
    parked_reason text,
    next_attempt_at timestamp with time zone,
    leased_until timestamp with time zone,
    deadline_at timestamp with time zone,
    expires_at timestamp with time zone NOT NULL,
    hold_until timestamp with time zone,
    idempotency_scope bytea,
    request_hash bytea,
    traceparent text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    refund_attempt integer DEFAULT 0 NOT NULL
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
-- Name: order_cloud_events; Type: VIEW; Schema: public; Owner: -
CREATE VIEW public.order_cloud_events AS
 SELECT e.order_id,
    e.event_id,
    public.order_cloud_event(e.*) AS event
   FROM public.order_events e;
-- Name: order_items; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.order_items (
    order_id uuid NOT NULL,
    "position" integer NOT NULL,
    sku text NOT NULL,
    name text NOT NULL,
    quantity integer NOT NULL,
    unit_price_minor bigint NOT NULL,
    line_total_minor bigint NOT NULL,
    CONSTRAINT order_items_check CHECK ((line_total_minor = (unit_price_minor * quantity))),
    CONSTRAINT order_items_quantity_check CHECK ((quantity > 0)),
    CONSTRAINT order_items_unit_price_check CHECK ((unit_price_minor >= 0))
);
-- Name: order_refunds; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.order_refunds (
    event_id bigint NOT NULL,
    order_id uuid NOT NULL,
    amount_minor bigint NOT NULL,
    CONSTRAINT order_refunds_amount_check CHECK ((amount_minor > 0))
);
-- Name: orders; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.orders (
    order_id uuid NOT NULL,
    user_id uuid NOT NULL,
    currency text NOT NULL,
    total_minor bigint NOT NULL,
    payment_method text NOT NULL,
    transaction_id uuid,
    status text NOT NULL,
    failure_code text,
    failure_message text,
    refunded_minor bigint DEFAULT 0 NOT NULL,
    last_event_id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT orders_check CHECK (((refunded_minor >= 0) AND (refunded_minor <= total_minor))),
    CONSTRAINT orders_check1 CHECK (((status = 'failed'::text) = (failure_code IS NOT NULL))),
    CONSTRAINT orders_check2 CHECK (((status <> ALL (ARRAY['confirmed'::text, 'refunded'::text])) OR (transaction_id IS NOT NULL))),
    CONSTRAINT orders_check3 CHECK (((status <> 'refunded'::text) OR (refunded_minor = total_minor))),
    CONSTRAINT orders_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'confirmed'::text, 'cancelled'::text, 'refunded'::text, 'failed'::text]))),
    CONSTRAINT orders_total_check CHECK ((total_minor > 0))
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
-- Name: payment_cursor; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.payment_cursor (
    id integer NOT NULL,
    after_event_id bigint NOT NULL,
    leader uuid,
    leased_until timestamp with time zone,
    CONSTRAINT payment_cursor_id_check CHECK ((id = 1))
);
-- Name: schema_migrations; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.schema_migrations (
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);
-- Name: audit_2026_11; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_2026_11 FOR VALUES FROM ('01a2038c-5e3a-0000-0000-000000000000') TO ('01a22ee6-b000-0000-0000-000000000000');
-- Name: audit_2026_12; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_2026_12 FOR VALUES FROM ('01a22ee6-b000-0000-0000-000000000000') TO ('01a2ce8b-d400-0000-0000-000000000000');
-- Name: audit_2027_01; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_2027_01 FOR VALUES FROM ('01a2ce8b-d400-0000-0000-000000000000') TO ('01a36e30-f800-0000-0000-000000000000');
-- Name: audit_before; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_before FOR VALUES FROM (MINVALUE) TO ('01a2038c-5e3a-0000-0000-000000000000');
-- Name: audit_other; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_other DEFAULT;
-- Data for Name: audit_2026_11; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_2026_11 (audit_id, event_type, at, agent_name, trace_id, span_id, caller_id, actor_id, peer_id, action, resource, decision, reason, duration_us, context, outcome, call_id, listener, address, count, "position") VALUES
	('01a2038c-684f-79c6-8a6a-ef2de69c4436', 'IDENTITY_ROTATION', '2026-11-22 13:57:43.119354+00', 'order', NULL, NULL, 'spiffe://agentweave.io/agent/order', NULL, NULL, NULL, NULL, NULL, 'generation 1, valid until 2026-11-22T14:57:35Z', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 848),
	('01a2038c-696e-7b84-a5e5-39c607e09b4b', 'STARTUP', '2026-11-22 13:57:43.406347+00', 'order', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'version 0.1.0', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 848),
	('01a2038c-6de4-7029-b74b-224d95199245', 'AUTH_CHECK', '2026-11-22 13:57:44.548804+00', 'order', '4b65e098fc9568f16cd92af3306acb54', '96266098977a8cab', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'watch_payments', NULL, 'allow', 'an order needs this call', 47583, NULL, NULL, NULL, NULL, NULL, NULL, 855),
	('01a2038c-93ab-7076-94c9-e76649661792', 'CAPABILITY_CALL', '2026-11-22 13:57:54.219918+00', 'order', 'e6d2776a0aeeb694682ee5c0d89837c8', 'cc1d09b856680221', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a2038c-93ab-71a1-8add-3496e5e12a3e', NULL, NULL, NULL, 892),
	('01a2038c-91aa-732a-b1ca-066cbbbe96cb', 'AUTH_CHECK', '2026-11-22 13:57:53.706579+00', 'order', '3a2af17bc7d91316a8469aa49f9150f9', '368bbeabb2db5fdc', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/user', 'get_signing_keys', NULL, 'allow', 'an order needs this call', 4915, NULL, NULL, NULL, NULL, NULL, NULL, 893),
	('01a2038c-91e7-75a0-b6cf-47ade0dc90e4', 'AUTH_CHECK', '2026-11-22 13:57:53.767898+00', 'order', '79d13b350c3cbea9095b9308fd9f4e35', 'c2218a8ef3bb16fb', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'list_payment_methods', NULL, 'allow', 'an order needs this call', 256, NULL, NULL, NULL, NULL, NULL, NULL, 893),
	('01a2038c-91f9-7668-a1ca-be0513f2b998', 'AUTH_CHECK', '2026-11-22 13:57:53.785101+00', 'order', 'e6d2776a0aeeb694682ee5c0d89837c8', 'bf4780049b7e3b4d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'an order needs this call', 347, NULL, NULL, NULL, NULL, NULL, NULL, 893),
	('01a2038c-9204-76db-aeb1-98999ed99e61', 'AUTH_CHECK', '2026-11-22 13:57:53.79632+00', 'order', 'e6d2776a0aeeb694682ee5c0d89837c8', '25d779de1701ba60', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 522, NULL, NULL, NULL, NULL, NULL, NULL, 893),
	('01a2038c-93bb-772e-9143-7ae2e6cdcb38', 'AUTH_CHECK', '2026-11-22 13:57:54.235889+00', 'order', 'e6d2776a0aeeb694682ee5c0d89837c8', '956a1f473d45a23b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a2038c-932e-709b-920e-585f33fe7351', 'allow', 'an order needs this call', 335, NULL, NULL, NULL, NULL, NULL, NULL, 914),
	('01a2038c-942b-7088-8428-b57608b0c110', 'AUTH_CHECK', '2026-11-22 13:57:54.3479+00', 'order', 'e6d2776a0aeeb694682ee5c0d89837c8', '350e30bd6af854e1', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a2038c-932e-709b-920e-585f33fe7351', 'allow', 'an order needs this call', 37158, NULL, NULL, NULL, NULL, NULL, NULL, 914),
	('01a2038c-9530-7d8e-a921-a9ebcdc9ab6a', 'AUTH_CHECK', '2026-11-22 13:57:54.608575+00', 'order', 'e6d2776a0aeeb694682ee5c0d89837c8', '1a07c09684a271eb', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'confirm_reservation', 'order/01a2038c-932e-709b-920e-585f33fe7351', 'allow', 'an order needs this call', 313, NULL, NULL, NULL, NULL, NULL, NULL, 914),
	('01a2038c-958a-7e59-a0f7-f576e473f42c', 'CAPABILITY_CALL', '2026-11-22 13:57:54.698834+00', 'order', 'e6d2776a0aeeb694682ee5c0d89837c8', 'cc1d09b856680221', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a2038c-932e-709b-920e-585f33fe7351', 'allow', 'orders come through the gateway', 941296, NULL, 'ok', '01a2038c-93ab-71a1-8add-3496e5e12a3e', NULL, NULL, NULL, 914),
	('01a2038c-95ab-7bbe-9968-52b45ba934a0', 'AUTH_CHECK', '2026-11-22 13:57:54.731255+00', 'order', '6b2e79f89bffd6dfc8bfd7e81aca7bb4', 'd9e96714d27c9337', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'an order needs this call', 31, NULL, NULL, NULL, NULL, NULL, NULL, 914),
	('01a2038c-95ab-7fe1-96d8-00f2879244f6', 'AUTH_CHECK', '2026-11-22 13:57:54.731984+00', 'order', '6b2e79f89bffd6dfc8bfd7e81aca7bb4', 'df06d43717dd1ae8', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 7, NULL, NULL, NULL, NULL, NULL, NULL, 914),
	('01a2038c-95b5-7f5b-81c6-01964b5d9c3e', 'CAPABILITY_CALL', '2026-11-22 13:57:54.741187+00', 'order', '6b2e79f89bffd6dfc8bfd7e81aca7bb4', 'bccea7f1a25bfe60', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a2038c-95b5-72a6-8901-68c424b8a742', NULL, NULL, NULL, 915),
	('01a2038c-965c-776d-bd42-f187cccc41e4', 'CAPABILITY_CALL', '2026-11-22 13:57:54.908422+00', 'order', 'a5bdb933b4b9e8911893906bd3846a8a', '2831be17de189271', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a2038c-965c-710f-9dda-96168dcce6ee', NULL, NULL, NULL, 928),
	('01a2038c-96ba-7b87-b914-e3b364539a02', 'CAPABILITY_CALL', '2026-11-22 13:57:55.002278+00', 'order', '0c4bbca544aec4f87426890bdc616bc2', '30b4c54dac8d3766', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a2038c-96ba-7fd3-946a-9ff6d7ede83c', NULL, NULL, NULL, 934),
	('01a2038c-95c0-7c8a-bf49-371e26f98e0e', 'AUTH_CHECK', '2026-11-22 13:57:54.752361+00', 'order', '6b2e79f89bffd6dfc8bfd7e81aca7bb4', '24c33bc091fff77b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a2038c-95b4-7633-b0a6-5e052bb8c681', 'allow', 'an order needs this call', 21, NULL, NULL, NULL, NULL, NULL, NULL, 953),
	('01a2038c-95ca-7b9d-84af-94f7694ff0b7', 'AUTH_CHECK', '2026-11-22 13:57:54.762932+00', 'order', '6b2e79f89bffd6dfc8bfd7e81aca7bb4', '691f6a41e717c277', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a2038c-95b4-7633-b0a6-5e052bb8c681', 'allow', 'an order needs this call', 24, NULL, NULL, NULL, NULL, NULL, NULL, 953),
	('01a2038c-960c-79da-ac58-68ec85df28a6', 'AUTH_CHECK', '2026-11-22 13:57:54.828453+00', 'order', '6b2e79f89bffd6dfc8bfd7e81aca7bb4', '29f9546e351f5b3e', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'release_reservation', 'order/01a2038c-95b4-7633-b0a6-5e052bb8c681', 'allow', 'an order needs this call', 168, NULL, NULL, NULL, NULL, NULL, NULL, 953),
	('01a2038c-9645-719a-88ae-46889d5f9452', 'CAPABILITY_CALL', '2026-11-22 13:57:54.885792+00', 'order', '6b2e79f89bffd6dfc8bfd7e81aca7bb4', 'bccea7f1a25bfe60', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'orders come through the gateway', 158036, NULL, 'payment_declined', '01a2038c-95b5-72a6-8901-68c424b8a742', NULL, NULL, NULL, 953),
	('01a2038c-9655-7963-98ca-16a5f4518dad', 'AUTH_CHECK', '2026-11-22 13:57:54.90153+00', 'order', 'a5bdb933b4b9e8911893906bd3846a8a', '08d667f2b4849e5e', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'an order needs this call', 10, NULL, NULL, NULL, NULL, NULL, NULL, 953),
	('01a2038c-9656-776d-bad8-ba3515b2c589', 'AUTH_CHECK', '2026-11-22 13:57:54.902057+00', 'order', 'a5bdb933b4b9e8911893906bd3846a8a', '6141fe46b7cca114', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 6, NULL, NULL, NULL, NULL, NULL, NULL, 953),
	('01a2038c-9663-7b48-b3bc-c2e38e411e15', 'AUTH_CHECK', '2026-11-22 13:57:54.915058+00', 'order', 'a5bdb933b4b9e8911893906bd3846a8a', '2affc7810116203d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a2038c-965c-7b42-b243-4c82ec90a6cb', 'allow', 'an order needs this call', 26, NULL, NULL, NULL, NULL, NULL, NULL, 953),
	('01a2038c-97de-74af-b3fc-a027578f0de5', 'AUTH_CHECK', '2026-11-22 13:57:55.29408+00', 'order', '922a11f6347d705fb21d3d0611f6bdaa', 'f95a1d1c53d58289', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'an order needs this call', 38, NULL, NULL, NULL, NULL, NULL, NULL, 998),
	('01a2038c-969f-7210-9135-368b401bf47a', 'CAPABILITY_CALL', '2026-11-22 13:57:54.975114+00', 'order', 'a5bdb933b4b9e8911893906bd3846a8a', '2831be17de189271', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'orders come through the gateway', 74679, NULL, 'out_of_stock', '01a2038c-965c-710f-9dda-96168dcce6ee', NULL, NULL, NULL, 953),
	('01a2038c-96b2-7bbf-ad43-dbce5eeb807a', 'AUTH_CHECK', '2026-11-22 13:57:54.994433+00', 'order', '0c4bbca544aec4f87426890bdc616bc2', '055be4faa1a0658b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'an order needs this call', 22, NULL, NULL, NULL, NULL, NULL, NULL, 953),
	('01a2038c-96b2-7880-ae93-93ad51d91fc3', 'AUTH_CHECK', '2026-11-22 13:57:54.994972+00', 'order', '0c4bbca544aec4f87426890bdc616bc2', '84082d68f1ced2f0', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 4, NULL, NULL, NULL, NULL, NULL, NULL, 953),
	('01a2038c-96c5-7417-ab4c-1ab511879e8a', 'AUTH_CHECK', '2026-11-22 13:57:55.013743+00', 'order', '0c4bbca544aec4f87426890bdc616bc2', '5543a09e11100672', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a2038c-96b9-78a6-b106-95d986df8d4d', 'allow', 'an order needs this call', 22, NULL, NULL, NULL, NULL, NULL, NULL, 953),
	('01a2038c-96db-72ca-afdf-393cd5d1a56c', 'AUTH_CHECK', '2026-11-22 13:57:55.035442+00', 'order', '0c4bbca544aec4f87426890bdc616bc2', '46ade7e28870dba5', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a2038c-96b9-78a6-b106-95d986df8d4d', 'allow', 'an order needs this call', 28, NULL, NULL, NULL, NULL, NULL, NULL, 953),
	('01a2038c-9778-74a4-a627-f15487cbb5d6', 'AUTH_CHECK', '2026-11-22 13:57:55.192972+00', 'order', '0c4bbca544aec4f87426890bdc616bc2', '877ef7a51c45f793', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'confirm_reservation', 'order/01a2038c-96b9-78a6-b106-95d986df8d4d', 'allow', 'an order needs this call', 23, NULL, NULL, NULL, NULL, NULL, NULL, 953),
	('01a2038c-9794-73ea-ac42-fdfe3ace60c2', 'CAPABILITY_CALL', '2026-11-22 13:57:55.220496+00', 'order', '0c4bbca544aec4f87426890bdc616bc2', '30b4c54dac8d3766', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a2038c-96b9-78a6-b106-95d986df8d4d', 'allow', 'orders come through the gateway', 228706, NULL, 'ok', '01a2038c-96ba-7fd3-946a-9ff6d7ede83c', NULL, NULL, NULL, 953),
	('01a2038c-98a1-7049-88ce-382fedb819c4', 'CAPABILITY_CALL', '2026-11-22 13:57:55.489498+00', 'order', '4a74b99406df5425d36920f794a3eae9', '2493ea881633ac73', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'cancel_order', 'order/01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 'allow', 'orders are cancelled through the gateway', NULL, NULL, NULL, '01a2038c-98a1-7dec-93c9-1fe06386d76b', NULL, NULL, NULL, 969),
	('01a2038c-a0db-7f74-9d06-5eb90d872dca', 'AUTH_CHECK', '2026-11-22 13:57:57.595819+00', 'order', 'cf51b9feda357a7eb49179fbdd96f047', '3da3fd6cbc1228c5', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'an order needs this call', 12, NULL, NULL, NULL, NULL, NULL, NULL, 1060),
	('01a2038c-a0dc-78f9-a991-73bb07c921b9', 'AUTH_CHECK', '2026-11-22 13:57:57.596591+00', 'order', 'cf51b9feda357a7eb49179fbdd96f047', '472efd0506740acd', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 8, NULL, NULL, NULL, NULL, NULL, NULL, 1060),
	('01a2038c-a0e8-7624-a4f5-900497e733db', 'AUTH_CHECK', '2026-11-22 13:57:57.608705+00', 'order', 'cf51b9feda357a7eb49179fbdd96f047', '39d81a29f1da743a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a2038c-a0e5-71e7-b228-f78ada62f91b', 'allow', 'an order needs this call', 16, NULL, NULL, NULL, NULL, NULL, NULL, 1060),
	('01a2038c-a0fe-7b22-ab3f-220864560534', 'AUTH_CHECK', '2026-11-22 13:57:57.630271+00', 'order', 'cf51b9feda357a7eb49179fbdd96f047', '4b78a6d7cb8a3812', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a2038c-a0e5-71e7-b228-f78ada62f91b', 'allow', 'an order needs this call', 23, NULL, NULL, NULL, NULL, NULL, NULL, 1060),
	('01a2038c-a124-7111-ae85-3c50e6c9f9d9', 'AUTH_CHECK', '2026-11-22 13:57:57.668202+00', 'order', 'cf51b9feda357a7eb49179fbdd96f047', 'd6feae827dcce504', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'confirm_reservation', 'order/01a2038c-a0e5-71e7-b228-f78ada62f91b', 'allow', 'an order needs this call', 25, NULL, NULL, NULL, NULL, NULL, NULL, 1060),
	('01a2038c-a12d-79b8-9ffb-9c7598cb41d5', 'CAPABILITY_CALL', '2026-11-22 13:57:57.677877+00', 'order', 'cf51b9feda357a7eb49179fbdd96f047', '4907700f6136c441', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a2038c-a0e5-71e7-b228-f78ada62f91b', 'allow', 'orders come through the gateway', 83688, NULL, 'ok', '01a2038c-a0e5-7e16-8ef7-e7a91fdf3ad3', NULL, NULL, NULL, 1060),
	('01a2038c-a1db-7804-8e5a-d3ab16982e90', 'AUTH_CHECK', '2026-11-22 13:57:57.851641+00', 'order', 'd6f8018bf01d336815f93f55aa4187c9', '63abbfbef412bd74', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a2038c-8386-71cc-8a17-a8afb02989a8', 'allow', 'an order needs this call', 11, NULL, NULL, NULL, NULL, NULL, NULL, 1060),
	('01a2038c-a1dc-76c4-8716-4285999ac151', 'AUTH_CHECK', '2026-11-22 13:57:57.852+00', 'order', 'd6f8018bf01d336815f93f55aa4187c9', 'bb358e86eafcdee0', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 4, NULL, NULL, NULL, NULL, NULL, NULL, 1060),
	('01a2038c-a21e-7ee6-bd31-4cb22da77126', 'AUTH_CHECK', '2026-11-22 13:57:57.918923+00', 'order', 'd6f8018bf01d336815f93f55aa4187c9', '3dd360f6603f4471', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a2038c-a200-712b-b1c0-b15c65117bdd', 'allow', 'an order needs this call', 23, NULL, NULL, NULL, NULL, NULL, NULL, 1060),
	('01a2038c-a236-79b8-b64d-9804984cb578', 'AUTH_CHECK', '2026-11-22 13:57:57.942722+00', 'order', 'd6f8018bf01d336815f93f55aa4187c9', '1db9d26070981a9b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a2038c-a200-712b-b1c0-b15c65117bdd', 'allow', 'an order needs this call', 21, NULL, NULL, NULL, NULL, NULL, NULL, 1060),
	('01a2038c-a25b-70a3-8ba6-ee376cb28b8c', 'AUTH_CHECK', '2026-11-22 13:57:57.97926+00', 'order', 'd6f8018bf01d336815f93f55aa4187c9', 'b0e2c4b7db335b63', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'confirm_reservation', 'order/01a2038c-a200-712b-b1c0-b15c65117bdd', 'allow', 'an order needs this call', 24, NULL, NULL, NULL, NULL, NULL, NULL, 1060),
	('01a2038c-a282-7724-9490-17b44e9f0f1a', 'CAPABILITY_CALL', '2026-11-22 13:57:58.018346+00', 'order', 'd6f8018bf01d336815f93f55aa4187c9', '90e55ecaa3d2b20f', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a2038c-a200-712b-b1c0-b15c65117bdd', 'allow', 'orders come through the gateway', 168147, NULL, 'ok', '01a2038c-a200-7333-bd11-f4a660da2101', NULL, NULL, NULL, 1060),
	('01a2038c-97eb-7e26-b56f-7154c23b11d7', 'CAPABILITY_CALL', '2026-11-22 13:57:55.307504+00', 'order', '922a11f6347d705fb21d3d0611f6bdaa', '7877632e1e2bfd7a', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a2038c-97eb-7b0a-8eba-eaf64bce0ab4', NULL, NULL, NULL, 955),
	('01a2038c-9908-7ab9-8763-245bd28e915c', 'CAPABILITY_CALL', '2026-11-22 13:57:55.592735+00', 'order', 'f04236ff0b7e24d7b0af180229e81ed7', 'e02fce6f3ee45db7', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a2038c-9908-7774-9f29-1e2bbbb8246f', NULL, NULL, NULL, 979),
	('01a2038c-999b-7064-88e4-98775785e370', 'CAPABILITY_CALL', '2026-11-22 13:57:55.739323+00', 'order', 'edffe022ee4a62aa58367f0405e3c038', '8946204e5610a582', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'cancel_order', 'order/01a2038c-9908-7c4a-8893-a307d74f7a03', 'allow', 'orders are cancelled through the gateway', NULL, NULL, NULL, '01a2038c-999b-7ff6-9d49-ae4b5dcee2e5', NULL, NULL, NULL, 993),
	('01a2038c-a0e5-7976-89a7-ff3a5db567af', 'CAPABILITY_CALL', '2026-11-22 13:57:57.605582+00', 'order', 'cf51b9feda357a7eb49179fbdd96f047', '4907700f6136c441', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a2038c-a0e5-7e16-8ef7-e7a91fdf3ad3', NULL, NULL, NULL, 1025),
	('01a2038c-a200-7025-9479-2c00180374c5', 'CAPABILITY_CALL', '2026-11-22 13:57:57.888306+00', 'order', 'd6f8018bf01d336815f93f55aa4187c9', '90e55ecaa3d2b20f', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a2038c-8386-71cc-8a17-a8afb02989a8', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a2038c-a200-7333-bd11-f4a660da2101', NULL, NULL, NULL, 1045),
	('01a2038c-c0b1-70e8-9a2d-bc2014c772f2', 'CAPABILITY_CALL', '2026-11-22 13:58:05.7451+00', 'order', '450e30211d6813baf1c0d89d796bf503', '468e7a91473d6a6e', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a2038c-8386-71cc-8a17-a8afb02989a8', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a2038c-c0b1-7076-9170-5975e9678422', NULL, NULL, NULL, 1108),
	('01a2038c-97de-7a3c-a099-26bdeae6f2ce', 'AUTH_CHECK', '2026-11-22 13:57:55.294977+00', 'order', '922a11f6347d705fb21d3d0611f6bdaa', '3023ab4eb59da913', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 13, NULL, NULL, NULL, NULL, NULL, NULL, 998),
	('01a2038c-97ef-729e-bcba-7019984ab994', 'AUTH_CHECK', '2026-11-22 13:57:55.311012+00', 'order', '922a11f6347d705fb21d3d0611f6bdaa', '0c9e5181b661b3b9', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 'allow', 'an order needs this call', 26, NULL, NULL, NULL, NULL, NULL, NULL, 998),
	('01a2038c-97ff-7918-bb16-bcbd20830159', 'AUTH_CHECK', '2026-11-22 13:57:55.327033+00', 'order', '922a11f6347d705fb21d3d0611f6bdaa', '80aeff0f37f38923', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 'allow', 'an order needs this call', 27, NULL, NULL, NULL, NULL, NULL, NULL, 998),
	('01a2038c-983c-718f-923a-fb1d605d1e44', 'CAPABILITY_CALL', '2026-11-22 13:57:55.388645+00', 'order', '922a11f6347d705fb21d3d0611f6bdaa', '7877632e1e2bfd7a', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 'allow', 'orders come through the gateway', 97964, NULL, 'ok', '01a2038c-97eb-7b0a-8eba-eaf64bce0ab4', NULL, NULL, NULL, 998),
	('01a2038c-9847-7602-a97b-96f7ee735892', 'AUTH_CHECK', '2026-11-22 13:57:55.399259+00', 'order', '922a11f6347d705fb21d3d0611f6bdaa', 'b2a57d15eecbe85b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'get_payment', 'payment/01a2038c-9801-78a9-921e-6268d63db88c', 'allow', 'an order needs this call', 370, NULL, NULL, NULL, NULL, NULL, NULL, 998),
	('01a2038c-98b5-74ab-a77d-5976d3c8e588', 'AUTH_CHECK', '2026-11-22 13:57:55.509011+00', 'order', '922a11f6347d705fb21d3d0611f6bdaa', '5f4822421ce4513e', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'void_payment', 'order/01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 'allow', 'an order needs this call', 325, NULL, NULL, NULL, NULL, NULL, NULL, 998),
	('01a2038c-98b8-774a-af23-60c07b73ddb8', 'AUTH_CHECK', '2026-11-22 13:57:55.512298+00', 'order', '922a11f6347d705fb21d3d0611f6bdaa', 'c6f1a32f2b8a0a03', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'release_reservation', 'order/01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 'allow', 'an order needs this call', 20, NULL, NULL, NULL, NULL, NULL, NULL, 998),
	('01a2038c-98f1-7845-ac13-7cae5c5b5999', 'CAPABILITY_CALL', '2026-11-22 13:57:55.569688+00', 'order', '4a74b99406df5425d36920f794a3eae9', '2493ea881633ac73', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'cancel_order', 'order/01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 'allow', 'orders are cancelled through the gateway', 85496, NULL, 'ok', '01a2038c-98a1-7dec-93c9-1fe06386d76b', NULL, NULL, NULL, 998),
	('01a2038c-98ff-7e68-8f8d-a9f9dbea19de', 'AUTH_CHECK', '2026-11-22 13:57:55.583931+00', 'order', 'f04236ff0b7e24d7b0af180229e81ed7', '9a638ff9ef4af09d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'an order needs this call', 12, NULL, NULL, NULL, NULL, NULL, NULL, 998),
	('01a2038c-9900-7a6e-8b82-d3d26feb0db8', 'AUTH_CHECK', '2026-11-22 13:57:55.584494+00', 'order', 'f04236ff0b7e24d7b0af180229e81ed7', '8ad930bba6687cd4', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 7, NULL, NULL, NULL, NULL, NULL, NULL, 998),
	('01a2038c-9911-7f5c-acd1-9c11d2b9c482', 'AUTH_CHECK', '2026-11-22 13:57:55.601904+00', 'order', 'f04236ff0b7e24d7b0af180229e81ed7', 'ab0f5808c61af546', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a2038c-9908-7c4a-8893-a307d74f7a03', 'allow', 'an order needs this call', 24, NULL, NULL, NULL, NULL, NULL, NULL, 998),
	('01a2038c-992f-77f0-ad35-276539c12be0', 'AUTH_CHECK', '2026-11-22 13:57:55.631293+00', 'order', 'f04236ff0b7e24d7b0af180229e81ed7', '50fd6fca8316928f', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a2038c-9908-7c4a-8893-a307d74f7a03', 'allow', 'an order needs this call', 30, NULL, NULL, NULL, NULL, NULL, NULL, 998),
	('01a2038c-9944-77cb-a786-9e75f74dce47', 'AUTH_CHECK', '2026-11-22 13:57:55.652401+00', 'order', 'f04236ff0b7e24d7b0af180229e81ed7', 'e506f55988272804', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'confirm_reservation', 'order/01a2038c-9908-7c4a-8893-a307d74f7a03', 'allow', 'an order needs this call', 28, NULL, NULL, NULL, NULL, NULL, NULL, 998),
	('01a2038c-9973-765c-8483-306a0478188e', 'CAPABILITY_CALL', '2026-11-22 13:57:55.699144+00', 'order', 'f04236ff0b7e24d7b0af180229e81ed7', 'e02fce6f3ee45db7', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a2038c-9908-7c4a-8893-a307d74f7a03', 'allow', 'orders come through the gateway', 116492, NULL, 'ok', '01a2038c-9908-7774-9f29-1e2bbbb8246f', NULL, NULL, NULL, 998),
	('01a2038c-99ad-72bf-b63f-683ae0d2f4ad', 'AUTH_CHECK', '2026-11-22 13:57:55.757578+00', 'order', 'f04236ff0b7e24d7b0af180229e81ed7', '587a4ff30495c259', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'refund_payment', 'payment/01a2038c-9931-72c2-a610-f957130ca604', 'allow', 'an order needs this call', 312, NULL, NULL, NULL, NULL, NULL, NULL, 998),
	('01a2038c-99bb-75b4-b197-9bb29f295c1a', 'AUTH_CHECK', '2026-11-22 13:57:55.771938+00', 'order', 'f04236ff0b7e24d7b0af180229e81ed7', '22d9a0348b73bbdb', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'return_items', 'order/01a2038c-9908-7c4a-8893-a307d74f7a03', 'allow', 'an order needs this call', 301, NULL, NULL, NULL, NULL, NULL, NULL, 998),
	('01a2038c-9a4a-7296-b053-963ced6b40d6', 'AUTH_CHECK', '2026-11-22 13:57:55.914808+00', 'order', 'f04236ff0b7e24d7b0af180229e81ed7', 'bcd2ef606c23359a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'get_payment', 'payment/01a2038c-9931-72c2-a610-f957130ca604', 'allow', 'an order needs this call', 31, NULL, NULL, NULL, NULL, NULL, NULL, 1019),
	('01a2038c-9a5d-7833-83a4-37caa6c72bbf', 'AUTH_CHECK', '2026-11-22 13:57:55.933938+00', 'order', 'f04236ff0b7e24d7b0af180229e81ed7', '53133f36299cfbfe', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'return_items', 'order/01a2038c-9908-7c4a-8893-a307d74f7a03', 'allow', 'an order needs this call', 22, NULL, NULL, NULL, NULL, NULL, NULL, 1019),
	('01a2038c-9a73-7868-91c1-f329d371601b', 'CAPABILITY_CALL', '2026-11-22 13:57:55.955255+00', 'order', 'edffe022ee4a62aa58367f0405e3c038', '8946204e5610a582', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'cancel_order', 'order/01a2038c-9908-7c4a-8893-a307d74f7a03', 'allow', 'orders are cancelled through the gateway', 221570, NULL, 'ok', '01a2038c-999b-7ff6-9d49-ae4b5dcee2e5', NULL, NULL, NULL, 1019),
	('01a2038c-b2b7-757d-a2c8-47f1462d22ca', 'AUTH_CHECK', '2026-11-22 13:58:02.167947+00', 'order', 'b6dc32bebfd33b1b74bc0f9288659d80', 'c6f65de98db6b8cd', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'countersign_audit', NULL, 'allow', 'the agent''s audit is witnessed', 1042, NULL, NULL, NULL, NULL, NULL, NULL, 1093),
	('01a2038c-bfa4-78c9-ab11-f8ddb54a0a85', 'CAPABILITY_CALL', '2026-11-22 13:58:05.476968+00', 'order', '64a648e7ce650451b6635d4cc3486e03', 'aa65f604fff1e097', 'spiffe://agentweave.io/agent/user', 'spiffe://agentweave.io/agent/user', 'spiffe://agentweave.io/agent/user', 'countersign_audit', NULL, 'allow', 'the caller''s audit is witnessed', 8837, NULL, 'ok', '01a2038c-bfa4-7f0e-b215-dd9f146bca97', NULL, NULL, NULL, 1100),
	('01a2038c-c0a8-7bf4-b0b5-1e1136ab6d78', 'AUTH_CHECK', '2026-11-22 13:58:05.736344+00', 'order', '450e30211d6813baf1c0d89d796bf503', '7dbc1b899bd6342b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a2038c-8386-71cc-8a17-a8afb02989a8', 'allow', 'an order needs this call', 6, NULL, NULL, NULL, NULL, NULL, NULL, 1107),
	('01a2038c-c0a8-7b2e-98eb-7a31ed1a8243', 'AUTH_CHECK', '2026-11-22 13:58:05.736862+00', 'order', '450e30211d6813baf1c0d89d796bf503', '9bf4378d347b3a4c', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 3, NULL, NULL, NULL, NULL, NULL, NULL, 1107),
	('01a2038c-c0fb-78f1-a777-c5069e5f88fc', 'CAPABILITY_CALL', '2026-11-22 13:58:05.819293+00', 'order', '19c22d80b42f6ac44960d2f48aae9d7d', '6c8d2cd5ae4d3de1', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a2038c-8386-71cc-8a17-a8afb02989a8', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a2038c-c0fb-7a36-b6a2-319e359de50b', NULL, NULL, NULL, 1119);
-- Data for Name: audit_2026_12; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: audit_2027_01; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: audit_before; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: audit_origin; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_origin (id, shift) VALUES
	(1, 0);
-- Data for Name: audit_other; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: audit_receipt; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_receipt (seal, witness, signature, certificate) VALUES
	(8, 'spiffe://agentweave.io/agent/payment', '\x109d95de5b6dd690b69d4a4c23b812e825826b12d89e2c127c67ff71607324f6893516409043b8a869924b7c97a0b52587725e5cfaaca6f0512e8a72c591d5d7', '\x3082021c308201c2a003020102021059f521ee54076cca1f0223382d057dd8300a06082a8648ce3d040302304f310b3009060355040613025553310f300d060355040a0c06535049464645312f302d060355040513263935393033343535303931353334373533373435383039373336383338373535323039393435301e170d3236313132323133353732355a170d3236313132323134353733355a301d310b3009060355040613025553310e300c060355040a0c0553504952453059301306072a8648ce3d020106082a8648ce3d03010703420004f8120070fab68f7fb548e1bc0554530fe86448824cf0855cae27ef516b36a718ba544e369112d6a08e506d5de535d2176a95ac861df613078041ea47a8404f52a381b13081ae300e0603551d0f0101ff0404030203a8301d0603551d250416301406082b0601050507030106082b06010505070302300c0603551d130101ff04023000301d0603551d0e04160414e9e9c05e55e766d39d5513ffb6c5dd7937fe0086301f0603551d230418301680145b20d003eeb9ae951bd43178ecee57535b4db442302f0603551d110428302686247370696666653a2f2f6167656e7477656176652e696f2f6167656e742f7061796d656e74300a06082a8648ce3d040302034800304502210086c8132a8d588484719c6f3f64372e73c9edfcb5c3f5c6246af8312d235175c4022011741b320963a0826d32e5c40cf2a678de254e3e018f62aa52a556d93602c44b');
-- Data for Name: audit_seal; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_seal (seal, sealed_at, last_position, last_id, entries, dropped_before, previous, hash) VALUES
	(1, '2026-11-22 13:57:44.588172+00', 848, '01a2038c-696e-7b84-a5e5-39c607e09b4b', '\x01a2038c684f79c68a6aef2de69c44364bc81fa52df6a0a77d6def534eb0e758191075b406e1d7cdc3d61fa36f56c07401a2038c696e7b84a5e539c607e09b4b06e702268686df255211a351792ecb229478ee55751fe01921fd1db17f2c2eee', NULL, '\x', '\xe95737ec6d6f87beb531942f23ae6cd843d16b3ba7d27f759440ee80ccc875dd'),
	(2, '2026-11-22 13:57:45.304895+00', 855, '01a2038c-6de4-7029-b74b-224d95199245', '\x01a2038c6de47029b74b224d9519924567537e83d6934238c5f80a909694216960019fb4cc0220925b2b1b88de54f739', NULL, '\xe95737ec6d6f87beb531942f23ae6cd843d16b3ba7d27f759440ee80ccc875dd', '\xd1c2aabf2b28a947b395dd5b265ee0c1f01e0444b33b6ff00e8c87d3d7e305ca'),
	(3, '2026-11-22 13:57:54.43534+00', 893, '01a2038c-9204-76db-aeb1-98999ed99e61', '\x01a2038c93ab707694c9e76649661792fbb7a7793c1903cca9ea5b50bbf5e91cb2ee91681222415fb3ae63ea17841a6d01a2038c91aa732ab1ca066cbbbe96cb378d17947915a8660a994f92989e524950cf8cd4bf649c8bd20732280a0205dc01a2038c91e775a0b6cf47ade0dc90e49f4b5a92756518fcd25df298e158fa067ac87b61225bd77ece941c58225ad06c01a2038c91f97668a1cabe0513f2b998a8d663134f3c56cd57d34c22521e866b760caf2248f253ab76860e8044e4ae6a01a2038c920476dbaeb198999ed99e61aaabf40472020f0c314d8c972c6f238109551d94a6231b7040d123292bb51a5d', NULL, '\xd1c2aabf2b28a947b395dd5b265ee0c1f01e0444b33b6ff00e8c87d3d7e305ca', '\xeca0b214535fcaf8909eb8a45677d659efbde622e67ee6c487255bd15ebff663'),
	(4, '2026-11-22 13:57:55.192386+00', 934, '01a2038c-96ba-7b87-b914-e3b364539a02', '\x01a2038c93bb772e91437ae2e6cdcb389aa5a29b28f1a3f2c0a27769fb4163448e8202aa124e2cfe47c826e2b150cbbd01a2038c942b70888428b57608b0c110bc5e62f4ffe6ed983df4cc0a2db45cf88d9f9f40838bac3a480d7f1063acd87201a2038c95307d8ea921a9ebcdc9ab6a35195b793864166e37dce07c89a7bbbb0014d4036febaeb0fb5a71672278deba01a2038c958a7e59a0f7f576e473f42cea013fd431e0807e6d79ca636ebb4db0d365dbe459a8c2b65196dd52212aee9901a2038c95ab7bbe996852b45ba934a0efa6d2de6d2d5f4970c4e7446f88410bf61d1a81bfba98d391faa97636f9385101a2038c95ab7fe196d800f2879244f67c174ccbd8cc75b9f1e3d1b287b329cee08312038e55fe86220f80d312f356b401a2038c95b57f5b81c601964b5d9c3ebc62ed683d203a1a5586e70ae5121b83eada1a5ecc10f04514e56df42e8e03cb01a2038c965c776dbd42f187cccc41e4efe01f78e313221a5a5cef101ad08d698c773d6cf7efcf9f6555a2c21b45db8101a2038c96ba7b87b914e3b364539a02851990f2f55f0e61ebeae14aa5eb2d5b718f2e8e6b8881892b3f15adee5d41aa', NULL, '\xeca0b214535fcaf8909eb8a45677d659efbde622e67ee6c487255bd15ebff663', '\x2e645ecec3afb0caaa06087d8e0f4ba19dca10bc35935fde6cf3b1b468fde9fb'),
	(5, '2026-11-22 13:57:55.816636+00', 993, '01a2038c-999b-7064-88e4-98775785e370', '\x01a2038c95c07c8abf49371e26f98e0ed50b9cbf5904f6826c9859efadd0f0a8f006e2c891d21226a452a974d185ee0501a2038c95ca7b9d84af94f7694ff0b7d21cd687e3402d4d8728baed600c0a237c4ea737aa54f2d55b3ff8792071ca1301a2038c960c79daac5868ec85df28a60503f7aa4ba142edafa7e1ecb01891a36a2f2fdbcffd1cb5af74ddb5e73591b601a2038c9645719a88ae46889d5f9452019fb02a6559980995730f9cf5efd3923e9b332f0b256f101ffb72657898e0fe01a2038c9655796398ca16a5f4518dad16721407ab0ca1a281cbd0069a69848107ea393af2bd2a7ba419f221dc7b866401a2038c9656776dbad8ba3515b2c589f1ecf0f145270c477c027f68e53aa7a44779314623f17f80451da6946debbcec01a2038c96637b48b3bcc2e38e411e1583e13a9c576e7c5a10d542cba0631dc663b96c932fd627df41307ea464d4a56301a2038c969f72109135368b401bf47aa8adb2d3a52146e2d0e84b6f185c99803b3b6dcbecb330ac25ca5afa54ef620301a2038c96b27880ae9393ad51d91fc3042821e6afada2dbd7125d5d3f78a84de27fa8d4991ee017490931bf93f8936801a2038c96b27bbfad43dbce5eeb807a3b9db0e30a25ecfad3748f5fa240a563e813399bdbeb7997a11205a94382ec6d01a2038c96c57417ab4c1ab511879e8aa0a27c013ab37db6f171c48afa61bffe6eeb317c732fba5f5e3bdefe03784a8a01a2038c96db72caafdf393cd5d1a56cabc329aefb3af9aa9f78e3d78730438dc1aa832668098b3c42ad996d81c8cff401a2038c977874a4a627f15487cbb5d6b24a3978cdbe370d3ae205b3b266ca7f6320ec0cffadca0a27cd5027fe4374da01a2038c979473eaac42fdfe3ace60c2c192514f9207be8e6112b2a0f4f68a02d68187f6fc764b414be66de5e217eb6501a2038c97eb7e26b56f7154c23b11d76600f9f240fe8c11f88c487507a7a5791307a61b207f97dc4b2d87ae0330250301a2038c98a1704988ce382fedb819c4513f23d33a827fecb52f75f58f38d9eea49b65a7fe055d060cc379e93fe1008301a2038c99087ab98763245bd28e915ce68239ba637bd851d673b971412205c2a395dcac74632f11f81385f2211c373f01a2038c999b706488e498775785e370479bc4ef9952b3c57a2c3dd47fe76b543c68ce214d80ce7b08b0af391599170d', NULL, '\x2e645ecec3afb0caaa06087d8e0f4ba19dca10bc35935fde6cf3b1b468fde9fb', '\x9c88bf032dfff7b820566a2b324d6f1e1fb3d9f03801b523fdbea88f19c3de2d'),
	(6, '2026-11-22 13:57:56.748232+00', 1019, '01a2038c-9a73-7868-91c1-f329d371601b', '\x01a2038c97de74afb3fca027578f0de5a3d5e5683bd82ad8c3004f8632278e3fdc69a93070a4ad184132123695a5a6dd01a2038c97de7a3ca09926bdeae6f2ceb907825dd3cf635a4d3df0b90b6c75bf88ca1d029b8382dd5c1a895fd908c2b101a2038c97ef729ebcba7019984ab994c6b6e9f1c1d5c4cce93f1b9e2bc19e7fc049b1d90fed169fb19c0012eaf29fdf01a2038c97ff7918bb16bcbd2083015989726eb807a410275002d0ef519d59424a696fe4896fc1f66ff8c34f9d853e8b01a2038c983c718f923afb1d605d1e445d6d6befa132df6f7e3e607115f0117586a583faac8c3df0243000dbdaf8d75b01a2038c98477602a97b96f7ee735892de9a5ac3dda235595fd1da0c16f71eb3923df76a58c7feca7dc403242556e03001a2038c98b574aba77d5976d3c8e58881bfe268f0600c32216a82e2313947b2f96f141be287dd1ae5aec34c431bf8ad01a2038c98b8774aaf2360c07b73ddb84e1d102c373db3626153922710fde5b180f6f7ae78c5fc31f7cdab3a84bcfebc01a2038c98f17845ac137cae5c5b5999dede1683c85f2200ce92aff027883b43b8b70b3e7c2ce5270b6a46534f63659d01a2038c98ff7e688f8da9f9dbea19de403be8b2b07e172384e495b622364b7c7a51afb115020915f81a4e22e1c45a2b01a2038c99007a6e8b82d3d26feb0db8635fd16c0e6bcce57a2a1d740c181b5efe9f5fa4bd4d4a04f3dc9d35c174a89801a2038c99117f5cacd19c11d2b9c48289de34257190a9bdec691f24302eb82eda7e3ed408b6c0436049368269fcac9801a2038c992f77f0ad35276539c12be052cc4dd527df845db15ac4cae2b7df5ac51edf8d872b7f0b6f968a59530a0be801a2038c994477cba7869e75f74dce475c45c107987d558978c9863ea562527c935cbba656f0046d800be7d07450249701a2038c9973765c8483306a0478188e0ada11435b026414d1e9764d956708e596cdad8cf931b48652f381856591a46201a2038c99ad72bfb63f683ae0d2f4adc1d69aabb453850a539e17cc0127afea846184075ba05fc06368058bd42eb4e001a2038c99bb75b4b1979bb29f295c1a93b99017b127b4ae3c5561e1b8187f94dd241ca9a3607ca1ce800c31e61df45001a2038c9a4a7296b053963ced6b40d6d928505725be4f197d885f4874ce65674ebcb71272aa2900730b20e453b24bef01a2038c9a5d783383a437caa6c72bbf3f8e2a20fd1c377e590f5ee6b9bb98272c047ac9a9cc0a5c08126ee9bbe72c3c01a2038c9a73786891c1f329d371601b3a3822de71e67a310b9cb73285bc688a928a32088def8a00b9d8c97005254adf', NULL, '\x9c88bf032dfff7b820566a2b324d6f1e1fb3d9f03801b523fdbea88f19c3de2d', '\x788c1be1eda331371fa02786ffecbf7e767f89e82c15e10e7f0d6a26cea1e43d'),
	(7, '2026-11-22 13:57:58.068463+00', 1045, '01a2038c-a200-7025-9479-2c00180374c5', '\x01a2038ca0e5797689a7ff3a5db567af423d6045193585fe352a7f2d8eecd8b459a14ff517ff65895b7ab277fe483bd801a2038ca200702594792c00180374c58728df2de49ae70b57aa7eaeac313bf21a8a2d59261277d93aea615dbb72cde4', NULL, '\x788c1be1eda331371fa02786ffecbf7e767f89e82c15e10e7f0d6a26cea1e43d', '\x893d98da20610b6e1b64a8f741a48f4c525343db2806f478923c98156541d9a5'),
	(8, '2026-11-22 13:57:58.91242+00', 1060, '01a2038c-a282-7724-9490-17b44e9f0f1a', '\x01a2038ca0db7f749d065eb90d872dca0bd595e5397b856ca3dda3919661236104ce39e2959442c35c1f40c3a7f74f6c01a2038ca0dc78f9a99173bb07c921b938ae738cc3bc9242ee6af032c756dd26c03ad343efcde20a9b1aae2713b4a40701a2038ca0e87624a4f5900497e733db2df4f64b6352bda4f860934a84b05e87d7076e6da4b861a18da3e10cbebef6b401a2038ca0fe7b22ab3f220864560534506de5508e5a4c9da95e62e7927a2dfc3376fc2276ea8d9a4a91cacd2c08ec3101a2038ca1247111ae853c50e6c9f9d96e88354fc9ca7ba3824c213a2418aa75c0f5b97f81ed26d96018fd6cc094be6f01a2038ca12d79b89ffb9c7598cb41d5b838bacd75b14ae60ef82455eea40127209f90052dd90714a64baead1876ce7c01a2038ca1db78048e5ad3ab16982e90349555989acfda28e064e7202cba8cf4d685d66dddcf8388854a0cd7f0a1cfb101a2038ca1dc76c487164285999ac151e0765b01ba88037fbcfabfbfd57390ebf196a9012c1e2a9f05019e5378249cb701a2038ca21e7ee6bd314cb22da77126bf55208977de231296a01af8ea82b6e62445fb846d089c8f1142c8eb57bf3efb01a2038ca23679b8b64d9804984cb578c0d8244f37b6f3ccb649f0b330a8986541040c0bc2f74bcb8eaabaec3387088501a2038ca25b70a38ba6ee376cb28b8c53e64f2b34b3273ecdb89779f3a88dafdf74b8ec5c0a3ee3a1b98b88cbf3932a01a2038ca2827724949017b44e9f0f1a83055686acd7ab1565e045b6f8148a8ebce560d0f37fc037a07c367f2881be2f', NULL, '\x893d98da20610b6e1b64a8f741a48f4c525343db2806f478923c98156541d9a5', '\x7a2c89837b5fc37e0be6b3e0837b5842cd87a8f5e55189a30700f7b7f0f23044'),
	(9, '2026-11-22 13:58:02.896491+00', 1093, '01a2038c-b2b7-757d-a2c8-47f1462d22ca', '\x01a2038cb2b7757da2c847f1462d22caffc6dcacfb4e049e5e794b9f24623d0ddd26a435529a6776ab02b969c38c254b', NULL, '\x7a2c89837b5fc37e0be6b3e0837b5842cd87a8f5e55189a30700f7b7f0f23044', '\xa9bf623e06906e33e7f53cfe8316df718a5b92dbf91ec2657fb927a497d60481'),
	(10, '2026-11-22 13:58:05.531869+00', 1100, '01a2038c-bfa4-78c9-ab11-f8ddb54a0a85', '\x01a2038cbfa478c9ab11f8ddb54a0a85370e4773917c96c04b8d1c6d437cd410ec1c2dc8435425d1af3f3d598d3b8b62', NULL, '\xa9bf623e06906e33e7f53cfe8316df718a5b92dbf91ec2657fb927a497d60481', '\xfd9facc3f6cdb74e14ab9f5e6fe9d9d6da9f27eb751cf05b190e8b1d9f2a64bd');
-- Data for Name: audit_witnessed; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_witnessed (agent, seal, hash, sealed_at, witnessed_at) VALUES
	('user', 8, '\xbbf3803eed738fbc8b370b529e9ddaf41752740c50f567470e1d89b864ce19bc', '2026-11-22 13:57:58.910624+00', '2026-11-22 13:58:05.468493+00');
-- Data for Name: checkouts; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.checkouts (order_id, schema_version, version, phase, todo, in_doubt, reserved_again, cancel_requested, repaid, overdue, failure_code, failure_message, attempts, faults, parked_reason, next_attempt_at, leased_until, deadline_at, expires_at, hold_until, idempotency_scope, request_hash, traceparent, created_at, updated_at, refund_attempt) VALUES
	('01a2038c-932e-709b-920e-585f33fe7351', 1, 4, 'confirmed', '{}', false, false, false, false, false, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-22 13:59:54.224966+00', '2026-11-22 14:00:54.269538+00', '\x97da1b09b73197ba53c1d1afec5cb95a608eb65f6d8471c23e24a7d11842e5c3', '\xe7ec5555b2b59752260bb8d9f766c0f4f60e2656399d7829eecd14a9e770487b', '00-e6d2776a0aeeb694682ee5c0d89837c8-cc1d09b856680221-01', '2026-11-22 13:57:54.224966+00', '2026-11-22 13:57:54.684416+00', 0),
	('01a2038c-95b4-7633-b0a6-5e052bb8c681', 1, 4, 'failed', '{}', false, false, false, false, false, 'payment_declined', 'The payment was declined.', 0, 0, NULL, NULL, NULL, NULL, '2026-11-22 13:59:54.74174+00', '2026-11-22 14:00:54.756249+00', '\x04fe9f065c731356b665e6abcb7b6e6f5e2566236bfe78b4eabc13b477933d4d', '\x498f4a82469507bb3f7418e4fd15d69e811f9bb517b953f62e8017ddcb3d8c97', '00-6b2e79f89bffd6dfc8bfd7e81aca7bb4-bccea7f1a25bfe60-01', '2026-11-22 13:57:54.74174+00', '2026-11-22 13:57:54.877965+00', 0),
	('01a2038c-965c-7b42-b243-4c82ec90a6cb', 1, 2, 'failed', '{}', false, false, false, false, false, 'out_of_stock', 'WIDGET-010: 1 requested, 0 available.', 0, 0, NULL, NULL, NULL, NULL, '2026-11-22 13:59:54.908718+00', NULL, '\xfd2c55fbff5867e8a7b7322e0901ef520c1ae1c0fb373cf37ad706bce87f9fb5', '\x0a55a8c90418b15a39b8d0ecbfb221163cd902849ef44473dd5dc063bbb047c6', '00-a5bdb933b4b9e8911893906bd3846a8a-2831be17de189271-01', '2026-11-22 13:57:54.908718+00', '2026-11-22 13:57:54.970306+00', 0),
	('01a2038c-96b9-78a6-b106-95d986df8d4d', 1, 4, 'confirmed', '{}', false, false, false, false, false, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-22 13:59:55.004612+00', '2026-11-22 14:00:55.019008+00', '\x3da660ff31cba4e6c53f66f8162a700e281a473d9d79043ac3a07dbec28191c4', '\x8300d3eb730c4229c9b4d9bae35124ff15b74aaef84c14fcb56cb27528184500', '00-0c4bbca544aec4f87426890bdc616bc2-30b4c54dac8d3766-01', '2026-11-22 13:57:55.004612+00', '2026-11-22 13:57:55.218152+00', 0),
	('01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 1, 7, 'cancelled', '{}', false, false, true, false, false, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-22 13:59:55.3079+00', '2026-11-22 14:00:55.314465+00', '\x9a869d0b7a67bc710e2b0f53875bad77d22e222cb5d63646c71c6bf3f528669f', '\x7f32e9bad20500ff8ef08ac3de0a68d73c418b6f36fd1b33198e0db58c03d4e2', '00-922a11f6347d705fb21d3d0611f6bdaa-7877632e1e2bfd7a-01', '2026-11-22 13:57:55.3079+00', '2026-11-22 13:57:55.553058+00', 0),
	('01a2038c-9908-7c4a-8893-a307d74f7a03', 1, 7, 'refunded', '{}', false, false, true, true, false, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-22 13:59:55.593118+00', '2026-11-22 14:00:55.606149+00', '\x97c9b15dd5fb33953959cd4e6ed3481bd67d81a089d70124de45afbf26fe37c9', '\x0669f987a592a284b62d30017d11f691b62ac11533388aa8d5664fff17f3fdea', '00-f04236ff0b7e24d7b0af180229e81ed7-e02fce6f3ee45db7-01', '2026-11-22 13:57:55.593118+00', '2026-11-22 13:57:55.94656+00', 0),
	('01a2038c-a0e5-71e7-b228-f78ada62f91b', 1, 4, 'confirmed', '{}', false, false, false, false, false, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-22 13:59:57.605985+00', '2026-11-22 14:00:57.614713+00', '\xf914c21b9540f2324d1fdbc00874a9966b2bb163756292bf40157961781f36ba', '\xa95dda777bb1b08c2f64d4edd71f5b2cfba7c2479a0e873ce907c53d11a63169', '00-cf51b9feda357a7eb49179fbdd96f047-4907700f6136c441-01', '2026-11-22 13:57:57.605985+00', '2026-11-22 13:57:57.675363+00', 0),
	('01a2038c-a200-712b-b1c0-b15c65117bdd', 1, 4, 'confirmed', '{}', false, false, false, false, false, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-22 13:59:57.903917+00', '2026-11-22 14:00:57.924131+00', '\xf2f29f504eee776e8a489cd578cd58602da683b96a9699c5d7b957f593831d5b', '\xdd504dbcf4c60ad3706a1adbc02dff02923dadba89443a8160476ee653ad4e1e', '00-d6f8018bf01d336815f93f55aa4187c9-90e55ecaa3d2b20f-01', '2026-11-22 13:57:57.903917+00', '2026-11-22 13:57:58.004747+00', 0),
	('01a2038c-c0b0-75c1-a602-01e1c15679dd', 1, 3, 'awaiting_action', '{inquire}', false, false, false, false, false, NULL, NULL, 0, 0, NULL, '2026-11-22 13:58:10.792499+00', NULL, '2026-11-22 14:01:05.751613+00', '2026-11-22 14:00:05.745303+00', '2026-11-22 14:01:05.751613+00', '\xd98167d5889d27a53d633310a51055490664f66b69d97e3eb7d43f856d334e37', '\x6c590239a71298f6f2651a26db419b721fddb7928b79dd27748eaba83c47ef65', '00-450e30211d6813baf1c0d89d796bf503-468e7a91473d6a6e-01', '2026-11-22 13:58:05.745303+00', '2026-11-22 13:58:05.792499+00', 0),
	('01a2038c-c0fb-7c4a-bb96-6bc47495cb52', 1, 3, 'confirming', '{confirm}', false, false, false, false, false, NULL, NULL, 0, 0, NULL, '2026-11-22 13:58:05.859986+00', '2026-11-22 13:58:10.859986+00', '2026-11-22 13:58:35.859986+00', '2026-11-22 14:00:05.819527+00', '2026-11-22 14:01:05.824722+00', '\x23e008cbe20ba502ac695807c74980c52b4b17030e2d990e04e58ca9ebf4934f', '\xb70ea18afc13f12f2ffa01dd02add26abd30df2ef55a08ccae09cd776a42cb29', '00-19c22d80b42f6ac44960d2f48aae9d7d-6c8d2cd5ae4d3de1-01', '2026-11-22 13:58:05.819527+00', '2026-11-22 13:58:05.859986+00', 0);
-- Data for Name: idempotency; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.idempotency (scope, request_hash, resource_id, reply, problem_code, problem_message, problem_field, expires_at) VALUES
	('\x97da1b09b73197ba53c1d1afec5cb95a608eb65f6d8471c23e24a7d11842e5c3', '\xe7ec5555b2b59752260bb8d9f766c0f4f60e2656399d7829eecd14a9e770487b', '01a2038c-932e-709b-920e-585f33fe7351', '\x0a2430316132303338632d393332652d373039622d393230652d353835663333666537333531122430316132303338632d383164622d376437382d623630322d6538356539633437306333331a240a0a5749444745542d30303112065769646765741802220531392e39392a0533392e3938220533392e39382a03555344320b6372656469745f636172643a2430316132303338632d393437612d373663362d623065632d62333362623736653238313940025204302e30305a0b08e2e98bd80610f0eaa26b620c08e2e98bd80610d0caafc502', NULL, NULL, NULL, '2026-11-23 13:57:54.11259+00'),
	('\x04fe9f065c731356b665e6abcb7b6e6f5e2566236bfe78b4eabc13b477933d4d', '\x498f4a82469507bb3f7418e4fd15d69e811f9bb517b953f62e8017ddcb3d8c97', '01a2038c-95b4-7633-b0a6-5e052bb8c681', NULL, 'payment_declined', 'The payment was declined.', NULL, '2026-11-23 13:57:54.740987+00'),
	('\xfd2c55fbff5867e8a7b7322e0901ef520c1ae1c0fb373cf37ad706bce87f9fb5', '\x0a55a8c90418b15a39b8d0ecbfb221163cd902849ef44473dd5dc063bbb047c6', '01a2038c-965c-7b42-b243-4c82ec90a6cb', NULL, 'out_of_stock', 'WIDGET-010: 1 requested, 0 available.', NULL, '2026-11-23 13:57:54.908297+00'),
	('\x3da660ff31cba4e6c53f66f8162a700e281a473d9d79043ac3a07dbec28191c4', '\x8300d3eb730c4229c9b4d9bae35124ff15b74aaef84c14fcb56cb27528184500', '01a2038c-96b9-78a6-b106-95d986df8d4d', '\x0a2430316132303338632d393662392d373861362d623130362d393564393836646638643464122430316132303338632d383164622d376437382d623630322d6538356539633437306333331a330a0a5749444745542d30303412155769646765742c206272757368656420737465656c1801220534392e35302a0534392e3530220534392e35302a03555344320f746573745f6572726f725f6f6e63653a2430316132303338632d393664642d376433382d623235302d34636639633639653266653740025204302e30305a0b08e3e98bd80610a0bf9902620b08e3e98bd80610a8e6e167', NULL, NULL, NULL, '2026-11-23 13:57:55.002079+00'),
	('\x9a869d0b7a67bc710e2b0f53875bad77d22e222cb5d63646c71c6bf3f528669f', '\x7f32e9bad20500ff8ef08ac3de0a68d73c418b6f36fd1b33198e0db58c03d4e2', '01a2038c-97eb-7ea8-ac45-d591cd3e9e59', '\x0a2430316132303338632d393765622d376561382d616334352d643539316364336539653539122430316132303338632d383164622d376437382d623630322d6538356539633437306333331a2c0a0a5749444745542d303035120e5769646765742c2077616c6e75741801220537342e32352a0537342e3235220537342e32352a035553443214746573745f72657175697265735f616374696f6e3a2430316132303338632d393830312d373861392d393231652d36323638643633646238386340035204302e30305a0c08e3e98bd80610e0dce89201620c08e3e98bd80610c0d1a98602', NULL, NULL, NULL, '2026-11-23 13:57:55.307338+00'),
	('\x97c9b15dd5fb33953959cd4e6ed3481bd67d81a089d70124de45afbf26fe37c9', '\x0669f987a592a284b62d30017d11f691b62ac11533388aa8d5664fff17f3fdea', '01a2038c-9908-7c4a-8893-a307d74f7a03', '\x0a2430316132303338632d393930382d376334612d383839332d613330376437346637613033122430316132303338632d383164622d376437382d623630322d6538356539633437306333331a2d0a0a5749444745542d303035120e5769646765742c2077616c6e75741802220537342e32352a063134382e353022063134382e35302a03555344320b6372656469745f636172643a2430316132303338632d393933312d373263322d613631302d66393537313330636136303440025204302e30305a0c08e3e98bd80610b086e99a02620c08e3e98bd80610c0f6aac702', NULL, NULL, NULL, '2026-11-23 13:57:55.592575+00'),
	('\xf914c21b9540f2324d1fdbc00874a9966b2bb163756292bf40157961781f36ba', '\xa95dda777bb1b08c2f64d4edd71f5b2cfba7c2479a0e873ce907c53d11a63169', '01a2038c-a0e5-71e7-b228-f78ada62f91b', '\x0a2430316132303338632d613065352d373165372d623232382d663738616461363266393162122430316132303338632d383164622d376437382d623630322d6538356539633437306333331a2a0a0a5749444745542d303033120d5769646765742c20736d616c6c18032204392e39392a0532392e3937220532392e39372a03555344320b6372656469745f636172643a2430316132303338632d613130302d373539652d616534652d63623730396264326636623940025204302e30305a0c08e5e98bd80610e8b1faa002620c08e5e98bd80610c0f5e6c102', NULL, NULL, NULL, '2026-11-23 13:57:57.605408+00'),
	('\xf2f29f504eee776e8a489cd578cd58602da683b96a9699c5d7b957f593831d5b', '\xdd504dbcf4c60ad3706a1adbc02dff02923dadba89443a8160476ee653ad4e1e', '01a2038c-a200-712b-b1c0-b15c65117bdd', '\x0a2430316132303338632d613230302d373132622d623163302d623135633635313137626464122430316132303338632d383338362d373163632d386131372d6138616662303239383961381a290a0a5749444745542d303037120b57696467657420636173651801220531322e35302a0531322e3530220531322e35302a03555344320b6372656469745f636172643a2430316132303338632d613233382d373239342d383466322d61303738356438623538646640025204302e30305a0c08e5e98bd80610c8db82af03620b08e6e98bd8061098d18602', NULL, NULL, NULL, '2026-11-23 13:57:57.888157+00'),
	('\xd98167d5889d27a53d633310a51055490664f66b69d97e3eb7d43f856d334e37', '\x6c590239a71298f6f2651a26db419b721fddb7928b79dd27748eaba83c47ef65', '01a2038c-c0b0-75c1-a602-01e1c15679dd', NULL, NULL, NULL, NULL, '2026-11-23 13:58:05.744965+00'),
	('\x23e008cbe20ba502ac695807c74980c52b4b17030e2d990e04e58ca9ebf4934f', '\xb70ea18afc13f12f2ffa01dd02add26abd30df2ef55a08ccae09cd776a42cb29', '01a2038c-c0fb-7c4a-bb96-6bc47495cb52', NULL, NULL, NULL, NULL, '2026-11-23 13:58:05.819185+00');
-- Data for Name: order_events; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.order_events (order_id, event_id, type, status, detail, at) VALUES
	('01a2038c-932e-709b-920e-585f33fe7351', 1, 'created', 'pending', '', '2026-11-22 13:57:54.224966+00'),
	('01a2038c-932e-709b-920e-585f33fe7351', 2, 'reserved', 'pending', '', '2026-11-22 13:57:54.291378+00'),
	('01a2038c-932e-709b-920e-585f33fe7351', 3, 'paid', 'pending', '', '2026-11-22 13:57:54.601311+00'),
	('01a2038c-932e-709b-920e-585f33fe7351', 4, 'confirmed', 'confirmed', '', '2026-11-22 13:57:54.684416+00'),
	('01a2038c-95b4-7633-b0a6-5e052bb8c681', 1, 'created', 'pending', '', '2026-11-22 13:57:54.74174+00'),
	('01a2038c-95b4-7633-b0a6-5e052bb8c681', 2, 'reserved', 'pending', '', '2026-11-22 13:57:54.75976+00'),
	('01a2038c-95b4-7633-b0a6-5e052bb8c681', 3, 'failed', 'failed', 'payment_declined', '2026-11-22 13:57:54.877965+00'),
	('01a2038c-965c-7b42-b243-4c82ec90a6cb', 1, 'created', 'pending', '', '2026-11-22 13:57:54.908718+00'),
	('01a2038c-965c-7b42-b243-4c82ec90a6cb', 2, 'failed', 'failed', 'out_of_stock', '2026-11-22 13:57:54.970306+00'),
	('01a2038c-96b9-78a6-b106-95d986df8d4d', 1, 'created', 'pending', '', '2026-11-22 13:57:55.004612+00'),
	('01a2038c-96b9-78a6-b106-95d986df8d4d', 2, 'reserved', 'pending', '', '2026-11-22 13:57:55.031898+00'),
	('01a2038c-96b9-78a6-b106-95d986df8d4d', 3, 'paid', 'pending', '', '2026-11-22 13:57:55.183106+00'),
	('01a2038c-96b9-78a6-b106-95d986df8d4d', 4, 'confirmed', 'confirmed', '', '2026-11-22 13:57:55.218152+00'),
	('01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 1, 'created', 'pending', '', '2026-11-22 13:57:55.3079+00'),
	('01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 2, 'reserved', 'pending', '', '2026-11-22 13:57:55.319752+00'),
	('01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 3, 'action_required', 'pending', 'https://sandbox.invalid/01a2038c-9801-78a9-921e-6268d63db88c/charge', '2026-11-22 13:57:55.372404+00'),
	('01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 4, 'cancel_requested', 'pending', 'changed my mind', '2026-11-22 13:57:55.487398+00'),
	('01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 5, 'cancelled', 'cancelled', '', '2026-11-22 13:57:55.553058+00'),
	('01a2038c-9908-7c4a-8893-a307d74f7a03', 1, 'created', 'pending', '', '2026-11-22 13:57:55.593118+00'),
	('01a2038c-9908-7c4a-8893-a307d74f7a03', 2, 'reserved', 'pending', '', '2026-11-22 13:57:55.62475+00'),
	('01a2038c-9908-7c4a-8893-a307d74f7a03', 3, 'paid', 'pending', '', '2026-11-22 13:57:55.649274+00'),
	('01a2038c-9908-7c4a-8893-a307d74f7a03', 4, 'confirmed', 'confirmed', '', '2026-11-22 13:57:55.686904+00'),
	('01a2038c-9908-7c4a-8893-a307d74f7a03', 5, 'cancel_requested', 'confirmed', 'changed my mind', '2026-11-22 13:57:55.737722+00'),
	('01a2038c-9908-7c4a-8893-a307d74f7a03', 6, 'returning', 'confirmed', '', '2026-11-22 13:57:55.737722+00'),
	('01a2038c-9908-7c4a-8893-a307d74f7a03', 7, 'refund', 'confirmed', '148.50', '2026-11-22 13:57:55.918119+00'),
	('01a2038c-9908-7c4a-8893-a307d74f7a03', 8, 'refunded', 'refunded', '', '2026-11-22 13:57:55.94656+00'),
	('01a2038c-a0e5-71e7-b228-f78ada62f91b', 1, 'created', 'pending', '', '2026-11-22 13:57:57.605985+00'),
	('01a2038c-a0e5-71e7-b228-f78ada62f91b', 2, 'reserved', 'pending', '', '2026-11-22 13:57:57.624933+00'),
	('01a2038c-a0e5-71e7-b228-f78ada62f91b', 3, 'paid', 'pending', '', '2026-11-22 13:57:57.661447+00'),
	('01a2038c-a0e5-71e7-b228-f78ada62f91b', 4, 'confirmed', 'confirmed', '', '2026-11-22 13:57:57.675363+00'),
	('01a2038c-a0e5-71e7-b228-f78ada62f91b', 5, 'refund', 'confirmed', '9.99', '2026-11-22 13:57:57.852512+00'),
	('01a2038c-a200-712b-b1c0-b15c65117bdd', 1, 'created', 'pending', '', '2026-11-22 13:57:57.903917+00'),
	('01a2038c-a200-712b-b1c0-b15c65117bdd', 2, 'reserved', 'pending', '', '2026-11-22 13:57:57.939963+00'),
	('01a2038c-a200-712b-b1c0-b15c65117bdd', 3, 'paid', 'pending', '', '2026-11-22 13:57:57.976687+00'),
	('01a2038c-a200-712b-b1c0-b15c65117bdd', 4, 'confirmed', 'confirmed', '', '2026-11-22 13:57:58.004747+00'),
	('01a2038c-c0b0-75c1-a602-01e1c15679dd', 1, 'created', 'pending', '', '2026-11-22 13:58:05.745303+00'),
	('01a2038c-c0b0-75c1-a602-01e1c15679dd', 2, 'reserved', 'pending', '', '2026-11-22 13:58:05.756734+00'),
	('01a2038c-c0b0-75c1-a602-01e1c15679dd', 3, 'action_required', 'pending', 'https://sandbox.invalid/01a2038c-c0c1-7c25-80e4-9ba7a04a4d79/charge', '2026-11-22 13:58:05.792499+00'),
	('01a2038c-c0fb-7c4a-bb96-6bc47495cb52', 1, 'created', 'pending', '', '2026-11-22 13:58:05.819527+00'),
	('01a2038c-c0fb-7c4a-bb96-6bc47495cb52', 2, 'reserved', 'pending', '', '2026-11-22 13:58:05.827342+00'),
	('01a2038c-c0fb-7c4a-bb96-6bc47495cb52', 3, 'paid', 'pending', '', '2026-11-22 13:58:05.859986+00');
-- Data for Name: order_items; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.order_items (order_id, "position", sku, name, quantity, unit_price_minor, line_total_minor) VALUES
	('01a2038c-932e-709b-920e-585f33fe7351', 1, 'WIDGET-001', 'Widget', 2, 1999, 3998),
	('01a2038c-95b4-7633-b0a6-5e052bb8c681', 1, 'WIDGET-002', 'Widget, large', 1, 2999, 2999),
	('01a2038c-965c-7b42-b243-4c82ec90a6cb', 1, 'WIDGET-010', 'Widget, first edition', 1, 99900, 99900),
	('01a2038c-96b9-78a6-b106-95d986df8d4d', 1, 'WIDGET-004', 'Widget, brushed steel', 1, 4950, 4950),
	('01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 1, 'WIDGET-005', 'Widget, walnut', 1, 7425, 7425),
	('01a2038c-9908-7c4a-8893-a307d74f7a03', 1, 'WIDGET-005', 'Widget, walnut', 2, 7425, 14850),
	('01a2038c-a0e5-71e7-b228-f78ada62f91b', 1, 'WIDGET-003', 'Widget, small', 3, 999, 2997),
	('01a2038c-a200-712b-b1c0-b15c65117bdd', 1, 'WIDGET-007', 'Widget case', 1, 1250, 1250),
	('01a2038c-c0b0-75c1-a602-01e1c15679dd', 1, 'WIDGET-001', 'Widget', 1, 1999, 1999),
	('01a2038c-c0fb-7c4a-bb96-6bc47495cb52', 1, 'WIDGET-001', 'Widget', 4, 1999, 7996);
-- Data for Name: order_refunds; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.order_refunds (event_id, order_id, amount_minor) VALUES
	(7, '01a2038c-9908-7c4a-8893-a307d74f7a03', 14850),
	(9, '01a2038c-a0e5-71e7-b228-f78ada62f91b', 999);
-- Data for Name: orders; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.orders (order_id, user_id, currency, total_minor, payment_method, transaction_id, status, failure_code, failure_message, refunded_minor, last_event_id, created_at, updated_at) VALUES
	('01a2038c-932e-709b-920e-585f33fe7351', '01a2038c-81db-7d78-b602-e85e9c470c33', 'USD', 3998, 'credit_card', '01a2038c-947a-76c6-b0ec-b33bb76e2819', 'confirmed', NULL, NULL, 0, 4, '2026-11-22 13:57:54.224966+00', '2026-11-22 13:57:54.682354+00'),
	('01a2038c-95b4-7633-b0a6-5e052bb8c681', '01a2038c-81db-7d78-b602-e85e9c470c33', 'USD', 2999, 'test_declined', NULL, 'failed', 'payment_declined', 'The payment was declined.', 0, 3, '2026-11-22 13:57:54.74174+00', '2026-11-22 13:57:54.876096+00'),
	('01a2038c-965c-7b42-b243-4c82ec90a6cb', '01a2038c-81db-7d78-b602-e85e9c470c33', 'USD', 99900, 'credit_card', NULL, 'failed', 'out_of_stock', 'WIDGET-010: 1 requested, 0 available.', 0, 2, '2026-11-22 13:57:54.908718+00', '2026-11-22 13:57:54.969772+00'),
	('01a2038c-96b9-78a6-b106-95d986df8d4d', '01a2038c-81db-7d78-b602-e85e9c470c33', 'USD', 4950, 'test_error_once', '01a2038c-96dd-7d38-b250-4cf9c69e2fe7', 'confirmed', NULL, NULL, 0, 4, '2026-11-22 13:57:55.004612+00', '2026-11-22 13:57:55.217609+00'),
	('01a2038c-97eb-7ea8-ac45-d591cd3e9e59', '01a2038c-81db-7d78-b602-e85e9c470c33', 'USD', 7425, 'test_requires_action', '01a2038c-9801-78a9-921e-6268d63db88c', 'cancelled', NULL, NULL, 0, 5, '2026-11-22 13:57:55.3079+00', '2026-11-22 13:57:55.550136+00'),
	('01a2038c-9908-7c4a-8893-a307d74f7a03', '01a2038c-81db-7d78-b602-e85e9c470c33', 'USD', 14850, 'credit_card', '01a2038c-9931-72c2-a610-f957130ca604', 'refunded', NULL, NULL, 14850, 8, '2026-11-22 13:57:55.593118+00', '2026-11-22 13:57:55.946199+00'),
	('01a2038c-a0e5-71e7-b228-f78ada62f91b', '01a2038c-81db-7d78-b602-e85e9c470c33', 'USD', 2997, 'credit_card', '01a2038c-a100-759e-ae4e-cb709bd2f6b9', 'confirmed', NULL, NULL, 999, 5, '2026-11-22 13:57:57.605985+00', '2026-11-22 13:57:57.852512+00'),
	('01a2038c-a200-712b-b1c0-b15c65117bdd', '01a2038c-8386-71cc-8a17-a8afb02989a8', 'USD', 1250, 'credit_card', '01a2038c-a238-7294-84f2-a0785d8b58df', 'confirmed', NULL, NULL, 0, 4, '2026-11-22 13:57:57.903917+00', '2026-11-22 13:57:58.004303+00'),
	('01a2038c-c0b0-75c1-a602-01e1c15679dd', '01a2038c-8386-71cc-8a17-a8afb02989a8', 'USD', 1999, 'test_requires_action', '01a2038c-c0c1-7c25-80e4-9ba7a04a4d79', 'pending', NULL, NULL, 0, 3, '2026-11-22 13:58:05.745303+00', '2026-11-22 13:58:05.791557+00'),
	('01a2038c-c0fb-7c4a-bb96-6bc47495cb52', '01a2038c-8386-71cc-8a17-a8afb02989a8', 'USD', 7996, 'credit_card', '01a2038c-c107-74bb-8412-4e59458b5c61', 'pending', NULL, NULL, 0, 3, '2026-11-22 13:58:05.819527+00', '2026-11-22 13:58:05.859725+00');
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: outbox_lease; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.outbox_lease (id, holder, held_until) VALUES
	(1, NULL, NULL);
-- Data for Name: payment_cursor; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.payment_cursor (id, after_event_id, leader, leased_until) VALUES
	(1, 11, '01a2038c-690e-7bcc-a6e9-4f42a18f4d51', '2026-11-22 13:58:09.564156+00');
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_migrations (name, applied_at) VALUES
	('common/0001_common', '2026-11-22 13:57:40.410892+00'),
	('common/0002_audit_outcome', '2026-11-22 13:57:40.491393+00'),
	('common/0003_outbox', '2026-11-22 13:57:40.498183+00'),
	('common/0004_audit_chain', '2026-11-22 13:57:40.538709+00'),
	('common/0005_audit_before', '2026-11-22 13:57:40.696807+00'),
	('common/0006_audit_months', '2026-11-22 13:57:40.725978+00'),
	('0001_orders', '2026-11-22 13:57:40.742734+00'),
	('0002_column_names', '2026-11-22 13:57:40.893866+00'),
	('0003_refund_attempts', '2026-11-22 13:57:40.906419+00'),
	('0004_inbox_leader', '2026-11-22 13:57:40.923229+00'),
	('0005_cloud_events', '2026-11-22 13:57:40.936841+00'),
	('0006_checkouts_to_review', '2026-11-22 13:57:40.957869+00'),
	('0007_publish_events', '2026-11-22 13:57:40.982375+00');
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
-- Name: checkouts checkouts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.checkouts
    ADD CONSTRAINT checkouts_pkey PRIMARY KEY (order_id);
-- Name: idempotency idempotency_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (scope);
-- Name: order_events order_events_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.order_events
    ADD CONSTRAINT order_events_pkey PRIMARY KEY (order_id, event_id);
-- Name: order_items order_items_order_id_sku_key; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.order_items
    ADD CONSTRAINT order_items_order_id_sku_key UNIQUE (order_id, sku);
-- Name: order_items order_items_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.order_items
    ADD CONSTRAINT order_items_pkey PRIMARY KEY (order_id, "position");
-- Name: order_refunds order_refunds_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.order_refunds
    ADD CONSTRAINT order_refunds_pkey PRIMARY KEY (event_id);
-- Name: orders orders_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY (order_id);
-- Name: outbox_lease outbox_lease_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.outbox_lease
    ADD CONSTRAINT outbox_lease_pkey PRIMARY KEY (id);
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY ("position");
-- Name: payment_cursor payment_cursor_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.payment_cursor
    ADD CONSTRAINT payment_cursor_pkey PRIMARY KEY (id);
-- Name: schema_migrations schema_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (name);
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
-- Name: checkouts_due; Type: INDEX; Schema: public; Owner: -
CREATE INDEX checkouts_due ON public.checkouts USING btree (next_attempt_at) WHERE (next_attempt_at IS NOT NULL);
-- Name: checkouts_to_review; Type: INDEX; Schema: public; Owner: -
CREATE INDEX checkouts_to_review ON public.checkouts USING btree ((
CASE
    WHEN (parked_reason IS NOT NULL) THEN 0
    WHEN (overdue AND (phase = ANY (ARRAY['confirming'::text, 'compensating'::text, 'returning'::text]))) THEN 1
    WHEN (phase = 'returning'::text) THEN 2
    ELSE NULL::integer
END), order_id) WHERE ((parked_reason IS NOT NULL) OR overdue OR (phase = 'returning'::text));
-- Name: idempotency_expires_at; Type: INDEX; Schema: public; Owner: -
CREATE INDEX idempotency_expires_at ON public.idempotency USING btree (expires_at);
-- Name: order_refunds_by_order; Type: INDEX; Schema: public; Owner: -
CREATE INDEX order_refunds_by_order ON public.order_refunds USING btree (order_id);
-- Name: orders_by_user; Type: INDEX; Schema: public; Owner: -
CREATE INDEX orders_by_user ON public.orders USING btree (user_id, order_id DESC);
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
-- Name: order_events order_events_publish; Type: TRIGGER; Schema: public; Owner: -
CREATE TRIGGER order_events_publish AFTER INSERT ON public.order_events FOR EACH ROW WHEN ((current_setting('ecommerce.outbox'::text, true) = 'on'::text)) EXECUTE FUNCTION public.publish_order_events();
-- Name: checkouts checkouts_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.checkouts
    ADD CONSTRAINT checkouts_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(order_id);
-- Name: order_events order_events_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.order_events
    ADD CONSTRAINT order_events_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(order_id);
-- Name: order_items order_items_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.order_items
    ADD CONSTRAINT order_items_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(order_id);
-- Name: order_refunds order_refunds_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.order_refunds
    ADD CONSTRAINT order_refunds_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(order_id);
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: -
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO orders_app;
-- Name: FUNCTION audit_add_months(); Type: ACL; Schema: public; Owner: -
REVOKE ALL ON FUNCTION public.audit_add_months() FROM PUBLIC;
GRANT ALL ON FUNCTION public.audit_add_months() TO orders_app;
-- Name: FUNCTION audit_attach(name text, lower uuid, upper uuid); Type: ACL; Schema: public; Owner: -
REVOKE ALL ON FUNCTION public.audit_attach(name text, lower uuid, upper uuid) FROM PUBLIC;
-- Name: FUNCTION audit_continue(); Type: ACL; Schema: public; Owner: -
REVOKE ALL ON FUNCTION public.audit_continue() FROM PUBLIC;
-- Name: FUNCTION audit_drop(before date); Type: ACL; Schema: public; Owner: -
REVOKE ALL ON FUNCTION public.audit_drop(before date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.audit_drop(before date) TO orders_app;
-- Name: TABLE order_events; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.order_events TO orders_app;
-- Name: TABLE audit; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit TO orders_app;
-- Name: TABLE audit_origin; Type: ACL; Schema: public; Owner: -
GRANT SELECT ON TABLE public.audit_origin TO orders_app;
-- Name: TABLE audit_receipt; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit_receipt TO orders_app;
-- Name: TABLE audit_seal; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit_seal TO orders_app;
-- Name: TABLE audit_witnessed; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit_witnessed TO orders_app;
-- Name: TABLE checkouts; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.checkouts TO orders_app;
-- Name: TABLE idempotency; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency TO orders_app;
-- Name: TABLE order_cloud_events; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.order_cloud_events TO orders_app;
-- Name: TABLE order_items; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.order_items TO orders_app;
-- Name: TABLE order_refunds; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.order_refunds TO orders_app;
-- Name: TABLE orders; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.orders TO orders_app;
-- Name: TABLE outbox; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outbox TO orders_app;
-- Name: TABLE outbox_lease; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outbox_lease TO orders_app;
-- Name: SEQUENCE outbox_position_seq; Type: ACL; Schema: public; Owner: -
GRANT SELECT,USAGE ON SEQUENCE public.outbox_position_seq TO orders_app;
-- Name: TABLE payment_cursor; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.payment_cursor TO orders_app;
-- Name: TABLE schema_migrations; Type: ACL; Schema: public; Owner: -
GRANT SELECT ON TABLE public.schema_migrations TO orders_app;
-- Name: DEFAULT PRIVILEGES FOR SEQUENCES; Type: DEFAULT ACL; Schema: public; Owner: -
ALTER DEFAULT PRIVILEGES FOR ROLE orders_owner IN SCHEMA public GRANT SELECT,USAGE ON SEQUENCES  TO orders_app;
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: public; Owner: -
ALTER DEFAULT PRIVILEGES FOR ROLE orders_owner IN SCHEMA public GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES  TO orders_app;
-- PostgreSQL database dump complete
