-- A user's watcher reads the user's events alone, however many others there are.
CREATE INDEX payment_events_user ON payment_events (user_id, event_id);

-- A payment's side of the ledger is summed for each payment.
CREATE INDEX ledger_entries_transaction ON ledger_entries (transaction_id);
