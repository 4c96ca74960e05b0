-- Taken at 2026-11-22T06:08:09.273Z
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
-- Name: ledger_balance(); Type: FUNCTION; Schema: public; Owner: -
CREATE FUNCTION public.ledger_balance() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    booked bigint;
    strange bigint;
    kept bigint;
    own text;
BEGIN
    SELECT captured_minor - refunded_minor, currency INTO STRICT kept, own FROM payments WHERE transaction_id = NEW.transaction_id;
    SELECT coalesce(sum(CASE WHEN credit_account = 'shop' THEN amount_minor ELSE -amount_minor END), 0),
        count(*) FILTER (WHERE currency <> own OR 'shop' NOT IN (debit_account, credit_account))
    INTO booked, strange FROM ledger_entries WHERE transaction_id = NEW.transaction_id;
    IF booked <> kept OR strange > 0 THEN
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
    count bigint
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
-- Data for Name: audit; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit (audit_id, event_type, at, agent_name, trace_id, span_id, caller_id, actor_id, peer_id, action, resource, decision, reason, duration_us, context, outcome, call_id, listener, address, count) VALUES
	('01a201de-5094-7fdd-9143-d6b30bc8821c', 'IDENTITY_ROTATION', '2026-11-22 06:07:56.564417+00', 'payment', NULL, NULL, 'spiffe://agentweave.io/agent/payment', NULL, NULL, NULL, NULL, NULL, 'generation 1, valid until 2026-11-22T07:07:52Z', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-5187-7d05-96c5-46c80d5df9b4', 'STARTUP', '2026-11-22 06:07:56.807847+00', 'payment', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'version 0.1.0', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-5638-761a-818d-94a7c4db8b5a', 'CAPABILITY_CALL', '2026-11-22 06:07:58.008437+00', 'payment', '39a3e02d4397fa27057788044a63520e', '53b8ba6ac32791b7', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'watch_payments', NULL, 'allow', 'refunds change orders', NULL, NULL, NULL, '01a201de-5638-7bd3-a3c0-7e85326e3194', NULL, NULL, NULL),
	('01a201de-68e0-7d4f-9fcf-ba263161a8fd', 'CAPABILITY_CALL', '2026-11-22 06:08:02.784984+00', 'payment', '7fce2e909a0fdfd9cad6aa6e2e3b4808', '2133e3c9c90df512', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a201de-67ef-75d0-aaaf-317e161fcdd3', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a201de-68e0-7ef8-9428-eb315994c53b', NULL, NULL, NULL),
	('01a201de-6974-7546-beeb-523b5fcace3f', 'CAPABILITY_CALL', '2026-11-22 06:08:02.932217+00', 'payment', '8a6efa27eac7ce10197b7961a210eae9', 'c33b5f1e1c499019', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a201de-6961-7db2-88ca-1064a7e058a9', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a201de-6974-7ebc-a3c6-b62335dc54ef', NULL, NULL, NULL),
	('01a201de-67c5-7242-9325-7dda3da67e6d', 'CAPABILITY_CALL', '2026-11-22 06:08:02.501241+00', 'payment', 'c2ef18c611e4a1d2869a8297fed2c4e4', '66ee2a82522f8447', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'list_payment_methods', NULL, 'allow', 'an order''s payment method is checked', 722, NULL, 'ok', '01a201de-67c5-7a93-a309-40e4dcd17de5', NULL, NULL, NULL),
	('01a201de-6920-7fdd-aed4-e2e4f54b2127', 'CAPABILITY_CALL', '2026-11-22 06:08:02.848631+00', 'payment', '7fce2e909a0fdfd9cad6aa6e2e3b4808', '2133e3c9c90df512', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a201de-68b8-77f5-adee-11bb950a0001', 'allow', 'a checkout takes payment', 136977, NULL, 'ok', '01a201de-68e0-7ef8-9428-eb315994c53b', NULL, NULL, NULL),
	('01a201de-6981-731f-b0cc-7ce5237dce14', 'CAPABILITY_CALL', '2026-11-22 06:08:02.945304+00', 'payment', '8a6efa27eac7ce10197b7961a210eae9', 'c33b5f1e1c499019', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a201de-6961-7db2-88ca-1064a7e058a9', 'allow', 'a checkout takes payment', 15738, NULL, 'payment_declined', '01a201de-6974-7ebc-a3c6-b62335dc54ef', NULL, NULL, NULL),
	('01a201de-6a00-79d9-8c1a-9805b6b5ac92', 'CAPABILITY_CALL', '2026-11-22 06:08:03.072725+00', 'payment', '91e55462cb999f07eece0bbb6c98b980', '158b07399074f07d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a201de-69ec-7388-9621-8c7a91fc6657', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a201de-6a00-7b25-b601-0b2f631188da', NULL, NULL, NULL),
	('01a201de-6b3d-760c-949b-bbae3422dd63', 'CAPABILITY_CALL', '2026-11-22 06:08:03.389326+00', 'payment', '0bfe857ebb364704ead13fe4ae86f6f8', '5acfccd2bd9f0065', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a201de-6b2b-723e-855f-886bd1e2a934', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a201de-6b3d-7bb9-a6e9-a4ee70f8d75a', NULL, NULL, NULL),
	('01a201de-6b6f-7d8b-965a-0ac98a3a04ed', 'CAPABILITY_CALL', '2026-11-22 06:08:03.439291+00', 'payment', '0bfe857ebb364704ead13fe4ae86f6f8', 'f9018604f7cb818a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'void_payment', 'order/01a201de-6b2b-723e-855f-886bd1e2a934', 'allow', 'a failed checkout takes no payment', NULL, NULL, NULL, '01a201de-6b6f-797d-9852-f95a226135b4', NULL, NULL, NULL),
	('01a201de-6b9a-7997-9efc-fca276355feb', 'CAPABILITY_CALL', '2026-11-22 06:08:03.482112+00', 'payment', '552c41f98fe701399402d62c17fb4a0b', 'b64c08b1a755a47c', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a201de-6b9a-7939-af97-3375a3ba014e', NULL, NULL, NULL),
	('01a201de-6bd7-7d29-bb5e-362b81fc3f40', 'CAPABILITY_CALL', '2026-11-22 06:08:03.543441+00', 'payment', '552c41f98fe701399402d62c17fb4a0b', '90c8f3edb65779d2', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'refund_payment', 'payment/01a201de-6b98-7af3-b187-cbce1069bf0b', 'allow', 'a returned order is refunded', NULL, NULL, NULL, '01a201de-6bd7-7c66-88d9-a2564699d707', NULL, NULL, NULL),
	('01a201de-6c22-7715-ab77-8d54ba2ac4da', 'CAPABILITY_CALL', '2026-11-22 06:08:03.618242+00', 'payment', 'ca9b11a6273e29580846d70518a071b4', '595c5462c8877f62', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a201de-6c13-7618-9069-d94ee8e51842', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a201de-6c22-7a15-92a2-97ecc9dbff60', NULL, NULL, NULL),
	('01a201de-6c4b-79b9-9704-16c2e9c03434', 'CAPABILITY_CALL', '2026-11-22 06:08:03.65957+00', 'payment', 'bdd9f894fb7d29345a37ba60d9a22f38', 'e867fe5063104bac', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'refund_payment', 'payment/01a201de-6c20-7b33-8822-37d76b59918e', 'allow', 'support refunds through the gateway', NULL, NULL, NULL, '01a201de-6c4b-774b-8464-54d3b9630311', NULL, NULL, NULL),
	('01a201de-6c74-74f7-8ecd-9d856c0f7978', 'CAPABILITY_CALL', '2026-11-22 06:08:03.700892+00', 'payment', 'd5d8e31ec397b899c1a0f59237848d06', '4bb13975b2cb52df', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a201de-6c60-7ab0-9e5b-2b5a113cfcd1', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a201de-6c74-7117-b84b-6a872262b176', NULL, NULL, NULL),
	('01a201de-6afb-7330-bb8f-d8028add5207', 'CAPABILITY_CALL', '2026-11-22 06:08:03.323634+00', 'payment', '91e55462cb999f07eece0bbb6c98b980', '158b07399074f07d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a201de-69fa-7d29-a645-86e232514b06', 'allow', 'a checkout takes payment', 257298, NULL, 'ok', '01a201de-6a00-7b25-b601-0b2f631188da', NULL, NULL, NULL),
	('01a201de-6b41-77cd-9223-600df9d7c185', 'CAPABILITY_CALL', '2026-11-22 06:08:03.393564+00', 'payment', '0bfe857ebb364704ead13fe4ae86f6f8', '5acfccd2bd9f0065', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a201de-6b3b-775c-8787-ea6e8a4e9729', 'allow', 'a checkout takes payment', 6286, NULL, 'ok', '01a201de-6b3d-7bb9-a6e9-a4ee70f8d75a', NULL, NULL, NULL),
	('01a201de-6b5a-79e2-b520-b748081ed3ab', 'CAPABILITY_CALL', '2026-11-22 06:08:03.418189+00', 'payment', '0bfe857ebb364704ead13fe4ae86f6f8', '2e0d0bf2580b7954', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_payment', 'payment/01a201de-6b3b-775c-8787-ea6e8a4e9729', 'allow', 'a payment''s outcome is asked for', 7116, NULL, 'ok', '01a201de-6b5a-72fd-be7e-819430dba928', NULL, NULL, NULL),
	('01a201de-6b74-7b3f-8bc5-8751c5227494', 'CAPABILITY_CALL', '2026-11-22 06:08:03.444326+00', 'payment', '0bfe857ebb364704ead13fe4ae86f6f8', 'f9018604f7cb818a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'void_payment', 'payment/01a201de-6b3b-775c-8787-ea6e8a4e9729', 'allow', 'a failed checkout takes no payment', 12249, NULL, 'ok', '01a201de-6b6f-797d-9852-f95a226135b4', NULL, NULL, NULL),
	('01a201de-6b9d-70b3-afde-1aa3a6b4171b', 'CAPABILITY_CALL', '2026-11-22 06:08:03.485934+00', 'payment', '552c41f98fe701399402d62c17fb4a0b', 'b64c08b1a755a47c', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a201de-6b98-7af3-b187-cbce1069bf0b', 'allow', 'a checkout takes payment', 5692, NULL, 'ok', '01a201de-6b9a-7939-af97-3375a3ba014e', NULL, NULL, NULL),
	('01a201de-6bf3-7051-b511-5c2569fff3a9', 'CAPABILITY_CALL', '2026-11-22 06:08:03.571613+00', 'payment', '552c41f98fe701399402d62c17fb4a0b', '90c8f3edb65779d2', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'refund_payment', 'payment/01a201de-6b98-7af3-b187-cbce1069bf0b', 'allow', 'a returned order is refunded', 50909, NULL, 'ok', '01a201de-6bd7-7c66-88d9-a2564699d707', NULL, NULL, NULL),
	('01a201de-6bfc-7462-8191-e2c6914fa2ac', 'CAPABILITY_CALL', '2026-11-22 06:08:03.580172+00', 'payment', '552c41f98fe701399402d62c17fb4a0b', 'd753d68616828501', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_payment', 'payment/01a201de-6b98-7af3-b187-cbce1069bf0b', 'allow', 'a payment''s outcome is asked for', 961, NULL, 'ok', '01a201de-6bfc-799f-80a3-ca6cc829a943', NULL, NULL, NULL),
	('01a201de-6c28-7ccb-b9ff-78220369c93a', 'CAPABILITY_CALL', '2026-11-22 06:08:03.62478+00', 'payment', 'ca9b11a6273e29580846d70518a071b4', '595c5462c8877f62', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a201de-6c20-7b33-8822-37d76b59918e', 'allow', 'a checkout takes payment', 8766, NULL, 'ok', '01a201de-6c22-7a15-92a2-97ecc9dbff60', NULL, NULL, NULL),
	('01a201de-6c4f-7f92-be68-12a14b2636ed', 'CAPABILITY_CALL', '2026-11-22 06:08:03.66368+00', 'payment', 'bdd9f894fb7d29345a37ba60d9a22f38', 'e867fe5063104bac', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'refund_payment', 'payment/01a201de-6c20-7b33-8822-37d76b59918e', 'allow', 'support refunds through the gateway', 7577, NULL, 'ok', '01a201de-6c4b-774b-8464-54d3b9630311', NULL, NULL, NULL),
	('01a201de-6c7d-7b81-8090-f7079670422f', 'CAPABILITY_CALL', '2026-11-22 06:08:03.709021+00', 'payment', 'd5d8e31ec397b899c1a0f59237848d06', '4bb13975b2cb52df', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a201de-6c73-7783-bfc6-524b9d5324fd', 'allow', 'a checkout takes payment', 10059, NULL, 'ok', '01a201de-6c74-7117-b84b-6a872262b176', NULL, NULL, NULL),
	('01a201de-81de-785f-890c-34f633cddaf0', 'CAPABILITY_CALL', '2026-11-22 06:08:09.182871+00', 'payment', 'ed19228eebdd16c7c6cafe45ddb2f89c', '9720b69d61165213', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a201de-81ce-7403-bf57-757004211b81', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a201de-81de-701c-91c7-332a9e6e6074', NULL, NULL, NULL),
	('01a201de-8206-7f4b-8aff-9f78de294292', 'CAPABILITY_CALL', '2026-11-22 06:08:09.222902+00', 'payment', '68ce9415e4931d1712699cb301d76d26', 'cd1d66e96bbd1969', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a201de-81f8-7c7d-8181-e242ddcb376f', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a201de-8206-710c-b99d-fbacc239fe5a', NULL, NULL, NULL),
	('01a201de-8233-7953-9aad-12add5739ea3', 'CAPABILITY_CALL', '2026-11-22 06:08:09.267884+00', 'payment', 'b56d5bb50e545af80cc9db842944dc7e', '8ae1aca91a42f029', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'refund_payment', 'payment/01a201de-6c73-7783-bfc6-524b9d5324fd', 'allow', 'support refunds through the gateway', NULL, NULL, NULL, '01a201de-8233-7e8f-a22e-54eaa03c006c', NULL, NULL, NULL);
-- Data for Name: idempotency; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.idempotency (scope, request_hash, resource_id, reply, problem_code, problem_message, problem_field, expires_at) VALUES
	('\xf8fb597590fb1e7aa1b61e9421411821442b5ff9e6aef7d29a6e355c218d9219', '\x15b121f2af732e9a72e3b0fe7d0add7e8e098025ab01ea61258b0504865d621e', '01a201de-68b8-77f5-adee-11bb950a0001', '\x0a2430316132303164652d363862382d373766352d616465652d313162623935306130303031122430316132303164652d363765662d373564302d616161662d3331376531363166636464331a2430316132303164652d356334312d376631642d383663662d333735656662346565333261220533392e39382a03555344320b6372656469745f6361726438024204302e30305a0c08c28d8ad80610c0e984e302', NULL, NULL, NULL, '2026-11-23 06:08:02.74535+00'),
	('\xa4be9bcbb80644a64f8982fda211f3538e900c5d6f68b1158a0a58c1cf61983a', '\xe17d8a0b1f9a819bcc374cd70daef8583042d7bf218a7785d9c242043ffaa13c', '01a201de-6971-713d-8b67-27e1cd870ad3', NULL, 'payment_declined', 'The payment was declined.', NULL, '2026-11-23 06:08:02.929968+00'),
	('\xaed1ac458eeea59a1824c35edc2ee2d8fc3e3110b83127b088b19cd75f99390d', '\x1e36cb0e06dd117e2029b9409bd9ceea561fca73663cb405d78f0c93716538ed', '01a201de-69fa-7d29-a645-86e232514b06', '\x0a2430316132303164652d363966612d376432392d613634352d383665323332353134623036122430316132303164652d363965632d373338382d393632312d3863376139316663363635371a2430316132303164652d356334312d376631642d383663662d333735656662346565333261220534392e35302a03555344320f746573745f6572726f725f6f6e636538024204302e30305a0b08c38d8ad80610909dda1f', NULL, NULL, NULL, '2026-11-23 06:08:03.066543+00'),
	('\x9e66640d7e05177eb6a9825d9f76b3ddb9d1c665ef0a88125d4ec1a9b86d0dde', '\x79262163fccc6545cc994cd0c606bdbf33f0d27f70296a3b14619f944fec6880', '01a201de-6b3b-775c-8787-ea6e8a4e9729', NULL, NULL, NULL, NULL, '2026-11-23 06:08:03.3875+00'),
	('\x058b5ac3e81d73ca24d7096dda60074263eda7a7165f4eb1f93686aecaceba47', '\xea819ddf6bd2653bb69692c594c16e4e48aca26b32ee5791904000ccf0050d9f', '01a201de-6b98-7af3-b187-cbce1069bf0b', '\x0a2430316132303164652d366239382d376166332d623138372d636263653130363962663062122430316132303164652d366238622d376339392d623938652d6263373865356132656638651a2430316132303164652d356334312d376631642d383663662d33373565666234656533326122063134382e35302a03555344320b6372656469745f6361726438024204302e30305a0c08c38d8ad80610b0928ae501', NULL, NULL, NULL, '2026-11-23 06:08:03.48047+00'),
	('\xac74fe126f1bf40b8a06ae5d318854f450d6394644b6968c78a1403f08d1c3fc', '\xa263cb35c7d758fb17438cbf9623d4f196a3d30bf6a28ea94880759c7f62febc', '01a201de-6bc3-7025-8d91-d523ba4b81aa', '\x0a2430316132303164652d366263332d373032352d386439312d643532336261346238316161122430316132303164652d366239382d376166332d623138372d6362636531303639626630621a063134382e353022035553442802321652657475726e6564206279207468652062757965722e3a0c08c38d8ad80610a0eebcf901', NULL, NULL, NULL, '2026-11-23 06:08:03.523255+00'),
	('\xd846bd89a21dad6e5101dca5bf7f13b4bb443e7226c363358fd1d9e60d4482c0', '\xd06bceb0e291f3bd05137aeaacb8850fee83ca68d700ef11daf72aa16eb324d6', '01a201de-6c20-7b33-8822-37d76b59918e', '\x0a2430316132303164652d366332302d376233332d383832322d333764373662353939313865122430316132303164652d366331332d373631382d393036392d6439346565386535313834321a2430316132303164652d356334312d376631642d383663662d333735656662346565333261220532392e39372a03555344320b6372656469745f6361726438024204302e30305a0c08c38d8ad80610d8efe6a502', NULL, NULL, NULL, '2026-11-23 06:08:03.616198+00'),
	('\x081af3ca3435c4f1ed8ef30b4989425d9ad07cc2b6ae003419a1aa00929c5650', '\x5969cb4bb34eef1f88bbee73e6585d61b8d35e5e8dd2c4d92f2516d5bf3abc8d', '01a201de-6c49-7610-a5e9-38e0d0d8b6b8', '\x0a2430316132303164652d366334392d373631302d613565392d333865306430643862366238122430316132303164652d366332302d376233332d383832322d3337643736623539393138651a04392e393922035553442802320764616d616765643a0c08c38d8ad80610b0f9b9b902', NULL, NULL, NULL, '2026-11-23 06:08:03.657398+00'),
	('\xcc25187d9aac0abce5402cd26f51569afa0510bbebe00e5169a0e321ef0f256d', '\xf2cffdb878c7647ea33b7027e79da3e91236f57e108342641dd4f94a54f7d774', '01a201de-6c73-7783-bfc6-524b9d5324fd', '\x0a2430316132303164652d366337332d373738332d626663362d353234623964353332346664122430316132303164652d366336302d376162302d396535622d3262356131313363666364311a2430316132303164652d356439392d373739352d613235312d373965636439663362636162220531322e35302a03555344320b6372656469745f6361726438024204302e30305a0c08c38d8ad80610b88aafcd02', NULL, NULL, NULL, '2026-11-23 06:08:03.699205+00'),
	('\x804c77264ce0a18496a11d9c214629b06bd441e8c42e02b13265ad3c146d1b2d', '\xb91ce551f828225107c86b4be0bd9378eafb482cf28a4fd665f9888d7e870f6c', '01a201de-81dd-7a7d-b56a-d9fde12fdf78', NULL, NULL, NULL, NULL, '2026-11-23 06:08:09.181142+00'),
	('\xf3692fe0fed21e2716ce8b384593c055f12935c1f9b537449e0bbb9837e53494', '\x195abe02542b84b346d022898af578f9fa3ac77c6a0d1a980e2cd8f8727b223d', '01a201de-8204-7ab6-b2bd-53fc324e5f83', '\x0a2430316132303164652d383230342d376162362d623262642d353366633332346535663833122430316132303164652d383166382d376337642d383138312d6532343264646362333736661a2430316132303164652d356439392d373739352d613235312d373965636439663362636162220537392e39362a03555344320b6372656469745f6361726438024204302e30305a0b08c98d8ad80610c092a169', NULL, NULL, NULL, '2026-11-23 06:08:09.220789+00'),
	('\x8d68b617ba2b155d20ac8d11eccaa393d14546c1db06fc13be20d7f7d9f57bce', '\x1601d6c9a9428e9d120b5eeed4be20cbceb77d2361b89335ce1ec0cc5397f941', '01a201de-8222-7a5e-a343-f3e35c6b87d2', NULL, NULL, NULL, NULL, '2026-11-23 06:08:09.250567+00');
-- Data for Name: ledger_accounts; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.ledger_accounts (account) VALUES
	('buyer'),
	('shop');
-- Data for Name: ledger_entries; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.ledger_entries (entry_id, transaction_id, refund_id, debit_account, credit_account, amount_minor, currency, at) OVERRIDING SYSTEM VALUE VALUES
	(1, '01a201de-68b8-77f5-adee-11bb950a0001', NULL, 'buyer', 'shop', 3998, 'USD', '2026-11-22 06:08:02.823089+00'),
	(2, '01a201de-69fa-7d29-a645-86e232514b06', NULL, 'buyer', 'shop', 4950, 'USD', '2026-11-22 06:08:03.239798+00'),
	(3, '01a201de-6b98-7af3-b187-cbce1069bf0b', NULL, 'buyer', 'shop', 14850, 'USD', '2026-11-22 06:08:03.483648+00'),
	(4, '01a201de-6b98-7af3-b187-cbce1069bf0b', '01a201de-6bc3-7025-8d91-d523ba4b81aa', 'shop', 'buyer', 14850, 'USD', '2026-11-22 06:08:03.548608+00'),
	(5, '01a201de-6c20-7b33-8822-37d76b59918e', NULL, 'buyer', 'shop', 2997, 'USD', '2026-11-22 06:08:03.619723+00'),
	(6, '01a201de-6c20-7b33-8822-37d76b59918e', '01a201de-6c49-7610-a5e9-38e0d0d8b6b8', 'shop', 'buyer', 999, 'USD', '2026-11-22 06:08:03.661167+00'),
	(7, '01a201de-6c73-7783-bfc6-524b9d5324fd', NULL, 'buyer', 'shop', 1250, 'USD', '2026-11-22 06:08:03.705125+00'),
	(8, '01a201de-8204-7ab6-b2bd-53fc324e5f83', NULL, 'buyer', 'shop', 7996, 'USD', '2026-11-22 06:08:09.224473+00');
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: outbox_lease; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.outbox_lease (id, holder, held_until) VALUES
	(1, NULL, NULL);
-- Data for Name: payment_events; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.payment_events (event_id, order_id, transaction_id, user_id, type, status, amount_minor, currency, at) VALUES
	(1, '01a201de-67ef-75d0-aaaf-317e161fcdd3', '01a201de-68b8-77f5-adee-11bb950a0001', '01a201de-5c41-7f1d-86cf-375efb4ee32a', 'captured', 'captured', 3998, 'USD', '2026-11-22 06:08:02.823089+00'),
	(2, '01a201de-6961-7db2-88ca-1064a7e058a9', '01a201de-6971-713d-8b67-27e1cd870ad3', '01a201de-5c41-7f1d-86cf-375efb4ee32a', 'declined', 'declined', 0, 'USD', '2026-11-22 06:08:02.934502+00'),
	(3, '01a201de-69ec-7388-9621-8c7a91fc6657', '01a201de-69fa-7d29-a645-86e232514b06', '01a201de-5c41-7f1d-86cf-375efb4ee32a', 'captured', 'captured', 4950, 'USD', '2026-11-22 06:08:03.239798+00'),
	(4, '01a201de-6b2b-723e-855f-886bd1e2a934', '01a201de-6b3b-775c-8787-ea6e8a4e9729', '01a201de-5c41-7f1d-86cf-375efb4ee32a', 'requires_action', 'requires_action', 0, 'USD', '2026-11-22 06:08:03.391247+00'),
	(5, '01a201de-6b2b-723e-855f-886bd1e2a934', '01a201de-6b3b-775c-8787-ea6e8a4e9729', '01a201de-5c41-7f1d-86cf-375efb4ee32a', 'voided', 'voided', 0, 'USD', '2026-11-22 06:08:03.441714+00'),
	(6, '01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', '01a201de-6b98-7af3-b187-cbce1069bf0b', '01a201de-5c41-7f1d-86cf-375efb4ee32a', 'captured', 'captured', 14850, 'USD', '2026-11-22 06:08:03.483648+00'),
	(7, '01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', '01a201de-6b98-7af3-b187-cbce1069bf0b', '01a201de-5c41-7f1d-86cf-375efb4ee32a', 'refunded', 'refunded', 14850, 'USD', '2026-11-22 06:08:03.548608+00'),
	(8, '01a201de-6c13-7618-9069-d94ee8e51842', '01a201de-6c20-7b33-8822-37d76b59918e', '01a201de-5c41-7f1d-86cf-375efb4ee32a', 'captured', 'captured', 2997, 'USD', '2026-11-22 06:08:03.619723+00'),
	(9, '01a201de-6c13-7618-9069-d94ee8e51842', '01a201de-6c20-7b33-8822-37d76b59918e', '01a201de-5c41-7f1d-86cf-375efb4ee32a', 'refunded', 'captured', 999, 'USD', '2026-11-22 06:08:03.661167+00'),
	(10, '01a201de-6c60-7ab0-9e5b-2b5a113cfcd1', '01a201de-6c73-7783-bfc6-524b9d5324fd', '01a201de-5d99-7795-a251-79ecd9f3bcab', 'captured', 'captured', 1250, 'USD', '2026-11-22 06:08:03.705125+00'),
	(11, '01a201de-81ce-7403-bf57-757004211b81', '01a201de-81dd-7a7d-b56a-d9fde12fdf78', '01a201de-5d99-7795-a251-79ecd9f3bcab', 'requires_action', 'requires_action', 0, 'USD', '2026-11-22 06:08:09.184879+00'),
	(12, '01a201de-81f8-7c7d-8181-e242ddcb376f', '01a201de-8204-7ab6-b2bd-53fc324e5f83', '01a201de-5d99-7795-a251-79ecd9f3bcab', 'captured', 'captured', 7996, 'USD', '2026-11-22 06:08:09.224473+00');
-- Data for Name: payment_orders; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.payment_orders (order_id, voided_at, void_reason) VALUES
	('01a201de-67ef-75d0-aaaf-317e161fcdd3', NULL, NULL),
	('01a201de-6961-7db2-88ca-1064a7e058a9', NULL, NULL),
	('01a201de-69ec-7388-9621-8c7a91fc6657', NULL, NULL),
	('01a201de-6b2b-723e-855f-886bd1e2a934', '2026-11-22 06:08:03.433955+00', 'cancelled'),
	('01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', NULL, NULL),
	('01a201de-6c13-7618-9069-d94ee8e51842', NULL, NULL),
	('01a201de-6c60-7ab0-9e5b-2b5a113cfcd1', NULL, NULL),
	('01a201de-81ce-7403-bf57-757004211b81', NULL, NULL),
	('01a201de-81f8-7c7d-8181-e242ddcb376f', NULL, NULL);
-- Data for Name: payments; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.payments (transaction_id, order_id, user_id, amount_minor, currency, payment_method, status, captured_minor, refunded_minor, refunding_minor, decline_code, next_action_type, next_action_url, void_requested, settled, idempotency_key, idempotency_scope, request_hash, attempts, next_attempt_at, created_at, provider_reference) VALUES
	('01a201de-68b8-77f5-adee-11bb950a0001', '01a201de-67ef-75d0-aaaf-317e161fcdd3', '01a201de-5c41-7f1d-86cf-375efb4ee32a', 3998, 'USD', 'credit_card', 'captured', 3998, 0, 0, NULL, NULL, NULL, false, true, '01a201de-67ef-75d0-aaaf-317e161fcdd3/pay', '\xf8fb597590fb1e7aa1b61e9421411821442b5ff9e6aef7d29a6e355c218d9219', '\x15b121f2af732e9a72e3b0fe7d0add7e8e098025ab01ea61258b0504865d621e', 1, '2026-11-22 06:08:02.846368+00', '2026-11-22 06:08:02.744568+00', NULL),
	('01a201de-6971-713d-8b67-27e1cd870ad3', '01a201de-6961-7db2-88ca-1064a7e058a9', '01a201de-5c41-7f1d-86cf-375efb4ee32a', 2999, 'USD', 'test_declined', 'declined', 0, 0, 0, 'payment_declined', NULL, NULL, false, true, '01a201de-6961-7db2-88ca-1064a7e058a9/pay', '\xa4be9bcbb80644a64f8982fda211f3538e900c5d6f68b1158a0a58c1cf61983a', '\xe17d8a0b1f9a819bcc374cd70daef8583042d7bf218a7785d9c242043ffaa13c', 1, '2026-11-22 06:08:03.005513+00', '2026-11-22 06:08:02.9299+00', NULL),
	('01a201de-69fa-7d29-a645-86e232514b06', '01a201de-69ec-7388-9621-8c7a91fc6657', '01a201de-5c41-7f1d-86cf-375efb4ee32a', 4950, 'USD', 'test_error_once', 'captured', 4950, 0, 0, NULL, NULL, NULL, false, true, '01a201de-69ec-7388-9621-8c7a91fc6657/pay', '\xaed1ac458eeea59a1824c35edc2ee2d8fc3e3110b83127b088b19cd75f99390d', '\x1e36cb0e06dd117e2029b9409bd9ceea561fca73663cb405d78f0c93716538ed', 2, '2026-11-22 06:08:03.425635+00', '2026-11-22 06:08:03.06649+00', NULL),
	('01a201de-6b98-7af3-b187-cbce1069bf0b', '01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', '01a201de-5c41-7f1d-86cf-375efb4ee32a', 14850, 'USD', 'credit_card', 'refunded', 14850, 14850, 0, NULL, NULL, NULL, false, true, '01a201de-6b8b-7c99-b98e-bc78e5a2ef8e/pay', '\x058b5ac3e81d73ca24d7096dda60074263eda7a7165f4eb1f93686aecaceba47', '\xea819ddf6bd2653bb69692c594c16e4e48aca26b32ee5791904000ccf0050d9f', 1, '2026-11-22 06:08:03.644017+00', '2026-11-22 06:08:03.480414+00', NULL),
	('01a201de-6c20-7b33-8822-37d76b59918e', '01a201de-6c13-7618-9069-d94ee8e51842', '01a201de-5c41-7f1d-86cf-375efb4ee32a', 2997, 'USD', 'credit_card', 'captured', 2997, 999, 0, NULL, NULL, NULL, false, true, '01a201de-6c13-7618-9069-d94ee8e51842/pay', '\xd846bd89a21dad6e5101dca5bf7f13b4bb443e7226c363358fd1d9e60d4482c0', '\xd06bceb0e291f3bd05137aeaacb8850fee83ca68d700ef11daf72aa16eb324d6', 1, '2026-11-22 06:08:03.694618+00', '2026-11-22 06:08:03.616151+00', NULL),
	('01a201de-6b3b-775c-8787-ea6e8a4e9729', '01a201de-6b2b-723e-855f-886bd1e2a934', '01a201de-5c41-7f1d-86cf-375efb4ee32a', 7425, 'USD', 'test_requires_action', 'voided', 0, 0, 0, NULL, NULL, NULL, true, false, '01a201de-6b2b-723e-855f-886bd1e2a934/pay', '\x9e66640d7e05177eb6a9825d9f76b3ddb9d1c665ef0a88125d4ec1a9b86d0dde', '\x79262163fccc6545cc994cd0c606bdbf33f0d27f70296a3b14619f944fec6880', 7, '2026-11-22 06:08:09.387189+00', '2026-11-22 06:08:03.387446+00', NULL),
	('01a201de-81dd-7a7d-b56a-d9fde12fdf78', '01a201de-81ce-7403-bf57-757004211b81', '01a201de-5d99-7795-a251-79ecd9f3bcab', 1999, 'USD', 'test_requires_action', 'requires_action', 0, 0, 0, NULL, 'redirect', 'https://sandbox.invalid/01a201de-81dd-7a7d-b56a-d9fde12fdf78/charge', false, false, '01a201de-81ce-7403-bf57-757004211b81/pay', '\x804c77264ce0a18496a11d9c214629b06bd441e8c42e02b13265ad3c146d1b2d', '\xb91ce551f828225107c86b4be0bd9378eafb482cf28a4fd665f9888d7e870f6c', 1, '2026-11-22 06:08:09.260103+00', '2026-11-22 06:08:09.18109+00', NULL),
	('01a201de-8204-7ab6-b2bd-53fc324e5f83', '01a201de-81f8-7c7d-8181-e242ddcb376f', '01a201de-5d99-7795-a251-79ecd9f3bcab', 7996, 'USD', 'credit_card', 'captured', 7996, 0, 0, NULL, NULL, NULL, false, true, '01a201de-81f8-7c7d-8181-e242ddcb376f/pay', '\xf3692fe0fed21e2716ce8b384593c055f12935c1f9b537449e0bbb9837e53494', '\x195abe02542b84b346d022898af578f9fa3ac77c6a0d1a980e2cd8f8727b223d', 1, '2026-11-22 06:08:09.288847+00', '2026-11-22 06:08:09.220744+00', NULL),
	('01a201de-6c73-7783-bfc6-524b9d5324fd', '01a201de-6c60-7ab0-9e5b-2b5a113cfcd1', '01a201de-5d99-7795-a251-79ecd9f3bcab', 1250, 'USD', 'credit_card', 'captured', 1250, 0, 250, NULL, NULL, NULL, false, true, '01a201de-6c60-7ab0-9e5b-2b5a113cfcd1/pay', '\xcc25187d9aac0abce5402cd26f51569afa0510bbebe00e5169a0e321ef0f256d', '\xf2cffdb878c7647ea33b7027e79da3e91236f57e108342641dd4f94a54f7d774', 1, '2026-11-22 06:08:09.251539+00', '2026-11-22 06:08:03.699123+00', NULL);
-- Data for Name: provider_events; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: refunds; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.refunds (refund_id, transaction_id, amount_minor, reason, kind, status, idempotency_key, idempotency_scope, request_hash, attempts, next_attempt_at, created_at, provider_reference, round) VALUES
	('01a201de-6bc3-7025-8d91-d523ba4b81aa', '01a201de-6b98-7af3-b187-cbce1069bf0b', 14850, 'Returned by the buyer.', 'refund', 'succeeded', '01a201de-6b8b-7c99-b98e-bc78e5a2ef8e/return', '\xac74fe126f1bf40b8a06ae5d318854f450d6394644b6968c78a1403f08d1c3fc', '\xa263cb35c7d758fb17438cbf9623d4f196a3d30bf6a28ea94880759c7f62febc', 1, '2026-11-22 06:08:03.564401+00', '2026-11-22 06:08:03.523188+00', NULL, 1),
	('01a201de-6c49-7610-a5e9-38e0d0d8b6b8', '01a201de-6c20-7b33-8822-37d76b59918e', 999, 'damaged', 'refund', 'succeeded', NULL, '\x081af3ca3435c4f1ed8ef30b4989425d9ad07cc2b6ae003419a1aa00929c5650', '\x5969cb4bb34eef1f88bbee73e6585d61b8d35e5e8dd2c4d92f2516d5bf3abc8d', 1, '2026-11-22 06:08:03.74593+00', '2026-11-22 06:08:03.657358+00', NULL, 1),
	('01a201de-8222-7a5e-a343-f3e35c6b87d2', '01a201de-6c73-7783-bfc6-524b9d5324fd', 250, 'damaged', 'refund', 'pending', NULL, '\x8d68b617ba2b155d20ac8d11eccaa393d14546c1db06fc13be20d7f7d9f57bce', '\x1601d6c9a9428e9d120b5eeed4be20cbceb77d2361b89335ce1ec0cc5397f941', 1, '2026-11-22 06:08:14.251539+00', '2026-11-22 06:08:09.25052+00', NULL, 1);
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_migrations (name, applied_at) VALUES
	('common/0001_common', '2026-11-22 06:07:54.622282+00'),
	('common/0002_audit_outcome', '2026-11-22 06:07:54.660287+00'),
	('common/0003_outbox', '2026-11-22 06:07:54.663224+00'),
	('0001_payments', '2026-11-22 06:07:54.683043+00'),
	('0002_indexes', '2026-11-22 06:07:54.839707+00'),
	('0003_provider_references', '2026-11-22 06:07:54.849281+00'),
	('0004_cloud_events', '2026-11-22 06:07:54.855983+00'),
	('0005_waiting', '2026-11-22 06:07:54.863546+00'),
	('0006_provider_events', '2026-11-22 06:07:54.869219+00'),
	('0007_ledger_balance', '2026-11-22 06:07:54.881223+00');
-- Name: ledger_entries_entry_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
SELECT pg_catalog.setval('public.ledger_entries_entry_id_seq', 8, true);
-- Name: outbox_position_seq; Type: SEQUENCE SET; Schema: public; Owner: -
SELECT pg_catalog.setval('public.outbox_position_seq', 1, false);
-- Name: payment_event_ids; Type: SEQUENCE SET; Schema: public; Owner: -
SELECT pg_catalog.setval('public.payment_event_ids', 12, true);
-- Name: audit audit_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (audit_id);
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
-- Name: audit_at; Type: INDEX; Schema: public; Owner: -
CREATE INDEX audit_at ON public.audit USING btree (at);
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
-- Name: ledger_entries ledger_entries_append_only; Type: TRIGGER; Schema: public; Owner: -
CREATE TRIGGER ledger_entries_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
-- Name: ledger_entries ledger_entries_balance; Type: TRIGGER; Schema: public; Owner: -
CREATE CONSTRAINT TRIGGER ledger_entries_balance AFTER INSERT ON public.ledger_entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.ledger_balance();
-- Name: payment_events payment_events_append_only; Type: TRIGGER; Schema: public; Owner: -
CREATE TRIGGER payment_events_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.payment_events FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
-- Name: payment_events payment_events_number; Type: TRIGGER; Schema: public; Owner: -
CREATE TRIGGER payment_events_number BEFORE INSERT ON public.payment_events FOR EACH ROW EXECUTE FUNCTION public.payment_events_number();
-- Name: payment_events payment_events_publish; Type: TRIGGER; Schema: public; Owner: -
CREATE TRIGGER payment_events_publish AFTER INSERT ON public.payment_events FOR EACH ROW WHEN ((current_setting('ecommerce.outbox'::text, true) = 'on'::text)) EXECUTE FUNCTION public.publish_event('payment_cloud_event');
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
-- Name: TABLE payment_events; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.payment_events TO payments_app;
-- Name: TABLE audit; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit TO payments_app;
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
