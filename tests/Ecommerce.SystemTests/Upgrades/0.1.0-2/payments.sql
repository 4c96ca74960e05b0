-- Taken at 2026-11-22T01:23:39.703Z
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
	('01a200d9-d6ea-7308-b875-2d61022bf7d7', 'IDENTITY_ROTATION', '2026-11-22 01:23:26.05801+00', 'payment', NULL, NULL, 'spiffe://agentweave.io/agent/payment', NULL, NULL, NULL, NULL, NULL, 'generation 1, valid until 2026-11-22T02:23:21Z', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-d81b-7962-a159-7269d7590150', 'STARTUP', '2026-11-22 01:23:26.363481+00', 'payment', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'version 0.1.0', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-dc06-7fd2-a79d-fd7dc1167b42', 'CAPABILITY_CALL', '2026-11-22 01:23:27.366432+00', 'payment', '804ce9d66f989a4de5f535e3246b0546', '033a3f0e7ffa9966', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'watch_payments', NULL, 'allow', 'refunds change orders', NULL, NULL, NULL, '01a200d9-dc06-7815-93a1-76c35778b5eb', NULL, NULL, NULL),
	('01a200d9-ee82-7815-890f-da65bea6578b', 'CAPABILITY_CALL', '2026-11-22 01:23:32.098399+00', 'payment', 'aea142baa109386770812dbdf05f9192', '8269b18f1fec4828', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'list_payment_methods', NULL, 'allow', 'an order''s payment method is checked', 783, NULL, 'ok', '01a200d9-ee82-713b-b794-f3b90a79c888', NULL, NULL, NULL),
	('01a200d9-ef95-7394-86fe-efaa9b0e8cae', 'CAPABILITY_CALL', '2026-11-22 01:23:32.373171+00', 'payment', 'e722c310a68c2dca5c8f55c986e2dd02', 'cdcc94f92c142f12', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a200d9-eeab-7c40-aa31-90f92a87fd0b', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a200d9-ef94-7cf6-ba06-71a6deca74ed', NULL, NULL, NULL),
	('01a200d9-f014-7e95-9509-472dbfffb91a', 'CAPABILITY_CALL', '2026-11-22 01:23:32.500548+00', 'payment', 'e722c310a68c2dca5c8f55c986e2dd02', 'cdcc94f92c142f12', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a200d9-efa1-7576-adc3-070046167fe4', 'allow', 'a checkout takes payment', 151410, NULL, 'ok', '01a200d9-ef94-7cf6-ba06-71a6deca74ed', NULL, NULL, NULL),
	('01a200d9-f078-7344-89c9-364ed4186c5c', 'CAPABILITY_CALL', '2026-11-22 01:23:32.600432+00', 'payment', 'ece993a1427de37c242333c0e1a9fc55', 'db0d556f1aa203b9', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a200d9-f068-7121-80f0-bcafe6ea2a22', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a200d9-f078-72e8-babb-2d6882aa7c1e', NULL, NULL, NULL),
	('01a200d9-f08d-76a9-a857-29726476965e', 'CAPABILITY_CALL', '2026-11-22 01:23:32.621888+00', 'payment', 'ece993a1427de37c242333c0e1a9fc55', 'db0d556f1aa203b9', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a200d9-f068-7121-80f0-bcafe6ea2a22', 'allow', 'a checkout takes payment', 21670, NULL, 'payment_declined', '01a200d9-f078-72e8-babb-2d6882aa7c1e', NULL, NULL, NULL),
	('01a200d9-f103-7576-9dc6-1b3911f4bcd1', 'CAPABILITY_CALL', '2026-11-22 01:23:32.739777+00', 'payment', 'b3cd5d13f6ac2e0172a72d3b1e8fefea', 'e109325363f22384', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a200d9-f0f3-7fe2-87ca-1426ea804f84', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a200d9-f103-76d3-a314-e271c885182b', NULL, NULL, NULL),
	('01a200d9-f1d5-7206-a7fc-07ec35d4ae67', 'CAPABILITY_CALL', '2026-11-22 01:23:32.949071+00', 'payment', 'b3cd5d13f6ac2e0172a72d3b1e8fefea', 'e109325363f22384', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a200d9-f105-71d5-842a-82201983e5ef', 'allow', 'a checkout takes payment', 209423, NULL, 'ok', '01a200d9-f103-76d3-a314-e271c885182b', NULL, NULL, NULL),
	('01a200d9-f224-7fba-8111-8ad8e3243473', 'CAPABILITY_CALL', '2026-11-22 01:23:33.028342+00', 'payment', 'a56cbc37f9362de9ca034dcbd2521c01', 'dfb3fa6404fd2c2e', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a200d9-f211-7c49-990f-9a3e1a604d7d', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a200d9-f224-7933-a1cf-547461d4b339', NULL, NULL, NULL),
	('01a200d9-f238-7776-87d7-c3afed2105fc', 'CAPABILITY_CALL', '2026-11-22 01:23:33.048039+00', 'payment', 'a56cbc37f9362de9ca034dcbd2521c01', 'dfb3fa6404fd2c2e', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a200d9-f227-797a-ae57-16394a033163', 'allow', 'a checkout takes payment', 19843, NULL, 'ok', '01a200d9-f224-7933-a1cf-547461d4b339', NULL, NULL, NULL),
	('01a200d9-f24d-7ae8-9da3-888e997a31e6', 'CAPABILITY_CALL', '2026-11-22 01:23:33.069221+00', 'payment', 'a56cbc37f9362de9ca034dcbd2521c01', '88ecfb3d6c216f89', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_payment', 'payment/01a200d9-f227-797a-ae57-16394a033163', 'allow', 'a payment''s outcome is asked for', 2737, NULL, 'ok', '01a200d9-f24d-7ab8-8227-65ab42725921', NULL, NULL, NULL),
	('01a200d9-f267-74a4-98ad-47f659e29c42', 'CAPABILITY_CALL', '2026-11-22 01:23:33.095799+00', 'payment', 'a56cbc37f9362de9ca034dcbd2521c01', '5fb68e68ec7ff458', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'void_payment', 'order/01a200d9-f211-7c49-990f-9a3e1a604d7d', 'allow', 'a failed checkout takes no payment', NULL, NULL, NULL, '01a200d9-f267-755f-8332-4a1089ddedd0', NULL, NULL, NULL),
	('01a200d9-f276-7b61-8f6c-f0a4f879bfce', 'CAPABILITY_CALL', '2026-11-22 01:23:33.110035+00', 'payment', 'a56cbc37f9362de9ca034dcbd2521c01', '5fb68e68ec7ff458', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'void_payment', 'payment/01a200d9-f227-797a-ae57-16394a033163', 'allow', 'a failed checkout takes no payment', 14283, NULL, 'ok', '01a200d9-f267-755f-8332-4a1089ddedd0', NULL, NULL, NULL),
	('01a200d9-f2a1-7fe4-b972-f10c6a8faff0', 'CAPABILITY_CALL', '2026-11-22 01:23:33.153231+00', 'payment', '480335eadd5b21a0bd7444121eb1bb5b', '0f345af78ee77aa1', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a200d9-f28f-7d4e-a535-327d370d9913', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a200d9-f2a1-7508-b089-7b795965ea6b', NULL, NULL, NULL),
	('01a200d9-f2aa-7850-8098-abe1331a1e83', 'CAPABILITY_CALL', '2026-11-22 01:23:33.162189+00', 'payment', '480335eadd5b21a0bd7444121eb1bb5b', '0f345af78ee77aa1', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a200d9-f2a2-7e63-8c45-63d926f0ce8b', 'allow', 'a checkout takes payment', 9112, NULL, 'ok', '01a200d9-f2a1-7508-b089-7b795965ea6b', NULL, NULL, NULL),
	('01a200d9-f2d5-719e-9b0b-a7b659ef4ae5', 'CAPABILITY_CALL', '2026-11-22 01:23:33.205219+00', 'payment', '480335eadd5b21a0bd7444121eb1bb5b', 'c53eff07120763ec', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'refund_payment', 'payment/01a200d9-f2a2-7e63-8c45-63d926f0ce8b', 'allow', 'a returned order is refunded', NULL, NULL, NULL, '01a200d9-f2d5-70b2-8092-049d0a2e054c', NULL, NULL, NULL),
	('01a200d9-f308-766a-bf67-0ebe95fdb3c2', 'CAPABILITY_CALL', '2026-11-22 01:23:33.256671+00', 'payment', '480335eadd5b21a0bd7444121eb1bb5b', 'c53eff07120763ec', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'refund_payment', 'payment/01a200d9-f2a2-7e63-8c45-63d926f0ce8b', 'allow', 'a returned order is refunded', 51617, NULL, 'ok', '01a200d9-f2d5-70b2-8092-049d0a2e054c', NULL, NULL, NULL),
	('01a200d9-f34c-7138-ab8f-e6e4a0733c74', 'CAPABILITY_CALL', '2026-11-22 01:23:33.324466+00', 'payment', '0bc96b03a6cf0f27401d4b4f96a91df9', 'e08846aee5289722', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a200d9-f336-7665-8691-2c9397f52bc0', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a200d9-f34c-7390-a94c-97767643b239', NULL, NULL, NULL),
	('01a200d9-f357-79bc-b3be-391bcda24777', 'CAPABILITY_CALL', '2026-11-22 01:23:33.335534+00', 'payment', '0bc96b03a6cf0f27401d4b4f96a91df9', 'e08846aee5289722', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a200d9-f34e-7a1a-a1cd-13e8b193c2d8', 'allow', 'a checkout takes payment', 11224, NULL, 'ok', '01a200d9-f34c-7390-a94c-97767643b239', NULL, NULL, NULL),
	('01a200d9-f382-715b-9bbe-166d48d7a133', 'CAPABILITY_CALL', '2026-11-22 01:23:33.378003+00', 'payment', '0a9f8259830a2f73879aa73bbe6cfb39', 'b54f333704ed939a', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'refund_payment', 'payment/01a200d9-f34e-7a1a-a1cd-13e8b193c2d8', 'allow', 'support refunds through the gateway', NULL, NULL, NULL, '01a200d9-f381-7a01-a9f4-736532833085', NULL, NULL, NULL),
	('01a200d9-f390-7e11-8869-90fb25030e0e', 'CAPABILITY_CALL', '2026-11-22 01:23:33.392673+00', 'payment', '0a9f8259830a2f73879aa73bbe6cfb39', 'b54f333704ed939a', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'refund_payment', 'payment/01a200d9-f34e-7a1a-a1cd-13e8b193c2d8', 'allow', 'support refunds through the gateway', 14919, NULL, 'ok', '01a200d9-f381-7a01-a9f4-736532833085', NULL, NULL, NULL),
	('01a200d9-f3b7-71e6-91b3-70b8456446f0', 'CAPABILITY_CALL', '2026-11-22 01:23:33.431594+00', 'payment', '40a9fa299264cac0bc2e60b18942a322', '664f4490755725f2', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a200d9-f3b7-7583-84bb-cb6f29e06410', NULL, NULL, NULL),
	('01a200d9-f3c1-76dc-8986-75402dca76db', 'CAPABILITY_CALL', '2026-11-22 01:23:33.441019+00', 'payment', '40a9fa299264cac0bc2e60b18942a322', '664f4490755725f2', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a200d9-f3b9-779b-9f32-7fc0a7badb50', 'allow', 'a checkout takes payment', 9565, NULL, 'ok', '01a200d9-f3b7-7583-84bb-cb6f29e06410', NULL, NULL, NULL),
	('01a200da-0b9b-7413-9ea8-f8f7fe5b5f4a', 'CAPABILITY_CALL', '2026-11-22 01:23:39.547341+00', 'payment', '1a713113e92523d1b9b6f4b41e62d755', 'fccca82c8211fa53', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a200da-0b75-7cd0-b712-8b7ca359ccd8', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a200da-0b9b-7b4b-a530-dbd82d51fae5', NULL, NULL, NULL),
	('01a200da-0be0-73a3-b537-420f3a8052d4', 'CAPABILITY_CALL', '2026-11-22 01:23:39.616393+00', 'payment', '4cf0b9b7a7acb4262f554d20c5e0fd70', '13a8891d4ed3ea72', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'order/01a200da-0bd4-7199-bd8b-b0cee910ac5e', 'allow', 'a checkout takes payment', NULL, NULL, NULL, '01a200da-0be0-73c9-a96c-00cba1fbb9d4', NULL, NULL, NULL),
	('01a200da-0bfc-7ee9-bb93-c9a7d35fa60a', 'CAPABILITY_CALL', '2026-11-22 01:23:39.644783+00', 'payment', '804ce9d66f989a4de5f535e3246b0546', '033a3f0e7ffa9966', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'watch_payments', NULL, 'allow', 'refunds change orders', 12281199, NULL, 'unavailable', '01a200d9-dc06-7815-93a1-76c35778b5eb', NULL, NULL, NULL),
	('01a200da-0bae-791c-9ecc-649616b9272c', 'CAPABILITY_CALL', '2026-11-22 01:23:39.566299+00', 'payment', '1a713113e92523d1b9b6f4b41e62d755', 'fccca82c8211fa53', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a200da-0ba2-7521-bc1c-3af6eced47c7', 'allow', 'a checkout takes payment', 19113, NULL, 'ok', '01a200da-0b9b-7b4b-a530-dbd82d51fae5', NULL, NULL, NULL),
	('01a200da-0bbc-71bb-9385-77ca358683b6', 'CAPABILITY_CALL', '2026-11-22 01:23:39.580431+00', 'payment', '1a713113e92523d1b9b6f4b41e62d755', '178f6ee88b6f0c5c', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_payment', 'payment/01a200da-0ba2-7521-bc1c-3af6eced47c7', 'allow', 'a payment''s outcome is asked for', 694, NULL, 'ok', '01a200da-0bbc-7dd7-a2a3-217b3b4f4533', NULL, NULL, NULL),
	('01a200da-0c1f-746a-81e6-f8bff7333e69', 'CAPABILITY_CALL', '2026-11-22 01:23:39.679941+00', 'payment', 'b8fd98c10d66a4b0ee336ed433983334', '6546243b615a20f4', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'refund_payment', 'payment/01a200d9-f3b9-779b-9f32-7fc0a7badb50', 'allow', 'support refunds through the gateway', NULL, NULL, NULL, '01a200da-0c1f-77ee-946b-f4da831db3b9', NULL, NULL, NULL),
	('01a200da-0beb-7e76-a30f-b04818ae1e67', 'CAPABILITY_CALL', '2026-11-22 01:23:39.627057+00', 'payment', '4cf0b9b7a7acb4262f554d20c5e0fd70', '13a8891d4ed3ea72', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'process_payment', 'payment/01a200da-0be1-7441-9e9a-1324f2080357', 'allow', 'a checkout takes payment', 10796, NULL, 'ok', '01a200da-0be0-73c9-a96c-00cba1fbb9d4', NULL, NULL, NULL);
-- Data for Name: idempotency; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.idempotency (scope, request_hash, resource_id, reply, problem_code, problem_message, problem_field, expires_at) VALUES
	('\x89c338901a339ca9e361a35e753dc818287ccb7b213bae02a2c4dce2e3f2995c', '\x65dd5278d1de06cc1903c609b40883871ca16932a9c9d75bdbc0c03d2a3991b6', '01a200d9-efa1-7576-adc3-070046167fe4', '\x0a2430316132303064392d656661312d373537362d616463332d303730303436313637666534122430316132303064392d656561622d376334302d616133312d3930663932613837666430621a2430316132303064392d653338632d376630322d616230342d373634653861633037646339220533392e39382a03555344320b6372656469745f6361726438024204302e30305a0c08948889d8061088c7ebb701', NULL, NULL, NULL, '2026-11-23 01:23:32.388553+00'),
	('\x1b3c96ead52419aa655dc42b786a4ac873212f31d875b9f0ddf06c0cfd2e287b', '\x5be28bce14ce78e16d33337bef42fc6e9c85456227387d6f6d7ff13b0c34eb1d', '01a200d9-f07a-7a6f-8cff-7bdd55611992', NULL, 'payment_declined', 'The payment was declined.', NULL, '2026-11-23 01:23:32.602415+00'),
	('\x13b024ec97fb4e2f0eef3840d621cf3e3356b86b77a27ff1109e0f2c45d3142f', '\x61de2d4fe090e7ea48cb9a5f30e37183bd18339b6997c20b886776bc5db68d46', '01a200d9-f105-71d5-842a-82201983e5ef', '\x0a2430316132303064392d663130352d373164352d383432612d383232303139383365356566122430316132303064392d663066332d376665322d383763612d3134323665613830346638341a2430316132303064392d653338632d376630322d616230342d373634653861633037646339220534392e35302a03555344320f746573745f6572726f725f6f6e636538024204302e30305a0c08948889d80610a0c3b6e102', NULL, NULL, NULL, '2026-11-23 01:23:32.741207+00'),
	('\xbb29bb0b3771fb70341963bd8c6bc38179e3e8a25e3bca920da734b733c088bd', '\x9a8340f58a847f949fcf80d5e87b09053eb915c6364dc0fd74580bd517185ac8', '01a200d9-f227-797a-ae57-16394a033163', NULL, NULL, NULL, NULL, '2026-11-23 01:23:33.031584+00'),
	('\x2d2edb784523c25124e776749b1761f5bb5c07bfae143b8f18989045f6b49dc6', '\x526da80d3901a901f2cc9c10c2c400d5d25253c5802481ae49e6852c1e007241', '01a200d9-f2a2-7e63-8c45-63d926f0ce8b', '\x0a2430316132303064392d663261322d376536332d386334352d363364393236663063653862122430316132303064392d663238662d376434652d613533352d3332376433373064393931331a2430316132303064392d653338632d376630322d616230342d37363465386163303764633922063134382e35302a03555344320b6372656469745f6361726438024204302e30305a0b08958889d80610e082e749', NULL, NULL, NULL, '2026-11-23 01:23:33.154797+00'),
	('\x9daca02e4074400d893f6f080d47df9e67f15d2cd2abe2d23358f5bf0fb5316d', '\x399e3d8065cdb6fca5a0912eb3f9b0ce22add0ad1afa078002006a98a75b0523', '01a200d9-f2d8-77d6-b430-92e84504dd7e', '\x0a2430316132303064392d663264382d373764362d623433302d393265383435303464643765122430316132303064392d663261322d376536332d386334352d3633643932366630636538621a063134382e353022035553442802321652657475726e6564206279207468652062757965722e3a0b08958889d806109087bc63', NULL, NULL, NULL, '2026-11-23 01:23:33.208625+00'),
	('\x0c07e1dfbf095536e9345fa8e12e793a44c96e533d85df3c22ec8db40279f66b', '\xd43d51fdf4e9683b9391bdaa1447f20a863f6ce87a026a60c26c19ef10e0ed22', '01a200d9-f34e-7a1a-a1cd-13e8b193c2d8', '\x0a2430316132303064392d663334652d376131612d613163642d313365386231393363326438122430316132303064392d663333362d373636352d383639312d3263393339376635326263301a2430316132303064392d653338632d376630322d616230342d373634653861633037646339220532392e39372a03555344320b6372656469745f6361726438024204302e30305a0c08958889d80610c891bf9b01', NULL, NULL, NULL, '2026-11-23 01:23:33.326113+00'),
	('\x081af3ca3435c4f1ed8ef30b4989425d9ad07cc2b6ae003419a1aa00929c5650', '\xcb8efe02ee33a00d0e1d2153479ec907e778b50b5097fd592ec1e84d58a0eba5', '01a200d9-f384-7e60-960b-3c83afe939f0', '\x0a2430316132303064392d663338342d376536302d393630622d336338336166653933396630122430316132303064392d663334652d376131612d613163642d3133653862313933633264381a04392e393922035553442802320764616d616765643a0c08958889d80610c8879eb501', NULL, NULL, NULL, '2026-11-23 01:23:33.380094+00'),
	('\x4212daf1079ad1ea91c671b53b7b786e336ff0487e73fc3b5510854da3424dac', '\xac363de21fb93eb4d7e78b27fff2c5633795ca9500cd1fd7676e9107994a0f34', '01a200d9-f3b9-779b-9f32-7fc0a7badb50', '\x0a2430316132303064392d663362392d373739622d396633322d376663306137626164623530122430316132303064392d663361382d373736302d396264332d3562663866646664373166321a2430316132303064392d653461392d373039392d616134342d326239346436323064323865220531322e35302a03555344320b6372656469745f6361726438024204302e30305a0c08958889d80610b8efbdce01', NULL, NULL, NULL, '2026-11-23 01:23:33.433045+00'),
	('\x5c84706a626608a36a71cc71a44641cd9269118117309219b191422921532f1b', '\xbc805cc055fbf8c048607962b2be08136f996b74d6c897f7d00c292b65654aee', '01a200da-0ba2-7521-bc1c-3af6eced47c7', NULL, NULL, NULL, NULL, '2026-11-23 01:23:39.554127+00'),
	('\xf4a54c716ae7b17f0a12907d1885321c4327f5712f9d383b1ad7b86f3acadd13', '\xa850e0de25a5d95efb3e851f80872b26b617ce75f5b072e2457a39cc5c634e5d', '01a200da-0be1-7441-9e9a-1324f2080357', '\x0a2430316132303064612d306265312d373434312d396539612d313332346632303830333537122430316132303064612d306264342d373139392d626438622d6230636565393130616335651a2430316132303064392d653461392d373039392d616134342d326239346436323064323865220537392e39362a03555344320b6372656469745f6361726438024204302e30305a0c089b8889d80610b8aac6a602', NULL, NULL, NULL, '2026-11-23 01:23:39.617738+00'),
	('\x8d68b617ba2b155d20ac8d11eccaa393d14546c1db06fc13be20d7f7d9f57bce', '\xfde71daa0573ee0d8ef31f20e077c6fbb60974af03ada5366c3015334435726c', '01a200da-0c21-715d-85dc-6c91449e5b34', NULL, NULL, NULL, NULL, '2026-11-23 01:23:39.681604+00');
-- Data for Name: ledger_accounts; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.ledger_accounts (account) VALUES
	('buyer'),
	('shop');
-- Data for Name: ledger_entries; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.ledger_entries (entry_id, transaction_id, refund_id, debit_account, credit_account, amount_minor, currency, at) OVERRIDING SYSTEM VALUE VALUES
	(1, '01a200d9-efa1-7576-adc3-070046167fe4', NULL, 'buyer', 'shop', 3998, 'USD', '2026-11-22 01:23:32.479256+00'),
	(2, '01a200d9-f105-71d5-842a-82201983e5ef', NULL, 'buyer', 'shop', 4950, 'USD', '2026-11-22 01:23:32.890231+00'),
	(3, '01a200d9-f2a2-7e63-8c45-63d926f0ce8b', NULL, 'buyer', 'shop', 14850, 'USD', '2026-11-22 01:23:33.158792+00'),
	(4, '01a200d9-f2a2-7e63-8c45-63d926f0ce8b', '01a200d9-f2d8-77d6-b430-92e84504dd7e', 'shop', 'buyer', 14850, 'USD', '2026-11-22 01:23:33.241787+00'),
	(5, '01a200d9-f34e-7a1a-a1cd-13e8b193c2d8', NULL, 'buyer', 'shop', 2997, 'USD', '2026-11-22 01:23:33.331633+00'),
	(6, '01a200d9-f34e-7a1a-a1cd-13e8b193c2d8', '01a200d9-f384-7e60-960b-3c83afe939f0', 'shop', 'buyer', 999, 'USD', '2026-11-22 01:23:33.388437+00'),
	(7, '01a200d9-f3b9-779b-9f32-7fc0a7badb50', NULL, 'buyer', 'shop', 1250, 'USD', '2026-11-22 01:23:33.435933+00'),
	(8, '01a200da-0be1-7441-9e9a-1324f2080357', NULL, 'buyer', 'shop', 7996, 'USD', '2026-11-22 01:23:39.621394+00');
-- Data for Name: payment_events; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.payment_events (event_id, order_id, transaction_id, user_id, type, status, amount_minor, currency, at) VALUES
	(1, '01a200d9-eeab-7c40-aa31-90f92a87fd0b', '01a200d9-efa1-7576-adc3-070046167fe4', '01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'captured', 'captured', 3998, 'USD', '2026-11-22 01:23:32.479256+00'),
	(2, '01a200d9-f068-7121-80f0-bcafe6ea2a22', '01a200d9-f07a-7a6f-8cff-7bdd55611992', '01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'declined', 'declined', 0, 'USD', '2026-11-22 01:23:32.607868+00'),
	(3, '01a200d9-f0f3-7fe2-87ca-1426ea804f84', '01a200d9-f105-71d5-842a-82201983e5ef', '01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'captured', 'captured', 4950, 'USD', '2026-11-22 01:23:32.890231+00'),
	(4, '01a200d9-f211-7c49-990f-9a3e1a604d7d', '01a200d9-f227-797a-ae57-16394a033163', '01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'requires_action', 'requires_action', 0, 'USD', '2026-11-22 01:23:33.044975+00'),
	(5, '01a200d9-f211-7c49-990f-9a3e1a604d7d', '01a200d9-f227-797a-ae57-16394a033163', '01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'voided', 'voided', 0, 'USD', '2026-11-22 01:23:33.107639+00'),
	(6, '01a200d9-f28f-7d4e-a535-327d370d9913', '01a200d9-f2a2-7e63-8c45-63d926f0ce8b', '01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'captured', 'captured', 14850, 'USD', '2026-11-22 01:23:33.158792+00'),
	(7, '01a200d9-f28f-7d4e-a535-327d370d9913', '01a200d9-f2a2-7e63-8c45-63d926f0ce8b', '01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'refunded', 'refunded', 14850, 'USD', '2026-11-22 01:23:33.241787+00'),
	(8, '01a200d9-f336-7665-8691-2c9397f52bc0', '01a200d9-f34e-7a1a-a1cd-13e8b193c2d8', '01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'captured', 'captured', 2997, 'USD', '2026-11-22 01:23:33.331633+00'),
	(9, '01a200d9-f336-7665-8691-2c9397f52bc0', '01a200d9-f34e-7a1a-a1cd-13e8b193c2d8', '01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'refunded', 'captured', 999, 'USD', '2026-11-22 01:23:33.388437+00'),
	(10, '01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2', '01a200d9-f3b9-779b-9f32-7fc0a7badb50', '01a200d9-e4a9-7099-aa44-2b94d620d28e', 'captured', 'captured', 1250, 'USD', '2026-11-22 01:23:33.435933+00'),
	(11, '01a200da-0b75-7cd0-b712-8b7ca359ccd8', '01a200da-0ba2-7521-bc1c-3af6eced47c7', '01a200d9-e4a9-7099-aa44-2b94d620d28e', 'requires_action', 'requires_action', 0, 'USD', '2026-11-22 01:23:39.559621+00'),
	(12, '01a200da-0bd4-7199-bd8b-b0cee910ac5e', '01a200da-0be1-7441-9e9a-1324f2080357', '01a200d9-e4a9-7099-aa44-2b94d620d28e', 'captured', 'captured', 7996, 'USD', '2026-11-22 01:23:39.621394+00');
-- Data for Name: payment_orders; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.payment_orders (order_id, voided_at, void_reason) VALUES
	('01a200d9-eeab-7c40-aa31-90f92a87fd0b', NULL, NULL),
	('01a200d9-f068-7121-80f0-bcafe6ea2a22', NULL, NULL),
	('01a200d9-f0f3-7fe2-87ca-1426ea804f84', NULL, NULL),
	('01a200d9-f211-7c49-990f-9a3e1a604d7d', '2026-11-22 01:23:33.100281+00', 'cancelled'),
	('01a200d9-f28f-7d4e-a535-327d370d9913', NULL, NULL),
	('01a200d9-f336-7665-8691-2c9397f52bc0', NULL, NULL),
	('01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2', NULL, NULL),
	('01a200da-0b75-7cd0-b712-8b7ca359ccd8', NULL, NULL),
	('01a200da-0bd4-7199-bd8b-b0cee910ac5e', NULL, NULL);
-- Data for Name: payments; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.payments (transaction_id, order_id, user_id, amount_minor, currency, payment_method, status, captured_minor, refunded_minor, refunding_minor, decline_code, next_action_type, next_action_url, void_requested, settled, idempotency_key, idempotency_scope, request_hash, attempts, next_attempt_at, created_at) VALUES
	('01a200d9-efa1-7576-adc3-070046167fe4', '01a200d9-eeab-7c40-aa31-90f92a87fd0b', '01a200d9-e38c-7f02-ab04-764e8ac07dc9', 3998, 'USD', 'credit_card', 'captured', 3998, 0, 0, NULL, NULL, NULL, false, true, '01a200d9-eeab-7c40-aa31-90f92a87fd0b/pay', '\x89c338901a339ca9e361a35e753dc818287ccb7b213bae02a2c4dce2e3f2995c', '\x65dd5278d1de06cc1903c609b40883871ca16932a9c9d75bdbc0c03d2a3991b6', 1, '2026-11-22 01:23:32.553448+00', '2026-11-22 01:23:32.385541+00'),
	('01a200d9-f07a-7a6f-8cff-7bdd55611992', '01a200d9-f068-7121-80f0-bcafe6ea2a22', '01a200d9-e38c-7f02-ab04-764e8ac07dc9', 2999, 'USD', 'test_declined', 'declined', 0, 0, 0, 'payment_declined', NULL, NULL, false, true, '01a200d9-f068-7121-80f0-bcafe6ea2a22/pay', '\x1b3c96ead52419aa655dc42b786a4ac873212f31d875b9f0ddf06c0cfd2e287b', '\x5be28bce14ce78e16d33337bef42fc6e9c85456227387d6f6d7ff13b0c34eb1d', 1, '2026-11-22 01:23:32.666498+00', '2026-11-22 01:23:32.602387+00'),
	('01a200d9-f105-71d5-842a-82201983e5ef', '01a200d9-f0f3-7fe2-87ca-1426ea804f84', '01a200d9-e38c-7f02-ab04-764e8ac07dc9', 4950, 'USD', 'test_error_once', 'captured', 4950, 0, 0, NULL, NULL, NULL, false, true, '01a200d9-f0f3-7fe2-87ca-1426ea804f84/pay', '\x13b024ec97fb4e2f0eef3840d621cf3e3356b86b77a27ff1109e0f2c45d3142f', '\x61de2d4fe090e7ea48cb9a5f30e37183bd18339b6997c20b886776bc5db68d46', 2, '2026-11-22 01:23:33.043787+00', '2026-11-22 01:23:32.741188+00'),
	('01a200d9-f2a2-7e63-8c45-63d926f0ce8b', '01a200d9-f28f-7d4e-a535-327d370d9913', '01a200d9-e38c-7f02-ab04-764e8ac07dc9', 14850, 'USD', 'credit_card', 'refunded', 14850, 14850, 0, NULL, NULL, NULL, false, true, '01a200d9-f28f-7d4e-a535-327d370d9913/pay', '\x2d2edb784523c25124e776749b1761f5bb5c07bfae143b8f18989045f6b49dc6', '\x526da80d3901a901f2cc9c10c2c400d5d25253c5802481ae49e6852c1e007241', 1, '2026-11-22 01:23:33.341419+00', '2026-11-22 01:23:33.15478+00'),
	('01a200d9-f34e-7a1a-a1cd-13e8b193c2d8', '01a200d9-f336-7665-8691-2c9397f52bc0', '01a200d9-e38c-7f02-ab04-764e8ac07dc9', 2997, 'USD', 'credit_card', 'captured', 2997, 999, 0, NULL, NULL, NULL, false, true, '01a200d9-f336-7665-8691-2c9397f52bc0/pay', '\x0c07e1dfbf095536e9345fa8e12e793a44c96e533d85df3c22ec8db40279f66b', '\xd43d51fdf4e9683b9391bdaa1447f20a863f6ce87a026a60c26c19ef10e0ed22', 1, '2026-11-22 01:23:33.446433+00', '2026-11-22 01:23:33.326093+00'),
	('01a200d9-f227-797a-ae57-16394a033163', '01a200d9-f211-7c49-990f-9a3e1a604d7d', '01a200d9-e38c-7f02-ab04-764e8ac07dc9', 7425, 'USD', 'test_requires_action', 'voided', 0, 0, 0, NULL, NULL, NULL, true, false, '01a200d9-f211-7c49-990f-9a3e1a604d7d/pay', '\xbb29bb0b3771fb70341963bd8c6bc38179e3e8a25e3bca920da734b733c088bd', '\x9a8340f58a847f949fcf80d5e87b09053eb915c6364dc0fd74580bd517185ac8', 8, '2026-11-22 01:23:44.861121+00', '2026-11-22 01:23:33.031567+00'),
	('01a200da-0be1-7441-9e9a-1324f2080357', '01a200da-0bd4-7199-bd8b-b0cee910ac5e', '01a200d9-e4a9-7099-aa44-2b94d620d28e', 7996, 'USD', 'credit_card', 'captured', 7996, 0, 0, NULL, NULL, NULL, false, true, '01a200da-0bd4-7199-bd8b-b0cee910ac5e/pay', '\xf4a54c716ae7b17f0a12907d1885321c4327f5712f9d383b1ad7b86f3acadd13', '\xa850e0de25a5d95efb3e851f80872b26b617ce75f5b072e2457a39cc5c634e5d', 1, '2026-11-22 01:23:39.649359+00', '2026-11-22 01:23:39.617715+00'),
	('01a200da-0ba2-7521-bc1c-3af6eced47c7', '01a200da-0b75-7cd0-b712-8b7ca359ccd8', '01a200d9-e4a9-7099-aa44-2b94d620d28e', 1999, 'USD', 'test_requires_action', 'requires_action', 0, 0, 0, NULL, 'redirect', 'https://sandbox.invalid/01a200da-0ba2-7521-bc1c-3af6eced47c7/charge', false, false, '01a200da-0b75-7cd0-b712-8b7ca359ccd8/pay', '\x5c84706a626608a36a71cc71a44641cd9269118117309219b191422921532f1b', '\xbc805cc055fbf8c048607962b2be08136f996b74d6c897f7d00c292b65654aee', 2, '2026-11-22 01:23:39.737082+00', '2026-11-22 01:23:39.554105+00'),
	('01a200d9-f3b9-779b-9f32-7fc0a7badb50', '01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2', '01a200d9-e4a9-7099-aa44-2b94d620d28e', 1250, 'USD', 'credit_card', 'captured', 1250, 0, 250, NULL, NULL, NULL, false, true, '01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2/pay', '\x4212daf1079ad1ea91c671b53b7b786e336ff0487e73fc3b5510854da3424dac', '\xac363de21fb93eb4d7e78b27fff2c5633795ca9500cd1fd7676e9107994a0f34', 1, '2026-11-22 01:23:39.682267+00', '2026-11-22 01:23:33.433027+00');
-- Data for Name: refunds; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.refunds (refund_id, transaction_id, amount_minor, reason, kind, status, idempotency_key, idempotency_scope, request_hash, attempts, next_attempt_at, created_at) VALUES
	('01a200d9-f2d8-77d6-b430-92e84504dd7e', '01a200d9-f2a2-7e63-8c45-63d926f0ce8b', 14850, 'Returned by the buyer.', 'refund', 'succeeded', '01a200d9-f28f-7d4e-a535-327d370d9913/return', '\x9daca02e4074400d893f6f080d47df9e67f15d2cd2abe2d23358f5bf0fb5316d', '\x399e3d8065cdb6fca5a0912eb3f9b0ce22add0ad1afa078002006a98a75b0523', 1, '2026-11-22 01:23:33.278548+00', '2026-11-22 01:23:33.208602+00'),
	('01a200d9-f384-7e60-960b-3c83afe939f0', '01a200d9-f34e-7a1a-a1cd-13e8b193c2d8', 999, 'damaged', 'refund', 'succeeded', NULL, '\x081af3ca3435c4f1ed8ef30b4989425d9ad07cc2b6ae003419a1aa00929c5650', '\xcb8efe02ee33a00d0e1d2153479ec907e778b50b5097fd592ec1e84d58a0eba5', 1, '2026-11-22 01:23:33.460867+00', '2026-11-22 01:23:33.380077+00'),
	('01a200da-0c21-715d-85dc-6c91449e5b34', '01a200d9-f3b9-779b-9f32-7fc0a7badb50', 250, 'damaged', 'refund', 'pending', NULL, '\x8d68b617ba2b155d20ac8d11eccaa393d14546c1db06fc13be20d7f7d9f57bce', '\xfde71daa0573ee0d8ef31f20e077c6fbb60974af03ada5366c3015334435726c', 1, '2026-11-22 01:23:44.682267+00', '2026-11-22 01:23:39.681587+00');
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_migrations (name, applied_at) VALUES
	('common/0001_common', '2026-11-22 01:23:24.277502+00'),
	('common/0002_audit_outcome', '2026-11-22 01:23:24.344142+00'),
	('0001_payments', '2026-11-22 01:23:24.349802+00');
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
