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
-- Name: passwords; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.passwords (
    user_id uuid NOT NULL,
    hash text NOT NULL,
    changed_at timestamp with time zone NOT NULL
);
-- Name: schema_migrations; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.schema_migrations (
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
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
-- Data for Name: audit; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit (audit_id, event_type, at, agent_name, trace_id, span_id, caller_id, actor_id, peer_id, action, resource, decision, reason, duration_us, context, outcome, call_id, listener, address, count) VALUES
	('01a201de-4fa0-79f2-9be5-a41d02c0d733', 'IDENTITY_ROTATION', '2026-11-22 06:07:56.320425+00', 'user', NULL, NULL, 'spiffe://agentweave.io/agent/user', NULL, NULL, NULL, NULL, NULL, 'generation 1, valid until 2026-11-22T07:07:52Z', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-5053-7ca7-8a40-24e31a19f1e7', 'STARTUP', '2026-11-22 06:07:56.499666+00', 'user', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'version 0.1.0', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a201de-5d6e-72ab-9a10-782bf5188abb', 'CAPABILITY_CALL', '2026-11-22 06:07:59.854129+00', 'user', '84aff24a54dd7003416c562cecdd7b6d', '96444fc52f17202f', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_user', NULL, 'allow', 'sign-up comes through the gateway', NULL, NULL, NULL, '01a201de-5d6e-701c-b100-fe5ad1b9247f', NULL, NULL, NULL),
	('01a201de-5dff-7922-93c5-48e95b269377', 'CAPABILITY_CALL', '2026-11-22 06:07:59.999565+00', 'user', '161d202d58ad52605eeded9fd3f98778', '2363171d627e683c', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_user', NULL, 'allow', 'sign-up comes through the gateway', NULL, NULL, NULL, '01a201de-5dff-7d96-931a-f1df3858bb84', NULL, NULL, NULL),
	('01a201de-5d75-7c33-907d-54826c0ea10a', 'CAPABILITY_CALL', '2026-11-22 06:07:59.861339+00', 'user', '84aff24a54dd7003416c562cecdd7b6d', '96444fc52f17202f', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_user', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'sign-up comes through the gateway', 340229, NULL, 'ok', '01a201de-5d6e-701c-b100-fe5ad1b9247f', NULL, NULL, NULL),
	('01a201de-5e01-716b-8e34-b3a2be87b18a', 'CAPABILITY_CALL', '2026-11-22 06:08:00.001759+00', 'user', '161d202d58ad52605eeded9fd3f98778', '2363171d627e683c', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_user', 'user/01a201de-5d99-7795-a251-79ecd9f3bcab', 'allow', 'sign-up comes through the gateway', 104746, NULL, 'ok', '01a201de-5dff-7d96-931a-f1df3858bb84', NULL, NULL, NULL),
	('01a201de-5e1c-77dd-8872-122ef8fc5733', 'CAPABILITY_CALL', '2026-11-22 06:08:00.028782+00', 'user', 'bc5f9ed3325bb0974d3c287de91bbc54', 'ba8c5f2637bba317', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_user', NULL, 'allow', 'sign-up comes through the gateway', 13425, NULL, 'email_taken', '01a201de-5e1c-7b80-9288-89cf0d341e29', NULL, NULL, NULL),
	('01a201de-61f8-7f86-9b1a-e55f29366a3a', 'CAPABILITY_CALL', '2026-11-22 06:08:01.016049+00', 'user', 'b91c47c2ed65b002af97906fd0d98aa0', 'b4159247458d1a80', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'update_tier', 'user/01a201de-5d99-7795-a251-79ecd9f3bcab', 'allow', 'administrators set tiers', NULL, NULL, NULL, '01a201de-61f8-7784-9903-d0faaf229710', NULL, NULL, NULL),
	('01a201de-61fa-7f94-9462-478128eef112', 'CAPABILITY_CALL', '2026-11-22 06:08:01.018385+00', 'user', 'b91c47c2ed65b002af97906fd0d98aa0', 'b4159247458d1a80', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'update_tier', 'user/01a201de-5d99-7795-a251-79ecd9f3bcab', 'allow', 'administrators set tiers', 9236, NULL, 'ok', '01a201de-61f8-7784-9903-d0faaf229710', NULL, NULL, NULL),
	('01a201de-67e4-72e0-a672-24d5f5bfd320', 'CAPABILITY_CALL', '2026-11-22 06:08:02.532683+00', 'user', '7fce2e909a0fdfd9cad6aa6e2e3b4808', 'e6bbd1cabd4c05e0', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'an order''s buyer is verified', 2987, NULL, 'ok', '01a201de-67e4-726e-88a8-b65d80a4d2d0', NULL, NULL, NULL),
	('01a201de-6960-7db0-904a-d2cfea452e12', 'CAPABILITY_CALL', '2026-11-22 06:08:02.912423+00', 'user', '8a6efa27eac7ce10197b7961a210eae9', '63f0dab421af55f3', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'an order''s buyer is verified', 982, NULL, 'ok', '01a201de-6960-7a7a-8604-208283b98cb4', NULL, NULL, NULL),
	('01a201de-69b3-7cb3-97f0-455fa3d6dce2', 'CAPABILITY_CALL', '2026-11-22 06:08:02.99581+00', 'user', '03aae227f7a6de069155d04f83e6768f', '278f822f94529833', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'an order''s buyer is verified', 4878, NULL, 'ok', '01a201de-69b3-79b8-a299-ba3b86110fb3', NULL, NULL, NULL),
	('01a201de-69ea-72e1-a390-47428c49ede2', 'CAPABILITY_CALL', '2026-11-22 06:08:03.050118+00', 'user', '91e55462cb999f07eece0bbb6c98b980', '763751493ec3c5cb', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'an order''s buyer is verified', 1745, NULL, 'ok', '01a201de-69ea-7362-ace9-79b60115eea5', NULL, NULL, NULL),
	('01a201de-6b28-7cb8-8761-dfc042eaf934', 'CAPABILITY_CALL', '2026-11-22 06:08:03.368726+00', 'user', '0bfe857ebb364704ead13fe4ae86f6f8', 'f67eeee897efdea6', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'an order''s buyer is verified', 2789, NULL, 'ok', '01a201de-6b28-78e7-b851-033cd815ecbb', NULL, NULL, NULL),
	('01a201de-6b87-7380-9a88-6ee5997615f9', 'CAPABILITY_CALL', '2026-11-22 06:08:03.463558+00', 'user', '552c41f98fe701399402d62c17fb4a0b', '29d17ee4f461cf13', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'an order''s buyer is verified', 1889, NULL, 'ok', '01a201de-6b87-7162-a37d-75f3a7fd196a', NULL, NULL, NULL),
	('01a201de-6c13-7551-8e57-004b7f5621f1', 'CAPABILITY_CALL', '2026-11-22 06:08:03.603001+00', 'user', 'ca9b11a6273e29580846d70518a071b4', 'c9f94b546691fd7b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a201de-5c41-7f1d-86cf-375efb4ee32a', 'allow', 'an order''s buyer is verified', 1139, NULL, 'ok', '01a201de-6c12-70ac-83e3-b34f3d23c451', NULL, NULL, NULL),
	('01a201de-6c5d-77ee-9e42-163d8567201d', 'CAPABILITY_CALL', '2026-11-22 06:08:03.677297+00', 'user', 'd5d8e31ec397b899c1a0f59237848d06', 'c9ed89cf1f138444', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a201de-5d99-7795-a251-79ecd9f3bcab', 'allow', 'an order''s buyer is verified', 856, NULL, 'ok', '01a201de-6c5d-724f-ad96-73039e78b71a', NULL, NULL, NULL);
-- Data for Name: idempotency; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.idempotency (scope, request_hash, resource_id, reply, problem_code, problem_message, problem_field, expires_at) VALUES
	('\x3973331ac9b2c9ef56319b1fbe5729be2ce4b78493afd008e517d19b9c27ca4b', '\xa5e71522d357bf59316e7517cc5fb9726173ca56112d9ec73f062d8961c20e26', '01a201de-5d41-7b70-a41e-f27783d0be3f', '\x0a2430316132303164652d356334312d376631642d383663662d3337356566623465653332611211616c696365406578616d706c652e636f6d1a05616c69636520012a0c08bf8d8ad80610c0edf08702', NULL, NULL, NULL, '2026-11-23 06:07:59.812922+00'),
	('\x9645441a7d6dd495b7d31001ad8611b6c8687624dfe1da60858b991cfbfe88ea', '\xa68632c8f66274ecd983049e30153408c4c31a85dab04e27d19bbffa3098976c', '01a201de-5dfc-7d0c-ba6e-b5a691ec7e8a', '\x0a2430316132303164652d356439392d373739352d613235312d373965636439663362636162120f626f62406578616d706c652e636f6d1a03626f6220012a0c08bf8d8ad8061080caefab03', NULL, NULL, NULL, '2026-11-23 06:07:59.99667+00');
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: outbox_lease; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.outbox_lease (id, holder, held_until) VALUES
	(1, NULL, NULL);
-- Data for Name: passwords; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.passwords (user_id, hash, changed_at) VALUES
	('01a201de-5c41-7f1d-86cf-375efb4ee32a', '$pbkdf2-sha512$i=210000$Kr5YyX4DcMGNYJBH5fbXVg$LsfHzXcFutmgZesn2mg/npID4P9KVUf3BthnUuiPCEadJzFOr+sbf64bYSSKPHBnAXmQsqYRMIKoTX0e85332w', '2026-11-22 06:07:59.5534+00'),
	('01a201de-5d99-7795-a251-79ecd9f3bcab', '$pbkdf2-sha512$i=210000$Ar7H8B1KjGTLKGKR2tkJAA$Wex5e9rj30eU33bvOZswFCQ/glnht+IRNF9wIROyfxVYVS2nQafEpqpVwWLI+WYfIlnwpEPLEOYeb4n5YEW/gQ', '2026-11-22 06:07:59.897312+00');
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_migrations (name, applied_at) VALUES
	('common/0001_common', '2026-11-22 06:07:54.764171+00'),
	('common/0002_audit_outcome', '2026-11-22 06:07:54.825895+00'),
	('common/0003_outbox', '2026-11-22 06:07:54.83832+00'),
	('0001_users', '2026-11-22 06:07:54.857531+00');
-- Data for Name: users; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.users (user_id, email, name, tier, created_at) VALUES
	('01a201de-5c41-7f1d-86cf-375efb4ee32a', 'alice@example.com', 'alice', 'free', '2026-11-22 06:07:59.5534+00'),
	('01a201de-5d99-7795-a251-79ecd9f3bcab', 'bob@example.com', 'bob', 'premium', '2026-11-22 06:07:59.897312+00');
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
-- Name: passwords passwords_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.passwords
    ADD CONSTRAINT passwords_pkey PRIMARY KEY (user_id);
-- Name: schema_migrations schema_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (name);
-- Name: users users_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (user_id);
-- Name: audit_at; Type: INDEX; Schema: public; Owner: -
CREATE INDEX audit_at ON public.audit USING btree (at);
-- Name: idempotency_expires_at; Type: INDEX; Schema: public; Owner: -
CREATE INDEX idempotency_expires_at ON public.idempotency USING btree (expires_at);
-- Name: users_email; Type: INDEX; Schema: public; Owner: -
CREATE UNIQUE INDEX users_email ON public.users USING btree (lower((email COLLATE "C")));
-- Name: passwords passwords_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.passwords
    ADD CONSTRAINT passwords_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(user_id) ON DELETE CASCADE;
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: -
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO users_app;
-- Name: TABLE audit; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT ON TABLE public.audit TO users_app;
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
-- Name: TABLE users; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.users TO users_app;
-- Name: DEFAULT PRIVILEGES FOR SEQUENCES; Type: DEFAULT ACL; Schema: public; Owner: -
ALTER DEFAULT PRIVILEGES FOR ROLE users_owner IN SCHEMA public GRANT SELECT,USAGE ON SEQUENCES  TO users_app;
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: public; Owner: -
ALTER DEFAULT PRIVILEGES FOR ROLE users_owner IN SCHEMA public GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES  TO users_app;
-- PostgreSQL database dump complete
