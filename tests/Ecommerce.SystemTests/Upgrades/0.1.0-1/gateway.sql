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
-- Name: schema_migrations; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.schema_migrations (
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);
-- Data for Name: audit; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.audit (audit_id, event_type, at, agent_name, trace_id, span_id, caller_id, actor_id, peer_id, action, resource, decision, reason, duration_us, context, outcome, call_id, listener, address, count) VALUES
	('01a1ffa2-1b67-7943-ae65-0627e583c824', 'IDENTITY_ROTATION', '2026-11-21 19:42:56.359735+00', 'gateway', NULL, NULL, 'spiffe://agentweave.io/agent/gateway', NULL, NULL, NULL, NULL, NULL, 'generation 1, valid until 2026-11-21T20:42:48Z', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-1d18-7ba7-9a62-1da5d33624c1', 'STARTUP', '2026-11-21 19:42:56.792686+00', 'gateway', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'version 0.1.0', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-26f3-75ee-925c-106be56db3ca', 'CAPABILITY_CALL', '2026-11-21 19:42:59.315004+00', 'gateway', 'e3c544e5a58ad46b959a8a6097e2ce5d', 'a6d64d3347fd7c68', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_user', NULL, 'allow', 'sign-up comes through the gateway', NULL, NULL, NULL, '01a1ffa2-26ea-7477-9109-f7bf6293a008', NULL, NULL, NULL),
	('01a1ffa2-2707-7148-9cba-1d1d1d6df664', 'AUTH_CHECK', '2026-11-21 19:42:59.335509+00', 'gateway', 'e3c544e5a58ad46b959a8a6097e2ce5d', 'e60831c268b77f27', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'create_user', NULL, 'allow', 'sign-up comes through the gateway', 382, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-285d-7284-8e3d-5920a56022d4', 'CAPABILITY_CALL', '2026-11-21 19:42:59.677047+00', 'gateway', 'e3c544e5a58ad46b959a8a6097e2ce5d', 'a6d64d3347fd7c68', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_user', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'sign-up comes through the gateway', 370472, NULL, 'ok', '01a1ffa2-26ea-7477-9109-f7bf6293a008', NULL, NULL, NULL),
	('01a1ffa2-286a-736c-aff3-c20c9988c924', 'CAPABILITY_CALL', '2026-11-21 19:42:59.690931+00', 'gateway', 'f35e76ec471f81f22ba3dde6a8837c7c', 'a2f3fd7b4eea9d80', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_user', NULL, 'allow', 'sign-up comes through the gateway', NULL, NULL, NULL, '01a1ffa2-286a-7f8d-a64f-41d0ffa298bd', NULL, NULL, NULL),
	('01a1ffa2-286d-77b0-be65-2f84076fd060', 'AUTH_CHECK', '2026-11-21 19:42:59.693322+00', 'gateway', 'f35e76ec471f81f22ba3dde6a8837c7c', 'fde877ec62c7b65d', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'create_user', NULL, 'allow', 'sign-up comes through the gateway', 196, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-28f5-7d1a-88d5-62e29cbbdfa0', 'CAPABILITY_CALL', '2026-11-21 19:42:59.829789+00', 'gateway', 'f35e76ec471f81f22ba3dde6a8837c7c', 'a2f3fd7b4eea9d80', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_user', 'user/01a1ffa2-2880-735c-9f37-347ec90e69ca', 'allow', 'sign-up comes through the gateway', 139051, NULL, 'ok', '01a1ffa2-286a-7f8d-a64f-41d0ffa298bd', NULL, NULL, NULL),
	('01a1ffa2-28f9-76d5-aac3-90c3a72445ff', 'CAPABILITY_CALL', '2026-11-21 19:42:59.833971+00', 'gateway', 'cfdf7c367cc5a3f467f3ad4874ddc0f0', 'b47e83d82fe42355', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_user', NULL, 'allow', 'sign-up comes through the gateway', NULL, NULL, NULL, '01a1ffa2-28f9-7c24-ba75-692ef249f501', NULL, NULL, NULL),
	('01a1ffa2-28fd-7835-9bd1-f9dc4730b335', 'AUTH_CHECK', '2026-11-21 19:42:59.837461+00', 'gateway', 'cfdf7c367cc5a3f467f3ad4874ddc0f0', '7195575df160aa9b', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/user', 'create_user', NULL, 'allow', 'sign-up comes through the gateway', 205, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-2941-754a-ad98-ee9eb24f9251', 'CAPABILITY_CALL', '2026-11-21 19:42:59.905766+00', 'gateway', 'cfdf7c367cc5a3f467f3ad4874ddc0f0', 'b47e83d82fe42355', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_user', NULL, 'allow', 'sign-up comes through the gateway', 72047, NULL, 'email_taken', '01a1ffa2-28f9-7c24-ba75-692ef249f501', NULL, NULL, NULL),
	('01a1ffa2-32a1-7d3c-be7e-1572d6654ff8', 'CAPABILITY_CALL', '2026-11-21 19:43:02.30568+00', 'gateway', 'acbdc81588a3827ea35d87840c38e7a1', '3ce2b35ad93e1276', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a1ffa2-329e-7fd0-8b48-d1fc52a0e3bd', NULL, NULL, NULL),
	('01a1ffa2-32a7-7875-8b3e-660f1989a8dd', 'AUTH_CHECK', '2026-11-21 19:43:02.311649+00', 'gateway', 'acbdc81588a3827ea35d87840c38e7a1', '48ce8cd830eccc1c', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', 461, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-3598-75fc-8aab-77f8bc594e9f', 'CAPABILITY_CALL', '2026-11-21 19:43:03.064141+00', 'gateway', 'acbdc81588a3827ea35d87840c38e7a1', '3ce2b35ad93e1276', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a1ffa2-332f-7708-8f70-e3f5dd01a7b3', 'allow', 'orders come through the gateway', 761242, NULL, 'ok', '01a1ffa2-329e-7fd0-8b48-d1fc52a0e3bd', NULL, NULL, NULL),
	('01a1ffa2-359d-7dff-8714-9286e1a43c97', 'CAPABILITY_CALL', '2026-11-21 19:43:03.069148+00', 'gateway', '212ec89a262cbc903e4e102b65da6dda', '29c904d81ad9daa7', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a1ffa2-359c-7a8b-9d24-e63d1059d6ee', NULL, NULL, NULL),
	('01a1ffa2-35a0-7171-9636-0ecb50c88a2f', 'AUTH_CHECK', '2026-11-21 19:43:03.072191+00', 'gateway', '212ec89a262cbc903e4e102b65da6dda', '42ab48f40e69b132', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', 219, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-363d-78cc-9af4-24c991289d53', 'CAPABILITY_CALL', '2026-11-21 19:43:03.229182+00', 'gateway', '212ec89a262cbc903e4e102b65da6dda', '29c904d81ad9daa7', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', 160252, NULL, 'payment_declined', '01a1ffa2-359c-7a8b-9d24-e63d1059d6ee', NULL, NULL, NULL),
	('01a1ffa2-3642-7553-87c2-aebe174b5365', 'CAPABILITY_CALL', '2026-11-21 19:43:03.234392+00', 'gateway', '44a105de2035e581f7b747aa341e785f', '08d661965aa0cc59', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a1ffa2-3642-7782-a225-863a787d7169', NULL, NULL, NULL),
	('01a1ffa2-3644-7254-b305-f861e8dfa59d', 'AUTH_CHECK', '2026-11-21 19:43:03.236972+00', 'gateway', '44a105de2035e581f7b747aa341e785f', 'c58aa70fe4e4d76f', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', 241, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-3683-7ff3-a9f1-359b85734d32', 'CAPABILITY_CALL', '2026-11-21 19:43:03.299938+00', 'gateway', '44a105de2035e581f7b747aa341e785f', '08d661965aa0cc59', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', 65728, NULL, 'out_of_stock', '01a1ffa2-3642-7782-a225-863a787d7169', NULL, NULL, NULL),
	('01a1ffa2-3687-7e4d-b740-dddacbf3c805', 'CAPABILITY_CALL', '2026-11-21 19:43:03.303543+00', 'gateway', 'df034f57acef22565880a479c72771a5', '3035ff275c68a04c', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a1ffa2-3687-7ad3-9b5a-c672fc430e00', NULL, NULL, NULL),
	('01a1ffa2-368c-77f9-8aea-b9819222abe7', 'AUTH_CHECK', '2026-11-21 19:43:03.308008+00', 'gateway', 'df034f57acef22565880a479c72771a5', '716d74e9c273b470', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', 259, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-3786-713c-a66c-fddb66a2e211', 'CAPABILITY_CALL', '2026-11-21 19:43:03.558519+00', 'gateway', 'df034f57acef22565880a479c72771a5', '3035ff275c68a04c', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a1ffa2-3698-73d6-93b9-d7a891f052d6', 'allow', 'orders come through the gateway', 255169, NULL, 'ok', '01a1ffa2-3687-7ad3-9b5a-c672fc430e00', NULL, NULL, NULL),
	('01a1ffa2-378a-7e27-bda1-399002d91103', 'CAPABILITY_CALL', '2026-11-21 19:43:03.562553+00', 'gateway', 'd4b0e32eb21b9b81d8e7aa5964b19be0', '67d103738c70fdf3', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a1ffa2-378a-7ae4-9b80-07ea49c7a17a', NULL, NULL, NULL),
	('01a1ffa2-378f-7d3f-9347-75aa5c9187ca', 'AUTH_CHECK', '2026-11-21 19:43:03.567032+00', 'gateway', 'd4b0e32eb21b9b81d8e7aa5964b19be0', '1929623fa70c29dd', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', 273, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-37f0-71f9-841e-3593f88f8008', 'CAPABILITY_CALL', '2026-11-21 19:43:03.664582+00', 'gateway', 'd4b0e32eb21b9b81d8e7aa5964b19be0', '67d103738c70fdf3', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 'allow', 'orders come through the gateway', 102192, NULL, 'ok', '01a1ffa2-378a-7ae4-9b80-07ea49c7a17a', NULL, NULL, NULL),
	('01a1ffa2-3802-72c6-999f-20b7364bd185', 'AUTH_CHECK', '2026-11-21 19:43:03.682557+00', 'gateway', 'cec84de69f307b568fb3030f09c16504', '37d9438923a0f2dc', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'cancel_order', 'order/01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 'allow', 'orders are cancelled through the gateway', 211, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-3844-752d-b295-430740445e25', 'CAPABILITY_CALL', '2026-11-21 19:43:03.748165+00', 'gateway', '921e04c9fe887a67dda058840d248627', '1a48f5c32765275c', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a1ffa2-3843-7ae9-ac29-05616648e925', NULL, NULL, NULL),
	('01a1ffa2-387a-78c8-ba30-093d21476c1d', 'CAPABILITY_CALL', '2026-11-21 19:43:03.802806+00', 'gateway', '921e04c9fe887a67dda058840d248627', '1a48f5c32765275c', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'allow', 'orders come through the gateway', 55736, NULL, 'ok', '01a1ffa2-3843-7ae9-ac29-05616648e925', NULL, NULL, NULL),
	('01a1ffa2-3881-7641-8532-61d07fa3ffef', 'AUTH_CHECK', '2026-11-21 19:43:03.809959+00', 'gateway', 'afed4cfed4e20ae1de5b930c09bc5b63', 'd3c5a46b038e770a', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'cancel_order', 'order/01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'allow', 'orders are cancelled through the gateway', 228, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-38e7-7b36-9c92-15aefd1eef18', 'CAPABILITY_CALL', '2026-11-21 19:43:03.911261+00', 'gateway', '505d1f30a61099cd0c6a5535f6d5b153', '71a1abd9c022161e', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a1ffa2-38e7-728c-9c18-f8d5b63a4eb6', NULL, NULL, NULL),
	('01a1ffa2-393a-77a3-8c98-3d8bdd71f3cf', 'CAPABILITY_CALL', '2026-11-21 19:43:03.994868+00', 'gateway', '505d1f30a61099cd0c6a5535f6d5b153', '71a1abd9c022161e', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a1ffa2-38fd-7452-936c-94f988a8ee4a', 'allow', 'orders come through the gateway', 83755, NULL, 'ok', '01a1ffa2-38e7-728c-9c18-f8d5b63a4eb6', NULL, NULL, NULL),
	('01a1ffa2-3944-7825-af54-ccfd5e1e812f', 'AUTH_CHECK', '2026-11-21 19:43:04.004434+00', 'gateway', '16fdf36f5e31d7bad8e85fda724e43f4', '72800b74af26d527', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/payment', 'refund_payment', 'payment/01a1ffa2-3915-7168-8b0e-5f2b7a6fdfa0', 'allow', 'support refunds through the gateway', 188, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-398f-7a36-8b30-1c1487b9264d', 'CAPABILITY_CALL', '2026-11-21 19:43:04.07953+00', 'gateway', 'e0703ea7e3c626ea2b7c3ceffaceb47e', '425e4c8a004adb8f', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a1ffa2-2880-735c-9f37-347ec90e69ca', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a1ffa2-398f-778e-ad92-a0f25835654c', NULL, NULL, NULL),
	('01a1ffa2-3a52-7e56-9d36-14475ae5232f', 'CAPABILITY_CALL', '2026-11-21 19:43:04.274178+00', 'gateway', 'e0703ea7e3c626ea2b7c3ceffaceb47e', '425e4c8a004adb8f', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a1ffa2-39af-7d57-aefd-eada786c8f83', 'allow', 'orders come through the gateway', 194775, NULL, 'ok', '01a1ffa2-398f-778e-ad92-a0f25835654c', NULL, NULL, NULL),
	('01a1ffa2-4d42-723d-82b4-f96d47302511', 'AUTH_CHECK', '2026-11-21 19:43:09.122419+00', 'gateway', '316a7096bff3951acf75d5e46f4df479', '5967cf2332fd1a74', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a1ffa2-2880-735c-9f37-347ec90e69ca', 'allow', 'orders come through the gateway', 195, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-4d80-7190-b122-89ed9240e5c3', 'CAPABILITY_CALL', '2026-11-21 19:43:09.184523+00', 'gateway', '91ca2abee8c173bc1a483fe157a782b8', '4c83c184a0b8e6bc', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a1ffa2-2880-735c-9f37-347ec90e69ca', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a1ffa2-4d80-7e73-86a5-5b9164aa9814', NULL, NULL, NULL),
	('01a1ffa2-4db8-7a9c-a7c9-64358e651173', 'CAPABILITY_CALL', '2026-11-21 19:43:09.240572+00', 'gateway', '20133406ea23ab0d0f4b585c5235ddd6', '3f3e80b9c616c081', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'refund_payment', 'payment/01a1ffa2-39f7-7f38-bb11-acd9a306df43', 'allow', 'support refunds through the gateway', NULL, NULL, NULL, '01a1ffa2-4db8-74d5-9b9f-7b85787977f7', NULL, NULL, NULL),
	('01a1ffa2-4ec1-7840-8bad-fd8d6013f31a', 'CAPABILITY_CALL', '2026-11-21 19:43:09.505716+00', 'gateway', '91ca2abee8c173bc1a483fe157a782b8', '4c83c184a0b8e6bc', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a1ffa2-2880-735c-9f37-347ec90e69ca', 'allow', 'orders come through the gateway', 321342, NULL, 'unavailable', '01a1ffa2-4d80-7e73-86a5-5b9164aa9814', NULL, NULL, NULL),
	('01a1ffa2-37f5-784a-a4dd-1fc12d91f09a', 'CAPABILITY_CALL', '2026-11-21 19:43:03.669783+00', 'gateway', 'cec84de69f307b568fb3030f09c16504', 'a76712c0a62c8b18', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'cancel_order', 'order/01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 'allow', 'orders are cancelled through the gateway', NULL, NULL, NULL, '01a1ffa2-37f5-7d9e-8e64-87cfe78618ad', NULL, NULL, NULL),
	('01a1ffa2-383f-7779-888e-858d8a6fdfe3', 'CAPABILITY_CALL', '2026-11-21 19:43:03.743116+00', 'gateway', 'cec84de69f307b568fb3030f09c16504', 'a76712c0a62c8b18', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'cancel_order', 'order/01a1ffa2-37af-7dc3-bd57-696f3ad6b3e5', 'allow', 'orders are cancelled through the gateway', 73369, NULL, 'ok', '01a1ffa2-37f5-7d9e-8e64-87cfe78618ad', NULL, NULL, NULL),
	('01a1ffa2-3846-7646-bb5e-ffb2f6ad0300', 'AUTH_CHECK', '2026-11-21 19:43:03.750018+00', 'gateway', '921e04c9fe887a67dda058840d248627', 'dd1f0d0f5f4884fc', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', 219, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-387f-7751-9da1-61508afcd1ac', 'CAPABILITY_CALL', '2026-11-21 19:43:03.807049+00', 'gateway', 'afed4cfed4e20ae1de5b930c09bc5b63', '847ee7ddb0fabe51', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'cancel_order', 'order/01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'allow', 'orders are cancelled through the gateway', NULL, NULL, NULL, '01a1ffa2-387f-7825-a758-07fcfa9ba4d6', NULL, NULL, NULL),
	('01a1ffa2-38e2-7e99-9c05-36a3b935e755', 'CAPABILITY_CALL', '2026-11-21 19:43:03.90604+00', 'gateway', 'afed4cfed4e20ae1de5b930c09bc5b63', '847ee7ddb0fabe51', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'cancel_order', 'order/01a1ffa2-3851-70d6-b2f5-4975bfb6e676', 'allow', 'orders are cancelled through the gateway', 99030, NULL, 'ok', '01a1ffa2-387f-7825-a758-07fcfa9ba4d6', NULL, NULL, NULL),
	('01a1ffa2-38ea-7660-9c2b-c7eed60f9725', 'AUTH_CHECK', '2026-11-21 19:43:03.914278+00', 'gateway', '505d1f30a61099cd0c6a5535f6d5b153', '99440f30f0b022f1', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a1ffa2-27c1-7a98-bbef-b006cf555735', 'allow', 'orders come through the gateway', 202, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-3941-7066-87b2-d9e2075f2fda', 'CAPABILITY_CALL', '2026-11-21 19:43:04.001435+00', 'gateway', '16fdf36f5e31d7bad8e85fda724e43f4', '4d56f2b01594141e', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'refund_payment', 'payment/01a1ffa2-3915-7168-8b0e-5f2b7a6fdfa0', 'allow', 'support refunds through the gateway', NULL, NULL, NULL, '01a1ffa2-3940-7264-914a-dbce8e8b69b1', NULL, NULL, NULL),
	('01a1ffa2-398a-75bf-b802-7b1cca40337c', 'CAPABILITY_CALL', '2026-11-21 19:43:04.074846+00', 'gateway', '16fdf36f5e31d7bad8e85fda724e43f4', '4d56f2b01594141e', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'refund_payment', 'payment/01a1ffa2-3915-7168-8b0e-5f2b7a6fdfa0', 'allow', 'support refunds through the gateway', 74687, NULL, 'ok', '01a1ffa2-3940-7264-914a-dbce8e8b69b1', NULL, NULL, NULL),
	('01a1ffa2-3993-775f-8d99-9bc5d7d8e890', 'AUTH_CHECK', '2026-11-21 19:43:04.083503+00', 'gateway', 'e0703ea7e3c626ea2b7c3ceffaceb47e', '8de48d695be6c91d', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a1ffa2-2880-735c-9f37-347ec90e69ca', 'allow', 'orders come through the gateway', 164, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-4d40-780d-a7bb-5f825b060022', 'CAPABILITY_CALL', '2026-11-21 19:43:09.120346+00', 'gateway', '316a7096bff3951acf75d5e46f4df479', 'e0fd327341f6d295', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'user/01a1ffa2-2880-735c-9f37-347ec90e69ca', 'allow', 'orders come through the gateway', NULL, NULL, NULL, '01a1ffa2-4d40-791a-8650-01b60ffee403', NULL, NULL, NULL),
	('01a1ffa2-4d7c-7b20-b9d6-961dbb5ea031', 'CAPABILITY_CALL', '2026-11-21 19:43:09.180058+00', 'gateway', '316a7096bff3951acf75d5e46f4df479', 'e0fd327341f6d295', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'create_order', 'order/01a1ffa2-4d54-74d7-8d30-4f0f2ab64c7c', 'allow', 'orders come through the gateway', 59904, NULL, 'ok', '01a1ffa2-4d40-791a-8650-01b60ffee403', NULL, NULL, NULL),
	('01a1ffa2-4d83-72b8-b906-79040e6435a0', 'AUTH_CHECK', '2026-11-21 19:43:09.187024+00', 'gateway', '91ca2abee8c173bc1a483fe157a782b8', '013c3a14f800f53e', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/order', 'create_order', 'user/01a1ffa2-2880-735c-9f37-347ec90e69ca', 'allow', 'orders come through the gateway', 208, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-4dbf-753d-9784-45b47da378ed', 'AUTH_CHECK', '2026-11-21 19:43:09.247216+00', 'gateway', '20133406ea23ab0d0f4b585c5235ddd6', '58935f946e430baa', 'spiffe://agentweave.io/agent/gateway', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/agent/payment', 'refund_payment', 'payment/01a1ffa2-39f7-7f38-bb11-acd9a306df43', 'allow', 'support refunds through the gateway', 953, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a1ffa2-4ec8-7675-bcde-c279f4f31214', 'CAPABILITY_CALL', '2026-11-21 19:43:09.512374+00', 'gateway', '20133406ea23ab0d0f4b585c5235ddd6', '3f3e80b9c616c081', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'spiffe://agentweave.io/client/cli', 'refund_payment', 'payment/01a1ffa2-39f7-7f38-bb11-acd9a306df43', 'allow', 'support refunds through the gateway', 271937, NULL, 'unavailable', '01a1ffa2-4db8-74d5-9b9f-7b85787977f7', NULL, NULL, NULL);
-- Data for Name: idempotency; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_migrations (name, applied_at) VALUES
	('common/0001_common', '2026-11-21 19:42:54.148195+00'),
	('common/0002_audit_outcome', '2026-11-21 19:42:54.259685+00'),
	('0001_gateway', '2026-11-21 19:42:54.265231+00');
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
