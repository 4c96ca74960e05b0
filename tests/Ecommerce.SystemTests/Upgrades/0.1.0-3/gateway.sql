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
-- Name: schema_migrations; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.schema_migrations (
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);
-- Data for Name: audit; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit (audit_id, event_type, at, agent_name, trace_id, span_id, caller_id, actor_id, peer_id, action, resource, decision, reason, duration_us, context, outcome, call_id, listener, address, count) VALUES
	('01a201de-4f9e-7a6e-9b7a-edae95be4a14', 'IDENTITY_ROTATION', '2026-11-22 06:07:56.318451+00', 'gateway', NULL, NULL, 'spiffe://agentweave.io/agent/gateway', NULL, NULL, NULL, NULL, NULL, 'generation 1, valid until 2026-11-22T07:07:52Z', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-502f-7efb-9511-87833b9beb12', 'STARTUP', '2026-11-22 06:07:56.463442+00', 'gateway', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'version 0.1.0', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-5b67-78fd-bfaa-91f4f9ef05f3', 'AUTH_CHECK', '2026-11-22 06:07:59.335361+00', 'gateway', '84aff24a54dd7003416c562cecdd7b6d', '07964070d08eb45f', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'create_user', NULL, 'allow', 'the gateway routes this capability', 358, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-5d86-7c54-93b0-aaed8415d9f3', 'CAPABILITY_CALL', '2026-11-22 06:07:59.878349+00', 'gateway', '84aff24a54dd7003416c562cecdd7b6d', 'e888f8d297376c84', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_user', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'the gateway routes this capability', 612561, NULL, 'ok', '01a201de-5d86-707b-b9cd-154219ae9e41', NULL, NULL, NULL),
	('01a201de-5d94-71f7-be33-e751038c6894', 'AUTH_CHECK', '2026-11-22 06:07:59.892219+00', 'gateway', '161d202d58ad52605eeded9fd3f98778', '9221bade3b767194', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'create_user', NULL, 'allow', 'the gateway routes this capability', 5, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-5e04-78ea-b1a2-c80fe3987ec2', 'CAPABILITY_CALL', '2026-11-22 06:08:00.004201+00', 'gateway', '161d202d58ad52605eeded9fd3f98778', 'f313092aba7e7217', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_user', 'user/01a201de-5d99-7795-a251-79ecd9f3bcab', 'allow', 'the gateway routes this capability', 112385, NULL, 'ok', '01a201de-5e04-7a60-8f30-287419bb85b4', NULL, NULL, NULL),
	('01a201de-5e0c-728d-a13f-fc2d1a16ecba', 'AUTH_CHECK', '2026-11-22 06:08:00.012333+00', 'gateway', 'bc5f9ed3325bb0974d3c287de91bbc54', '6958bf47433f7dde', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'create_user', NULL, 'allow', 'the gateway routes this capability', 5, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-5e35-7fa6-b56a-eff9b8e1fa7f', 'CAPABILITY_CALL', '2026-11-22 06:08:00.053587+00', 'gateway', 'bc5f9ed3325bb0974d3c287de91bbc54', '2c64860ac66913a5', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_user', NULL, 'allow', 'the gateway routes this capability', 41472, NULL, 'email_taken', '01a201de-5e35-7b6b-b1a1-9250d016b51d', NULL, NULL, NULL),
	('01a201de-6787-716f-b4ed-359dd7124bba', 'AUTH_CHECK', '2026-11-22 06:08:02.439103+00', 'gateway', '7fce2e909a0fdfd9cad6aa6e2e3b4808', '79b9380bab36b4a9', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'the gateway routes this capability', 198, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-694e-7b9a-9e28-c5651158a63b', 'CAPABILITY_CALL', '2026-11-22 06:08:02.894673+00', 'gateway', '7fce2e909a0fdfd9cad6aa6e2e3b4808', '70b76218c28697e4', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a201de-67ef-75d0-aaaf-317e161fcdd3', 'allow', 'the gateway routes this capability', 458542, NULL, 'ok', '01a201de-694e-70c3-b0bc-e249d03acf4b', NULL, NULL, NULL),
	('01a201de-6956-709e-a4a1-640799526710', 'AUTH_CHECK', '2026-11-22 06:08:02.902691+00', 'gateway', '8a6efa27eac7ce10197b7961a210eae9', '784cf6da5dbd49fb', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'the gateway routes this capability', 9, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-69a5-7203-bf0e-78d36eb49122', 'CAPABILITY_CALL', '2026-11-22 06:08:02.981127+00', 'gateway', '8a6efa27eac7ce10197b7961a210eae9', '9bc27af1f4dbe49c', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'the gateway routes this capability', 78758, NULL, 'payment_declined', '01a201de-69a5-73b5-93c1-36494c565a3b', NULL, NULL, NULL),
	('01a201de-69aa-7f0c-a08b-a22291da9d2d', 'AUTH_CHECK', '2026-11-22 06:08:02.986208+00', 'gateway', '03aae227f7a6de069155d04f83e6768f', 'cd61295745c88f86', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'the gateway routes this capability', 3, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-69de-7477-aeda-c12faacd4481', 'CAPABILITY_CALL', '2026-11-22 06:08:03.038822+00', 'gateway', '03aae227f7a6de069155d04f83e6768f', '4b90c42c48d1dffe', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'the gateway routes this capability', 52818, NULL, 'out_of_stock', '01a201de-69de-72a8-9a36-7d4e159d0af7', NULL, NULL, NULL),
	('01a201de-69e3-752e-9bd4-218429890252', 'AUTH_CHECK', '2026-11-22 06:08:03.043258+00', 'gateway', '91e55462cb999f07eece0bbb6c98b980', '4c21f1f754c1f299', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'the gateway routes this capability', 9, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6b16-7175-8cb7-372e6b4d87b2', 'CAPABILITY_CALL', '2026-11-22 06:08:03.350983+00', 'gateway', '91e55462cb999f07eece0bbb6c98b980', 'e0c1ddbe9203e384', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a201de-69ec-7388-9621-8c7a91fc6657', 'allow', 'the gateway routes this capability', 307945, NULL, 'ok', '01a201de-6b16-7346-9bc8-2e5204a13181', NULL, NULL, NULL),
	('01a201de-6b1f-7827-81bc-d31b42c0d532', 'AUTH_CHECK', '2026-11-22 06:08:03.359502+00', 'gateway', '0bfe857ebb364704ead13fe4ae86f6f8', '84c709ce3bb62163', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'the gateway routes this capability', 5, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6b4f-7744-bc2b-04d73cacfbdb', 'CAPABILITY_CALL', '2026-11-22 06:08:03.407232+00', 'gateway', '0bfe857ebb364704ead13fe4ae86f6f8', '5f59c393f8772457', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a201de-6b2b-723e-855f-886bd1e2a934', 'allow', 'the gateway routes this capability', 47967, NULL, 'ok', '01a201de-6b4f-7405-9f64-15e801fd38f2', NULL, NULL, NULL),
	('01a201de-6b54-73fb-b93e-ea167b640127', 'AUTH_CHECK', '2026-11-22 06:08:03.412691+00', 'gateway', 'cbd2067a38a0873a4ff967d8300a2f52', 'e7fb4fc79f526e2e', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'cancel_order', 'order/01a201de-6b2b-723e-855f-886bd1e2a934', 'allow', 'the gateway routes this capability', 57, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6b7d-76f3-ab0c-65908b8c487c', 'CAPABILITY_CALL', '2026-11-22 06:08:03.453252+00', 'gateway', 'cbd2067a38a0873a4ff967d8300a2f52', '7946065b5a60ce63', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'cancel_order', 'order/01a201de-6b2b-723e-855f-886bd1e2a934', 'allow', 'the gateway routes this capability', 40906, NULL, 'ok', '01a201de-6b7d-7415-a0ce-ada3d31ca20f', NULL, NULL, NULL),
	('01a201de-6b81-7b58-a9e4-2444f1c985e5', 'AUTH_CHECK', '2026-11-22 06:08:03.457618+00', 'gateway', '552c41f98fe701399402d62c17fb4a0b', 'b43ab00b2d5466b2', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'the gateway routes this capability', 38, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6bad-73ed-9a64-f35305d966b2', 'CAPABILITY_CALL', '2026-11-22 06:08:03.501071+00', 'gateway', '552c41f98fe701399402d62c17fb4a0b', '5dc180141b6e74f4', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 'allow', 'the gateway routes this capability', 43681, NULL, 'ok', '01a201de-6bad-7b63-8e80-ae9c179380ff', NULL, NULL, NULL),
	('01a201de-6bb3-76b1-b78a-e909f12447ce', 'AUTH_CHECK', '2026-11-22 06:08:03.50766+00', 'gateway', '01ff4fa8951376f22b4e5d34675453d1', '955b11b39b604acc', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'cancel_order', 'order/01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 'allow', 'the gateway routes this capability', 3, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6c08-7b0d-9f55-cdfe4fbd4146', 'CAPABILITY_CALL', '2026-11-22 06:08:03.592599+00', 'gateway', '01ff4fa8951376f22b4e5d34675453d1', 'dc0bdf7cfc3e7b60', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'cancel_order', 'order/01a201de-6b8b-7c99-b98e-bc78e5a2ef8e', 'allow', 'the gateway routes this capability', 85048, NULL, 'ok', '01a201de-6c08-7263-b9c6-cf0f2bc594f6', NULL, NULL, NULL),
	('01a201de-6c0d-7024-85c3-32f70c0a1242', 'AUTH_CHECK', '2026-11-22 06:08:03.59705+00', 'gateway', 'ca9b11a6273e29580846d70518a071b4', 'c39cd2e544c50be4', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'the gateway routes this capability', 56, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6c35-70ce-ab7b-e9ba8b39b3cd', 'CAPABILITY_CALL', '2026-11-22 06:08:03.637608+00', 'gateway', 'ca9b11a6273e29580846d70518a071b4', '6d47e61be83c09bc', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a201de-6c13-7618-9069-d94ee8e51842', 'allow', 'the gateway routes this capability', 40811, NULL, 'ok', '01a201de-6c35-733c-867f-a78a47447ce0', NULL, NULL, NULL),
	('01a201de-6c58-7574-888f-acd623be73c0', 'AUTH_CHECK', '2026-11-22 06:08:03.672175+00', 'gateway', 'd5d8e31ec397b899c1a0f59237848d06', '1142366c04662b26', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a201de-5d99-7795-a251-79ecd9f3bcab', 'allow', 'the gateway routes this capability', 3, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6c95-7e5d-925b-d76e490a4aba', 'CAPABILITY_CALL', '2026-11-22 06:08:03.733047+00', 'gateway', 'd5d8e31ec397b899c1a0f59237848d06', 'fd89691988525de2', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a201de-6c60-7ab0-9e5b-2b5a113cfcd1', 'allow', 'the gateway routes this capability', 61074, NULL, 'ok', '01a201de-6c95-7e92-a5a7-460c7b44d9a1', NULL, NULL, NULL),
	('01a201de-6c3c-7d57-ae13-15b544decbd0', 'AUTH_CHECK', '2026-11-22 06:08:03.64469+00', 'gateway', 'bdd9f894fb7d29345a37ba60d9a22f38', '66d6fbde3a30b31a', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/payment', 'refund_payment', 'payment/01a201de-6c20-7b33-8822-37d76b59918e', 'allow', 'the gateway routes this capability', 148, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-6c51-7c8f-8c71-6ac0fc482d06', 'CAPABILITY_CALL', '2026-11-22 06:08:03.665654+00', 'gateway', 'bdd9f894fb7d29345a37ba60d9a22f38', '4ec67a539c894935', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'refund_payment', 'payment/01a201de-6c20-7b33-8822-37d76b59918e', 'allow', 'the gateway routes this capability', 23362, NULL, 'ok', '01a201de-6c51-70fa-8e7e-95a681fb521d', NULL, NULL, NULL),
	('01a201de-81c2-708c-8765-56ef57ff1b7e', 'AUTH_CHECK', '2026-11-22 06:08:09.154287+00', 'gateway', 'ed19228eebdd16c7c6cafe45ddb2f89c', '03643ac30747632b', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a201de-5d99-7795-a251-79ecd9f3bcab', 'allow', 'the gateway routes this capability', 6, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-81eb-7151-ba2e-955415570a4f', 'CAPABILITY_CALL', '2026-11-22 06:08:09.195918+00', 'gateway', 'ed19228eebdd16c7c6cafe45ddb2f89c', 'ee604a8b7b601f42', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a201de-81ce-7403-bf57-757004211b81', 'allow', 'the gateway routes this capability', 41873, NULL, 'ok', '01a201de-81eb-70a8-8c7e-9544a7f04a3c', NULL, NULL, NULL);
-- Data for Name: idempotency; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: outbox_lease; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.outbox_lease (id, holder, held_until) VALUES
	(1, NULL, NULL);
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_migrations (name, applied_at) VALUES
	('common/0001_common', '2026-11-22 06:07:54.796229+00'),
	('common/0002_audit_outcome', '2026-11-22 06:07:54.84776+00'),
	('common/0003_outbox', '2026-11-22 06:07:54.854952+00'),
	('0001_gateway', '2026-11-22 06:07:54.86905+00');
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
-- Name: schema_migrations schema_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (name);
-- Name: audit_at; Type: INDEX; Schema: public; Owner: -
CREATE INDEX audit_at ON public.audit USING btree (at);
-- Name: idempotency_expires_at; Type: INDEX; Schema: public; Owner: -
CREATE INDEX idempotency_expires_at ON public.idempotency USING btree (expires_at);
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: -
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO gateway_app;
-- Name: TABLE audit; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit TO gateway_app;
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
