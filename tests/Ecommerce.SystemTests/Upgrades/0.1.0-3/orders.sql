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
-- Data for Name: audit; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit (audit_id, event_type, at, agent_name, trace_id, span_id, caller_id, actor_id, peer_id, action, resource, decision, reason, duration_us, context, outcome, call_id, listener, address, count) VALUES
	('01a201de-50a2-79ef-aa28-8b41c1d8bb26', 'IDENTITY_ROTATION', '2026-11-22 06:07:56.578946+00', 'order', NULL, NULL, 'spiffe://agentweave.io/agent/order', NULL, NULL, NULL, NULL, NULL, 'generation 1, valid until 2026-11-22T07:07:52Z', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-51dc-7703-8c2c-029099df4c89', 'STARTUP', '2026-11-22 06:07:56.892932+00', 'order', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'version 0.1.0', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-5412-7be7-b3dd-f97a59ca0194', 'AUTH_CHECK', '2026-11-22 06:07:57.458296+00', 'order', '39a3e02d4397fa27057788044a63520e', 'da058991e0fe8e4f', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'watch_payments', NULL, 'allow', 'an order needs this call', 10224, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-67fa-7a31-8305-615d24fe2115', 'CAPABILITY_CALL', '2026-11-22 06:08:02.554199+00', 'order', '7fce2e909a0fdfd9cad6aa6e2e3b4808', '3cd8bcc0c5c685a8', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a201de-67fa-79e1-a755-64f88050645d', NULL, NULL, NULL),
	('01a201de-6964-74de-966a-4fc4b91bbde6', 'CAPABILITY_CALL', '2026-11-22 06:08:02.916103+00', 'order', '8a6efa27eac7ce10197b7961a210eae9', '8eb6d2c339d0d7e2', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a201de-6964-7e8e-8647-c2ac761bc3e7', NULL, NULL, NULL),
	('01a201de-67b8-730a-ac10-000d3f60050f', 'AUTH_CHECK', '2026-11-22 06:08:02.48811+00', 'order', 'c2ef18c611e4a1d2869a8297fed2c4e4', 'ad8e6a589d8fffab', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'list_payment_methods', NULL, 'allow', 'an order needs this call', 496, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-67ce-77ee-8f3b-73751ff6632e', 'AUTH_CHECK', '2026-11-22 06:08:02.510097+00', 'order', '7fce2e909a0fdfd9cad6aa6e2e3b4808', 'eb1fb88c018ae7f2', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'an order needs this call', 382, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-67d9-7e35-a9bc-6769145c69e9', 'AUTH_CHECK', '2026-11-22 06:08:02.521981+00', 'order', '7fce2e909a0fdfd9cad6aa6e2e3b4808', 'b3c2c12af0e72c27', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 454, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-682b-7a4d-ba4a-39d44d2b93ae', 'AUTH_CHECK', '2026-11-22 06:08:02.603569+00', 'order', '7fce2e909a0fdfd9cad6aa6e2e3b4808', 'de62e682998497f4', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a201de-67ef-75d0-aaaf-317e161fcdd3', 'allow', 'an order needs this call', 336, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-687a-7aa4-9d76-cc479d793c2f', 'AUTH_CHECK', '2026-11-22 06:08:02.682521+00', 'order', '7fce2e909a0fdfd9cad6aa6e2e3b4808', '81c884d45db5c8cf', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a201de-67ef-75d0-aaaf-317e161fcdd3', 'allow', 'an order needs this call', 23648, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-692a-7f5f-b99c-8483fcbb92ea', 'AUTH_CHECK', '2026-11-22 06:08:02.858822+00', 'order', '7fce2e909a0fdfd9cad6aa6e2e3b4808', '8bd4de3ada7a0c9c', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'confirm_reservation', 'order/01a201de-67ef-75d0-aaaf-317e161fcdd3', 'allow', 'an order needs this call', 304, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6949-7094-95e7-0de5ed7041eb', 'CAPABILITY_CALL', '2026-11-22 06:08:02.88905+00', 'order', '7fce2e909a0fdfd9cad6aa6e2e3b4808', '3cd8bcc0c5c685a8', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a201de-67ef-75d0-aaaf-317e161fcdd3', 'allow', 'orders come through the gateway', 416888, NULL, 'ok', '01a201de-67fa-79e1-a755-64f88050645d', NULL, NULL, NULL),
	('01a201de-695c-7549-952e-53b6945adaaf', 'AUTH_CHECK', '2026-11-22 06:08:02.908353+00', 'order', '8a6efa27eac7ce10197b7961a210eae9', '9ea49b3d5bc97eaa', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'an order needs this call', 19, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-695c-7365-a506-d98c06172174', 'AUTH_CHECK', '2026-11-22 06:08:02.908868+00', 'order', '8a6efa27eac7ce10197b7961a210eae9', 'b7b3a579e3928d50', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 12, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6966-71ea-88a2-3b93d4e47db2', 'AUTH_CHECK', '2026-11-22 06:08:02.918979+00', 'order', '8a6efa27eac7ce10197b7961a210eae9', '7304cb8d8008af26', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a201de-6961-7db2-88ca-1064a7e058a9', 'allow', 'an order needs this call', 14, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-696f-7d9d-9785-78f90ab7abce', 'AUTH_CHECK', '2026-11-22 06:08:02.927458+00', 'order', '8a6efa27eac7ce10197b7961a210eae9', '21e1010592323f69', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a201de-6961-7db2-88ca-1064a7e058a9', 'allow', 'an order needs this call', 22, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6996-716c-86ae-fda7c28747c0', 'AUTH_CHECK', '2026-11-22 06:08:02.96608+00', 'order', '8a6efa27eac7ce10197b7961a210eae9', 'c9ec24d0d6313c50', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'release_reservation', 'order/01a201de-6961-7db2-88ca-1064a7e058a9', 'allow', 'an order needs this call', 234, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-69a1-7cb3-80e3-100f01ff558b', 'CAPABILITY_CALL', '2026-11-22 06:08:02.977378+00', 'order', '8a6efa27eac7ce10197b7961a210eae9', '8eb6d2c339d0d7e2', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'orders come through the gateway', 71146, NULL, 'payment_declined', '01a201de-6964-7e8e-8647-c2ac761bc3e7', NULL, NULL, NULL),
	('01a201de-69ad-755f-b96f-dcf889e0d69f', 'AUTH_CHECK', '2026-11-22 06:08:02.989326+00', 'order', '03aae227f7a6de069155d04f83e6768f', 'b6d9cbe9d15f39ce', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'an order needs this call', 11, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-69ad-74da-8b02-1dfaa694657d', 'AUTH_CHECK', '2026-11-22 06:08:02.989691+00', 'order', '03aae227f7a6de069155d04f83e6768f', 'fb249638eddece6a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 4, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-69b5-73bc-b107-344bedfab58c', 'CAPABILITY_CALL', '2026-11-22 06:08:02.997591+00', 'order', '03aae227f7a6de069155d04f83e6768f', 'bd5e6f1fd5937e16', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a201de-69b5-7966-9e58-d4765b919762', NULL, NULL, NULL),
	('01a201de-69ed-700e-b105-0a6beaaa1335', 'CAPABILITY_CALL', '2026-11-22 06:08:03.053779+00', 'order', '91e55462cb999f07eece0bbb6c98b980', 'b8f582030a0d511d', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a201de-69ed-726c-bd88-a7a8d1ed5ef3', NULL, NULL, NULL),
	('01a201de-6b2d-7f2e-84f0-de05f0f6f8ec', 'CAPABILITY_CALL', '2026-11-22 06:08:03.37319+00', 'order', '0bfe857ebb364704ead13fe4ae86f6f8', '6b4c302d24135ba9', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a201de-6b2d-7ac7-b8d8-297863d79a18', NULL, NULL, NULL),
	('01a201de-6b5f-7c6e-bb99-6447b0d4522d', 'CAPABILITY_CALL', '2026-11-22 06:08:03.423373+00', 'order', 'cbd2067a38a0873a4ff967d8300a2f52', 'b70c9e273e81a37a', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'cancel_order', 'order/01a201de-6b2b-723e-855f-886bd1e2a934', 'allow', 'orders are cancelled through the gateway', NULL, NULL, NULL, '01a201de-6b5f-7879-ac2a-9c593c87d868', NULL, NULL, NULL),
	('01a201de-6b8c-7e7a-b0dc-36357118a662', 'CAPABILITY_CALL', '2026-11-22 06:08:03.468346+00', 'order', '552c41f98fe701399402d62c17fb4a0b', 'b5d29a239d043abe', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a201de-6b8c-70cc-aee8-2873a959babe', NULL, NULL, NULL),
	('01a201de-69b7-7330-b95d-1752bcd81c30', 'AUTH_CHECK', '2026-11-22 06:08:02.99962+00', 'order', '03aae227f7a6de069155d04f83e6768f', '806bec8a08e84b11', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a201de-69b4-74e9-85a9-517f17aede25', 'allow', 'an order needs this call', 16, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-69dc-71d8-bb2e-5e270c60aae8', 'CAPABILITY_CALL', '2026-11-22 06:08:03.036785+00', 'order', '03aae227f7a6de069155d04f83e6768f', 'bd5e6f1fd5937e16', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'orders come through the gateway', 48981, NULL, 'out_of_stock', '01a201de-69b5-7966-9e58-d4765b919762', NULL, NULL, NULL),
	('01a201de-69e6-7784-98d8-ea439ee684d8', 'AUTH_CHECK', '2026-11-22 06:08:03.046632+00', 'order', '91e55462cb999f07eece0bbb6c98b980', '039145b92c7f65db', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'an order needs this call', 16, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-69e7-73db-b136-417833a9e588', 'AUTH_CHECK', '2026-11-22 06:08:03.047029+00', 'order', '91e55462cb999f07eece0bbb6c98b980', 'c1f3354ae8525acc', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 4, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-69ef-7614-b036-a3f8ad82a9fd', 'AUTH_CHECK', '2026-11-22 06:08:03.055895+00', 'order', '91e55462cb999f07eece0bbb6c98b980', 'a5782685509b7d51', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a201de-69ec-7388-9621-8c7a91fc6657', 'allow', 'an order needs this call', 26, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-69f7-7114-b080-81ddd6f7e24d', 'AUTH_CHECK', '2026-11-22 06:08:03.063825+00', 'order', '91e55462cb999f07eece0bbb6c98b980', '8dfc73620428691a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a201de-69ec-7388-9621-8c7a91fc6657', 'allow', 'an order needs this call', 26, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6b02-7962-a8ea-75c8d34acc8a', 'AUTH_CHECK', '2026-11-22 06:08:03.330334+00', 'order', '91e55462cb999f07eece0bbb6c98b980', '485abe1acc86005e', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'confirm_reservation', 'order/01a201de-69ec-7388-9621-8c7a91fc6657', 'allow', 'an order needs this call', 28, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6b14-7a26-941a-02ab8d4b50c1', 'CAPABILITY_CALL', '2026-11-22 06:08:03.348405+00', 'order', '91e55462cb999f07eece0bbb6c98b980', 'b8f582030a0d511d', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a201de-69ec-7388-9621-8c7a91fc6657', 'allow', 'orders come through the gateway', 303538, NULL, 'ok', '01a201de-69ed-726c-bd88-a7a8d1ed5ef3', NULL, NULL, NULL),
	('01a201de-6b24-7b15-8287-6e0dd893fdc4', 'AUTH_CHECK', '2026-11-22 06:08:03.36407+00', 'order', '0bfe857ebb364704ead13fe4ae86f6f8', '61084ca19408d8ac', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'an order needs this call', 41, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6b24-7d98-aa54-26139a6ccb93', 'AUTH_CHECK', '2026-11-22 06:08:03.364444+00', 'order', '0bfe857ebb364704ead13fe4ae86f6f8', 'f77df00479ea6c36', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 2, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6b2f-73a0-a4e5-ab628f5f0508', 'AUTH_CHECK', '2026-11-22 06:08:03.375628+00', 'order', '0bfe857ebb364704ead13fe4ae86f6f8', '6c88c55d030d9031', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a201de-6b2b-723e-855f-886bd1e2a934', 'allow', 'an order needs this call', 22, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6b39-7eec-83a8-fbde6cb326ac', 'AUTH_CHECK', '2026-11-22 06:08:03.385478+00', 'order', '0bfe857ebb364704ead13fe4ae86f6f8', '57cc4d7d49f7f113', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a201de-6b2b-723e-855f-886bd1e2a934', 'allow', 'an order needs this call', 20, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6b4a-77e7-9e70-3e738c89a89d', 'CAPABILITY_CALL', '2026-11-22 06:08:03.402453+00', 'order', '0bfe857ebb364704ead13fe4ae86f6f8', '6b4c302d24135ba9', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a201de-6b2b-723e-855f-886bd1e2a934', 'allow', 'orders come through the gateway', 40880, NULL, 'ok', '01a201de-6b2d-7ac7-b8d8-297863d79a18', NULL, NULL, NULL),
	('01a201de-6b4c-7f8f-bfca-23392f62a37f', 'AUTH_CHECK', '2026-11-22 06:08:03.404723+00', 'order', '0bfe857ebb364704ead13fe4ae86f6f8', '8184af7196bdc887', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'get_payment', 'payment/01a201de-6b3b-775c-8787-ea6e8a4e9729', 'allow', 'an order needs this call', 286, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6b64-7b73-9eca-263580ea8c03', 'AUTH_CHECK', '2026-11-22 06:08:03.428674+00', 'order', '0bfe857ebb364704ead13fe4ae86f6f8', '994d324ff40dc576', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'void_payment', 'order/01a201de-6b2b-723e-855f-886bd1e2a934', 'allow', 'an order needs this call', 919, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6b66-700a-842f-9424fab06962', 'AUTH_CHECK', '2026-11-22 06:08:03.430406+00', 'order', '0bfe857ebb364704ead13fe4ae86f6f8', 'e5ee0e38248a3cc3', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'release_reservation', 'order/01a201de-6b2b-723e-855f-886bd1e2a934', 'allow', 'an order needs this call', 12, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6b7b-705b-bf38-d88e1dc95178', 'CAPABILITY_CALL', '2026-11-22 06:08:03.451904+00', 'order', 'cbd2067a38a0873a4ff967d8300a2f52', 'b70c9e273e81a37a', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'cancel_order', 'order/01a201de-6b2b-723e-855f-886bd1e2a934', 'allow', 'orders are cancelled through the gateway', 36333, NULL, 'ok', '01a201de-6b5f-7879-ac2a-9c593c87d868', NULL, NULL, NULL),
	('01a201de-6b84-72c6-84bb-da47fd573ef5', 'AUTH_CHECK', '2026-11-22 06:08:03.460353+00', 'order', '552c41f98fe701399402d62c17fb4a0b', 'a8b27dd50ab4eafb', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'an order needs this call', 8, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6b84-7a83-a8ee-bcdc40911d46', 'AUTH_CHECK', '2026-11-22 06:08:03.460676+00', 'order', '552c41f98fe701399402d62c17fb4a0b', '7816ed47d08ef207', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 2, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6b8e-707f-a7c0-f1d4883a05c0', 'AUTH_CHECK', '2026-11-22 06:08:03.470121+00', 'order', '552c41f98fe701399402d62c17fb4a0b', '712966f16094e1d8', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 'allow', 'an order needs this call', 15, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6b96-70fe-9124-83986d26032e', 'AUTH_CHECK', '2026-11-22 06:08:03.478468+00', 'order', '552c41f98fe701399402d62c17fb4a0b', '5a8b9779609c342d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 'allow', 'an order needs this call', 19, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6ba3-7e0e-9972-fecebc437b31', 'AUTH_CHECK', '2026-11-22 06:08:03.491272+00', 'order', '552c41f98fe701399402d62c17fb4a0b', 'f9e748d8f847b8ee', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'confirm_reservation', 'order/01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 'allow', 'an order needs this call', 17, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6bab-734d-b6c2-abe01aaaaedc', 'CAPABILITY_CALL', '2026-11-22 06:08:03.499082+00', 'order', '552c41f98fe701399402d62c17fb4a0b', 'b5d29a239d043abe', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 'allow', 'orders come through the gateway', 39973, NULL, 'ok', '01a201de-6b8c-70cc-aee8-2873a959babe', NULL, NULL, NULL),
	('01a201de-6bb8-7778-a6b3-3158142c8e2e', 'CAPABILITY_CALL', '2026-11-22 06:08:03.512293+00', 'order', '01ff4fa8951376f22b4e5d34675453d1', '0e746a3df7ec0fb4', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'cancel_order', 'order/01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 'allow', 'orders are cancelled through the gateway', NULL, NULL, NULL, '01a201de-6bb8-7de3-b542-767a16dc29fc', NULL, NULL, NULL),
	('01a201de-6c14-77c0-a3a7-4c0115f8dab0', 'CAPABILITY_CALL', '2026-11-22 06:08:03.604981+00', 'order', 'ca9b11a6273e29580846d70518a071b4', '00bfd93e74d431a5', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a201de-6c14-71f1-a273-452959acf955', NULL, NULL, NULL),
	('01a201de-81cf-7aee-8599-d5ba0e5bc2f8', 'CAPABILITY_CALL', '2026-11-22 06:08:09.167682+00', 'order', 'ed19228eebdd16c7c6cafe45ddb2f89c', 'bd4796e604bed665', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a201de-5d99-7795-a251-79ecd9f3bcab', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a201de-81cf-7a4c-9081-d1f5f0a2c8cf', NULL, NULL, NULL),
	('01a201de-6c61-783b-aa4c-0c8c1eaad547', 'CAPABILITY_CALL', '2026-11-22 06:08:03.681858+00', 'order', 'd5d8e31ec397b899c1a0f59237848d06', '0fff735ff5b02142', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a201de-5d99-7795-a251-79ecd9f3bcab', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a201de-6c61-7596-acc8-7ba67e983a28', NULL, NULL, NULL),
	('01a201de-6bbd-775e-89c8-1b0730e0c17e', 'AUTH_CHECK', '2026-11-22 06:08:03.517658+00', 'order', '552c41f98fe701399402d62c17fb4a0b', '1359cd22d8f73d22', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'refund_payment', 'payment/01a201de-6b98-7af3-b187-cbce1069bf0b', 'allow', 'an order needs this call', 842, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6bc0-7122-bfb9-3850a4375bda', 'AUTH_CHECK', '2026-11-22 06:08:03.520021+00', 'order', '552c41f98fe701399402d62c17fb4a0b', 'aa896b6e20a19a98', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'return_items', 'order/01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 'allow', 'an order needs this call', 259, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6bf6-7f47-a400-0546a17dde78', 'AUTH_CHECK', '2026-11-22 06:08:03.574168+00', 'order', '552c41f98fe701399402d62c17fb4a0b', 'd18d53f5b3aaaeb5', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'get_payment', 'payment/01a201de-6b98-7af3-b187-cbce1069bf0b', 'allow', 'an order needs this call', 24, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6bfe-7a83-96ba-e600eb627881', 'AUTH_CHECK', '2026-11-22 06:08:03.582616+00', 'order', '552c41f98fe701399402d62c17fb4a0b', 'a4bea755c852edbe', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'return_items', 'order/01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 'allow', 'an order needs this call', 14, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6c07-7a56-aa16-a3bf302821da', 'CAPABILITY_CALL', '2026-11-22 06:08:03.591309+00', 'order', '01ff4fa8951376f22b4e5d34675453d1', '0e746a3df7ec0fb4', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'cancel_order', 'order/01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 'allow', 'orders are cancelled through the gateway', 81873, NULL, 'ok', '01a201de-6bb8-7de3-b542-767a16dc29fc', NULL, NULL, NULL),
	('01a201de-6c10-714a-940c-a9518418356d', 'AUTH_CHECK', '2026-11-22 06:08:03.600177+00', 'order', 'ca9b11a6273e29580846d70518a071b4', 'f09607ce34f7459b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'an order needs this call', 13, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6c10-7518-8725-5ebb5055aa8d', 'AUTH_CHECK', '2026-11-22 06:08:03.600544+00', 'order', 'ca9b11a6273e29580846d70518a071b4', '97fc003279d4bb9f', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 3, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6c17-7fad-8420-80bc00fce34e', 'AUTH_CHECK', '2026-11-22 06:08:03.607106+00', 'order', 'ca9b11a6273e29580846d70518a071b4', '7abcf06c04ef480a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a201de-6c13-7618-9069-d94ee8e51842', 'allow', 'an order needs this call', 12, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6c1e-7743-8be9-29b1291ee43f', 'AUTH_CHECK', '2026-11-22 06:08:03.614312+00', 'order', 'ca9b11a6273e29580846d70518a071b4', '148ffabb19862151', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a201de-6c13-7618-9069-d94ee8e51842', 'allow', 'an order needs this call', 15, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6c2c-7504-9b8d-2ce68b5cb324', 'AUTH_CHECK', '2026-11-22 06:08:03.6289+00', 'order', 'ca9b11a6273e29580846d70518a071b4', 'cd3531eddabaccd9', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'confirm_reservation', 'order/01a201de-6c13-7618-9069-d94ee8e51842', 'allow', 'an order needs this call', 17, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6c34-71a6-984c-7371a27deb40', 'CAPABILITY_CALL', '2026-11-22 06:08:03.636375+00', 'order', 'ca9b11a6273e29580846d70518a071b4', '00bfd93e74d431a5', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a201de-6c13-7618-9069-d94ee8e51842', 'allow', 'orders come through the gateway', 37521, NULL, 'ok', '01a201de-6c14-71f1-a273-452959acf955', NULL, NULL, NULL),
	('01a201de-6c5a-7c27-a3ea-37c483a64cee', 'AUTH_CHECK', '2026-11-22 06:08:03.674896+00', 'order', 'd5d8e31ec397b899c1a0f59237848d06', '077dd2a533db3556', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'get_user', 'user/01a201de-5d99-7795-a251-79ecd9f3bcab', 'allow', 'an order needs this call', 10, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6c5b-7c7f-b5a1-706e0e074be7', 'AUTH_CHECK', '2026-11-22 06:08:03.675227+00', 'order', 'd5d8e31ec397b899c1a0f59237848d06', '22d6d6d1d70dd420', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/inventory', 'check_availability', NULL, 'allow', 'an order needs this call', 2, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6c66-773a-b15a-c291dfb523a3', 'AUTH_CHECK', '2026-11-22 06:08:03.686939+00', 'order', 'd5d8e31ec397b899c1a0f59237848d06', '7e102d91702d7c4a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'reserve_items', 'order/01a201de-6c60-7ab0-9e5b-2b5a113cfcd1', 'allow', 'an order needs this call', 15, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6c70-7bb4-ad02-6e302391a3a9', 'AUTH_CHECK', '2026-11-22 06:08:03.69683+00', 'order', 'd5d8e31ec397b899c1a0f59237848d06', '8b6da64cfca87c8a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/payment', 'process_payment', 'order/01a201de-6c60-7ab0-9e5b-2b5a113cfcd1', 'allow', 'an order needs this call', 20, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6c8a-779c-b4c4-5d654bcf6e0f', 'AUTH_CHECK', '2026-11-22 06:08:03.722671+00', 'order', 'd5d8e31ec397b899c1a0f59237848d06', 'ed7a1adb573d6cae', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/inventory', 'confirm_reservation', 'order/01a201de-6c60-7ab0-9e5b-2b5a113cfcd1', 'allow', 'an order needs this call', 19, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6c93-7ca2-bf20-9cc359e11d5a', 'CAPABILITY_CALL', '2026-11-22 06:08:03.73126+00', 'order', 'd5d8e31ec397b899c1a0f59237848d06', '0fff735ff5b02142', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'order/01a201de-6c60-7ab0-9e5b-2b5a113cfcd1', 'allow', 'orders come through the gateway', 57617, NULL, 'ok', '01a201de-6c61-7596-acc8-7ba67e983a28', NULL, NULL, NULL),
	('01a201de-81f9-7feb-a03d-71fa905600f2', 'CAPABILITY_CALL', '2026-11-22 06:08:09.209366+00', 'order', '68ce9415e4931d1712699cb301d76d26', 'ef823b028178990e', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_order', 'user/01a201de-5d99-7795-a251-79ecd9f3bcab', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a201de-81f9-7e35-9231-d25b9a1f56c2', NULL, NULL, NULL);
-- Data for Name: checkouts; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.checkouts (order_id, schema_version, version, phase, todo, in_doubt, reserved_again, cancel_requested, repaid, overdue, failure_code, failure_message, attempts, faults, parked_reason, next_attempt_at, leased_until, deadline_at, expires_at, hold_until, idempotency_scope, request_hash, traceparent, created_at, updated_at, refund_attempt) VALUES
	('01a201de-67ef-75d0-aaaf-317e161fcdd3', 1, 4, 'confirmed', '{}', false, false, false, false, false, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-22 06:10:02.5525+00', '2026-11-22 06:11:02.617511+00', '\x97da1b09b73197ba53c1d1afec5cb95a608eb65f6d8471c23e24a7d11842e5c3', '\x44eab00ce0af2f5a7cdab6d13a7ddabec2d3c21417619bf799fe12e531800228', '00-7fce2e909a0fdfd9cad6aa6e2e3b4808-3cd8bcc0c5c685a8-01', '2026-11-22 06:08:02.5525+00', '2026-11-22 06:08:02.878992+00', 0),
	('01a201de-6961-7db2-88ca-1064a7e058a9', 1, 4, 'failed', '{}', false, false, false, false, false, 'payment_declined', 'The payment was declined.', 0, 0, NULL, NULL, NULL, NULL, '2026-11-22 06:10:02.915009+00', '2026-11-22 06:11:02.922747+00', '\x04fe9f065c731356b665e6abcb7b6e6f5e2566236bfe78b4eabc13b477933d4d', '\x907cb9add156ea2267d412111e1db9b72a21fd9671e5b64c385a426d3aa2a583', '00-8a6efa27eac7ce10197b7961a210eae9-8eb6d2c339d0d7e2-01', '2026-11-22 06:08:02.915009+00', '2026-11-22 06:08:02.974467+00', 0),
	('01a201de-69b4-74e9-85a9-517f17aede25', 1, 2, 'failed', '{}', false, false, false, false, false, 'out_of_stock', 'WIDGET-010: 1 requested, 0 available.', 0, 0, NULL, NULL, NULL, NULL, '2026-11-22 06:10:02.996917+00', NULL, '\xfd2c55fbff5867e8a7b7322e0901ef520c1ae1c0fb373cf37ad706bce87f9fb5', '\x9dfbdb932c49ff8f405c6a210bfbd1c7225678376a50821962d7f877119e1fad', '00-03aae227f7a6de069155d04f83e6768f-bd5e6f1fd5937e16-01', '2026-11-22 06:08:02.996917+00', '2026-11-22 06:08:03.031853+00', 0),
	('01a201de-69ec-7388-9621-8c7a91fc6657', 1, 4, 'confirmed', '{}', false, false, false, false, false, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-22 06:10:03.053252+00', '2026-11-22 06:11:03.059828+00', '\x3da660ff31cba4e6c53f66f8162a700e281a473d9d79043ac3a07dbec28191c4', '\x55dd93047ab5f8259a0bafb1e2503438608a91027ea57073e84c8c0730a4f3b7', '00-91e55462cb999f07eece0bbb6c98b980-b8f582030a0d511d-01', '2026-11-22 06:08:03.053252+00', '2026-11-22 06:08:03.344869+00', 0),
	('01a201de-6b2b-723e-855f-886bd1e2a934', 1, 7, 'cancelled', '{}', false, false, true, false, false, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-22 06:10:03.372581+00', '2026-11-22 06:11:03.379923+00', '\x9a869d0b7a67bc710e2b0f53875bad77d22e222cb5d63646c71c6bf3f528669f', '\x7f870da7886b5af0c018f01b2673be73611711aff9f16069cb0af00d1d2ed82a', '00-0bfe857ebb364704ead13fe4ae86f6f8-6b4c302d24135ba9-01', '2026-11-22 06:08:03.372581+00', '2026-11-22 06:08:03.446762+00', 0),
	('01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 1, 7, 'refunded', '{}', false, false, true, true, false, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-22 06:10:03.467787+00', '2026-11-22 06:11:03.473592+00', '\x97c9b15dd5fb33953959cd4e6ed3481bd67d81a089d70124de45afbf26fe37c9', '\xf7aa88f451b93f723930f5f13639aab2f939cd12a109dca7077b2b5c332feaff', '00-552c41f98fe701399402d62c17fb4a0b-b5d29a239d043abe-01', '2026-11-22 06:08:03.467787+00', '2026-11-22 06:08:03.588996+00', 0),
	('01a201de-6c13-7618-9069-d94ee8e51842', 1, 4, 'confirmed', '{}', false, false, false, false, false, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-22 06:10:03.604544+00', '2026-11-22 06:11:03.61032+00', '\xf914c21b9540f2324d1fdbc00874a9966b2bb163756292bf40157961781f36ba', '\xdcee9ed57d8b90a281f7a72f499b49e2adb7e4b2ad8b00e2552279b279cfa0b4', '00-ca9b11a6273e29580846d70518a071b4-00bfd93e74d431a5-01', '2026-11-22 06:08:03.604544+00', '2026-11-22 06:08:03.63439+00', 0),
	('01a201de-6c60-7ab0-9e5b-2b5a113cfcd1', 1, 4, 'confirmed', '{}', false, false, false, false, false, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, '2026-11-22 06:10:03.681134+00', '2026-11-22 06:11:03.692038+00', '\xf2f29f504eee776e8a489cd578cd58602da683b96a9699c5d7b957f593831d5b', '\x7745c45ca381acd9d9e4778f98acabbc472b134c748acbb680bb027ec0dadf4f', '00-d5d8e31ec397b899c1a0f59237848d06-0fff735ff5b02142-01', '2026-11-22 06:08:03.681134+00', '2026-11-22 06:08:03.729113+00', 0),
	('01a201de-81ce-7403-bf57-757004211b81', 1, 3, 'awaiting_action', '{inquire}', false, false, false, false, false, NULL, NULL, 0, 0, NULL, '2026-11-22 06:08:14.18918+00', NULL, '2026-11-22 06:11:09.173608+00', '2026-11-22 06:10:09.167227+00', '2026-11-22 06:11:09.173608+00', '\xd98167d5889d27a53d633310a51055490664f66b69d97e3eb7d43f856d334e37', '\x9867e0cdea700ccc57499ef7752d7c2c0312b77da3b3ce1a24f8d16ae22720c3', '00-ed19228eebdd16c7c6cafe45ddb2f89c-bd4796e604bed665-01', '2026-11-22 06:08:09.167227+00', '2026-11-22 06:08:09.18918+00', 0),
	('01a201de-81f8-7c7d-8181-e242ddcb376f', 1, 3, 'confirming', '{confirm}', false, false, false, false, false, NULL, NULL, 0, 0, NULL, '2026-11-22 06:08:09.229027+00', '2026-11-22 06:08:14.229027+00', '2026-11-22 06:08:39.229027+00', '2026-11-22 06:10:09.208872+00', '2026-11-22 06:11:09.215363+00', '\x23e008cbe20ba502ac695807c74980c52b4b17030e2d990e04e58ca9ebf4934f', '\x2637122bd9639d70b6a326f0e7df887fd57e00c94fe1848f6c17b2c82e987f83', '00-68ce9415e4931d1712699cb301d76d26-ef823b028178990e-01', '2026-11-22 06:08:09.208872+00', '2026-11-22 06:08:09.229027+00', 0);
-- Data for Name: idempotency; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.idempotency (scope, request_hash, resource_id, reply, problem_code, problem_message, problem_field, expires_at) VALUES
	('\x97da1b09b73197ba53c1d1afec5cb95a608eb65f6d8471c23e24a7d11842e5c3', '\x44eab00ce0af2f5a7cdab6d13a7ddabec2d3c21417619bf799fe12e531800228', '01a201de-67ef-75d0-aaaf-317e161fcdd3', '\x0a2430316132303164652d363765662d373564302d616161662d333137653136316663646433122430316132303164652d356334312d376631642d383663662d3337356566623465653332611a240a0a5749444745542d30303112065769646765741802220531392e39392a0533392e3938220533392e39382a03555344320b6372656469745f636172643a2430316132303164652d363862382d373766352d616465652d31316262393530613030303140025204302e30305a0c08c28d8ad80610a0f6b98702620c08c28d8ad8061080b591a303', NULL, NULL, NULL, '2026-11-23 06:08:02.551841+00'),
	('\x04fe9f065c731356b665e6abcb7b6e6f5e2566236bfe78b4eabc13b477933d4d', '\x907cb9add156ea2267d412111e1db9b72a21fd9671e5b64c385a426d3aa2a583', '01a201de-6961-7db2-88ca-1064a7e058a9', NULL, 'payment_declined', 'The payment was declined.', NULL, '2026-11-23 06:08:02.914637+00'),
	('\xfd2c55fbff5867e8a7b7322e0901ef520c1ae1c0fb373cf37ad706bce87f9fb5', '\x9dfbdb932c49ff8f405c6a210bfbd1c7225678376a50821962d7f877119e1fad', '01a201de-69b4-74e9-85a9-517f17aede25', NULL, 'out_of_stock', 'WIDGET-010: 1 requested, 0 available.', NULL, '2026-11-23 06:08:02.996612+00'),
	('\x3da660ff31cba4e6c53f66f8162a700e281a473d9d79043ac3a07dbec28191c4', '\x55dd93047ab5f8259a0bafb1e2503438608a91027ea57073e84c8c0730a4f3b7', '01a201de-69ec-7388-9621-8c7a91fc6657', '\x0a2430316132303164652d363965632d373338382d393632312d386337613931666336363537122430316132303164652d356334312d376631642d383663662d3337356566623465653332611a330a0a5749444745542d30303412155769646765742c206272757368656420737465656c1801220534392e35302a0534392e3530220534392e35302a03555344320f746573745f6572726f725f6f6e63653a2430316132303164652d363966612d376432392d613634352d38366532333235313462303640025204302e30305a0b08c38d8ad80610a09fb219620c08c38d8ad806108891b9a401', NULL, NULL, NULL, '2026-11-23 06:08:03.052706+00'),
	('\x9a869d0b7a67bc710e2b0f53875bad77d22e222cb5d63646c71c6bf3f528669f', '\x7f870da7886b5af0c018f01b2673be73611711aff9f16069cb0af00d1d2ed82a', '01a201de-6b2b-723e-855f-886bd1e2a934', '\x0a2430316132303164652d366232622d373233652d383535662d383836626431653261393334122430316132303164652d356334312d376631642d383663662d3337356566623465653332611a2c0a0a5749444745542d303035120e5769646765742c2077616c6e75741801220537342e32352a0537342e3235220537342e32352a035553443214746573745f72657175697265735f616374696f6e3a2430316132303164652d366233622d373735632d383738372d65613665386134653937323940035204302e30305a0c08c38d8ad8061088c5d4b101620c08c38d8ad80610909884d501', NULL, NULL, NULL, '2026-11-23 06:08:03.372103+00'),
	('\x97c9b15dd5fb33953959cd4e6ed3481bd67d81a089d70124de45afbf26fe37c9', '\xf7aa88f451b93f723930f5f13639aab2f939cd12a109dca7077b2b5c332feaff', '01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', '\x0a2430316132303164652d366238622d376339392d623938652d626337386535613265663865122430316132303164652d356334312d376631642d383663662d3337356566623465653332611a2d0a0a5749444745542d303035120e5769646765742c2077616c6e75741802220537342e32352a063134382e353022063134382e35302a03555344320b6372656469745f636172643a2430316132303164652d366239382d376166332d623138372d63626365313036396266306240025204302e30305a0c08c38d8ad80610f8b987df01620c08c38d8ad8061088abfcec01', NULL, NULL, NULL, '2026-11-23 06:08:03.467393+00'),
	('\xf914c21b9540f2324d1fdbc00874a9966b2bb163756292bf40157961781f36ba', '\xdcee9ed57d8b90a281f7a72f499b49e2adb7e4b2ad8b00e2552279b279cfa0b4', '01a201de-6c13-7618-9069-d94ee8e51842', '\x0a2430316132303164652d366331332d373631382d393036392d643934656538653531383432122430316132303164652d356334312d376631642d383663662d3337356566623465653332611a2a0a0a5749444745542d303033120d5769646765742c20736d616c6c18032204392e39392a0532392e3937220532392e39372a03555344320b6372656469745f636172643a2430316132303164652d366332302d376233332d383832322d33376437366235393931386540025204302e30305a0c08c38d8ad8061080b8a2a002620c08c38d8ad80610f08bc0ae02', NULL, NULL, NULL, '2026-11-23 06:08:03.603931+00'),
	('\xf2f29f504eee776e8a489cd578cd58602da683b96a9699c5d7b957f593831d5b', '\x7745c45ca381acd9d9e4778f98acabbc472b134c748acbb680bb027ec0dadf4f', '01a201de-6c60-7ab0-9e5b-2b5a113cfcd1', '\x0a2430316132303164652d366336302d376162302d396535622d326235613131336366636431122430316132303164652d356439392d373739352d613235312d3739656364396633626361621a290a0a5749444745542d303037120b57696467657420636173651801220531322e35302a0531322e3530220531322e35302a03555344320b6372656469745f636172643a2430316132303164652d366337332d373738332d626663362d35323462396435333234666440025204302e30305a0c08c38d8ad80610b08fe5c402620c08c38d8ad80610a8c3d5db02', NULL, NULL, NULL, '2026-11-23 06:08:03.680815+00'),
	('\xd98167d5889d27a53d633310a51055490664f66b69d97e3eb7d43f856d334e37', '\x9867e0cdea700ccc57499ef7752d7c2c0312b77da3b3ce1a24f8d16ae22720c3', '01a201de-81ce-7403-bf57-757004211b81', NULL, NULL, NULL, NULL, '2026-11-23 06:08:09.166549+00'),
	('\x23e008cbe20ba502ac695807c74980c52b4b17030e2d990e04e58ca9ebf4934f', '\x2637122bd9639d70b6a326f0e7df887fd57e00c94fe1848f6c17b2c82e987f83', '01a201de-81f8-7c7d-8181-e242ddcb376f', NULL, NULL, NULL, NULL, '2026-11-23 06:08:09.208444+00');
-- Data for Name: order_events; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.order_events (order_id, event_id, type, status, detail, at) VALUES
	('01a201de-67ef-75d0-aaaf-317e161fcdd3', 1, 'created', 'pending', '', '2026-11-22 06:08:02.5525+00'),
	('01a201de-67ef-75d0-aaaf-317e161fcdd3', 2, 'reserved', 'pending', '', '2026-11-22 06:08:02.64756+00'),
	('01a201de-67ef-75d0-aaaf-317e161fcdd3', 3, 'paid', 'pending', '', '2026-11-22 06:08:02.853395+00'),
	('01a201de-67ef-75d0-aaaf-317e161fcdd3', 4, 'confirmed', 'confirmed', '', '2026-11-22 06:08:02.878992+00'),
	('01a201de-6961-7db2-88ca-1064a7e058a9', 1, 'created', 'pending', '', '2026-11-22 06:08:02.915009+00'),
	('01a201de-6961-7db2-88ca-1064a7e058a9', 2, 'reserved', 'pending', '', '2026-11-22 06:08:02.925714+00'),
	('01a201de-6961-7db2-88ca-1064a7e058a9', 3, 'failed', 'failed', 'payment_declined', '2026-11-22 06:08:02.974467+00'),
	('01a201de-69b4-74e9-85a9-517f17aede25', 1, 'created', 'pending', '', '2026-11-22 06:08:02.996917+00'),
	('01a201de-69b4-74e9-85a9-517f17aede25', 2, 'failed', 'failed', 'out_of_stock', '2026-11-22 06:08:03.031853+00'),
	('01a201de-69ec-7388-9621-8c7a91fc6657', 1, 'created', 'pending', '', '2026-11-22 06:08:03.053252+00'),
	('01a201de-69ec-7388-9621-8c7a91fc6657', 2, 'reserved', 'pending', '', '2026-11-22 06:08:03.06241+00'),
	('01a201de-69ec-7388-9621-8c7a91fc6657', 3, 'paid', 'pending', '', '2026-11-22 06:08:03.325902+00'),
	('01a201de-69ec-7388-9621-8c7a91fc6657', 4, 'confirmed', 'confirmed', '', '2026-11-22 06:08:03.344869+00'),
	('01a201de-6b2b-723e-855f-886bd1e2a934', 1, 'created', 'pending', '', '2026-11-22 06:08:03.372581+00'),
	('01a201de-6b2b-723e-855f-886bd1e2a934', 2, 'reserved', 'pending', '', '2026-11-22 06:08:03.383838+00'),
	('01a201de-6b2b-723e-855f-886bd1e2a934', 3, 'action_required', 'pending', 'https://sandbox.invalid/01a201de-6b3b-775c-8787-ea6e8a4e9729/charge', '2026-11-22 06:08:03.395037+00'),
	('01a201de-6b2b-723e-855f-886bd1e2a934', 4, 'cancel_requested', 'pending', 'changed my mind', '2026-11-22 06:08:03.421179+00'),
	('01a201de-6b2b-723e-855f-886bd1e2a934', 5, 'cancelled', 'cancelled', '', '2026-11-22 06:08:03.446762+00'),
	('01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 1, 'created', 'pending', '', '2026-11-22 06:08:03.467787+00'),
	('01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 2, 'reserved', 'pending', '', '2026-11-22 06:08:03.476853+00'),
	('01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 3, 'paid', 'pending', '', '2026-11-22 06:08:03.487836+00'),
	('01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 4, 'confirmed', 'confirmed', '', '2026-11-22 06:08:03.496965+00'),
	('01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 5, 'cancel_requested', 'confirmed', 'changed my mind', '2026-11-22 06:08:03.511367+00'),
	('01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 6, 'returning', 'confirmed', '', '2026-11-22 06:08:03.511367+00'),
	('01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 7, 'refund', 'confirmed', '148.50', '2026-11-22 06:08:03.575117+00'),
	('01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 8, 'refunded', 'refunded', '', '2026-11-22 06:08:03.588996+00'),
	('01a201de-6c13-7618-9069-d94ee8e51842', 1, 'created', 'pending', '', '2026-11-22 06:08:03.604544+00'),
	('01a201de-6c13-7618-9069-d94ee8e51842', 2, 'reserved', 'pending', '', '2026-11-22 06:08:03.61304+00'),
	('01a201de-6c13-7618-9069-d94ee8e51842', 3, 'paid', 'pending', '', '2026-11-22 06:08:03.627212+00'),
	('01a201de-6c13-7618-9069-d94ee8e51842', 4, 'confirmed', 'confirmed', '', '2026-11-22 06:08:03.63439+00'),
	('01a201de-6c13-7618-9069-d94ee8e51842', 5, 'refund', 'confirmed', '9.99', '2026-11-22 06:08:03.666234+00'),
	('01a201de-6c60-7ab0-9e5b-2b5a113cfcd1', 1, 'created', 'pending', '', '2026-11-22 06:08:03.681134+00'),
	('01a201de-6c60-7ab0-9e5b-2b5a113cfcd1', 2, 'reserved', 'pending', '', '2026-11-22 06:08:03.695013+00'),
	('01a201de-6c60-7ab0-9e5b-2b5a113cfcd1', 3, 'paid', 'pending', '', '2026-11-22 06:08:03.717402+00'),
	('01a201de-6c60-7ab0-9e5b-2b5a113cfcd1', 4, 'confirmed', 'confirmed', '', '2026-11-22 06:08:03.729113+00'),
	('01a201de-81ce-7403-bf57-757004211b81', 1, 'created', 'pending', '', '2026-11-22 06:08:09.167227+00'),
	('01a201de-81ce-7403-bf57-757004211b81', 2, 'reserved', 'pending', '', '2026-11-22 06:08:09.176472+00'),
	('01a201de-81ce-7403-bf57-757004211b81', 3, 'action_required', 'pending', 'https://sandbox.invalid/01a201de-81dd-7a7d-b56a-d9fde12fdf78/charge', '2026-11-22 06:08:09.18918+00'),
	('01a201de-81f8-7c7d-8181-e242ddcb376f', 1, 'created', 'pending', '', '2026-11-22 06:08:09.208872+00'),
	('01a201de-81f8-7c7d-8181-e242ddcb376f', 2, 'reserved', 'pending', '', '2026-11-22 06:08:09.217932+00'),
	('01a201de-81f8-7c7d-8181-e242ddcb376f', 3, 'paid', 'pending', '', '2026-11-22 06:08:09.229027+00');
-- Data for Name: order_items; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.order_items (order_id, "position", sku, name, quantity, unit_price_minor, line_total_minor) VALUES
	('01a201de-67ef-75d0-aaaf-317e161fcdd3', 1, 'WIDGET-001', 'Widget', 2, 1999, 3998),
	('01a201de-6961-7db2-88ca-1064a7e058a9', 1, 'WIDGET-002', 'Widget, large', 1, 2999, 2999),
	('01a201de-69b4-74e9-85a9-517f17aede25', 1, 'WIDGET-010', 'Widget, first edition', 1, 99900, 99900),
	('01a201de-69ec-7388-9621-8c7a91fc6657', 1, 'WIDGET-004', 'Widget, brushed steel', 1, 4950, 4950),
	('01a201de-6b2b-723e-855f-886bd1e2a934', 1, 'WIDGET-005', 'Widget, walnut', 1, 7425, 7425),
	('01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 1, 'WIDGET-005', 'Widget, walnut', 2, 7425, 14850),
	('01a201de-6c13-7618-9069-d94ee8e51842', 1, 'WIDGET-003', 'Widget, small', 3, 999, 2997),
	('01a201de-6c60-7ab0-9e5b-2b5a113cfcd1', 1, 'WIDGET-007', 'Widget case', 1, 1250, 1250),
	('01a201de-81ce-7403-bf57-757004211b81', 1, 'WIDGET-001', 'Widget', 1, 1999, 1999),
	('01a201de-81f8-7c7d-8181-e242ddcb376f', 1, 'WIDGET-001', 'Widget', 4, 1999, 7996);
-- Data for Name: order_refunds; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.order_refunds (event_id, order_id, amount_minor) VALUES
	(7, '01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 14850),
	(9, '01a201de-6c13-7618-9069-d94ee8e51842', 999);
-- Data for Name: orders; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.orders (order_id, user_id, currency, total_minor, payment_method, transaction_id, status, failure_code, failure_message, refunded_minor, last_event_id, created_at, updated_at) VALUES
	('01a201de-67ef-75d0-aaaf-317e161fcdd3', '01a201de-5c41-7f1d-86cf-375efb4ee32a', 'USD', 3998, 'credit_card', '01a201de-68b8-77f5-adee-11bb950a0001', 'confirmed', NULL, NULL, 0, 4, '2026-11-22 06:08:02.5525+00', '2026-11-22 06:08:02.878992+00'),
	('01a201de-6961-7db2-88ca-1064a7e058a9', '01a201de-5c41-7f1d-86cf-375efb4ee32a', 'USD', 2999, 'test_declined', NULL, 'failed', 'payment_declined', 'The payment was declined.', 0, 3, '2026-11-22 06:08:02.915009+00', '2026-11-22 06:08:02.974467+00'),
	('01a201de-69b4-74e9-85a9-517f17aede25', '01a201de-5c41-7f1d-86cf-375efb4ee32a', 'USD', 99900, 'credit_card', NULL, 'failed', 'out_of_stock', 'WIDGET-010: 1 requested, 0 available.', 0, 2, '2026-11-22 06:08:02.996917+00', '2026-11-22 06:08:03.031853+00'),
	('01a201de-69ec-7388-9621-8c7a91fc6657', '01a201de-5c41-7f1d-86cf-375efb4ee32a', 'USD', 4950, 'test_error_once', '01a201de-69fa-7d29-a645-86e232514b06', 'confirmed', NULL, NULL, 0, 4, '2026-11-22 06:08:03.053252+00', '2026-11-22 06:08:03.344869+00'),
	('01a201de-6b2b-723e-855f-886bd1e2a934', '01a201de-5c41-7f1d-86cf-375efb4ee32a', 'USD', 7425, 'test_requires_action', '01a201de-6b3b-775c-8787-ea6e8a4e9729', 'cancelled', NULL, NULL, 0, 5, '2026-11-22 06:08:03.372581+00', '2026-11-22 06:08:03.446762+00'),
	('01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', '01a201de-5c41-7f1d-86cf-375efb4ee32a', 'USD', 14850, 'credit_card', '01a201de-6b98-7af3-b187-cbce1069bf0b', 'refunded', NULL, NULL, 14850, 8, '2026-11-22 06:08:03.467787+00', '2026-11-22 06:08:03.588996+00'),
	('01a201de-6c13-7618-9069-d94ee8e51842', '01a201de-5c41-7f1d-86cf-375efb4ee32a', 'USD', 2997, 'credit_card', '01a201de-6c20-7b33-8822-37d76b59918e', 'confirmed', NULL, NULL, 999, 5, '2026-11-22 06:08:03.604544+00', '2026-11-22 06:08:03.666234+00'),
	('01a201de-6c60-7ab0-9e5b-2b5a113cfcd1', '01a201de-5d99-7795-a251-79ecd9f3bcab', 'USD', 1250, 'credit_card', '01a201de-6c73-7783-bfc6-524b9d5324fd', 'confirmed', NULL, NULL, 0, 4, '2026-11-22 06:08:03.681134+00', '2026-11-22 06:08:03.729113+00'),
	('01a201de-81ce-7403-bf57-757004211b81', '01a201de-5d99-7795-a251-79ecd9f3bcab', 'USD', 1999, 'test_requires_action', '01a201de-81dd-7a7d-b56a-d9fde12fdf78', 'pending', NULL, NULL, 0, 3, '2026-11-22 06:08:09.167227+00', '2026-11-22 06:08:09.18918+00'),
	('01a201de-81f8-7c7d-8181-e242ddcb376f', '01a201de-5d99-7795-a251-79ecd9f3bcab', 'USD', 7996, 'credit_card', '01a201de-8204-7ab6-b2bd-53fc324e5f83', 'pending', NULL, NULL, 0, 3, '2026-11-22 06:08:09.208872+00', '2026-11-22 06:08:09.229027+00');
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: outbox_lease; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.outbox_lease (id, holder, held_until) VALUES
	(1, NULL, NULL);
-- Data for Name: payment_cursor; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.payment_cursor (id, after_event_id, leader, leased_until) VALUES
	(1, 11, '01a201de-5128-7002-80ea-ee05e5cc55ff', '2026-11-22 06:08:14.096447+00');
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_migrations (name, applied_at) VALUES
	('common/0001_common', '2026-11-22 06:07:54.747698+00'),
	('common/0002_audit_outcome', '2026-11-22 06:07:54.821586+00'),
	('common/0003_outbox', '2026-11-22 06:07:54.842887+00'),
	('0001_orders', '2026-11-22 06:07:54.871234+00'),
	('0002_column_names', '2026-11-22 06:07:54.947101+00'),
	('0003_refund_attempts', '2026-11-22 06:07:54.948375+00'),
	('0004_inbox_leader', '2026-11-22 06:07:54.956621+00'),
	('0005_cloud_events', '2026-11-22 06:07:54.960038+00'),
	('0006_checkouts_to_review', '2026-11-22 06:07:54.966794+00');
-- Name: outbox_position_seq; Type: SEQUENCE SET; Schema: public; Owner: -
SELECT pg_catalog.setval('public.outbox_position_seq', 1, false);
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
-- Name: audit_at; Type: INDEX; Schema: public; Owner: -
CREATE INDEX audit_at ON public.audit USING btree (at);
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
-- Name: order_events order_events_publish; Type: TRIGGER; Schema: public; Owner: -
CREATE TRIGGER order_events_publish AFTER INSERT ON public.order_events FOR EACH ROW WHEN ((current_setting('ecommerce.outbox'::text, true) = 'on'::text)) EXECUTE FUNCTION public.publish_event('order_cloud_event');
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
-- Name: TABLE order_events; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.order_events TO orders_app;
-- Name: TABLE audit; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit TO orders_app;
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
