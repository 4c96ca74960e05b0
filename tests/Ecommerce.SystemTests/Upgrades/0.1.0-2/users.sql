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
	('01a200d9-d64e-70a3-a940-87fa353757e9', 'STARTUP', '2026-11-22 01:23:25.902456+00', 'user', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'version 0.1.0', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-d667-7129-841f-5356419cd1e1', 'IDENTITY_ROTATION', '2026-11-22 01:23:25.92714+00', 'user', NULL, NULL, 'spiffe://agentweave.io/agent/user', NULL, NULL, NULL, NULL, NULL, 'generation 1, valid until 2026-11-22T02:23:21Z', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-e386-778a-ab2d-d62a498685f8', 'CAPABILITY_CALL', '2026-11-22 01:23:29.286544+00', 'user', '45df9fcbc67205229053186a2ec8fad2', '6d36622848fcf4d0', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_user', NULL, 'allow', 'sign-up comes through the gateway', NULL, NULL, NULL, '01a200d9-e386-75c1-8d88-5b789f26a86f', NULL, NULL, NULL),
	('01a200d9-e488-7a5e-bdd3-8208a3befd40', 'CAPABILITY_CALL', '2026-11-22 01:23:29.544903+00', 'user', '45df9fcbc67205229053186a2ec8fad2', '6d36622848fcf4d0', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_user', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'sign-up comes through the gateway', 317125, NULL, 'ok', '01a200d9-e386-75c1-8d88-5b789f26a86f', NULL, NULL, NULL),
	('01a200d9-e4a7-7491-9ec8-189657c4d723', 'CAPABILITY_CALL', '2026-11-22 01:23:29.57582+00', 'user', '402f7686fa4459abc665f563fb9d7a61', 'feacb2d27fa8b401', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_user', NULL, 'allow', 'sign-up comes through the gateway', NULL, NULL, NULL, '01a200d9-e4a7-7627-b25c-1ef77bd7e2a3', NULL, NULL, NULL),
	('01a200d9-e529-7ba7-9b03-6c13c9a9c82a', 'CAPABILITY_CALL', '2026-11-22 01:23:29.705998+00', 'user', '402f7686fa4459abc665f563fb9d7a61', 'feacb2d27fa8b401', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_user', 'user/01a200d9-e4a9-7099-aa44-2b94d620d28e', 'allow', 'sign-up comes through the gateway', 130398, NULL, 'ok', '01a200d9-e4a7-7627-b25c-1ef77bd7e2a3', NULL, NULL, NULL),
	('01a200d9-e533-7430-a44a-46d7a9a40cdc', 'CAPABILITY_CALL', '2026-11-22 01:23:29.715845+00', 'user', '5999231ec57d523f3c9ba211aff1bc49', '4347778ae8cc25cd', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_user', NULL, 'allow', 'sign-up comes through the gateway', NULL, NULL, NULL, '01a200d9-e533-76fd-abe6-d94749bfd5dc', NULL, NULL, NULL),
	('01a200d9-e53c-7948-b425-efc3e51a3a2e', 'CAPABILITY_CALL', '2026-11-22 01:23:29.72448+00', 'user', '5999231ec57d523f3c9ba211aff1bc49', '4347778ae8cc25cd', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_user', NULL, 'allow', 'sign-up comes through the gateway', 8780, NULL, 'email_taken', '01a200d9-e533-76fd-abe6-d94749bfd5dc', NULL, NULL, NULL),
	('01a200d9-e8a6-7569-a9a5-d7641c8102a8', 'CAPABILITY_CALL', '2026-11-22 01:23:30.598107+00', 'user', '4b095c50d9e5f0cc89dee5387f7d6964', 'f22490d4fe075fc7', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'update_tier', 'user/01a200d9-e4a9-7099-aa44-2b94d620d28e', 'allow', 'administrators set tiers', NULL, NULL, NULL, '01a200d9-e8a6-7aee-b6d8-e2ed5fffae46', NULL, NULL, NULL),
	('01a200d9-e8af-746e-93c9-2ebd4cf657cf', 'CAPABILITY_CALL', '2026-11-22 01:23:30.607659+00', 'user', '4b095c50d9e5f0cc89dee5387f7d6964', 'f22490d4fe075fc7', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'update_tier', 'user/01a200d9-e4a9-7099-aa44-2b94d620d28e', 'allow', 'administrators set tiers', 9744, NULL, 'ok', '01a200d9-e8a6-7aee-b6d8-e2ed5fffae46', NULL, NULL, NULL),
	('01a200d9-eea2-702f-a370-4e795b414d69', 'CAPABILITY_CALL', '2026-11-22 01:23:32.130272+00', 'user', 'e722c310a68c2dca5c8f55c986e2dd02', '307ccf5c619d1983', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'an order''s buyer is verified', 3477, NULL, 'ok', '01a200d9-eea2-7401-8037-bd5c7d0436b1', NULL, NULL, NULL),
	('01a200d9-f065-76ab-a2ac-e6ce6539bd3f', 'CAPABILITY_CALL', '2026-11-22 01:23:32.581779+00', 'user', 'ece993a1427de37c242333c0e1a9fc55', '44f7577264e05fb0', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'an order''s buyer is verified', 1060, NULL, 'ok', '01a200d9-f065-76cb-a801-295a91c5e7bf', NULL, NULL, NULL),
	('01a200d9-f0ba-7c02-9a95-956818f887d3', 'CAPABILITY_CALL', '2026-11-22 01:23:32.66672+00', 'user', '945bb51ff8c8f61d3798885bbb073054', '2ca02e4ad2d039f8', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'an order''s buyer is verified', 1042, NULL, 'ok', '01a200d9-f0ba-766e-9afe-15b929fd9ea9', NULL, NULL, NULL),
	('01a200d9-f0ed-759a-a40e-2bd3cfd8f59d', 'CAPABILITY_CALL', '2026-11-22 01:23:32.717587+00', 'user', 'b3cd5d13f6ac2e0172a72d3b1e8fefea', '70c8365de355cb43', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'an order''s buyer is verified', 949, NULL, 'ok', '01a200d9-f0ed-76d3-b540-89c0252a0b73', NULL, NULL, NULL),
	('01a200d9-f210-7c61-8b24-bbff829c0123', 'CAPABILITY_CALL', '2026-11-22 01:23:33.008949+00', 'user', 'a56cbc37f9362de9ca034dcbd2521c01', 'b75b6b0480ebc720', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'an order''s buyer is verified', 942, NULL, 'ok', '01a200d9-f210-76b5-a235-41b9ad5bfc87', NULL, NULL, NULL),
	('01a200d9-f28e-7f8f-9039-1cff0eda81fe', 'CAPABILITY_CALL', '2026-11-22 01:23:33.134667+00', 'user', '480335eadd5b21a0bd7444121eb1bb5b', 'b7f7582850281584', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'an order''s buyer is verified', 3330, NULL, 'ok', '01a200d9-f28e-7735-980d-05fd152cbef4', NULL, NULL, NULL),
	('01a200d9-f332-7b33-9402-108cafb2e770', 'CAPABILITY_CALL', '2026-11-22 01:23:33.298422+00', 'user', '0bc96b03a6cf0f27401d4b4f96a91df9', '619497b5e3b44408', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'an order''s buyer is verified', 2727, NULL, 'ok', '01a200d9-f332-758f-a8d8-04a3a20b27c8', NULL, NULL, NULL),
	('01a200d9-f3a7-7cbe-a9a2-17655a5820dd', 'CAPABILITY_CALL', '2026-11-22 01:23:33.415311+00', 'user', '40a9fa299264cac0bc2e60b18942a322', '360d050a6c813db5', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a200d9-e4a9-7099-aa44-2b94d620d28e', 'allow', 'an order''s buyer is verified', 1405, NULL, 'ok', '01a200d9-f3a7-78c7-90d8-ffd2f00ac6f4', NULL, NULL, NULL),
	('01a200da-0b73-7555-aec1-d458ad1a8af8', 'CAPABILITY_CALL', '2026-11-22 01:23:39.507263+00', 'user', '1a713113e92523d1b9b6f4b41e62d755', 'a27b6e0450775e9a', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a200d9-e4a9-7099-aa44-2b94d620d28e', 'allow', 'an order''s buyer is verified', 2313, NULL, 'ok', '01a200da-0b73-7ee7-9778-f98f97dd43ca', NULL, NULL, NULL),
	('01a200da-0bcd-7b41-9a5f-fc01256ee824', 'CAPABILITY_CALL', '2026-11-22 01:23:39.597514+00', 'user', '4cf0b9b7a7acb4262f554d20c5e0fd70', '6a81af0bcacb0dd7', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a200d9-e4a9-7099-aa44-2b94d620d28e', 'allow', 'an order''s buyer is verified', 1665, NULL, 'ok', '01a200da-0bcd-7028-b24d-4e5a29654c12', NULL, NULL, NULL);
-- Data for Name: idempotency; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.idempotency (scope, request_hash, resource_id, reply, problem_code, problem_message, problem_field, expires_at) VALUES
	('\x3973331ac9b2c9ef56319b1fbe5729be2ce4b78493afd008e517d19b9c27ca4b', '\xa5e71522d357bf59316e7517cc5fb9726173ca56112d9ec73f062d8961c20e26', '01a200d9-e38c-7f02-ab04-764e8ac07dc9', '\x0a2430316132303064392d653338632d376630322d616230342d3736346538616330376463391211616c696365406578616d706c652e636f6d1a05616c69636520012a0c08918889d80610d096a78b01', NULL, NULL, NULL, '2026-11-23 01:23:29.473933+00'),
	('\x9645441a7d6dd495b7d31001ad8611b6c8687624dfe1da60858b991cfbfe88ea', '\xa68632c8f66274ecd983049e30153408c4c31a85dab04e27d19bbffa3098976c', '01a200d9-e4a9-7099-aa44-2b94d620d28e', '\x0a2430316132303064392d653461392d373039392d616134342d326239346436323064323865120f626f62406578616d706c652e636f6d1a03626f6220012a0c08918889d8061098cebf9302', NULL, NULL, NULL, '2026-11-23 01:23:29.702258+00');
-- Data for Name: passwords; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.passwords (user_id, hash, changed_at) VALUES
	('01a200d9-e38c-7f02-ab04-764e8ac07dc9', '$pbkdf2-sha512$i=210000$m+f+KPsuNKUVlf+0lVeETg$fCBZ3Tiuut6bqqrgd+ADhrfwIVkB6eQOUXoK5ffyeulVuN3f7x1eyw1/7d7KN7Uoo6KOsZQC+UhiUhsH/6MJLA', '2026-11-22 01:23:29.292146+00'),
	('01a200d9-e4a9-7099-aa44-2b94d620d28e', '$pbkdf2-sha512$i=210000$+tqUP9vvXsyzc4OgPYRehQ$z+IPgOi4KbgcyCBlQJIE6CCUHKORF0jjPQA21uqR6uPLWYPKUtUb/U1dR+HIgd4xuA2YaHewWrF5ZBHi9QcM3Q', '2026-11-22 01:23:29.577759+00');
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_migrations (name, applied_at) VALUES
	('common/0001_common', '2026-11-22 01:23:24.169867+00'),
	('common/0002_audit_outcome', '2026-11-22 01:23:24.258409+00'),
	('0001_users', '2026-11-22 01:23:24.263169+00');
-- Data for Name: users; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.users (user_id, email, name, tier, created_at) VALUES
	('01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'alice@example.com', 'alice', 'free', '2026-11-22 01:23:29.292146+00'),
	('01a200d9-e4a9-7099-aa44-2b94d620d28e', 'bob@example.com', 'bob', 'premium', '2026-11-22 01:23:29.577759+00');
-- Name: audit audit_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (audit_id);
-- Name: idempotency idempotency_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (scope);
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
