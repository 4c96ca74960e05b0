-- As before, by one query: it runs twice for each payment.
CREATE OR REPLACE FUNCTION ledger_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    balances boolean;
BEGIN
    SELECT e.booked = p.captured_minor - p.refunded_minor AND NOT e.strange INTO STRICT balances
    FROM payments p CROSS JOIN LATERAL (
        SELECT coalesce(sum(CASE WHEN l.credit_account = 'shop' THEN l.amount_minor ELSE -l.amount_minor END), 0) AS booked,
            coalesce(bool_or(l.currency <> p.currency OR 'shop' NOT IN (l.debit_account, l.credit_account)), false) AS strange
        FROM ledger_entries l WHERE l.transaction_id = p.transaction_id) e
    WHERE p.transaction_id = NEW.transaction_id;
    IF NOT balances THEN
        RAISE EXCEPTION 'the ledger of payment % does not balance', NEW.transaction_id USING ERRCODE = 'check_violation';
    END IF;

    RETURN NULL;
END
$$;
