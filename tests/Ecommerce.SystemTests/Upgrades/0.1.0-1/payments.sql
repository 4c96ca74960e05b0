-- Taken at 2026-11-21T19:43:09.262Z
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
-- Name: refuse_change(); Type: FUNCTION; Schema: public; Owner: -
CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;
SET default_tablespace = '';
SET default_table_access_method = heap;
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
-- Name: payment_event_ids; Type: SEQUENCE; Schema: public; Owner: -
CREATE SEQUENCE public.payment_event_ids
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
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
    CONSTRAINT refunds_amount_minor_check CHECK ((amount_minor > 0)),
    CONSTRAINT refunds_check CHECK (((idempotency_scope IS NULL) = (request_hash IS NULL))),
    CONSTRAINT refunds_kind_check CHECK ((kind = ANY (ARRAY['refund'::text, 'void'::text, 'late'::text]))),
    CONSTRAINT refunds_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'succeeded'::text, 'failed'::text])))
);
-- Name: schema_migrations; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.schema_migrations (
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);
-- Data for Name: audit; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit (audit_id, event_type, at, agent_name, trace_id, span_id, caller_id, actor_id, peer_id, action, resource, decision, reason, duration_us, context, outcome, call_id, listener, address, count) VALUES
	('01a1ffa2-1bf4-7276-a898-cc7e1a62da7c', 'IDENTITY_ROTATION', '2026-11-21 19:42:56.500705+00', 'payment', NULL, NULL, 'spiffe://agentweave.io/agent/payment', NULL, NULL, NULL, NULL, NULL, 'generation 1, valid until 2026-11-21T20:42:48Z', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-1ef7-7cd5-b570-a4192a2f8766', 'STARTUP', '2026-11-21 19:42:57.271949+00', 'payment', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'version 0.1.0', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-2406-7310-abc4-0a4b2a6d5d42', 'CAPABILITY_CALL', '2026-11-21 19:42:58.566181+00', 'payment', '00a820f3b979420fa786eedf56b23a5b', 'd58117f9ee5cc860', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'watch_payments', NULL, 'allow', 'refunds change orders', NULL, NULL, NULL, '01a1ffa2-23fc-71fe-8ff4-d276231d9ecb', NULL, NULL, NULL),
	('01a1ffa2-344e-736f-9dc7-95235ec463bc', 'CAPABILITY_CALL', '2026-11-21 19:43:02.734779+00', 'payment', 'acbdc81588a3827ea35d87840c38e7a1', '8bde3a97bc467aae', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a1ffa2-332f-7708-8f70-e3f5dd01a7b3', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a1ffa2-342b-7675-829c-226e428527ab', NULL, NULL, NULL),
	('01a1ffa2-351b-7bd5-a442-62dd2621fe6b', 'CAPABILITY_CALL', '2026-11-21 19:43:02.939174+00', 'payment', 'acbdc81588a3827ea35d87840c38e7a1', '8bde3a97bc467aae', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a1ffa2-3463-7873-979b-403a9989aba8', 'allow', 'a checkout takes payment', 239322, NULL, 'ok', '01a1ffa2-342b-7675-829c-226e428527ab', NULL, NULL, NULL),
	('01a1ffa2-35e7-7d88-aef2-4dd3cda45937', 'CAPABILITY_CALL', '2026-11-21 19:43:03.143868+00', 'payment', '212ec89a262cbc903e4e102b65da6dda', '50bbfdaa30ceee16', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a1ffa2-35b2-7faa-aa42-5b053110ef45', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a1ffa2-35e7-752d-89d2-210be9313405', NULL, NULL, NULL),
	('01a1ffa2-35fa-76b6-ade0-b1726d9a52ac', 'CAPABILITY_CALL', '2026-11-21 19:43:03.162743+00', 'payment', '212ec89a262cbc903e4e102b65da6dda', '50bbfdaa30ceee16', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a1ffa2-35b2-7faa-aa42-5b053110ef45', 'allow', 'a checkout takes payment', 19064, NULL, 'payment_declined', '01a1ffa2-35e7-752d-89d2-210be9313405', NULL, NULL, NULL),
	('01a1ffa2-36a7-7ecb-8340-25c1d4aa3ab7', 'CAPABILITY_CALL', '2026-11-21 19:43:03.335895+00', 'payment', 'df034f57acef22565880a479c72771a5', '4110e6ebfb828bdd', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a1ffa2-3698-73d6-93b9-d7a891f052d6', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a1ffa2-36a7-7463-8e7c-9ba6cc873a6e', NULL, NULL, NULL),
	('01a1ffa2-374c-7017-986c-9d5784b7093b', 'CAPABILITY_CALL', '2026-11-21 19:43:03.500833+00', 'payment', 'df034f57acef22565880a479c72771a5', '4110e6ebfb828bdd', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a1ffa2-36a9-78b6-9eca-a6153b1050dd', 'allow', 'a checkout takes payment', 165085, NULL, 'ok', '01a1ffa2-36a7-7463-8e7c-9ba6cc873a6e', NULL, NULL, NULL),
	('01a1ffa2-37cb-716b-bf21-008d96e2efd9', 'CAPABILITY_CALL', '2026-11-21 19:43:03.627772+00', 'payment', 'd4b0e32eb21b9b81d8e7aa5964b19be0', '543f12722b8089ed', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a1ffa2-37cb-751d-b5de-3e8d0ddbc77c', NULL, NULL, NULL),
	('01a1ffa2-37d9-7f11-aad2-b3fbd9ecf655', 'CAPABILITY_CALL', '2026-11-21 19:43:03.641565+00', 'payment', 'd4b0e32eb21b9b81d8e7aa5964b19be0', '543f12722b8089ed', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a1ffa2-37cd-7709-91ad-085926f4cae2', 'allow', 'a checkout takes payment', 13973, NULL, 'ok', '01a1ffa2-37cb-751d-b5de-3e8d0ddbc77c', NULL, NULL, NULL),
	('01a1ffa2-380a-77c4-b046-87fcb0fc0590', 'CAPABILITY_CALL', '2026-11-21 19:43:03.690574+00', 'payment', 'd4b0e32eb21b9b81d8e7aa5964b19be0', '2588d7a49f3e5902', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_payment', 'payment/01a1ffa2-37cd-7709-91ad-085926f4cae2', 'allow', 'a payment''s outcome is asked for', 2307, NULL, 'ok', '01a1ffa2-3808-7ef4-b489-5fffbf0a9bba', NULL, NULL, NULL),
	('01a1ffa2-3821-7f87-b32d-01cc8dd30167', 'CAPABILITY_CALL', '2026-11-21 19:43:03.713457+00', 'payment', 'd4b0e32eb21b9b81d8e7aa5964b19be0', 'f6aead7745325d7c', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'void_payment', 'order/01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 'allow', 'a failed checkout takes no payment', NULL, NULL, NULL, '01a1ffa2-3821-765c-be8c-7a48a9c1bc0d', NULL, NULL, NULL),
	('01a1ffa2-3836-7924-b8a1-7cd75d5217db', 'CAPABILITY_CALL', '2026-11-21 19:43:03.734222+00', 'payment', 'd4b0e32eb21b9b81d8e7aa5964b19be0', 'f6aead7745325d7c', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'void_payment', 'payment/01a1ffa2-37cd-7709-91ad-085926f4cae2', 'allow', 'a failed checkout takes no payment', 20827, NULL, 'ok', '01a1ffa2-3821-765c-be8c-7a48a9c1bc0d', NULL, NULL, NULL),
	('01a1ffa2-385f-7d05-9246-2c3cd2d9c8af', 'CAPABILITY_CALL', '2026-11-21 19:43:03.775324+00', 'payment', '921e04c9fe887a67dda058840d248627', 'ce1e010a70ec1d6b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a1ffa2-385f-7db2-8e91-d53c8e148710', NULL, NULL, NULL),
	('01a1ffa2-3869-702c-8cd9-0de473ad336a', 'CAPABILITY_CALL', '2026-11-21 19:43:03.785934+00', 'payment', '921e04c9fe887a67dda058840d248627', 'ce1e010a70ec1d6b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a1ffa2-3860-72bd-bc31-9791786d6715', 'allow', 'a checkout takes payment', 10784, NULL, 'ok', '01a1ffa2-385f-7db2-8e91-d53c8e148710', NULL, NULL, NULL),
	('01a1ffa2-388f-7035-ad7f-088bcef4c9cf', 'CAPABILITY_CALL', '2026-11-21 19:43:03.823409+00', 'payment', '921e04c9fe887a67dda058840d248627', '3c3daf01dc6dd2db', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'refund_payment', 'payment/01a1ffa2-3860-72bd-bc31-9791786d6715', 'allow', 'a returned order is refunded', NULL, NULL, NULL, '01a1ffa2-388f-7d42-b5a3-ff631fae87be', NULL, NULL, NULL),
	('01a1ffa2-38b4-727f-be02-3587999e2330', 'CAPABILITY_CALL', '2026-11-21 19:43:03.860364+00', 'payment', '921e04c9fe887a67dda058840d248627', '3c3daf01dc6dd2db', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'refund_payment', 'payment/01a1ffa2-3860-72bd-bc31-9791786d6715', 'allow', 'a returned order is refunded', 37356, NULL, 'ok', '01a1ffa2-388f-7d42-b5a3-ff631fae87be', NULL, NULL, NULL),
	('01a1ffa2-3910-7c93-815a-bb2a74298aed', 'CAPABILITY_CALL', '2026-11-21 19:43:03.952703+00', 'payment', '505d1f30a61099cd0c6a5535f6d5b153', 'bc05cc114321f75c', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a1ffa2-38fd-7452-936c-94f988a8ee4a', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a1ffa2-3910-740f-96dd-30ad48a6b481', NULL, NULL, NULL),
	('01a1ffa2-3922-7534-8d4c-73960dc989da', 'CAPABILITY_CALL', '2026-11-21 19:43:03.970392+00', 'payment', '505d1f30a61099cd0c6a5535f6d5b153', 'bc05cc114321f75c', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a1ffa2-3915-7168-8b0e-5f2b7a6fdfa0', 'allow', 'a checkout takes payment', 17841, NULL, 'ok', '01a1ffa2-3910-740f-96dd-30ad48a6b481', NULL, NULL, NULL),
	('01a1ffa2-3967-7da8-b1bc-f2fb852cf0de', 'CAPABILITY_CALL', '2026-11-21 19:43:04.039946+00', 'payment', '16fdf36f5e31d7bad8e85fda724e43f4', '91582123238201d2', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'refund_payment', 'payment/01a1ffa2-3915-7168-8b0e-5f2b7a6fdfa0', 'allow', 'support refunds through the gateway', NULL, NULL, NULL, '01a1ffa2-3967-70fe-b09f-ce5eea02c519', NULL, NULL, NULL),
	('01a1ffa2-3987-718a-b026-719674600137', 'CAPABILITY_CALL', '2026-11-21 19:43:04.071425+00', 'payment', '16fdf36f5e31d7bad8e85fda724e43f4', '91582123238201d2', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'refund_payment', 'payment/01a1ffa2-3915-7168-8b0e-5f2b7a6fdfa0', 'allow', 'support refunds through the gateway', 32347, NULL, 'ok', '01a1ffa2-3967-70fe-b09f-ce5eea02c519', NULL, NULL, NULL),
	('01a1ffa2-39f2-7d06-aff4-63aa27050542', 'CAPABILITY_CALL', '2026-11-21 19:43:04.178273+00', 'payment', 'e0703ea7e3c626ea2b7c3ceffaceb47e', 'e4c793ac2a07634e', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a1ffa2-39af-7d57-aefd-eada786c8f83', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a1ffa2-39f2-7e3e-99e6-b1d13b1891d5', NULL, NULL, NULL),
	('01a1ffa2-3a01-7a34-a939-78a2168096b1', 'CAPABILITY_CALL', '2026-11-21 19:43:04.193299+00', 'payment', 'e0703ea7e3c626ea2b7c3ceffaceb47e', 'e4c793ac2a07634e', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a1ffa2-39f7-7f38-bb11-acd9a306df43', 'allow', 'a checkout takes payment', 15209, NULL, 'ok', '01a1ffa2-39f2-7e3e-99e6-b1d13b1891d5', NULL, NULL, NULL),
	('01a1ffa2-4d6a-7025-b9bc-19a57a41b561', 'CAPABILITY_CALL', '2026-11-21 19:43:09.162986+00', 'payment', '316a7096bff3951acf75d5e46f4df479', '5bcab7d22a404329', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a1ffa2-4d54-74d7-8d30-4f0f2ab64c7c', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a1ffa2-4d6a-7cb3-9d62-c45025613713', NULL, NULL, NULL),
	('01a1ffa2-4da8-7cd0-a963-51da31b2cd71', 'CAPABILITY_CALL', '2026-11-21 19:43:09.224197+00', 'payment', '91ca2abee8c173bc1a483fe157a782b8', '6d46277f15b75abf', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a1ffa2-4da2-76c3-aaeb-0db602795821', 'allow', 'a checkout takes payment', 7245, NULL, 'ok', '01a1ffa2-4da0-7194-b004-0e75787c35ef', NULL, NULL, NULL),
	('01a1ffa2-4d71-7584-b7e8-40a81cae2b59', 'CAPABILITY_CALL', '2026-11-21 19:43:09.169335+00', 'payment', '316a7096bff3951acf75d5e46f4df479', '5bcab7d22a404329', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a1ffa2-4d6c-7378-b595-e374ac32ff64', 'allow', 'a checkout takes payment', 6529, NULL, 'ok', '01a1ffa2-4d6a-7cb3-9d62-c45025613713', NULL, NULL, NULL),
	('01a1ffa2-4da1-761c-9d07-b37babd10f9d', 'CAPABILITY_CALL', '2026-11-21 19:43:09.21714+00', 'payment', '91ca2abee8c173bc1a483fe157a782b8', '6d46277f15b75abf', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a1ffa2-4d8f-73bd-93fe-37f4a391bf84', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a1ffa2-4da0-7194-b004-0e75787c35ef', NULL, NULL, NULL),
	('01a1ffa2-4dc2-7a4b-889c-a181043c7654', 'CAPABILITY_CALL', '2026-11-21 19:43:09.250168+00', 'payment', '20133406ea23ab0d0f4b585c5235ddd6', '07177516981c3d09', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'refund_payment', 'payment/01a1ffa2-39f7-7f38-bb11-acd9a306df43', 'allow', 'support refunds through the gateway', NULL, NULL, NULL, '01a1ffa2-4dc1-712d-8357-548cfa51fb4c', NULL, NULL, NULL);
-- Data for Name: idempotency; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.idempotency (scope, request_hash, resource_id, reply, problem_code, problem_message, problem_field, expires_at) VALUES
	('\xe0d5ea77d810979fbc9d72b83292fa34d3b71795d3805596e1073204244a1935', '\xca85ee5b022363da6c50d5cb0b5cad0771959704a1ad2730cf910b475921b850', '01a1ffa2-3463-7873-979b-403a9989aba8', '\x0a2430316131666661322d333436332d373837332d393739622d343033613939383961626138122430316131666661322d333332662d373730382d386637302d6533663564643031613762331a2430316131666661322d323763312d376139382d626265662d623030366366353535373335220533392e39382a03555344320b6372656469745f6361726438024204302e30305a0c08c6e887d8061088fb91e802', NULL, NULL, NULL, '2026-11-22 19:43:02.759626+00'),
	('\x7803fdf9a342c6160601c8440b3d95ead6313e92e154df5de2314a41e27f7ac3', '\x93404a5be3a7aedac739a2cc0efaae86c086bcf4f5208ae5ec88f59324082f4b', '01a1ffa2-35e9-7bf4-84fc-bf398d744abc', NULL, 'payment_declined', 'The payment was declined.', NULL, '2026-11-22 19:43:03.145273+00'),
	('\x5f67f501970bd9d20505d2a2c986d635a34b4e47739b37cd78f92ec8e6080c49', '\x5c5a82fd9145e18eb4ba55ea5a964b5cce08dbb2bbae2f0c322461de48bd2d19', '01a1ffa2-36a9-78b6-9eca-a6153b1050dd', '\x0a2430316131666661322d333661392d373862362d396563612d613631353362313035306464122430316131666661322d333639382d373364362d393362392d6437613839316630353264361a2430316131666661322d323763312d376139382d626265662d623030366366353535373335220534392e35302a03555344320f746573745f6572726f725f6f6e636538024204302e30305a0c08c7e887d8061098eaeba001', NULL, NULL, NULL, '2026-11-22 19:43:03.337333+00'),
	('\xdf39321344611252b4dc07682f2951993cb1e9c5953c26196eaa0af48e252b13', '\x2bbc48247edf195a440feccec5239fbc122b20693fb40388c9bbcc956bb5dd06', '01a1ffa2-37cd-7709-91ad-085926f4cae2', NULL, NULL, NULL, NULL, '2026-11-22 19:43:03.629379+00'),
	('\xe6b34d72636b758caece36f9c4123a5e8fe510cdf66724bdbe56210cb18502ed', '\x2a54e114b1bda9031a367be7b8c02c126d129477a3400da882cf14c062c7552c', '01a1ffa2-3860-72bd-bc31-9791786d6715', '\x0a2430316131666661322d333836302d373262642d626333312d393739313738366436373135122430316131666661322d333835312d373064362d623266352d3439373562666236653637361a2430316131666661322d323763312d376139382d626265662d62303036636635353537333522063134382e35302a03555344320b6372656469745f6361726438024204302e30305a0c08c7e887d80610c0e7abf202', NULL, NULL, NULL, '2026-11-22 19:43:03.776687+00'),
	('\x15d530ba65d6760c6dc9df47687e749c612e3d51d1d390e7409f04d02086259c', '\xa53c6607c80f3781fef4bbc3689e1f9faa62ba88746df70b6fcd1bf75c391339', '01a1ffa2-3899-7b71-9bf4-0d5d59bd6d9b', '\x0a2430316131666661322d333839392d376237312d396266342d306435643539626436643962122430316131666661322d333836302d373262642d626333312d3937393137383664363731351a063134382e353022035553442802321652657475726e6564206279207468652062757965722e3a0c08c7e887d8061098b9cf8d03', NULL, NULL, NULL, '2026-11-22 19:43:03.833955+00'),
	('\xa1a8daaa645d92dc49743942ecf87f1fe316643e97e88342145fb6773827ce21', '\x74b6f1b307317e73396edd18f04043598ed3b59984c8b78f010a01905979d9d6', '01a1ffa2-3915-7168-8b0e-5f2b7a6fdfa0', '\x0a2430316131666661322d333931352d373136382d386230652d356632623761366664666130122430316131666661322d333866642d373435322d393336632d3934663938386138656534611a2430316131666661322d323763312d376139382d626265662d623030366366353535373335220532392e39372a03555344320b6372656469745f6361726438024204302e30305a0c08c7e887d80610c8c0bdc803', NULL, NULL, NULL, '2026-11-22 19:43:03.957342+00'),
	('\x081af3ca3435c4f1ed8ef30b4989425d9ad07cc2b6ae003419a1aa00929c5650', '\x01227365103cd605fab3fdc8fd85632851bbb19bc3b704626ed802d34cec8835', '01a1ffa2-3973-70a3-accb-a37b4f048bba', '\x0a2430316131666661322d333937332d373061332d616363622d613337623466303438626261122430316131666661322d333931352d373136382d386230652d3566326237613666646661301a04392e393922035553442802320764616d616765643a0b08c8e887d80610b0f6b218', NULL, NULL, NULL, '2026-11-22 19:43:04.051188+00'),
	('\xcdc285c2a468bc72def3dfd42c3f66b79f51600a0ffd63067196969786a7363c', '\xc0f4e17e07c8ee3bde8eec6a67fe063bb2a0fe90140e810632cf1aea056c8da4', '01a1ffa2-39f7-7f38-bb11-acd9a306df43', '\x0a2430316131666661322d333966372d376633382d626231312d616364396133303664663433122430316131666661322d333961662d376435372d616566642d6561646137383663386638331a2430316131666661322d323838302d373335632d396633372d333437656339306536396361220531322e35302a03555344320b6372656469745f6361726438024204302e30305a0b08c8e887d80610d09fc357', NULL, NULL, NULL, '2026-11-22 19:43:04.183584+00'),
	('\x7903090d558effd1630a17b9c7805c462c47ba8f61fbde5c5d83562e81aaba39', '\x5135ebf4714771f3f5c517335333a49eff2b42dd1f5f80cdf93ba131abc01baa', '01a1ffa2-4d6c-7378-b595-e374ac32ff64', NULL, NULL, NULL, NULL, '2026-11-22 19:43:09.164775+00'),
	('\xd00c8e10780a5c9d43a1f0090cdb1daf18adeab33cc8c8b35d2b7e77984d95bf', '\x8ae84dc0edc4cedcf1e7c28feccf461373a43116852d63dfda420e129a751e1d', '01a1ffa2-4da2-76c3-aaeb-0db602795821', '\x0a2430316131666661322d346461322d373663332d616165622d306462363032373935383231122430316131666661322d346438662d373362642d393366652d3337663461333931626638341a2430316131666661322d323838302d373335632d396633372d333437656339306536396361220537392e39362a03555344320b6372656469745f6361726438024204302e30305a0b08cde887d80610f8c19c68', NULL, NULL, NULL, '2026-11-22 19:43:09.218595+00'),
	('\x8d68b617ba2b155d20ac8d11eccaa393d14546c1db06fc13be20d7f7d9f57bce', '\x2b2251f8fae00a6254bf9b64e59c67dbb5f46d5422c7657d57339ae579876e56', '01a1ffa2-4dc3-70d6-aeab-fa8ee5cefd4c', NULL, NULL, NULL, NULL, '2026-11-22 19:43:09.25196+00');
-- Data for Name: ledger_accounts; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.ledger_accounts (account) VALUES
	('buyer'),
	('shop');
-- Data for Name: ledger_entries; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.ledger_entries (entry_id, transaction_id, refund_id, debit_account, credit_account, amount_minor, currency, at) OVERRIDING SYSTEM VALUE VALUES
	(1, '01a1ffa2-3463-7873-979b-403a9989aba8', NULL, 'buyer', 'shop', 3998, 'USD', '2026-11-21 19:43:02.883449+00'),
	(2, '01a1ffa2-36a9-78b6-9eca-a6153b1050dd', NULL, 'buyer', 'shop', 4950, 'USD', '2026-11-21 19:43:03.475753+00'),
	(3, '01a1ffa2-3860-72bd-bc31-9791786d6715', NULL, 'buyer', 'shop', 14850, 'USD', '2026-11-21 19:43:03.779905+00'),
	(4, '01a1ffa2-3860-72bd-bc31-9791786d6715', '01a1ffa2-3899-7b71-9bf4-0d5d59bd6d9b', 'shop', 'buyer', 14850, 'USD', '2026-11-21 19:43:03.853342+00'),
	(5, '01a1ffa2-3915-7168-8b0e-5f2b7a6fdfa0', NULL, 'buyer', 'shop', 2997, 'USD', '2026-11-21 19:43:03.963615+00'),
	(6, '01a1ffa2-3915-7168-8b0e-5f2b7a6fdfa0', '01a1ffa2-3973-70a3-accb-a37b4f048bba', 'shop', 'buyer', 999, 'USD', '2026-11-21 19:43:04.06217+00'),
	(7, '01a1ffa2-39f7-7f38-bb11-acd9a306df43', NULL, 'buyer', 'shop', 1250, 'USD', '2026-11-21 19:43:04.190087+00'),
	(8, '01a1ffa2-4da2-76c3-aaeb-0db602795821', NULL, 'buyer', 'shop', 7996, 'USD', '2026-11-21 19:43:09.221264+00');
-- Data for Name: payment_events; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.payment_events (event_id, order_id, transaction_id, user_id, type, status, amount_minor, currency, at) VALUES
	(1, '01a1ffa2-332f-7708-8f70-e3f5dd01a7b3', '01a1ffa2-3463-7873-979b-403a9989aba8', '01a1ffa2-27c1-7a98-bbef-b006cf555735', 'captured', 'captured', 3998, 'USD', '2026-11-21 19:43:02.883449+00'),
	(2, '01a1ffa2-35b2-7faa-aa42-5b053110ef45', '01a1ffa2-35e9-7bf4-84fc-bf398d744abc', '01a1ffa2-27c1-7a98-bbef-b006cf555735', 'declined', 'declined', 0, 'USD', '2026-11-21 19:43:03.149773+00'),
	(3, '01a1ffa2-3698-73d6-93b9-d7a891f052d6', '01a1ffa2-36a9-78b6-9eca-a6153b1050dd', '01a1ffa2-27c1-7a98-bbef-b006cf555735', 'captured', 'captured', 4950, 'USD', '2026-11-21 19:43:03.475753+00'),
	(4, '01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', '01a1ffa2-37cd-7709-91ad-085926f4cae2', '01a1ffa2-27c1-7a98-bbef-b006cf555735', 'requires_action', 'requires_action', 0, 'USD', '2026-11-21 19:43:03.638408+00'),
	(5, '01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', '01a1ffa2-37cd-7709-91ad-085926f4cae2', '01a1ffa2-27c1-7a98-bbef-b006cf555735', 'voided', 'voided', 0, 'USD', '2026-11-21 19:43:03.729402+00'),
	(6, '01a1ffa2-3851-70d6-b2f5-4975bfb6e676', '01a1ffa2-3860-72bd-bc31-9791786d6715', '01a1ffa2-27c1-7a98-bbef-b006cf555735', 'captured', 'captured', 14850, 'USD', '2026-11-21 19:43:03.779905+00'),
	(7, '01a1ffa2-3851-70d6-b2f5-4975bfb6e676', '01a1ffa2-3860-72bd-bc31-9791786d6715', '01a1ffa2-27c1-7a98-bbef-b006cf555735', 'refunded', 'refunded', 14850, 'USD', '2026-11-21 19:43:03.853342+00'),
	(8, '01a1ffa2-38fd-7452-936c-94f988a8ee4a', '01a1ffa2-3915-7168-8b0e-5f2b7a6fdfa0', '01a1ffa2-27c1-7a98-bbef-b006cf555735', 'captured', 'captured', 2997, 'USD', '2026-11-21 19:43:03.963615+00'),
	(9, '01a1ffa2-38fd-7452-936c-94f988a8ee4a', '01a1ffa2-3915-7168-8b0e-5f2b7a6fdfa0', '01a1ffa2-27c1-7a98-bbef-b006cf555735', 'refunded', 'captured', 999, 'USD', '2026-11-21 19:43:04.06217+00'),
	(10, '01a1ffa2-39af-7d57-aefd-eada786c8f83', '01a1ffa2-39f7-7f38-bb11-acd9a306df43', '01a1ffa2-2880-735c-9f37-347ec90e69ca', 'captured', 'captured', 1250, 'USD', '2026-11-21 19:43:04.190087+00'),
	(11, '01a1ffa2-4d54-74d7-8d30-4f0f2ab64c7c', '01a1ffa2-4d6c-7378-b595-e374ac32ff64', '01a1ffa2-2880-735c-9f37-347ec90e69ca', 'requires_action', 'requires_action', 0, 'USD', '2026-11-21 19:43:09.167585+00'),
	(12, '01a1ffa2-4d8f-73bd-93fe-37f4a391bf84', '01a1ffa2-4da2-76c3-aaeb-0db602795821', '01a1ffa2-2880-735c-9f37-347ec90e69ca', 'captured', 'captured', 7996, 'USD', '2026-11-21 19:43:09.221264+00');
-- Data for Name: payment_orders; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.payment_orders (order_id, voided_at, void_reason) VALUES
	('01a1ffa2-332f-7708-8f70-e3f5dd01a7b3', NULL, NULL),
	('01a1ffa2-35b2-7faa-aa42-5b053110ef45', NULL, NULL),
	('01a1ffa2-3698-73d6-93b9-d7a891f052d6', NULL, NULL),
	('01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', '2026-11-21 19:43:03.720621+00', 'cancelled'),
	('01a1ffa2-3851-70d6-b2f5-4975bfb6e676', NULL, NULL),
	('01a1ffa2-38fd-7452-936c-94f988a8ee4a', NULL, NULL),
	('01a1ffa2-39af-7d57-aefd-eada786c8f83', NULL, NULL),
	('01a1ffa2-4d54-74d7-8d30-4f0f2ab64c7c', NULL, NULL),
	('01a1ffa2-4d8f-73bd-93fe-37f4a391bf84', NULL, NULL);
-- Data for Name: payments; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.payments (transaction_id, order_id, user_id, amount_minor, currency, payment_method, status, captured_minor, refunded_minor, refunding_minor, decline_code, next_action_type, next_action_url, void_requested, settled, idempotency_key, idempotency_scope, request_hash, attempts, next_attempt_at, created_at) VALUES
	('01a1ffa2-3463-7873-979b-403a9989aba8', '01a1ffa2-332f-7708-8f70-e3f5dd01a7b3', '01a1ffa2-27c1-7a98-bbef-b006cf555735', 3998, 'USD', 'credit_card', 'captured', 3998, 0, 0, NULL, NULL, NULL, false, true, '01a1ffa2-332f-7708-8f70-e3f5dd01a7b3/pay', '\xe0d5ea77d810979fbc9d72b83292fa34d3b71795d3805596e1073204244a1935', '\xca85ee5b022363da6c50d5cb0b5cad0771959704a1ad2730cf910b475921b850', 1, '2026-11-21 19:43:02.945316+00', '2026-11-21 19:43:02.755269+00'),
	('01a1ffa2-35e9-7bf4-84fc-bf398d744abc', '01a1ffa2-35b2-7faa-aa42-5b053110ef45', '01a1ffa2-27c1-7a98-bbef-b006cf555735', 2999, 'USD', 'test_declined', 'declined', 0, 0, 0, 'payment_declined', NULL, NULL, false, true, '01a1ffa2-35b2-7faa-aa42-5b053110ef45/pay', '\x7803fdf9a342c6160601c8440b3d95ead6313e92e154df5de2314a41e27f7ac3', '\x93404a5be3a7aedac739a2cc0efaae86c086bcf4f5208ae5ec88f59324082f4b', 1, '2026-11-21 19:43:03.203316+00', '2026-11-21 19:43:03.145245+00'),
	('01a1ffa2-36a9-78b6-9eca-a6153b1050dd', '01a1ffa2-3698-73d6-93b9-d7a891f052d6', '01a1ffa2-27c1-7a98-bbef-b006cf555735', 4950, 'USD', 'test_error_once', 'captured', 4950, 0, 0, NULL, NULL, NULL, false, true, '01a1ffa2-3698-73d6-93b9-d7a891f052d6/pay', '\x5f67f501970bd9d20505d2a2c986d635a34b4e47739b37cd78f92ec8e6080c49', '\x5c5a82fd9145e18eb4ba55ea5a964b5cce08dbb2bbae2f0c322461de48bd2d19', 2, '2026-11-21 19:43:03.590829+00', '2026-11-21 19:43:03.337311+00'),
	('01a1ffa2-3860-72bd-bc31-9791786d6715', '01a1ffa2-3851-70d6-b2f5-4975bfb6e676', '01a1ffa2-27c1-7a98-bbef-b006cf555735', 14850, 'USD', 'credit_card', 'refunded', 14850, 14850, 0, NULL, NULL, NULL, false, true, '01a1ffa2-3851-70d6-b2f5-4975bfb6e676/pay', '\xe6b34d72636b758caece36f9c4123a5e8fe510cdf66724bdbe56210cb18502ed', '\x2a54e114b1bda9031a367be7b8c02c126d129477a3400da882cf14c062c7552c', 1, '2026-11-21 19:43:03.949486+00', '2026-11-21 19:43:03.776664+00'),
	('01a1ffa2-3915-7168-8b0e-5f2b7a6fdfa0', '01a1ffa2-38fd-7452-936c-94f988a8ee4a', '01a1ffa2-27c1-7a98-bbef-b006cf555735', 2997, 'USD', 'credit_card', 'captured', 2997, 999, 0, NULL, NULL, NULL, false, true, '01a1ffa2-38fd-7452-936c-94f988a8ee4a/pay', '\xa1a8daaa645d92dc49743942ecf87f1fe316643e97e88342145fb6773827ce21', '\x74b6f1b307317e73396edd18f04043598ed3b59984c8b78f010a01905979d9d6', 1, '2026-11-21 19:43:04.132571+00', '2026-11-21 19:43:03.957309+00'),
	('01a1ffa2-37cd-7709-91ad-085926f4cae2', '01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', '01a1ffa2-27c1-7a98-bbef-b006cf555735', 7425, 'USD', 'test_requires_action', 'voided', 0, 0, 0, NULL, NULL, NULL, true, false, '01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5/pay', '\xdf39321344611252b4dc07682f2951993cb1e9c5953c26196eaa0af48e252b13', '\x2bbc48247edf195a440feccec5239fbc122b20693fb40388c9bbcc956bb5dd06', 7, '2026-11-21 19:43:11.214205+00', '2026-11-21 19:43:03.629351+00'),
	('01a1ffa2-4da2-76c3-aaeb-0db602795821', '01a1ffa2-4d8f-73bd-93fe-37f4a391bf84', '01a1ffa2-2880-735c-9f37-347ec90e69ca', 7996, 'USD', 'credit_card', 'captured', 7996, 0, 0, NULL, NULL, NULL, false, true, '01a1ffa2-4d8f-73bd-93fe-37f4a391bf84/pay', '\xd00c8e10780a5c9d43a1f0090cdb1daf18adeab33cc8c8b35d2b7e77984d95bf', '\x8ae84dc0edc4cedcf1e7c28feccf461373a43116852d63dfda420e129a751e1d', 1, '2026-11-21 19:43:09.2715+00', '2026-11-21 19:43:09.218571+00'),
	('01a1ffa2-4d6c-7378-b595-e374ac32ff64', '01a1ffa2-4d54-74d7-8d30-4f0f2ab64c7c', '01a1ffa2-2880-735c-9f37-347ec90e69ca', 1999, 'USD', 'test_requires_action', 'requires_action', 0, 0, 0, NULL, 'redirect', 'https://sandbox.invalid/01a1ffa2-4d6c-7378-b595-e374ac32ff64/charge', false, false, '01a1ffa2-4d54-74d7-8d30-4f0f2ab64c7c/pay', '\x7903090d558effd1630a17b9c7805c462c47ba8f61fbde5c5d83562e81aaba39', '\x5135ebf4714771f3f5c517335333a49eff2b42dd1f5f80cdf93ba131abc01baa', 2, '2026-11-21 19:43:09.437019+00', '2026-11-21 19:43:09.164753+00'),
	('01a1ffa2-39f7-7f38-bb11-acd9a306df43', '01a1ffa2-39af-7d57-aefd-eada786c8f83', '01a1ffa2-2880-735c-9f37-347ec90e69ca', 1250, 'USD', 'credit_card', 'captured', 1250, 0, 250, NULL, NULL, NULL, false, true, '01a1ffa2-39af-7d57-aefd-eada786c8f83/pay', '\xcdc285c2a468bc72def3dfd42c3f66b79f51600a0ffd63067196969786a7363c', '\xc0f4e17e07c8ee3bde8eec6a67fe063bb2a0fe90140e810632cf1aea056c8da4', 1, '2026-11-21 19:43:09.252099+00', '2026-11-21 19:43:04.183554+00');
-- Data for Name: refunds; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.refunds (refund_id, transaction_id, amount_minor, reason, kind, status, idempotency_key, idempotency_scope, request_hash, attempts, next_attempt_at, created_at) VALUES
	('01a1ffa2-3899-7b71-9bf4-0d5d59bd6d9b', '01a1ffa2-3860-72bd-bc31-9791786d6715', 14850, 'Returned by the buyer.', 'refund', 'succeeded', '01a1ffa2-3851-70d6-b2f5-4975bfb6e676/return', '\x15d530ba65d6760c6dc9df47687e749c612e3d51d1d390e7409f04d02086259c', '\xa53c6607c80f3781fef4bbc3689e1f9faa62ba88746df70b6fcd1bf75c391339', 1, '2026-11-21 19:43:03.912872+00', '2026-11-21 19:43:03.833871+00'),
	('01a1ffa2-3973-70a3-accb-a37b4f048bba', '01a1ffa2-3915-7168-8b0e-5f2b7a6fdfa0', 999, 'damaged', 'refund', 'succeeded', NULL, '\x081af3ca3435c4f1ed8ef30b4989425d9ad07cc2b6ae003419a1aa00929c5650', '\x01227365103cd605fab3fdc8fd85632851bbb19bc3b704626ed802d34cec8835', 1, '2026-11-21 19:43:04.14105+00', '2026-11-21 19:43:04.051166+00'),
	('01a1ffa2-4dc3-70d6-aeab-fa8ee5cefd4c', '01a1ffa2-39f7-7f38-bb11-acd9a306df43', 250, 'damaged', 'refund', 'pending', NULL, '\x8d68b617ba2b155d20ac8d11eccaa393d14546c1db06fc13be20d7f7d9f57bce', '\x2b2251f8fae00a6254bf9b64e59c67dbb5f46d5422c7657d57339ae579876e56', 1, '2026-11-21 19:43:14.252099+00', '2026-11-21 19:43:09.251946+00');
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_migrations (name, applied_at) VALUES
	('common/0001_common', '2026-11-21 19:42:54.009995+00'),
	('common/0002_audit_outcome', '2026-11-21 19:42:54.180781+00'),
	('0001_payments', '2026-11-21 19:42:54.188512+00');
-- Name: ledger_entries_entry_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
SELECT pg_catalog.setval('public.ledger_entries_entry_id_seq', 8, true);
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
-- Name: payment_events payment_events_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.payment_events
    ADD CONSTRAINT payment_events_pkey PRIMARY KEY (event_id);
-- Name: payment_orders payment_orders_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.payment_orders
    ADD CONSTRAINT payment_orders_pkey PRIMARY KEY (order_id);
-- Name: payments payments_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_pkey PRIMARY KEY (transaction_id);
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
-- Name: payments_due; Type: INDEX; Schema: public; Owner: -
CREATE INDEX payments_due ON public.payments USING btree (next_attempt_at) WHERE (NOT settled);
-- Name: payments_key; Type: INDEX; Schema: public; Owner: -
CREATE UNIQUE INDEX payments_key ON public.payments USING btree (order_id, idempotency_key);
-- Name: payments_one_per_order; Type: INDEX; Schema: public; Owner: -
CREATE UNIQUE INDEX payments_one_per_order ON public.payments USING btree (order_id) WHERE (status <> 'declined'::text);
-- Name: refunds_due; Type: INDEX; Schema: public; Owner: -
CREATE INDEX refunds_due ON public.refunds USING btree (next_attempt_at) WHERE (status = 'pending'::text);
-- Name: refunds_key; Type: INDEX; Schema: public; Owner: -
CREATE UNIQUE INDEX refunds_key ON public.refunds USING btree (transaction_id, idempotency_key);
-- Name: refunds_void_once; Type: INDEX; Schema: public; Owner: -
CREATE UNIQUE INDEX refunds_void_once ON public.refunds USING btree (transaction_id) WHERE (kind <> 'refund'::text);
-- Name: ledger_entries ledger_entries_append_only; Type: TRIGGER; Schema: public; Owner: -
CREATE TRIGGER ledger_entries_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
-- Name: payment_events payment_events_append_only; Type: TRIGGER; Schema: public; Owner: -
CREATE TRIGGER payment_events_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.payment_events FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
-- Name: payment_events payment_events_number; Type: TRIGGER; Schema: public; Owner: -
CREATE TRIGGER payment_events_number BEFORE INSERT ON public.payment_events FOR EACH ROW EXECUTE FUNCTION public.payment_events_number();
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
-- Name: TABLE audit; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit TO payments_app;
-- Name: TABLE idempotency; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency TO payments_app;
-- Name: TABLE ledger_accounts; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ledger_accounts TO payments_app;
-- Name: TABLE ledger_entries; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ledger_entries TO payments_app;
-- Name: SEQUENCE ledger_entries_entry_id_seq; Type: ACL; Schema: public; Owner: -
GRANT SELECT,USAGE ON SEQUENCE public.ledger_entries_entry_id_seq TO payments_app;
-- Name: TABLE ledger_postings; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ledger_postings TO payments_app;
-- Name: SEQUENCE payment_event_ids; Type: ACL; Schema: public; Owner: -
GRANT SELECT,USAGE ON SEQUENCE public.payment_event_ids TO payments_app;
-- Name: TABLE payment_events; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.payment_events TO payments_app;
-- Name: TABLE payment_orders; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.payment_orders TO payments_app;
-- Name: TABLE payments; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.payments TO payments_app;
-- Name: TABLE refunds; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.refunds TO payments_app;
-- Name: TABLE schema_migrations; Type: ACL; Schema: public; Owner: -
GRANT SELECT ON TABLE public.schema_migrations TO payments_app;
-- Name: DEFAULT PRIVILEGES FOR SEQUENCES; Type: DEFAULT ACL; Schema: public; Owner: -
ALTER DEFAULT PRIVILEGES FOR ROLE payments_owner IN SCHEMA public GRANT SELECT,USAGE ON SEQUENCES  TO payments_app;
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: public; Owner: -
ALTER DEFAULT PRIVILEGES FOR ROLE payments_owner IN SCHEMA public GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES  TO payments_app;
-- PostgreSQL database dump complete
