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
-- Name: callback_secret; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.callback_secret (
    id integer DEFAULT 1 NOT NULL,
    secret text NOT NULL,
    CONSTRAINT callback_secret_id_check CHECK ((id = 1)),
    CONSTRAINT callback_secret_secret_check CHECK ((length(secret) >= 32))
);
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
-- Data for Name: callback_secret; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.callback_secret (id, secret) VALUES
	(1, '5a9aba53-3e1e-48d2-bac6-38a114e58a9dd3ec23c8-af77-4f6d-8ff1-a047a226447b');
-- Data for Name: charges; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.charges (key, amount_minor, currency, payment_method, status, decline_code, effective_at, created_at) VALUES
	('01a2038c-947a-76c6-b0ec-b33bb76e2819/charge', 3998, 'USD', 'credit_card', 'captured', NULL, '2026-11-22 13:57:54.524801+00', '2026-11-22 13:57:54.524801+00'),
	('01a2038c-95cd-7e8c-9f78-1fc562ff6f60/charge', 2999, 'USD', 'test_declined', 'declined', 'payment_declined', '2026-11-22 13:57:54.771337+00', '2026-11-22 13:57:54.771337+00'),
	('01a2038c-96dd-7d38-b250-4cf9c69e2fe7/charge', 4950, 'USD', 'test_error_once', 'captured', NULL, '2026-11-22 13:57:55.041636+00', '2026-11-22 13:57:55.041636+00'),
	('01a2038c-9801-78a9-921e-6268d63db88c/charge', 7425, 'USD', 'test_requires_action', 'requires_action', NULL, '2026-11-22 13:57:55.353421+00', '2026-11-22 13:57:55.353421+00'),
	('01a2038c-9931-72c2-a610-f957130ca604/charge', 14850, 'USD', 'credit_card', 'captured', NULL, '2026-11-22 13:57:55.638225+00', '2026-11-22 13:57:55.638225+00'),
	('01a2038c-a100-759e-ae4e-cb709bd2f6b9/charge', 2997, 'USD', 'credit_card', 'captured', NULL, '2026-11-22 13:57:57.639001+00', '2026-11-22 13:57:57.639001+00'),
	('01a2038c-a238-7294-84f2-a0785d8b58df/charge', 1250, 'USD', 'credit_card', 'captured', NULL, '2026-11-22 13:57:57.954733+00', '2026-11-22 13:57:57.954733+00'),
	('01a2038c-c0c1-7c25-80e4-9ba7a04a4d79/charge', 1999, 'USD', 'test_requires_action', 'requires_action', NULL, '2026-11-22 13:58:05.76907+00', '2026-11-22 13:58:05.76907+00'),
	('01a2038c-c107-74bb-8412-4e59458b5c61/charge', 7996, 'USD', 'credit_card', 'captured', NULL, '2026-11-22 13:58:05.836126+00', '2026-11-22 13:58:05.836126+00');
-- Data for Name: refunds; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.refunds (key, charge_key, amount_minor, created_at) VALUES
	('01a2038c-9931-72c2-a610-f957130ca604/refund/01a2038c-99c1-75e9-8b6b-5106749106f3', '01a2038c-9931-72c2-a610-f957130ca604/charge', 14850, '2026-11-22 13:57:55.84203+00'),
	('01a2038c-a100-759e-ae4e-cb709bd2f6b9/refund/01a2038c-a1c2-71c5-ba67-2ab7d4a16ee8', '01a2038c-a100-759e-ae4e-cb709bd2f6b9/charge', 999, '2026-11-22 13:57:57.832032+00');
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_migrations (name, applied_at) VALUES
	('0001_sandbox', '2026-11-22 13:57:40.926254+00'),
	('0002_callbacks', '2026-11-22 13:57:40.977893+00');
-- Name: callback_secret callback_secret_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.callback_secret
    ADD CONSTRAINT callback_secret_pkey PRIMARY KEY (id);
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
-- Name: TABLE callback_secret; Type: ACL; Schema: public; Owner: -
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.callback_secret TO sandbox_app;
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
