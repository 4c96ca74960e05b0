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
    idempotency_hash bytea,
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
    unit_price bigint NOT NULL,
    line_total bigint NOT NULL,
    CONSTRAINT order_items_check CHECK ((line_total = (unit_price * quantity))),
    CONSTRAINT order_items_quantity_check CHECK ((quantity > 0)),
    CONSTRAINT order_items_unit_price_check CHECK ((unit_price >= 0))
);
-- Name: order_refunds; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.order_refunds (
    event_id bigint NOT NULL,
    order_id uuid NOT NULL,
    amount bigint NOT NULL,
    CONSTRAINT order_refunds_amount_check CHECK ((amount > 0))
);
-- Name: orders; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.orders (
    order_id uuid NOT NULL,
    user_id uuid NOT NULL,
    currency text NOT NULL,
    total bigint NOT NULL,
    payment_method text NOT NULL,
    transaction_id uuid,
    status text NOT NULL,
    failure_code text,
    failure_message text,
    refunded bigint DEFAULT 0 NOT NULL,
    last_event_id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT orders_check CHECK (((refunded >= 0) AND (refunded <= total))),
    CONSTRAINT orders_check1 CHECK (((status = 'failed'::text) = (failure_code IS NOT NULL))),
    CONSTRAINT orders_check2 CHECK (((status <> ALL (ARRAY['confirmed'::text, 'refunded'::text])) OR (transaction_id IS NOT NULL))),
    CONSTRAINT orders_check3 CHECK (((status <> 'refunded'::text) OR (refunded = total))),
    CONSTRAINT orders_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'confirmed'::text, 'cancelled'::text, 'refunded'::text, 'failed'::text]))),
    CONSTRAINT orders_total_check CHECK ((total > 0))
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
	('01a1ffa2-1b3c-74e1-b35b-7f041b7ee9d0', 'IDENTITY_ROTATION', '2026-11-21 19:42:56.316658+00', 'order', NULL, NULL, 'spiffe://agentweave.io/agent/order', NULL, NULL, NULL, NULL, NULL, 'generation 1, valid until 2026-11-21T20:42:48Z', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-1d04-7e8a-886d-fae835120f30', 'STARTUP', '2026-11-21 19:42:56.772761+00', 'order', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'version 0.1.0', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-215c-7a57-94cf-c210b924002b', 'AUTH_CHECK', '2026-11-21 19:42:57.884517+00', 'order', '00a820f3b979420fa786eedf56b23a5b', 'd37f07168a128138', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'watch_payments', NULL, 'allow', 'refunds change orders', 14351, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-32e2-71f0-b2ff-36bb6598002c', 'CAPABILITY_CALL', '2026-11-21 19:43:02.370818+00', 'order', 'acbdc81588a3827ea35d87840c38e7a1', '0c409b93e55da289', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a1ffa2-32db-70f8-a4c2-5d9712d270cc', NULL, NULL, NULL),
	('01a1ffa2-32fc-7e3b-9b1c-c4da983518ba', 'AUTH_CHECK', '2026-11-21 19:43:02.396251+00', 'order', 'acbdc81588a3827ea35d87840c38e7a1', '868039198f5e9158', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'an order''s buyer is verified', 533, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-3303-7c62-b00e-0e7dd67a8861', 'AUTH_CHECK', '2026-11-21 19:43:02.403825+00', 'order', 'acbdc81588a3827ea35d87840c38e7a1', '822ff0d4427fb3b8', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 494, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-338a-72c6-a2ab-c95e02faaac0', 'AUTH_CHECK', '2026-11-21 19:43:02.538405+00', 'order', 'acbdc81588a3827ea35d87840c38e7a1', 'a10247d95508938f', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a1ffa2-332f-7708-8f70-e3f5dd01a7b3', 'allow', 'a checkout reserves stock', 793, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-3409-7711-b2e3-792978d69a18', 'AUTH_CHECK', '2026-11-21 19:43:02.665181+00', 'order', 'acbdc81588a3827ea35d87840c38e7a1', '18af72eed74ef954', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a1ffa2-332f-7708-8f70-e3f5dd01a7b3', 'allow', 'a checkout takes payment', 1251, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-3549-7048-a824-7c1f95334f29', 'AUTH_CHECK', '2026-11-21 19:43:02.985254+00', 'order', 'acbdc81588a3827ea35d87840c38e7a1', 'c86fed65e055e3df', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'confirm_reservation', 'order/01a1ffa2-332f-7708-8f70-e3f5dd01a7b3', 'allow', 'a paid order''s stock is sold', 504, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-3586-7c65-803d-a28f81066b8a', 'CAPABILITY_CALL', '2026-11-21 19:43:03.046804+00', 'order', 'acbdc81588a3827ea35d87840c38e7a1', '0c409b93e55da289', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a1ffa2-332f-7708-8f70-e3f5dd01a7b3', 'allow', 'orders come through the gateway', 683768, NULL, 'ok', '01a1ffa2-32db-70f8-a4c2-5d9712d270cc', NULL, NULL, NULL),
	('01a1ffa2-35a4-728b-9af7-792189c400a9', 'CAPABILITY_CALL', '2026-11-21 19:43:03.076695+00', 'order', '212ec89a262cbc903e4e102b65da6dda', '64b62396e037adc1', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a1ffa2-35a4-7ea8-a58d-56950cbfebcb', NULL, NULL, NULL),
	('01a1ffa2-35a8-73cf-b4c1-1936e09a51fb', 'AUTH_CHECK', '2026-11-21 19:43:03.080093+00', 'order', '212ec89a262cbc903e4e102b65da6dda', '9ef3dd50257de115', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'an order''s buyer is verified', 139, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-35aa-7372-b796-0f2efde5f04a', 'AUTH_CHECK', '2026-11-21 19:43:03.082482+00', 'order', '212ec89a262cbc903e4e102b65da6dda', 'f26923ad6397a132', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 209, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-35c2-7dae-aea7-61100b1c8d82', 'AUTH_CHECK', '2026-11-21 19:43:03.106194+00', 'order', '212ec89a262cbc903e4e102b65da6dda', '6460bb6387c14397', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a1ffa2-35b2-7faa-aa42-5b053110ef45', 'allow', 'a checkout reserves stock', 364, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-35e4-7261-8db6-da2cf55f07f5', 'AUTH_CHECK', '2026-11-21 19:43:03.140087+00', 'order', '212ec89a262cbc903e4e102b65da6dda', 'f352d15f274e7c4f', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a1ffa2-35b2-7faa-aa42-5b053110ef45', 'allow', 'a checkout takes payment', 252, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-361f-736d-a7f5-48fef4bfb2e8', 'AUTH_CHECK', '2026-11-21 19:43:03.199655+00', 'order', '212ec89a262cbc903e4e102b65da6dda', 'eb71d0e9284db181', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'release_reservation', 'order/01a1ffa2-35b2-7faa-aa42-5b053110ef45', 'allow', 'a failed checkout gives its stock back', 280, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-3635-784b-9e90-eeda11121fa1', 'CAPABILITY_CALL', '2026-11-21 19:43:03.221686+00', 'order', '212ec89a262cbc903e4e102b65da6dda', '64b62396e037adc1', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', 145184, NULL, 'payment_declined', '01a1ffa2-35a4-7ea8-a58d-56950cbfebcb', NULL, NULL, NULL),
	('01a1ffa2-3648-7349-ba00-8dc6e1d94e08', 'CAPABILITY_CALL', '2026-11-21 19:43:03.240958+00', 'order', '44a105de2035e581f7b747aa341e785f', '56026ad500b6894f', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a1ffa2-3648-7018-86b3-0d94ea89e413', NULL, NULL, NULL),
	('01a1ffa2-364e-78b0-a8f6-b1e9caf6d374', 'AUTH_CHECK', '2026-11-21 19:43:03.246221+00', 'order', '44a105de2035e581f7b747aa341e785f', '80ad64e98d84f01c', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'an order''s buyer is verified', 242, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-364e-7e56-9cdc-3fbb5284571e', 'AUTH_CHECK', '2026-11-21 19:43:03.246747+00', 'order', '44a105de2035e581f7b747aa341e785f', 'd49af2fcc046675a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 130, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-365c-7500-99c4-2f2dbf2ba072', 'AUTH_CHECK', '2026-11-21 19:43:03.26035+00', 'order', '44a105de2035e581f7b747aa341e785f', '77a565292bc0effb', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a1ffa2-3658-73e9-8a70-750b98f4804c', 'allow', 'a checkout reserves stock', 283, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-3680-7b91-aaaf-aefb7f36a035', 'CAPABILITY_CALL', '2026-11-21 19:43:03.296844+00', 'order', '44a105de2035e581f7b747aa341e785f', '56026ad500b6894f', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', 56053, NULL, 'out_of_stock', '01a1ffa2-3648-7018-86b3-0d94ea89e413', NULL, NULL, NULL),
	('01a1ffa2-368f-7141-925e-a4e19bc2ebe8', 'CAPABILITY_CALL', '2026-11-21 19:43:03.311072+00', 'order', 'df034f57acef22565880a479c72771a5', '1761668879422068', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a1ffa2-368e-70e9-80fc-05c0bba052eb', NULL, NULL, NULL),
	('01a1ffa2-3691-7e94-bb8a-5b073c61fbbd', 'AUTH_CHECK', '2026-11-21 19:43:03.313495+00', 'order', 'df034f57acef22565880a479c72771a5', 'e289249d4698d843', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'an order''s buyer is verified', 138, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-3692-7f67-9fa9-b9e1eacb9f35', 'AUTH_CHECK', '2026-11-21 19:43:03.31404+00', 'order', 'df034f57acef22565880a479c72771a5', '3d326e727b3e1242', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 158, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-369b-7c8f-9923-731336690f95', 'AUTH_CHECK', '2026-11-21 19:43:03.323078+00', 'order', 'df034f57acef22565880a479c72771a5', 'bfb1defa12db7651', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a1ffa2-3698-73d6-93b9-d7a891f052d6', 'allow', 'a checkout reserves stock', 212, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-3765-70f2-9f03-e8b665d918a4', 'AUTH_CHECK', '2026-11-21 19:43:03.525259+00', 'order', 'df034f57acef22565880a479c72771a5', 'b7631bec7a57ffa7', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'confirm_reservation', 'order/01a1ffa2-3698-73d6-93b9-d7a891f052d6', 'allow', 'a paid order''s stock is sold', 233, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-3783-7edb-8305-bd7483965384', 'CAPABILITY_CALL', '2026-11-21 19:43:03.555273+00', 'order', 'df034f57acef22565880a479c72771a5', '1761668879422068', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a1ffa2-3698-73d6-93b9-d7a891f052d6', 'allow', 'orders come through the gateway', 244328, NULL, 'ok', '01a1ffa2-368e-70e9-80fc-05c0bba052eb', NULL, NULL, NULL),
	('01a1ffa2-37c9-7251-9299-a2d228badfb1', 'AUTH_CHECK', '2026-11-21 19:43:03.625282+00', 'order', 'd4b0e32eb21b9b81d8e7aa5964b19be0', 'a651ef86d55e9ba8', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 'allow', 'a checkout takes payment', 214, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-3805-761a-a8b7-7d5399d8f7bc', 'CAPABILITY_CALL', '2026-11-21 19:43:03.685625+00', 'order', 'cec84de69f307b568fb3030f09c16504', '00a7b21ea8287d04', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'cancel_order', 'order/01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 'allow', 'orders are cancelled through the gateway', NULL, NULL, NULL, '01a1ffa2-3805-7016-81ab-40a27f4ba4a0', NULL, NULL, NULL),
	('01a1ffa2-381d-750e-b560-deb2640a9515', 'AUTH_CHECK', '2026-11-21 19:43:03.709674+00', 'order', 'd4b0e32eb21b9b81d8e7aa5964b19be0', '09cd2c68e5ceec96', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'release_reservation', 'order/01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 'allow', 'a failed checkout gives its stock back', 164, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-383d-7bfc-8258-75df50b7feca', 'CAPABILITY_CALL', '2026-11-21 19:43:03.74115+00', 'order', 'cec84de69f307b568fb3030f09c16504', '00a7b21ea8287d04', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'cancel_order', 'order/01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 'allow', 'orders are cancelled through the gateway', 55569, NULL, 'ok', '01a1ffa2-3805-7016-81ab-40a27f4ba4a0', NULL, NULL, NULL),
	('01a1ffa2-3849-7b3b-a3cb-60f34bf78893', 'AUTH_CHECK', '2026-11-21 19:43:03.753866+00', 'order', '921e04c9fe887a67dda058840d248627', '53f71964c551f92a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'an order''s buyer is verified', 165, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-384a-7e1e-8cb0-78246b6acbc7', 'AUTH_CHECK', '2026-11-21 19:43:03.75442+00', 'order', '921e04c9fe887a67dda058840d248627', '3b692cdef25c95b8', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 95, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-388f-79d8-937e-9e120294e5af', 'AUTH_CHECK', '2026-11-21 19:43:03.823317+00', 'order', '921e04c9fe887a67dda058840d248627', '9fbffda8c058e808', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'return_items', 'order/01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'allow', 'a returned order gives its stock back', 337, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-38c0-749f-ae4d-cdd0c9ee1bf6', 'AUTH_CHECK', '2026-11-21 19:43:03.872742+00', 'order', '921e04c9fe887a67dda058840d248627', '8cbc8512365a5917', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'return_items', 'order/01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'allow', 'a returned order gives its stock back', 264, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-38f2-7c11-aadd-71051f18a6fe', 'AUTH_CHECK', '2026-11-21 19:43:03.922257+00', 'order', '505d1f30a61099cd0c6a5535f6d5b153', '2a8eb95f374ac5a8', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'an order''s buyer is verified', 170, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-38f2-7e7c-80ec-4b49c9111ddc', 'AUTH_CHECK', '2026-11-21 19:43:03.922693+00', 'order', '505d1f30a61099cd0c6a5535f6d5b153', '0c76e56fb54ec7cf', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 95, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-39c2-7b76-97e3-1988fcffae10', 'AUTH_CHECK', '2026-11-21 19:43:04.130524+00', 'order', 'e0703ea7e3c626ea2b7c3ceffaceb47e', '59c028f6a2d033c5', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a1ffa2-39af-7d57-aefd-eada786c8f83', 'allow', 'a checkout reserves stock', 290, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-4d49-7341-b5e7-3067092c68c5', 'AUTH_CHECK', '2026-11-21 19:43:09.129185+00', 'order', '316a7096bff3951acf75d5e46f4df479', 'bcb5dcdfb5aa4b75', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a1ffa2-2880-735c-9f37-347ec90e69ca', 'allow', 'an order''s buyer is verified', 174, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-4d7a-7356-bbf0-4c9c1f227349', 'CAPABILITY_CALL', '2026-11-21 19:43:09.178431+00', 'order', '316a7096bff3951acf75d5e46f4df479', 'e9b9a141d6f2f339', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a1ffa2-4d54-74d7-8d30-4f0f2ab64c7c', 'allow', 'orders come through the gateway', 52850, NULL, 'ok', '01a1ffa2-4d45-7035-9d80-3449d84c8731', NULL, NULL, NULL),
	('01a1ffa2-4d9e-78e2-8cd1-a2218d9908f1', 'AUTH_CHECK', '2026-11-21 19:43:09.214415+00', 'order', '91ca2abee8c173bc1a483fe157a782b8', '3803eb4f57deffeb', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a1ffa2-4d8f-73bd-93fe-37f4a391bf84', 'allow', 'a checkout takes payment', 174, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-36a4-7c7b-a3b4-d70d7beaeec2', 'AUTH_CHECK', '2026-11-21 19:43:03.332911+00', 'order', 'df034f57acef22565880a479c72771a5', '48b3c465feec5c06', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a1ffa2-3698-73d6-93b9-d7a891f052d6', 'allow', 'a checkout takes payment', 193, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-379e-74de-ac85-64e0372a93ac', 'AUTH_CHECK', '2026-11-21 19:43:03.582574+00', 'order', 'd4b0e32eb21b9b81d8e7aa5964b19be0', '7ba6fbe561ed1b03', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'an order''s buyer is verified', 250, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-379f-7fa6-baab-6f5d4b7c3632', 'AUTH_CHECK', '2026-11-21 19:43:03.583136+00', 'order', 'd4b0e32eb21b9b81d8e7aa5964b19be0', 'be9246be5a056710', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 133, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-37ed-7476-a263-4132b6b27ec3', 'AUTH_CHECK', '2026-11-21 19:43:03.661348+00', 'order', 'd4b0e32eb21b9b81d8e7aa5964b19be0', '62f2499a101176f4', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'get_payment', 'payment/01a1ffa2-37cd-7709-91ad-085926f4cae2', 'allow', 'a payment''s outcome is asked for', 292, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-3818-763a-a3e2-2a391ca3136e', 'AUTH_CHECK', '2026-11-21 19:43:03.704868+00', 'order', 'd4b0e32eb21b9b81d8e7aa5964b19be0', 'cfcdf62d6a8bca50', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'void_payment', 'order/01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 'allow', 'a failed checkout takes no payment', 386, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-39ef-7da9-a7a2-470a0c6e4339', 'AUTH_CHECK', '2026-11-21 19:43:04.175982+00', 'order', 'e0703ea7e3c626ea2b7c3ceffaceb47e', '8365c3973bf0e86c', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a1ffa2-39af-7d57-aefd-eada786c8f83', 'allow', 'a checkout takes payment', 945, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-3a1a-7d9b-be54-8bddb229d32d', 'AUTH_CHECK', '2026-11-21 19:43:04.218712+00', 'order', 'e0703ea7e3c626ea2b7c3ceffaceb47e', '7cf1c31cf7210dea', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'confirm_reservation', 'order/01a1ffa2-39af-7d57-aefd-eada786c8f83', 'allow', 'a paid order''s stock is sold', 226, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-4d5a-7c76-96ba-e2a247fcde1e', 'AUTH_CHECK', '2026-11-21 19:43:09.146203+00', 'order', '316a7096bff3951acf75d5e46f4df479', '80c6b47665c43772', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a1ffa2-4d54-74d7-8d30-4f0f2ab64c7c', 'allow', 'a checkout reserves stock', 239, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-4d88-7199-b2ed-37292baf2a78', 'AUTH_CHECK', '2026-11-21 19:43:09.192199+00', 'order', '91ca2abee8c173bc1a483fe157a782b8', 'd6911cc2fce0beab', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a1ffa2-2880-735c-9f37-347ec90e69ca', 'allow', 'an order''s buyer is verified', 161, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-4d88-74c8-b76c-30fc56a67427', 'AUTH_CHECK', '2026-11-21 19:43:09.192604+00', 'order', '91ca2abee8c173bc1a483fe157a782b8', '5c358f74e0712719', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 102, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-3793-7a97-a2fc-de1dd0b96b1b', 'CAPABILITY_CALL', '2026-11-21 19:43:03.571964+00', 'order', 'd4b0e32eb21b9b81d8e7aa5964b19be0', '8714cf38107420c9', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a1ffa2-3793-7445-a168-50ad07ac5ace', NULL, NULL, NULL),
	('01a1ffa2-37b6-73db-a67c-54714936d05b', 'AUTH_CHECK', '2026-11-21 19:43:03.606189+00', 'order', 'd4b0e32eb21b9b81d8e7aa5964b19be0', 'aef192d76c2d5bfe', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 'allow', 'a checkout reserves stock', 248, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-385c-7485-b9e1-5d1c1de98df8', 'AUTH_CHECK', '2026-11-21 19:43:03.772663+00', 'order', '921e04c9fe887a67dda058840d248627', '6dd29274f5075407', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'allow', 'a checkout takes payment', 163, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-386f-7263-8933-6065d32f01a9', 'AUTH_CHECK', '2026-11-21 19:43:03.791382+00', 'order', '921e04c9fe887a67dda058840d248627', 'af6dfe5ea7f2881e', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'confirm_reservation', 'order/01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'allow', 'a paid order''s stock is sold', 182, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-3883-7feb-909f-dfc5f1ab5ddf', 'CAPABILITY_CALL', '2026-11-21 19:43:03.811711+00', 'order', 'afed4cfed4e20ae1de5b930c09bc5b63', '67c89a7f21626e15', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'cancel_order', 'order/01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'allow', 'orders are cancelled through the gateway', NULL, NULL, NULL, '01a1ffa2-3883-70ab-b92e-a19f3bb1f2ea', NULL, NULL, NULL),
	('01a1ffa2-38da-74bd-bf0e-3f27afc11675', 'CAPABILITY_CALL', '2026-11-21 19:43:03.898595+00', 'order', 'afed4cfed4e20ae1de5b930c09bc5b63', '67c89a7f21626e15', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'cancel_order', 'order/01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'allow', 'orders are cancelled through the gateway', 86934, NULL, 'ok', '01a1ffa2-3883-70ab-b92e-a19f3bb1f2ea', NULL, NULL, NULL),
	('01a1ffa2-390e-74c3-9386-7edcb74d9038', 'AUTH_CHECK', '2026-11-21 19:43:03.950494+00', 'order', '505d1f30a61099cd0c6a5535f6d5b153', '9fc2ac9663affc01', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a1ffa2-38fd-7452-936c-94f988a8ee4a', 'allow', 'a checkout takes payment', 226, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-392d-7dda-9200-977decd9bc51', 'AUTH_CHECK', '2026-11-21 19:43:03.981898+00', 'order', '505d1f30a61099cd0c6a5535f6d5b153', 'bd83dc2911a3d634', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'confirm_reservation', 'order/01a1ffa2-38fd-7452-936c-94f988a8ee4a', 'allow', 'a paid order''s stock is sold', 241, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-3997-7e17-b35d-7fa4ca9ee844', 'CAPABILITY_CALL', '2026-11-21 19:43:04.087047+00', 'order', 'e0703ea7e3c626ea2b7c3ceffaceb47e', 'a060a5fb3c702961', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a1ffa2-2880-735c-9f37-347ec90e69ca', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a1ffa2-3996-7a9a-877d-a90605c5dfc6', NULL, NULL, NULL),
	('01a1ffa2-39a0-7d23-8938-40a884231ff1', 'AUTH_CHECK', '2026-11-21 19:43:04.096404+00', 'order', 'e0703ea7e3c626ea2b7c3ceffaceb47e', '19ed98b2d33005ce', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 135, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-3a50-76eb-8c55-c6932d9c08bf', 'CAPABILITY_CALL', '2026-11-21 19:43:04.272034+00', 'order', 'e0703ea7e3c626ea2b7c3ceffaceb47e', 'a060a5fb3c702961', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a1ffa2-39af-7d57-aefd-eada786c8f83', 'allow', 'orders come through the gateway', 185124, NULL, 'ok', '01a1ffa2-3996-7a9a-877d-a90605c5dfc6', NULL, NULL, NULL),
	('01a1ffa2-4d45-74ef-9622-9929a53d4502', 'CAPABILITY_CALL', '2026-11-21 19:43:09.125784+00', 'order', '316a7096bff3951acf75d5e46f4df479', 'e9b9a141d6f2f339', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a1ffa2-2880-735c-9f37-347ec90e69ca', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a1ffa2-4d45-7035-9d80-3449d84c8731', NULL, NULL, NULL),
	('01a1ffa2-4d67-7d82-8885-095960063bfb', 'AUTH_CHECK', '2026-11-21 19:43:09.159249+00', 'order', '316a7096bff3951acf75d5e46f4df479', 'f323346d3223a4c3', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a1ffa2-4d54-74d7-8d30-4f0f2ab64c7c', 'allow', 'a checkout takes payment', 216, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-4d85-7f71-9575-eb4169d7c86d', 'CAPABILITY_CALL', '2026-11-21 19:43:09.189473+00', 'order', '91ca2abee8c173bc1a483fe157a782b8', 'eadae971f3bd3a32', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a1ffa2-2880-735c-9f37-347ec90e69ca', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a1ffa2-4d85-713d-81ec-9deb815c8476', NULL, NULL, NULL),
	('01a1ffa2-4d94-7ed0-9085-ce1ce8ce3771', 'AUTH_CHECK', '2026-11-21 19:43:09.204247+00', 'order', '91ca2abee8c173bc1a483fe157a782b8', 'af6da48c3eab253d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a1ffa2-4d8f-73bd-93fe-37f4a391bf84', 'allow', 'a checkout reserves stock', 284, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-37e9-71ef-9b6b-53afa4a5ec08', 'CAPABILITY_CALL', '2026-11-21 19:43:03.657997+00', 'order', 'd4b0e32eb21b9b81d8e7aa5964b19be0', '8714cf38107420c9', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 'allow', 'orders come through the gateway', 86174, NULL, 'ok', '01a1ffa2-3793-7445-a168-50ad07ac5ace', NULL, NULL, NULL),
	('01a1ffa2-3847-7ded-a3ca-37db2f2c9eac', 'CAPABILITY_CALL', '2026-11-21 19:43:03.751662+00', 'order', '921e04c9fe887a67dda058840d248627', '84bd37681b08e015', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a1ffa2-3847-745c-9cd6-b51523868576', NULL, NULL, NULL),
	('01a1ffa2-3854-76c2-b9dd-53b7d316e0ef', 'AUTH_CHECK', '2026-11-21 19:43:03.764436+00', 'order', '921e04c9fe887a67dda058840d248627', '91aebdfc013433ee', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'allow', 'a checkout reserves stock', 192, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-3878-7a75-b05b-7b5101ceef48', 'CAPABILITY_CALL', '2026-11-21 19:43:03.800943+00', 'order', '921e04c9fe887a67dda058840d248627', '84bd37681b08e015', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'allow', 'orders come through the gateway', 49399, NULL, 'ok', '01a1ffa2-3847-745c-9cd6-b51523868576', NULL, NULL, NULL),
	('01a1ffa2-388a-7d16-b1d9-4d0a07cd482b', 'AUTH_CHECK', '2026-11-21 19:43:03.818545+00', 'order', '921e04c9fe887a67dda058840d248627', '56aaae208c6557d1', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'refund_payment', 'payment/01a1ffa2-3860-72bd-bc31-9791786d6715', 'allow', 'a returned order is refunded', 544, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-38ec-7571-a8eb-3d8ebda8c539', 'CAPABILITY_CALL', '2026-11-21 19:43:03.916616+00', 'order', '505d1f30a61099cd0c6a5535f6d5b153', '37ff069cb789e1a0', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a1ffa2-38ec-78d6-b5c3-6d00a76a66ab', NULL, NULL, NULL),
	('01a1ffa2-3900-73c1-9e70-6afdc18fa67c', 'AUTH_CHECK', '2026-11-21 19:43:03.936923+00', 'order', '505d1f30a61099cd0c6a5535f6d5b153', '69ca15b593a21e09', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a1ffa2-38fd-7452-936c-94f988a8ee4a', 'allow', 'a checkout reserves stock', 211, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-3939-78cc-83bf-880a78af2557', 'CAPABILITY_CALL', '2026-11-21 19:43:03.993294+00', 'order', '505d1f30a61099cd0c6a5535f6d5b153', '37ff069cb789e1a0', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a1ffa2-38fd-7452-936c-94f988a8ee4a', 'allow', 'orders come through the gateway', 76862, NULL, 'ok', '01a1ffa2-38ec-78d6-b5c3-6d00a76a66ab', NULL, NULL, NULL),
	('01a1ffa2-399f-7f67-a223-37cb4db2b24c', 'AUTH_CHECK', '2026-11-21 19:43:04.0956+00', 'order', 'e0703ea7e3c626ea2b7c3ceffaceb47e', 'bb88ba01d4fbbc95', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a1ffa2-2880-735c-9f37-347ec90e69ca', 'allow', 'an order''s buyer is verified', 220, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-4d4a-7246-85ef-074de6660259', 'AUTH_CHECK', '2026-11-21 19:43:09.130383+00', 'order', '316a7096bff3951acf75d5e46f4df479', 'e65aa021d797f63c', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 140, NULL, NULL, NULL, NULL, NULL, NULL);
-- Data for Name: checkouts; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.checkouts (order_id, schema_version, version, phase, todo, in_doubt, reserved_again, cancel_requested, repaid, overdue, failure_code, failure_message, attempts, faults, parked_reason, next_attempt_at, leased_until, deadline_at, expires_at, hold_until, idempotency_scope, idempotency_hash, traceparent, created_at, updated_at) VALUES
	('01a1ffa2-332f-7708-8f70-e3f5dd01a7b3', 1, 4, 'confirmed', '{}', false, false, false, false, false, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-21 19:45:02.473877+00', '2026-11-21 19:46:02.56434+00', '\x97da1b09b73197ba53c1d1afec5cb95a608eb65f6d8471c23e24a7d11842e5c3', '\x2b7645ce58f92edf2e531c52d1d18a2d17bdcbb8a3f6774b97f062d5289830a6', '00-acbdc81588a3827ea35d87840c38e7a1-0c409b93e55da289-01', '2026-11-21 19:43:02.473877+00', '2026-11-21 19:43:03.017735+00'),
	('01a1ffa2-35b2-7faa-aa42-5b053110ef45', 1, 4, 'failed', '{}', false, false, false, false, false, 'payment_declined', 'The payment was declined.', 0, 0, NULL, NULL, NULL, NULL, '2026-11-21 19:45:03.090761+00', '2026-11-21 19:46:03.126032+00', '\x04fe9f065c731356b665e6abcb7b6e6f5e2566236bfe78b4eabc13b477933d4d', '\xb29a111c57f77e6dcf97d04c9a417e824c1825d1c07edc2ae0c6f8625ca587c0', '00-212ec89a262cbc903e4e102b65da6dda-64b62396e037adc1-01', '2026-11-21 19:43:03.090761+00', '2026-11-21 19:43:03.217594+00'),
	('01a1ffa2-3658-73e9-8a70-750b98f4804c', 1, 2, 'failed', '{}', false, false, false, false, false, 'out_of_stock', 'WIDGET-010: 1 are asked for, 0 are available.', 0, 0, NULL, NULL, NULL, NULL, '2026-11-21 19:45:03.25715+00', NULL, '\xfd2c55fbff5867e8a7b7322e0901ef520c1ae1c0fb373cf37ad706bce87f9fb5', '\x326c78090cfe95ae600f6b7c43bb33d373de0b663af3e88d693b803cf60e0d52', '00-44a105de2035e581f7b747aa341e785f-56026ad500b6894f-01', '2026-11-21 19:43:03.25715+00', '2026-11-21 19:43:03.294002+00'),
	('01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 1, 6, 'cancelled', '{}', false, false, true, false, false, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-21 19:45:03.599967+00', '2026-11-21 19:46:03.618307+00', '\x9a869d0b7a67bc710e2b0f53875bad77d22e222cb5d63646c71c6bf3f528669f', '\x5b1b140194491f0a96fc61e315c5c7e2bde9dcc3f268d195e209e3667348cb59', '00-d4b0e32eb21b9b81d8e7aa5964b19be0-8714cf38107420c9-01', '2026-11-21 19:43:03.599967+00', '2026-11-21 19:43:03.7365+00'),
	('01a1ffa2-3698-73d6-93b9-d7a891f052d6', 1, 4, 'confirmed', '{}', false, false, false, false, false, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-21 19:45:03.320584+00', '2026-11-21 19:46:03.328398+00', '\x3da660ff31cba4e6c53f66f8162a700e281a473d9d79043ac3a07dbec28191c4', '\x309a5d7d624e0f87e6f0d8e6ca6e6cba037bd58700215184df4f2c792e75f4c5', '00-df034f57acef22565880a479c72771a5-1761668879422068-01', '2026-11-21 19:43:03.320584+00', '2026-11-21 19:43:03.550162+00'),
	('01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 1, 7, 'refunded', '{}', false, false, true, true, false, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-21 19:45:03.762148+00', '2026-11-21 19:46:03.768844+00', '\x97c9b15dd5fb33953959cd4e6ed3481bd67d81a089d70124de45afbf26fe37c9', '\xcb2e455e811881a3bc972c2c26d5364201c60296a576c4a008b90fc9fb1d9454', '00-921e04c9fe887a67dda058840d248627-84bd37681b08e015-01', '2026-11-21 19:43:03.762148+00', '2026-11-21 19:43:03.893101+00'),
	('01a1ffa2-38fd-7452-936c-94f988a8ee4a', 1, 4, 'confirmed', '{}', false, false, false, false, false, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-21 19:45:03.934296+00', '2026-11-21 19:46:03.943029+00', '\xf914c21b9540f2324d1fdbc00874a9966b2bb163756292bf40157961781f36ba', '\x40f1ea980e0924ec9f4444b388672e258021088ea1886a64311ba48cc6781cc9', '00-505d1f30a61099cd0c6a5535f6d5b153-37ff069cb789e1a0-01', '2026-11-21 19:43:03.934296+00', '2026-11-21 19:43:03.991089+00'),
	('01a1ffa2-39af-7d57-aefd-eada786c8f83', 1, 4, 'confirmed', '{}', false, false, false, false, false, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-21 19:45:04.111532+00', '2026-11-21 19:46:04.14088+00', '\xf2f29f504eee776e8a489cd578cd58602da683b96a9699c5d7b957f593831d5b', '\xc89a09b147e05c20edb3a5705a681147271f39bbb7bed207d058cf2b0a4017e0', '00-e0703ea7e3c626ea2b7c3ceffaceb47e-a060a5fb3c702961-01', '2026-11-21 19:43:04.111532+00', '2026-11-21 19:43:04.242916+00'),
	('01a1ffa2-4d54-74d7-8d30-4f0f2ab64c7c', 1, 3, 'awaiting_action', '{inquire}', false, false, false, false, false, NULL, NULL, 0, 0, NULL, '2026-11-21 19:43:14.172267+00', NULL, '2026-11-21 19:46:09.151455+00', '2026-11-21 19:45:09.141262+00', '2026-11-21 19:46:09.151455+00', '\xd98167d5889d27a53d633310a51055490664f66b69d97e3eb7d43f856d334e37', '\x66226602e9fe8bbe4b9c1b3ee03d26724f872a4a38a27c58e86462d039c5c8ec', '00-316a7096bff3951acf75d5e46f4df479-e9b9a141d6f2f339-01', '2026-11-21 19:43:09.141262+00', '2026-11-21 19:43:09.172267+00'),
	('01a1ffa2-4d8f-73bd-93fe-37f4a391bf84', 1, 2, 'paying', '{pay}', false, false, false, false, false, NULL, NULL, 0, 0, NULL, '2026-11-21 19:43:09.212927+00', '2026-11-21 19:43:14.212927+00', '2026-11-21 19:45:09.200551+00', '2026-11-21 19:45:09.200551+00', '2026-11-21 19:46:09.210409+00', '\x23e008cbe20ba502ac695807c74980c52b4b17030e2d990e04e58ca9ebf4934f', '\x40a6b403a0d1f836d0fe55291d979fc64566ca8161fc9d252cb7f9d0a2c25483', '00-91ca2abee8c173bc1a483fe157a782b8-eadae971f3bd3a32-01', '2026-11-21 19:43:09.200551+00', '2026-11-21 19:43:09.212927+00');
-- Data for Name: idempotency; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.idempotency (scope, request_hash, resource_id, reply, problem_code, problem_message, problem_field, expires_at) VALUES
	('\x97da1b09b73197ba53c1d1afec5cb95a608eb65f6d8471c23e24a7d11842e5c3', '\x2b7645ce58f92edf2e531c52d1d18a2d17bdcbb8a3f6774b97f062d5289830a6', '01a1ffa2-332f-7708-8f70-e3f5dd01a7b3', '\x0a2430316131666661322d333332662d373730382d386637302d653366356464303161376233122430316131666661322d323763312d376139382d626265662d6230303663663535353733351a240a0a5749444745542d30303112065769646765741802220531392e39392a0533392e3938220533392e39382a03555344320b6372656469745f636172643a2430316131666661322d333436332d373837332d393739622d34303361393938396162613840025204302e30305a0c08c6e887d806108894fbe101620b08c7e887d80610d8baba08', NULL, NULL, NULL, '2026-11-22 19:43:02.47097+00'),
	('\x04fe9f065c731356b665e6abcb7b6e6f5e2566236bfe78b4eabc13b477933d4d', '\xb29a111c57f77e6dcf97d04c9a417e824c1825d1c07edc2ae0c6f8625ca587c0', '01a1ffa2-35b2-7faa-aa42-5b053110ef45', NULL, 'payment_declined', 'The payment was declined.', NULL, '2026-11-22 19:43:03.090483+00'),
	('\xfd2c55fbff5867e8a7b7322e0901ef520c1ae1c0fb373cf37ad706bce87f9fb5', '\x326c78090cfe95ae600f6b7c43bb33d373de0b663af3e88d693b803cf60e0d52', '01a1ffa2-3658-73e9-8a70-750b98f4804c', NULL, 'out_of_stock', 'WIDGET-010: 1 are asked for, 0 are available.', NULL, '2026-11-22 19:43:03.256218+00'),
	('\x3da660ff31cba4e6c53f66f8162a700e281a473d9d79043ac3a07dbec28191c4', '\x309a5d7d624e0f87e6f0d8e6ca6e6cba037bd58700215184df4f2c792e75f4c5', '01a1ffa2-3698-73d6-93b9-d7a891f052d6', '\x0a2430316131666661322d333639382d373364362d393362392d643761383931663035326436122430316131666661322d323763312d376139382d626265662d6230303663663535353733351a330a0a5749444745542d30303412155769646765742c206272757368656420737465656c1801220534392e35302a0534392e3530220534392e35302a03555344320f746573745f6572726f725f6f6e63653a2430316131666661322d333661392d373862362d396563612d61363135336231303530646440025204302e30305a0c08c7e887d80610c0f2ee9801620c08c7e887d80610d09cab8602', NULL, NULL, NULL, '2026-11-22 19:43:03.32031+00'),
	('\x9a869d0b7a67bc710e2b0f53875bad77d22e222cb5d63646c71c6bf3f528669f', '\x5b1b140194491f0a96fc61e315c5c7e2bde9dcc3f268d195e209e3667348cb59', '01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', '\x0a2430316131666661322d333761662d376463332d626435372d363936663361643662336535122430316131666661322d323763312d376139382d626265662d6230303663663535353733351a2c0a0a5749444745542d303035120e5769646765742c2077616c6e75741801220537342e32352a0537342e3235220537342e32352a035553443214746573745f72657175697265735f616374696f6e3a2430316131666661322d333763642d373730392d393161642d30383539323666346361653240035204302e30305a0c08c7e887d80610988a8b9e02620c08c7e887d80610a0b298df02', NULL, NULL, NULL, '2026-11-22 19:43:03.599556+00'),
	('\x97c9b15dd5fb33953959cd4e6ed3481bd67d81a089d70124de45afbf26fe37c9', '\xcb2e455e811881a3bc972c2c26d5364201c60296a576c4a008b90fc9fb1d9454', '01a1ffa2-3851-70d6-b2f5-4975bfb6e676', '\x0a2430316131666661322d333835312d373064362d623266352d343937356266623665363736122430316131666661322d323763312d376139382d626265662d6230303663663535353733351a2d0a0a5749444745542d303035120e5769646765742c2077616c6e75741802220537342e32352a063134382e353022063134382e35302a03555344320b6372656469745f636172643a2430316131666661322d333836302d373262642d626333312d39373931373836643637313540025204302e30305a0c08c7e887d80610a0e9b5eb02620c08c7e887d80610b8b78dfd02', NULL, NULL, NULL, '2026-11-22 19:43:03.761873+00'),
	('\xf914c21b9540f2324d1fdbc00874a9966b2bb163756292bf40157961781f36ba', '\x40f1ea980e0924ec9f4444b388672e258021088ea1886a64311ba48cc6781cc9', '01a1ffa2-38fd-7452-936c-94f988a8ee4a', '\x0a2430316131666661322d333866642d373435322d393336632d393466393838613865653461122430316131666661322d323763312d376139382d626265662d6230303663663535353733351a2a0a0a5749444745542d303033120d5769646765742c20736d616c6c18032204392e39392a0532392e3937220532392e39372a03555344320b6372656469745f636172643a2430316131666661322d333931352d373136382d386230652d35663262376136666466613040025204302e30305a0c08c7e887d80610c0f3c0bd03620c08c7e887d80610e8a2cbd803', NULL, NULL, NULL, '2026-11-22 19:43:03.934021+00'),
	('\xf2f29f504eee776e8a489cd578cd58602da683b96a9699c5d7b957f593831d5b', '\xc89a09b147e05c20edb3a5705a681147271f39bbb7bed207d058cf2b0a4017e0', '01a1ffa2-39af-7d57-aefd-eada786c8f83', '\x0a2430316131666661322d333961662d376435372d616566642d656164613738366338663833122430316131666661322d323838302d373335632d396633372d3334376563393065363963611a290a0a5749444745542d303037120b57696467657420636173651801220531322e35302a0531322e3530220531322e35302a03555344320b6372656469745f636172643a2430316131666661322d333966372d376633382d626231312d61636439613330366466343340025204302e30305a0b08c8e887d80610e0af9735620b08c8e887d80610a0b5ea73', NULL, NULL, NULL, '2026-11-22 19:43:04.111236+00'),
	('\xd98167d5889d27a53d633310a51055490664f66b69d97e3eb7d43f856d334e37', '\x66226602e9fe8bbe4b9c1b3ee03d26724f872a4a38a27c58e86462d039c5c8ec', '01a1ffa2-4d54-74d7-8d30-4f0f2ab64c7c', NULL, NULL, NULL, NULL, '2026-11-22 19:43:09.140544+00'),
	('\x23e008cbe20ba502ac695807c74980c52b4b17030e2d990e04e58ca9ebf4934f', '\x40a6b403a0d1f836d0fe55291d979fc64566ca8161fc9d252cb7f9d0a2c25483', '01a1ffa2-4d8f-73bd-93fe-37f4a391bf84', NULL, NULL, NULL, NULL, '2026-11-22 19:43:09.199958+00');
-- Data for Name: order_events; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.order_events (order_id, event_id, type, status, detail, at) VALUES
	('01a1ffa2-332f-7708-8f70-e3f5dd01a7b3', 1, 'created', 'pending', '', '2026-11-21 19:43:02.473877+00'),
	('01a1ffa2-332f-7708-8f70-e3f5dd01a7b3', 2, 'reserved', 'pending', '', '2026-11-21 19:43:02.624235+00'),
	('01a1ffa2-332f-7708-8f70-e3f5dd01a7b3', 3, 'paid', 'pending', '', '2026-11-21 19:43:02.952804+00'),
	('01a1ffa2-332f-7708-8f70-e3f5dd01a7b3', 4, 'confirmed', 'confirmed', '', '2026-11-21 19:43:03.017735+00'),
	('01a1ffa2-35b2-7faa-aa42-5b053110ef45', 1, 'created', 'pending', '', '2026-11-21 19:43:03.090761+00'),
	('01a1ffa2-35b2-7faa-aa42-5b053110ef45', 2, 'reserved', 'pending', '', '2026-11-21 19:43:03.137425+00'),
	('01a1ffa2-35b2-7faa-aa42-5b053110ef45', 3, 'failed', 'failed', 'payment_declined', '2026-11-21 19:43:03.217594+00'),
	('01a1ffa2-3658-73e9-8a70-750b98f4804c', 1, 'created', 'pending', '', '2026-11-21 19:43:03.25715+00'),
	('01a1ffa2-3658-73e9-8a70-750b98f4804c', 2, 'failed', 'failed', 'out_of_stock', '2026-11-21 19:43:03.294002+00'),
	('01a1ffa2-3698-73d6-93b9-d7a891f052d6', 1, 'created', 'pending', '', '2026-11-21 19:43:03.320584+00'),
	('01a1ffa2-3698-73d6-93b9-d7a891f052d6', 2, 'reserved', 'pending', '', '2026-11-21 19:43:03.33084+00'),
	('01a1ffa2-3698-73d6-93b9-d7a891f052d6', 3, 'paid', 'pending', '', '2026-11-21 19:43:03.515909+00'),
	('01a1ffa2-3698-73d6-93b9-d7a891f052d6', 4, 'confirmed', 'confirmed', '', '2026-11-21 19:43:03.550162+00'),
	('01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 1, 'created', 'pending', '', '2026-11-21 19:43:03.599967+00'),
	('01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 2, 'reserved', 'pending', '', '2026-11-21 19:43:03.622324+00'),
	('01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 3, 'action_required', 'pending', 'https://sandbox.invalid/01a1ffa2-37cd-7709-91ad-085926f4cae2/charge', '2026-11-21 19:43:03.644206+00'),
	('01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 4, 'cancel_requested', 'pending', 'changed my mind', '2026-11-21 19:43:03.696762+00'),
	('01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 5, 'cancelled', 'cancelled', '', '2026-11-21 19:43:03.7365+00'),
	('01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 1, 'created', 'pending', '', '2026-11-21 19:43:03.762148+00'),
	('01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 2, 'reserved', 'pending', '', '2026-11-21 19:43:03.771408+00'),
	('01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 3, 'paid', 'pending', '', '2026-11-21 19:43:03.788018+00'),
	('01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 4, 'confirmed', 'confirmed', '', '2026-11-21 19:43:03.799235+00'),
	('01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 5, 'cancel_requested', 'confirmed', 'changed my mind', '2026-11-21 19:43:03.813979+00'),
	('01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 6, 'returning', 'confirmed', '', '2026-11-21 19:43:03.813979+00'),
	('01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 7, 'refund', 'confirmed', '148.50', '2026-11-21 19:43:03.863815+00'),
	('01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 8, 'refunded', 'refunded', '', '2026-11-21 19:43:03.893101+00'),
	('01a1ffa2-38fd-7452-936c-94f988a8ee4a', 1, 'created', 'pending', '', '2026-11-21 19:43:03.934296+00'),
	('01a1ffa2-38fd-7452-936c-94f988a8ee4a', 2, 'reserved', 'pending', '', '2026-11-21 19:43:03.946662+00'),
	('01a1ffa2-38fd-7452-936c-94f988a8ee4a', 3, 'paid', 'pending', '', '2026-11-21 19:43:03.97403+00'),
	('01a1ffa2-38fd-7452-936c-94f988a8ee4a', 4, 'confirmed', 'confirmed', '', '2026-11-21 19:43:03.991089+00'),
	('01a1ffa2-38fd-7452-936c-94f988a8ee4a', 5, 'refund', 'confirmed', '9.99', '2026-11-21 19:43:04.08742+00'),
	('01a1ffa2-39af-7d57-aefd-eada786c8f83', 1, 'created', 'pending', '', '2026-11-21 19:43:04.111532+00'),
	('01a1ffa2-39af-7d57-aefd-eada786c8f83', 2, 'reserved', 'pending', '', '2026-11-21 19:43:04.163446+00'),
	('01a1ffa2-39af-7d57-aefd-eada786c8f83', 3, 'paid', 'pending', '', '2026-11-21 19:43:04.199085+00'),
	('01a1ffa2-39af-7d57-aefd-eada786c8f83', 4, 'confirmed', 'confirmed', '', '2026-11-21 19:43:04.242916+00'),
	('01a1ffa2-4d54-74d7-8d30-4f0f2ab64c7c', 1, 'created', 'pending', '', '2026-11-21 19:43:09.141262+00'),
	('01a1ffa2-4d54-74d7-8d30-4f0f2ab64c7c', 2, 'reserved', 'pending', '', '2026-11-21 19:43:09.155544+00'),
	('01a1ffa2-4d54-74d7-8d30-4f0f2ab64c7c', 3, 'action_required', 'pending', 'https://sandbox.invalid/01a1ffa2-4d6c-7378-b595-e374ac32ff64/charge', '2026-11-21 19:43:09.172267+00'),
	('01a1ffa2-4d8f-73bd-93fe-37f4a391bf84', 1, 'created', 'pending', '', '2026-11-21 19:43:09.200551+00'),
	('01a1ffa2-4d8f-73bd-93fe-37f4a391bf84', 2, 'reserved', 'pending', '', '2026-11-21 19:43:09.212927+00');
-- Data for Name: order_items; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.order_items (order_id, "position", sku, name, quantity, unit_price, line_total) VALUES
	('01a1ffa2-332f-7708-8f70-e3f5dd01a7b3', 1, 'WIDGET-001', 'Widget', 2, 1999, 3998),
	('01a1ffa2-35b2-7faa-aa42-5b053110ef45', 1, 'WIDGET-002', 'Widget, large', 1, 2999, 2999),
	('01a1ffa2-3658-73e9-8a70-750b98f4804c', 1, 'WIDGET-010', 'Widget, first edition', 1, 99900, 99900),
	('01a1ffa2-3698-73d6-93b9-d7a891f052d6', 1, 'WIDGET-004', 'Widget, brushed steel', 1, 4950, 4950),
	('01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 1, 'WIDGET-005', 'Widget, walnut', 1, 7425, 7425),
	('01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 1, 'WIDGET-005', 'Widget, walnut', 2, 7425, 14850),
	('01a1ffa2-38fd-7452-936c-94f988a8ee4a', 1, 'WIDGET-003', 'Widget, small', 3, 999, 2997),
	('01a1ffa2-39af-7d57-aefd-eada786c8f83', 1, 'WIDGET-007', 'Widget case', 1, 1250, 1250),
	('01a1ffa2-4d54-74d7-8d30-4f0f2ab64c7c', 1, 'WIDGET-001', 'Widget', 1, 1999, 1999),
	('01a1ffa2-4d8f-73bd-93fe-37f4a391bf84', 1, 'WIDGET-001', 'Widget', 4, 1999, 7996);
-- Data for Name: order_refunds; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.order_refunds (event_id, order_id, amount) VALUES
	(7, '01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 14850),
	(9, '01a1ffa2-38fd-7452-936c-94f988a8ee4a', 999);
-- Data for Name: orders; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.orders (order_id, user_id, currency, total, payment_method, transaction_id, status, failure_code, failure_message, refunded, last_event_id, created_at, updated_at) VALUES
	('01a1ffa2-332f-7708-8f70-e3f5dd01a7b3', '01a1ffa2-27c1-7a98-bbef-b006cf555735', 'USD', 3998, 'credit_card', '01a1ffa2-3463-7873-979b-403a9989aba8', 'confirmed', NULL, NULL, 0, 4, '2026-11-21 19:43:02.473877+00', '2026-11-21 19:43:03.017735+00'),
	('01a1ffa2-35b2-7faa-aa42-5b053110ef45', '01a1ffa2-27c1-7a98-bbef-b006cf555735', 'USD', 2999, 'test_declined', NULL, 'failed', 'payment_declined', 'The payment was declined.', 0, 3, '2026-11-21 19:43:03.090761+00', '2026-11-21 19:43:03.217594+00'),
	('01a1ffa2-3658-73e9-8a70-750b98f4804c', '01a1ffa2-27c1-7a98-bbef-b006cf555735', 'USD', 99900, 'credit_card', NULL, 'failed', 'out_of_stock', 'WIDGET-010: 1 are asked for, 0 are available.', 0, 2, '2026-11-21 19:43:03.25715+00', '2026-11-21 19:43:03.294002+00'),
	('01a1ffa2-3698-73d6-93b9-d7a891f052d6', '01a1ffa2-27c1-7a98-bbef-b006cf555735', 'USD', 4950, 'test_error_once', '01a1ffa2-36a9-78b6-9eca-a6153b1050dd', 'confirmed', NULL, NULL, 0, 4, '2026-11-21 19:43:03.320584+00', '2026-11-21 19:43:03.550162+00'),
	('01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', '01a1ffa2-27c1-7a98-bbef-b006cf555735', 'USD', 7425, 'test_requires_action', '01a1ffa2-37cd-7709-91ad-085926f4cae2', 'cancelled', NULL, NULL, 0, 5, '2026-11-21 19:43:03.599967+00', '2026-11-21 19:43:03.7365+00'),
	('01a1ffa2-3851-70d6-b2f5-4975bfb6e676', '01a1ffa2-27c1-7a98-bbef-b006cf555735', 'USD', 14850, 'credit_card', '01a1ffa2-3860-72bd-bc31-9791786d6715', 'refunded', NULL, NULL, 14850, 8, '2026-11-21 19:43:03.762148+00', '2026-11-21 19:43:03.893101+00'),
	('01a1ffa2-38fd-7452-936c-94f988a8ee4a', '01a1ffa2-27c1-7a98-bbef-b006cf555735', 'USD', 2997, 'credit_card', '01a1ffa2-3915-7168-8b0e-5f2b7a6fdfa0', 'confirmed', NULL, NULL, 999, 5, '2026-11-21 19:43:03.934296+00', '2026-11-21 19:43:04.08742+00'),
	('01a1ffa2-39af-7d57-aefd-eada786c8f83', '01a1ffa2-2880-735c-9f37-347ec90e69ca', 'USD', 1250, 'credit_card', '01a1ffa2-39f7-7f38-bb11-acd9a306df43', 'confirmed', NULL, NULL, 0, 4, '2026-11-21 19:43:04.111532+00', '2026-11-21 19:43:04.242916+00'),
	('01a1ffa2-4d54-74d7-8d30-4f0f2ab64c7c', '01a1ffa2-2880-735c-9f37-347ec90e69ca', 'USD', 1999, 'test_requires_action', '01a1ffa2-4d6c-7378-b595-e374ac32ff64', 'pending', NULL, NULL, 0, 3, '2026-11-21 19:43:09.141262+00', '2026-11-21 19:43:09.172267+00'),
	('01a1ffa2-4d8f-73bd-93fe-37f4a391bf84', '01a1ffa2-2880-735c-9f37-347ec90e69ca', 'USD', 7996, 'credit_card', NULL, 'pending', NULL, NULL, 0, 2, '2026-11-21 19:43:09.200551+00', '2026-11-21 19:43:09.212927+00');
-- Data for Name: payment_cursor; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.payment_cursor (id, after_event_id) VALUES
	(1, 11);
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_migrations (name, applied_at) VALUES
	('common/0001_common', '2026-11-21 19:42:53.832954+00'),
	('common/0002_audit_outcome', '2026-11-21 19:42:53.937892+00'),
	('0001_orders', '2026-11-21 19:42:53.943722+00');
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
