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
	('01a1ffa2-1b6d-72ce-9086-c2c57f589539', 'IDENTITY_ROTATION', '2026-11-21 19:42:56.36509+00', 'user', NULL, NULL, 'spiffe://agentweave.io/agent/user', NULL, NULL, NULL, NULL, NULL, 'generation 1, valid until 2026-11-21T20:42:48Z', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-1ed3-7235-9d5e-4b126bdcbc4c', 'STARTUP', '2026-11-21 19:42:57.235111+00', 'user', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'version 0.1.0', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-27bc-7dec-b47d-63da05a77ae3', 'CAPABILITY_CALL', '2026-11-21 19:42:59.516131+00', 'user', 'e3c544e5a58ad46b959a8a6097e2ce5d', '37d4fb4d54928f8b', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_user', NULL, 'allow', 'sign-up comes through the gateway', NULL, NULL, NULL, '01a1ffa2-27b3-78f2-bb92-fb02c661077a', NULL, NULL, NULL),
	('01a1ffa2-2847-73d6-80ee-88b2b7d4368c', 'CAPABILITY_CALL', '2026-11-21 19:42:59.655735+00', 'user', 'e3c544e5a58ad46b959a8a6097e2ce5d', '37d4fb4d54928f8b', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_user', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'sign-up comes through the gateway', 147969, NULL, 'ok', '01a1ffa2-27b3-78f2-bb92-fb02c661077a', NULL, NULL, NULL),
	('01a1ffa2-287b-74f4-b44a-287c4ed526c8', 'CAPABILITY_CALL', '2026-11-21 19:42:59.707066+00', 'user', 'f35e76ec471f81f22ba3dde6a8837c7c', '19073da04e6d1bfc', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_user', NULL, 'allow', 'sign-up comes through the gateway', NULL, NULL, NULL, '01a1ffa2-287a-74f5-8c92-75e67c5b84ce', NULL, NULL, NULL),
	('01a1ffa2-28f3-7f70-ba92-8fb21439e09b', 'CAPABILITY_CALL', '2026-11-21 19:42:59.827058+00', 'user', 'f35e76ec471f81f22ba3dde6a8837c7c', '19073da04e6d1bfc', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_user', 'user/01a1ffa2-2880-735c-9f37-347ec90e69ca', 'allow', 'sign-up comes through the gateway', 120241, NULL, 'ok', '01a1ffa2-287a-74f5-8c92-75e67c5b84ce', NULL, NULL, NULL),
	('01a1ffa2-2905-73d4-8708-c6927072fde9', 'CAPABILITY_CALL', '2026-11-21 19:42:59.845512+00', 'user', 'cfdf7c367cc5a3f467f3ad4874ddc0f0', '84ed56bf0009a5d4', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_user', NULL, 'allow', 'sign-up comes through the gateway', NULL, NULL, NULL, '01a1ffa2-2902-7aaf-b8e3-f8347a996e1e', NULL, NULL, NULL),
	('01a1ffa2-2922-7e73-a541-5c44ebf7e879', 'CAPABILITY_CALL', '2026-11-21 19:42:59.874849+00', 'user', 'cfdf7c367cc5a3f467f3ad4874ddc0f0', '84ed56bf0009a5d4', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/gateway', 'create_user', NULL, 'allow', 'sign-up comes through the gateway', 32151, NULL, 'email_taken', '01a1ffa2-2902-7aaf-b8e3-f8347a996e1e', NULL, NULL, NULL),
	('01a1ffa2-2ca4-7f90-917e-77e70b957707', 'CAPABILITY_CALL', '2026-11-21 19:43:00.772785+00', 'user', '7e883044fc6dcf520a467fb87593ac14', '1c6d7ad1f4e02ac3', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'update_tier', 'user/01a1ffa2-2880-735c-9f37-347ec90e69ca', 'allow', 'administrators set tiers', NULL, NULL, NULL, '01a1ffa2-2ca3-72b0-9819-00e06e64557b', NULL, NULL, NULL),
	('01a1ffa2-2cb1-7ee5-b2e0-4ea6b4e77ec3', 'CAPABILITY_CALL', '2026-11-21 19:43:00.785573+00', 'user', '7e883044fc6dcf520a467fb87593ac14', '1c6d7ad1f4e02ac3', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'spiffe://agentweave.io/agent/admin', 'update_tier', 'user/01a1ffa2-2880-735c-9f37-347ec90e69ca', 'allow', 'administrators set tiers', 13596, NULL, 'ok', '01a1ffa2-2ca3-72b0-9819-00e06e64557b', NULL, NULL, NULL),
	('01a1ffa2-331f-719d-9bc8-e6ce88c81578', 'CAPABILITY_CALL', '2026-11-21 19:43:02.431164+00', 'user', 'acbdc81588a3827ea35d87840c38e7a1', 'ff9d465f5f21e116', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'an order''s buyer is verified', 10053, NULL, 'ok', '01a1ffa2-3315-7a5e-ae55-f12ac0f7116c', NULL, NULL, NULL),
	('01a1ffa2-35b0-7f1a-9ef5-ff4e7c2645f0', 'CAPABILITY_CALL', '2026-11-21 19:43:03.088173+00', 'user', '212ec89a262cbc903e4e102b65da6dda', '40bfd566750bea33', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'an order''s buyer is verified', 5604, NULL, 'ok', '01a1ffa2-35aa-79b1-bf91-01951ccac0db', NULL, NULL, NULL),
	('01a1ffa2-3656-7191-b176-4dfb30026002', 'CAPABILITY_CALL', '2026-11-21 19:43:03.254653+00', 'user', '44a105de2035e581f7b747aa341e785f', 'b48eb97773ed5240', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'an order''s buyer is verified', 1513, NULL, 'ok', '01a1ffa2-3655-72d0-b26c-668aa8fed484', NULL, NULL, NULL),
	('01a1ffa2-3695-77ce-b942-f9413012dcce', 'CAPABILITY_CALL', '2026-11-21 19:43:03.317674+00', 'user', 'df034f57acef22565880a479c72771a5', '4dbd17fa50e446a8', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'an order''s buyer is verified', 2102, NULL, 'ok', '01a1ffa2-3693-73e4-b230-bdf30937a6bb', NULL, NULL, NULL),
	('01a1ffa2-37ad-7ba8-a4d2-9d95a4150cc6', 'CAPABILITY_CALL', '2026-11-21 19:43:03.597368+00', 'user', 'd4b0e32eb21b9b81d8e7aa5964b19be0', '48a668b1dc11cf40', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'an order''s buyer is verified', 6675, NULL, 'ok', '01a1ffa2-37a6-7f33-a30b-d01897dad697', NULL, NULL, NULL),
	('01a1ffa2-384d-7069-8e2d-7565b6538b47', 'CAPABILITY_CALL', '2026-11-21 19:43:03.75772+00', 'user', '921e04c9fe887a67dda058840d248627', '031a8f002f53041b', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'an order''s buyer is verified', 1523, NULL, 'ok', '01a1ffa2-384c-70f6-812f-98cf8154738d', NULL, NULL, NULL),
	('01a1ffa2-38fd-71b4-bcd0-2c8035013c85', 'CAPABILITY_CALL', '2026-11-21 19:43:03.933005+00', 'user', '505d1f30a61099cd0c6a5535f6d5b153', '5970b48b0e18fa98', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'an order''s buyer is verified', 3379, NULL, 'ok', '01a1ffa2-38f9-73f8-9a69-62c16c2a1f84', NULL, NULL, NULL),
	('01a1ffa2-39ab-75a6-9bfa-e7df7491b9e5', 'CAPABILITY_CALL', '2026-11-21 19:43:04.107482+00', 'user', 'e0703ea7e3c626ea2b7c3ceffaceb47e', '4e7413c587774e34', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a1ffa2-2880-735c-9f37-347ec90e69ca', 'allow', 'an order''s buyer is verified', 3236, NULL, 'ok', '01a1ffa2-39a8-70cf-be02-f99d2d05cb05', NULL, NULL, NULL),
	('01a1ffa2-4d4f-77d6-9d09-cf425f5c9dc9', 'CAPABILITY_CALL', '2026-11-21 19:43:09.135429+00', 'user', '316a7096bff3951acf75d5e46f4df479', 'b446d8c0f5f7d7f1', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a1ffa2-2880-735c-9f37-347ec90e69ca', 'allow', 'an order''s buyer is verified', 1761, NULL, 'ok', '01a1ffa2-4d4d-7393-b579-46e7dcb243eb', NULL, NULL, NULL),
	('01a1ffa2-4d8b-7bbb-b8b0-472fcc76855a', 'CAPABILITY_CALL', '2026-11-21 19:43:09.195968+00', 'user', '91ca2abee8c173bc1a483fe157a782b8', 'd3adb8f91fc9b314', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'spiffe://agentweave.io/agent/order', 'get_user', 'user/01a1ffa2-2880-735c-9f37-347ec90e69ca', 'allow', 'an order''s buyer is verified', 980, NULL, 'ok', '01a1ffa2-4d8a-7972-9bcc-f54ddaa7387e', NULL, NULL, NULL);
-- Data for Name: idempotency; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.idempotency (scope, request_hash, resource_id, reply, problem_code, problem_message, problem_field, expires_at) VALUES
	('\x3973331ac9b2c9ef56319b1fbe5729be2ce4b78493afd008e517d19b9c27ca4b', '\xa5e71522d357bf59316e7517cc5fb9726173ca56112d9ec73f062d8961c20e26', '01a1ffa2-27c1-7a98-bbef-b006cf555735', '\x0a2430316131666661322d323763312d376139382d626265662d6230303663663535353733351211616c696365406578616d706c652e636f6d1a05616c69636520012a0c08c3e887d80610f0f1c3f801', NULL, NULL, NULL, '2026-11-22 19:42:59.629585+00'),
	('\x9645441a7d6dd495b7d31001ad8611b6c8687624dfe1da60858b991cfbfe88ea', '\xa68632c8f66274ecd983049e30153408c4c31a85dab04e27d19bbffa3098976c', '01a1ffa2-2880-735c-9f37-347ec90e69ca', '\x0a2430316131666661322d323838302d373335632d396633372d333437656339306536396361120f626f62406578616d706c652e636f6d1a03626f6220012a0c08c3e887d8061088cedfd302', NULL, NULL, NULL, '2026-11-22 19:42:59.822894+00');
-- Data for Name: passwords; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.passwords (user_id, hash, changed_at) VALUES
	('01a1ffa2-27c1-7a98-bbef-b006cf555735', '$pbkdf2-sha512$i=210000$B1Ex+C8Xoqie0Q4BOTGQ4g$MzSpNrikHKokrUwB6CpXK/jO/X1j98Lag3bOnNuqb61Y6baxhrvTwFlyKKUaQg5HTA7hiGKXEPodiAxOkX6lCg', '2026-11-21 19:42:59.521206+00'),
	('01a1ffa2-2880-735c-9f37-347ec90e69ca', '$pbkdf2-sha512$i=210000$ccavpxyTC5+28uyIY8sI3Q$650iEF4v6h6Yu+BW1t7869JJmxWy/zTr7UrBFh73QbKl3yuSGBCvqydk4HkEIIFFXtozd/3+SbsDMy6kVJoYEw', '2026-11-21 19:42:59.712501+00');
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_migrations (name, applied_at) VALUES
	('common/0001_common', '2026-11-21 19:42:53.824757+00'),
	('common/0002_audit_outcome', '2026-11-21 19:42:53.942086+00'),
	('0001_users', '2026-11-21 19:42:53.950417+00');
-- Data for Name: users; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.users (user_id, email, name, tier, created_at) VALUES
	('01a1ffa2-27c1-7a98-bbef-b006cf555735', 'alice@example.com', 'alice', 'free', '2026-11-21 19:42:59.521206+00'),
	('01a1ffa2-2880-735c-9f37-347ec90e69ca', 'bob@example.com', 'bob', 'premium', '2026-11-21 19:42:59.712501+00');
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
