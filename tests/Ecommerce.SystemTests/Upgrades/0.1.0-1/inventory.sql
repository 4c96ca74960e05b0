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
	('01a1ffa2-1b2d-78ee-a497-dfdb10b42270', 'IDENTITY_ROTATION', '2026-11-21 19:42:56.301598+00', 'inventory', NULL, NULL, 'spiffe://agentweave.io/agent/inventory', NULL, NULL, NULL, NULL, NULL, 'generation 1, valid until 2026-11-21T20:42:48Z', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-1f1c-764e-b759-0cf627aca6cb', 'STARTUP', '2026-11-21 19:42:57.308394+00', 'inventory', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'version 0.1.0', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-3215-7f52-8479-10d89b0fab56', 'CAPABILITY_CALL', '2026-11-21 19:43:02.165013+00', 'inventory', 'c261298642c3fb38a15753ca75ce5d20', '71cd8c3c8e4ffb74', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'adjust_stock', 'product/WIDGET-001', 'allow', 'administrators book stock', NULL, NULL, NULL, '01a1ffa2-320e-751d-975d-48cb274489f3', NULL, NULL, NULL),
	('01a1ffa2-324b-7faf-abbd-e263ae25ecfd', 'CAPABILITY_CALL', '2026-11-21 19:43:02.219238+00', 'inventory', 'c261298642c3fb38a15753ca75ce5d20', '71cd8c3c8e4ffb74', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'adjust_stock', 'product/WIDGET-001', 'allow', 'administrators book stock', 61036, NULL, 'ok', '01a1ffa2-320e-751d-975d-48cb274489f3', NULL, NULL, NULL),
	('01a1ffa2-331f-7b6e-bc4c-618a95021dda', 'CAPABILITY_CALL', '2026-11-21 19:43:02.431211+00', 'inventory', 'acbdc81588a3827ea35d87840c38e7a1', '3043e36b74dfc5de', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 7204, NULL, 'ok', '01a1ffa2-3318-7ad3-a800-0a7a1904a56f', NULL, NULL, NULL),
	('01a1ffa2-3394-7e21-bfca-9a383b585606', 'CAPABILITY_CALL', '2026-11-21 19:43:02.548185+00', 'inventory', 'acbdc81588a3827ea35d87840c38e7a1', 'e8e946ff484df4fc', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a1ffa2-332f-7708-8f70-e3f5dd01a7b3', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a1ffa2-3393-7ebb-b15d-cc8b5228074d', NULL, NULL, NULL),
	('01a1ffa2-33cd-7a20-8ca5-ed53fbd654d5', 'CAPABILITY_CALL', '2026-11-21 19:43:02.605855+00', 'inventory', 'acbdc81588a3827ea35d87840c38e7a1', 'e8e946ff484df4fc', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a1ffa2-332f-7708-8f70-e3f5dd01a7b3', 'allow', 'a checkout reserves stock', 58426, NULL, 'ok', '01a1ffa2-3393-7ebb-b15d-cc8b5228074d', NULL, NULL, NULL),
	('01a1ffa2-354d-7ce6-81c7-7a06f1e964d0', 'CAPABILITY_CALL', '2026-11-21 19:43:02.989344+00', 'inventory', 'acbdc81588a3827ea35d87840c38e7a1', 'f66e9a04ae3ef826', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a1ffa2-332f-7708-8f70-e3f5dd01a7b3', 'allow', 'a paid order''s stock is sold', NULL, NULL, NULL, '01a1ffa2-354d-73bf-8dab-9df74f91fd73', NULL, NULL, NULL),
	('01a1ffa2-3562-7696-8546-c4583e164905', 'CAPABILITY_CALL', '2026-11-21 19:43:03.010694+00', 'inventory', 'acbdc81588a3827ea35d87840c38e7a1', 'f66e9a04ae3ef826', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a1ffa2-332f-7708-8f70-e3f5dd01a7b3', 'allow', 'a paid order''s stock is sold', 21442, NULL, 'ok', '01a1ffa2-354d-73bf-8dab-9df74f91fd73', NULL, NULL, NULL),
	('01a1ffa2-35ae-78ca-a010-824f9f48a1af', 'CAPABILITY_CALL', '2026-11-21 19:43:03.086656+00', 'inventory', '212ec89a262cbc903e4e102b65da6dda', 'd6e381626026ad4e', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 1912, NULL, 'ok', '01a1ffa2-35ac-7ef7-9053-f0bfa924f894', NULL, NULL, NULL),
	('01a1ffa2-35c7-7397-b967-d9343312ad3f', 'CAPABILITY_CALL', '2026-11-21 19:43:03.111568+00', 'inventory', '212ec89a262cbc903e4e102b65da6dda', '326faeace1f202d6', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a1ffa2-35b2-7faa-aa42-5b053110ef45', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a1ffa2-35c7-7456-a0b7-02eb393bd1fb', NULL, NULL, NULL),
	('01a1ffa2-35dc-7a18-ac97-457d04fc1c20', 'CAPABILITY_CALL', '2026-11-21 19:43:03.132693+00', 'inventory', '212ec89a262cbc903e4e102b65da6dda', '326faeace1f202d6', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a1ffa2-35b2-7faa-aa42-5b053110ef45', 'allow', 'a checkout reserves stock', 21204, NULL, 'ok', '01a1ffa2-35c7-7456-a0b7-02eb393bd1fb', NULL, NULL, NULL),
	('01a1ffa2-3621-7a4e-b0e2-f535f6f0519c', 'CAPABILITY_CALL', '2026-11-21 19:43:03.201581+00', 'inventory', '212ec89a262cbc903e4e102b65da6dda', 'a00356af062de271', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'release_reservation', 'order/01a1ffa2-35b2-7faa-aa42-5b053110ef45', 'allow', 'a failed checkout gives its stock back', NULL, NULL, NULL, '01a1ffa2-3621-7be6-ac9e-2c4b425534b4', NULL, NULL, NULL),
	('01a1ffa2-362d-7b5c-a7ad-35878b26bbb9', 'CAPABILITY_CALL', '2026-11-21 19:43:03.213961+00', 'inventory', '212ec89a262cbc903e4e102b65da6dda', 'a00356af062de271', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'release_reservation', 'order/01a1ffa2-35b2-7faa-aa42-5b053110ef45', 'allow', 'a failed checkout gives its stock back', 12439, NULL, 'ok', '01a1ffa2-3621-7be6-ac9e-2c4b425534b4', NULL, NULL, NULL),
	('01a1ffa2-3652-7a16-889a-84e3d5745b41', 'CAPABILITY_CALL', '2026-11-21 19:43:03.250504+00', 'inventory', '44a105de2035e581f7b747aa341e785f', '99a97e1475abba1b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 1752, NULL, 'ok', '01a1ffa2-3650-7729-949c-ae6a9973c36a', NULL, NULL, NULL),
	('01a1ffa2-365e-7770-afcb-a094e9712e51', 'CAPABILITY_CALL', '2026-11-21 19:43:03.262557+00', 'inventory', '44a105de2035e581f7b747aa341e785f', 'ea8375550de82b17', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a1ffa2-3658-73e9-8a70-750b98f4804c', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a1ffa2-365e-7ec3-8fd6-9c3418e43f31', NULL, NULL, NULL),
	('01a1ffa2-366e-7fc3-92c5-e29d12144183', 'CAPABILITY_CALL', '2026-11-21 19:43:03.278302+00', 'inventory', '44a105de2035e581f7b747aa341e785f', 'ea8375550de82b17', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a1ffa2-3658-73e9-8a70-750b98f4804c', 'allow', 'a checkout reserves stock', 15835, NULL, 'out_of_stock', '01a1ffa2-365e-7ec3-8fd6-9c3418e43f31', NULL, NULL, NULL),
	('01a1ffa2-3696-74da-a3df-517170b24867', 'CAPABILITY_CALL', '2026-11-21 19:43:03.318514+00', 'inventory', 'df034f57acef22565880a479c72771a5', '19cc78903e0e0ca5', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 2066, NULL, 'ok', '01a1ffa2-3694-7a78-ab68-e4dcfb95aa8d', NULL, NULL, NULL),
	('01a1ffa2-369c-7870-a99f-65510274f222', 'CAPABILITY_CALL', '2026-11-21 19:43:03.324649+00', 'inventory', 'df034f57acef22565880a479c72771a5', '3dba7e88ab733139', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a1ffa2-3698-73d6-93b9-d7a891f052d6', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a1ffa2-369c-7111-9e14-fa8c067eef80', NULL, NULL, NULL),
	('01a1ffa2-36a1-7e40-9b82-b8c8d7c44b6f', 'CAPABILITY_CALL', '2026-11-21 19:43:03.329499+00', 'inventory', 'df034f57acef22565880a479c72771a5', '3dba7e88ab733139', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a1ffa2-3698-73d6-93b9-d7a891f052d6', 'allow', 'a checkout reserves stock', 4915, NULL, 'ok', '01a1ffa2-369c-7111-9e14-fa8c067eef80', NULL, NULL, NULL),
	('01a1ffa2-3768-73b7-a2d6-90a7420f0166', 'CAPABILITY_CALL', '2026-11-21 19:43:03.528506+00', 'inventory', 'df034f57acef22565880a479c72771a5', '8caf9018c2f328c0', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a1ffa2-3698-73d6-93b9-d7a891f052d6', 'allow', 'a paid order''s stock is sold', NULL, NULL, NULL, '01a1ffa2-3768-7397-b15e-39b290e354b1', NULL, NULL, NULL),
	('01a1ffa2-3779-7697-8192-5741689a91ad', 'CAPABILITY_CALL', '2026-11-21 19:43:03.545438+00', 'inventory', 'df034f57acef22565880a479c72771a5', '8caf9018c2f328c0', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a1ffa2-3698-73d6-93b9-d7a891f052d6', 'allow', 'a paid order''s stock is sold', 16993, NULL, 'ok', '01a1ffa2-3768-7397-b15e-39b290e354b1', NULL, NULL, NULL),
	('01a1ffa2-37a2-7001-8119-d1a05c59d635', 'CAPABILITY_CALL', '2026-11-21 19:43:03.586724+00', 'inventory', 'd4b0e32eb21b9b81d8e7aa5964b19be0', '812fce186f6bb2ed', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 1371, NULL, 'ok', '01a1ffa2-37a1-7166-8283-5f290647eb84', NULL, NULL, NULL),
	('01a1ffa2-37bb-738c-b4a9-3953c39c4b29', 'CAPABILITY_CALL', '2026-11-21 19:43:03.611742+00', 'inventory', 'd4b0e32eb21b9b81d8e7aa5964b19be0', 'e64f6d8e2eaa447b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a1ffa2-37bb-722b-937b-1f964f5d7118', NULL, NULL, NULL),
	('01a1ffa2-37c3-72b3-8c65-9317313619e8', 'CAPABILITY_CALL', '2026-11-21 19:43:03.619964+00', 'inventory', 'd4b0e32eb21b9b81d8e7aa5964b19be0', 'e64f6d8e2eaa447b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 'allow', 'a checkout reserves stock', 8296, NULL, 'ok', '01a1ffa2-37bb-722b-937b-1f964f5d7118', NULL, NULL, NULL),
	('01a1ffa2-3833-73b9-beae-f8b5f090c1eb', 'CAPABILITY_CALL', '2026-11-21 19:43:03.731541+00', 'inventory', 'd4b0e32eb21b9b81d8e7aa5964b19be0', '4ff9bce1fafc51e4', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'release_reservation', 'order/01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 'allow', 'a failed checkout gives its stock back', 16111, NULL, 'ok', '01a1ffa2-3823-7d29-9656-35f98f5d447a', NULL, NULL, NULL),
	('01a1ffa2-3856-7da2-a5dd-0d00d9ee5144', 'CAPABILITY_CALL', '2026-11-21 19:43:03.766311+00', 'inventory', '921e04c9fe887a67dda058840d248627', '2ce042e14a839e65', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a1ffa2-3856-7236-aaf4-30a85321265b', NULL, NULL, NULL),
	('01a1ffa2-3872-7ddf-b190-d120c63a4ed1', 'CAPABILITY_CALL', '2026-11-21 19:43:03.794158+00', 'inventory', '921e04c9fe887a67dda058840d248627', '0838bdffc66ce8b3', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'allow', 'a paid order''s stock is sold', NULL, NULL, NULL, '01a1ffa2-3872-73f5-9a56-43b9394f6ba5', NULL, NULL, NULL),
	('01a1ffa2-3893-7dea-939e-0b1e4cca16b8', 'CAPABILITY_CALL', '2026-11-21 19:43:03.827973+00', 'inventory', '921e04c9fe887a67dda058840d248627', 'f4105bc1c1ef930a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'return_items', 'order/01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'allow', 'a returned order gives its stock back', NULL, NULL, NULL, '01a1ffa2-3893-7829-955a-03ff11514dbf', NULL, NULL, NULL),
	('01a1ffa2-38c4-713c-91e0-54fc2e991213', 'CAPABILITY_CALL', '2026-11-21 19:43:03.876148+00', 'inventory', '921e04c9fe887a67dda058840d248627', 'f772c8fecfc45b6b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'return_items', 'order/01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'allow', 'a returned order gives its stock back', NULL, NULL, NULL, '01a1ffa2-38c4-7fff-82cd-d1896df367c8', NULL, NULL, NULL),
	('01a1ffa2-39a6-7fec-8a9b-53993a8221b2', 'CAPABILITY_CALL', '2026-11-21 19:43:04.102821+00', 'inventory', 'e0703ea7e3c626ea2b7c3ceffaceb47e', '9402aaa318495f71', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 4286, NULL, 'ok', '01a1ffa2-39a2-7e56-9b00-76da6d628533', NULL, NULL, NULL),
	('01a1ffa2-39df-7904-ab60-48a1f9559127', 'CAPABILITY_CALL', '2026-11-21 19:43:04.159952+00', 'inventory', 'e0703ea7e3c626ea2b7c3ceffaceb47e', 'b34839621a56accc', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a1ffa2-39af-7d57-aefd-eada786c8f83', 'allow', 'a checkout reserves stock', 24371, NULL, 'ok', '01a1ffa2-39c7-7dd2-84ee-c33b41afe62c', NULL, NULL, NULL),
	('01a1ffa2-3a30-72f8-9f24-d4c3885086bb', 'CAPABILITY_CALL', '2026-11-21 19:43:04.240808+00', 'inventory', 'e0703ea7e3c626ea2b7c3ceffaceb47e', '5f620d68353c7549', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a1ffa2-39af-7d57-aefd-eada786c8f83', 'allow', 'a paid order''s stock is sold', 12083, NULL, 'ok', '01a1ffa2-3a24-7c5e-afc8-632be76afe12', NULL, NULL, NULL),
	('01a1ffa2-3de8-7bf2-ae0a-7f95e55ad303', 'CAPABILITY_CALL', '2026-11-21 19:43:05.192605+00', 'inventory', '4cc4b5e644fe84c89c08d5a8a8e70f92', '44a920a6faef37b8', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01900000-0000-7000-8000-000000000001', 'allow', 'a checkout reserves stock', 6186, NULL, 'ok', '01a1ffa2-3de2-7ed5-bb64-a680f6bb0ec7', NULL, NULL, NULL),
	('01a1ffa2-411e-7fec-a454-517ac6d6fd05', 'CAPABILITY_CALL', '2026-11-21 19:43:06.014217+00', 'inventory', '2721cb6d04b5501163cd696a817bffdd', '93358011b718efb5', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01900000-0000-7000-8000-000000000002', 'allow', 'a checkout reserves stock', 8494, NULL, 'ok', '01a1ffa2-4115-74ae-8f5f-a7800c4a59bd', NULL, NULL, NULL),
	('01a1ffa2-4d53-77cf-b2a7-5c8bb824319e', 'CAPABILITY_CALL', '2026-11-21 19:43:09.13904+00', 'inventory', '316a7096bff3951acf75d5e46f4df479', 'ec729920a4380340', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 5801, NULL, 'ok', '01a1ffa2-4d4d-73c5-aa8a-8b5bd8520a4f', NULL, NULL, NULL),
	('01a1ffa2-4d60-7d5d-9f2d-1d252bd3f90c', 'CAPABILITY_CALL', '2026-11-21 19:43:09.152717+00', 'inventory', '316a7096bff3951acf75d5e46f4df479', '2c7fb7032423b56d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a1ffa2-4d54-74d7-8d30-4f0f2ab64c7c', 'allow', 'a checkout reserves stock', 4373, NULL, 'ok', '01a1ffa2-4d5c-7b81-9673-72ff155b6e1f', NULL, NULL, NULL),
	('01a1ffa2-4d96-7be1-9698-502eac172c09', 'CAPABILITY_CALL', '2026-11-21 19:43:09.206401+00', 'inventory', '91ca2abee8c173bc1a483fe157a782b8', '083283a26158a036', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a1ffa2-4d8f-73bd-93fe-37f4a391bf84', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a1ffa2-4d96-73c1-9a9b-01bd7e4d4c39', NULL, NULL, NULL),
	('01a1ffa2-3823-7168-b0dd-3d4ce42ef8ed', 'CAPABILITY_CALL', '2026-11-21 19:43:03.715488+00', 'inventory', 'd4b0e32eb21b9b81d8e7aa5964b19be0', '4ff9bce1fafc51e4', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'release_reservation', 'order/01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 'allow', 'a failed checkout gives its stock back', NULL, NULL, NULL, '01a1ffa2-3823-7d29-9656-35f98f5d447a', NULL, NULL, NULL),
	('01a1ffa2-38f5-7712-947d-719b8ca1585e', 'CAPABILITY_CALL', '2026-11-21 19:43:03.925617+00', 'inventory', '505d1f30a61099cd0c6a5535f6d5b153', '96a510b405254f8d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 974, NULL, 'ok', '01a1ffa2-38f4-749a-b1f2-6f6d61eff821', NULL, NULL, NULL),
	('01a1ffa2-3908-7ca0-9de3-929483f7e4b0', 'CAPABILITY_CALL', '2026-11-21 19:43:03.944743+00', 'inventory', '505d1f30a61099cd0c6a5535f6d5b153', 'c6d6b7e850a810e8', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a1ffa2-38fd-7452-936c-94f988a8ee4a', 'allow', 'a checkout reserves stock', 4455, NULL, 'ok', '01a1ffa2-3904-795d-b08d-cc8ef65d429d', NULL, NULL, NULL),
	('01a1ffa2-3935-70c8-8af1-c44f514ad0f3', 'CAPABILITY_CALL', '2026-11-21 19:43:03.989115+00', 'inventory', '505d1f30a61099cd0c6a5535f6d5b153', '34782d5946b108ab', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a1ffa2-38fd-7452-936c-94f988a8ee4a', 'allow', 'a paid order''s stock is sold', 4215, NULL, 'ok', '01a1ffa2-3930-73a2-9aa1-e7a734b328d7', NULL, NULL, NULL),
	('01a1ffa2-39c7-7308-9e90-ee497c6f3966', 'CAPABILITY_CALL', '2026-11-21 19:43:04.135715+00', 'inventory', 'e0703ea7e3c626ea2b7c3ceffaceb47e', 'b34839621a56accc', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a1ffa2-39af-7d57-aefd-eada786c8f83', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a1ffa2-39c7-7dd2-84ee-c33b41afe62c', NULL, NULL, NULL),
	('01a1ffa2-3a24-76a8-9ea6-c483f6658325', 'CAPABILITY_CALL', '2026-11-21 19:43:04.228779+00', 'inventory', 'e0703ea7e3c626ea2b7c3ceffaceb47e', '5f620d68353c7549', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a1ffa2-39af-7d57-aefd-eada786c8f83', 'allow', 'a paid order''s stock is sold', NULL, NULL, NULL, '01a1ffa2-3a24-7c5e-afc8-632be76afe12', NULL, NULL, NULL),
	('01a1ffa2-3de2-7acf-b5ae-06ece7b9983b', 'CAPABILITY_CALL', '2026-11-21 19:43:05.186476+00', 'inventory', '4cc4b5e644fe84c89c08d5a8a8e70f92', '44a920a6faef37b8', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01900000-0000-7000-8000-000000000001', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a1ffa2-3de2-7ed5-bb64-a680f6bb0ec7', NULL, NULL, NULL),
	('01a1ffa2-4115-7e24-97e7-bb4ebec20081', 'CAPABILITY_CALL', '2026-11-21 19:43:06.005791+00', 'inventory', '2721cb6d04b5501163cd696a817bffdd', '93358011b718efb5', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01900000-0000-7000-8000-000000000002', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a1ffa2-4115-74ae-8f5f-a7800c4a59bd', NULL, NULL, NULL),
	('01a1ffa2-4d5c-7be8-9ebe-f6bfea0b0bae', 'CAPABILITY_CALL', '2026-11-21 19:43:09.148424+00', 'inventory', '316a7096bff3951acf75d5e46f4df479', '2c7fb7032423b56d', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a1ffa2-4d54-74d7-8d30-4f0f2ab64c7c', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a1ffa2-4d5c-7b81-9673-72ff155b6e1f', NULL, NULL, NULL),
	('01a1ffa2-384f-78bb-a1f7-c58d862c7101', 'CAPABILITY_CALL', '2026-11-21 19:43:03.759682+00', 'inventory', '921e04c9fe887a67dda058840d248627', '82551b935c453e0a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 1299, NULL, 'ok', '01a1ffa2-384e-759b-a4fe-6630c57feab8', NULL, NULL, NULL),
	('01a1ffa2-3859-70f2-b4b1-cfd33e067dfc', 'CAPABILITY_CALL', '2026-11-21 19:43:03.76974+00', 'inventory', '921e04c9fe887a67dda058840d248627', '2ce042e14a839e65', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'allow', 'a checkout reserves stock', 3494, NULL, 'ok', '01a1ffa2-3856-7236-aaf4-30a85321265b', NULL, NULL, NULL),
	('01a1ffa2-3875-70de-b5ec-c4226ef57913', 'CAPABILITY_CALL', '2026-11-21 19:43:03.797427+00', 'inventory', '921e04c9fe887a67dda058840d248627', '0838bdffc66ce8b3', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'allow', 'a paid order''s stock is sold', 3332, NULL, 'ok', '01a1ffa2-3872-73f5-9a56-43b9394f6ba5', NULL, NULL, NULL),
	('01a1ffa2-38aa-7309-b252-e6c548743876', 'CAPABILITY_CALL', '2026-11-21 19:43:03.850861+00', 'inventory', '921e04c9fe887a67dda058840d248627', 'f4105bc1c1ef930a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'return_items', 'order/01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'allow', 'a returned order gives its stock back', 22959, NULL, 'ok', '01a1ffa2-3893-7829-955a-03ff11514dbf', NULL, NULL, NULL),
	('01a1ffa2-38d2-7a24-a7ad-76baf6b6ba9d', 'CAPABILITY_CALL', '2026-11-21 19:43:03.890843+00', 'inventory', '921e04c9fe887a67dda058840d248627', 'f772c8fecfc45b6b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'return_items', 'order/01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'allow', 'a returned order gives its stock back', 14777, NULL, 'ok', '01a1ffa2-38c4-7fff-82cd-d1896df367c8', NULL, NULL, NULL),
	('01a1ffa2-3904-73f0-87ba-763a44b0e096', 'CAPABILITY_CALL', '2026-11-21 19:43:03.940352+00', 'inventory', '505d1f30a61099cd0c6a5535f6d5b153', 'c6d6b7e850a810e8', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a1ffa2-38fd-7452-936c-94f988a8ee4a', 'allow', 'a checkout reserves stock', NULL, NULL, NULL, '01a1ffa2-3904-795d-b08d-cc8ef65d429d', NULL, NULL, NULL),
	('01a1ffa2-3930-7583-9428-34468279555c', 'CAPABILITY_CALL', '2026-11-21 19:43:03.984968+00', 'inventory', '505d1f30a61099cd0c6a5535f6d5b153', '34782d5946b108ab', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'confirm_reservation', 'order/01a1ffa2-38fd-7452-936c-94f988a8ee4a', 'allow', 'a paid order''s stock is sold', NULL, NULL, NULL, '01a1ffa2-3930-73a2-9aa1-e7a734b328d7', NULL, NULL, NULL),
	('01a1ffa2-4d8e-70b5-82e7-3aad8731851d', 'CAPABILITY_CALL', '2026-11-21 19:43:09.198561+00', 'inventory', '91ca2abee8c173bc1a483fe157a782b8', 'b2d667111dc124f1', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'check_availability', NULL, 'allow', 'a checkout takes prices from the catalogue', 1792, NULL, 'ok', '01a1ffa2-4d8c-7970-a32b-d82aeb80dfe7', NULL, NULL, NULL),
	('01a1ffa2-4d9b-7f73-9c13-7242239fb261', 'CAPABILITY_CALL', '2026-11-21 19:43:09.211446+00', 'inventory', '91ca2abee8c173bc1a483fe157a782b8', '083283a26158a036', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'reserve_items', 'order/01a1ffa2-4d8f-73bd-93fe-37f4a391bf84', 'allow', 'a checkout reserves stock', 5113, NULL, 'ok', '01a1ffa2-4d96-73c1-9a9b-01bd7e4d4c39', NULL, NULL, NULL);
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
	('01a1ffa2-332f-7708-8f70-e3f5dd01a7b3', 'confirmed', '{WIDGET-001}', '{2}', '2026-11-21 19:46:02.56434+00'),
	('01a1ffa2-35b2-7faa-aa42-5b053110ef45', 'released', '{WIDGET-002}', '{1}', '2026-11-21 19:46:03.126032+00'),
	('01a1ffa2-3698-73d6-93b9-d7a891f052d6', 'confirmed', '{WIDGET-004}', '{1}', '2026-11-21 19:46:03.328398+00'),
	('01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 'released', '{WIDGET-005}', '{1}', '2026-11-21 19:46:03.618307+00'),
	('01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'confirmed', '{WIDGET-005}', '{2}', '2026-11-21 19:46:03.768844+00'),
	('01a1ffa2-38fd-7452-936c-94f988a8ee4a', 'confirmed', '{WIDGET-003}', '{3}', '2026-11-21 19:46:03.943029+00'),
	('01a1ffa2-39af-7d57-aefd-eada786c8f83', 'confirmed', '{WIDGET-007}', '{1}', '2026-11-21 19:46:04.14088+00'),
	('01900000-0000-7000-8000-000000000002', 'held', '{WIDGET-008}', '{5}', '2026-11-21 20:43:06.012451+00'),
	('01900000-0000-7000-8000-000000000001', 'expired', '{WIDGET-008}', '{5}', '2026-11-21 19:43:06.189953+00'),
	('01a1ffa2-4d54-74d7-8d30-4f0f2ab64c7c', 'held', '{WIDGET-001}', '{1}', '2026-11-21 19:46:09.151455+00'),
	('01a1ffa2-4d8f-73bd-93fe-37f4a391bf84', 'held', '{WIDGET-001}', '{4}', '2026-11-21 19:46:09.210409+00');
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_migrations (name, applied_at) VALUES
	('common/0001_common', '2026-11-21 19:42:54.169893+00'),
	('common/0002_audit_outcome', '2026-11-21 19:42:54.317893+00'),
	('0001_inventory', '2026-11-21 19:42:54.323318+00'),
	('0002_catalogue', '2026-11-21 19:42:54.434643+00');
-- Data for Name: stock_movements; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.stock_movements (movement_id, at, sku, order_id, kind, quantity, reason) VALUES
	('01a1ffa2-3231-722d-8d0a-f0f5a065b50d', '2026-11-21 19:43:02.193208+00', 'WIDGET-001', NULL, 'adjusted', 25, 'delivery'),
	('01a1ffa2-33a4-7d38-8e3f-4a8100915efd', '2026-11-21 19:43:02.56468+00', 'WIDGET-001', '01a1ffa2-332f-7708-8f70-e3f5dd01a7b3', 'held', 2, NULL),
	('01a1ffa2-3556-7d58-aeb5-c0bb13c43b4b', '2026-11-21 19:43:02.999007+00', 'WIDGET-001', '01a1ffa2-332f-7708-8f70-e3f5dd01a7b3', 'confirmed', 2, NULL),
	('01a1ffa2-35d6-7108-953a-4f86e18fa981', '2026-11-21 19:43:03.126524+00', 'WIDGET-002', '01a1ffa2-35b2-7faa-aa42-5b053110ef45', 'held', 1, NULL),
	('01a1ffa2-3626-73cf-92b5-2f957779440b', '2026-11-21 19:43:03.20658+00', 'WIDGET-002', '01a1ffa2-35b2-7faa-aa42-5b053110ef45', 'released', 1, NULL),
	('01a1ffa2-36a0-7384-be4e-732b9133fb74', '2026-11-21 19:43:03.328547+00', 'WIDGET-004', '01a1ffa2-3698-73d6-93b9-d7a891f052d6', 'held', 1, NULL),
	('01a1ffa2-3775-7d46-ae51-0470d94d5b30', '2026-11-21 19:43:03.541905+00', 'WIDGET-004', '01a1ffa2-3698-73d6-93b9-d7a891f052d6', 'confirmed', 1, NULL),
	('01a1ffa2-37c2-749b-8ee4-c54a26f189b3', '2026-11-21 19:43:03.618453+00', 'WIDGET-005', '01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 'held', 1, NULL),
	('01a1ffa2-382e-7dfb-a11f-6555fc01db1c', '2026-11-21 19:43:03.726419+00', 'WIDGET-005', '01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 'released', 1, NULL),
	('01a1ffa2-3858-7da6-a422-75e5da86176c', '2026-11-21 19:43:03.76894+00', 'WIDGET-005', '01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'held', 2, NULL),
	('01a1ffa2-3874-769f-b40e-9903bdd204aa', '2026-11-21 19:43:03.796471+00', 'WIDGET-005', '01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'confirmed', 2, NULL),
	('01a1ffa2-38a4-77b7-a727-390403977465', '2026-11-21 19:43:03.844867+00', 'WIDGET-005', '01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'returned', 2, NULL),
	('01a1ffa2-3907-7bc4-86d8-656413ff00ff', '2026-11-21 19:43:03.943117+00', 'WIDGET-003', '01a1ffa2-38fd-7452-936c-94f988a8ee4a', 'held', 3, NULL),
	('01a1ffa2-3933-74e7-81ca-4a3588cd4a60', '2026-11-21 19:43:03.987952+00', 'WIDGET-003', '01a1ffa2-38fd-7452-936c-94f988a8ee4a', 'confirmed', 3, NULL),
	('01a1ffa2-39cc-75db-a85f-d89e20d20659', '2026-11-21 19:43:04.140973+00', 'WIDGET-007', '01a1ffa2-39af-7d57-aefd-eada786c8f83', 'held', 1, NULL),
	('01a1ffa2-3a2b-7d37-810a-4d59f76dc37a', '2026-11-21 19:43:04.235565+00', 'WIDGET-007', '01a1ffa2-39af-7d57-aefd-eada786c8f83', 'confirmed', 1, NULL),
	('01a1ffa2-3de6-75ce-8f6c-0c09d1e4cf23', '2026-11-21 19:43:05.190115+00', 'WIDGET-008', '01900000-0000-7000-8000-000000000001', 'held', 5, NULL),
	('01a1ffa2-411c-746f-893d-b202d9d65612', '2026-11-21 19:43:06.012544+00', 'WIDGET-008', '01900000-0000-7000-8000-000000000002', 'held', 5, NULL),
	('01a1ffa2-4c09-7d93-ac9d-7ed11b799f56', '2026-11-21 19:43:08.809235+00', 'WIDGET-008', '01900000-0000-7000-8000-000000000001', 'expired', 5, NULL),
	('01a1ffa2-4d5f-7ab0-82a9-286eb2cdff6f', '2026-11-21 19:43:09.151558+00', 'WIDGET-001', '01a1ffa2-4d54-74d7-8d30-4f0f2ab64c7c', 'held', 1, NULL),
	('01a1ffa2-4d9a-7a79-b2bd-d8badc99b20c', '2026-11-21 19:43:09.210514+00', 'WIDGET-001', '01a1ffa2-4d8f-73bd-93fe-37f4a391bf84', 'held', 4, NULL);
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
