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
-- Name: finish_action(uuid, boolean); Type: FUNCTION; Schema: public; Owner: -
CREATE FUNCTION public.finish_action(transaction_id uuid, completed boolean) RETURNS text
    LANGUAGE sql
    AS $$
    UPDATE charges SET
        status = CASE WHEN completed THEN 'captured' ELSE 'declined' END,
        decline_code = CASE WHEN completed THEN NULL ELSE 'payment_declined' END,
        effective_at = now()
    WHERE key = transaction_id || '/charge' AND status = 'requires_action'
    RETURNING status
$$;
SET default_tablespace = '';
SET default_table_access_method = heap;
-- Name: charges; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.charges (
    key text NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    payment_method text NOT NULL,
    status text NOT NULL,
    decline_code text,
    effective_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT charges_amount_minor_check CHECK ((amount_minor > 0)),
    CONSTRAINT charges_status_check CHECK ((status = ANY (ARRAY['captured'::text, 'declined'::text, 'requires_action'::text, 'error'::text])))
);
-- Name: refunds; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.refunds (
    key text NOT NULL,
    charge_key text NOT NULL,
    amount_minor bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT refunds_amount_minor_check CHECK ((amount_minor > 0))
);
-- Name: schema_migrations; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.schema_migrations (
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);
-- Data for Name: charges; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.charges (key, amount_minor, currency, payment_method, status, decline_code, effective_at, created_at) VALUES
	('01a200d9-efa1-7576-adc3-070046167fe4/charge', 3998, 'USD', 'credit_card', 'captured', NULL, '2026-11-22 01:23:32.473878+00', '2026-11-22 01:23:32.473878+00'),
	('01a200d9-f07a-7a6f-8cff-7bdd55611992/charge', 2999, 'USD', 'test_declined', 'declined', 'payment_declined', '2026-11-22 01:23:32.605627+00', '2026-11-22 01:23:32.605627+00'),
	('01a200d9-f105-71d5-842a-82201983e5ef/charge', 4950, 'USD', 'test_error_once', 'captured', NULL, '2026-11-22 01:23:32.744835+00', '2026-11-22 01:23:32.744835+00'),
	('01a200d9-f227-797a-ae57-16394a033163/charge', 7425, 'USD', 'test_requires_action', 'requires_action', NULL, '2026-11-22 01:23:33.041939+00', '2026-11-22 01:23:33.041939+00'),
	('01a200d9-f2a2-7e63-8c45-63d926f0ce8b/charge', 14850, 'USD', 'credit_card', 'captured', NULL, '2026-11-22 01:23:33.157565+00', '2026-11-22 01:23:33.157565+00'),
	('01a200d9-f34e-7a1a-a1cd-13e8b193c2d8/charge', 2997, 'USD', 'credit_card', 'captured', NULL, '2026-11-22 01:23:33.330389+00', '2026-11-22 01:23:33.330389+00'),
	('01a200d9-f3b9-779b-9f32-7fc0a7badb50/charge', 1250, 'USD', 'credit_card', 'captured', NULL, '2026-11-22 01:23:33.434939+00', '2026-11-22 01:23:33.434939+00'),
	('01a200da-0ba2-7521-bc1c-3af6eced47c7/charge', 1999, 'USD', 'test_requires_action', 'requires_action', NULL, '2026-11-22 01:23:39.557734+00', '2026-11-22 01:23:39.557734+00'),
	('01a200da-0be1-7441-9e9a-1324f2080357/charge', 7996, 'USD', 'credit_card', 'captured', NULL, '2026-11-22 01:23:39.620296+00', '2026-11-22 01:23:39.620296+00');
-- Data for Name: refunds; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.refunds (key, charge_key, amount_minor, created_at) VALUES
	('01a200d9-f2a2-7e63-8c45-63d926f0ce8b/refund/01a200d9-f2d8-77d6-b430-92e84504dd7e', '01a200d9-f2a2-7e63-8c45-63d926f0ce8b/charge', 14850, '2026-11-22 01:23:33.236654+00'),
	('01a200d9-f34e-7a1a-a1cd-13e8b193c2d8/refund/01a200d9-f384-7e60-960b-3c83afe939f0', '01a200d9-f34e-7a1a-a1cd-13e8b193c2d8/charge', 999, '2026-11-22 01:23:33.387565+00');
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_migrations (name, applied_at) VALUES
	('0001_sandbox', '2026-11-22 01:23:24.49546+00');
-- Name: charges charges_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.charges
    ADD CONSTRAINT charges_pkey PRIMARY KEY (key);
-- Name: refunds refunds_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.refunds
    ADD CONSTRAINT refunds_pkey PRIMARY KEY (key);
-- Name: schema_migrations schema_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (name);
-- Name: refunds_charge; Type: INDEX; Schema: public; Owner: -
CREATE INDEX refunds_charge ON public.refunds USING btree (charge_key);
-- Name: refunds refunds_charge_key_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.refunds
    ADD CONSTRAINT refunds_charge_key_fkey FOREIGN KEY (charge_key) REFERENCES public.charges(key);
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: -
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO sandbox_app;
-- Name: TABLE charges; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.charges TO sandbox_app;
-- Name: TABLE refunds; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.refunds TO sandbox_app;
-- Name: TABLE schema_migrations; Type: ACL; Schema: public; Owner: -
GRANT SELECT ON TABLE public.schema_migrations TO sandbox_app;
-- Name: DEFAULT PRIVILEGES FOR SEQUENCES; Type: DEFAULT ACL; Schema: public; Owner: -
ALTER DEFAULT PRIVILEGES FOR ROLE sandbox_owner IN SCHEMA public GRANT SELECT,USAGE ON SEQUENCES  TO sandbox_app;
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: public; Owner: -
ALTER DEFAULT PRIVILEGES FOR ROLE sandbox_owner IN SCHEMA public GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES  TO sandbox_app;
-- PostgreSQL database dump complete
