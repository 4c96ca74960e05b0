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
-- Name: erasures; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.erasures (
    user_id uuid NOT NULL,
    agent text NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_attempt_at timestamp with time zone NOT NULL,
    confirmed_at timestamp with time zone
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
-- Name: passwords; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.passwords (
    user_id uuid NOT NULL,
    hash text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    one_time_until timestamp with time zone
);
-- Name: schema_migrations; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.schema_migrations (
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);
-- Name: sessions; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.sessions (
    session_id uuid NOT NULL,
    user_id uuid NOT NULL,
    family_hash bytea NOT NULL,
    token_hash bytea NOT NULL,
    client_id text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
-- Name: signing_keys; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.signing_keys (
    key_id text NOT NULL,
    public_key bytea NOT NULL,
    private_key bytea NOT NULL,
    sealed_with text,
    signs_from timestamp with time zone NOT NULL,
    published_until timestamp with time zone
);
-- Name: users; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.users (
    user_id uuid NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    tier text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT users_tier_check CHECK ((tier = ANY (ARRAY['free'::text, 'premium'::text, 'enterprise'::text])))
);
-- Name: audit_2026_11; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_2026_11 FOR VALUES FROM ('01a2038c-5c72-0000-0000-000000000000') TO ('01a22ee6-b000-0000-0000-000000000000');
-- Name: audit_2026_12; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_2026_12 FOR VALUES FROM ('01a22ee6-b000-0000-0000-000000000000') TO ('01a2ce8b-d400-0000-0000-000000000000');
-- Name: audit_2027_01; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_2027_01 FOR VALUES FROM ('01a2ce8b-d400-0000-0000-000000000000') TO ('01a36e30-f800-0000-0000-000000000000');
-- Name: audit_before; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_before FOR VALUES FROM (MINVALUE) TO ('01a2038c-5c72-0000-0000-000000000000');
-- Name: audit_other; Type: TABLE ATTACH; Schema: public; Owner: -
ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_other DEFAULT;
-- Data for Name: audit_2026_11; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_2026_11 (audit_id, event_type, at, agent_name, trace_id, span_id, caller_id, actor_id, peer_id, action, resource, decision, reason, duration_us, context, outcome, call_id, listener, address, count, "position") VALUES
	('01a2038c-6835-774c-aaeb-c08c7e987260', 'IDENTITY_ROTATION', '2026-11-22 13:57:43.093199+00', 'user', NULL, NULL, 'spiffe://agentweave.io/agent/user', NULL, NULL, NULL, NULL, NULL, 'generation 1, valid until 2026-11-22T14:57:35Z', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 849),
	('01a2038c-6969-7f3c-89a5-ab58415d3637', 'STARTUP', '2026-11-22 13:57:43.40101+00', 'user', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'version 0.1.0', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 849),
	('01a2038c-8352-77f5-bb33-029e4958967b', 'CAPABILITY_CALL', '2026-11-22 13:57:50.034017+00', 'user', '32662ea961f3409f140ac714b0720868', '08c28928317e6892', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_user', NULL, 'allow', 'sign-up comes through the gateway', NULL, NULL, NULL, '01a2038c-8351-7c9a-b571-578b16519358', NULL, NULL, NULL, 868),
	('01a2038c-8411-7252-8959-a94f037cb0c0', 'CAPABILITY_CALL', '2026-11-22 13:57:50.225623+00', 'user', '01f57c3cd5a961eb41a040bcdc93981a', '102ab0e8a120fcdf', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_user', NULL, 'allow', 'sign-up comes through the gateway', NULL, NULL, NULL, '01a2038c-8411-7426-8cf6-f4f361119067', NULL, NULL, NULL, 872),
	('01a2038c-8364-7d6d-a98a-d3af2daf85b5', 'CAPABILITY_CALL', '2026-11-22 13:57:50.052038+00', 'user', '32662ea961f3409f140ac714b0720868', '08c28928317e6892', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_user', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'sign-up comes through the gateway', 497005, NULL, 'ok', '01a2038c-8351-7c9a-b571-578b16519358', NULL, NULL, NULL, 877),
	('01a2038c-841a-7973-ae1c-1222d888bf81', 'CAPABILITY_CALL', '2026-11-22 13:57:50.234857+00', 'user', '01f57c3cd5a961eb41a040bcdc93981a', '102ab0e8a120fcdf', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_user', 'user/01a2038c-8386-71cc-8a17-a8afb02989a8', 'allow', 'sign-up comes through the gateway', 149242, NULL, 'ok', '01a2038c-8411-7426-8cf6-f4f361119067', NULL, NULL, NULL, 877),
	('01a2038c-8435-78dd-8df5-c95b9d900cca', 'CAPABILITY_CALL', '2026-11-22 13:57:50.261748+00', 'user', 'd7261e59d177f680dcaaf3771d4c3dd9', 'c5b85084926132be', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_user', NULL, 'allow', 'sign-up comes through the gateway', 13209, NULL, 'email_taken', '01a2038c-8435-784f-9568-edc450aec9ad', NULL, NULL, NULL, 877),
	('01a2038c-8a3d-765a-aae6-df83ba60785c', 'CAPABILITY_CALL', '2026-11-22 13:57:51.805014+00', 'user', '572d68793c57f174a3ac6934504bdb9b', '386784eb6473c43f', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'update_tier', 'user/01a2038c-8386-71cc-8a17-a8afb02989a8', 'allow', 'administrators set tiers', NULL, NULL, NULL, '01a2038c-8a3c-79c6-a7ca-dea3018bcbd9', NULL, NULL, NULL, 882),
	('01a2038c-8a44-7348-a84f-28a9509211fc', 'CAPABILITY_CALL', '2026-11-22 13:57:51.812613+00', 'user', '572d68793c57f174a3ac6934504bdb9b', '386784eb6473c43f', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'update_tier', 'user/01a2038c-8386-71cc-8a17-a8afb02989a8', 'allow', 'administrators set tiers', 23430, NULL, 'ok', '01a2038c-8a3c-79c6-a7ca-dea3018bcbd9', NULL, NULL, NULL, 884),
	('01a2038c-91c8-7af7-b979-9ab22940947e', 'CAPABILITY_CALL', '2026-11-22 13:57:53.736541+00', 'user', '3a2af17bc7d91316a8469aa49f9150f9', '138f97c3aa091d8f', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_signing_keys', NULL, 'allow', 'tokens are verified with the keys', 2565, NULL, 'ok', '01a2038c-91c8-71d2-93ba-815a102ea11d', NULL, NULL, NULL, 894),
	('01a2038c-9202-77dd-b6dc-61e13337787a', 'CAPABILITY_CALL', '2026-11-22 13:57:53.79405+00', 'user', 'e6d2776a0aeeb694682ee5c0d89837c8', '9bddb001032d5605', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'an order''s buyer is verified', 4582, NULL, 'ok', '01a2038c-9202-73d9-9e92-908625b861c7', NULL, NULL, NULL, 894),
	('01a2038c-92b3-7400-b297-044d8916fb1d', 'CAPABILITY_CALL', '2026-11-22 13:57:53.97183+00', 'user', '9b8aecb47ff0b7df91095661ffee06cd', '71a07f40e8afcd7f', 'spiffe://agentweave.io/agent/inventory', 'spiffe://agentweave.io/agent/inventory', 'spiffe://agentweave.io/agent/inventory', 'get_signing_keys', NULL, 'allow', 'tokens are verified with the keys', 4407, NULL, 'ok', '01a2038c-92b3-73d2-b366-b3f4f958808c', NULL, NULL, NULL, 894),
	('01a2038c-95b1-7ba2-b83a-e8b6168b3518', 'CAPABILITY_CALL', '2026-11-22 13:57:54.737786+00', 'user', '6b2e79f89bffd6dfc8bfd7e81aca7bb4', '2c6ca89a747de644', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'an order''s buyer is verified', 1761, NULL, 'ok', '01a2038c-95b1-7d43-9a8a-dabe0bc20f97', NULL, NULL, NULL, 952),
	('01a2038c-965b-7ad5-be75-b418ccac0932', 'CAPABILITY_CALL', '2026-11-22 13:57:54.907368+00', 'user', 'a5bdb933b4b9e8911893906bd3846a8a', '35f6f1050fe43f2c', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'an order''s buyer is verified', 2423, NULL, 'ok', '01a2038c-965b-7047-a8d7-a72526bc24b3', NULL, NULL, NULL, 952),
	('01a2038c-96b5-7b11-a13b-e6a030e437de', 'CAPABILITY_CALL', '2026-11-22 13:57:54.997558+00', 'user', '0c4bbca544aec4f87426890bdc616bc2', '02d5ff27a4510f01', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'an order''s buyer is verified', 1280, NULL, 'ok', '01a2038c-96b5-7ad6-9a22-d1aeedd2ae6e', NULL, NULL, NULL, 952),
	('01a2038c-97e7-7db2-983d-297b2a829fa7', 'CAPABILITY_CALL', '2026-11-22 13:57:55.303996+00', 'user', '922a11f6347d705fb21d3d0611f6bdaa', 'c13d5d6c8a9bd996', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'an order''s buyer is verified', 943, NULL, 'ok', '01a2038c-97e7-78a4-9c8f-9fbae75028cd', NULL, NULL, NULL, 1000),
	('01a2038c-9907-78c8-9016-c8b715d4955e', 'CAPABILITY_CALL', '2026-11-22 13:57:55.591338+00', 'user', 'f04236ff0b7e24d7b0af180229e81ed7', '246a8527f771966a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'an order''s buyer is verified', 3127, NULL, 'ok', '01a2038c-9907-7973-b89c-dda09b88f63e', NULL, NULL, NULL, 1000),
	('01a2038c-a0e3-76f8-aa69-000eda746616', 'CAPABILITY_CALL', '2026-11-22 13:57:57.60319+00', 'user', 'cf51b9feda357a7eb49179fbdd96f047', 'c9ac8e8824b1afaa', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a2038c-81db-7d78-b602-e85e9c470c33', 'allow', 'an order''s buyer is verified', 5039, NULL, 'ok', '01a2038c-a0e3-7e81-8d04-ce66e3e85eef', NULL, NULL, NULL, 1059),
	('01a2038c-a1aa-713b-88e0-aeeddaf9e256', 'CAPABILITY_CALL', '2026-11-22 13:57:57.802378+00', 'user', '3c7017e24148b5cb926c537662a07321', 'ba5dd1ae5e041eaf', 'spiffe://agentweave.io/agent/payment', 'spiffe://agentweave.io/agent/payment', 'spiffe://agentweave.io/agent/payment', 'get_signing_keys', NULL, 'allow', 'tokens are verified with the keys', 1539, NULL, 'ok', '01a2038c-a1aa-736c-afc9-3c0940d409e9', NULL, NULL, NULL, 1059),
	('01a2038c-a1de-7a3e-9ab4-eb07c75c6208', 'CAPABILITY_CALL', '2026-11-22 13:57:57.854096+00', 'user', 'd6f8018bf01d336815f93f55aa4187c9', '16dcd143881380c2', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a2038c-8386-71cc-8a17-a8afb02989a8', 'allow', 'an order''s buyer is verified', 734, NULL, 'ok', '01a2038c-a1de-7b66-bcb2-69ae7b8eec45', NULL, NULL, NULL, 1059),
	('01a2038c-bf7f-759d-a677-1b45e6addf87', 'AUTH_CHECK', '2026-11-22 13:58:05.439742+00', 'user', '64a648e7ce650451b6635d4cc3486e03', '83d300c8e241fc38', 'spiffe://agentweave.io/agent/user', 'spiffe://agentweave.io/agent/user', 'spiffe://agentweave.io/agent/order', 'countersign_audit', NULL, 'allow', 'the agent''s audit is witnessed', 697, NULL, NULL, NULL, NULL, NULL, NULL, 1105),
	('01a2038c-c043-7144-9c7b-410fca51bf59', 'CAPABILITY_CALL', '2026-11-22 13:58:05.635684+00', 'user', '82a6b8eccdb8f981c34abd17f61ceed9', '8a9161aed3a3fcfa', 'spiffe://agentweave.io/agent/gateway', 'anonymous', 'spiffe://agentweave.io/agent/gateway', 'countersign_audit', NULL, 'allow', 'the caller''s audit is witnessed', 7890, NULL, 'ok', '01a2038c-c043-71d9-a47d-e64fa910086e', NULL, NULL, NULL, 1105);
-- Data for Name: audit_2026_12; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: audit_2027_01; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: audit_before; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: audit_origin; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_origin (id, shift) VALUES
	(1, 0);
-- Data for Name: audit_other; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: audit_receipt; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_receipt (seal, witness, signature, certificate) VALUES
	(8, 'spiffe://agentweave.io/agent/order', '\x9e5f3120aada6ed177cfa99197ab98f23806dfe7db44c0caea64192331068d5d5e873433507c04f531b4d6414f24c2889798a6b8abccaea07ce3075c705e9501', '\x3082021b308201c0a00302010202107ab21b8841324187ff768e716887293f300a06082a8648ce3d040302304f310b3009060355040613025553310f300d060355040a0c06535049464645312f302d060355040513263935393033343535303931353334373533373435383039373336383338373535323039393435301e170d3236313132323133353732355a170d3236313132323134353733355a301d310b3009060355040613025553310e300c060355040a0c0553504952453059301306072a8648ce3d020106082a8648ce3d03010703420004e386572e87b0777adbaaa3ca242f51cee9952a62d82f3ce7401ecf8866a5e5e9a2418e86afbdd0ae92d358b4606173dacdcd1b328b73187d6b53d3334ca9038ea381af3081ac300e0603551d0f0101ff0404030203a8301d0603551d250416301406082b0601050507030106082b06010505070302300c0603551d130101ff04023000301d0603551d0e041604140afa070b7f4b5401d5f13d776828e81b032cc315301f0603551d230418301680145b20d003eeb9ae951bd43178ecee57535b4db442302d0603551d110426302486227370696666653a2f2f6167656e7477656176652e696f2f6167656e742f6f72646572300a06082a8648ce3d0403020349003046022100d8a7a8e7274fdf0f9a2b99a4cd6b66d5a049caafd344b330d22a137697a6061c022100a4f9e3d49410a02ca849e82ecd86f492e330b02a06776d0fba50e1961c61c25c');
-- Data for Name: audit_seal; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_seal (seal, sealed_at, last_position, last_id, entries, dropped_before, previous, hash) VALUES
	(1, '2026-11-22 13:57:44.983515+00', 849, '01a2038c-6969-7f3c-89a5-ab58415d3637', '\x01a2038c6835774caaebc08c7e987260baa17b5556ba3918bb333c9d70c6583e48a71ed89b00934deb7b0ca25ee2724601a2038c69697f3c89a5ab58415d363746965724ed10e3c18f1451e150f865a54e294a7b5ca6955b68089228a5e678b3', NULL, '\x', '\x43c1e6bef34ab0cf62f403c72c47b82f0e66c6213d8b6183fc55e072673bf751'),
	(2, '2026-11-22 13:57:50.333379+00', 877, '01a2038c-8435-78dd-8df5-c95b9d900cca', '\x01a2038c835277f5bb33029e4958967b21a4f23463ffce07630baed6843cd52d869b72a51a17d6500aa9c8be0e1448b101a2038c841172528959a94f037cb0c08af4482d636c5147933e93fa9bafbc0dee62b733d3919e7520b703ba09711ce901a2038c83647d6da98ad3af2daf85b5b850646415a4549012efea94e2858e3fd24172847e4397fbe200077b9711e3c701a2038c841a7973ae1c1222d888bf81877c02e73828b6a866437057abf17dc62f1d4397f2b9f084d333f0d01940edf101a2038c843578dd8df5c95b9d900cca737ac057b73b36e8598d15ab893a067832cbe6713046d8e214b240c743326618', NULL, '\x43c1e6bef34ab0cf62f403c72c47b82f0e66c6213d8b6183fc55e072673bf751', '\x243c011cbc86cf94d4f2820231c3684c6963e0c7558559ae8d33939ae6155785'),
	(3, '2026-11-22 13:57:52.003706+00', 882, '01a2038c-8a3d-765a-aae6-df83ba60785c', '\x01a2038c8a3d765aaae6df83ba60785cad11a0024bdfd7e34bf512db932013c47cf804d3a307fc72cd8ea66317524f28', NULL, '\x243c011cbc86cf94d4f2820231c3684c6963e0c7558559ae8d33939ae6155785', '\xd33d185915c60ace1412b79184cd133c57e7f8ee2e84771cba3396f409c78988'),
	(4, '2026-11-22 13:57:52.524539+00', 884, '01a2038c-8a44-7348-a84f-28a9509211fc', '\x01a2038c8a447348a84f28a9509211fcc361e0bc1b8ab53da0a56a588866ab70c86a9c28c5012400610b6f87100d358d', NULL, '\xd33d185915c60ace1412b79184cd133c57e7f8ee2e84771cba3396f409c78988', '\xe31fd842ff39acccfdff5b248f2b0d7727535da275666afa1ee655bd154073d9'),
	(5, '2026-11-22 13:57:54.320689+00', 894, '01a2038c-92b3-7400-b297-044d8916fb1d', '\x01a2038c91c87af7b9799ab22940947e3b4872be7fb021158bc29e5e5bedbb5ed90a1dfa13f1705b0997403e9fccf21001a2038c920277ddb6dc61e13337787a34c00348a44b97ba81a0d4fc71d953471dcc0b2d68dfaa328d83eae90828a44601a2038c92b37400b297044d8916fb1d134137bae8d84b9d0a89874d4cc3abe10ce957d0cd5b8e3d876eb822701bc091', NULL, '\xe31fd842ff39acccfdff5b248f2b0d7727535da275666afa1ee655bd154073d9', '\x9d73fd29e2a6ef17f2259e2f65fd92f70ef472e4b3d865ca4f4c29ed508db181'),
	(6, '2026-11-22 13:57:55.60089+00', 952, '01a2038c-96b5-7b11-a13b-e6a030e437de', '\x01a2038c95b17ba2b83ae8b6168b3518a9295aa4b2ee3ecfe62930f202f33d64b55fda063f731b9fa1a03dbd63e002e401a2038c965b7ad5be75b418ccac093250514be8c3333aee0d3a31e825dfcf2257215130a8d07f3064a431258b37751a01a2038c96b57b11a13be6a030e437de56e2281b5884db9524b5b925b6e3e1146c93b50f1228f50541b21da5e867fede', NULL, '\x9d73fd29e2a6ef17f2259e2f65fd92f70ef472e4b3d865ca4f4c29ed508db181', '\xb8acf7ae03cf3abbd7414da593a76edeb360edfe4b705bc561672e7217bbd78e'),
	(7, '2026-11-22 13:57:56.295576+00', 1000, '01a2038c-9907-78c8-9016-c8b715d4955e', '\x01a2038c97e77db2983d297b2a829fa76a329cb5823dd7dd86ac23fafeb985a70ffdbb0501d79ceec565727bc0566b5101a2038c990778c89016c8b715d4955e09115c7450305e34f540e9b6c7078d7d08f0a55e512d2909e396d44c28e9cff0', NULL, '\xb8acf7ae03cf3abbd7414da593a76edeb360edfe4b705bc561672e7217bbd78e', '\x8cb72acb847267949210675424b024a774efb69623e60d0c90dde239aff4e0d8'),
	(8, '2026-11-22 13:57:58.910624+00', 1059, '01a2038c-a1de-7a3e-9ab4-eb07c75c6208', '\x01a2038ca0e376f8aa69000eda74661691abf6b5d50d24e1cc66fb76efc8a623e4a6ec1b87159377ccab279faae0a43701a2038ca1aa713b88e0aeeddaf9e2564a358393049341a6e1f8e2964a2bd90e25d4f2d97cdff57c0cb8abf64f0aeab501a2038ca1de7a3e9ab4eb07c75c620851dce0cbc422171dc633cf77924422c3f458ffe39b55f28a760c3f632ba6d893', NULL, '\x8cb72acb847267949210675424b024a774efb69623e60d0c90dde239aff4e0d8', '\xbbf3803eed738fbc8b370b529e9ddaf41752740c50f567470e1d89b864ce19bc');
-- Data for Name: audit_witnessed; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit_witnessed (agent, seal, hash, sealed_at, witnessed_at) VALUES
	('gateway', 8, '\x9087e151bcc1fe63da4ee06073ddcb10f6ec10796ca6d0bba1978c28f3f3779e', '2026-11-22 13:57:58.45835+00', '2026-11-22 13:58:05.62874+00');
-- Data for Name: erasures; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: idempotency; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.idempotency (scope, request_hash, resource_id, reply, problem_code, problem_message, problem_field, expires_at) VALUES
	('\x3973331ac9b2c9ef56319b1fbe5729be2ce4b78493afd008e517d19b9c27ca4b', '\xa5e71522d357bf59316e7517cc5fb9726173ca56112d9ec73f062d8961c20e26', '01a2038c-8313-7ecb-b4a5-b3157692bad3', '\x0a2430316132303338632d383164622d376437382d623630322d6538356539633437306333331211616c696365406578616d706c652e636f6d1a05616c69636520012a0c08dde98bd80610f8f9aeba02', NULL, NULL, NULL, '2026-11-23 13:57:49.97186+00'),
	('\x9645441a7d6dd495b7d31001ad8611b6c8687624dfe1da60858b991cfbfe88ea', '\xa68632c8f66274ecd983049e30153408c4c31a85dab04e27d19bbffa3098976c', '01a2038c-840c-70ee-8487-556118b16535', '\x0a2430316132303338632d383338362d373163632d386131372d613861666230323938396138120f626f62406578616d706c652e636f6d1a03626f6220012a0b08dee98bd80610e0dd8229', NULL, NULL, NULL, '2026-11-23 13:57:50.220783+00');
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: outbox_lease; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.outbox_lease (id, holder, held_until) VALUES
	(1, NULL, NULL);
-- Data for Name: passwords; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.passwords (user_id, hash, changed_at, one_time_until) VALUES
	('01a2038c-81db-7d78-b602-e85e9c470c33', '$pbkdf2-sha512$i=210000$sZmjWKMk0iMu+v3CP9Ckqw$UbXzlXBG5sa6Kt0g5Si1KCQYHv/OyTdX4pHQpZqJIbjSKUPAh7bbp2FF0kTcLtcSW3d33WnT/0hLe3nm5rdpfA', '2026-11-22 13:57:49.659275+00', NULL),
	('01a2038c-8386-71cc-8a17-a8afb02989a8', '$pbkdf2-sha512$i=210000$FHeNRFlsjUnzE2eXCYaomg$zoT3JTs6Ije3UYSnlsSa1d1MIlvl+LC5OjxBHH2Vo/m3bFvkeA2tz7eciWwC0QFAmOVcEoldbCvXVJc/O/zApw', '2026-11-22 13:57:50.086028+00', NULL);
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_migrations (name, applied_at) VALUES
	('common/0001_common', '2026-11-22 13:57:39.964638+00'),
	('common/0002_audit_outcome', '2026-11-22 13:57:40.04703+00'),
	('common/0003_outbox', '2026-11-22 13:57:40.057877+00'),
	('common/0004_audit_chain', '2026-11-22 13:57:40.082837+00'),
	('common/0005_audit_before', '2026-11-22 13:57:40.234027+00'),
	('common/0006_audit_months', '2026-11-22 13:57:40.264173+00'),
	('0001_users', '2026-11-22 13:57:40.270415+00'),
	('0002_sessions', '2026-11-22 13:57:40.345879+00'),
	('0003_erasures', '2026-11-22 13:57:40.421868+00');
-- Data for Name: sessions; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: signing_keys; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.signing_keys (key_id, public_key, private_key, sealed_with, signs_from, published_until) VALUES
	('Ape2el4DHyfI9bBYJXvy3uTfZFewrGB-SCiRw9emQ3M', '\x3059301306072a8648ce3d020106082a8648ce3d03010703420004783ec15c7e27a92ed2d9ee1a416e685ed3aa8434be6644b7fd9de4c14716de2cf8b950c476edf7333db858b9435529adc6875dd06f38f99cddbac313e1b540b7', '\x308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420c98817ab6d4115eb5b65977d72545bdda7e829b53e205852be24c6aa934c87aaa14403420004783ec15c7e27a92ed2d9ee1a416e685ed3aa8434be6644b7fd9de4c14716de2cf8b950c476edf7333db858b9435529adc6875dd06f38f99cddbac313e1b540b7', NULL, '2026-11-22 13:57:49.42598+00', NULL);
-- Data for Name: users; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.users (user_id, email, name, tier, created_at) VALUES
	('01a2038c-81db-7d78-b602-e85e9c470c33', 'alice@example.com', 'alice', 'free', '2026-11-22 13:57:49.659275+00'),
	('01a2038c-8386-71cc-8a17-a8afb02989a8', 'bob@example.com', 'bob', 'premium', '2026-11-22 13:57:50.086028+00');
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
-- Name: erasures erasures_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.erasures
    ADD CONSTRAINT erasures_pkey PRIMARY KEY (user_id, agent);
-- Name: idempotency idempotency_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (scope);
-- Name: outbox_lease outbox_lease_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.outbox_lease
    ADD CONSTRAINT outbox_lease_pkey PRIMARY KEY (id);
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY ("position");
-- Name: passwords passwords_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.passwords
    ADD CONSTRAINT passwords_pkey PRIMARY KEY (user_id);
-- Name: schema_migrations schema_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (name);
-- Name: sessions sessions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (session_id);
-- Name: signing_keys signing_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.signing_keys
    ADD CONSTRAINT signing_keys_pkey PRIMARY KEY (key_id);
-- Name: users users_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (user_id);
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
-- Name: erasures_due; Type: INDEX; Schema: public; Owner: -
CREATE INDEX erasures_due ON public.erasures USING btree (next_attempt_at) WHERE (confirmed_at IS NULL);
-- Name: idempotency_expires_at; Type: INDEX; Schema: public; Owner: -
CREATE INDEX idempotency_expires_at ON public.idempotency USING btree (expires_at);
-- Name: sessions_expires_at; Type: INDEX; Schema: public; Owner: -
CREATE INDEX sessions_expires_at ON public.sessions USING btree (expires_at);
-- Name: sessions_user_id; Type: INDEX; Schema: public; Owner: -
CREATE INDEX sessions_user_id ON public.sessions USING btree (user_id, last_used_at);
-- Name: users_email; Type: INDEX; Schema: public; Owner: -
CREATE UNIQUE INDEX users_email ON public.users USING btree (lower((email COLLATE "C")));
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
-- Name: passwords passwords_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.passwords
    ADD CONSTRAINT passwords_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(user_id) ON DELETE CASCADE;
-- Name: sessions sessions_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(user_id) ON DELETE CASCADE;
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: -
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO users_app;
-- Name: FUNCTION audit_add_months(); Type: ACL; Schema: public; Owner: -
REVOKE ALL ON FUNCTION public.audit_add_months() FROM PUBLIC;
GRANT ALL ON FUNCTION public.audit_add_months() TO users_app;
-- Name: FUNCTION audit_attach(name text, lower uuid, upper uuid); Type: ACL; Schema: public; Owner: -
REVOKE ALL ON FUNCTION public.audit_attach(name text, lower uuid, upper uuid) FROM PUBLIC;
-- Name: FUNCTION audit_continue(); Type: ACL; Schema: public; Owner: -
REVOKE ALL ON FUNCTION public.audit_continue() FROM PUBLIC;
-- Name: FUNCTION audit_drop(before date); Type: ACL; Schema: public; Owner: -
REVOKE ALL ON FUNCTION public.audit_drop(before date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.audit_drop(before date) TO users_app;
-- Name: TABLE audit; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit TO users_app;
-- Name: TABLE audit_origin; Type: ACL; Schema: public; Owner: -
GRANT SELECT ON TABLE public.audit_origin TO users_app;
-- Name: TABLE audit_receipt; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit_receipt TO users_app;
-- Name: TABLE audit_seal; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit_seal TO users_app;
-- Name: TABLE audit_witnessed; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit_witnessed TO users_app;
-- Name: TABLE erasures; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.erasures TO users_app;
-- Name: TABLE idempotency; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency TO users_app;
-- Name: TABLE outbox; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outbox TO users_app;
-- Name: TABLE outbox_lease; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outbox_lease TO users_app;
-- Name: SEQUENCE outbox_position_seq; Type: ACL; Schema: public; Owner: -
GRANT SELECT,USAGE ON SEQUENCE public.outbox_position_seq TO users_app;
-- Name: TABLE passwords; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.passwords TO users_app;
-- Name: TABLE schema_migrations; Type: ACL; Schema: public; Owner: -
GRANT SELECT ON TABLE public.schema_migrations TO users_app;
-- Name: TABLE sessions; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sessions TO users_app;
-- Name: TABLE signing_keys; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.signing_keys TO users_app;
-- Name: TABLE users; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.users TO users_app;
-- Name: DEFAULT PRIVILEGES FOR SEQUENCES; Type: DEFAULT ACL; Schema: public; Owner: -
ALTER DEFAULT PRIVILEGES FOR ROLE users_owner IN SCHEMA public GRANT SELECT,USAGE ON SEQUENCES  TO users_app;
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: public; Owner: -
ALTER DEFAULT PRIVILEGES FOR ROLE users_owner IN SCHEMA public GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES  TO users_app;
-- PostgreSQL database dump complete
