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
-- Data for Name: audit; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit (audit_id, event_type, at, agent_name, trace_id, span_id, caller_id, actor_id, peer_id, action, resource, decision, reason, duration_us, context, outcome, call_id, listener, address, count) VALUES
	('01a201de-4ffb-766c-bf29-102af6c078a1', 'IDENTITY_ROTATION', '2026-11-22 06:07:56.41104+00', 'inventory', NULL, NULL, 'spiffe://agentweave.io/agent/inventory', NULL, NULL, NULL, NULL, NULL, 'generation 1, valid until 2026-11-22T07:07:52Z', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-5154-750e-b82d-44914f0ad1e1', 'STARTUP', '2026-11-22 06:07:56.756194+00', 'inventory', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'version 0.1.0', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6729-746d-9bee-6185a2c1cb39', 'CAPABILITY_CALL', '2026-11-22 06:08:02.34536+00', 'inventory', '4854f57ef0a92d5c12d62f78fe9bd945', '7151a10d3f227629', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'adjust_stock', 'product/WIDGET-001', 'allow', 'administrators book stock', NULL, NULL, NULL, '01a201de-6729-7394-aa85-d937f0f71c9b', NULL, NULL, NULL),
	('01a201de-6832-7d40-821f-01c2ddf47526', 'CAPABILITY_CALL', '2026-11-22 06:08:02.610727+00', 'inventory', '7fce2e909a0fdfd9cad6aa6e2e3b4808', '603bf831e457d275', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a201de-67ef-75d0-aaaf-317e161fcdd3', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a201de-6832-7ef8-b67e-c31907fe1574', NULL, NULL, NULL),
	('01a201de-6931-73d5-8020-f308de280ae2', 'CAPABILITY_CALL', '2026-11-22 06:08:02.865674+00', 'inventory', '7fce2e909a0fdfd9cad6aa6e2e3b4808', '8fae5e8a86d4f831', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a201de-67ef-75d0-aaaf-317e161fcdd3', 'allow', 'a paid order''s stock is sold', NULL, NULL, NULL, '01a201de-6931-7900-a129-5a593b609714', NULL, NULL, NULL),
	('01a201de-6738-7ffc-aefc-abd48266b2a0', 'CAPABILITY_CALL', '2026-11-22 06:08:02.360902+00', 'inventory', '4854f57ef0a92d5c12d62f78fe9bd945', '7151a10d3f227629', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'adjust_stock', 'product/WIDGET-001', 'allow', 'administrators book stock', 32298, NULL, 'ok', '01a201de-6729-7394-aa85-d937f0f71c9b', NULL, NULL, NULL),
	('01a201de-67ed-7a4b-b1ec-93007c317e6a', 'CAPABILITY_CALL', '2026-11-22 06:08:02.541255+00', 'inventory', '7fce2e909a0fdfd9cad6aa6e2e3b4808', '78d03cc4d52512c3', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 4417, NULL, 'ok', '01a201de-67ed-75ed-b437-86867dd73efa', NULL, NULL, NULL),
	('01a201de-6850-7a1f-b9ac-3bb0f8030ea3', 'CAPABILITY_CALL', '2026-11-22 06:08:02.640645+00', 'inventory', '7fce2e909a0fdfd9cad6aa6e2e3b4808', '603bf831e457d275', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a201de-67ef-75d0-aaaf-317e161fcdd3', 'allow', 'a checkout reserves stock', 32656, NULL, 'ok', '01a201de-6832-7ef8-b67e-c31907fe1574', NULL, NULL, NULL),
	('01a201de-6968-76d5-b1f8-72a27bbcb959', 'CAPABILITY_CALL', '2026-11-22 06:08:02.92083+00', 'inventory', '8a6efa27eac7ce10197b7961a210eae9', 'e0f39d222390fe29', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a201de-6961-7db2-88ca-1064a7e058a9', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a201de-6968-7843-bc8c-c50aaeacd452', NULL, NULL, NULL),
	('01a201de-6998-7a9f-9dcb-4286e1aaaf5d', 'CAPABILITY_CALL', '2026-11-22 06:08:02.968323+00', 'inventory', '8a6efa27eac7ce10197b7961a210eae9', 'ef35bf2911f5d2dc', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'release_reservation', 'order/01a201de-6961-7db2-88ca-1064a7e058a9', 'allow', 'a failed checkout gives its stock back', NULL, NULL, NULL, '01a201de-6998-7ad7-88f6-57b3c55d5a3f', NULL, NULL, NULL),
	('01a201de-69b9-796b-b11e-998a17447c45', 'CAPABILITY_CALL', '2026-11-22 06:08:03.001216+00', 'inventory', '03aae227f7a6de069155d04f83e6768f', 'd9f34135cdad721b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a201de-69b4-74e9-85a9-517f17aede25', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a201de-69b9-7483-9ff6-fda4bd464698', NULL, NULL, NULL),
	('01a201de-693b-729e-affe-c946412e161a', 'CAPABILITY_CALL', '2026-11-22 06:08:02.875643+00', 'inventory', '7fce2e909a0fdfd9cad6aa6e2e3b4808', '8fae5e8a86d4f831', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a201de-67ef-75d0-aaaf-317e161fcdd3', 'allow', 'a paid order''s stock is sold', 10637, NULL, 'ok', '01a201de-6931-7900-a129-5a593b609714', NULL, NULL, NULL),
	('01a201de-695f-7db5-a198-a03b149eebe0', 'CAPABILITY_CALL', '2026-11-22 06:08:02.911646+00', 'inventory', '8a6efa27eac7ce10197b7961a210eae9', '42c70304afe997b7', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 1171, NULL, 'ok', '01a201de-695f-7eca-98bc-2e688ee32d0a', NULL, NULL, NULL),
	('01a201de-696c-754c-9ca5-f027b50f65b8', 'CAPABILITY_CALL', '2026-11-22 06:08:02.924014+00', 'inventory', '8a6efa27eac7ce10197b7961a210eae9', 'e0f39d222390fe29', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a201de-6961-7db2-88ca-1064a7e058a9', 'allow', 'a checkout reserves stock', 3527, NULL, 'ok', '01a201de-6968-7843-bc8c-c50aaeacd452', NULL, NULL, NULL),
	('01a201de-699c-701b-8c7f-ee912489add7', 'CAPABILITY_CALL', '2026-11-22 06:08:02.9724+00', 'inventory', '8a6efa27eac7ce10197b7961a210eae9', 'ef35bf2911f5d2dc', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'release_reservation', 'order/01a201de-6961-7db2-88ca-1064a7e058a9', 'allow', 'a failed checkout gives its stock back', 4289, NULL, 'ok', '01a201de-6998-7ad7-88f6-57b3c55d5a3f', NULL, NULL, NULL),
	('01a201de-69b2-76d6-9d80-71703d4d098c', 'CAPABILITY_CALL', '2026-11-22 06:08:02.994467+00', 'inventory', '03aae227f7a6de069155d04f83e6768f', '1a231292bf0e4183', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 2230, NULL, 'ok', '01a201de-69b2-7e55-8f60-b8f6a841d8ca', NULL, NULL, NULL),
	('01a201de-69c6-7aa2-bf2f-b220fdb08b93', 'CAPABILITY_CALL', '2026-11-22 06:08:03.014566+00', 'inventory', '03aae227f7a6de069155d04f83e6768f', 'd9f34135cdad721b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a201de-69b4-74e9-85a9-517f17aede25', 'allow', 'a checkout reserves stock', 13396, NULL, 'out_of_stock', '01a201de-69b9-7483-9ff6-fda4bd464698', NULL, NULL, NULL),
	('01a201de-69f1-772d-a00e-ff216e30d70a', 'CAPABILITY_CALL', '2026-11-22 06:08:03.057734+00', 'inventory', '91e55462cb999f07eece0bbb6c98b980', 'ac8693032ef9bd6c', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a201de-69ec-7388-9621-8c7a91fc6657', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a201de-69f1-7772-86cf-23021fc6be5d', NULL, NULL, NULL),
	('01a201de-6b0a-7b7b-8f07-a3f11a08eb6c', 'CAPABILITY_CALL', '2026-11-22 06:08:03.338339+00', 'inventory', '91e55462cb999f07eece0bbb6c98b980', '243f61db6714e624', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a201de-69ec-7388-9621-8c7a91fc6657', 'allow', 'a paid order''s stock is sold', NULL, NULL, NULL, '01a201de-6b0a-7234-b683-995b1fcadf76', NULL, NULL, NULL),
	('01a201de-6b31-7113-8558-3a376c7ad025', 'CAPABILITY_CALL', '2026-11-22 06:08:03.377992+00', 'inventory', '0bfe857ebb364704ead13fe4ae86f6f8', '32c1b4a8dfeb4272', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a201de-6b2b-723e-855f-886bd1e2a934', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a201de-6b31-726f-8b8d-110acc36cd57', NULL, NULL, NULL),
	('01a201de-6b67-7f0d-a873-0a6015f8db3e', 'CAPABILITY_CALL', '2026-11-22 06:08:03.431957+00', 'inventory', '0bfe857ebb364704ead13fe4ae86f6f8', '50b363feb8cc43e1', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'release_reservation', 'order/01a201de-6b2b-723e-855f-886bd1e2a934', 'allow', 'a failed checkout gives its stock back', NULL, NULL, NULL, '01a201de-6b67-714a-8e67-ceb03c32d662', NULL, NULL, NULL),
	('01a201de-6b8f-7ba5-a98b-600269caeec9', 'CAPABILITY_CALL', '2026-11-22 06:08:03.471707+00', 'inventory', '552c41f98fe701399402d62c17fb4a0b', '3155422d1b85557f', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a201de-6b8f-70fa-84e3-9a3e053e7f0a', NULL, NULL, NULL),
	('01a201de-6ba4-7cf2-a371-3648692bbe60', 'CAPABILITY_CALL', '2026-11-22 06:08:03.492867+00', 'inventory', '552c41f98fe701399402d62c17fb4a0b', '6957bb63112d400a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 'allow', 'a paid order''s stock is sold', NULL, NULL, NULL, '01a201de-6ba4-7448-94a4-9ddde5b71d59', NULL, NULL, NULL),
	('01a201de-6bcb-718b-8d87-ee1bc955502e', 'CAPABILITY_CALL', '2026-11-22 06:08:03.53195+00', 'inventory', '552c41f98fe701399402d62c17fb4a0b', '29c3ae71207c459a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'return_items', 'order/01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 'allow', 'a returned order gives its stock back', NULL, NULL, NULL, '01a201de-6bcb-7957-aa21-ea130554705f', NULL, NULL, NULL),
	('01a201de-69eb-7342-92de-79bc5b9b832d', 'CAPABILITY_CALL', '2026-11-22 06:08:03.051446+00', 'inventory', '91e55462cb999f07eece0bbb6c98b980', 'bf023dfaa0d8f946', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 2700, NULL, 'ok', '01a201de-69eb-737c-b5e0-93a1068a79de', NULL, NULL, NULL),
	('01a201de-69f4-7e90-a198-e057f7ff531f', 'CAPABILITY_CALL', '2026-11-22 06:08:03.06086+00', 'inventory', '91e55462cb999f07eece0bbb6c98b980', 'ac8693032ef9bd6c', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a201de-69ec-7388-9621-8c7a91fc6657', 'allow', 'a checkout reserves stock', 3380, NULL, 'ok', '01a201de-69f1-7772-86cf-23021fc6be5d', NULL, NULL, NULL),
	('01a201de-6b0e-75e6-a98d-a875e4b8ef75', 'CAPABILITY_CALL', '2026-11-22 06:08:03.342933+00', 'inventory', '91e55462cb999f07eece0bbb6c98b980', '243f61db6714e624', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a201de-69ec-7388-9621-8c7a91fc6657', 'allow', 'a paid order''s stock is sold', 4741, NULL, 'ok', '01a201de-6b0a-7234-b683-995b1fcadf76', NULL, NULL, NULL),
	('01a201de-6b2b-789a-99c2-85c9b5d4532c', 'CAPABILITY_CALL', '2026-11-22 06:08:03.371158+00', 'inventory', '0bfe857ebb364704ead13fe4ae86f6f8', '4909542452c38df9', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 4690, NULL, 'ok', '01a201de-6b2b-7bb1-8bc2-86f20ac9dd87', NULL, NULL, NULL),
	('01a201de-6b34-70f0-a936-ea5da9ad5fb4', 'CAPABILITY_CALL', '2026-11-22 06:08:03.380974+00', 'inventory', '0bfe857ebb364704ead13fe4ae86f6f8', '32c1b4a8dfeb4272', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a201de-6b2b-723e-855f-886bd1e2a934', 'allow', 'a checkout reserves stock', 3310, NULL, 'ok', '01a201de-6b31-726f-8b8d-110acc36cd57', NULL, NULL, NULL),
	('01a201de-6b6b-71e4-ab2b-6aeee06029b5', 'CAPABILITY_CALL', '2026-11-22 06:08:03.43587+00', 'inventory', '0bfe857ebb364704ead13fe4ae86f6f8', '50b363feb8cc43e1', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'release_reservation', 'order/01a201de-6b2b-723e-855f-886bd1e2a934', 'allow', 'a failed checkout gives its stock back', 4045, NULL, 'ok', '01a201de-6b67-714a-8e67-ceb03c32d662', NULL, NULL, NULL),
	('01a201de-6b8a-7caa-96fc-5b5b7775fd23', 'CAPABILITY_CALL', '2026-11-22 06:08:03.466384+00', 'inventory', '552c41f98fe701399402d62c17fb4a0b', 'b05598d149376aff', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 1188, NULL, 'ok', '01a201de-6b8a-78dc-924a-c2bad5e33ffc', NULL, NULL, NULL),
	('01a201de-6b93-7769-97c0-b6b092cd2251', 'CAPABILITY_CALL', '2026-11-22 06:08:03.47541+00', 'inventory', '552c41f98fe701399402d62c17fb4a0b', '3155422d1b85557f', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 'allow', 'a checkout reserves stock', 3956, NULL, 'ok', '01a201de-6b8f-70fa-84e3-9a3e053e7f0a', NULL, NULL, NULL),
	('01a201de-6ba7-7c72-89f2-0ce87d737fc3', 'CAPABILITY_CALL', '2026-11-22 06:08:03.495545+00', 'inventory', '552c41f98fe701399402d62c17fb4a0b', '6957bb63112d400a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 'allow', 'a paid order''s stock is sold', 2800, NULL, 'ok', '01a201de-6ba4-7448-94a4-9ddde5b71d59', NULL, NULL, NULL),
	('01a201de-6bcd-73de-aec2-947a4dc49211', 'CAPABILITY_CALL', '2026-11-22 06:08:03.533287+00', 'inventory', '552c41f98fe701399402d62c17fb4a0b', '29c3ae71207c459a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'return_items', 'order/01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 'allow', 'a returned order gives its stock back', 9601, NULL, 'ok', '01a201de-6bcb-7957-aa21-ea130554705f', NULL, NULL, NULL),
	('01a201de-6c2e-741f-8276-bba375f04e7c', 'CAPABILITY_CALL', '2026-11-22 06:08:03.630673+00', 'inventory', 'ca9b11a6273e29580846d70518a071b4', '12c87466278c75fd', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a201de-6c13-7618-9069-d94ee8e51842', 'allow', 'a paid order''s stock is sold', NULL, NULL, NULL, '01a201de-6c2e-7c1f-809c-19f05e6f5ff3', NULL, NULL, NULL),
	('01a201de-6c69-73e4-b366-b284ea2f8407', 'CAPABILITY_CALL', '2026-11-22 06:08:03.689235+00', 'inventory', 'd5d8e31ec397b899c1a0f59237848d06', '7fb388b7466d7eab', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a201de-6c60-7ab0-9e5b-2b5a113cfcd1', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a201de-6c69-721f-beaf-6dfcd66a77c3', NULL, NULL, NULL),
	('01a201de-6c03-7b06-9df4-b66203eb4380', 'CAPABILITY_CALL', '2026-11-22 06:08:03.587555+00', 'inventory', '552c41f98fe701399402d62c17fb4a0b', 'cea7ab28c449b31e', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'return_items', 'order/01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 'allow', 'a returned order gives its stock back', 2999, NULL, 'ok', '01a201de-6c02-7a39-838d-44d9cb36f635', NULL, NULL, NULL),
	('01a201de-6c13-76a7-9341-f0b4d89c8b1c', 'CAPABILITY_CALL', '2026-11-22 06:08:03.603004+00', 'inventory', 'ca9b11a6273e29580846d70518a071b4', 'e3d62ae4abd47e56', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 1040, NULL, 'ok', '01a201de-6c12-78ee-9125-e06210020972', NULL, NULL, NULL),
	('01a201de-6c1b-7168-98e1-8419dc4519dc', 'CAPABILITY_CALL', '2026-11-22 06:08:03.611774+00', 'inventory', 'ca9b11a6273e29580846d70518a071b4', 'ef595b8c8cef2d2b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a201de-6c13-7618-9069-d94ee8e51842', 'allow', 'a checkout reserves stock', 3482, NULL, 'ok', '01a201de-6c18-715a-92b7-340fea83a007', NULL, NULL, NULL),
	('01a201de-6c30-74f5-a070-839717650ca2', 'CAPABILITY_CALL', '2026-11-22 06:08:03.632879+00', 'inventory', 'ca9b11a6273e29580846d70518a071b4', '12c87466278c75fd', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a201de-6c13-7618-9069-d94ee8e51842', 'allow', 'a paid order''s stock is sold', 2317, NULL, 'ok', '01a201de-6c2e-7c1f-809c-19f05e6f5ff3', NULL, NULL, NULL),
	('01a201de-6c60-7294-aa86-eccea9db1996', 'CAPABILITY_CALL', '2026-11-22 06:08:03.680105+00', 'inventory', 'd5d8e31ec397b899c1a0f59237848d06', 'dc9d21f53aa8de78', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 1629, NULL, 'ok', '01a201de-6c60-7ed0-9b68-4b3fb9918f31', NULL, NULL, NULL),
	('01a201de-6c6d-7540-a7bd-d0996eab4ddb', 'CAPABILITY_CALL', '2026-11-22 06:08:03.693342+00', 'inventory', 'd5d8e31ec397b899c1a0f59237848d06', '7fb388b7466d7eab', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a201de-6c60-7ab0-9e5b-2b5a113cfcd1', 'allow', 'a checkout reserves stock', 4375, NULL, 'ok', '01a201de-6c69-721f-beaf-6dfcd66a77c3', NULL, NULL, NULL),
	('01a201de-6c8f-7949-aea8-3bc18170b4a6', 'CAPABILITY_CALL', '2026-11-22 06:08:03.727305+00', 'inventory', 'd5d8e31ec397b899c1a0f59237848d06', '59aefba3870b6fa2', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a201de-6c60-7ab0-9e5b-2b5a113cfcd1', 'allow', 'a paid order''s stock is sold', 3052, NULL, 'ok', '01a201de-6c8c-7c17-9b12-f3723e61d12f', NULL, NULL, NULL),
	('01a201de-7285-77b4-8a9e-1b8c70bc9cbc', 'CAPABILITY_CALL', '2026-11-22 06:08:05.253611+00', 'inventory', 'a264bec0dd34707c7b837f6dcc6d7e8d', 'c24c55d415c8e28e', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01900000-0000-7000-8000-000000000001', 'allow', 'a checkout reserves stock', 4191, NULL, 'ok', '01a201de-7281-79b5-ab9a-4870baf4b631', NULL, NULL, NULL),
	('01a201de-75ce-7bee-a0b1-b601eb45dd45', 'CAPABILITY_CALL', '2026-11-22 06:08:06.094563+00', 'inventory', '6b0404a3bf66152e5790f07caa985dfe', 'fd1cf05c5ee421ba', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01900000-0000-7000-8000-000000000002', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a201de-75ce-786d-b6c2-1116d11ebe93', NULL, NULL, NULL),
	('01a201de-6c02-7d46-98c8-3c6f3f6bbec5', 'CAPABILITY_CALL', '2026-11-22 06:08:03.586073+00', 'inventory', '552c41f98fe701399402d62c17fb4a0b', 'cea7ab28c449b31e', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'return_items', 'order/01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 'allow', 'a returned order gives its stock back', NULL, NULL, NULL, '01a201de-6c02-7a39-838d-44d9cb36f635', NULL, NULL, NULL),
	('01a201de-6c18-775c-a42b-73ba0db50989', 'CAPABILITY_CALL', '2026-11-22 06:08:03.608585+00', 'inventory', 'ca9b11a6273e29580846d70518a071b4', 'ef595b8c8cef2d2b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a201de-6c13-7618-9069-d94ee8e51842', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a201de-6c18-715a-92b7-340fea83a007', NULL, NULL, NULL),
	('01a201de-6c8c-7ca1-8d5f-3956d0ec3008', 'CAPABILITY_CALL', '2026-11-22 06:08:03.724371+00', 'inventory', 'd5d8e31ec397b899c1a0f59237848d06', '59aefba3870b6fa2', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a201de-6c60-7ab0-9e5b-2b5a113cfcd1', 'allow', 'a paid order''s stock is sold', NULL, NULL, NULL, '01a201de-6c8c-7c17-9b12-f3723e61d12f', NULL, NULL, NULL),
	('01a201de-7281-73d4-b73c-e99f4c888cf0', 'CAPABILITY_CALL', '2026-11-22 06:08:05.249773+00', 'inventory', 'a264bec0dd34707c7b837f6dcc6d7e8d', 'c24c55d415c8e28e', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01900000-0000-7000-8000-000000000001', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a201de-7281-79b5-ab9a-4870baf4b631', NULL, NULL, NULL),
	('01a201de-75d1-73ac-b038-28b41ba72cc0', 'CAPABILITY_CALL', '2026-11-22 06:08:06.097906+00', 'inventory', '6b0404a3bf66152e5790f07caa985dfe', 'fd1cf05c5ee421ba', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01900000-0000-7000-8000-000000000002', 'allow', 'a checkout reserves stock', 3774, NULL, 'ok', '01a201de-75ce-786d-b6c2-1116d11ebe93', NULL, NULL, NULL),
	('01a201de-81d4-7a2e-a766-ef04f5f9d1f7', 'CAPABILITY_CALL', '2026-11-22 06:08:09.172137+00', 'inventory', 'ed19228eebdd16c7c6cafe45ddb2f89c', '76da4f2f87e821b4', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a201de-81ce-7403-bf57-757004211b81', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a201de-81d4-7530-8f90-e46cb9cc113a', NULL, NULL, NULL),
	('01a201de-81fd-7a47-8c78-c87bd9c3a32f', 'CAPABILITY_CALL', '2026-11-22 06:08:09.213637+00', 'inventory', '68ce9415e4931d1712699cb301d76d26', 'c3070056fb8bbfd7', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a201de-81f8-7c7d-8181-e242ddcb376f', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a201de-81fd-7b42-bbe9-fc9d39c7e28b', NULL, NULL, NULL);
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
	('01a201de-67ef-75d0-aaaf-317e161fcdd3', 'confirmed', '{WIDGET-001}', '{2}', '2026-11-22 06:11:02.617511+00'),
	('01a201de-6961-7db2-88ca-1064a7e058a9', 'released', '{WIDGET-002}', '{1}', '2026-11-22 06:11:02.922747+00'),
	('01a201de-69ec-7388-9621-8c7a91fc6657', 'confirmed', '{WIDGET-004}', '{1}', '2026-11-22 06:11:03.059828+00'),
	('01a201de-6b2b-723e-855f-886bd1e2a934', 'released', '{WIDGET-005}', '{1}', '2026-11-22 06:11:03.379923+00'),
	('01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 'confirmed', '{WIDGET-005}', '{2}', '2026-11-22 06:11:03.473592+00'),
	('01a201de-6c13-7618-9069-d94ee8e51842', 'confirmed', '{WIDGET-003}', '{3}', '2026-11-22 06:11:03.61032+00'),
	('01a201de-6c60-7ab0-9e5b-2b5a113cfcd1', 'confirmed', '{WIDGET-007}', '{1}', '2026-11-22 06:11:03.692038+00'),
	('01900000-0000-7000-8000-000000000002', 'held', '{WIDGET-008}', '{5}', '2026-11-22 07:08:06.096679+00'),
	('01a201de-81ce-7403-bf57-757004211b81', 'held', '{WIDGET-001}', '{1}', '2026-11-22 06:11:09.173608+00'),
	('01a201de-81f8-7c7d-8181-e242ddcb376f', 'held', '{WIDGET-001}', '{4}', '2026-11-22 06:11:09.215363+00'),
	('01900000-0000-7000-8000-000000000001', 'expired', '{WIDGET-008}', '{5}', '2026-11-22 06:08:06.252344+00');
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_migrations (name, applied_at) VALUES
	('common/0001_common', '2026-11-22 06:07:54.579493+00'),
	('common/0002_audit_outcome', '2026-11-22 06:07:54.631451+00'),
	('common/0003_outbox', '2026-11-22 06:07:54.634451+00'),
	('0001_inventory', '2026-11-22 06:07:54.652708+00'),
	('0002_catalogue', '2026-11-22 06:07:54.691424+00'),
	('0003_movements_by_sku', '2026-11-22 06:07:54.705777+00');
-- Data for Name: stock_movements; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.stock_movements (movement_id, at, sku, order_id, kind, quantity, reason) VALUES
	('01a201de-671e-78dc-8791-f612f8f7cc02', '2026-11-22 06:08:02.33456+00', 'WIDGET-001', NULL, 'adjusted', 25, 'delivery'),
	('01a201de-683a-7074-99ff-5a40c9782c11', '2026-11-22 06:08:02.618868+00', 'WIDGET-001', '01a201de-67ef-75d0-aaaf-317e161fcdd3', 'held', 2, NULL),
	('01a201de-6936-7d3b-b911-0481a592ecd9', '2026-11-22 06:08:02.870387+00', 'WIDGET-001', '01a201de-67ef-75d0-aaaf-317e161fcdd3', 'confirmed', 2, NULL),
	('01a201de-696a-73be-a341-d76eb12bb23e', '2026-11-22 06:08:02.922826+00', 'WIDGET-002', '01a201de-6961-7db2-88ca-1064a7e058a9', 'held', 1, NULL),
	('01a201de-699a-7acb-8d0b-21f0b7f1cb8f', '2026-11-22 06:08:02.970356+00', 'WIDGET-002', '01a201de-6961-7db2-88ca-1064a7e058a9', 'released', 1, NULL),
	('01a201de-69f3-78db-aa48-cc994bfec5d5', '2026-11-22 06:08:03.059915+00', 'WIDGET-004', '01a201de-69ec-7388-9621-8c7a91fc6657', 'held', 1, NULL),
	('01a201de-6b0b-756a-a490-e26784cfbab5', '2026-11-22 06:08:03.340009+00', 'WIDGET-004', '01a201de-69ec-7388-9621-8c7a91fc6657', 'confirmed', 1, NULL),
	('01a201de-6b34-7a39-a586-c513c5d21bb9', '2026-11-22 06:08:03.380035+00', 'WIDGET-005', '01a201de-6b2b-723e-855f-886bd1e2a934', 'held', 1, NULL),
	('01a201de-6b69-70f5-a041-4a807018a748', '2026-11-22 06:08:03.433443+00', 'WIDGET-005', '01a201de-6b2b-723e-855f-886bd1e2a934', 'released', 1, NULL),
	('01a201de-6b91-767f-a00b-367c7f8e119b', '2026-11-22 06:08:03.473671+00', 'WIDGET-005', '01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 'held', 2, NULL),
	('01a201de-6ba6-7893-b6f9-e1094dc7399b', '2026-11-22 06:08:03.494289+00', 'WIDGET-005', '01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 'confirmed', 2, NULL),
	('01a201de-6bc9-7411-8093-3f8301984cd5', '2026-11-22 06:08:03.529643+00', 'WIDGET-005', '01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 'returned', 2, NULL),
	('01a201de-6c1a-7f27-9ea7-0a7d9998e63d', '2026-11-22 06:08:03.610395+00', 'WIDGET-003', '01a201de-6c13-7618-9069-d94ee8e51842', 'held', 3, NULL),
	('01a201de-6c2f-79a0-b1a2-d3c68980b414', '2026-11-22 06:08:03.631975+00', 'WIDGET-003', '01a201de-6c13-7618-9069-d94ee8e51842', 'confirmed', 3, NULL),
	('01a201de-6c6c-7e0d-8bce-80972100ebeb', '2026-11-22 06:08:03.692123+00', 'WIDGET-007', '01a201de-6c60-7ab0-9e5b-2b5a113cfcd1', 'held', 1, NULL),
	('01a201de-6c8d-7097-a784-d8d212bcfc3a', '2026-11-22 06:08:03.725738+00', 'WIDGET-007', '01a201de-6c60-7ab0-9e5b-2b5a113cfcd1', 'confirmed', 1, NULL),
	('01a201de-7284-7df6-b210-c71af83ff32d', '2026-11-22 06:08:05.25243+00', 'WIDGET-008', '01900000-0000-7000-8000-000000000001', 'held', 5, NULL),
	('01a201de-75d0-7675-a8f9-33b48ec0c32d', '2026-11-22 06:08:06.096758+00', 'WIDGET-008', '01900000-0000-7000-8000-000000000002', 'held', 5, NULL),
	('01a201de-81d5-74d2-81bf-f22d4d695ffa', '2026-11-22 06:08:09.173688+00', 'WIDGET-001', '01a201de-81ce-7403-bf57-757004211b81', 'held', 1, NULL),
	('01a201de-81ff-75d0-bf13-835a5dbedf23', '2026-11-22 06:08:09.215445+00', 'WIDGET-001', '01a201de-81f8-7c7d-8181-e242ddcb376f', 'held', 4, NULL),
	('01a201de-8375-77ed-9501-aba1c004c2e9', '2026-11-22 06:08:09.589117+00', 'WIDGET-008', '01900000-0000-7000-8000-000000000001', 'expired', 5, NULL);
-- Name: outbox_position_seq; Type: SEQUENCE SET; Schema: public; Owner: -
SELECT pg_catalog.setval('public.outbox_position_seq', 1, false);
-- Name: audit audit_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (audit_id);
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
-- Name: audit_at; Type: INDEX; Schema: public; Owner: -
CREATE INDEX audit_at ON public.audit USING btree (at);
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
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: -
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO inventory_app;
-- Name: TABLE audit; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit TO inventory_app;
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
