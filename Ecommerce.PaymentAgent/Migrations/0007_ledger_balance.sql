-- The serving role adds to the books and reads them, and no more. Roles are {database}_owner, who runs this, and {database}_app.
DO $$
DECLARE
    app text := regexp_replace(current_user, '_owner$', '_app');
BEGIN
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON ledger_entries, payment_events FROM %I', app);
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ledger_accounts FROM %I', app);
END
$$;

-- No money moves without its entry, and no entry stands without its movement: when a transaction commits that has changed either, what a
-- payment's entries add up to for the shop, in the payment's own currency, is what was captured less what was refunded.
CREATE FUNCTION ledger_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    booked bigint;
    strange bigint;
    kept bigint;
    own text;
BEGIN
    SELECT captured_minor - refunded_minor, currency INTO STRICT kept, own FROM payments WHERE transaction_id = NEW.transaction_id;
    SELECT coalesce(sum(CASE WHEN credit_account = 'shop' THEN amount_minor ELSE -amount_minor END), 0),
        count(*) FILTER (WHERE currency <> own OR 'shop' NOT IN (debit_account, credit_account))
    INTO booked, strange FROM ledger_entries WHERE transaction_id = NEW.transaction_id;
    IF booked <> kept OR strange > 0 THEN
        RAISE EXCEPTION 'the ledger of payment % does not balance', NEW.transaction_id USING ERRCODE = 'check_violation';
    END IF;

    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER ledger_entries_balance AFTER INSERT ON ledger_entries
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balance();
CREATE CONSTRAINT TRIGGER payments_balance AFTER UPDATE ON payments
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.captured_minor <> NEW.captured_minor OR OLD.refunded_minor <> NEW.refunded_minor OR OLD.currency <> NEW.currency)
    EXECUTE FUNCTION ledger_balance();
