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
	('01a200d9-d610-7162-9280-f51ed724cb34', 'IDENTITY_ROTATION', '2026-11-22 01:23:25.840924+00', 'inventory', NULL, NULL, 'spiffe://agentweave.io/agent/inventory', NULL, NULL, NULL, NULL, NULL, 'generation 1, valid until 2026-11-22T02:23:21Z', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-d7b0-7949-9b94-60d99440bf06', 'STARTUP', '2026-11-22 01:23:26.256508+00', 'inventory', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'version 0.1.0', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-edf2-77c5-a07b-ef246f54d534', 'CAPABILITY_CALL', '2026-11-22 01:23:31.954154+00', 'inventory', '9e860c77c5e28ad5342bd95e239c364d', '72578cd673c50b76', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'adjust_stock', 'product/WIDGET-001', 'allow', 'administrators book stock', NULL, NULL, NULL, '01a200d9-edf2-7af4-ab3a-f842b681f287', NULL, NULL, NULL),
	('01a200d9-ee0b-79d3-aa20-7bfed8ecd706', 'CAPABILITY_CALL', '2026-11-22 01:23:31.97954+00', 'inventory', '9e860c77c5e28ad5342bd95e239c364d', '72578cd673c50b76', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'adjust_stock', 'product/WIDGET-001', 'allow', 'administrators book stock', 28763, NULL, 'ok', '01a200d9-edf2-7af4-ab3a-f842b681f287', NULL, NULL, NULL),
	('01a200d9-eea8-7223-9e9a-09d9755ef5dc', 'CAPABILITY_CALL', '2026-11-22 01:23:32.136638+00', 'inventory', 'e722c310a68c2dca5c8f55c986e2dd02', 'c4ed3e2712c426e9', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 4239, NULL, 'ok', '01a200d9-eea8-791c-99ff-6afbf4885e66', NULL, NULL, NULL),
	('01a200d9-eee6-71b9-a21b-1bac1ad009b8', 'CAPABILITY_CALL', '2026-11-22 01:23:32.19822+00', 'inventory', 'e722c310a68c2dca5c8f55c986e2dd02', '66e0d572eede697b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a200d9-eeab-7c40-aa31-90f92a87fd0b', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a200d9-eee6-7a43-8c07-97482b1b0858', NULL, NULL, NULL),
	('01a200d9-ef06-7627-863c-2974cafd0698', 'CAPABILITY_CALL', '2026-11-22 01:23:32.230172+00', 'inventory', 'e722c310a68c2dca5c8f55c986e2dd02', '66e0d572eede697b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a200d9-eeab-7c40-aa31-90f92a87fd0b', 'allow', 'a checkout reserves stock', 32268, NULL, 'ok', '01a200d9-eee6-7a43-8c07-97482b1b0858', NULL, NULL, NULL),
	('01a200d9-f026-7477-b7c4-662e15f7526f', 'CAPABILITY_CALL', '2026-11-22 01:23:32.518596+00', 'inventory', 'e722c310a68c2dca5c8f55c986e2dd02', 'a0c266cb6041d65b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a200d9-eeab-7c40-aa31-90f92a87fd0b', 'allow', 'a paid order''s stock is sold', NULL, NULL, NULL, '01a200d9-f026-7039-ae42-4b71a6d00440', NULL, NULL, NULL),
	('01a200d9-f03f-7d95-a46a-d234afbfffc1', 'CAPABILITY_CALL', '2026-11-22 01:23:32.543162+00', 'inventory', 'e722c310a68c2dca5c8f55c986e2dd02', 'a0c266cb6041d65b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a200d9-eeab-7c40-aa31-90f92a87fd0b', 'allow', 'a paid order''s stock is sold', 24621, NULL, 'ok', '01a200d9-f026-7039-ae42-4b71a6d00440', NULL, NULL, NULL),
	('01a200d9-f063-75a6-981f-2e76bf09128f', 'CAPABILITY_CALL', '2026-11-22 01:23:32.579099+00', 'inventory', 'ece993a1427de37c242333c0e1a9fc55', '997cf37330fa31d3', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 2560, NULL, 'ok', '01a200d9-f063-78fb-8f5f-ffd80cd8bd6c', NULL, NULL, NULL),
	('01a200d9-f06e-70e0-a74b-2e4883814632', 'CAPABILITY_CALL', '2026-11-22 01:23:32.590381+00', 'inventory', 'ece993a1427de37c242333c0e1a9fc55', 'deee3431906f83e7', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a200d9-f068-7121-80f0-bcafe6ea2a22', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a200d9-f06e-7d22-a307-547cadd1b865', NULL, NULL, NULL),
	('01a200d9-f073-76c9-b89d-63fd4bce983d', 'CAPABILITY_CALL', '2026-11-22 01:23:32.595746+00', 'inventory', 'ece993a1427de37c242333c0e1a9fc55', 'deee3431906f83e7', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a200d9-f068-7121-80f0-bcafe6ea2a22', 'allow', 'a checkout reserves stock', 5409, NULL, 'ok', '01a200d9-f06e-7d22-a307-547cadd1b865', NULL, NULL, NULL),
	('01a200d9-f0a1-77fc-aba8-eeddc2898b05', 'CAPABILITY_CALL', '2026-11-22 01:23:32.641289+00', 'inventory', 'ece993a1427de37c242333c0e1a9fc55', '457bffb9c7e258ec', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'release_reservation', 'order/01a200d9-f068-7121-80f0-bcafe6ea2a22', 'allow', 'a failed checkout gives its stock back', NULL, NULL, NULL, '01a200d9-f0a1-74e9-9d54-bb13f35a83a7', NULL, NULL, NULL),
	('01a200d9-f0a6-76ab-9486-ad0953b7552f', 'CAPABILITY_CALL', '2026-11-22 01:23:32.64686+00', 'inventory', 'ece993a1427de37c242333c0e1a9fc55', '457bffb9c7e258ec', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'release_reservation', 'order/01a200d9-f068-7121-80f0-bcafe6ea2a22', 'allow', 'a failed checkout gives its stock back', 5613, NULL, 'ok', '01a200d9-f0a1-74e9-9d54-bb13f35a83a7', NULL, NULL, NULL),
	('01a200d9-f0bd-74df-bcae-cec377c53af2', 'CAPABILITY_CALL', '2026-11-22 01:23:32.669307+00', 'inventory', '945bb51ff8c8f61d3798885bbb073054', 'ecb1115138f3c2dc', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 5046, NULL, 'ok', '01a200d9-f0bd-7dd8-8074-5e3fc1cc0894', NULL, NULL, NULL),
	('01a200d9-f0c1-7223-a98b-ef1931e9bae6', 'CAPABILITY_CALL', '2026-11-22 01:23:32.673289+00', 'inventory', '945bb51ff8c8f61d3798885bbb073054', '43f5832226d0585c', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a200d9-f0be-754f-8835-58d8aa6da7a6', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a200d9-f0c1-725e-b1f7-7c415a67d63a', NULL, NULL, NULL),
	('01a200d9-f0d1-745c-9c2a-0423863dd8ba', 'CAPABILITY_CALL', '2026-11-22 01:23:32.689474+00', 'inventory', '945bb51ff8c8f61d3798885bbb073054', '43f5832226d0585c', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a200d9-f0be-754f-8835-58d8aa6da7a6', 'allow', 'a checkout reserves stock', 16217, NULL, 'out_of_stock', '01a200d9-f0c1-725e-b1f7-7c415a67d63a', NULL, NULL, NULL),
	('01a200d9-f0f2-7eb3-a549-5ca2d11e8165', 'CAPABILITY_CALL', '2026-11-22 01:23:32.722144+00', 'inventory', 'b3cd5d13f6ac2e0172a72d3b1e8fefea', '34741c707275ff3d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 1571, NULL, 'ok', '01a200d9-f0f2-729f-8f4e-211847010172', NULL, NULL, NULL),
	('01a200d9-f0f7-7fb0-886e-855032bbd9da', 'CAPABILITY_CALL', '2026-11-22 01:23:32.727371+00', 'inventory', 'b3cd5d13f6ac2e0172a72d3b1e8fefea', 'e421dbdaf42f3ee8', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a200d9-f0f3-7fe2-87ca-1426ea804f84', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a200d9-f0f7-7957-b7e6-c75057e0d46c', NULL, NULL, NULL),
	('01a200d9-f0fe-7039-8167-4ff2ecbda8b0', 'CAPABILITY_CALL', '2026-11-22 01:23:32.734325+00', 'inventory', 'b3cd5d13f6ac2e0172a72d3b1e8fefea', 'e421dbdaf42f3ee8', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a200d9-f0f3-7fe2-87ca-1426ea804f84', 'allow', 'a checkout reserves stock', 6987, NULL, 'ok', '01a200d9-f0f7-7957-b7e6-c75057e0d46c', NULL, NULL, NULL),
	('01a200d9-f1e9-78cf-bb5f-288345322841', 'CAPABILITY_CALL', '2026-11-22 01:23:32.969523+00', 'inventory', 'b3cd5d13f6ac2e0172a72d3b1e8fefea', 'edc6606223293f0d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a200d9-f0f3-7fe2-87ca-1426ea804f84', 'allow', 'a paid order''s stock is sold', NULL, NULL, NULL, '01a200d9-f1e9-7225-b1b3-d18a72ed143d', NULL, NULL, NULL),
	('01a200d9-f1f6-7a61-b00d-dd1f610f7691', 'CAPABILITY_CALL', '2026-11-22 01:23:32.982732+00', 'inventory', 'b3cd5d13f6ac2e0172a72d3b1e8fefea', 'edc6606223293f0d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a200d9-f0f3-7fe2-87ca-1426ea804f84', 'allow', 'a paid order''s stock is sold', 13267, NULL, 'ok', '01a200d9-f1e9-7225-b1b3-d18a72ed143d', NULL, NULL, NULL),
	('01a200d9-f20e-73f2-8d16-2de03cac5c03', 'CAPABILITY_CALL', '2026-11-22 01:23:33.006005+00', 'inventory', 'a56cbc37f9362de9ca034dcbd2521c01', '8a1de0c88354b53d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 743, NULL, 'ok', '01a200d9-f20e-71b0-882e-f17f6eca4a69', NULL, NULL, NULL),
	('01a200d9-f217-7cfb-896a-917812a773d1', 'CAPABILITY_CALL', '2026-11-22 01:23:33.015056+00', 'inventory', 'a56cbc37f9362de9ca034dcbd2521c01', 'b4f40cc23c7239e8', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a200d9-f211-7c49-990f-9a3e1a604d7d', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a200d9-f217-79ce-a86e-18007984bda3', NULL, NULL, NULL),
	('01a200d9-f21d-7fc9-8ae0-0650c8c2f268', 'CAPABILITY_CALL', '2026-11-22 01:23:33.021839+00', 'inventory', 'a56cbc37f9362de9ca034dcbd2521c01', 'b4f40cc23c7239e8', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a200d9-f211-7c49-990f-9a3e1a604d7d', 'allow', 'a checkout reserves stock', 6829, NULL, 'ok', '01a200d9-f217-79ce-a86e-18007984bda3', NULL, NULL, NULL),
	('01a200d9-f26f-7c46-ba9d-394fc0e3cf96', 'CAPABILITY_CALL', '2026-11-22 01:23:33.103894+00', 'inventory', 'a56cbc37f9362de9ca034dcbd2521c01', '2ffe0e015ca27e00', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'release_reservation', 'order/01a200d9-f211-7c49-990f-9a3e1a604d7d', 'allow', 'a failed checkout gives its stock back', 9904, NULL, 'ok', '01a200d9-f266-77d3-87ef-ec03357f610e', NULL, NULL, NULL),
	('01a200d9-f299-768a-8f64-0c4c7740fb26', 'CAPABILITY_CALL', '2026-11-22 01:23:33.145246+00', 'inventory', '480335eadd5b21a0bd7444121eb1bb5b', 'f6511ce9af379865', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a200d9-f28f-7d4e-a535-327d370d9913', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a200d9-f299-7b1f-bd4c-10620fa96027', NULL, NULL, NULL),
	('01a200d9-f2af-763b-b75b-c0a01c76f895', 'CAPABILITY_CALL', '2026-11-22 01:23:33.167967+00', 'inventory', '480335eadd5b21a0bd7444121eb1bb5b', 'd276075705456128', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a200d9-f28f-7d4e-a535-327d370d9913', 'allow', 'a paid order''s stock is sold', NULL, NULL, NULL, '01a200d9-f2af-790d-8d23-31472d742a68', NULL, NULL, NULL),
	('01a200d9-f2dc-72cc-a697-b7a11379ff90', 'CAPABILITY_CALL', '2026-11-22 01:23:33.212581+00', 'inventory', '480335eadd5b21a0bd7444121eb1bb5b', 'b93c30af91a47436', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'return_items', 'order/01a200d9-f28f-7d4e-a535-327d370d9913', 'allow', 'a returned order gives its stock back', NULL, NULL, NULL, '01a200d9-f2dc-7922-aa47-7cb063f695bc', NULL, NULL, NULL),
	('01a200d9-f315-7c64-8d33-0af99629a266', 'CAPABILITY_CALL', '2026-11-22 01:23:33.269968+00', 'inventory', '480335eadd5b21a0bd7444121eb1bb5b', 'b4d4ada3ad3241e6', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'return_items', 'order/01a200d9-f28f-7d4e-a535-327d370d9913', 'allow', 'a returned order gives its stock back', NULL, NULL, NULL, '01a200d9-f315-77e8-a29d-9d15d3b92d37', NULL, NULL, NULL),
	('01a200d9-f3a4-7c7e-be86-151d52111413', 'CAPABILITY_CALL', '2026-11-22 01:23:33.412842+00', 'inventory', '40a9fa299264cac0bc2e60b18942a322', 'c253f06c8e1a9ba6', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 735, NULL, 'ok', '01a200d9-f3a4-78ed-92b8-71f6350d3d86', NULL, NULL, NULL),
	('01a200d9-f3b0-77ed-aa62-2bf11c9c1255', 'CAPABILITY_CALL', '2026-11-22 01:23:33.42484+00', 'inventory', '40a9fa299264cac0bc2e60b18942a322', 'a7dcab046ef0a768', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2', 'allow', 'a checkout reserves stock', 3492, NULL, 'ok', '01a200d9-f3ad-79cc-8c2e-bf2551468de3', NULL, NULL, NULL),
	('01a200d9-f3cb-76e0-a2ee-68a6208c800c', 'CAPABILITY_CALL', '2026-11-22 01:23:33.451772+00', 'inventory', '40a9fa299264cac0bc2e60b18942a322', 'a79cc50251352729', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2', 'allow', 'a paid order''s stock is sold', 5766, NULL, 'ok', '01a200d9-f3c6-78ea-a335-9d00d45b9d4e', NULL, NULL, NULL),
	('01a200da-0b75-7f36-8872-f184762f83d0', 'CAPABILITY_CALL', '2026-11-22 01:23:39.50917+00', 'inventory', '1a713113e92523d1b9b6f4b41e62d755', '48679abd69676118', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 2433, NULL, 'ok', '01a200da-0b75-75fc-8ca1-4b284eaa4ed9', NULL, NULL, NULL),
	('01a200da-0b8e-7f0d-8913-d9b1a0535605', 'CAPABILITY_CALL', '2026-11-22 01:23:39.534827+00', 'inventory', '1a713113e92523d1b9b6f4b41e62d755', '2d8acf493b06bd66', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a200da-0b75-7cd0-b712-8b7ca359ccd8', 'allow', 'a checkout reserves stock', 14769, NULL, 'ok', '01a200da-0b80-7538-9ad1-e7361d5fa348', NULL, NULL, NULL),
	('01a200da-0bd3-7591-9312-f1a45b527136', 'CAPABILITY_CALL', '2026-11-22 01:23:39.603643+00', 'inventory', '4cf0b9b7a7acb4262f554d20c5e0fd70', 'bdce6f3e9431f762', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 3245, NULL, 'ok', '01a200da-0bd3-7c31-b4b1-c0bd04ae40f4', NULL, NULL, NULL),
	('01a200da-0bdc-7463-823d-da1c0e4fe641', 'CAPABILITY_CALL', '2026-11-22 01:23:39.612237+00', 'inventory', '4cf0b9b7a7acb4262f554d20c5e0fd70', '3a170c088f043486', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a200da-0bd4-7199-bd8b-b0cee910ac5e', 'allow', 'a checkout reserves stock', 3687, NULL, 'ok', '01a200da-0bd8-7789-b0b9-ea8b6fa3afad', NULL, NULL, NULL),
	('01a200d9-f266-7a24-8cde-a271f3f7a5f3', 'CAPABILITY_CALL', '2026-11-22 01:23:33.094038+00', 'inventory', 'a56cbc37f9362de9ca034dcbd2521c01', '2ffe0e015ca27e00', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'release_reservation', 'order/01a200d9-f211-7c49-990f-9a3e1a604d7d', 'allow', 'a failed checkout gives its stock back', NULL, NULL, NULL, '01a200d9-f266-77d3-87ef-ec03357f610e', NULL, NULL, NULL),
	('01a200d9-f334-7d0f-af7d-04d16d6bc718', 'CAPABILITY_CALL', '2026-11-22 01:23:33.300927+00', 'inventory', '0bc96b03a6cf0f27401d4b4f96a91df9', '0d62b4c66b9fbda1', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 6525, NULL, 'ok', '01a200d9-f334-712a-a642-5d3c49bd4959', NULL, NULL, NULL),
	('01a200d9-f346-79d6-aaea-a65d49c84e3a', 'CAPABILITY_CALL', '2026-11-22 01:23:33.318069+00', 'inventory', '0bc96b03a6cf0f27401d4b4f96a91df9', '289b649e16595f7c', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a200d9-f336-7665-8691-2c9397f52bc0', 'allow', 'a checkout reserves stock', 7610, NULL, 'ok', '01a200d9-f33e-70fd-a0af-6f0c38e6ce76', NULL, NULL, NULL),
	('01a200d9-f36b-7bda-aba2-b53bc2f4be18', 'CAPABILITY_CALL', '2026-11-22 01:23:33.355265+00', 'inventory', '0bc96b03a6cf0f27401d4b4f96a91df9', 'b85524d8e905674d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a200d9-f336-7665-8691-2c9397f52bc0', 'allow', 'a paid order''s stock is sold', 8696, NULL, 'ok', '01a200d9-f362-7d0c-a9e0-d8b03adc893f', NULL, NULL, NULL),
	('01a200d9-f3ad-7366-b2e6-2297b3c44ec3', 'CAPABILITY_CALL', '2026-11-22 01:23:33.421401+00', 'inventory', '40a9fa299264cac0bc2e60b18942a322', 'a7dcab046ef0a768', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a200d9-f3ad-79cc-8c2e-bf2551468de3', NULL, NULL, NULL),
	('01a200d9-f3c6-7605-b066-ad0696d2e37c', 'CAPABILITY_CALL', '2026-11-22 01:23:33.446047+00', 'inventory', '40a9fa299264cac0bc2e60b18942a322', 'a79cc50251352729', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2', 'allow', 'a paid order''s stock is sold', NULL, NULL, NULL, '01a200d9-f3c6-78ea-a335-9d00d45b9d4e', NULL, NULL, NULL),
	('01a200d9-fb6a-7b53-b85c-7905b59c74f8', 'CAPABILITY_CALL', '2026-11-22 01:23:35.402435+00', 'inventory', 'bf83e6e1694ae681fea2ada01e5ae2db', '0f4e0724ff3e078d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01900000-0000-7000-8000-000000000001', 'allow', 'a checkout reserves stock', 9826, NULL, 'ok', '01a200d9-fb60-7cb5-aeb5-ce1db16f2c6b', NULL, NULL, NULL),
	('01a200d9-ff6b-79db-a23b-8e6ccfe0b36d', 'CAPABILITY_CALL', '2026-11-22 01:23:36.427783+00', 'inventory', 'a11c6e146b8d389e1e1969e620b24515', 'f7759492a09c3c6b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01900000-0000-7000-8000-000000000002', 'allow', 'a checkout reserves stock', 4668, NULL, 'ok', '01a200d9-ff67-7588-9032-7478387002a6', NULL, NULL, NULL),
	('01a200da-0b80-713e-9d7b-b2ef4bad43cc', 'CAPABILITY_CALL', '2026-11-22 01:23:39.520107+00', 'inventory', '1a713113e92523d1b9b6f4b41e62d755', '2d8acf493b06bd66', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a200da-0b75-7cd0-b712-8b7ca359ccd8', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a200da-0b80-7538-9ad1-e7361d5fa348', NULL, NULL, NULL),
	('01a200da-0bd8-75b5-b0e2-3d23a3342770', 'CAPABILITY_CALL', '2026-11-22 01:23:39.608576+00', 'inventory', '4cf0b9b7a7acb4262f554d20c5e0fd70', '3a170c088f043486', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a200da-0bd4-7199-bd8b-b0cee910ac5e', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a200da-0bd8-7789-b0b9-ea8b6fa3afad', NULL, NULL, NULL),
	('01a200d9-f28b-7f42-bba6-5c8912e0919b', 'CAPABILITY_CALL', '2026-11-22 01:23:33.131708+00', 'inventory', '480335eadd5b21a0bd7444121eb1bb5b', '974714407cd63e6f', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 1052, NULL, 'ok', '01a200d9-f28b-74ca-b6f3-b2df2d07b59d', NULL, NULL, NULL),
	('01a200d9-f29d-75e3-be89-c14cec22f9f0', 'CAPABILITY_CALL', '2026-11-22 01:23:33.149434+00', 'inventory', '480335eadd5b21a0bd7444121eb1bb5b', 'f6511ce9af379865', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a200d9-f28f-7d4e-a535-327d370d9913', 'allow', 'a checkout reserves stock', 4239, NULL, 'ok', '01a200d9-f299-7b1f-bd4c-10620fa96027', NULL, NULL, NULL),
	('01a200d9-f2b4-735e-9c79-4c3ba45bfb8f', 'CAPABILITY_CALL', '2026-11-22 01:23:33.172586+00', 'inventory', '480335eadd5b21a0bd7444121eb1bb5b', 'd276075705456128', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a200d9-f28f-7d4e-a535-327d370d9913', 'allow', 'a paid order''s stock is sold', 4658, NULL, 'ok', '01a200d9-f2af-790d-8d23-31472d742a68', NULL, NULL, NULL),
	('01a200d9-f2e5-7048-9117-3776606dc675', 'CAPABILITY_CALL', '2026-11-22 01:23:33.221978+00', 'inventory', '480335eadd5b21a0bd7444121eb1bb5b', 'b93c30af91a47436', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'return_items', 'order/01a200d9-f28f-7d4e-a535-327d370d9913', 'allow', 'a returned order gives its stock back', 9470, NULL, 'ok', '01a200d9-f2dc-7922-aa47-7cb063f695bc', NULL, NULL, NULL),
	('01a200d9-f31a-7a12-8fd5-c563cc1e40c7', 'CAPABILITY_CALL', '2026-11-22 01:23:33.274131+00', 'inventory', '480335eadd5b21a0bd7444121eb1bb5b', 'b4d4ada3ad3241e6', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'return_items', 'order/01a200d9-f28f-7d4e-a535-327d370d9913', 'allow', 'a returned order gives its stock back', 4242, NULL, 'ok', '01a200d9-f315-77e8-a29d-9d15d3b92d37', NULL, NULL, NULL),
	('01a200d9-f33e-7a79-803d-103eb3bae57e', 'CAPABILITY_CALL', '2026-11-22 01:23:33.310519+00', 'inventory', '0bc96b03a6cf0f27401d4b4f96a91df9', '289b649e16595f7c', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a200d9-f336-7665-8691-2c9397f52bc0', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a200d9-f33e-70fd-a0af-6f0c38e6ce76', NULL, NULL, NULL),
	('01a200d9-f362-7802-a9ac-48c70a256d0b', 'CAPABILITY_CALL', '2026-11-22 01:23:33.346622+00', 'inventory', '0bc96b03a6cf0f27401d4b4f96a91df9', 'b85524d8e905674d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a200d9-f336-7665-8691-2c9397f52bc0', 'allow', 'a paid order''s stock is sold', NULL, NULL, NULL, '01a200d9-f362-7d0c-a9e0-d8b03adc893f', NULL, NULL, NULL),
	('01a200d9-fb60-728e-bd33-e2f9d73b3745', 'CAPABILITY_CALL', '2026-11-22 01:23:35.392693+00', 'inventory', 'bf83e6e1694ae681fea2ada01e5ae2db', '0f4e0724ff3e078d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01900000-0000-7000-8000-000000000001', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a200d9-fb60-7cb5-aeb5-ce1db16f2c6b', NULL, NULL, NULL),
	('01a200d9-ff67-7967-9969-7ae5c68a5109', 'CAPABILITY_CALL', '2026-11-22 01:23:36.423167+00', 'inventory', 'a11c6e146b8d389e1e1969e620b24515', 'f7759492a09c3c6b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01900000-0000-7000-8000-000000000002', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a200d9-ff67-7588-9032-7478387002a6', NULL, NULL, NULL);
-- Data for Name: idempotency; Type: TABLE DATA; Schema: public; Owner: -
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
	('WIDGET-008', 'Widget care kit', 595, 'USD', 1500, 0, 5, 0),
	('WIDGET-001', 'Widget', 1999, 'USD', 1000, 25, 5, 2);
-- Data for Name: reservations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.reservations (order_id, status, skus, quantities, expires_at) VALUES
	('01a200d9-eeab-7c40-aa31-90f92a87fd0b', 'confirmed', '{WIDGET-001}', '{2}', '2026-11-22 01:26:32.208082+00'),
	('01a200d9-f068-7121-80f0-bcafe6ea2a22', 'released', '{WIDGET-002}', '{1}', '2026-11-22 01:26:32.594293+00'),
	('01a200d9-f0f3-7fe2-87ca-1426ea804f84', 'confirmed', '{WIDGET-004}', '{1}', '2026-11-22 01:26:32.732176+00'),
	('01a200d9-f211-7c49-990f-9a3e1a604d7d', 'released', '{WIDGET-005}', '{1}', '2026-11-22 01:26:33.017691+00'),
	('01a200d9-f28f-7d4e-a535-327d370d9913', 'confirmed', '{WIDGET-005}', '{2}', '2026-11-22 01:26:33.148371+00'),
	('01a200d9-f336-7665-8691-2c9397f52bc0', 'confirmed', '{WIDGET-003}', '{3}', '2026-11-22 01:26:33.314837+00'),
	('01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2', 'confirmed', '{WIDGET-007}', '{1}', '2026-11-22 01:26:33.424102+00'),
	('01900000-0000-7000-8000-000000000002', 'held', '{WIDGET-008}', '{5}', '2026-11-22 02:23:36.426653+00'),
	('01a200da-0b75-7cd0-b712-8b7ca359ccd8', 'held', '{WIDGET-001}', '{1}', '2026-11-22 01:26:39.524675+00'),
	('01900000-0000-7000-8000-000000000001', 'expired', '{WIDGET-008}', '{5}', '2026-11-22 01:23:36.397255+00'),
	('01a200da-0bd4-7199-bd8b-b0cee910ac5e', 'held', '{WIDGET-001}', '{4}', '2026-11-22 01:26:39.611268+00');
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_migrations (name, applied_at) VALUES
	('common/0001_common', '2026-11-22 01:23:24.252101+00'),
	('common/0002_audit_outcome', '2026-11-22 01:23:24.297019+00'),
	('0001_inventory', '2026-11-22 01:23:24.305315+00'),
	('0002_catalogue', '2026-11-22 01:23:24.335188+00');
-- Data for Name: stock_movements; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.stock_movements (movement_id, at, sku, order_id, kind, quantity, reason) VALUES
	('01a200d9-edfe-7838-b8ec-1beb151f6d42', '2026-11-22 01:23:31.96664+00', 'WIDGET-001', NULL, 'adjusted', 25, 'delivery'),
	('01a200d9-eef0-7ea7-afa9-417065db4107', '2026-11-22 01:23:32.208502+00', 'WIDGET-001', '01a200d9-eeab-7c40-aa31-90f92a87fd0b', 'held', 2, NULL),
	('01a200d9-f03a-7a73-bb00-df757f4111e1', '2026-11-22 01:23:32.538527+00', 'WIDGET-001', '01a200d9-eeab-7c40-aa31-90f92a87fd0b', 'confirmed', 2, NULL),
	('01a200d9-f072-7b71-b7ae-69dda3bdb4a6', '2026-11-22 01:23:32.594425+00', 'WIDGET-002', '01a200d9-f068-7121-80f0-bcafe6ea2a22', 'held', 1, NULL),
	('01a200d9-f0a5-7659-9319-53a6bb4d20ae', '2026-11-22 01:23:32.645285+00', 'WIDGET-002', '01a200d9-f068-7121-80f0-bcafe6ea2a22', 'released', 1, NULL),
	('01a200d9-f0fc-70fd-960e-0af2400e8316', '2026-11-22 01:23:32.732248+00', 'WIDGET-004', '01a200d9-f0f3-7fe2-87ca-1426ea804f84', 'held', 1, NULL),
	('01a200d9-f1f3-7c4e-b2ac-1da557365df8', '2026-11-22 01:23:32.979943+00', 'WIDGET-004', '01a200d9-f0f3-7fe2-87ca-1426ea804f84', 'confirmed', 1, NULL),
	('01a200d9-f219-78cf-b390-a2198eb1c5c9', '2026-11-22 01:23:33.01777+00', 'WIDGET-005', '01a200d9-f211-7c49-990f-9a3e1a604d7d', 'held', 1, NULL),
	('01a200d9-f26c-76c1-9004-21352425b5d7', '2026-11-22 01:23:33.100794+00', 'WIDGET-005', '01a200d9-f211-7c49-990f-9a3e1a604d7d', 'released', 1, NULL),
	('01a200d9-f29c-772e-9845-659006b56ea5', '2026-11-22 01:23:33.148561+00', 'WIDGET-005', '01a200d9-f28f-7d4e-a535-327d370d9913', 'held', 2, NULL),
	('01a200d9-f2b2-7fa9-92e9-5619fb338cfe', '2026-11-22 01:23:33.170766+00', 'WIDGET-005', '01a200d9-f28f-7d4e-a535-327d370d9913', 'confirmed', 2, NULL),
	('01a200d9-f2e3-7d3c-96b9-5759af9e279f', '2026-11-22 01:23:33.219719+00', 'WIDGET-005', '01a200d9-f28f-7d4e-a535-327d370d9913', 'returned', 2, NULL),
	('01a200d9-f342-7124-890a-b08f36c1489b', '2026-11-22 01:23:33.314913+00', 'WIDGET-003', '01a200d9-f336-7665-8691-2c9397f52bc0', 'held', 3, NULL),
	('01a200d9-f368-7898-af29-1468a2c05a03', '2026-11-22 01:23:33.352158+00', 'WIDGET-003', '01a200d9-f336-7665-8691-2c9397f52bc0', 'confirmed', 3, NULL),
	('01a200d9-f3b0-75b1-bf36-4cc908deaeaa', '2026-11-22 01:23:33.42418+00', 'WIDGET-007', '01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2', 'held', 1, NULL),
	('01a200d9-f3ca-7301-98b6-d88100d7c27d', '2026-11-22 01:23:33.450381+00', 'WIDGET-007', '01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2', 'confirmed', 1, NULL),
	('01a200d9-fb65-75e6-af83-fdb9836cf284', '2026-11-22 01:23:35.397329+00', 'WIDGET-008', '01900000-0000-7000-8000-000000000001', 'held', 5, NULL),
	('01a200d9-ff6a-7355-82c8-aaeef97cc8c3', '2026-11-22 01:23:36.426741+00', 'WIDGET-008', '01900000-0000-7000-8000-000000000002', 'held', 5, NULL),
	('01a200da-0b84-7a32-8487-3708eda1b1b8', '2026-11-22 01:23:39.524767+00', 'WIDGET-001', '01a200da-0b75-7cd0-b712-8b7ca359ccd8', 'held', 1, NULL),
	('01a200da-0baa-71b0-8f6b-7d5b395d33ad', '2026-11-22 01:23:39.562345+00', 'WIDGET-008', '01900000-0000-7000-8000-000000000001', 'expired', 5, NULL),
	('01a200da-0bdb-76e9-9918-1d8cf31beea3', '2026-11-22 01:23:39.611351+00', 'WIDGET-001', '01a200da-0bd4-7199-bd8b-b0cee910ac5e', 'held', 4, NULL);
-- Name: audit audit_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (audit_id);
-- Name: idempotency idempotency_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (scope);
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
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: -
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO inventory_app;
-- Name: TABLE audit; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit TO inventory_app;
-- Name: TABLE idempotency; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency TO inventory_app;
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
