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
    updated_at timestamp with time zone DEFAULT now() NOT NULL
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
-- Name: payment_cursor; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.payment_cursor (
    id integer NOT NULL,
    after_event_id bigint NOT NULL,
    CONSTRAINT payment_cursor_id_check CHECK ((id = 1))
);
-- Name: schema_migrations; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.schema_migrations (
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);
-- Data for Name: audit; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit (audit_id, event_type, at, agent_name, trace_id, span_id, caller_id, actor_id, peer_id, action, resource, decision, reason, duration_us, context, outcome, call_id, listener, address, count) VALUES
	('01a200d9-d707-7e34-b57c-2a47f34c16bd', 'IDENTITY_ROTATION', '2026-11-22 01:23:26.087054+00', 'order', NULL, NULL, 'spiffe://agentweave.io/agent/order', NULL, NULL, NULL, NULL, NULL, 'generation 1, valid until 2026-11-22T02:23:21Z', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-d8a8-7ad0-bcab-b656d6fab108', 'STARTUP', '2026-11-22 01:23:26.504185+00', 'order', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'version 0.1.0', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-dac2-7742-9794-729c967f301b', 'AUTH_CHECK', '2026-11-22 01:23:27.042804+00', 'order', '804ce9d66f989a4de5f535e3246b0546', '0b05a6a8209942de', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'watch_payments', NULL, 'allow', 'an order needs this call', 8822, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-ee67-7bfc-86aa-7eb85eb73c07', 'CAPABILITY_CALL', '2026-11-22 01:23:32.071523+00', 'order', 'e722c310a68c2dca5c8f55c986e2dd02', '0322d65f8592a145', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a200d9-ee67-7ac5-9723-da8bc9c33f73', NULL, NULL, NULL),
	('01a200d9-ee75-7a1f-a4a8-1a7a68c4255f', 'AUTH_CHECK', '2026-11-22 01:23:32.085988+00', 'order', 'aea142baa109386770812dbdf05f9192', 'dc3488d2e0d2d662', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'list_payment_methods', NULL, 'allow', 'an order needs this call', 482, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-ee89-7ae2-b3ea-6dfb746d98fe', 'AUTH_CHECK', '2026-11-22 01:23:32.105639+00', 'order', 'e722c310a68c2dca5c8f55c986e2dd02', '2dcdc166cfc070c6', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'an order needs this call', 198, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-ee91-79a6-b68e-117dd99b0d08', 'AUTH_CHECK', '2026-11-22 01:23:32.113574+00', 'order', 'e722c310a68c2dca5c8f55c986e2dd02', 'f310387b9d84190a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 199, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-eee0-780b-bd75-f2ff68a8b5f3', 'AUTH_CHECK', '2026-11-22 01:23:32.192495+00', 'order', 'e722c310a68c2dca5c8f55c986e2dd02', 'b6ec65929476067d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a200d9-eeab-7c40-aa31-90f92a87fd0b', 'allow', 'an order needs this call', 252, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-ef4e-7948-837a-b18f7eca8860', 'AUTH_CHECK', '2026-11-22 01:23:32.302896+00', 'order', 'e722c310a68c2dca5c8f55c986e2dd02', '306080deb76b809d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a200d9-eeab-7c40-aa31-90f92a87fd0b', 'allow', 'an order needs this call', 51740, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f023-71e9-a0f6-843b2f7b1b53', 'AUTH_CHECK', '2026-11-22 01:23:32.515102+00', 'order', 'e722c310a68c2dca5c8f55c986e2dd02', '2d444b70b057d210', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'confirm_reservation', 'order/01a200d9-eeab-7c40-aa31-90f92a87fd0b', 'allow', 'an order needs this call', 225, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f04b-7276-9031-3b37418a4919', 'CAPABILITY_CALL', '2026-11-22 01:23:32.555332+00', 'order', 'e722c310a68c2dca5c8f55c986e2dd02', '0322d65f8592a145', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a200d9-eeab-7c40-aa31-90f92a87fd0b', 'allow', 'orders come through the gateway', 485561, NULL, 'ok', '01a200d9-ee67-7ac5-9723-da8bc9c33f73', NULL, NULL, NULL),
	('01a200d9-f05a-7a27-ba13-97115776f6a2', 'CAPABILITY_CALL', '2026-11-22 01:23:32.570414+00', 'order', 'ece993a1427de37c242333c0e1a9fc55', '5a404772458e2204', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a200d9-f05a-7e55-802a-349157d32231', NULL, NULL, NULL),
	('01a200d9-f05e-7079-8c8b-1cacbfcd85ba', 'AUTH_CHECK', '2026-11-22 01:23:32.574776+00', 'order', 'ece993a1427de37c242333c0e1a9fc55', 'ec2c6bc886471185', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'an order needs this call', 7, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f05f-7bbb-83e9-61424f051edf', 'AUTH_CHECK', '2026-11-22 01:23:32.575139+00', 'order', 'ece993a1427de37c242333c0e1a9fc55', '5150808b7ae558fb', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 2, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f06d-7ab6-9b04-4b1cc8b7655f', 'AUTH_CHECK', '2026-11-22 01:23:32.58923+00', 'order', 'ece993a1427de37c242333c0e1a9fc55', 'd32aaa2e28638ce7', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a200d9-f068-7121-80f0-bcafe6ea2a22', 'allow', 'an order needs this call', 5, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f076-7a0f-99be-4d049489cb66', 'AUTH_CHECK', '2026-11-22 01:23:32.598983+00', 'order', 'ece993a1427de37c242333c0e1a9fc55', '274f28a02420d353', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a200d9-f068-7121-80f0-bcafe6ea2a22', 'allow', 'an order needs this call', 8, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f09e-701d-bd04-2979ba971b52', 'AUTH_CHECK', '2026-11-22 01:23:32.638649+00', 'order', 'ece993a1427de37c242333c0e1a9fc55', 'e29b4e28ff328efd', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'release_reservation', 'order/01a200d9-f068-7121-80f0-bcafe6ea2a22', 'allow', 'an order needs this call', 127, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f0aa-7a03-9d62-7466c9a4b77f', 'CAPABILITY_CALL', '2026-11-22 01:23:32.650799+00', 'order', 'ece993a1427de37c242333c0e1a9fc55', '5a404772458e2204', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'orders come through the gateway', 80593, NULL, 'payment_declined', '01a200d9-f05a-7e55-802a-349157d32231', NULL, NULL, NULL),
	('01a200d9-f0b4-7e7a-8139-c7bc59d7e3de', 'CAPABILITY_CALL', '2026-11-22 01:23:32.660976+00', 'order', '945bb51ff8c8f61d3798885bbb073054', '31f3173e713ba2ed', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a200d9-f0b4-728d-b13c-0bfb1cb479bb', NULL, NULL, NULL),
	('01a200d9-f0b6-75c2-8f49-0c64925312a4', 'AUTH_CHECK', '2026-11-22 01:23:32.662922+00', 'order', '945bb51ff8c8f61d3798885bbb073054', '193cc9006757ebc0', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'an order needs this call', 7, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f0b7-751a-bcd1-2a9445af9178', 'AUTH_CHECK', '2026-11-22 01:23:32.663159+00', 'order', '945bb51ff8c8f61d3798885bbb073054', 'a74eda7edbebb759', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 8, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f0c0-75e9-8682-dce68fa006c1', 'AUTH_CHECK', '2026-11-22 01:23:32.672381+00', 'order', '945bb51ff8c8f61d3798885bbb073054', '46e11080dcaf06eb', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a200d9-f0be-754f-8835-58d8aa6da7a6', 'allow', 'an order needs this call', 5, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f0dc-74c7-898a-0025821cd132', 'CAPABILITY_CALL', '2026-11-22 01:23:32.700928+00', 'order', '945bb51ff8c8f61d3798885bbb073054', '31f3173e713ba2ed', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'orders come through the gateway', 40060, NULL, 'out_of_stock', '01a200d9-f0b4-728d-b13c-0bfb1cb479bb', NULL, NULL, NULL),
	('01a200d9-f0e8-7fcf-a7fd-94d63c5f63bb', 'CAPABILITY_CALL', '2026-11-22 01:23:32.712615+00', 'order', 'b3cd5d13f6ac2e0172a72d3b1e8fefea', '159fe34c872102c3', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a200d9-f0e8-732c-8196-c36d277a6645', NULL, NULL, NULL),
	('01a200d9-f0ea-7980-8d96-555e1be6e30f', 'AUTH_CHECK', '2026-11-22 01:23:32.714466+00', 'order', 'b3cd5d13f6ac2e0172a72d3b1e8fefea', '0633c7b2be071702', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'an order needs this call', 6, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f0ea-7ee2-97f6-f0cf9cb4734a', 'AUTH_CHECK', '2026-11-22 01:23:32.71475+00', 'order', 'b3cd5d13f6ac2e0172a72d3b1e8fefea', '8efe4303219c97f3', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 2, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f216-78f7-a8fa-92b515b2208d', 'AUTH_CHECK', '2026-11-22 01:23:33.014085+00', 'order', 'a56cbc37f9362de9ca034dcbd2521c01', 'a3e66ba6936eed7a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a200d9-f211-7c49-990f-9a3e1a604d7d', 'allow', 'an order needs this call', 6, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f222-7150-8d58-70eb8ffc0f34', 'AUTH_CHECK', '2026-11-22 01:23:33.026133+00', 'order', 'a56cbc37f9362de9ca034dcbd2521c01', '8cd8cf0fc6501837', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a200d9-f211-7c49-990f-9a3e1a604d7d', 'allow', 'an order needs this call', 8, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f245-7d7f-a462-2f29c580266d', 'AUTH_CHECK', '2026-11-22 01:23:33.061708+00', 'order', 'a56cbc37f9362de9ca034dcbd2521c01', 'ce4398145e6166db', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'get_payment', 'payment/01a200d9-f227-797a-ae57-16394a033163', 'allow', 'an order needs this call', 238, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f298-7470-8c52-50f79aaf9607', 'AUTH_CHECK', '2026-11-22 01:23:33.144142+00', 'order', '480335eadd5b21a0bd7444121eb1bb5b', 'df8140e42a9c6e9a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a200d9-f28f-7d4e-a535-327d370d9913', 'allow', 'an order needs this call', 6, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f29f-7f57-960e-051413f0f36d', 'AUTH_CHECK', '2026-11-22 01:23:33.15166+00', 'order', '480335eadd5b21a0bd7444121eb1bb5b', 'e6b4b72ae770a176', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a200d9-f28f-7d4e-a535-327d370d9913', 'allow', 'an order needs this call', 8, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f2ae-7f9b-aaee-515caad705d5', 'AUTH_CHECK', '2026-11-22 01:23:33.166782+00', 'order', '480335eadd5b21a0bd7444121eb1bb5b', 'c45f9deb97b89a90', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'confirm_reservation', 'order/01a200d9-f28f-7d4e-a535-327d370d9913', 'allow', 'an order needs this call', 10, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f31f-7e1b-9bd6-e31f46628f1c', 'CAPABILITY_CALL', '2026-11-22 01:23:33.279991+00', 'order', '9a6bc301443d63aeed0afcefbdd22cc3', 'ef2d0e75afbcc1a0', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'cancel_order', 'order/01a200d9-f28f-7d4e-a535-327d370d9913', 'allow', 'orders are cancelled through the gateway', 90609, NULL, 'ok', '01a200d9-f2c5-7f85-b9e6-58e62ce4c814', NULL, NULL, NULL),
	('01a200d9-f34a-787e-84c0-094fff366dfe', 'AUTH_CHECK', '2026-11-22 01:23:33.322612+00', 'order', '0bc96b03a6cf0f27401d4b4f96a91df9', 'fc2fea0e3262a437', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a200d9-f336-7665-8691-2c9397f52bc0', 'allow', 'an order needs this call', 15, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f360-7a47-88eb-ce2832148873', 'AUTH_CHECK', '2026-11-22 01:23:33.344868+00', 'order', '0bc96b03a6cf0f27401d4b4f96a91df9', 'dbee5a429639fac8', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'confirm_reservation', 'order/01a200d9-f336-7665-8691-2c9397f52bc0', 'allow', 'an order needs this call', 16, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f3b5-7015-aa70-9e3d33d5d704', 'AUTH_CHECK', '2026-11-22 01:23:33.429662+00', 'order', '40a9fa299264cac0bc2e60b18942a322', '9a856488093dc2a3', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2', 'allow', 'an order needs this call', 17, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200da-0bc6-7777-a711-80526807d0b7', 'CAPABILITY_CALL', '2026-11-22 01:23:39.59024+00', 'order', '4cf0b9b7a7acb4262f554d20c5e0fd70', 'c9fedd1061a48cdc', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a200d9-e4a9-7099-aa44-2b94d620d28e', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a200da-0bc6-7e67-9187-d120dc7f34aa', NULL, NULL, NULL),
	('01a200da-0bd6-708c-ad7a-7d5d0373ad5e', 'AUTH_CHECK', '2026-11-22 01:23:39.606875+00', 'order', '4cf0b9b7a7acb4262f554d20c5e0fd70', '915dfab70a5419ad', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a200da-0bd4-7199-bd8b-b0cee910ac5e', 'allow', 'an order needs this call', 4, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f0f6-7264-9189-770e883da415', 'AUTH_CHECK', '2026-11-22 01:23:32.726079+00', 'order', 'b3cd5d13f6ac2e0172a72d3b1e8fefea', 'e68cd05a4bb99ed9', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a200d9-f0f3-7fe2-87ca-1426ea804f84', 'allow', 'an order needs this call', 5, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f101-7f79-9f37-efd4493e4e03', 'AUTH_CHECK', '2026-11-22 01:23:32.737622+00', 'order', 'b3cd5d13f6ac2e0172a72d3b1e8fefea', 'eeff327a4388c767', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a200d9-f0f3-7fe2-87ca-1426ea804f84', 'allow', 'an order needs this call', 11, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f208-7496-904b-9b215826dfdf', 'CAPABILITY_CALL', '2026-11-22 01:23:33.000468+00', 'order', 'a56cbc37f9362de9ca034dcbd2521c01', '0854597306146b38', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a200d9-f208-713a-b35c-7058d97b93db', NULL, NULL, NULL),
	('01a200d9-f27f-72bd-a260-0e00cfb14816', 'CAPABILITY_CALL', '2026-11-22 01:23:33.119421+00', 'order', '74a7e0a0973e9f0cd37129790f914c3f', 'ff1881224404bfa5', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'cancel_order', 'order/01a200d9-f211-7c49-990f-9a3e1a604d7d', 'allow', 'orders are cancelled through the gateway', 40259, NULL, 'ok', '01a200d9-f257-73f0-b769-21ef2ca431e5', NULL, NULL, NULL),
	('01a200d9-f289-7222-b717-f801aa7b3ad9', 'AUTH_CHECK', '2026-11-22 01:23:33.12927+00', 'order', '480335eadd5b21a0bd7444121eb1bb5b', 'b176c5cfbc896546', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'an order needs this call', 5, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f289-7f76-ab41-e9ca4c0a8c02', 'AUTH_CHECK', '2026-11-22 01:23:33.129521+00', 'order', '480335eadd5b21a0bd7444121eb1bb5b', '74016d8679d63620', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 1, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f2b8-782e-b031-dbf12ad86f3b', 'CAPABILITY_CALL', '2026-11-22 01:23:33.176932+00', 'order', '480335eadd5b21a0bd7444121eb1bb5b', '01b43d9e3ce7d397', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a200d9-f28f-7d4e-a535-327d370d9913', 'allow', 'orders come through the gateway', 49115, NULL, 'ok', '01a200d9-f287-7c12-92e3-08c73935c024', NULL, NULL, NULL),
	('01a200d9-f32c-7cf1-9333-c1e7ddf47241', 'AUTH_CHECK', '2026-11-22 01:23:33.292741+00', 'order', '0bc96b03a6cf0f27401d4b4f96a91df9', '0301f66531c88bd4', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'an order needs this call', 8, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f32d-7591-bd8f-6b359eea98af', 'AUTH_CHECK', '2026-11-22 01:23:33.29308+00', 'order', '0bc96b03a6cf0f27401d4b4f96a91df9', '7e7c2acca74bec5b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 1, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f3a2-7ae1-9da6-1ae454107236', 'AUTH_CHECK', '2026-11-22 01:23:33.410631+00', 'order', '40a9fa299264cac0bc2e60b18942a322', '0f05c41ece82fb40', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a200d9-e4a9-7099-aa44-2b94d620d28e', 'allow', 'an order needs this call', 8, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f3a2-720b-98f4-1e95ede96344', 'AUTH_CHECK', '2026-11-22 01:23:33.41092+00', 'order', '40a9fa299264cac0bc2e60b18942a322', '8518385cac198dd5', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 1, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f3c4-788b-a167-7a94c642e2de', 'AUTH_CHECK', '2026-11-22 01:23:33.444619+00', 'order', '40a9fa299264cac0bc2e60b18942a322', '112973f00ff0504f', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'confirm_reservation', 'order/01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2', 'allow', 'an order needs this call', 9, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f3cf-7bb4-9d0b-0d678ee9bd13', 'CAPABILITY_CALL', '2026-11-22 01:23:33.455982+00', 'order', '40a9fa299264cac0bc2e60b18942a322', '3b62dbc34a476501', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2', 'allow', 'orders come through the gateway', 48683, NULL, 'ok', '01a200d9-f39f-7a65-9464-93beacd63369', NULL, NULL, NULL),
	('01a200da-0b6c-7734-b509-34b11374bc92', 'CAPABILITY_CALL', '2026-11-22 01:23:39.500392+00', 'order', '1a713113e92523d1b9b6f4b41e62d755', '92a999fd2839f991', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a200d9-e4a9-7099-aa44-2b94d620d28e', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a200da-0b6c-78e0-9ff1-949caf648b7b', NULL, NULL, NULL),
	('01a200da-0b7e-7572-9bad-3b5ef0a64a48', 'AUTH_CHECK', '2026-11-22 01:23:39.518346+00', 'order', '1a713113e92523d1b9b6f4b41e62d755', '16fb16d472abd48d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a200da-0b75-7cd0-b712-8b7ca359ccd8', 'allow', 'an order needs this call', 6, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200da-0bca-772c-a565-08707efcefdd', 'AUTH_CHECK', '2026-11-22 01:23:39.594089+00', 'order', '4cf0b9b7a7acb4262f554d20c5e0fd70', '7283ba3cccf29b12', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a200d9-e4a9-7099-aa44-2b94d620d28e', 'allow', 'an order needs this call', 4, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200da-0bca-7add-9219-46f9c9375628', 'AUTH_CHECK', '2026-11-22 01:23:39.594253+00', 'order', '4cf0b9b7a7acb4262f554d20c5e0fd70', '95912aa753a995e6', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 1, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f1e2-720a-92b1-cd3311501a67', 'AUTH_CHECK', '2026-11-22 01:23:32.962375+00', 'order', 'b3cd5d13f6ac2e0172a72d3b1e8fefea', '8ed0e310ab4b89ea', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'confirm_reservation', 'order/01a200d9-f0f3-7fe2-87ca-1426ea804f84', 'allow', 'an order needs this call', 22, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f1fd-7913-b3b3-c3bcbc7dffac', 'CAPABILITY_CALL', '2026-11-22 01:23:32.989421+00', 'order', 'b3cd5d13f6ac2e0172a72d3b1e8fefea', '159fe34c872102c3', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a200d9-f0f3-7fe2-87ca-1426ea804f84', 'allow', 'orders come through the gateway', 276901, NULL, 'ok', '01a200d9-f0e8-732c-8196-c36d277a6645', NULL, NULL, NULL),
	('01a200d9-f20b-701b-beb1-e234056da187', 'AUTH_CHECK', '2026-11-22 01:23:33.003743+00', 'order', 'a56cbc37f9362de9ca034dcbd2521c01', '57a4d189fc9cef94', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'an order needs this call', 5, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f20c-72c0-a524-8d74f8e665ab', 'AUTH_CHECK', '2026-11-22 01:23:33.004063+00', 'order', 'a56cbc37f9362de9ca034dcbd2521c01', '3f2d0c28dba30d11', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 2, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f244-7199-a344-346b9cdc94ff', 'CAPABILITY_CALL', '2026-11-22 01:23:33.060092+00', 'order', 'a56cbc37f9362de9ca034dcbd2521c01', '0854597306146b38', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a200d9-f211-7c49-990f-9a3e1a604d7d', 'allow', 'orders come through the gateway', 59740, NULL, 'ok', '01a200d9-f208-713a-b35c-7058d97b93db', NULL, NULL, NULL),
	('01a200d9-f257-702f-a3be-35103086c8ea', 'CAPABILITY_CALL', '2026-11-22 01:23:33.079207+00', 'order', '74a7e0a0973e9f0cd37129790f914c3f', 'ff1881224404bfa5', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'cancel_order', 'order/01a200d9-f211-7c49-990f-9a3e1a604d7d', 'allow', 'orders are cancelled through the gateway', NULL, NULL, NULL, '01a200d9-f257-73f0-b769-21ef2ca431e5', NULL, NULL, NULL),
	('01a200d9-f262-76c3-aa8a-ad25365fa50e', 'AUTH_CHECK', '2026-11-22 01:23:33.090896+00', 'order', 'a56cbc37f9362de9ca034dcbd2521c01', '612f7e06942dba53', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'void_payment', 'order/01a200d9-f211-7c49-990f-9a3e1a604d7d', 'allow', 'an order needs this call', 159, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f263-78e7-b601-ebd70de61057', 'AUTH_CHECK', '2026-11-22 01:23:33.091905+00', 'order', 'a56cbc37f9362de9ca034dcbd2521c01', '521d5b6f825448eb', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'release_reservation', 'order/01a200d9-f211-7c49-990f-9a3e1a604d7d', 'allow', 'an order needs this call', 5, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f287-74a0-b385-d5f4e059d27f', 'CAPABILITY_CALL', '2026-11-22 01:23:33.127916+00', 'order', '480335eadd5b21a0bd7444121eb1bb5b', '01b43d9e3ce7d397', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a200d9-f287-7c12-92e3-08c73935c024', NULL, NULL, NULL),
	('01a200d9-f2c5-7e72-876b-963580fbace2', 'CAPABILITY_CALL', '2026-11-22 01:23:33.18944+00', 'order', '9a6bc301443d63aeed0afcefbdd22cc3', 'ef2d0e75afbcc1a0', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'cancel_order', 'order/01a200d9-f28f-7d4e-a535-327d370d9913', 'allow', 'orders are cancelled through the gateway', NULL, NULL, NULL, '01a200d9-f2c5-7f85-b9e6-58e62ce4c814', NULL, NULL, NULL),
	('01a200d9-f2cf-7e5c-84d7-5bd34a390eb8', 'AUTH_CHECK', '2026-11-22 01:23:33.199911+00', 'order', '480335eadd5b21a0bd7444121eb1bb5b', '6d9dc24fb7529401', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'refund_payment', 'payment/01a200d9-f2a2-7e63-8c45-63d926f0ce8b', 'allow', 'an order needs this call', 250, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f2d1-7924-a3f3-bf81f8a5f4f6', 'AUTH_CHECK', '2026-11-22 01:23:33.201621+00', 'order', '480335eadd5b21a0bd7444121eb1bb5b', '12716442e1bd75b8', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'return_items', 'order/01a200d9-f28f-7d4e-a535-327d370d9913', 'allow', 'an order needs this call', 124, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f313-7869-9419-af4a6d241ea5', 'AUTH_CHECK', '2026-11-22 01:23:33.267382+00', 'order', '480335eadd5b21a0bd7444121eb1bb5b', '6e8b0720d2590955', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'return_items', 'order/01a200d9-f28f-7d4e-a535-327d370d9913', 'allow', 'an order needs this call', 12, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f329-748f-b8e5-291ecb3e0353', 'CAPABILITY_CALL', '2026-11-22 01:23:33.28992+00', 'order', '0bc96b03a6cf0f27401d4b4f96a91df9', 'd311f0d604e7d086', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a200d9-f329-78ac-887a-f06d9514e2c8', NULL, NULL, NULL),
	('01a200d9-f33d-7cdd-a27a-75e1db9be72b', 'AUTH_CHECK', '2026-11-22 01:23:33.309141+00', 'order', '0bc96b03a6cf0f27401d4b4f96a91df9', '80e0b6cea431fb82', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a200d9-f336-7665-8691-2c9397f52bc0', 'allow', 'an order needs this call', 11, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f36f-751a-94fa-06603966e449', 'CAPABILITY_CALL', '2026-11-22 01:23:33.359061+00', 'order', '0bc96b03a6cf0f27401d4b4f96a91df9', 'd311f0d604e7d086', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a200d9-f336-7665-8691-2c9397f52bc0', 'allow', 'orders come through the gateway', 69338, NULL, 'ok', '01a200d9-f329-78ac-887a-f06d9514e2c8', NULL, NULL, NULL),
	('01a200d9-f39f-741c-a4bb-66bcfcd3d172', 'CAPABILITY_CALL', '2026-11-22 01:23:33.407421+00', 'order', '40a9fa299264cac0bc2e60b18942a322', '3b62dbc34a476501', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a200d9-e4a9-7099-aa44-2b94d620d28e', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a200d9-f39f-7a65-9464-93beacd63369', NULL, NULL, NULL),
	('01a200d9-f3ac-7245-ab31-5b0a21db02c3', 'AUTH_CHECK', '2026-11-22 01:23:33.420052+00', 'order', '40a9fa299264cac0bc2e60b18942a322', 'e90e5b4f7526c9a0', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2', 'allow', 'an order needs this call', 5, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200da-0b6e-73e2-804d-ed6db312559d', 'AUTH_CHECK', '2026-11-22 01:23:39.502507+00', 'order', '1a713113e92523d1b9b6f4b41e62d755', '2df840a360676f85', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a200d9-e4a9-7099-aa44-2b94d620d28e', 'allow', 'an order needs this call', 13, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200da-0b6e-7e45-99e4-123facbafa52', 'AUTH_CHECK', '2026-11-22 01:23:39.50299+00', 'order', '1a713113e92523d1b9b6f4b41e62d755', 'd78a8b62fa50a9d0', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 5, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200da-0b94-7aa6-8d5b-30c406b2cb31', 'AUTH_CHECK', '2026-11-22 01:23:39.540522+00', 'order', '1a713113e92523d1b9b6f4b41e62d755', '1df31585214c29df', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a200da-0b75-7cd0-b712-8b7ca359ccd8', 'allow', 'an order needs this call', 7, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200da-0bb6-721e-8e42-2462e71f0145', 'CAPABILITY_CALL', '2026-11-22 01:23:39.574945+00', 'order', '1a713113e92523d1b9b6f4b41e62d755', '92a999fd2839f991', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a200da-0b75-7cd0-b712-8b7ca359ccd8', 'allow', 'orders come through the gateway', 74717, NULL, 'ok', '01a200da-0b6c-78e0-9ff1-949caf648b7b', NULL, NULL, NULL),
	('01a200da-0bba-7451-b3b3-2048ff24087e', 'AUTH_CHECK', '2026-11-22 01:23:39.578668+00', 'order', '1a713113e92523d1b9b6f4b41e62d755', '64442aedf02b3058', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'get_payment', 'payment/01a200da-0ba2-7521-bc1c-3af6eced47c7', 'allow', 'an order needs this call', 6, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200da-0bde-7330-be12-4d6d47fa316e', 'AUTH_CHECK', '2026-11-22 01:23:39.614775+00', 'order', '4cf0b9b7a7acb4262f554d20c5e0fd70', '0c9fe4fd9baf4a9d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a200da-0bd4-7199-bd8b-b0cee910ac5e', 'allow', 'an order needs this call', 4, NULL, NULL, NULL, NULL, NULL, NULL);
-- Data for Name: checkouts; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.checkouts (order_id, schema_version, version, phase, todo, in_doubt, reserved_again, cancel_requested, repaid, overdue, failure_code, failure_message, attempts, faults, parked_reason, next_attempt_at, leased_until, deadline_at, expires_at, hold_until, idempotency_scope, request_hash, traceparent, created_at, updated_at) VALUES
	('01a200d9-eeab-7c40-aa31-90f92a87fd0b', 1, 4, 'confirmed', '{}', false, false, false, false, false, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-22 01:25:32.148061+00', '2026-11-22 01:26:32.208082+00', '\x97da1b09b73197ba53c1d1afec5cb95a608eb65f6d8471c23e24a7d11842e5c3', '\x4e4708e62f84ba4d47392b6e3aa5bd6d7673d368939f1ff84f3602a7c8dc7512', '00-e722c310a68c2dca5c8f55c986e2dd02-0322d65f8592a145-01', '2026-11-22 01:23:32.148061+00', '2026-11-22 01:23:32.545483+00'),
	('01a200d9-f068-7121-80f0-bcafe6ea2a22', 1, 4, 'failed', '{}', false, false, false, false, false, 'payment_declined', 'The payment was declined.', 0, 0, NULL, NULL, NULL, NULL, '2026-11-22 01:25:32.584832+00', '2026-11-22 01:26:32.594293+00', '\x04fe9f065c731356b665e6abcb7b6e6f5e2566236bfe78b4eabc13b477933d4d', '\xcb87f4a4fe28269865e511106cbbf199b0675c0b3cca1d8ba2942d92724f1745', '00-ece993a1427de37c242333c0e1a9fc55-5a404772458e2204-01', '2026-11-22 01:23:32.584832+00', '2026-11-22 01:23:32.648616+00'),
	('01a200d9-f0be-754f-8835-58d8aa6da7a6', 1, 2, 'failed', '{}', false, false, false, false, false, 'out_of_stock', 'WIDGET-010: 1 requested, 0 available.', 0, 0, NULL, NULL, NULL, NULL, '2026-11-22 01:25:32.670746+00', NULL, '\xfd2c55fbff5867e8a7b7322e0901ef520c1ae1c0fb373cf37ad706bce87f9fb5', '\xe321d1a245d1e6c381bfced97aa67b93321f0f0c12aae9e210e823e89f3c59b0', '00-945bb51ff8c8f61d3798885bbb073054-31f3173e713ba2ed-01', '2026-11-22 01:23:32.670746+00', '2026-11-22 01:23:32.698651+00'),
	('01a200d9-f0f3-7fe2-87ca-1426ea804f84', 1, 4, 'confirmed', '{}', false, false, false, false, false, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-22 01:25:32.724074+00', '2026-11-22 01:26:32.732176+00', '\x3da660ff31cba4e6c53f66f8162a700e281a473d9d79043ac3a07dbec28191c4', '\x7893c3cac521c549ecf4beb51794a8c96fd74fe3b74fe052d3875cf7da5aaeb0', '00-b3cd5d13f6ac2e0172a72d3b1e8fefea-159fe34c872102c3-01', '2026-11-22 01:23:32.724074+00', '2026-11-22 01:23:32.984997+00'),
	('01a200d9-f211-7c49-990f-9a3e1a604d7d', 1, 7, 'cancelled', '{}', false, false, true, false, false, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-22 01:25:33.010051+00', '2026-11-22 01:26:33.017691+00', '\x9a869d0b7a67bc710e2b0f53875bad77d22e222cb5d63646c71c6bf3f528669f', '\x9bc94302c78b420a164e1da95609e8edec683cb525b7560668bb20f99bf323f1', '00-a56cbc37f9362de9ca034dcbd2521c01-0854597306146b38-01', '2026-11-22 01:23:33.010051+00', '2026-11-22 01:23:33.112815+00'),
	('01a200d9-f28f-7d4e-a535-327d370d9913', 1, 7, 'refunded', '{}', false, false, true, true, false, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-22 01:25:33.135667+00', '2026-11-22 01:26:33.148371+00', '\x97c9b15dd5fb33953959cd4e6ed3481bd67d81a089d70124de45afbf26fe37c9', '\x3e4622c4be1c166a3b7310a5814a173d94118ef6d250897c321f187878ffcd3d', '00-480335eadd5b21a0bd7444121eb1bb5b-01b43d9e3ce7d397-01', '2026-11-22 01:23:33.135667+00', '2026-11-22 01:23:33.275967+00'),
	('01a200d9-f336-7665-8691-2c9397f52bc0', 1, 4, 'confirmed', '{}', false, false, false, false, false, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-22 01:25:33.306033+00', '2026-11-22 01:26:33.314837+00', '\xf914c21b9540f2324d1fdbc00874a9966b2bb163756292bf40157961781f36ba', '\x75ed5ba1cb3a10d977cafcb8bf67f6cfc0653ac0cf73927fe8954c8ce08d6a55', '00-0bc96b03a6cf0f27401d4b4f96a91df9-d311f0d604e7d086-01', '2026-11-22 01:23:33.306033+00', '2026-11-22 01:23:33.356784+00'),
	('01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2', 1, 4, 'confirmed', '{}', false, false, false, false, false, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-22 01:25:33.416712+00', '2026-11-22 01:26:33.424102+00', '\xf2f29f504eee776e8a489cd578cd58602da683b96a9699c5d7b957f593831d5b', '\x00c453730a9b1eef46db634e403159bff9f9b1da8b8bd5ee9eac8ea050b4815d', '00-40a9fa299264cac0bc2e60b18942a322-3b62dbc34a476501-01', '2026-11-22 01:23:33.416712+00', '2026-11-22 01:23:33.453001+00'),
	('01a200da-0b75-7cd0-b712-8b7ca359ccd8', 1, 5, 'awaiting_action', '{inquire}', false, false, false, false, false, NULL, NULL, 1, 0, NULL, '2026-11-22 01:23:44.58119+00', NULL, '2026-11-22 01:26:39.524675+00', '2026-11-22 01:25:39.510101+00', '2026-11-22 01:26:39.524675+00', '\xd98167d5889d27a53d633310a51055490664f66b69d97e3eb7d43f856d334e37', '\x6e79916bdf1a6a3f915413d88362b40e1e5af690ffdfba5c20390c75b3280834', '00-1a713113e92523d1b9b6f4b41e62d755-92a999fd2839f991-01', '2026-11-22 01:23:39.510101+00', '2026-11-22 01:23:39.58119+00'),
	('01a200da-0bd4-7199-bd8b-b0cee910ac5e', 1, 3, 'confirming', '{confirm}', false, false, false, false, false, NULL, NULL, 0, 0, NULL, '2026-11-22 01:23:39.628286+00', '2026-11-22 01:23:44.628286+00', NULL, '2026-11-22 01:25:39.604701+00', '2026-11-22 01:26:39.611268+00', '\x23e008cbe20ba502ac695807c74980c52b4b17030e2d990e04e58ca9ebf4934f', '\xf918a7f1d5edb3406c346393ef80ff9a5a51458170a8da83c6e9094810f381d9', '00-4cf0b9b7a7acb4262f554d20c5e0fd70-c9fedd1061a48cdc-01', '2026-11-22 01:23:39.604701+00', '2026-11-22 01:23:39.628286+00');
-- Data for Name: idempotency; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.idempotency (scope, request_hash, resource_id, reply, problem_code, problem_message, problem_field, expires_at) VALUES
	('\x97da1b09b73197ba53c1d1afec5cb95a608eb65f6d8471c23e24a7d11842e5c3', '\x4e4708e62f84ba4d47392b6e3aa5bd6d7673d368939f1ff84f3602a7c8dc7512', '01a200d9-eeab-7c40-aa31-90f92a87fd0b', '\x0a2430316132303064392d656561622d376334302d616133312d393066393261383766643062122430316132303064392d653338632d376630322d616230342d3736346538616330376463391a240a0a5749444745542d30303112065769646765741802220531392e39392a0533392e3938220533392e39382a03555344320b6372656469745f636172643a2430316132303064392d656661312d373537362d616463332d30373030343631363766653440025204302e30305a0b08948889d80610c8f6cc46620c08948889d80610f8d18d8402', NULL, NULL, NULL, '2026-11-23 01:23:32.145473+00'),
	('\x04fe9f065c731356b665e6abcb7b6e6f5e2566236bfe78b4eabc13b477933d4d', '\xcb87f4a4fe28269865e511106cbbf199b0675c0b3cca1d8ba2942d92724f1745', '01a200d9-f068-7121-80f0-bcafe6ea2a22', NULL, 'payment_declined', 'The payment was declined.', NULL, '2026-11-23 01:23:32.584568+00'),
	('\xfd2c55fbff5867e8a7b7322e0901ef520c1ae1c0fb373cf37ad706bce87f9fb5', '\xe321d1a245d1e6c381bfced97aa67b93321f0f0c12aae9e210e823e89f3c59b0', '01a200d9-f0be-754f-8835-58d8aa6da7a6', NULL, 'out_of_stock', 'WIDGET-010: 1 requested, 0 available.', NULL, '2026-11-23 01:23:32.670329+00'),
	('\x3da660ff31cba4e6c53f66f8162a700e281a473d9d79043ac3a07dbec28191c4', '\x7893c3cac521c549ecf4beb51794a8c96fd74fe3b74fe052d3875cf7da5aaeb0', '01a200d9-f0f3-7fe2-87ca-1426ea804f84', '\x0a2430316132303064392d663066332d376665322d383763612d313432366561383034663834122430316132303064392d653338632d376630322d616230342d3736346538616330376463391a330a0a5749444745542d30303412155769646765742c206272757368656420737465656c1801220534392e35302a0534392e3530220534392e35302a03555344320f746573745f6572726f725f6f6e63653a2430316132303064392d663130352d373164352d383432612d38323230313938336535656640025204302e30305a0c08948889d8061090fca1d902620c08948889d8061088b9d7d503', NULL, NULL, NULL, '2026-11-23 01:23:32.723437+00'),
	('\x9a869d0b7a67bc710e2b0f53875bad77d22e222cb5d63646c71c6bf3f528669f', '\x9bc94302c78b420a164e1da95609e8edec683cb525b7560668bb20f99bf323f1', '01a200d9-f211-7c49-990f-9a3e1a604d7d', '\x0a2430316132303064392d663231312d376334392d393930662d396133653161363034643764122430316132303064392d653338632d376630322d616230342d3736346538616330376463391a2c0a0a5749444745542d303035120e5769646765742c2077616c6e75741801220537342e32352a0537342e3235220537342e32352a035553443214746573745f72657175697265735f616374696f6e3a2430316132303064392d663232372d373937612d616535372d31363339346130333331363340035204302e30305a0b08958889d80610b8bbe504620b08958889d8061098d7e535', NULL, NULL, NULL, '2026-11-23 01:23:33.009867+00'),
	('\x97c9b15dd5fb33953959cd4e6ed3481bd67d81a089d70124de45afbf26fe37c9', '\x3e4622c4be1c166a3b7310a5814a173d94118ef6d250897c321f187878ffcd3d', '01a200d9-f28f-7d4e-a535-327d370d9913', '\x0a2430316132303064392d663238662d376434652d613533352d333237643337306439393133122430316132303064392d653338632d376630322d616230342d3736346538616330376463391a2d0a0a5749444745542d303035120e5769646765742c2077616c6e75741802220537342e32352a063134382e353022063134382e35302a03555344320b6372656469745f636172643a2430316132303064392d663261322d376536332d386334352d36336439323666306365386240025204302e30305a0b08958889d80610b8bad840620b08958889d80610e0a79353', NULL, NULL, NULL, '2026-11-23 01:23:33.135451+00'),
	('\xf914c21b9540f2324d1fdbc00874a9966b2bb163756292bf40157961781f36ba', '\x75ed5ba1cb3a10d977cafcb8bf67f6cfc0653ac0cf73927fe8954c8ce08d6a55', '01a200d9-f336-7665-8691-2c9397f52bc0', '\x0a2430316132303064392d663333362d373636352d383639312d326339333937663532626330122430316132303064392d653338632d376630322d616230342d3736346538616330376463391a2a0a0a5749444745542d303033120d5769646765742c20736d616c6c18032204392e39392a0532392e3937220532392e39372a03555344320b6372656469745f636172643a2430316132303064392d663334652d376131612d613163642d31336538623139336332643840025204302e30305a0c08958889d80610e8e2f69101620c08958889d8061080af90aa01', NULL, NULL, NULL, '2026-11-23 01:23:33.302878+00'),
	('\xf2f29f504eee776e8a489cd578cd58602da683b96a9699c5d7b957f593831d5b', '\x00c453730a9b1eef46db634e403159bff9f9b1da8b8bd5ee9eac8ea050b4815d', '01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2', '\x0a2430316132303064392d663361382d373736302d396264332d356266386664666437316632122430316132303064392d653461392d373039392d616134342d3262393464363230643238651a290a0a5749444745542d303037120b57696467657420636173651801220531322e35302a0531322e3530220531322e35302a03555344320b6372656469745f636172643a2430316132303064392d663362392d373739622d396633322d37666330613762616462353040025204302e30305a0c08958889d80610c08adac601620c08958889d80610a8fe80d801', NULL, NULL, NULL, '2026-11-23 01:23:33.416315+00'),
	('\xd98167d5889d27a53d633310a51055490664f66b69d97e3eb7d43f856d334e37', '\x6e79916bdf1a6a3f915413d88362b40e1e5af690ffdfba5c20390c75b3280834', '01a200da-0b75-7cd0-b712-8b7ca359ccd8', NULL, NULL, NULL, NULL, '2026-11-23 01:23:39.509691+00'),
	('\x23e008cbe20ba502ac695807c74980c52b4b17030e2d990e04e58ca9ebf4934f', '\xf918a7f1d5edb3406c346393ef80ff9a5a51458170a8da83c6e9094810f381d9', '01a200da-0bd4-7199-bd8b-b0cee910ac5e', NULL, NULL, NULL, NULL, '2026-11-23 01:23:39.604292+00');
-- Data for Name: order_events; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.order_events (order_id, event_id, type, status, detail, at) VALUES
	('01a200d9-eeab-7c40-aa31-90f92a87fd0b', 1, 'created', 'pending', '', '2026-11-22 01:23:32.148061+00'),
	('01a200d9-eeab-7c40-aa31-90f92a87fd0b', 2, 'reserved', 'pending', '', '2026-11-22 01:23:32.238294+00'),
	('01a200d9-eeab-7c40-aa31-90f92a87fd0b', 3, 'paid', 'pending', '', '2026-11-22 01:23:32.510464+00'),
	('01a200d9-eeab-7c40-aa31-90f92a87fd0b', 4, 'confirmed', 'confirmed', '', '2026-11-22 01:23:32.545483+00'),
	('01a200d9-f068-7121-80f0-bcafe6ea2a22', 1, 'created', 'pending', '', '2026-11-22 01:23:32.584832+00'),
	('01a200d9-f068-7121-80f0-bcafe6ea2a22', 2, 'reserved', 'pending', '', '2026-11-22 01:23:32.597754+00'),
	('01a200d9-f068-7121-80f0-bcafe6ea2a22', 3, 'failed', 'failed', 'payment_declined', '2026-11-22 01:23:32.648616+00'),
	('01a200d9-f0be-754f-8835-58d8aa6da7a6', 1, 'created', 'pending', '', '2026-11-22 01:23:32.670746+00'),
	('01a200d9-f0be-754f-8835-58d8aa6da7a6', 2, 'failed', 'failed', 'out_of_stock', '2026-11-22 01:23:32.698651+00'),
	('01a200d9-f0f3-7fe2-87ca-1426ea804f84', 1, 'created', 'pending', '', '2026-11-22 01:23:32.724074+00'),
	('01a200d9-f0f3-7fe2-87ca-1426ea804f84', 2, 'reserved', 'pending', '', '2026-11-22 01:23:32.736122+00'),
	('01a200d9-f0f3-7fe2-87ca-1426ea804f84', 3, 'paid', 'pending', '', '2026-11-22 01:23:32.957962+00'),
	('01a200d9-f0f3-7fe2-87ca-1426ea804f84', 4, 'confirmed', 'confirmed', '', '2026-11-22 01:23:32.984997+00'),
	('01a200d9-f211-7c49-990f-9a3e1a604d7d', 1, 'created', 'pending', '', '2026-11-22 01:23:33.010051+00'),
	('01a200d9-f211-7c49-990f-9a3e1a604d7d', 2, 'reserved', 'pending', '', '2026-11-22 01:23:33.023536+00'),
	('01a200d9-f211-7c49-990f-9a3e1a604d7d', 3, 'action_required', 'pending', 'https://sandbox.invalid/01a200d9-f227-797a-ae57-16394a033163/charge', '2026-11-22 01:23:33.049648+00'),
	('01a200d9-f211-7c49-990f-9a3e1a604d7d', 4, 'cancel_requested', 'pending', 'changed my mind', '2026-11-22 01:23:33.083978+00'),
	('01a200d9-f211-7c49-990f-9a3e1a604d7d', 5, 'cancelled', 'cancelled', '', '2026-11-22 01:23:33.112815+00'),
	('01a200d9-f28f-7d4e-a535-327d370d9913', 1, 'created', 'pending', '', '2026-11-22 01:23:33.135667+00'),
	('01a200d9-f28f-7d4e-a535-327d370d9913', 2, 'reserved', 'pending', '', '2026-11-22 01:23:33.150387+00'),
	('01a200d9-f28f-7d4e-a535-327d370d9913', 3, 'paid', 'pending', '', '2026-11-22 01:23:33.163907+00'),
	('01a200d9-f28f-7d4e-a535-327d370d9913', 4, 'confirmed', 'confirmed', '', '2026-11-22 01:23:33.17438+00'),
	('01a200d9-f28f-7d4e-a535-327d370d9913', 5, 'cancel_requested', 'confirmed', 'changed my mind', '2026-11-22 01:23:33.192081+00'),
	('01a200d9-f28f-7d4e-a535-327d370d9913', 6, 'returning', 'confirmed', '', '2026-11-22 01:23:33.192081+00'),
	('01a200d9-f28f-7d4e-a535-327d370d9913', 7, 'refund', 'confirmed', '148.50', '2026-11-22 01:23:33.258474+00'),
	('01a200d9-f28f-7d4e-a535-327d370d9913', 8, 'refunded', 'refunded', '', '2026-11-22 01:23:33.275967+00'),
	('01a200d9-f336-7665-8691-2c9397f52bc0', 1, 'created', 'pending', '', '2026-11-22 01:23:33.306033+00'),
	('01a200d9-f336-7665-8691-2c9397f52bc0', 2, 'reserved', 'pending', '', '2026-11-22 01:23:33.320035+00'),
	('01a200d9-f336-7665-8691-2c9397f52bc0', 3, 'paid', 'pending', '', '2026-11-22 01:23:33.338389+00'),
	('01a200d9-f336-7665-8691-2c9397f52bc0', 4, 'confirmed', 'confirmed', '', '2026-11-22 01:23:33.356784+00'),
	('01a200d9-f336-7665-8691-2c9397f52bc0', 5, 'refund', 'confirmed', '9.99', '2026-11-22 01:23:33.397974+00'),
	('01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2', 1, 'created', 'pending', '', '2026-11-22 01:23:33.416712+00'),
	('01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2', 2, 'reserved', 'pending', '', '2026-11-22 01:23:33.426169+00'),
	('01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2', 3, 'paid', 'pending', '', '2026-11-22 01:23:33.442722+00'),
	('01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2', 4, 'confirmed', 'confirmed', '', '2026-11-22 01:23:33.453001+00'),
	('01a200da-0b75-7cd0-b712-8b7ca359ccd8', 1, 'created', 'pending', '', '2026-11-22 01:23:39.510101+00'),
	('01a200da-0b75-7cd0-b712-8b7ca359ccd8', 2, 'reserved', 'pending', '', '2026-11-22 01:23:39.538705+00'),
	('01a200da-0b75-7cd0-b712-8b7ca359ccd8', 3, 'action_required', 'pending', 'https://sandbox.invalid/01a200da-0ba2-7521-bc1c-3af6eced47c7/charge', '2026-11-22 01:23:39.569564+00'),
	('01a200da-0bd4-7199-bd8b-b0cee910ac5e', 1, 'created', 'pending', '', '2026-11-22 01:23:39.604701+00'),
	('01a200da-0bd4-7199-bd8b-b0cee910ac5e', 2, 'reserved', 'pending', '', '2026-11-22 01:23:39.613547+00'),
	('01a200da-0bd4-7199-bd8b-b0cee910ac5e', 3, 'paid', 'pending', '', '2026-11-22 01:23:39.628286+00');
-- Data for Name: order_items; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.order_items (order_id, "position", sku, name, quantity, unit_price_minor, line_total_minor) VALUES
	('01a200d9-eeab-7c40-aa31-90f92a87fd0b', 1, 'WIDGET-001', 'Widget', 2, 1999, 3998),
	('01a200d9-f068-7121-80f0-bcafe6ea2a22', 1, 'WIDGET-002', 'Widget, large', 1, 2999, 2999),
	('01a200d9-f0be-754f-8835-58d8aa6da7a6', 1, 'WIDGET-010', 'Widget, first edition', 1, 99900, 99900),
	('01a200d9-f0f3-7fe2-87ca-1426ea804f84', 1, 'WIDGET-004', 'Widget, brushed steel', 1, 4950, 4950),
	('01a200d9-f211-7c49-990f-9a3e1a604d7d', 1, 'WIDGET-005', 'Widget, walnut', 1, 7425, 7425),
	('01a200d9-f28f-7d4e-a535-327d370d9913', 1, 'WIDGET-005', 'Widget, walnut', 2, 7425, 14850),
	('01a200d9-f336-7665-8691-2c9397f52bc0', 1, 'WIDGET-003', 'Widget, small', 3, 999, 2997),
	('01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2', 1, 'WIDGET-007', 'Widget case', 1, 1250, 1250),
	('01a200da-0b75-7cd0-b712-8b7ca359ccd8', 1, 'WIDGET-001', 'Widget', 1, 1999, 1999),
	('01a200da-0bd4-7199-bd8b-b0cee910ac5e', 1, 'WIDGET-001', 'Widget', 4, 1999, 7996);
-- Data for Name: order_refunds; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.order_refunds (event_id, order_id, amount_minor) VALUES
	(7, '01a200d9-f28f-7d4e-a535-327d370d9913', 14850),
	(9, '01a200d9-f336-7665-8691-2c9397f52bc0', 999);
-- Data for Name: orders; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.orders (order_id, user_id, currency, total_minor, payment_method, transaction_id, status, failure_code, failure_message, refunded_minor, last_event_id, created_at, updated_at) VALUES
	('01a200d9-eeab-7c40-aa31-90f92a87fd0b', '01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'USD', 3998, 'credit_card', '01a200d9-efa1-7576-adc3-070046167fe4', 'confirmed', NULL, NULL, 0, 4, '2026-11-22 01:23:32.148061+00', '2026-11-22 01:23:32.545483+00'),
	('01a200d9-f068-7121-80f0-bcafe6ea2a22', '01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'USD', 2999, 'test_declined', NULL, 'failed', 'payment_declined', 'The payment was declined.', 0, 3, '2026-11-22 01:23:32.584832+00', '2026-11-22 01:23:32.648616+00'),
	('01a200d9-f0be-754f-8835-58d8aa6da7a6', '01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'USD', 99900, 'credit_card', NULL, 'failed', 'out_of_stock', 'WIDGET-010: 1 requested, 0 available.', 0, 2, '2026-11-22 01:23:32.670746+00', '2026-11-22 01:23:32.698651+00'),
	('01a200d9-f0f3-7fe2-87ca-1426ea804f84', '01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'USD', 4950, 'test_error_once', '01a200d9-f105-71d5-842a-82201983e5ef', 'confirmed', NULL, NULL, 0, 4, '2026-11-22 01:23:32.724074+00', '2026-11-22 01:23:32.984997+00'),
	('01a200d9-f211-7c49-990f-9a3e1a604d7d', '01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'USD', 7425, 'test_requires_action', '01a200d9-f227-797a-ae57-16394a033163', 'cancelled', NULL, NULL, 0, 5, '2026-11-22 01:23:33.010051+00', '2026-11-22 01:23:33.112815+00'),
	('01a200d9-f28f-7d4e-a535-327d370d9913', '01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'USD', 14850, 'credit_card', '01a200d9-f2a2-7e63-8c45-63d926f0ce8b', 'refunded', NULL, NULL, 14850, 8, '2026-11-22 01:23:33.135667+00', '2026-11-22 01:23:33.275967+00'),
	('01a200d9-f336-7665-8691-2c9397f52bc0', '01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'USD', 2997, 'credit_card', '01a200d9-f34e-7a1a-a1cd-13e8b193c2d8', 'confirmed', NULL, NULL, 999, 5, '2026-11-22 01:23:33.306033+00', '2026-11-22 01:23:33.397974+00'),
	('01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2', '01a200d9-e4a9-7099-aa44-2b94d620d28e', 'USD', 1250, 'credit_card', '01a200d9-f3b9-779b-9f32-7fc0a7badb50', 'confirmed', NULL, NULL, 0, 4, '2026-11-22 01:23:33.416712+00', '2026-11-22 01:23:33.453001+00'),
	('01a200da-0b75-7cd0-b712-8b7ca359ccd8', '01a200d9-e4a9-7099-aa44-2b94d620d28e', 'USD', 1999, 'test_requires_action', '01a200da-0ba2-7521-bc1c-3af6eced47c7', 'pending', NULL, NULL, 0, 3, '2026-11-22 01:23:39.510101+00', '2026-11-22 01:23:39.569564+00'),
	('01a200da-0bd4-7199-bd8b-b0cee910ac5e', '01a200d9-e4a9-7099-aa44-2b94d620d28e', 'USD', 7996, 'credit_card', '01a200da-0be1-7441-9e9a-1324f2080357', 'pending', NULL, NULL, 0, 3, '2026-11-22 01:23:39.604701+00', '2026-11-22 01:23:39.628286+00');
-- Data for Name: payment_cursor; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.payment_cursor (id, after_event_id) VALUES
	(1, 12);
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_migrations (name, applied_at) VALUES
	('common/0001_common', '2026-11-22 01:23:24.342282+00'),
	('common/0002_audit_outcome', '2026-11-22 01:23:24.391212+00'),
	('0001_orders', '2026-11-22 01:23:24.399981+00'),
	('0002_column_names', '2026-11-22 01:23:24.497111+00');
-- Name: audit audit_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (audit_id);
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
-- Name: payment_cursor payment_cursor_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.payment_cursor
    ADD CONSTRAINT payment_cursor_pkey PRIMARY KEY (id);
-- Name: schema_migrations schema_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (name);
-- Name: audit_at; Type: INDEX; Schema: public; Owner: -
CREATE INDEX audit_at ON public.audit USING btree (at);
-- Name: checkouts_due; Type: INDEX; Schema: public; Owner: -
CREATE INDEX checkouts_due ON public.checkouts USING btree (next_attempt_at) WHERE (next_attempt_at IS NOT NULL);
-- Name: idempotency_expires_at; Type: INDEX; Schema: public; Owner: -
CREATE INDEX idempotency_expires_at ON public.idempotency USING btree (expires_at);
-- Name: order_refunds_by_order; Type: INDEX; Schema: public; Owner: -
CREATE INDEX order_refunds_by_order ON public.order_refunds USING btree (order_id);
-- Name: orders_by_user; Type: INDEX; Schema: public; Owner: -
CREATE INDEX orders_by_user ON public.orders USING btree (user_id, order_id DESC);
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
-- Name: TABLE audit; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit TO orders_app;
-- Name: TABLE checkouts; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.checkouts TO orders_app;
-- Name: TABLE idempotency; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency TO orders_app;
-- Name: TABLE order_events; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.order_events TO orders_app;
-- Name: TABLE order_items; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.order_items TO orders_app;
-- Name: TABLE order_refunds; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.order_refunds TO orders_app;
-- Name: TABLE orders; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.orders TO orders_app;
-- Name: TABLE payment_cursor; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.payment_cursor TO orders_app;
-- Name: TABLE schema_migrations; Type: ACL; Schema: public; Owner: -
GRANT SELECT ON TABLE public.schema_migrations TO orders_app;
-- Name: DEFAULT PRIVILEGES FOR SEQUENCES; Type: DEFAULT ACL; Schema: public; Owner: -
ALTER DEFAULT PRIVILEGES FOR ROLE orders_owner IN SCHEMA public GRANT SELECT,USAGE ON SEQUENCES  TO orders_app;
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: public; Owner: -
ALTER DEFAULT PRIVILEGES FOR ROLE orders_owner IN SCHEMA public GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES  TO orders_app;
-- PostgreSQL database dump complete
