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
-- Name: ledger_balance(); Type: FUNCTION; Schema: public; Owner: -
CREATE FUNCTION public.ledger_balance() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    balances boolean;
BEGIN
    SELECT e.booked = p.captured_minor - p.refunded_minor AND NOT e.strange INTO STRICT balances
    FROM payments p CROSS JOIN LATERAL (
        SELECT coalesce(sum(CASE WHEN l.credit_account = 'shop' THEN l.amount_minor ELSE -l.amount_minor END), 0) AS booked,
            coalesce(bool_or(l.currency <> p.currency OR 'shop' NOT IN (l.debit_account, l.credit_account)), false) AS strange
        FROM ledger_entries l WHERE l.transaction_id = p.transaction_id) e
    WHERE p.transaction_id = NEW.transaction_id;
    IF NOT balances THEN
        RAISE EXCEPTION 'the ledger of payment % does not balance', NEW.transaction_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
SET default_tablespace = '';
SET default_table_access_method = heap;
-- Name: payment_events; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.payment_events (
    event_id bigint NOT NULL,
    order_id uuid NOT NULL,
    transaction_id uuid NOT NULL,
    user_id uuid NOT NULL,
    type text NOT NULL,
    status text NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    at timestamp with time zone NOT NULL
);
-- Name: payment_cloud_event(public.payment_events); Type: FUNCTION; Schema: public; Owner: -
CREATE FUNCTION public.payment_cloud_event(e public.payment_events) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
    SELECT jsonb_build_object(
        'specversion', '1.0',
        'id', e.event_id::text,
        'source', '/agents/payment',
        'type', 'io.agentweave.payment.' || e.type,
        'subject', 'order/' || e.order_id,
        'time', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'datacontenttype', 'application/json',
        'dataschema', 'urn:proto:ecommerce.v1.PaymentEvent',
        'data', jsonb_build_object(
            'event_id', e.event_id, 'order_id', e.order_id, 'transaction_id', e.transaction_id, 'type', e.type, 'status', e.status,
            'amount_minor', e.amount_minor, 'currency', e.currency))
$$;
-- Name: payment_events_number(); Type: FUNCTION; Schema: public; Owner: -
CREATE FUNCTION public.payment_events_number() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('payment_events'));
    NEW.event_id := nextval('payment_event_ids');
    NOTIFY payment_events;
    RETURN NEW;
END
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
-- Name: publish_payment_events(); Type: FUNCTION; Schema: public; Owner: -
CREATE FUNCTION public.publish_payment_events() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO outbox (subject, event) SELECT event->>'subject', event FROM payment_cloud_event(NEW) AS event;
    RETURN NULL;
END
$$;
-- Name: refuse_change(); Type: FUNCTION; Schema: public; Owner: -
CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
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
-- Name: ledger_accounts; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.ledger_accounts (
    account text NOT NULL
);
-- Name: ledger_entries; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.ledger_entries (
    entry_id bigint NOT NULL,
    transaction_id uuid NOT NULL,
    refund_id uuid,
    debit_account text NOT NULL,
    credit_account text NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT ledger_entries_amount_minor_check CHECK ((amount_minor > 0)),
    CONSTRAINT ledger_entries_check CHECK ((debit_account <> credit_account))
);
-- Name: ledger_entries_entry_id_seq; Type: SEQUENCE; Schema: public; Owner: -
ALTER TABLE public.ledger_entries ALTER COLUMN entry_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.ledger_entries_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
-- Name: ledger_postings; Type: VIEW; Schema: public; Owner: -
CREATE VIEW public.ledger_postings AS
 SELECT ledger_entries.entry_id,
    ledger_entries.transaction_id,
    ledger_entries.refund_id,
    ledger_entries.debit_account AS account,
    (- ledger_entries.amount_minor) AS amount_minor,
    ledger_entries.currency,
    ledger_entries.at
   FROM public.ledger_entries
UNION ALL
 SELECT ledger_entries.entry_id,
    ledger_entries.transaction_id,
    ledger_entries.refund_id,
    ledger_entries.credit_account AS account,
    ledger_entries.amount_minor,
    ledger_entries.currency,
    ledger_entries.at
   FROM public.ledger_entries;
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
-- Name: payment_cloud_events; Type: VIEW; Schema: public; Owner: -
CREATE VIEW public.payment_cloud_events AS
 SELECT e.event_id,
    public.payment_cloud_event(e.*) AS event
   FROM public.payment_events e;
-- Name: payment_event_ids; Type: SEQUENCE; Schema: public; Owner: -
CREATE SEQUENCE public.payment_event_ids
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
-- Name: payment_orders; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.payment_orders (
    order_id uuid NOT NULL,
    voided_at timestamp with time zone,
    void_reason text
);
-- Name: payments; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.payments (
    transaction_id uuid NOT NULL,
    order_id uuid NOT NULL,
    user_id uuid NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    payment_method text NOT NULL,
    status text NOT NULL,
    captured_minor bigint DEFAULT 0 NOT NULL,
    refunded_minor bigint DEFAULT 0 NOT NULL,
    refunding_minor bigint DEFAULT 0 NOT NULL,
    decline_code text,
    next_action_type text,
    next_action_url text,
    void_requested boolean DEFAULT false NOT NULL,
    settled boolean DEFAULT false NOT NULL,
    idempotency_key text,
    idempotency_scope bytea,
    request_hash bytea,
    attempts integer NOT NULL,
    next_attempt_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    provider_reference text,
    CONSTRAINT payments_amount_minor_check CHECK ((amount_minor > 0)),
    CONSTRAINT payments_check CHECK (((captured_minor = 0) OR (captured_minor = amount_minor))),
    CONSTRAINT payments_check1 CHECK (((refunded_minor + refunding_minor) <= captured_minor)),
    CONSTRAINT payments_check2 CHECK (((next_action_type IS NULL) = (next_action_url IS NULL))),
    CONSTRAINT payments_check3 CHECK (((idempotency_scope IS NULL) = (request_hash IS NULL))),
    CONSTRAINT payments_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT payments_decline_code_check CHECK ((decline_code = ANY (ARRAY['payment_declined'::text, 'insufficient_funds'::text]))),
    CONSTRAINT payments_refunded_minor_check CHECK ((refunded_minor >= 0)),
    CONSTRAINT payments_refunding_minor_check CHECK ((refunding_minor >= 0)),
    CONSTRAINT payments_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'captured'::text, 'declined'::text, 'requires_action'::text, 'voided'::text, 'refunded'::text])))
);
-- Name: provider_events; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.provider_events (
    provider text NOT NULL,
    event_id text NOT NULL,
    type text NOT NULL,
    received_at timestamp with time zone NOT NULL
);
-- Name: refunds; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.refunds (
    refund_id uuid NOT NULL,
    transaction_id uuid NOT NULL,
    amount_minor bigint NOT NULL,
    reason text NOT NULL,
    kind text NOT NULL,
    status text NOT NULL,
    idempotency_key text,
    idempotency_scope bytea,
    request_hash bytea,
    attempts integer NOT NULL,
    next_attempt_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    provider_reference text,
    round integer DEFAULT 1 NOT NULL,
    CONSTRAINT refunds_amount_minor_check CHECK ((amount_minor > 0)),
    CONSTRAINT refunds_check CHECK (((idempotency_scope IS NULL) = (request_hash IS NULL))),
    CONSTRAINT refunds_kind_check CHECK ((kind = ANY (ARRAY['refund'::text, 'void'::text, 'late'::text]))),
    CONSTRAINT refunds_round_check CHECK ((round > 0)),
    CONSTRAINT refunds_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'succeeded'::text, 'failed'::text])))
);
-- Name: schema_migrations; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.schema_migrations (
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);
-- Name: audit_2026_11; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_2026_11 FOR VALUES FROM ('01a2038c-5c85-0000-0000-000000000000') TO ('01a22ee6-b000-0000-0000-000000000000');
-- Name: audit_2026_12; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_2026_12 FOR VALUES FROM ('01a22ee6-b000-0000-0000-000000000000') TO ('01a2ce8b-d400-0000-0000-000000000000');
-- Name: audit_2027_01; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_2027_01 FOR VALUES FROM ('01a2ce8b-d400-0000-0000-000000000000') TO ('01a36e30-f800-0000-0000-000000000000');
-- Name: audit_before; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_before FOR VALUES FROM (MINVALUE) TO ('01a2038c-5c85-0000-0000-000000000000');
-- Name: audit_other; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_other DEFAULT;
-- Data for Name: audit_2026_11; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_2026_11 (audit_id, event_type, at, agent_name, trace_id, span_id, caller_id, actor_id, peer_id, action, resource, decision, reason, duration_us, context, outcome, call_id, listener, address, count, "position") VALUES
	('01a2038c-6867-745d-94c6-e387e793d332', 'IDENTITY_ROTATION', '2026-11-22 13:57:43.14387+00', 'payment', NULL, NULL, 'spiffe://agentweave.io/agent/payment', NULL, NULL, NULL, NULL, NULL, 'generation 1, valid until 2026-11-22T14:57:35Z', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 852),
	('01a2038c-6a08-7bb2-a6bf-2236c4d15ddb', 'STARTUP', '2026-11-22 13:57:43.560017+00', 'payment', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'version 0.1.0', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 852),
	('01a2038c-70e2-721b-b8f6-c4a4dc007086', 'CAPABILITY_CALL', '2026-11-22 13:57:45.314321+00', 'payment', '4b65e098fc9568f16cd92af3306acb54', 'e910d1ac48c60844', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'watch_payments', NULL, 'allow', 'refunds change orders', NULL, NULL, NULL, '01a2038c-70e2-7276-a1b6-dc385b9db3af', NULL, NULL, NULL, 860),
	('01a2038c-91f1-75d6-b8d0-2a9369ed3836', 'CAPABILITY_CALL', '2026-11-22 13:57:53.777618+00', 'payment', '79d13b350c3cbea9095b9308fd9f4e35', '70acebc84bdfcd21', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'list_payment_methods', NULL, 'allow', 'an order''s payment method is checked', 707, NULL, 'ok', '01a2038c-91f1-787e-899e-ab4e70736595', NULL, NULL, NULL, 896),
	('01a2038c-947b-79ad-aea1-2fa0e3925a24', 'CAPABILITY_CALL', '2026-11-22 13:57:54.427469+00', 'payment', 'e6d2776a0aeeb694682ee5c0d89837c8', '82d22d0873b59d89', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a2038c-932e-709b-920e-585f33fe7351', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a2038c-947b-728f-9565-ece82a4637ae', NULL, NULL, NULL, 900),
	('01a2038c-95cd-72aa-b8aa-cd67c63b490d', 'CAPABILITY_CALL', '2026-11-22 13:57:54.765306+00', 'payment', '6b2e79f89bffd6dfc8bfd7e81aca7bb4', '405446974c06221a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a2038c-95b4-7633-b0a6-5e052bb8c681', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a2038c-95cd-7d5a-8f63-964df7c7ad56', NULL, NULL, NULL, 918),
	('01a2038c-96dd-73e9-af1f-ef307b3333d0', 'CAPABILITY_CALL', '2026-11-22 13:57:55.037555+00', 'payment', '0c4bbca544aec4f87426890bdc616bc2', '8f1e28982cd60675', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a2038c-96b9-78a6-b106-95d986df8d4d', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a2038c-96dd-70b0-8588-bfd912eab0a6', NULL, NULL, NULL, 938),
	('01a2038c-9523-7404-9c84-95b44cbe8642', 'CAPABILITY_CALL', '2026-11-22 13:57:54.595835+00', 'payment', 'e6d2776a0aeeb694682ee5c0d89837c8', '82d22d0873b59d89', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a2038c-947a-76c6-b0ec-b33bb76e2819', 'allow', 'a checkout takes payment', 203476, NULL, 'ok', '01a2038c-947b-728f-9565-ece82a4637ae', NULL, NULL, NULL, 941),
	('01a2038c-95e9-7426-8662-d2afa4962bdd', 'CAPABILITY_CALL', '2026-11-22 13:57:54.793035+00', 'payment', '6b2e79f89bffd6dfc8bfd7e81aca7bb4', '405446974c06221a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a2038c-95b4-7633-b0a6-5e052bb8c681', 'allow', 'a checkout takes payment', 28066, NULL, 'payment_declined', '01a2038c-95cd-7d5a-8f63-964df7c7ad56', NULL, NULL, NULL, 941),
	('01a2038c-9801-78c7-8f6c-bd7a6d9291d0', 'CAPABILITY_CALL', '2026-11-22 13:57:55.32922+00', 'payment', '922a11f6347d705fb21d3d0611f6bdaa', '33ea8a553d8ff35f', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a2038c-9801-7664-a935-dde268e98969', NULL, NULL, NULL, 958),
	('01a2038c-98c2-7f92-963a-86b073786e9e', 'CAPABILITY_CALL', '2026-11-22 13:57:55.522924+00', 'payment', '922a11f6347d705fb21d3d0611f6bdaa', 'fbb5575bbf2fbdc5', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'void_payment', 'order/01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 'allow', 'a failed checkout takes no payment', NULL, NULL, NULL, '01a2038c-98c2-736e-92b9-f424e20a86c9', NULL, NULL, NULL, 971),
	('01a2038c-9931-7df7-96ff-abc1ad6cd228', 'CAPABILITY_CALL', '2026-11-22 13:57:55.633453+00', 'payment', 'f04236ff0b7e24d7b0af180229e81ed7', '71081067718b4f24', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a2038c-9908-7c4a-8893-a307d74f7a03', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a2038c-9931-7948-afef-273166ed1e88', NULL, NULL, NULL, 984),
	('01a2038c-9768-78ef-a384-16e3a6fba325', 'CAPABILITY_CALL', '2026-11-22 13:57:55.176923+00', 'payment', '0c4bbca544aec4f87426890bdc616bc2', '8f1e28982cd60675', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a2038c-96dd-7d38-b250-4cf9c69e2fe7', 'allow', 'a checkout takes payment', 139629, NULL, 'ok', '01a2038c-96dd-70b0-8588-bfd912eab0a6', NULL, NULL, NULL, 990),
	('01a2038c-982a-7274-81b9-1e9362496336', 'CAPABILITY_CALL', '2026-11-22 13:57:55.370037+00', 'payment', '922a11f6347d705fb21d3d0611f6bdaa', '33ea8a553d8ff35f', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a2038c-9801-78a9-921e-6268d63db88c', 'allow', 'a checkout takes payment', 41057, NULL, 'ok', '01a2038c-9801-7664-a935-dde268e98969', NULL, NULL, NULL, 990),
	('01a2038c-984d-7548-a98b-35abc26e33b5', 'CAPABILITY_CALL', '2026-11-22 13:57:55.405106+00', 'payment', '922a11f6347d705fb21d3d0611f6bdaa', 'bc47b61c4d4518e0', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_payment', 'payment/01a2038c-9801-78a9-921e-6268d63db88c', 'allow', 'a payment''s outcome is asked for', 2671, NULL, 'ok', '01a2038c-984d-7874-9cb0-eb3eb9d428d4', NULL, NULL, NULL, 990),
	('01a2038c-98da-7aec-9c7d-9f792c2bf967', 'CAPABILITY_CALL', '2026-11-22 13:57:55.546699+00', 'payment', '922a11f6347d705fb21d3d0611f6bdaa', 'fbb5575bbf2fbdc5', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'void_payment', 'payment/01a2038c-9801-78a9-921e-6268d63db88c', 'allow', 'a failed checkout takes no payment', 33378, NULL, 'ok', '01a2038c-98c2-736e-92b9-f424e20a86c9', NULL, NULL, NULL, 990),
	('01a2038c-993c-72a6-aa31-a779cdd834cd', 'CAPABILITY_CALL', '2026-11-22 13:57:55.644035+00', 'payment', 'f04236ff0b7e24d7b0af180229e81ed7', '71081067718b4f24', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a2038c-9931-72c2-a610-f957130ca604', 'allow', 'a checkout takes payment', 10821, NULL, 'ok', '01a2038c-9931-7948-afef-273166ed1e88', NULL, NULL, NULL, 990),
	('01a2038c-99f8-7ae1-9507-62fdc1608f7f', 'CAPABILITY_CALL', '2026-11-22 13:57:55.832096+00', 'payment', 'f04236ff0b7e24d7b0af180229e81ed7', '58b6b361e7fb207d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'refund_payment', 'payment/01a2038c-9931-72c2-a610-f957130ca604', 'allow', 'a returned order is refunded', NULL, NULL, NULL, '01a2038c-99f8-7a33-b11a-03630dfc5daa', NULL, NULL, NULL, 997),
	('01a2038c-9a47-79d4-9482-ca773d991df8', 'CAPABILITY_CALL', '2026-11-22 13:57:55.911365+00', 'payment', 'f04236ff0b7e24d7b0af180229e81ed7', '58b6b361e7fb207d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'refund_payment', 'payment/01a2038c-9931-72c2-a610-f957130ca604', 'allow', 'a returned order is refunded', 136887, NULL, 'ok', '01a2038c-99f8-7a33-b11a-03630dfc5daa', NULL, NULL, NULL, 1018),
	('01a2038c-9a52-77fb-a599-e180fd425223', 'CAPABILITY_CALL', '2026-11-22 13:57:55.922792+00', 'payment', 'f04236ff0b7e24d7b0af180229e81ed7', '599975bc171d1fe2', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_payment', 'payment/01a2038c-9931-72c2-a610-f957130ca604', 'allow', 'a payment''s outcome is asked for', 5947, NULL, 'ok', '01a2038c-9a52-784c-bab1-4fe1861c5204', NULL, NULL, NULL, 1018),
	('01a2038c-a100-7003-877d-84ac0a6fae61', 'CAPABILITY_CALL', '2026-11-22 13:57:57.632616+00', 'payment', 'cf51b9feda357a7eb49179fbdd96f047', '5588041ee1b35e41', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a2038c-a0e5-71e7-b228-f78ada62f91b', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a2038c-a100-7c46-b376-825762f2e02e', NULL, NULL, NULL, 1029),
	('01a2038c-a1c5-73d5-bb15-a49199804b91', 'CAPABILITY_CALL', '2026-11-22 13:57:57.829855+00', 'payment', '2fcb138d1654e8feca51aa83e7831f95', '8f65b13df52b5aac', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'refund_payment', 'payment/01a2038c-a100-759e-ae4e-cb709bd2f6b9', 'allow', 'support refunds through the gateway', NULL, NULL, NULL, '01a2038c-a1c5-78c1-ab8e-025776f5bb0b', NULL, NULL, NULL, 1039),
	('01a2038c-a238-7d2b-94f4-d68dfb60401d', 'CAPABILITY_CALL', '2026-11-22 13:57:57.944595+00', 'payment', 'd6f8018bf01d336815f93f55aa4187c9', 'eae9d1f4984fffcf', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a2038c-a200-712b-b1c0-b15c65117bdd', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a2038c-a238-7f6f-9e18-1ab93b6e648b', NULL, NULL, NULL, 1048),
	('01a2038c-a10e-737b-a798-9103c9ae8104', 'CAPABILITY_CALL', '2026-11-22 13:57:57.646518+00', 'payment', 'cf51b9feda357a7eb49179fbdd96f047', '5588041ee1b35e41', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a2038c-a100-759e-ae4e-cb709bd2f6b9', 'allow', 'a checkout takes payment', 14202, NULL, 'ok', '01a2038c-a100-7c46-b376-825762f2e02e', NULL, NULL, NULL, 1063),
	('01a2038c-a17d-792c-b5c7-6a4d4c21880d', 'AUTH_CHECK', '2026-11-22 13:57:57.757734+00', 'payment', '3c7017e24148b5cb926c537662a07321', 'cce5be3f92b70282', 'spiffe://agentweave.io/agent/payment', 'spiffe://agentweave.io/agent/payment', 'spiffe://agentweave.io/agent/user', 'get_signing_keys', NULL, 'allow', 'a token is verified', 317, NULL, NULL, NULL, NULL, NULL, NULL, 1063),
	('01a2038c-a1cc-7939-8028-3a4e3c96458a', 'CAPABILITY_CALL', '2026-11-22 13:57:57.836738+00', 'payment', '2fcb138d1654e8feca51aa83e7831f95', '8f65b13df52b5aac', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'refund_payment', 'payment/01a2038c-a100-759e-ae4e-cb709bd2f6b9', 'allow', 'support refunds through the gateway', 17848, NULL, 'ok', '01a2038c-a1c5-78c1-ab8e-025776f5bb0b', NULL, NULL, NULL, 1063),
	('01a2038c-a256-7bfa-a15b-6a97064cdb4b', 'CAPABILITY_CALL', '2026-11-22 13:57:57.974848+00', 'payment', 'd6f8018bf01d336815f93f55aa4187c9', 'eae9d1f4984fffcf', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a2038c-a238-7294-84f2-a0785d8b58df', 'allow', 'a checkout takes payment', 30467, NULL, 'ok', '01a2038c-a238-7f6f-9e18-1ab93b6e648b', NULL, NULL, NULL, 1063),
	('01a2038c-aea9-7e07-a630-08b50dbaed2e', 'AUTH_CHECK', '2026-11-22 13:58:01.129728+00', 'payment', 'a8656355abbf74a026c016c9ac8bb9bd', 'f638b13cfa78cd67', 'spiffe://agentweave.io/agent/payment', 'spiffe://agentweave.io/agent/payment', 'spiffe://agentweave.io/agent/inventory', 'countersign_audit', NULL, 'allow', 'the agent''s audit is witnessed', 1002, NULL, NULL, NULL, NULL, NULL, NULL, 1083),
	('01a2038c-c107-7f16-83a2-43c1ccf9caf6', 'CAPABILITY_CALL', '2026-11-22 13:58:05.83171+00', 'payment', '19c22d80b42f6ac44960d2f48aae9d7d', 'b6fd59ca4f5d12db', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a2038c-c0fb-7c4a-bb96-6bc47495cb52', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a2038c-c107-7e63-957f-c0d2c5204a6f', NULL, NULL, NULL, 1122),
	('01a2038c-b2cb-77a9-8100-4de33a923161', 'CAPABILITY_CALL', '2026-11-22 13:58:02.187345+00', 'payment', 'b6dc32bebfd33b1b74bc0f9288659d80', 'f26d0577027abb23', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'countersign_audit', NULL, 'allow', 'the caller''s audit is witnessed', 8758, NULL, 'ok', '01a2038c-b2cb-70f9-9392-4481cd060bc1', NULL, NULL, NULL, 1085),
	('01a2038c-c0c1-76a8-a018-11162d72a544', 'CAPABILITY_CALL', '2026-11-22 13:58:05.761187+00', 'payment', '450e30211d6813baf1c0d89d796bf503', 'd695192339c3511e', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a2038c-c0b0-75c1-a602-01e1c15679dd', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a2038c-c0c1-71e2-b59b-2a77ca122adc', NULL, NULL, NULL, 1112),
	('01a2038c-c0de-7c8f-95be-1b6ae41a2274', 'CAPABILITY_CALL', '2026-11-22 13:58:05.790165+00', 'payment', '450e30211d6813baf1c0d89d796bf503', 'd695192339c3511e', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a2038c-c0c1-7c25-80e4-9ba7a04a4d79', 'allow', 'a checkout takes payment', 29248, NULL, 'ok', '01a2038c-c0c1-71e2-b59b-2a77ca122adc', NULL, NULL, NULL, 1116),
	('01a2038c-c15e-784d-bbfb-c8d7ac95cfc1', 'CAPABILITY_CALL', '2026-11-22 13:58:05.918223+00', 'payment', '6e5329ffc1dd749f48e8ec457ab2231d', '33c0d06a8996a7ff', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'refund_payment', 'payment/01a2038c-a238-7294-84f2-a0785d8b58df', 'allow', 'support refunds through the gateway', NULL, NULL, NULL, '01a2038c-c15e-70d6-9dcb-887fbcff96a7', NULL, NULL, NULL, 1129);
-- Data for Name: audit_2026_12; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: audit_2027_01; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: audit_before; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: audit_origin; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_origin (id, shift) VALUES
	(1, 0);
-- Data for Name: audit_other; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: audit_receipt; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_receipt (seal, witness, signature, certificate) VALUES
	(8, 'spiffe://agentweave.io/agent/inventory', '\x21cd2e4fb118a35ff5f69a0511e3d382478b083057d9ac595882a864541b891bb2b9c4e4234c1798ea2c29ee10494997ac79218482aeef708b70dadd852c0686', '\x3082021e308201c4a00302010202104946a4d4bd3f5b8a737e3fc7577880d0300a06082a8648ce3d040302304f310b3009060355040613025553310f300d060355040a0c06535049464645312f302d060355040513263935393033343535303931353334373533373435383039373336383338373535323039393435301e170d3236313132323133353732355a170d3236313132323134353733355a301d310b3009060355040613025553310e300c060355040a0c0553504952453059301306072a8648ce3d020106082a8648ce3d030107034200044807830c8e19579d57f5767add7a534201a080da0784f7b01f909471495aa712667e91f2b47326a90355501abed09d2768932cd43a1ab125bf24795c0caa1d6ca381b33081b0300e0603551d0f0101ff0404030203a8301d0603551d250416301406082b0601050507030106082b06010505070302300c0603551d130101ff04023000301d0603551d0e041604143ab673daac5ab7b29f5aa2ff1f05e50e99f9f82c301f0603551d230418301680145b20d003eeb9ae951bd43178ecee57535b4db44230310603551d11042a302886267370696666653a2f2f6167656e7477656176652e696f2f6167656e742f696e76656e746f7279300a06082a8648ce3d04030203480030450221009c552c311ec303aa2fc63bc5467f2c9cbb2cd67c112eb03cc758698168f7bb9a022052cd69e3d95d9764309593051bedfeb970033d1476356be9f3c31b84d5440664');
-- Data for Name: audit_seal; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_seal (seal, sealed_at, last_position, last_id, entries, dropped_before, previous, hash) VALUES
	(1, '2026-11-22 13:57:45.515228+00', 852, '01a2038c-6a08-7bb2-a6bf-2236c4d15ddb', '\x01a2038c6867745d94c6e387e793d33229a2afc8554c78dbb196e4b6cdf862f3edec063640a67b5e963621041b55f9ce01a2038c6a087bb2a6bf2236c4d15ddbdbc3fb0c0c51242af015481ee079b40d717309d38c97411001d77e89966027cf', NULL, '\x', '\x7c8ea6c2e1a3b94c64dfc13fdf69b0c79992037eee5cfe1e39ae2fec2c1304c3'),
	(2, '2026-11-22 13:57:46.159189+00', 860, '01a2038c-70e2-721b-b8f6-c4a4dc007086', '\x01a2038c70e2721bb8f6c4a4dc0070862fe299e05c3f862730942057dbff0ffdb428c4128da2fc9cff71becc1f498f11', NULL, '\x7c8ea6c2e1a3b94c64dfc13fdf69b0c79992037eee5cfe1e39ae2fec2c1304c3', '\x2b45766b80c780f318552fac41163600f94c2fcc4e3f8d3617edeb8e25084ac3'),
	(3, '2026-11-22 13:57:54.619735+00', 900, '01a2038c-947b-79ad-aea1-2fa0e3925a24', '\x01a2038c91f175d6b8d02a9369ed38364d362a31344d3d0783f801b4e894f54deda201da596972d58f71ac470631e14801a2038c947b79adaea12fa0e3925a240de7236ec875dab8ce8c23a9b94289c8a026fcd2d6d661c0e4ee68fa0d9397c3', NULL, '\x2b45766b80c780f318552fac41163600f94c2fcc4e3f8d3617edeb8e25084ac3', '\x11ececda846137f11ecd7c0d3712817d0084b9305d5ac5b9bc98d695eda98024'),
	(4, '2026-11-22 13:57:55.597035+00', 971, '01a2038c-98c2-7f92-963a-86b073786e9e', '\x01a2038c95cd72aab8aacd67c63b490da9e075514b2cfae175f8f47abe34a7e574bffa3f98a8a1489e9398930078d30901a2038c96dd73e9af1fef307b3333d09d6dff57d14c6392af6c0fe11b10338102a266e9fd99211dfed70deb34d30c8801a2038c952374049c8495b44cbe8642a8b68df28d63af043d193c3959b5de4d2804c93331889f5e61d4acf09382e5b401a2038c95e974268662d2afa4962bddda39f82d74b7135f0e6cc0f9b8e2a198fec609d86d14f7613e41cf8cfa6aee2b01a2038c980178c78f6cbd7a6d9291d05136c0996674f6d869fcb19779091fdad940fe30f86606550abd9c8b794608ec01a2038c98c27f92963a86b073786e9e3cb1f3db9fd845239db3300f5fb5211c59d434f62076f0a1ba2c753669728c64', NULL, '\x11ececda846137f11ecd7c0d3712817d0084b9305d5ac5b9bc98d695eda98024', '\xc74965681bb79ff8c465fb483ec20b631e4a2f45f5b45ec53e2da0839948b029'),
	(5, '2026-11-22 13:57:56.316392+00', 997, '01a2038c-99f8-7ae1-9507-62fdc1608f7f', '\x01a2038c99317df796ffabc1ad6cd2285b2c777145f5b6ee015f6399652ebf7b3fb983f518718ae549cfe9615710698e01a2038c976878efa38416e3a6fba3259989e9809c3d9d61a578c5e4f5e3d61a652c969d771e54b89c11e15cb4ff644c01a2038c982a727481b91e93624963360c743e8dcc157632f86fa4855390a04de0c1ae806114b5dc236e0090910f262101a2038c984d7548a98b35abc26e33b55442b5b560bed0068311fa57ea73b6ef96cd88a4ab3015bf9ee78b9d35142a5601a2038c98da7aec9c7d9f792c2bf967441a218f923ff583ce7c33e953147141a76d4f82820a37c10a85571c69bae15101a2038c993c72a6aa31a779cdd834cd61aa6a7c8a5994252a05bbd9d22bfcb966d59703b7abc5838c5c254f39245b3c01a2038c99f87ae1950762fdc1608f7fc0fd30441e473e21497141a42ea39599a1086e94021f1040055db4a46d257274', NULL, '\xc74965681bb79ff8c465fb483ec20b631e4a2f45f5b45ec53e2da0839948b029', '\x092a9759a2adfa060f802b3387da37699113d7b9d4e5930a3abb34ea907838ef'),
	(6, '2026-11-22 13:57:56.86561+00', 1018, '01a2038c-9a52-77fb-a599-e180fd425223', '\x01a2038c9a4779d49482ca773d991df814bae76ba687fdd2ce0c50d81323280a72cb4a026c1438a62761612e3a44e7be01a2038c9a5277fba599e180fd425223584bd12a0ec9d64675800876c6919d8c84fc061d8a51fc7d95d32f3b0f4395b3', NULL, '\x092a9759a2adfa060f802b3387da37699113d7b9d4e5930a3abb34ea907838ef', '\xfe296e2dc7de99c6ee9f1a62d621c62b68106e4c1b8518867552ce26d24bcf2c'),
	(7, '2026-11-22 13:57:58.115523+00', 1048, '01a2038c-a238-7d2b-94f4-d68dfb60401d', '\x01a2038ca1007003877d84ac0a6fae61250fce51d45236249e63718e7f7ded4ea48e4fcae6ff777daea011e8c0a9981301a2038ca1c573d5bb15a49199804b91b03c9281fe4b1fc8a41f5a1e2b3c5148718e700ad00df31682b45d9a9a208b9c01a2038ca2387d2b94f4d68dfb60401db53aa04f1616b5b27b7e885b9f6dca233051638a5e28ffc01440765765be4187', NULL, '\xfe296e2dc7de99c6ee9f1a62d621c62b68106e4c1b8518867552ce26d24bcf2c', '\xc73ba027451ead1fb64dd5b3c80fa35e16411d1619860ba0634535531acea90e'),
	(8, '2026-11-22 13:57:58.71752+00', 1063, '01a2038c-a256-7bfa-a15b-6a97064cdb4b', '\x01a2038ca10e737ba7989103c9ae810481be8296235828e3a4a5ac3c978d90b5db1f7c5d8ae798191512c5a122354ba201a2038ca17d792cb5c76a4d4c21880d623ea3e95e1c4e1b087257f6030a21083320dec89437d6739424151c0944c57001a2038ca1cc793980283a4e3c96458a8d80cb7260974d6be400c20173bd675b218e6b7925af12e8e55a373f2d7851bd01a2038ca2567bfaa15b6a97064cdb4b239f2e8375241784beecca432e6ac33b7c99172e59263f284caa03a946f566a2', NULL, '\xc73ba027451ead1fb64dd5b3c80fa35e16411d1619860ba0634535531acea90e', '\x51e97001133ff3ead7221facdf72a7cde401b3bc9b41cc59bb8e977c143cf32d'),
	(9, '2026-11-22 13:58:02.296114+00', 1085, '01a2038c-b2cb-77a9-8100-4de33a923161', '\x01a2038caea97e07a63008b50dbaed2e4c466c22e110fd5a11778f5a0a535d4c064f9e5ecb8e835b66b4b3a68aa75b7b01a2038cb2cb77a981004de33a923161065309513743b9dc0c24e7bc52cb198b668bca948be27da31db4d1633863b8dd', NULL, '\x51e97001133ff3ead7221facdf72a7cde401b3bc9b41cc59bb8e977c143cf32d', '\x2975204c832d916379c5769d0de089a809e0b1ee125c79f99365b0ea79234d6f');
-- Data for Name: audit_witnessed; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_witnessed (agent, seal, hash, sealed_at, witnessed_at) VALUES
	('order', 8, '\x7a2c89837b5fc37e0be6b3e0837b5842cd87a8f5e55189a30700f7b7f0f23044', '2026-11-22 13:57:58.91242+00', '2026-11-22 13:58:02.179078+00');
-- Data for Name: idempotency; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.idempotency (scope, request_hash, resource_id, reply, problem_code, problem_message, problem_field, expires_at) VALUES
	('\x45b336e68df631d3931baa6e7315a2cd9451fad88cfb78fa1e22270830c4653b', '\x96781f38d09f893ca7e8c0846131f76948778dc91625b01fde8b730f4c50b056', '01a2038c-947a-76c6-b0ec-b33bb76e2819', '\x0a2430316132303338632d393437612d373663362d623065632d623333626237366532383139122430316132303338632d393332652d373039622d393230652d3538356633336665373335311a2430316132303338632d383164622d376437382d623630322d653835653963343730633333220533392e39382a03555344320b6372656469745f6361726438024204302e30305a0c08e2e98bd80610d8b092cb01', NULL, NULL, NULL, '2026-11-23 13:57:54.426023+00'),
	('\x993ab83f5dd6381ac0b505c670ac7f057ae1aae33e69168ffa77dca520821421', '\xf6853e5e6612b5bdc96d13b103f75e7d81548ca291c35bf2bd52671946603b16', '01a2038c-95cd-7e8c-9f78-1fc562ff6f60', NULL, 'payment_declined', 'The payment was declined.', NULL, '2026-11-23 13:57:54.765193+00'),
	('\x549270c40f6231f6eda59231f9598878ed91cf3e60ff9c436aaa0b39a3a3037a', '\x1afb2e389e9147796dd9e85f2461c5d4e53a1e0277076cb8b46bb1129734bb5c', '01a2038c-96dd-7d38-b250-4cf9c69e2fe7', '\x0a2430316132303338632d393664642d376433382d623235302d346366396336396532666537122430316132303338632d393662392d373861362d623130362d3935643938366466386434641a2430316132303338632d383164622d376437382d623630322d653835653963343730633333220534392e35302a03555344320f746573745f6572726f725f6f6e636538024204302e30305a0b08e3e98bd80610a0adef11', NULL, NULL, NULL, '2026-11-23 13:57:55.037476+00'),
	('\xfb821e4412aceebf8dba7acd2cb301e013c26ab99278697084faa7e11f7373b4', '\xfe1ce94c68df2988e120ae00352a76957f5bb10bff774abfb08fd1ad5c3e02ab', '01a2038c-9801-78a9-921e-6268d63db88c', NULL, NULL, NULL, NULL, '2026-11-23 13:57:55.329133+00'),
	('\x1dbdf0850f7a376f217670e171901e212def7a70c013e438b5c976d80c784524', '\x24d88e6f339b81ac3ef0cb2dea3c28764f76a1533fc6e784af64133da64336cc', '01a2038c-9931-72c2-a610-f957130ca604', '\x0a2430316132303338632d393933312d373263322d613631302d663935373133306361363034122430316132303338632d393930382d376334612d383839332d6133303764373466376130331a2430316132303338632d383164622d376437382d623630322d65383565396334373063333322063134382e35302a03555344320b6372656469745f6361726438024204302e30305a0c08e3e98bd80610e0fa81ae02', NULL, NULL, NULL, '2026-11-23 13:57:55.633372+00'),
	('\x0b3fd24a78153ceeced3dd3292b7dc90247d3c8dca974001cc1494a4a5af094a', '\x48748ab810fab5efe04aa7af86c871ba373134d13223787b10a55213de7bd8d7', '01a2038c-99c1-75e9-8b6b-5106749106f3', '\x0a2430316132303338632d393963312d373565392d386236622d353130363734393130366633122430316132303338632d393933312d373263322d613631302d6639353731333063613630341a063134382e353022035553442802321652657475726e6564206279207468652062757965722e3a0c08e3e98bd80610c0aae9f202', NULL, NULL, NULL, '2026-11-23 13:57:55.778443+00'),
	('\x7ea25b43c2f3f93ca8c3b87937a3587c40f95b6cf76fe43e479f97d78b187988', '\x3ddb09668d7f68f43f39e46f499166a3a2f358219ee8eb72580333fa502ff6d5', '01a2038c-a100-759e-ae4e-cb709bd2f6b9', '\x0a2430316132303338632d613130302d373539652d616534652d636237303962643266366239122430316132303338632d613065352d373165372d623232382d6637386164613632663931621a2430316132303338632d383164622d376437382d623630322d653835653963343730633333220532392e39372a03555344320b6372656469745f6361726438024204302e30305a0c08e5e98bd80610e8c3cdad02', NULL, NULL, NULL, '2026-11-23 13:57:57.632513+00'),
	('\x081af3ca3435c4f1ed8ef30b4989425d9ad07cc2b6ae003419a1aa00929c5650', '\xe9ab3aea7b33695e90e44222cf0ad3b6febb68b6f1cc8b21442f469c2190034b', '01a2038c-a1c2-71c5-ba67-2ab7d4a16ee8', '\x0a2430316132303338632d613163322d373163352d626136372d326162376434613136656538122430316132303338632d613130302d373539652d616534652d6362373039626432663662391a04392e393922035553442802320764616d616765643a0c08e5e98bd80610d8f0878a03', NULL, NULL, NULL, '2026-11-23 13:57:57.826526+00'),
	('\x9d5e74d4b071477d3a7ce98d3f6013145abd07a0bc94d548761f03a6d7539da2', '\xb15fdb047f1c1872cccf93cc1bf4d38ddb4943b8b0213f9e189f08c6a5f06f75', '01a2038c-a238-7294-84f2-a0785d8b58df', '\x0a2430316132303338632d613233382d373239342d383466322d613037383564386235386466122430316132303338632d613230302d373132622d623163302d6231356336353131376264641a2430316132303338632d383338362d373163632d386131372d613861666230323938396138220531322e35302a03555344320b6372656469745f6361726438024204302e30305a0c08e5e98bd80610d8eeb0c203', NULL, NULL, NULL, '2026-11-23 13:57:57.944519+00'),
	('\x6cd159622da52da3b69eb2e808c5d2b58a38fc3e64f1eb6a8e5df6bd1b889230', '\x0d68baa91314641ca8267a79d290bdccbbec78bb7f1a949e2a0a29379e61be40', '01a2038c-c0c1-7c25-80e4-9ba7a04a4d79', NULL, NULL, NULL, NULL, '2026-11-23 13:58:05.761073+00'),
	('\x28b11440568afa6ad731180f723aec745ce05ab30e0c99662242a926e3306929', '\x7e524f09d0b16f13872daab1a8e3139022ad3fad49bea4db3be8acf49a6d0b89', '01a2038c-c107-74bb-8412-4e59458b5c61', '\x0a2430316132303338632d633130372d373462622d383431322d346535393435386235633631122430316132303338632d633066622d376334612d626239362d3662633437343935636235321a2430316132303338632d383338362d373163632d386131372d613861666230323938396138220537392e39362a03555344320b6372656469745f6361726438024204302e30305a0c08ede98bd80610888cc78c03', NULL, NULL, NULL, '2026-11-23 13:58:05.831637+00'),
	('\x8d68b617ba2b155d20ac8d11eccaa393d14546c1db06fc13be20d7f7d9f57bce', '\x483f034196e85309396283323b7f4001d5d9b84079160dca507161d0c0e2a2b3', '01a2038c-c15b-7c46-945a-4aa5b746b2c9', NULL, NULL, NULL, NULL, '2026-11-23 13:58:05.915337+00');
-- Data for Name: ledger_accounts; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.ledger_accounts (account) VALUES
	('buyer'),
	('shop');
-- Data for Name: ledger_entries; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.ledger_entries (entry_id, transaction_id, refund_id, debit_account, credit_account, amount_minor, currency, at) OVERRIDING SYSTEM VALUE VALUES
	(1, '01a2038c-947a-76c6-b0ec-b33bb76e2819', NULL, 'buyer', 'shop', 3998, 'USD', '2026-11-22 13:57:54.551309+00'),
	(2, '01a2038c-96dd-7d38-b250-4cf9c69e2fe7', NULL, 'buyer', 'shop', 4950, 'USD', '2026-11-22 13:57:55.173402+00'),
	(3, '01a2038c-9931-72c2-a610-f957130ca604', NULL, 'buyer', 'shop', 14850, 'USD', '2026-11-22 13:57:55.639054+00'),
	(4, '01a2038c-9931-72c2-a610-f957130ca604', '01a2038c-99c1-75e9-8b6b-5106749106f3', 'shop', 'buyer', 14850, 'USD', '2026-11-22 13:57:55.845719+00'),
	(5, '01a2038c-a100-759e-ae4e-cb709bd2f6b9', NULL, 'buyer', 'shop', 2997, 'USD', '2026-11-22 13:57:57.641474+00'),
	(6, '01a2038c-a100-759e-ae4e-cb709bd2f6b9', '01a2038c-a1c2-71c5-ba67-2ab7d4a16ee8', 'shop', 'buyer', 999, 'USD', '2026-11-22 13:57:57.832949+00'),
	(7, '01a2038c-a238-7294-84f2-a0785d8b58df', NULL, 'buyer', 'shop', 1250, 'USD', '2026-11-22 13:57:57.958353+00'),
	(8, '01a2038c-c107-74bb-8412-4e59458b5c61', NULL, 'buyer', 'shop', 7996, 'USD', '2026-11-22 13:58:05.838104+00');
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: outbox_lease; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.outbox_lease (id, holder, held_until) VALUES
	(1, NULL, NULL);
-- Data for Name: payment_events; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.payment_events (event_id, order_id, transaction_id, user_id, type, status, amount_minor, currency, at) VALUES
	(1, '01a2038c-932e-709b-920e-585f33fe7351', '01a2038c-947a-76c6-b0ec-b33bb76e2819', '01a2038c-81db-7d78-b602-e85e9c470c33', 'captured', 'captured', 3998, 'USD', '2026-11-22 13:57:54.551309+00'),
	(2, '01a2038c-95b4-7633-b0a6-5e052bb8c681', '01a2038c-95cd-7e8c-9f78-1fc562ff6f60', '01a2038c-81db-7d78-b602-e85e9c470c33', 'declined', 'declined', 0, 'USD', '2026-11-22 13:57:54.773418+00'),
	(3, '01a2038c-96b9-78a6-b106-95d986df8d4d', '01a2038c-96dd-7d38-b250-4cf9c69e2fe7', '01a2038c-81db-7d78-b602-e85e9c470c33', 'captured', 'captured', 4950, 'USD', '2026-11-22 13:57:55.173402+00'),
	(4, '01a2038c-97eb-7ea8-ac45-d591cd3e9e59', '01a2038c-9801-78a9-921e-6268d63db88c', '01a2038c-81db-7d78-b602-e85e9c470c33', 'requires_action', 'requires_action', 0, 'USD', '2026-11-22 13:57:55.354709+00'),
	(5, '01a2038c-97eb-7ea8-ac45-d591cd3e9e59', '01a2038c-9801-78a9-921e-6268d63db88c', '01a2038c-81db-7d78-b602-e85e9c470c33', 'voided', 'voided', 0, 'USD', '2026-11-22 13:57:55.539142+00'),
	(6, '01a2038c-9908-7c4a-8893-a307d74f7a03', '01a2038c-9931-72c2-a610-f957130ca604', '01a2038c-81db-7d78-b602-e85e9c470c33', 'captured', 'captured', 14850, 'USD', '2026-11-22 13:57:55.639054+00'),
	(7, '01a2038c-9908-7c4a-8893-a307d74f7a03', '01a2038c-9931-72c2-a610-f957130ca604', '01a2038c-81db-7d78-b602-e85e9c470c33', 'refunded', 'refunded', 14850, 'USD', '2026-11-22 13:57:55.845719+00'),
	(8, '01a2038c-a0e5-71e7-b228-f78ada62f91b', '01a2038c-a100-759e-ae4e-cb709bd2f6b9', '01a2038c-81db-7d78-b602-e85e9c470c33', 'captured', 'captured', 2997, 'USD', '2026-11-22 13:57:57.641474+00'),
	(9, '01a2038c-a0e5-71e7-b228-f78ada62f91b', '01a2038c-a100-759e-ae4e-cb709bd2f6b9', '01a2038c-81db-7d78-b602-e85e9c470c33', 'refunded', 'captured', 999, 'USD', '2026-11-22 13:57:57.832949+00'),
	(10, '01a2038c-a200-712b-b1c0-b15c65117bdd', '01a2038c-a238-7294-84f2-a0785d8b58df', '01a2038c-8386-71cc-8a17-a8afb02989a8', 'captured', 'captured', 1250, 'USD', '2026-11-22 13:57:57.958353+00'),
	(11, '01a2038c-c0b0-75c1-a602-01e1c15679dd', '01a2038c-c0c1-7c25-80e4-9ba7a04a4d79', '01a2038c-8386-71cc-8a17-a8afb02989a8', 'requires_action', 'requires_action', 0, 'USD', '2026-11-22 13:58:05.774156+00'),
	(12, '01a2038c-c0fb-7c4a-bb96-6bc47495cb52', '01a2038c-c107-74bb-8412-4e59458b5c61', '01a2038c-8386-71cc-8a17-a8afb02989a8', 'captured', 'captured', 7996, 'USD', '2026-11-22 13:58:05.838104+00');
-- Data for Name: payment_orders; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.payment_orders (order_id, voided_at, void_reason) VALUES
	('01a2038c-932e-709b-920e-585f33fe7351', NULL, NULL),
	('01a2038c-95b4-7633-b0a6-5e052bb8c681', NULL, NULL),
	('01a2038c-96b9-78a6-b106-95d986df8d4d', NULL, NULL),
	('01a2038c-97eb-7ea8-ac45-d591cd3e9e59', '2026-11-22 13:57:55.514606+00', 'cancelled'),
	('01a2038c-9908-7c4a-8893-a307d74f7a03', NULL, NULL),
	('01a2038c-a0e5-71e7-b228-f78ada62f91b', NULL, NULL),
	('01a2038c-a200-712b-b1c0-b15c65117bdd', NULL, NULL),
	('01a2038c-c0b0-75c1-a602-01e1c15679dd', NULL, NULL),
	('01a2038c-c0fb-7c4a-bb96-6bc47495cb52', NULL, NULL);
-- Data for Name: payments; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.payments (transaction_id, order_id, user_id, amount_minor, currency, payment_method, status, captured_minor, refunded_minor, refunding_minor, decline_code, next_action_type, next_action_url, void_requested, settled, idempotency_key, idempotency_scope, request_hash, attempts, next_attempt_at, created_at, provider_reference) VALUES
	('01a2038c-947a-76c6-b0ec-b33bb76e2819', '01a2038c-932e-709b-920e-585f33fe7351', '01a2038c-81db-7d78-b602-e85e9c470c33', 3998, 'USD', 'credit_card', 'captured', 3998, 0, 0, NULL, NULL, NULL, false, true, '01a2038c-932e-709b-920e-585f33fe7351/pay', '\x45b336e68df631d3931baa6e7315a2cd9451fad88cfb78fa1e22270830c4653b', '\x96781f38d09f893ca7e8c0846131f76948778dc91625b01fde8b730f4c50b056', 1, '2026-11-22 13:57:54.593196+00', '2026-11-22 13:57:54.426023+00', NULL),
	('01a2038c-95cd-7e8c-9f78-1fc562ff6f60', '01a2038c-95b4-7633-b0a6-5e052bb8c681', '01a2038c-81db-7d78-b602-e85e9c470c33', 2999, 'USD', 'test_declined', 'declined', 0, 0, 0, 'payment_declined', NULL, NULL, false, true, '01a2038c-95b4-7633-b0a6-5e052bb8c681/pay', '\x993ab83f5dd6381ac0b505c670ac7f057ae1aae33e69168ffa77dca520821421', '\xf6853e5e6612b5bdc96d13b103f75e7d81548ca291c35bf2bd52671946603b16', 1, '2026-11-22 13:57:54.822527+00', '2026-11-22 13:57:54.765193+00', NULL),
	('01a2038c-96dd-7d38-b250-4cf9c69e2fe7', '01a2038c-96b9-78a6-b106-95d986df8d4d', '01a2038c-81db-7d78-b602-e85e9c470c33', 4950, 'USD', 'test_error_once', 'captured', 4950, 0, 0, NULL, NULL, NULL, false, true, '01a2038c-96b9-78a6-b106-95d986df8d4d/pay', '\x549270c40f6231f6eda59231f9598878ed91cf3e60ff9c436aaa0b39a3a3037a', '\x1afb2e389e9147796dd9e85f2461c5d4e53a1e0277076cb8b46bb1129734bb5c', 2, '2026-11-22 13:57:55.334833+00', '2026-11-22 13:57:55.037476+00', NULL),
	('01a2038c-9931-72c2-a610-f957130ca604', '01a2038c-9908-7c4a-8893-a307d74f7a03', '01a2038c-81db-7d78-b602-e85e9c470c33', 14850, 'USD', 'credit_card', 'refunded', 14850, 14850, 0, NULL, NULL, NULL, false, true, '01a2038c-9908-7c4a-8893-a307d74f7a03/pay', '\x1dbdf0850f7a376f217670e171901e212def7a70c013e438b5c976d80c784524', '\x24d88e6f339b81ac3ef0cb2dea3c28764f76a1533fc6e784af64133da64336cc', 1, '2026-11-22 13:57:55.72935+00', '2026-11-22 13:57:55.633372+00', NULL),
	('01a2038c-a100-759e-ae4e-cb709bd2f6b9', '01a2038c-a0e5-71e7-b228-f78ada62f91b', '01a2038c-81db-7d78-b602-e85e9c470c33', 2997, 'USD', 'credit_card', 'captured', 2997, 999, 0, NULL, NULL, NULL, false, true, '01a2038c-a0e5-71e7-b228-f78ada62f91b/pay', '\x7ea25b43c2f3f93ca8c3b87937a3587c40f95b6cf76fe43e479f97d78b187988', '\x3ddb09668d7f68f43f39e46f499166a3a2f358219ee8eb72580333fa502ff6d5', 1, '2026-11-22 13:57:57.736909+00', '2026-11-22 13:57:57.632513+00', NULL),
	('01a2038c-9801-78a9-921e-6268d63db88c', '01a2038c-97eb-7ea8-ac45-d591cd3e9e59', '01a2038c-81db-7d78-b602-e85e9c470c33', 7425, 'USD', 'test_requires_action', 'voided', 0, 0, 0, NULL, NULL, NULL, true, false, '01a2038c-97eb-7ea8-ac45-d591cd3e9e59/pay', '\xfb821e4412aceebf8dba7acd2cb301e013c26ab99278697084faa7e11f7373b4', '\xfe1ce94c68df2988e120ae00352a76957f5bb10bff774abfb08fd1ad5c3e02ab', 9, '2026-11-22 13:58:12.31424+00', '2026-11-22 13:57:55.329133+00', NULL),
	('01a2038c-c107-74bb-8412-4e59458b5c61', '01a2038c-c0fb-7c4a-bb96-6bc47495cb52', '01a2038c-8386-71cc-8a17-a8afb02989a8', 7996, 'USD', 'credit_card', 'captured', 7996, 0, 0, NULL, NULL, NULL, false, true, '01a2038c-c0fb-7c4a-bb96-6bc47495cb52/pay', '\x28b11440568afa6ad731180f723aec745ce05ab30e0c99662242a926e3306929', '\x7e524f09d0b16f13872daab1a8e3139022ad3fad49bea4db3be8acf49a6d0b89', 1, '2026-11-22 13:58:05.895427+00', '2026-11-22 13:58:05.831637+00', NULL),
	('01a2038c-c0c1-7c25-80e4-9ba7a04a4d79', '01a2038c-c0b0-75c1-a602-01e1c15679dd', '01a2038c-8386-71cc-8a17-a8afb02989a8', 1999, 'USD', 'test_requires_action', 'requires_action', 0, 0, 0, NULL, 'redirect', 'https://sandbox.invalid/01a2038c-c0c1-7c25-80e4-9ba7a04a4d79/charge', false, false, '01a2038c-c0b0-75c1-a602-01e1c15679dd/pay', '\x6cd159622da52da3b69eb2e808c5d2b58a38fc3e64f1eb6a8e5df6bd1b889230', '\x0d68baa91314641ca8267a79d290bdccbbec78bb7f1a949e2a0a29379e61be40', 2, '2026-11-22 13:58:05.864233+00', '2026-11-22 13:58:05.761073+00', NULL),
	('01a2038c-a238-7294-84f2-a0785d8b58df', '01a2038c-a200-712b-b1c0-b15c65117bdd', '01a2038c-8386-71cc-8a17-a8afb02989a8', 1250, 'USD', 'credit_card', 'captured', 1250, 0, 250, NULL, NULL, NULL, false, true, '01a2038c-a200-712b-b1c0-b15c65117bdd/pay', '\x9d5e74d4b071477d3a7ce98d3f6013145abd07a0bc94d548761f03a6d7539da2', '\xb15fdb047f1c1872cccf93cc1bf4d38ddb4943b8b0213f9e189f08c6a5f06f75', 1, '2026-11-22 13:57:58.0127+00', '2026-11-22 13:57:57.944519+00', NULL);
-- Data for Name: provider_events; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: refunds; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.refunds (refund_id, transaction_id, amount_minor, reason, kind, status, idempotency_key, idempotency_scope, request_hash, attempts, next_attempt_at, created_at, provider_reference, round) VALUES
	('01a2038c-99c1-75e9-8b6b-5106749106f3', '01a2038c-9931-72c2-a610-f957130ca604', 14850, 'Returned by the buyer.', 'refund', 'succeeded', '01a2038c-9908-7c4a-8893-a307d74f7a03/return', '\x0b3fd24a78153ceeced3dd3292b7dc90247d3c8dca974001cc1494a4a5af094a', '\x48748ab810fab5efe04aa7af86c871ba373134d13223787b10a55213de7bd8d7', 1, '2026-11-22 13:57:55.895438+00', '2026-11-22 13:57:55.777672+00', NULL, 1),
	('01a2038c-a1c2-71c5-ba67-2ab7d4a16ee8', '01a2038c-a100-759e-ae4e-cb709bd2f6b9', 999, 'damaged', 'refund', 'succeeded', NULL, '\x081af3ca3435c4f1ed8ef30b4989425d9ad07cc2b6ae003419a1aa00929c5650', '\xe9ab3aea7b33695e90e44222cf0ad3b6febb68b6f1cc8b21442f469c2190034b', 1, '2026-11-22 13:57:57.915734+00', '2026-11-22 13:57:57.826407+00', NULL, 1),
	('01a2038c-c15b-7c46-945a-4aa5b746b2c9', '01a2038c-a238-7294-84f2-a0785d8b58df', 250, 'damaged', 'refund', 'pending', NULL, '\x8d68b617ba2b155d20ac8d11eccaa393d14546c1db06fc13be20d7f7d9f57bce', '\x483f034196e85309396283323b7f4001d5d9b84079160dca507161d0c0e2a2b3', 1, '2026-11-22 13:58:10.91546+00', '2026-11-22 13:58:05.915282+00', NULL, 1);
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_migrations (name, applied_at) VALUES
	('common/0001_common', '2026-11-22 13:57:40.009565+00'),
	('common/0002_audit_outcome', '2026-11-22 13:57:40.065466+00'),
	('common/0003_outbox', '2026-11-22 13:57:40.075626+00'),
	('common/0004_audit_chain', '2026-11-22 13:57:40.101233+00'),
	('common/0005_audit_before', '2026-11-22 13:57:40.247651+00'),
	('common/0006_audit_months', '2026-11-22 13:57:40.278097+00'),
	('0001_payments', '2026-11-22 13:57:40.288747+00'),
	('0002_indexes', '2026-11-22 13:57:40.504372+00'),
	('0003_provider_references', '2026-11-22 13:57:40.515749+00'),
	('0004_cloud_events', '2026-11-22 13:57:40.52139+00'),
	('0005_waiting', '2026-11-22 13:57:40.53801+00'),
	('0006_provider_events', '2026-11-22 13:57:40.561943+00'),
	('0007_ledger_balance', '2026-11-22 13:57:40.62396+00'),
	('0008_ledger_balance_at_once', '2026-11-22 13:57:40.639779+00'),
	('0009_publish_events', '2026-11-22 13:57:40.653232+00');
-- Name: ledger_entries_entry_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
SELECT pg_catalog.setval('public.ledger_entries_entry_id_seq', 8, true);
-- Name: outbox_position_seq; Type: SEQUENCE SET; Schema: public; Owner: -
SELECT pg_catalog.setval('public.outbox_position_seq', 1, false);
-- Name: payment_event_ids; Type: SEQUENCE SET; Schema: public; Owner: -
SELECT pg_catalog.setval('public.payment_event_ids', 12, true);
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
-- Name: ledger_accounts ledger_accounts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.ledger_accounts
    ADD CONSTRAINT ledger_accounts_pkey PRIMARY KEY (account);
-- Name: ledger_entries ledger_entries_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.ledger_entries
    ADD CONSTRAINT ledger_entries_pkey PRIMARY KEY (entry_id);
-- Name: ledger_entries ledger_entries_refund_id_key; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.ledger_entries
    ADD CONSTRAINT ledger_entries_refund_id_key UNIQUE (refund_id);
-- Name: outbox_lease outbox_lease_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.outbox_lease
    ADD CONSTRAINT outbox_lease_pkey PRIMARY KEY (id);
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY ("position");
-- Name: payment_events payment_events_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.payment_events
    ADD CONSTRAINT payment_events_pkey PRIMARY KEY (event_id);
-- Name: payment_orders payment_orders_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.payment_orders
    ADD CONSTRAINT payment_orders_pkey PRIMARY KEY (order_id);
-- Name: payments payments_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_pkey PRIMARY KEY (transaction_id);
-- Name: provider_events provider_events_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.provider_events
    ADD CONSTRAINT provider_events_pkey PRIMARY KEY (provider, event_id);
-- Name: refunds refunds_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.refunds
    ADD CONSTRAINT refunds_pkey PRIMARY KEY (refund_id);
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
-- Name: idempotency_expires_at; Type: INDEX; Schema: public; Owner: -
CREATE INDEX idempotency_expires_at ON public.idempotency USING btree (expires_at);
-- Name: ledger_captured_once; Type: INDEX; Schema: public; Owner: -
CREATE UNIQUE INDEX ledger_captured_once ON public.ledger_entries USING btree (transaction_id) WHERE (refund_id IS NULL);
-- Name: ledger_entries_transaction; Type: INDEX; Schema: public; Owner: -
CREATE INDEX ledger_entries_transaction ON public.ledger_entries USING btree (transaction_id);
-- Name: payment_events_user; Type: INDEX; Schema: public; Owner: -
CREATE INDEX payment_events_user ON public.payment_events USING btree (user_id, event_id);
-- Name: payments_due; Type: INDEX; Schema: public; Owner: -
CREATE INDEX payments_due ON public.payments USING btree (next_attempt_at) WHERE (NOT settled);
-- Name: payments_key; Type: INDEX; Schema: public; Owner: -
CREATE UNIQUE INDEX payments_key ON public.payments USING btree (order_id, idempotency_key);
-- Name: payments_one_per_order; Type: INDEX; Schema: public; Owner: -
CREATE UNIQUE INDEX payments_one_per_order ON public.payments USING btree (order_id) WHERE (status <> 'declined'::text);
-- Name: payments_waiting; Type: INDEX; Schema: public; Owner: -
CREATE INDEX payments_waiting ON public.payments USING btree (created_at) WHERE (status = 'pending'::text);
-- Name: provider_events_received; Type: INDEX; Schema: public; Owner: -
CREATE INDEX provider_events_received ON public.provider_events USING btree (received_at);
-- Name: refunds_due; Type: INDEX; Schema: public; Owner: -
CREATE INDEX refunds_due ON public.refunds USING btree (next_attempt_at) WHERE (status = 'pending'::text);
-- Name: refunds_key; Type: INDEX; Schema: public; Owner: -
CREATE UNIQUE INDEX refunds_key ON public.refunds USING btree (transaction_id, idempotency_key);
-- Name: refunds_void_once; Type: INDEX; Schema: public; Owner: -
CREATE UNIQUE INDEX refunds_void_once ON public.refunds USING btree (transaction_id) WHERE (kind <> 'refund'::text);
-- Name: refunds_waiting; Type: INDEX; Schema: public; Owner: -
CREATE INDEX refunds_waiting ON public.refunds USING btree (created_at) WHERE (status = 'pending'::text);
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
-- Name: ledger_entries ledger_entries_append_only; Type: TRIGGER; Schema: public; Owner: -
CREATE TRIGGER ledger_entries_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
-- Name: ledger_entries ledger_entries_balance; Type: TRIGGER; Schema: public; Owner: -
CREATE CONSTRAINT TRIGGER ledger_entries_balance AFTER INSERT ON public.ledger_entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.ledger_balance();
-- Name: payment_events payment_events_append_only; Type: TRIGGER; Schema: public; Owner: -
CREATE TRIGGER payment_events_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.payment_events FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
-- Name: payment_events payment_events_number; Type: TRIGGER; Schema: public; Owner: -
CREATE TRIGGER payment_events_number BEFORE INSERT ON public.payment_events FOR EACH ROW EXECUTE FUNCTION public.payment_events_number();
-- Name: payment_events payment_events_publish; Type: TRIGGER; Schema: public; Owner: -
CREATE TRIGGER payment_events_publish AFTER INSERT ON public.payment_events FOR EACH ROW WHEN ((current_setting('ecommerce.outbox'::text, true) = 'on'::text)) EXECUTE FUNCTION public.publish_payment_events();
-- Name: payments payments_balance; Type: TRIGGER; Schema: public; Owner: -
CREATE CONSTRAINT TRIGGER payments_balance AFTER UPDATE ON public.payments DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.captured_minor <> new.captured_minor) OR (old.refunded_minor <> new.refunded_minor) OR (old.currency <> new.currency))) EXECUTE FUNCTION public.ledger_balance();
-- Name: ledger_entries ledger_entries_credit_account_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.ledger_entries
    ADD CONSTRAINT ledger_entries_credit_account_fkey FOREIGN KEY (credit_account) REFERENCES public.ledger_accounts(account);
-- Name: ledger_entries ledger_entries_debit_account_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.ledger_entries
    ADD CONSTRAINT ledger_entries_debit_account_fkey FOREIGN KEY (debit_account) REFERENCES public.ledger_accounts(account);
-- Name: ledger_entries ledger_entries_refund_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.ledger_entries
    ADD CONSTRAINT ledger_entries_refund_id_fkey FOREIGN KEY (refund_id) REFERENCES public.refunds(refund_id);
-- Name: ledger_entries ledger_entries_transaction_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.ledger_entries
    ADD CONSTRAINT ledger_entries_transaction_id_fkey FOREIGN KEY (transaction_id) REFERENCES public.payments(transaction_id);
-- Name: payment_events payment_events_transaction_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.payment_events
    ADD CONSTRAINT payment_events_transaction_id_fkey FOREIGN KEY (transaction_id) REFERENCES public.payments(transaction_id);
-- Name: payments payments_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.payment_orders(order_id);
-- Name: refunds refunds_transaction_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.refunds
    ADD CONSTRAINT refunds_transaction_id_fkey FOREIGN KEY (transaction_id) REFERENCES public.payments(transaction_id);
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: -
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO payments_app;
-- Name: FUNCTION audit_add_months(); Type: ACL; Schema: public; Owner: -
REVOKE ALL ON FUNCTION public.audit_add_months() FROM PUBLIC;
GRANT ALL ON FUNCTION public.audit_add_months() TO payments_app;
-- Name: FUNCTION audit_attach(name text, lower uuid, upper uuid); Type: ACL; Schema: public; Owner: -
REVOKE ALL ON FUNCTION public.audit_attach(name text, lower uuid, upper uuid) FROM PUBLIC;
-- Name: FUNCTION audit_continue(); Type: ACL; Schema: public; Owner: -
REVOKE ALL ON FUNCTION public.audit_continue() FROM PUBLIC;
-- Name: FUNCTION audit_drop(before date); Type: ACL; Schema: public; Owner: -
REVOKE ALL ON FUNCTION public.audit_drop(before date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.audit_drop(before date) TO payments_app;
-- Name: TABLE payment_events; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.payment_events TO payments_app;
-- Name: TABLE audit; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit TO payments_app;
-- Name: TABLE audit_origin; Type: ACL; Schema: public; Owner: -
GRANT SELECT ON TABLE public.audit_origin TO payments_app;
-- Name: TABLE audit_receipt; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit_receipt TO payments_app;
-- Name: TABLE audit_seal; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit_seal TO payments_app;
-- Name: TABLE audit_witnessed; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit_witnessed TO payments_app;
-- Name: TABLE idempotency; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency TO payments_app;
-- Name: TABLE ledger_accounts; Type: ACL; Schema: public; Owner: -
GRANT SELECT ON TABLE public.ledger_accounts TO payments_app;
-- Name: TABLE ledger_entries; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.ledger_entries TO payments_app;
-- Name: SEQUENCE ledger_entries_entry_id_seq; Type: ACL; Schema: public; Owner: -
GRANT SELECT,USAGE ON SEQUENCE public.ledger_entries_entry_id_seq TO payments_app;
-- Name: TABLE ledger_postings; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ledger_postings TO payments_app;
-- Name: TABLE outbox; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outbox TO payments_app;
-- Name: TABLE outbox_lease; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outbox_lease TO payments_app;
-- Name: SEQUENCE outbox_position_seq; Type: ACL; Schema: public; Owner: -
GRANT SELECT,USAGE ON SEQUENCE public.outbox_position_seq TO payments_app;
-- Name: TABLE payment_cloud_events; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.payment_cloud_events TO payments_app;
-- Name: SEQUENCE payment_event_ids; Type: ACL; Schema: public; Owner: -
GRANT SELECT,USAGE ON SEQUENCE public.payment_event_ids TO payments_app;
-- Name: TABLE payment_orders; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.payment_orders TO payments_app;
-- Name: TABLE payments; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.payments TO payments_app;
-- Name: TABLE provider_events; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.provider_events TO payments_app;
-- Name: TABLE refunds; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.refunds TO payments_app;
-- Name: TABLE schema_migrations; Type: ACL; Schema: public; Owner: -
GRANT SELECT ON TABLE public.schema_migrations TO payments_app;
-- Name: DEFAULT PRIVILEGES FOR SEQUENCES; Type: DEFAULT ACL; Schema: public; Owner: -
ALTER DEFAULT PRIVILEGES FOR ROLE payments_owner IN SCHEMA public GRANT SELECT,USAGE ON SEQUENCES  TO payments_app;
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: public; Owner: -
ALTER DEFAULT PRIVILEGES FOR ROLE payments_owner IN SCHEMA public GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES  TO payments_app;
-- PostgreSQL database dump complete
