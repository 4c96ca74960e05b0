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
	('01a201de-68b8-77f5-adee-11bb950a0001/charge', 3998, 'USD', 'credit_card', 'captured', NULL, '2026-11-22 06:08:02.808508+00', '2026-11-22 06:08:02.808508+00'),
	('01a201de-6971-713d-8b67-27e1cd870ad3/charge', 2999, 'USD', 'test_declined', 'declined', 'payment_declined', '2026-11-22 06:08:02.933521+00', '2026-11-22 06:08:02.933521+00'),
	('01a201de-69fa-7d29-a645-86e232514b06/charge', 4950, 'USD', 'test_error_once', 'captured', NULL, '2026-11-22 06:08:03.074148+00', '2026-11-22 06:08:03.074148+00'),
	('01a201de-6b3b-775c-8787-ea6e8a4e9729/charge', 7425, 'USD', 'test_requires_action', 'requires_action', NULL, '2026-11-22 06:08:03.39026+00', '2026-11-22 06:08:03.39026+00'),
	('01a201de-6b98-7af3-b187-cbce1069bf0b/charge', 14850, 'USD', 'credit_card', 'captured', NULL, '2026-11-22 06:08:03.483055+00', '2026-11-22 06:08:03.483055+00'),
	('01a201de-6c20-7b33-8822-37d76b59918e/charge', 2997, 'USD', 'credit_card', 'captured', NULL, '2026-11-22 06:08:03.619168+00', '2026-11-22 06:08:03.619168+00'),
	('01a201de-6c73-7783-bfc6-524b9d5324fd/charge', 1250, 'USD', 'credit_card', 'captured', NULL, '2026-11-22 06:08:03.702039+00', '2026-11-22 06:08:03.702039+00'),
	('01a201de-81dd-7a7d-b56a-d9fde12fdf78/charge', 1999, 'USD', 'test_requires_action', 'requires_action', NULL, '2026-11-22 06:08:09.184242+00', '2026-11-22 06:08:09.184242+00'),
	('01a201de-8204-7ab6-b2bd-53fc324e5f83/charge', 7996, 'USD', 'credit_card', 'captured', NULL, '2026-11-22 06:08:09.223813+00', '2026-11-22 06:08:09.223813+00');
-- Data for Name: refunds; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.refunds (key, charge_key, amount_minor, created_at) VALUES
	('01a201de-6b98-7af3-b187-cbce1069bf0b/refund/01a201de-6bc3-7025-8d91-d523ba4b81aa', '01a201de-6b98-7af3-b187-cbce1069bf0b/charge', 14850, '2026-11-22 06:08:03.545604+00'),
	('01a201de-6c20-7b33-8822-37d76b59918e/refund/01a201de-6c49-7610-a5e9-38e0d0d8b6b8', '01a201de-6c20-7b33-8822-37d76b59918e/charge', 999, '2026-11-22 06:08:03.660459+00');
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_migrations (name, applied_at) VALUES
	('0001_sandbox', '2026-11-22 06:07:54.954082+00');
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
