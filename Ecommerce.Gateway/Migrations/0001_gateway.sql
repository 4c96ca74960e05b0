-- The gateway keeps no business of its own: its database holds what is common to agents (audit, idempotency).
SELECT 1;
