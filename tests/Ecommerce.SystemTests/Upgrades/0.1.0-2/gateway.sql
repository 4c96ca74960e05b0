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
-- Name: schema_migrations; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.schema_migrations (
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);
-- Data for Name: audit; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit (audit_id, event_type, at, agent_name, trace_id, span_id, caller_id, actor_id, peer_id, action, resource, decision, reason, duration_us, context, outcome, call_id, listener, address, count) VALUES
	('01a200d9-d623-77bb-8918-f5852b544de9', 'IDENTITY_ROTATION', '2026-11-22 01:23:25.859707+00', 'gateway', NULL, NULL, 'spiffe://agentweave.io/agent/gateway', NULL, NULL, NULL, NULL, NULL, 'generation 1, valid until 2026-11-22T02:23:21Z', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-d70b-77c5-b3d3-5ba078863661', 'STARTUP', '2026-11-22 01:23:26.091675+00', 'gateway', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'version 0.1.0', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-e28f-77fd-81fc-83d16259791b', 'CAPABILITY_CALL', '2026-11-22 01:23:29.039385+00', 'gateway', '45df9fcbc67205229053186a2ec8fad2', '5ec99802a95f8c4d', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_user', NULL, 'allow', 'the gateway routes this capability', NULL, NULL, NULL, '01a200d9-e28f-74f5-9378-e3b99780b629', NULL, NULL, NULL),
	('01a200d9-e2a1-704c-9a5a-d84a5006f0c5', 'AUTH_CHECK', '2026-11-22 01:23:29.057768+00', 'gateway', '45df9fcbc67205229053186a2ec8fad2', '26c283ea08bb3c16', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'create_user', NULL, 'allow', 'the gateway routes this capability', 243, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-e496-7c9f-a0e4-636e85d3378e', 'CAPABILITY_CALL', '2026-11-22 01:23:29.558234+00', 'gateway', '45df9fcbc67205229053186a2ec8fad2', '5ec99802a95f8c4d', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_user', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'the gateway routes this capability', 551983, NULL, 'ok', '01a200d9-e28f-74f5-9378-e3b99780b629', NULL, NULL, NULL),
	('01a200d9-e4a2-785f-ae0c-6abc56662182', 'CAPABILITY_CALL', '2026-11-22 01:23:29.570593+00', 'gateway', '402f7686fa4459abc665f563fb9d7a61', '40852a736e057f73', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_user', NULL, 'allow', 'the gateway routes this capability', NULL, NULL, NULL, '01a200d9-e4a2-7ec4-8de1-a4e27daafe47', NULL, NULL, NULL),
	('01a200d9-e4a3-7290-89c5-3054a720f842', 'AUTH_CHECK', '2026-11-22 01:23:29.571805+00', 'gateway', '402f7686fa4459abc665f563fb9d7a61', '62470a4ed00126f3', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'create_user', NULL, 'allow', 'the gateway routes this capability', 49, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-e52c-73d7-af3e-8819f111e0e9', 'CAPABILITY_CALL', '2026-11-22 01:23:29.708692+00', 'gateway', '402f7686fa4459abc665f563fb9d7a61', '40852a736e057f73', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_user', 'user/01a200d9-e4a9-7099-aa44-2b94d620d28e', 'allow', 'the gateway routes this capability', 138272, NULL, 'ok', '01a200d9-e4a2-7ec4-8de1-a4e27daafe47', NULL, NULL, NULL),
	('01a200d9-e52f-7f7e-a624-cfec14052827', 'CAPABILITY_CALL', '2026-11-22 01:23:29.711723+00', 'gateway', '5999231ec57d523f3c9ba211aff1bc49', '8cd4fa17d776c37b', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_user', NULL, 'allow', 'the gateway routes this capability', NULL, NULL, NULL, '01a200d9-e52f-7d72-9357-4340100e6a29', NULL, NULL, NULL),
	('01a200d9-e531-7e76-8c54-3366c5106588', 'AUTH_CHECK', '2026-11-22 01:23:29.713694+00', 'gateway', '5999231ec57d523f3c9ba211aff1bc49', 'd6156ffc35cf66fb', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'create_user', NULL, 'allow', 'the gateway routes this capability', 10, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-e54d-7c73-91c3-3252826febfe', 'CAPABILITY_CALL', '2026-11-22 01:23:29.741672+00', 'gateway', '5999231ec57d523f3c9ba211aff1bc49', '8cd4fa17d776c37b', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_user', NULL, 'allow', 'the gateway routes this capability', 30069, NULL, 'email_taken', '01a200d9-e52f-7d72-9357-4340100e6a29', NULL, NULL, NULL),
	('01a200d9-ee40-763e-9c6c-d883e47a519a', 'CAPABILITY_CALL', '2026-11-22 01:23:32.032343+00', 'gateway', 'e722c310a68c2dca5c8f55c986e2dd02', '4d18a6f97c6e0bf7', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'the gateway routes this capability', NULL, NULL, NULL, '01a200d9-ee40-70ef-947d-5e5e138ff836', NULL, NULL, NULL),
	('01a200d9-ee45-723e-9609-259ca2005d8c', 'AUTH_CHECK', '2026-11-22 01:23:32.037298+00', 'gateway', 'e722c310a68c2dca5c8f55c986e2dd02', '5c02a1e65b635785', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'the gateway routes this capability', 150, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f050-7316-8095-672460bc5239', 'CAPABILITY_CALL', '2026-11-22 01:23:32.560905+00', 'gateway', 'e722c310a68c2dca5c8f55c986e2dd02', '4d18a6f97c6e0bf7', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a200d9-eeab-7c40-aa31-90f92a87fd0b', 'allow', 'the gateway routes this capability', 529196, NULL, 'ok', '01a200d9-ee40-70ef-947d-5e5e138ff836', NULL, NULL, NULL),
	('01a200d9-f056-7634-b2ac-e9b800816407', 'CAPABILITY_CALL', '2026-11-22 01:23:32.566243+00', 'gateway', 'ece993a1427de37c242333c0e1a9fc55', '289320e98b06f6f7', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'the gateway routes this capability', NULL, NULL, NULL, '01a200d9-f056-7801-b3ce-6b9b207ecc1f', NULL, NULL, NULL),
	('01a200d9-f057-7a30-a0cb-beb1bf952177', 'AUTH_CHECK', '2026-11-22 01:23:32.567991+00', 'gateway', 'ece993a1427de37c242333c0e1a9fc55', 'c87b00ee02746866', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'the gateway routes this capability', 7, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f0ae-7760-a13f-138f0b276906', 'CAPABILITY_CALL', '2026-11-22 01:23:32.654514+00', 'gateway', 'ece993a1427de37c242333c0e1a9fc55', '289320e98b06f6f7', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'the gateway routes this capability', 88404, NULL, 'payment_declined', '01a200d9-f056-7801-b3ce-6b9b207ecc1f', NULL, NULL, NULL),
	('01a200d9-f0b1-7f45-a2b1-9e5a1dc1f0da', 'CAPABILITY_CALL', '2026-11-22 01:23:32.657775+00', 'gateway', '945bb51ff8c8f61d3798885bbb073054', '0665f2e442f47452', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'the gateway routes this capability', NULL, NULL, NULL, '01a200d9-f0b1-7c4b-bfb1-687d5508c2a1', NULL, NULL, NULL),
	('01a200d9-f0b3-73da-be53-0fb226d2cbb0', 'AUTH_CHECK', '2026-11-22 01:23:32.65923+00', 'gateway', '945bb51ff8c8f61d3798885bbb073054', '022068571797d7a8', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'the gateway routes this capability', 8, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f0df-791e-bbe2-49a78e2a6113', 'CAPABILITY_CALL', '2026-11-22 01:23:32.70324+00', 'gateway', '945bb51ff8c8f61d3798885bbb073054', '0665f2e442f47452', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'the gateway routes this capability', 45568, NULL, 'out_of_stock', '01a200d9-f0b1-7c4b-bfb1-687d5508c2a1', NULL, NULL, NULL),
	('01a200d9-f0e3-73b5-b457-0aa4bf4aee04', 'CAPABILITY_CALL', '2026-11-22 01:23:32.707515+00', 'gateway', 'b3cd5d13f6ac2e0172a72d3b1e8fefea', '47316a8a262ad752', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'the gateway routes this capability', NULL, NULL, NULL, '01a200d9-f0e3-74e1-9055-56fdaa1b2e3a', NULL, NULL, NULL),
	('01a200d9-f0e7-7f49-8b6d-9bc525b337c6', 'AUTH_CHECK', '2026-11-22 01:23:32.711068+00', 'gateway', 'b3cd5d13f6ac2e0172a72d3b1e8fefea', 'a9ae45b567052155', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'the gateway routes this capability', 9, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f202-7403-9df7-af5f9adedc7b', 'CAPABILITY_CALL', '2026-11-22 01:23:32.994794+00', 'gateway', 'b3cd5d13f6ac2e0172a72d3b1e8fefea', '47316a8a262ad752', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a200d9-f0f3-7fe2-87ca-1426ea804f84', 'allow', 'the gateway routes this capability', 287386, NULL, 'ok', '01a200d9-f0e3-74e1-9055-56fdaa1b2e3a', NULL, NULL, NULL),
	('01a200d9-f205-7ca7-a216-db2ca4b6be3b', 'CAPABILITY_CALL', '2026-11-22 01:23:32.997346+00', 'gateway', 'a56cbc37f9362de9ca034dcbd2521c01', '429f88447e7873f3', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'the gateway routes this capability', NULL, NULL, NULL, '01a200d9-f205-7ae7-9f9b-8b6d9b7b5f1e', NULL, NULL, NULL),
	('01a200d9-f207-7fe3-b40c-0205db37a188', 'AUTH_CHECK', '2026-11-22 01:23:32.999209+00', 'gateway', 'a56cbc37f9362de9ca034dcbd2521c01', '79c6d120e4d6938c', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'the gateway routes this capability', 8, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f246-7853-a858-96dd2c7ea0c0', 'CAPABILITY_CALL', '2026-11-22 01:23:33.062622+00', 'gateway', 'a56cbc37f9362de9ca034dcbd2521c01', '429f88447e7873f3', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a200d9-f211-7c49-990f-9a3e1a604d7d', 'allow', 'the gateway routes this capability', 65383, NULL, 'ok', '01a200d9-f205-7ae7-9f9b-8b6d9b7b5f1e', NULL, NULL, NULL),
	('01a200d9-f255-7e38-9df4-0ddbc47b7d6e', 'AUTH_CHECK', '2026-11-22 01:23:33.077296+00', 'gateway', '74a7e0a0973e9f0cd37129790f914c3f', 'cfb274d7f5d521f2', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'cancel_order', 'order/01a200d9-f211-7c49-990f-9a3e1a604d7d', 'allow', 'the gateway routes this capability', 72, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f284-726e-a24d-56f39200cf2b', 'CAPABILITY_CALL', '2026-11-22 01:23:33.124313+00', 'gateway', '480335eadd5b21a0bd7444121eb1bb5b', '81d7ca00440a338a', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'the gateway routes this capability', NULL, NULL, NULL, '01a200d9-f284-7d2c-9f41-258ece0274e0', NULL, NULL, NULL),
	('01a200d9-f2ba-7c4c-8f32-7713ddaceacf', 'CAPABILITY_CALL', '2026-11-22 01:23:33.178393+00', 'gateway', '480335eadd5b21a0bd7444121eb1bb5b', '81d7ca00440a338a', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a200d9-f28f-7d4e-a535-327d370d9913', 'allow', 'the gateway routes this capability', 54190, NULL, 'ok', '01a200d9-f284-7d2c-9f41-258ece0274e0', NULL, NULL, NULL),
	('01a200d9-f2c3-7e98-81ac-edf88041bf83', 'AUTH_CHECK', '2026-11-22 01:23:33.187764+00', 'gateway', '9a6bc301443d63aeed0afcefbdd22cc3', '84c2850c9de0bb03', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'cancel_order', 'order/01a200d9-f28f-7d4e-a535-327d370d9913', 'allow', 'the gateway routes this capability', 9, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f326-78df-a656-a2d456990484', 'CAPABILITY_CALL', '2026-11-22 01:23:33.286572+00', 'gateway', '0bc96b03a6cf0f27401d4b4f96a91df9', '48cdab2f284db93d', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'the gateway routes this capability', NULL, NULL, NULL, '01a200d9-f326-7451-92e8-30fa072bff73', NULL, NULL, NULL),
	('01a200d9-f370-71ed-825e-e1011281ba82', 'CAPABILITY_CALL', '2026-11-22 01:23:33.360502+00', 'gateway', '0bc96b03a6cf0f27401d4b4f96a91df9', '48cdab2f284db93d', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a200d9-f336-7665-8691-2c9397f52bc0', 'allow', 'the gateway routes this capability', 74040, NULL, 'ok', '01a200d9-f326-7451-92e8-30fa072bff73', NULL, NULL, NULL),
	('01a200d9-f377-73d3-b087-946154e697c7', 'AUTH_CHECK', '2026-11-22 01:23:33.367802+00', 'gateway', '0a9f8259830a2f73879aa73bbe6cfb39', 'e6e9137a65d6995f', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/payment', 'refund_payment', 'payment/01a200d9-f34e-7a1a-a1cd-13e8b193c2d8', 'allow', 'the gateway routes this capability', 56, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f397-792e-b3bc-09f9d03718fb', 'CAPABILITY_CALL', '2026-11-22 01:23:33.399744+00', 'gateway', '40a9fa299264cac0bc2e60b18942a322', '519edf28d9bc35d6', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a200d9-e4a9-7099-aa44-2b94d620d28e', 'allow', 'the gateway routes this capability', NULL, NULL, NULL, '01a200d9-f397-7173-af8c-dd62d6dba6a6', NULL, NULL, NULL),
	('01a200d9-f3d1-7b94-b49a-af493113cdf7', 'CAPABILITY_CALL', '2026-11-22 01:23:33.45773+00', 'gateway', '40a9fa299264cac0bc2e60b18942a322', '519edf28d9bc35d6', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a200d9-f3a8-7760-9bd3-5bf8fdfd71f2', 'allow', 'the gateway routes this capability', 58091, NULL, 'ok', '01a200d9-f397-7173-af8c-dd62d6dba6a6', NULL, NULL, NULL),
	('01a200da-0b6a-7d1f-87b0-03fa3ca11796', 'AUTH_CHECK', '2026-11-22 01:23:39.498278+00', 'gateway', '1a713113e92523d1b9b6f4b41e62d755', '92baf100cb8f16d3', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a200d9-e4a9-7099-aa44-2b94d620d28e', 'allow', 'the gateway routes this capability', 5, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200da-0bc3-7996-80da-878627cf2dbc', 'CAPABILITY_CALL', '2026-11-22 01:23:39.587575+00', 'gateway', '4cf0b9b7a7acb4262f554d20c5e0fd70', '1318918cb5a47672', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a200d9-e4a9-7099-aa44-2b94d620d28e', 'allow', 'the gateway routes this capability', NULL, NULL, NULL, '01a200da-0bc3-7065-bc11-a4cc456527cd', NULL, NULL, NULL),
	('01a200da-0c19-7865-b1bb-9ca158928f8b', 'CAPABILITY_CALL', '2026-11-22 01:23:39.673714+00', 'gateway', 'b8fd98c10d66a4b0ee336ed433983334', 'b42bbafb4922e8da', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'refund_payment', 'payment/01a200d9-f3b9-779b-9f32-7fc0a7badb50', 'allow', 'the gateway routes this capability', NULL, NULL, NULL, '01a200da-0c19-7533-9156-187f159a9e45', NULL, NULL, NULL),
	('01a200d9-f252-7ca9-9490-0eefe6fec4bf', 'CAPABILITY_CALL', '2026-11-22 01:23:33.074218+00', 'gateway', '74a7e0a0973e9f0cd37129790f914c3f', '15d0a25978c57545', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'cancel_order', 'order/01a200d9-f211-7c49-990f-9a3e1a604d7d', 'allow', 'the gateway routes this capability', NULL, NULL, NULL, '01a200d9-f252-7bbe-a565-0d3275424bf3', NULL, NULL, NULL),
	('01a200d9-f281-7634-8262-e4bdcb8a7942', 'CAPABILITY_CALL', '2026-11-22 01:23:33.121032+00', 'gateway', '74a7e0a0973e9f0cd37129790f914c3f', '15d0a25978c57545', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'cancel_order', 'order/01a200d9-f211-7c49-990f-9a3e1a604d7d', 'allow', 'the gateway routes this capability', 46860, NULL, 'ok', '01a200d9-f252-7bbe-a565-0d3275424bf3', NULL, NULL, NULL),
	('01a200d9-f286-709e-9e3c-ed8a6313c1a9', 'AUTH_CHECK', '2026-11-22 01:23:33.126674+00', 'gateway', '480335eadd5b21a0bd7444121eb1bb5b', '38853a979214bf8e', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'the gateway routes this capability', 8, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f2c0-7644-a02f-8fc7baa1d797', 'CAPABILITY_CALL', '2026-11-22 01:23:33.18438+00', 'gateway', '9a6bc301443d63aeed0afcefbdd22cc3', 'd79e77fa266646bf', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'cancel_order', 'order/01a200d9-f28f-7d4e-a535-327d370d9913', 'allow', 'the gateway routes this capability', NULL, NULL, NULL, '01a200d9-f2c0-7661-9260-059f9d3860c2', NULL, NULL, NULL),
	('01a200d9-f322-7b24-9593-628ff21b5595', 'CAPABILITY_CALL', '2026-11-22 01:23:33.282607+00', 'gateway', '9a6bc301443d63aeed0afcefbdd22cc3', 'd79e77fa266646bf', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'cancel_order', 'order/01a200d9-f28f-7d4e-a535-327d370d9913', 'allow', 'the gateway routes this capability', 98264, NULL, 'ok', '01a200d9-f2c0-7661-9260-059f9d3860c2', NULL, NULL, NULL),
	('01a200d9-f328-7162-85e2-ea072e89427c', 'AUTH_CHECK', '2026-11-22 01:23:33.288318+00', 'gateway', '0bc96b03a6cf0f27401d4b4f96a91df9', 'eb439ea0423b4568', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a200d9-e38c-7f02-ab04-764e8ac07dc9', 'allow', 'the gateway routes this capability', 9, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200d9-f376-7981-a479-6a6a73bf8711', 'CAPABILITY_CALL', '2026-11-22 01:23:33.366515+00', 'gateway', '0a9f8259830a2f73879aa73bbe6cfb39', 'a1a6337a2761ebbb', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'refund_payment', 'payment/01a200d9-f34e-7a1a-a1cd-13e8b193c2d8', 'allow', 'the gateway routes this capability', NULL, NULL, NULL, '01a200d9-f376-713a-8f20-b1cfe2c5079c', NULL, NULL, NULL),
	('01a200d9-f392-73fb-a387-b3e301b8a1ea', 'CAPABILITY_CALL', '2026-11-22 01:23:33.394232+00', 'gateway', '0a9f8259830a2f73879aa73bbe6cfb39', 'a1a6337a2761ebbb', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'refund_payment', 'payment/01a200d9-f34e-7a1a-a1cd-13e8b193c2d8', 'allow', 'the gateway routes this capability', 28456, NULL, 'ok', '01a200d9-f376-713a-8f20-b1cfe2c5079c', NULL, NULL, NULL),
	('01a200d9-f39e-7569-8afe-9c10cb1b638c', 'AUTH_CHECK', '2026-11-22 01:23:33.406057+00', 'gateway', '40a9fa299264cac0bc2e60b18942a322', '8447cd5b3c0305a0', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a200d9-e4a9-7099-aa44-2b94d620d28e', 'allow', 'the gateway routes this capability', 11, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200da-0b68-77f9-9c5e-c0fc1450dc05', 'CAPABILITY_CALL', '2026-11-22 01:23:39.496661+00', 'gateway', '1a713113e92523d1b9b6f4b41e62d755', 'a897f9a469f24c50', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a200d9-e4a9-7099-aa44-2b94d620d28e', 'allow', 'the gateway routes this capability', NULL, NULL, NULL, '01a200da-0b68-7947-96de-b048a9d34624', NULL, NULL, NULL),
	('01a200da-0bb8-7aec-8858-00f62ceb5fb4', 'CAPABILITY_CALL', '2026-11-22 01:23:39.576522+00', 'gateway', '1a713113e92523d1b9b6f4b41e62d755', 'a897f9a469f24c50', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a200da-0b75-7cd0-b712-8b7ca359ccd8', 'allow', 'the gateway routes this capability', 79979, NULL, 'ok', '01a200da-0b68-7947-96de-b048a9d34624', NULL, NULL, NULL),
	('01a200da-0bc5-748b-859f-381983480177', 'AUTH_CHECK', '2026-11-22 01:23:39.589+00', 'gateway', '4cf0b9b7a7acb4262f554d20c5e0fd70', '6992e7ab2f537001', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a200d9-e4a9-7099-aa44-2b94d620d28e', 'allow', 'the gateway routes this capability', 11, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a200da-0c1d-7b6c-aeee-6b067697bd51', 'AUTH_CHECK', '2026-11-22 01:23:39.677666+00', 'gateway', 'b8fd98c10d66a4b0ee336ed433983334', '33f535b7d8288967', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/payment', 'refund_payment', 'payment/01a200d9-f3b9-779b-9f32-7fc0a7badb50', 'allow', 'the gateway routes this capability', 5, NULL, NULL, NULL, NULL, NULL, NULL);
-- Data for Name: idempotency; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_migrations (name, applied_at) VALUES
	('common/0001_common', '2026-11-22 01:23:24.292137+00'),
	('common/0002_audit_outcome', '2026-11-22 01:23:24.328035+00'),
	('0001_gateway', '2026-11-22 01:23:24.331876+00');
-- Name: audit audit_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (audit_id);
-- Name: idempotency idempotency_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (scope);
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
-- Name: TABLE schema_migrations; Type: ACL; Schema: public; Owner: -
GRANT SELECT ON TABLE public.schema_migrations TO gateway_app;
-- Name: DEFAULT PRIVILEGES FOR SEQUENCES; Type: DEFAULT ACL; Schema: public; Owner: -
ALTER DEFAULT PRIVILEGES FOR ROLE gateway_owner IN SCHEMA public GRANT SELECT,USAGE ON SEQUENCES  TO gateway_app;
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: public; Owner: -
ALTER DEFAULT PRIVILEGES FOR ROLE gateway_owner IN SCHEMA public GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES  TO gateway_app;
-- PostgreSQL database dump complete
