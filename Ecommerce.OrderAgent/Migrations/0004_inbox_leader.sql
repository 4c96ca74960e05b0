-- Which replica applies the payment agent's events, and until when without renewing. Earlier code leads by an advisory lock; should both
-- follow for a while, an event still counts once.

ALTER TABLE payment_cursor ADD COLUMN leader uuid, ADD COLUMN leased_until timestamptz;
