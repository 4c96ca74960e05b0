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
	('01a1ffa2-3463-7873-979b-403a9989aba8/charge', 3998, 'USD', 'credit_card', 'captured', NULL, '2026-11-21 19:43:02.873886+00', '2026-11-21 19:43:02.873886+00'),
	('01a1ffa2-35e9-7bf4-84fc-bf398d744abc/charge', 2999, 'USD', 'test_declined', 'declined', 'payment_declined', '2026-11-21 19:43:03.148042+00', '2026-11-21 19:43:03.148042+00'),
	('01a1ffa2-36a9-78b6-9eca-a6153b1050dd/charge', 4950, 'USD', 'test_error_once', 'captured', NULL, '2026-11-21 19:43:03.339236+00', '2026-11-21 19:43:03.339236+00'),
	('01a1ffa2-37cd-7709-91ad-085926f4cae2/charge', 7425, 'USD', 'test_requires_action', 'requires_action', NULL, '2026-11-21 19:43:03.63608+00', '2026-11-21 19:43:03.63608+00'),
	('01a1ffa2-3860-72bd-bc31-9791786d6715/charge', 14850, 'USD', 'credit_card', 'captured', NULL, '2026-11-21 19:43:03.779081+00', '2026-11-21 19:43:03.779081+00'),
	('01a1ffa2-3915-7168-8b0e-5f2b7a6fdfa0/charge', 2997, 'USD', 'credit_card', 'captured', NULL, '2026-11-21 19:43:03.960173+00', '2026-11-21 19:43:03.960173+00'),
	('01a1ffa2-39f7-7f38-bb11-acd9a306df43/charge', 1250, 'USD', 'credit_card', 'captured', NULL, '2026-11-21 19:43:04.188826+00', '2026-11-21 19:43:04.188826+00'),
	('01a1ffa2-4d6c-7378-b595-e374ac32ff64/charge', 1999, 'USD', 'test_requires_action', 'requires_action', NULL, '2026-11-21 19:43:09.166839+00', '2026-11-21 19:43:09.166839+00'),
	('01a1ffa2-4da2-76c3-aaeb-0db602795821/charge', 7996, 'USD', 'credit_card', 'captured', NULL, '2026-11-21 19:43:09.220735+00', '2026-11-21 19:43:09.220735+00');
-- Data for Name: refunds; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.refunds (key, charge_key, amount_minor, created_at) VALUES
	('01a1ffa2-3860-72bd-bc31-9791786d6715/refund/01a1ffa2-3899-7b71-9bf4-0d5d59bd6d9b', '01a1ffa2-3860-72bd-bc31-9791786d6715/charge', 14850, '2026-11-21 19:43:03.847847+00'),
	('01a1ffa2-3915-7168-8b0e-5f2b7a6fdfa0/refund/01a1ffa2-3973-70a3-accb-a37b4f048bba', '01a1ffa2-3915-7168-8b0e-5f2b7a6fdfa0/charge', 999, '2026-11-21 19:43:04.061173+00');
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_migrations (name, applied_at) VALUES
	('0001_sandbox', '2026-11-21 19:42:54.456231+00');
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
