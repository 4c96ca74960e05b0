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
SET default_tablespace = '';
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
SET default_table_access_method = heap;
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
-- Name: browser_sessions; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.browser_sessions (
    cookie_hash bytea NOT NULL,
    sealed_tokens bytea NOT NULL,
    access_until timestamp with time zone NOT NULL,
    renewals integer DEFAULT 0 NOT NULL,
    renewing_until timestamp with time zone,
    expires_at timestamp with time zone NOT NULL,
    user_id uuid,
    CONSTRAINT browser_sessions_cookie_hash_check CHECK ((octet_length(cookie_hash) = 32))
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
-- Name: schema_migrations; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.schema_migrations (
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);
-- Name: audit_2026_11; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_2026_11 FOR VALUES FROM ('01a2038c-5e85-0000-0000-000000000000') TO ('01a22ee6-b000-0000-0000-000000000000');
-- Name: audit_2026_12; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_2026_12 FOR VALUES FROM ('01a22ee6-b000-0000-0000-000000000000') TO ('01a2ce8b-d400-0000-0000-000000000000');
-- Name: audit_2027_01; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_2027_01 FOR VALUES FROM ('01a2ce8b-d400-0000-0000-000000000000') TO ('01a36e30-f800-0000-0000-000000000000');
-- Name: audit_before; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_before FOR VALUES FROM (MINVALUE) TO ('01a2038c-5e85-0000-0000-000000000000');
-- Name: audit_other; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_other DEFAULT;
-- Data for Name: audit_2026_11; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_2026_11 (audit_id, event_type, at, agent_name, trace_id, span_id, caller_id, actor_id, peer_id, action, resource, decision, reason, duration_us, context, outcome, call_id, listener, address, count, "position") VALUES
	('01a2038c-68d7-7bd0-b7ea-1121850b369c', 'IDENTITY_ROTATION', '2026-11-22 13:57:43.255217+00', 'gateway', NULL, NULL, 'spiffe://agentweave.io/agent/gateway', NULL, NULL, NULL, NULL, NULL, 'generation 1, valid until 2026-11-22T14:57:35Z', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 853),
	('01a2038c-6b39-750b-b771-4c9bd4530b91', 'STARTUP', '2026-11-22 13:57:43.865977+00', 'gateway', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'version 0.1.0', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 853),
	('01a2038c-7f2b-7b48-b440-cbacd1b4a818', 'AUTH_CHECK', '2026-11-22 13:57:48.971442+00', 'gateway', '32662ea961f3409f140ac714b0720868', '33eeb8e23ca1ca59', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'create_user', NULL, 'allow', 'the gateway routes this capability', 353, NULL, NULL, NULL, NULL, NULL, NULL, 866),
	('01a2038c-7f38-798a-a1ba-ad41897e3d8c', 'AUTH_CHECK', '2026-11-22 13:57:48.984354+00', 'gateway', '8bf568cdd54f8aedb8fc7014d4a5ccac', '6b2f45bf1a4755b0', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/agent/user', 'exchange_token', NULL, 'allow', 'what proves a caller is exchanged for a token', 433, NULL, NULL, NULL, NULL, NULL, NULL, 866),
	('01a2038c-836c-78ce-bc10-8c4be21537e3', 'CAPABILITY_CALL', '2026-11-22 13:57:50.060303+00', 'gateway', '32662ea961f3409f140ac714b0720868', '7794cdcee4c518c8', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_user', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'the gateway routes this capability', 1144824, NULL, 'ok', '01a2038c-836c-7482-9b00-c97450563821', NULL, NULL, NULL, 870),
	('01a2038c-8381-76fa-91de-62e76e608a00', 'AUTH_CHECK', '2026-11-22 13:57:50.081221+00', 'gateway', '01f57c3cd5a961eb41a040bcdc93981a', '6bb82f642d8c54ef', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'create_user', NULL, 'allow', 'the gateway routes this capability', 12, NULL, NULL, NULL, NULL, NULL, NULL, 871),
	('01a2038c-841e-72f2-9a59-3f5a0270ef1a', 'CAPABILITY_CALL', '2026-11-22 13:57:50.238475+00', 'gateway', '01f57c3cd5a961eb41a040bcdc93981a', 'edda476d5d968be1', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_user', 'user/01a2038c-8386-71cc-8a17-a8afb02989a8', 'allow', 'the gateway routes this capability', 157713, NULL, 'ok', '01a2038c-841e-7d37-8b2d-6b7ff3ac36f7', NULL, NULL, NULL, 874),
	('01a2038c-8425-756c-92cf-baeec2cfd1e6', 'AUTH_CHECK', '2026-11-22 13:57:50.24504+00', 'gateway', 'd7261e59d177f680dcaaf3771d4c3dd9', 'ddeecb5cfc5486ba', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'create_user', NULL, 'allow', 'the gateway routes this capability', 2, NULL, NULL, NULL, NULL, NULL, NULL, 875),
	('01a2038c-8450-751b-ab1b-cb3a3b7d04ed', 'CAPABILITY_CALL', '2026-11-22 13:57:50.288569+00', 'gateway', 'd7261e59d177f680dcaaf3771d4c3dd9', '2452e46aa9233fb6', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_user', NULL, 'allow', 'the gateway routes this capability', 43742, NULL, 'email_taken', '01a2038c-8450-7da2-a9e0-bd63a1838c89', NULL, NULL, NULL, 878),
	('01a2038c-9142-73aa-b7e2-aad5920f8463', 'AUTH_CHECK', '2026-11-22 13:57:53.602012+00', 'gateway', 'e6d2776a0aeeb694682ee5c0d89837c8', '7438b4d2f44f9b35', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'the gateway routes this capability', 309, NULL, NULL, NULL, NULL, NULL, NULL, 888),
	('01a2038c-9143-7de9-ae8f-5b0e1f48875f', 'AUTH_CHECK', '2026-11-22 13:57:53.603098+00', 'gateway', 'e10400463b2e97812a26de8adce8687e', '89e6482b7b574408', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/agent/user', 'exchange_token', NULL, 'allow', 'what proves a caller is exchanged for a token', 31, NULL, NULL, NULL, NULL, NULL, NULL, 888),
	('01a2038c-9595-7c06-853c-ae94aff2c954', 'CAPABILITY_CALL', '2026-11-22 13:57:54.709196+00', 'gateway', 'e6d2776a0aeeb694682ee5c0d89837c8', 'b070a9ed0e8a66ff', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a2038c-932e-709b-920e-585f33fe7351', 'allow', 'the gateway routes this capability', 1114927, NULL, 'ok', '01a2038c-9595-79b0-b4bc-46f535a817c2', NULL, NULL, NULL, 912),
	('01a2038c-95a2-773b-b2a4-c765912fa102', 'AUTH_CHECK', '2026-11-22 13:57:54.72275+00', 'gateway', '6b2e79f89bffd6dfc8bfd7e81aca7bb4', 'eafd4f1dfe7d1270', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'the gateway routes this capability', 3, NULL, NULL, NULL, NULL, NULL, NULL, 926),
	('01a2038c-964b-771a-a1e8-50ec8db909fb', 'CAPABILITY_CALL', '2026-11-22 13:57:54.891146+00', 'gateway', '6b2e79f89bffd6dfc8bfd7e81aca7bb4', '6a74a0851f555f8f', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'the gateway routes this capability', 168708, NULL, 'payment_declined', '01a2038c-964b-725b-a05d-3949ff33b82a', NULL, NULL, NULL, 926),
	('01a2038c-9652-7686-b262-9084337162b6', 'AUTH_CHECK', '2026-11-22 13:57:54.89831+00', 'gateway', 'a5bdb933b4b9e8911893906bd3846a8a', '37b2405765dade14', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'the gateway routes this capability', 12, NULL, NULL, NULL, NULL, NULL, NULL, 933),
	('01a2038c-96a1-7652-9a34-f09e79d040f5', 'CAPABILITY_CALL', '2026-11-22 13:57:54.977754+00', 'gateway', 'a5bdb933b4b9e8911893906bd3846a8a', 'ff15f6608b67b920', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'the gateway routes this capability', 79745, NULL, 'out_of_stock', '01a2038c-96a1-7c39-9843-aaddc933b682', NULL, NULL, NULL, 933),
	('01a2038c-96ad-7223-b256-60f3a762ecc0', 'AUTH_CHECK', '2026-11-22 13:57:54.989516+00', 'gateway', '0c4bbca544aec4f87426890bdc616bc2', '98d3b5da0ae64908', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'the gateway routes this capability', 8, NULL, NULL, NULL, NULL, NULL, NULL, 950),
	('01a2038c-979e-763f-9caf-1f839012aa19', 'CAPABILITY_CALL', '2026-11-22 13:57:55.230039+00', 'gateway', '0c4bbca544aec4f87426890bdc616bc2', '95f4502975abd6c4', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a2038c-96b9-78a6-b106-95d986df8d4d', 'allow', 'the gateway routes this capability', 240809, NULL, 'ok', '01a2038c-979e-7667-aa1b-b908faf8f3b5', NULL, NULL, NULL, 950),
	('01a2038c-97d7-7852-ab25-62b602de04b2', 'AUTH_CHECK', '2026-11-22 13:57:55.287931+00', 'gateway', '922a11f6347d705fb21d3d0611f6bdaa', '0cdeb3c1bfec8be0', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'the gateway routes this capability', 9, NULL, NULL, NULL, NULL, NULL, NULL, 966),
	('01a2038c-9850-7bd4-93f1-8bdf472696e6', 'CAPABILITY_CALL', '2026-11-22 13:57:55.40873+00', 'gateway', '922a11f6347d705fb21d3d0611f6bdaa', '3b0d2a5d6f9cb123', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 'allow', 'the gateway routes this capability', 121073, NULL, 'ok', '01a2038c-9850-7ea0-9115-74fcb15bcf70', NULL, NULL, NULL, 966),
	('01a2038c-9871-7b3c-a77c-4476c21cd466', 'AUTH_CHECK', '2026-11-22 13:57:55.441307+00', 'gateway', '4a74b99406df5425d36920f794a3eae9', '1edd264b7e504e9e', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'cancel_order', 'order/01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 'allow', 'the gateway routes this capability', 280, NULL, NULL, NULL, NULL, NULL, NULL, 978),
	('01a2038c-9871-7a68-9a1f-3264ec90b9e2', 'AUTH_CHECK', '2026-11-22 13:57:55.441776+00', 'gateway', 'f0d8da8bd658c2438917c7a59c9f3293', '74e2ceb6e4225f61', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/agent/user', 'exchange_token', NULL, 'allow', 'what proves a caller is exchanged for a token', 17, NULL, NULL, NULL, NULL, NULL, NULL, 978),
	('01a2038c-98f4-71d7-a579-881659bfed1c', 'CAPABILITY_CALL', '2026-11-22 13:57:55.572279+00', 'gateway', '4a74b99406df5425d36920f794a3eae9', 'f73728c681269603', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'cancel_order', 'order/01a2038c-97eb-7ea8-ac45-d591cd3e9e59', 'allow', 'the gateway routes this capability', 136548, NULL, 'ok', '01a2038c-98f4-762e-8c95-7ccd7e89bf5c', NULL, NULL, NULL, 978),
	('01a2038c-98fc-7521-ae57-542f1b4c28da', 'AUTH_CHECK', '2026-11-22 13:57:55.580361+00', 'gateway', 'f04236ff0b7e24d7b0af180229e81ed7', '738a997c2efe8108', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'the gateway routes this capability', 14, NULL, NULL, NULL, NULL, NULL, NULL, 992),
	('01a2038c-9974-7641-9e84-4a3f4415594b', 'CAPABILITY_CALL', '2026-11-22 13:57:55.700719+00', 'gateway', 'f04236ff0b7e24d7b0af180229e81ed7', '94cdeb9f99d838cf', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a2038c-9908-7c4a-8893-a307d74f7a03', 'allow', 'the gateway routes this capability', 120617, NULL, 'ok', '01a2038c-9974-78f2-8797-04766bc52d5f', NULL, NULL, NULL, 992),
	('01a2038c-a1d8-7d86-9ad4-a5ebe34e56cc', 'AUTH_CHECK', '2026-11-22 13:57:57.848245+00', 'gateway', 'd6f8018bf01d336815f93f55aa4187c9', '7fb578cd2ce4d8c5', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a2038c-8386-71cc-8a17-a8afb02989a8', 'allow', 'the gateway routes this capability', 6, NULL, NULL, NULL, NULL, NULL, NULL, 1055),
	('01a2038c-a284-74d1-a215-91507057bfd2', 'CAPABILITY_CALL', '2026-11-22 13:57:58.020162+00', 'gateway', 'd6f8018bf01d336815f93f55aa4187c9', '64afc1724ecd96c2', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a2038c-a200-712b-b1c0-b15c65117bdd', 'allow', 'the gateway routes this capability', 172146, NULL, 'ok', '01a2038c-a284-7f4d-82bf-13549a2ef325', NULL, NULL, NULL, 1055),
	('01a2038c-c0a5-7b57-8844-542f88adb121', 'AUTH_CHECK', '2026-11-22 13:58:05.73302+00', 'gateway', '450e30211d6813baf1c0d89d796bf503', '264dbd886a8df1f4', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a2038c-8386-71cc-8a17-a8afb02989a8', 'allow', 'the gateway routes this capability', 4, NULL, NULL, NULL, NULL, NULL, NULL, 1118),
	('01a2038c-c0e7-75f5-8355-5a020f8963f8', 'CAPABILITY_CALL', '2026-11-22 13:58:05.79905+00', 'gateway', '450e30211d6813baf1c0d89d796bf503', '347cf9b5e61983c8', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a2038c-c0b0-75c1-a602-01e1c15679dd', 'allow', 'the gateway routes this capability', 66284, NULL, 'ok', '01a2038c-c0e7-7ab0-989f-3207af814d10', NULL, NULL, NULL, 1118),
	('01a2038c-9990-76be-bee3-efce0cc2ed8e', 'AUTH_CHECK', '2026-11-22 13:57:55.728933+00', 'gateway', 'edffe022ee4a62aa58367f0405e3c038', 'b2365884fa55a6e2', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'cancel_order', 'order/01a2038c-9908-7c4a-8893-a307d74f7a03', 'allow', 'the gateway routes this capability', 2, NULL, NULL, NULL, NULL, NULL, NULL, 1009),
	('01a2038c-9a75-7f86-bffd-9eacf561177a', 'CAPABILITY_CALL', '2026-11-22 13:57:55.957006+00', 'gateway', 'edffe022ee4a62aa58367f0405e3c038', '05f4384dbd86d3db', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'cancel_order', 'order/01a2038c-9908-7c4a-8893-a307d74f7a03', 'allow', 'the gateway routes this capability', 228187, NULL, 'ok', '01a2038c-9a74-738f-8fb3-5aeeb38b8707', NULL, NULL, NULL, 1009),
	('01a2038c-c038-77d7-bcdc-985f0124111e', 'AUTH_CHECK', '2026-11-22 13:58:05.624127+00', 'gateway', '82a6b8eccdb8f981c34abd17f61ceed9', '17352d97adfed3fa', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/agent/user', 'countersign_audit', NULL, 'allow', 'the agent''s audit is witnessed', 227, NULL, NULL, NULL, NULL, NULL, NULL, 1103),
	('01a2038c-a0d7-7e5c-a106-9337fb9396db', 'AUTH_CHECK', '2026-11-22 13:57:57.591695+00', 'gateway', 'cf51b9feda357a7eb49179fbdd96f047', '611ef0389df778ab', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'the gateway routes this capability', 6, NULL, NULL, NULL, NULL, NULL, NULL, 1037),
	('01a2038c-a133-7067-9cf3-c0d3f442cdd6', 'CAPABILITY_CALL', '2026-11-22 13:57:57.683264+00', 'gateway', 'cf51b9feda357a7eb49179fbdd96f047', '676ac2c9cbbb6be3', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a2038c-a0e5-71e7-b228-f78ada62f91b', 'allow', 'the gateway routes this capability', 91849, NULL, 'ok', '01a2038c-a133-7ff9-949d-1fa8be9ff0f5', NULL, NULL, NULL, 1037),
	('01a2038c-a13f-71d2-89c8-8fe391455990', 'AUTH_CHECK', '2026-11-22 13:57:57.695474+00', 'gateway', '2fcb138d1654e8feca51aa83e7831f95', 'b41f6921d5e7da3f', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/payment', 'refund_payment', 'payment/01a2038c-a100-759e-ae4e-cb709bd2f6b9', 'allow', 'the gateway routes this capability', 165, NULL, NULL, NULL, NULL, NULL, NULL, 1042),
	('01a2038c-a13f-79ea-b1ed-ce2b37a6a07f', 'AUTH_CHECK', '2026-11-22 13:57:57.695803+00', 'gateway', '0ca902ced330fec1f58e73188e00fd1d', 'c4a9eb010faf1700', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/agent/user', 'exchange_token', NULL, 'allow', 'what proves a caller is exchanged for a token', 6, NULL, NULL, NULL, NULL, NULL, NULL, 1042),
	('01a2038c-a1ce-7192-bd1c-a19fc84d5b0c', 'CAPABILITY_CALL', '2026-11-22 13:57:57.8387+00', 'gateway', '2fcb138d1654e8feca51aa83e7831f95', 'eb0d0bf43987e26f', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'refund_payment', 'payment/01a2038c-a100-759e-ae4e-cb709bd2f6b9', 'allow', 'the gateway routes this capability', 145475, NULL, 'ok', '01a2038c-a1ce-7e91-b90a-aa9a45b9a6d3', NULL, NULL, NULL, 1042),
	('01a2038c-ab1d-7099-9d6d-ec7f8681adb6', 'CAPABILITY_CALL', '2026-11-22 13:58:00.22165+00', 'gateway', 'b54f0b6b56d9a9581ca0f3d61abce9b3', '416b01634f572190', 'spiffe://agentweave.io/agent/inventory', 'spiffe://agentweave.io/agent/inventory', 'spiffe://agentweave.io/agent/inventory', 'countersign_audit', NULL, 'allow', 'the caller''s audit is witnessed', 28153, NULL, 'ok', '01a2038c-ab1d-7d07-a525-424398f8384e', NULL, NULL, NULL, 1072);
-- Data for Name: audit_2026_12; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: audit_2027_01; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: audit_before; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: audit_origin; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_origin (id, shift) VALUES
	(1, 0);
-- Data for Name: audit_other; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: audit_receipt; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_receipt (seal, witness, signature, certificate) VALUES
	(8, 'spiffe://agentweave.io/agent/user', '\xe30d788b2144f38cd4efce352b8c501aa7511e3aaef8e984ece28a7abd79572aff83e383501189c4f6a89c5d951daf9f9b72cb9fc64883db98d39b73a7b116bc', '\x30820219308201bfa00302010202106143c728c7743bfc2ec5ee5542f7e81d300a06082a8648ce3d040302304f310b3009060355040613025553310f300d060355040a0c06535049464645312f302d060355040513263935393033343535303931353334373533373435383039373336383338373535323039393435301e170d3236313132323133353732355a170d3236313132323134353733355a301d310b3009060355040613025553310e300c060355040a0c0553504952453059301306072a8648ce3d020106082a8648ce3d030107034200040bbd88a35b57b46d40aef7d2709dfbf1dce9d55db03c39fa8cda72e8c233494fc8d62427dc4979d31f40f91a34b676a9cb85a8ddec7c61675649ba60c2918d39a381ae3081ab300e0603551d0f0101ff0404030203a8301d0603551d250416301406082b0601050507030106082b06010505070302300c0603551d130101ff04023000301d0603551d0e04160414411dd81349cac4533252fff1bf717adfa721e51d301f0603551d230418301680145b20d003eeb9ae951bd43178ecee57535b4db442302c0603551d110425302386217370696666653a2f2f6167656e7477656176652e696f2f6167656e742f75736572300a06082a8648ce3d04030203480030450221008fb08d2b18e909c1770fab8249de0c6b45f1c243aa922cac8b379412131e930e02205507423f10e802d36be058c6b3db93cf35a99d7305fd11e0aae5860db574d401');
-- Data for Name: audit_seal; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_seal (seal, sealed_at, last_position, last_id, entries, dropped_before, previous, hash) VALUES
	(1, '2026-11-22 13:57:45.545105+00', 853, '01a2038c-6b39-750b-b771-4c9bd4530b91', '\x01a2038c68d77bd0b7ea1121850b369c50068a10986c8550b74def5ab46114051dee614da951777c48e565d51a4f086601a2038c6b39750bb7714c9bd4530b91670a6975d636fb88c41e8b80eeeb1042078f07bc42820334cf89afc5c673af0d', NULL, '\x', '\x022e4557216ce0033ed531770c3a9bc3d902aba6429fe6afb4bb904067d2f642'),
	(2, '2026-11-22 13:57:49.670226+00', 866, '01a2038c-7f38-798a-a1ba-ad41897e3d8c', '\x01a2038c7f2b7b48b440cbacd1b4a8182e74c7ed5a667b147b2bd01cdc07dc4f800f496bcb68d4ea31a2bed899e717e301a2038c7f38798aa1baad41897e3d8c4167b6342b96aa4a5826f595b2d95c38347e6e6f39ab454ce7c298848a560fb4', NULL, '\x022e4557216ce0033ed531770c3a9bc3d902aba6429fe6afb4bb904067d2f642', '\x4b178505ddf1fb7c0155dae52889211a7a90463baaa89af1aec14469b8549fa1'),
	(3, '2026-11-22 13:57:50.646586+00', 878, '01a2038c-8450-751b-ab1b-cb3a3b7d04ed', '\x01a2038c836c78cebc108c4be21537e3835e002cc9a6d532bd08d53bcc24fc4e57024df1ba45487c0aa64c7ed8502c3b01a2038c838176fa91de62e76e608a0081c75e6471c3cced03f95bca4e7614068fd4f8bfa755ac1bc22a70f5af3b3c1601a2038c841e72f29a593f5a0270ef1a5b156ac4594a1c8399e7f6ee34a9997f606ae79008f290994c359373747f61ae01a2038c8425756c92cfbaeec2cfd1e6fcbe64dacf37714a01a80cc7a5da115d6475cb0217fedfba4d82c2ccdc9e6c0f01a2038c8450751bab1bcb3a3b7d04ed008885712c245775edcbaf657920fc1e164e83876e8b7495056d0aabee1a29af', NULL, '\x4b178505ddf1fb7c0155dae52889211a7a90463baaa89af1aec14469b8549fa1', '\x3c4f894e45537de6ab4635d6496fc0772821dacebe525ae3caf5e8116ccedb8e'),
	(4, '2026-11-22 13:57:54.025033+00', 888, '01a2038c-9143-7de9-ae8f-5b0e1f48875f', '\x01a2038c914273aab7e2aad5920f8463ac3ab334fbc6ac3d57532eabba4050ab80b0cab57c82e4e56619bbb7a2ff677601a2038c91437de9ae8f5b0e1f48875f059c128a5a720a02cceaafe42cae7614232aa0db2b1b3cbb1ce16180114ff699', NULL, '\x3c4f894e45537de6ab4635d6496fc0772821dacebe525ae3caf5e8116ccedb8e', '\x035857807b4ed28a8b8b80fb73f5bca096d0b35e01e08a5d420595859041425c'),
	(5, '2026-11-22 13:57:54.900965+00', 926, '01a2038c-964b-771a-a1e8-50ec8db909fb', '\x01a2038c95957c06853cae94aff2c9545a1fcb3d0786badd2692a0ca62e8e72bf3a97b7cd9e7f60fe70faffb5766043f01a2038c95a2773bb2a4c765912fa102eedd01aba63ebc15dea37a11692bc89d297b73a0af5971f12a6c41e674481b4701a2038c964b771aa1e850ec8db909fbd309ca8f0797faccdb240ece82d475eec80e74eed23d419a09c63a9b4c3c195c', NULL, '\x035857807b4ed28a8b8b80fb73f5bca096d0b35e01e08a5d420595859041425c', '\xfc86b29bc11b7d0054eb7305c21e65fc9a29cd9373682e780d973f826811c7e7'),
	(6, '2026-11-22 13:57:55.486969+00', 966, '01a2038c-9850-7bd4-93f1-8bdf472696e6', '\x01a2038c96527686b2629084337162b6e8cbc65e6b456ab54e3bc8c50532b72afc8f2e152b6ab82b6bf9ce82ed47931401a2038c96a176529a34f09e79d040f5c69489be944aee68501c9c3bdccd103eaf3e62bd3d8478003e92ab1c053ab68901a2038c96ad7223b25660f3a762ecc0a2446504ca4998079f62394dd7ebe7b9cf7b62d59a7df7894744a82f6052dc1401a2038c979e763f9caf1f839012aa192321fd976c8319ea7c898ca43e7e01bf092a5f889fb61c7fd45b7e397c86d76e01a2038c97d77852ab2562b602de04b2c7fc488de31eeca79f4e77bf67aacc416705fa0cdd4013e787e55f11a328b33901a2038c98507bd493f18bdf472696e61287a399d4a8b50d6387e9908ca237613acc0bdb3ced70fe5862df1a80fcea68', NULL, '\xfc86b29bc11b7d0054eb7305c21e65fc9a29cd9373682e780d973f826811c7e7', '\x1ac159b01f8a3b8bc03500a76f981824b8de977adc9fe9b784359c416af1468d'),
	(7, '2026-11-22 13:57:56.447658+00', 1009, '01a2038c-9a75-7f86-bffd-9eacf561177a', '\x01a2038c98717a689a1f3264ec90b9e20dd250f9f72fda0871500411f0a2732050714e49a9b492eb23903c64c798019b01a2038c98717b3ca77c4476c21cd46658b55f5029b9a3fba87ee4d96a3ff010cb84d65a548b50e8dec82e7b40c51e2801a2038c98f471d7a579881659bfed1c489e67e2a3b889aa310931cc06114d9aa195b6122e05e6af8c6fc45721de75fc01a2038c98fc7521ae57542f1b4c28dab13f7129cfc64cc9ce5e3faae6dfa7ff48868696d1f5356c20f26b444f1ea06601a2038c997476419e844a3f4415594b0970f4108cea8fa27112209a5d0abe2fe8cb97e34aded529fc98f89c8bce303501a2038c999076bebee3efce0cc2ed8e9b827894dc73ea96b4e9d2cb0f0451992873c885bfaebdb45f9902ff5a59c92901a2038c9a757f86bffd9eacf561177a4bd114fcf290c2ecfbb89a064d18cbe4738f089ecfd7ce611d61f08b3b0de7c1', NULL, '\x1ac159b01f8a3b8bc03500a76f981824b8de977adc9fe9b784359c416af1468d', '\x225fc035b28564c8ad9e9d81eb8d62d26b9fc7fdfe348aff236ccb3b8034615c'),
	(8, '2026-11-22 13:57:58.45835+00', 1055, '01a2038c-a284-74d1-a215-91507057bfd2', '\x01a2038ca0d77e5ca1069337fb9396db03383b8369b7285df890fba9d5be56ec9222f17c689a85f78b1a7a1013b22d3e01a2038ca13370679cf3c0d3f442cdd6777d304945ae62373e4f82bb2570c33387f55c08b6e2d238d4ed0f0674915b1201a2038ca13f71d289c88fe391455990c293c330765dd1d95b35d99bc347ce198d83549fe9e41dac74f093d17221f3b201a2038ca13f79eab1edce2b37a6a07f9ad25a40981756beaedd9d9b2c00367161bc27fae65e81a4b85f92a0643b989701a2038ca1ce7192bd1ca19fc84d5b0cf854dbe26f370ced80487bc94cd54566d40dd74ab90e32318845c39c4330230d01a2038ca1d87d869ad4a5ebe34e56cc6d55e8be908649308d7cc8d855b2d066fed09eb61b6f1f50ff2aa63622b4e35801a2038ca28474d1a21591507057bfd24a8ab510848cff980717fa2d0d2ee2091d60cafe333f1d2ad3a664729de93fba', NULL, '\x225fc035b28564c8ad9e9d81eb8d62d26b9fc7fdfe348aff236ccb3b8034615c', '\x9087e151bcc1fe63da4ee06073ddcb10f6ec10796ca6d0bba1978c28f3f3779e'),
	(9, '2026-11-22 13:58:00.854232+00', 1072, '01a2038c-ab1d-7099-9d6d-ec7f8681adb6', '\x01a2038cab1d70999d6dec7f8681adb6edc60707ef5bf47419f4d5d1269a99938ed4b8a9d615793bb7bfcd2872c93e70', NULL, '\x9087e151bcc1fe63da4ee06073ddcb10f6ec10796ca6d0bba1978c28f3f3779e', '\x0de4b299290b40bcf17a940af0a6f4852794533ebe3ca3cd0214e72c84ed0e31');
-- Data for Name: audit_witnessed; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_witnessed (agent, seal, hash, sealed_at, witnessed_at) VALUES
	('inventory', 6, '\xcd48fce364412779e3536730abc41b7ae2fc53c32530d5c7054527b3ab7708f8', '2026-11-22 13:57:58.105766+00', '2026-11-22 13:58:00.198734+00');
-- Data for Name: browser_sessions; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: idempotency; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: outbox_lease; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.outbox_lease (id, holder, held_until) VALUES
	(1, NULL, NULL);
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_migrations (name, applied_at) VALUES
	('common/0001_common', '2026-11-22 13:57:40.473419+00'),
	('common/0002_audit_outcome', '2026-11-22 13:57:40.566891+00'),
	('common/0003_outbox', '2026-11-22 13:57:40.574507+00'),
	('common/0004_audit_chain', '2026-11-22 13:57:40.613482+00'),
	('common/0005_audit_before', '2026-11-22 13:57:40.767656+00'),
	('common/0006_audit_months', '2026-11-22 13:57:40.820031+00'),
	('0001_gateway', '2026-11-22 13:57:40.841631+00'),
	('0002_browser_sessions', '2026-11-22 13:57:40.885769+00'),
	('0003_users_of_browser_sessions', '2026-11-22 13:57:40.940817+00');
-- Name: outbox_position_seq; Type: SEQUENCE SET; Schema: public; Owner: -
SELECT pg_catalog.setval('public.outbox_position_seq', 1, false);
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
-- Name: browser_sessions browser_sessions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.browser_sessions
    ADD CONSTRAINT browser_sessions_pkey PRIMARY KEY (cookie_hash);
-- Name: idempotency idempotency_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (scope);
-- Name: outbox_lease outbox_lease_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.outbox_lease
    ADD CONSTRAINT outbox_lease_pkey PRIMARY KEY (id);
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY ("position");
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
-- Name: browser_sessions_expires_at; Type: INDEX; Schema: public; Owner: -
CREATE INDEX browser_sessions_expires_at ON public.browser_sessions USING btree (expires_at);
-- Name: browser_sessions_user_id; Type: INDEX; Schema: public; Owner: -
CREATE INDEX browser_sessions_user_id ON public.browser_sessions USING btree (user_id);
-- Name: idempotency_expires_at; Type: INDEX; Schema: public; Owner: -
CREATE INDEX idempotency_expires_at ON public.idempotency USING btree (expires_at);
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
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: -
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO gateway_app;
-- Name: FUNCTION audit_add_months(); Type: ACL; Schema: public; Owner: -
REVOKE ALL ON FUNCTION public.audit_add_months() FROM PUBLIC;
GRANT ALL ON FUNCTION public.audit_add_months() TO gateway_app;
-- Name: FUNCTION audit_attach(name text, lower uuid, upper uuid); Type: ACL; Schema: public; Owner: -
REVOKE ALL ON FUNCTION public.audit_attach(name text, lower uuid, upper uuid) FROM PUBLIC;
-- Name: FUNCTION audit_continue(); Type: ACL; Schema: public; Owner: -
REVOKE ALL ON FUNCTION public.audit_continue() FROM PUBLIC;
-- Name: FUNCTION audit_drop(before date); Type: ACL; Schema: public; Owner: -
REVOKE ALL ON FUNCTION public.audit_drop(before date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.audit_drop(before date) TO gateway_app;
-- Name: TABLE audit; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit TO gateway_app;
-- Name: TABLE audit_origin; Type: ACL; Schema: public; Owner: -
GRANT SELECT ON TABLE public.audit_origin TO gateway_app;
-- Name: TABLE audit_receipt; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit_receipt TO gateway_app;
-- Name: TABLE audit_seal; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit_seal TO gateway_app;
-- Name: TABLE audit_witnessed; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit_witnessed TO gateway_app;
-- Name: TABLE browser_sessions; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.browser_sessions TO gateway_app;
-- Name: TABLE idempotency; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency TO gateway_app;
-- Name: TABLE outbox; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outbox TO gateway_app;
-- Name: TABLE outbox_lease; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outbox_lease TO gateway_app;
-- Name: SEQUENCE outbox_position_seq; Type: ACL; Schema: public; Owner: -
GRANT SELECT,USAGE ON SEQUENCE public.outbox_position_seq TO gateway_app;
-- Name: TABLE schema_migrations; Type: ACL; Schema: public; Owner: -
GRANT SELECT ON TABLE public.schema_migrations TO gateway_app;
-- Name: DEFAULT PRIVILEGES FOR SEQUENCES; Type: DEFAULT ACL; Schema: public; Owner: -
ALTER DEFAULT PRIVILEGES FOR ROLE gateway_owner IN SCHEMA public GRANT SELECT,USAGE ON SEQUENCES  TO gateway_app;
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: public; Owner: -
ALTER DEFAULT PRIVILEGES FOR ROLE gateway_owner IN SCHEMA public GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES  TO gateway_app;
-- PostgreSQL database dump complete
